"""What of a questionnaire can be translated, and whether a translation is of the present text.

A translation is kept under the name of its field: "text", "option.3", "guide.what". Beside it, as
"text.from", stands a short digest of the text that it was made of. Where that is missing, as in
most files, nobody knows, and the translation counts as a good one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from .speech import gettext, gettext_noop

LEVELS = {
    "low": gettext_noop("low"),
    "medium": gettext_noop("medium"),
    "high": gettext_noop("high"),
}
STEP = {
    "title": gettext_noop("title"),
    "text": gettext_noop("text"),
    "done_when": gettext_noop("done when"),
}
MADE_FROM = ".from"


class Text(NamedTuple):
    """A text that can be translated: its field, what that is called, and what it says."""

    field: str
    label: str
    source: str


def of_practice(name: str, short_name: str, guide: Mapping[str, Any]) -> Iterator[Text]:
    """Return a practice's texts, its coaching among them."""
    yield Text("name", gettext("Name"), name)
    yield Text("short_name", gettext("Short name"), short_name)
    labels = {
        "what": gettext("What it is"),
        "why": gettext("Why it matters"),
        "caution": gettext("Caution"),
    }
    for key, label in labels.items():
        yield Text(f"guide.{key}", label, guide.get(key, ""))
    for level, texts in guide.get("levels", {}).items():
        named = {"level": gettext(LEVELS.get(level, level))}
        looks = gettext("%(level)s: looks like") % named
        yield Text(f"guide.{level}.looks_like", looks, texts.get("looks_like", ""))
        for number, step in enumerate(texts.get("steps", ())):
            for key, part in STEP.items():
                words = gettext("%(level)s, step %(number)s: %(part)s") % (
                    named | {"number": number + 1, "part": gettext(part)}
                )
                yield Text(f"guide.{level}.steps.{number}.{key}", words, step.get(key, ""))


def of_question(text: str, help_: str, unit: str, short_name: str) -> Iterator[Text]:
    """Return a question's own texts, without its answers."""
    yield Text("text", gettext("question"), text)
    yield Text("help", gettext("help"), help_)
    yield Text("unit", gettext("unit of measurement"), unit)
    yield Text("short_name", gettext("what its figure is called"), short_name)


def of_answers(labels: Iterable[tuple[int, str]], missing_label: str) -> Iterator[Text]:
    """Return the labels of a question's answers, by their codes, and of the missing one."""
    offered = [Text(f"option.{code}", gettext("Answer"), label) for code, label in labels]
    yield from offered
    if offered and missing_label:
        yield Text("missing_label", gettext("Answer"), missing_label)


def digest(source: str) -> str:
    """Return the short name of a text by which a translation remembers it."""
    return hashlib.sha256(source.encode()).hexdigest()[:12]


def is_outdated(texts: Mapping[str, str], field: str, source: str) -> bool:
    """Tell whether a language's translation of a field was made of another text than this."""
    made_from = texts.get(f"{field}{MADE_FROM}")
    return field in texts and made_from is not None and made_from != digest(source)


def written(texts: Mapping[str, str], field: str, text: str, source: str) -> dict[str, str]:
    """Return a language's texts with one more, made of that source; an empty one goes."""
    mark = f"{field}{MADE_FROM}"
    rest = {name: one for name, one in texts.items() if name not in {field, mark}}
    return rest | ({field: text, mark: digest(source)} if text.strip() else {})


def remembering(
    translations: Mapping[str, Mapping[str, str]],
    before: Iterable[Text],
    after: Iterable[Text],
) -> dict[str, dict[str, str]]:
    """Return translations that know what they were made of, for texts that are changing now."""
    now = {text.field: text.source for text in after}
    changed = [text for text in before if now.get(text.field) != text.source]
    return {
        language: {
            **texts,
            **{
                f"{text.field}{MADE_FROM}": digest(text.source)
                for text in changed
                if text.field in texts and f"{text.field}{MADE_FROM}" not in texts
            },
        }
        for language, texts in translations.items()
    }
