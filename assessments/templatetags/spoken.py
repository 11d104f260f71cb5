"""Marks a questionnaire's text that is not in the page's language: nobody has translated it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

if TYPE_CHECKING:
    from assessments.models import Practice, Question

register = template.Library()


@register.simple_tag
def said_in(row: Practice | Question, slot: str) -> str:
    """Return the `lang` attribute for one text of a row, "" where the page's holds."""
    language = row.spoken.of(slot)
    return format_html(' lang="{}"', language) if language != get_language() else ""
