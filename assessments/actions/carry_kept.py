"""What an import keeps of the edition before: parts that the file's format cannot hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from assessments.content.formats.carried import Carried, Note

if TYPE_CHECKING:
    from assessments.content.schema import QuestionnaireContent
    from assessments.models import Edition


def with_what_the_format_lacks(
    carried: Carried, before: QuestionnaireContent, base: Edition
) -> Carried:
    """Keep guidance and translations that the file's format cannot hold, where texts are alike."""
    content = carried.content
    if "guides" in carried.lacks:
        guides = {practice.key: practice.guide for practice in before.practices}
        practices = tuple(
            practice.model_copy(update={"guide": guides.get(practice.key)})
            for practice in content.practices
        )
        content = content.model_copy(update={"practices": practices})
    if "translations" in carried.lacks:
        content = _translated(content, before)
    if content == carried.content:
        return carried
    if {"guides", "translations"} <= set(carried.lacks):
        said = gettext(
            "Guidance and translations are kept from %(base)s, where the texts are alike."
        )
    elif "guides" in carried.lacks:
        said = gettext("Guidance is kept from %(base)s, where the texts are alike.")
    else:
        said = gettext("Translations are kept from %(base)s, where the texts are alike.")
    note = Note("", said % {"base": base})
    return replace(carried, content=content, decisions=(*carried.decisions, note))


def _translated(
    content: QuestionnaireContent, before: QuestionnaireContent
) -> QuestionnaireContent:
    practices = {one.key: one for one in before.practices}
    questions = {one.code: one for one in before.questions}
    return content.model_copy(
        update={
            "languages": content.languages or before.languages,
            "translations": before.translations if _alike(content, before) else {},
            "practices": tuple(
                one.model_copy(update={"translations": old.translations})
                if (old := practices.get(one.key)) and _alike(one, old)
                else one
                for one in content.practices
            ),
            "questions": tuple(
                one.model_copy(update={"translations": asked.translations})
                if (asked := questions.get(one.code)) and _alike(one, asked)
                else one
                for one in content.questions
            ),
        }
    )


_WORDS = ("title", "lead_in", "missing_label", "name", "text", "help", "options")


def _alike(one: object, other: object) -> bool:
    return all(getattr(one, name, None) == getattr(other, name, None) for name in _WORDS)
