"""What all content shares: names, texts, languages, and a refusal that says what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=120)]
ShortName = Annotated[str, StringConstraints(min_length=1, max_length=24)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
LooseLine = Annotated[str, StringConstraints(max_length=120)]
LooseText = Annotated[str, StringConstraints(max_length=2000)]
Number = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
Url = Annotated[str, StringConstraints(pattern=r"^https://\S+$", max_length=300)]

# What a translation is of (a field, or "option.3"), and its text
Translation = dict[Annotated[str, StringConstraints(pattern=r"^[a-z0-9_.]{1,80}$")], Text]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})?$")]
Translations = dict[Language, Translation]


class ContentError(Exception):
    """A content file cannot be used; the sentence names file, place and what to do."""


class Content(BaseModel):
    """What every part shares: nothing unknown, nothing converted, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def require(condition: bool, sentence: str) -> None:  # noqa: FBT001 - reads as a sentence
    """Raise ValueError with the sentence when the condition does not hold."""
    if not condition:
        raise ValueError(sentence)


def require_unique(names: Iterable[object], what: str) -> None:
    """Raise ValueError when a name is there twice; `what` begins the sentence."""
    twice = [str(name) for name, count in Counter(names).items() if count > 1]
    require(not twice, f"{what} {', '.join(twice)} is there twice")
