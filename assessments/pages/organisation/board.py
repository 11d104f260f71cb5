"""A unit's board report from released cells: heatmap, movers, where to invest, what is hidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from assessments.charts import words
from assessments.charts.finding_values import Since
from assessments.charts.gap import Aim, gap, gap_words
from assessments.models import NOT_PLACED, PERFORMANCE, Campaign, CampaignNode, Result
from assessments.pages import survey_language
from assessments.pages.guides import guide_of
from assessments.pages.next_steps import NextStep, next_steps
from assessments.reporting.board_report import (
    BoardReport,
    Investment,
    Step,
    TierTeams,
)
from assessments.scoring.values import ReleasedScore, Tier

from . import by_role, gaps, hidden_below, kept, method_words, movers, report_words
from .board_grid import grid, hidden_cells
from .hidden_below import Below, hidden_words
from .moved_teams import moved_teams, why_not
from .present import Heatmap
from .sentences import sentences
from .since import moves_since

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

INVESTMENTS = 2
WEAKEST = 3
NOTHING_ASKED = {"sort": "", "tier": "", "q": ""}


@dataclass(frozen=True, slots=True)
class Cells:
    """What a report has beyond the heatmap.

    The cells of the unit's children and theirs before, how its teams moved since, what is hidden,
    and the unit's targets by practice.
    """

    below: Sequence[Result]
    before: Sequence[Result]
    since: Since
    hidden: Below
    aims: Mapping[str, Aim]


def read(user: User | AnonymousUser, node: CampaignNode, before: CampaignNode | None) -> Cells:
    """Return the cells of a unit's report: at most eight queries, however much lies below it."""
    return Cells(
        below=list(Result.objects.of_children(node)),
        before=list(Result.objects.placements_before_children(node)),
        since=moves_since(node, before),
        hidden=hidden_below.below(node),
        aims=gaps.of_unit(user, node),
    )


def report(
    node: CampaignNode, cells: Cells, *, before: CampaignNode | None, made_on: dt.date
) -> BoardReport:
    """Return a unit's report; `before` is the unit in the survey before."""
    campaign = node.campaign
    outline = survey_language.reads(campaign.edition.outline())
    table = kept.heatmap(node, NOTHING_ASKED, by_role.Choice())
    released = kept.released(node)
    values = {cell.column: cell.value() for cell in released.own}
    teams = _teams(released.own)
    moved = movers.movers(outline, released.children, cells.below, cells.before)
    steps, equal = next_steps(outline, values, INVESTMENTS)
    return BoardReport(
        unit=node.name,
        survey=campaign.name,
        answers_taken=_answers_taken(campaign),
        rule_set=campaign.benchmark.title,
        made_on=made_on,
        summary=(
            *report_words.summary(node, values, teams),
            *("".join(piece.text for piece in one) for one in sentences(node, before)),
        ),
        grid=grid(table),
        tiers=_tiers(teams),
        before=before.campaign.name if before else "",
        up=movers.largest(moved.up),
        down=movers.largest(moved.down),
        moved=moved_teams(cells.since),
        moved_note=why_not(cells.since),
        investments=tuple(
            _investment(step, table, _target(step, values, cells.aims, campaign)) for step in steps
        ),
        why_these=report_words.why_these(equal, any_shown=bool(steps)),
        methods=method_words.methods(campaign),
        language=get_language() or "en",
        hidden=cells.hidden.reasons,
        hidden_words=hidden_words(
            cells=hidden_cells(table),
            of_cells=sum(1 + len(row.cells) for row in table.rows),
            together=table.rest.name if table.rest else "",
            found=cells.hidden,
        ),
    )


def _answers_taken(campaign: Campaign) -> str:
    opened = campaign.opens_at.astimezone(campaign.zone)
    return gettext("%(opened)s to %(closed)s") % {
        "opened": date_format(opened),
        "closed": date_format(campaign.closes_locally()),
    }


def _teams(own: Iterable[Result]) -> Mapping[str, int]:
    return next((cell.detail.get("teams", {}) for cell in own if cell.column == PERFORMANCE), {})


def _tiers(teams: Mapping[str, int]) -> tuple[TierTeams, ...]:
    total = sum(teams.values())
    order = (*(tier.value for tier in Tier), NOT_PLACED)
    return tuple(
        TierTeams(
            look=f"tier-{tier}",
            name=words.opening(words.place_word(None if tier == NOT_PLACED else Tier(tier))),
            teams=teams[tier],
            percent=100 * teams[tier] / total,
        )
        for tier in order
        if teams.get(tier)
    )


def _target(
    step: NextStep, values: Mapping[str, Any], aims: Mapping[str, Aim], campaign: Campaign
) -> str:
    aim, value = aims.get(step.practice.key), values[step.practice.key]
    if aim is None or not isinstance(value, ReleasedScore):
        return ""
    return f"{words.opening(gap_words(gap(value, aim), aim, campaign.closes_locally().date()))}."


def _investment(step: NextStep, table: Heatmap, target: str) -> Investment:
    guide = guide_of(step.practice)
    place = [column.key for column in table.columns].index(step.practice.key) - 2
    return Investment(
        practice=step.practice.name,
        figure=gettext("%(score)s of 100") % {"score": step.score},
        target=target,
        weakest=_weakest(table, place),
        what=guide["what"],
        why=guide["why"],
        looks_like=step.looks_like,
        steps=tuple(Step(one["title"], one["text"], one["done_when"]) for one in step.steps),
        caution=step.caution,
    )


def _weakest(table: Heatmap, place: int) -> str:
    """Return the rows that are lowest in a practice, as "Claims (18) and Pricing (28)"."""
    shown = [
        (value.score, row.name, words.score_text(value))
        for row in table.rows
        if isinstance(value := row.cells[place].value, ReleasedScore)
    ]
    lowest = [f"{name} ({text})" for _, name, text in sorted(shown)[:WEAKEST]]
    return words.joined(lowest) if lowest else ""
