"""What respondents and teams would read in another language than they chose, or outdated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from . import translatable
from .schema import PracticeContent, QuestionnaireContent
from .schema_question import QuestionContent
from .speech import gettext, ngettext
from .translatable import Text

# The parts into which the editors' page divides the texts, beside the practices' keys
WHOLE, GENERAL, ANSWERS = "whole", "general", "answers"
# What can be missing, in the order in which it is told
GROUPS = ("lead_in", "practice", "guide", "question", "help", "answer")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing or outdated in a language, and the part where it begins."""

    language: str
    part: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A text where it stands: what it belongs to, and its translations by language."""

    part: str
    group: str
    owner: str
    text: Text
    translations: Mapping[str, Mapping[str, str]]

    def texts(self, language: str) -> Mapping[str, str]:
        return self.translations.get(language, {})


def gaps(content: QuestionnaireContent) -> Iterator[Gap]:
    """Return what is not whole, language by language; of what is asked, not of what is retired."""
    places = [place for place in _places(content) if place.text.source.strip()]
    for language in content.languages:
        for group in GROUPS:
            found = [
                place
                for place in places
                if place.group == group and place.text.field not in place.texts(language)
            ]
            if owners := {place.owner for place in found}:
                named = {"n": len(owners), "language": language}
                yield Gap(language, found[0].part, _missing(group, len(owners)) % named)
        outdated = [
            place
            for place in places
            if translatable.is_outdated(place.texts(language), place.text.field, place.text.source)
        ]
        if count := len({(place.owner, place.text.field) for place in outdated}):
            said = ngettext(
                "%(n)s translation is older than the text in %(language)s: it was changed after "
                "that.",
                "%(n)s translations are older than the text in %(language)s: it was changed after "
                "that.",
                count,
            )
            yield Gap(language, outdated[0].part, said % {"n": count, "language": language})


def _missing(group: str, n: int) -> str:
    return {
        "lead_in": gettext("The lead-in has no text in %(language)s."),
        "practice": ngettext(
            "%(n)s practice without a name in %(language)s.",
            "%(n)s practices without a name in %(language)s.",
            n,
        ),
        "guide": ngettext(
            "%(n)s practice without all coaching texts in %(language)s.",
            "%(n)s practices without all coaching texts in %(language)s.",
            n,
        ),
        "question": ngettext(
            "%(n)s question without a text in %(language)s.",
            "%(n)s questions without a text in %(language)s.",
            n,
        ),
        "help": ngettext(
            "%(n)s question without its help or unit in %(language)s.",
            "%(n)s questions without their help or unit in %(language)s.",
            n,
        ),
        "answer": ngettext(
            "%(n)s answer without a label in %(language)s.",
            "%(n)s answers without a label in %(language)s.",
            n,
        ),
    }[group]


def _places(content: QuestionnaireContent) -> Iterator[_Place]:
    lead_in = Text("lead_in", gettext("Lead-in"), content.lead_in)
    yield _Place(WHOLE, "lead_in", "", lead_in, content.translations)
    retired = {practice.key for practice in content.practices if not practice.active}
    for practice in content.practices:
        if practice.active:
            yield from _of_practice(practice)
    for question in content.as_asked():
        if question.active and question.practice not in retired:
            yield from _of_question(content, question)


def _of_practice(practice: PracticeContent) -> Iterator[_Place]:
    guide = practice.guide.model_dump() if practice.guide else {}
    for text in translatable.of_practice(practice.name, practice.short_name, guide):
        group = "guide" if text.field.startswith("guide.") else "practice"
        yield _Place(practice.key, group, practice.key, text, practice.translations)


def _of_question(content: QuestionnaireContent, question: QuestionContent) -> Iterator[_Place]:
    part = question.practice or GENERAL
    own = (question.text, question.help, question.unit, question.short_name)
    for text in translatable.of_question(*own):
        group = "question" if text.field == "text" else "help"
        yield _Place(part, group, question.code, text, question.translations)
    labels = [(option.code, option.label) for option in content.options_of(question)]
    for text in translatable.of_answers(labels, content.missing_label_of(question)):
        yield _Place(ANSWERS, "answer", text.source, text, question.translations)
