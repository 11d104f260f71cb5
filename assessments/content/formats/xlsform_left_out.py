"""What of a questionnaire an XLSForm has no place for, told before it is given out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessments.content.schema import QuestionnaireContent
from assessments.content.speech import gettext, gettext_noop
from assessments.content.translatable import MADE_FROM

from .carried import Note

# Texts whose translations have no column in a form
UNTRANSLATED = {
    "title": gettext_noop("title"),
    "short_name": gettext_noop("short name"),
    "unit": gettext_noop("unit of measurement"),
}


def left_out(content: QuestionnaireContent) -> tuple[Note, ...]:
    """Return what of a questionnaire a form does not hold."""
    return (*_practices(content), *_translations(content), *_conditions(content))


def _practices(content: QuestionnaireContent) -> Iterator[Note]:
    guided = sum(practice.guide is not None for practice in content.practices)
    if guided:
        said = gettext("Left out: the guidance of practices (%(n)s of them have some).")
        yield Note("", said % {"n": guided})
    for practice in content.practices:
        if not practice.active:
            said = gettext("Left out: a retired practice and its questions.")
            yield Note(practice.key, said)
        elif not content.questions_of(practice.key):
            yield Note(practice.key, gettext("Left out: a practice without questions."))


def _translations(content: QuestionnaireContent) -> Iterator[Note]:
    spoken: list[tuple[str, Mapping[str, Mapping[str, str]]]] = [
        (content.key, content.translations)
    ]
    spoken += [(practice.key, practice.translations) for practice in content.practices]
    spoken += [(question.code, question.translations) for question in content.questions]
    marked = False
    for key, translations in spoken:
        fields = {name for texts in translations.values() for name in texts}
        if lost := UNTRANSLATED.keys() & fields:
            names = " + ".join(gettext(UNTRANSLATED[name]) for name in sorted(lost))
            yield Note(key, gettext("Left out: translations of its %(names)s.") % {"names": names})
        marked = marked or any(name.endswith(MADE_FROM) for name in fields)
    if marked:
        yield Note("", gettext("Left out: of which texts the translations were made."))


def _conditions(content: QuestionnaireContent) -> Iterator[Note]:
    retired = {practice.key for practice in content.practices if not practice.active}
    unasked = {
        question.code
        for question in content.questions
        if question.practice in retired or not question.active
    }
    for question in content.questions:
        if not question.active and question.practice not in retired:
            yield Note(question.code, gettext("Left out: a retired question."))
        if question.show_if and question.show_if.question in unasked - {question.code}:
            yield Note(question.code, gettext("Its condition is on a question that is left out."))
