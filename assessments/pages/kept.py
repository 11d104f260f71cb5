"""What is worked out once and shown again holds words: it is kept for each language by itself."""

from __future__ import annotations

from functools import lru_cache, update_wrapper
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Kept(Generic[T]):
    """A function whose results are kept, as by `lru_cache`, apart for every language."""

    def __init__(self, function: Callable[..., T], maxsize: int) -> None:
        update_wrapper(self, function)

        def in_language(_: str | None, *args: Any) -> T:
            return function(*args)

        self._kept = lru_cache(maxsize=maxsize)(in_language)
        self.cache_clear = self._kept.cache_clear
        self.cache_info = self._kept.cache_info

    def __call__(self, *args: Any) -> T:
        """Return the result in the language of the page at hand."""
        return self._kept(get_language(), *args)


def kept_by_language(*, maxsize: int) -> Callable[[Callable[..., T]], Kept[T]]:
    """Keep so many results of a function, all languages together."""
    return lambda function: Kept(function, maxsize)
