"""The figures of a questionnaire as tables to take along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from assessments.models import Campaign
from assessments.pages import downloads
from assessments.reporting.table import Cell, ExportTable, Shown
from assessments.scoring.instrument_values import ReleasedShare
from assessments.scoring.values import Bound

from . import instrument_words as words
from .instrument_cards import STATEMENT_COLUMNS, Card, Page

PRACTICES, STATEMENTS = "practices", "statements"


def table(shown: Page, name: str, campaign: Campaign) -> ExportTable | None:
    """Return one of the page's two tables as values, None where there is no such one."""
    about = [
        (gettext("What"), gettext("How good the questionnaire is")),
        *downloads.about_campaign(campaign),
    ]
    if name == PRACTICES and shown.cards:
        labels = [label for label, _ in max((card.facts for card in shown.cards), key=len)]
        rows = [[card.name, card.verdict, *_in_order(card, labels)] for card in shown.cards]
        return ExportTable(
            gettext("Practices"), (gettext("Practice"), gettext("In words"), *labels), rows, about
        )
    if name == STATEMENTS and shown.cards:
        columns = (
            gettext("Practice"),
            gettext("Code"),
            *map(gettext, STATEMENT_COLUMNS),
            gettext("Turned round"),
            gettext("Look at"),
        )
        return ExportTable(gettext("Statements"), columns, list(_statement_rows(shown)), about)
    return None


def _in_order(card: Card, labels: Sequence[str]) -> list[str]:
    facts = dict(card.facts)
    return [facts.get(label, "") for label in labels]


def _statement_rows(shown: Page) -> Iterator[list[Cell]]:
    for card in shown.cards:
        for one in card.statements:
            figures = one.figures
            shares = (figures.unknown, figures.floor, figures.ceiling)
            yield [
                card.name,
                figures.code,
                one.text,
                figures.rest,
                figures.alpha_without,
                *map(_percent, shares),
                gettext("yes") if one.reverse else gettext("no"),
                " ".join(one.hints),
            ]


def _percent(share: ReleasedShare | None) -> Cell:
    if share is None:
        return None
    return Shown(share.percent, "%") if share.bound == Bound.EXACT else words.share(share)
