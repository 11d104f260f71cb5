"""Which texts of a questionnaire can be translated, under the names they are kept by."""

from __future__ import annotations

from collections.abc import Iterator

from .schema import PracticeContent, QuestionnaireContent
from .schema_guides import GuideContent
from .schema_question import QuestionContent

LEVELS = ("low", "medium", "high")
STEP_TEXTS = ("title", "text", "done_when")


def of_practice(practice: PracticeContent) -> dict[str, str]:
    """Return a practice's texts by slot, those of its guidance included; no empty ones."""
    names = {"name": practice.name, "short_name": practice.short_name}
    return names | of_guide(practice.guide or GuideContent())


def of_guide(guide: GuideContent) -> dict[str, str]:
    """Return the texts of a practice's guidance by slot; its source is a citation and has none."""
    return {f"guide.{slot}": text for slot, text in _guide_texts(guide) if text.strip()}


def of_question(content: QuestionnaireContent, question: QuestionContent) -> dict[str, str]:
    """Return a question's texts by slot, the labels of its answers included; no empty ones."""
    options = content.options_of(question)
    texts = {"text": question.text, "help": question.help, "unit": question.unit}
    texts |= {option_slot(option.code): option.label for option in options}
    texts |= {"missing_label": content.missing_label_of(question) if options else ""}
    return {slot: text for slot, text in texts.items() if text.strip()}


def option_slot(code: int) -> str:
    """Return the slot of an answer's label."""
    return f"option.{code}"


def _guide_texts(guide: GuideContent) -> Iterator[tuple[str, str]]:
    yield from (("what", guide.what), ("why", guide.why), ("caution", guide.caution))
    for name in LEVELS:
        level = getattr(guide.levels, name)
        yield f"{name}.looks_like", level.looks_like
        for number, step in enumerate(level.steps):
            for part in STEP_TEXTS:
                yield f"{name}.steps.{number}.{part}", getattr(step, part)
