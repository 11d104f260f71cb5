"""The figures of a questionnaire as cards for its editor, and as tables to take along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from assessments.models import (
    WHOLE_QUESTIONNAIRE,
    Campaign,
    InstrumentResult,
)
from assessments.scoring.instrument_guards import least_people
from assessments.scoring.instrument_values import (
    Coefficients,
    InstrumentFigures,
    ItemFigures,
)

from . import instrument_stored as stored
from . import instrument_words as words

NOT_RELEASED = (
    gettext_noop("Not released yet"),
    gettext_noop(
        "These figures are worked out once, with the release, and come out together with the "
        "results."
    ),
)
BEFORE = (
    gettext_noop("Released before there were these figures"),
    gettext_noop(
        "They are worked out once, with a release, and this was earlier. The next survey has them."
    ),
)
TOO_FEW = gettext_noop(
    "From so few answers these figures would be mostly chance, and they could point at what "
    "single people said. So they were not worked out."
)
STATEMENT_COLUMNS = (
    gettext_noop("Statement"),
    gettext_noop("Item-rest r"),
    gettext_noop("Alpha without it"),
    gettext_noop("Don’t know"),
    gettext_noop("Least favourable"),
    gettext_noop("Most favourable"),
)


@dataclass(frozen=True)
class Statement:
    """One row of a card."""

    text: str
    reverse: bool
    figures: ItemFigures
    hints: Sequence[str]

    def cells(self) -> list[str]:
        """Return what stands in the row after the statement."""
        one = self.figures
        correlations = [words.number(value) for value in (one.rest, one.alpha_without)]
        return correlations + [words.share(of) for of in (one.unknown, one.floor, one.ceiling)]


@dataclass(frozen=True)
class Card:
    """One practice."""

    key: str
    name: str
    verdict: str
    notes: Sequence[str]
    facts: Sequence[tuple[str, str]]
    statements: Sequence[Statement]
    figures: InstrumentFigures


@dataclass(frozen=True)
class Page:
    """All cards, or why there are none: `empty` is a title and a text."""

    cards: Sequence[Card] = ()
    straight_lining: str = ""
    many_straight: bool = False
    least: int = 0
    empty: tuple[str, str] | None = None


def page(campaign: Campaign, results: Sequence[InstrumentResult]) -> Page:
    """Return what the page shows of a campaign's released results, in the bank's order."""
    least = least_people(campaign.k)
    by_key = {one.practice: one for one in results}
    if campaign.state != Campaign.State.RELEASED:
        return Page(empty=_said(NOT_RELEASED))
    if not by_key:
        return Page(empty=_said(BEFORE))
    cards = list(_cards(campaign, by_key, least))
    if not any(card.figures.items for card in cards):
        few = gettext("Fewer than %(least)s answered")
        whom = words.whom(least, teams=campaign.is_team_sheet)
        return Page(empty=(few % {"least": whom}, gettext(TOO_FEW)))
    whole = by_key.get(WHOLE_QUESTIONNAIRE)
    straight = stored.share(whole.detail["straight_lining"]) if whole else None
    return Page(
        cards=cards,
        straight_lining=words.share(straight) if straight else "",
        many_straight=words.is_over(straight, words.MANY_STRAIGHT),
        least=least,
    )


def _said(pair: tuple[str, str]) -> tuple[str, str]:
    title, text = pair
    return gettext(title), gettext(text)


def _cards(
    campaign: Campaign, by_key: Mapping[str, InstrumentResult], least: int
) -> Iterator[Card]:
    teams = campaign.is_team_sheet
    outline = campaign.edition.outline()
    asked = {question.code: question for question in outline.questions}
    for practice in outline.practices:
        if practice.key not in by_key:
            continue
        figures = stored.figures(by_key[practice.key].detail)
        yield Card(
            key=practice.key,
            name=practice.name,
            verdict=words.verdict(figures, least, teams=teams),
            notes=[note for note in [words.ends(figures)] if note],
            facts=_facts(figures, least, teams=teams) if figures.items else [],
            statements=[
                Statement(
                    text=asked[one.code].text,
                    reverse=asked[one.code].reverse,
                    figures=one,
                    hints=words.hints(one, figures.coefficients),
                )
                for one in figures.items
            ],
            figures=figures,
        )


def _facts(figures: InstrumentFigures, least: int, *, teams: bool) -> list[tuple[str, str]]:
    band = gettext("50 or more")
    if figures.n_band == "20-49":
        band = gettext("%(least)s to 49") % {"least": least}
    facts = [(gettext("Answered by"), words.whom(band, teams=teams))]
    if figures.coefficients:
        facts += _coefficients(figures.coefficients, turned=figures.reversed_items)
    return [
        *facts,
        (gettext("Lowest score there is"), words.share(figures.floor)),
        (gettext("Highest score there is"), words.share(figures.ceiling)),
        (gettext("Same answer throughout"), words.straight(figures)),
    ]


def _coefficients(of_all: Coefficients, *, turned: int) -> list[tuple[str, str]]:
    facts = [
        (gettext("Alpha"), words.coefficient(of_all.alpha)),
        (gettext("Omega"), words.coefficient(of_all.omega)),
        (gettext("Standardised alpha"), words.number(of_all.standardised)),
        (gettext("Mean correlation between statements"), words.number(of_all.mean_correlation)),
    ]
    if turned:
        facts += [
            (gettext("Alpha without those turned round"), words.coefficient(of_all.forward_alpha)),
            (gettext("Omega without those turned round"), words.coefficient(of_all.forward_omega)),
        ]
    return facts
