"""From the sheets of a campaign to its cells: what is scored, and what of it may be shown.

Nothing here writes. Each function takes the frozen tree and the answers as arrays and gives
unsaved `Result` rows; a page never computes a score.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

import numpy as np
from numpy.typing import NDArray

from assessments.models import PERFORMANCE, Outline, Practice, Result
from assessments.scoring import disclosure, guards, levelling, likert, placement, unanimity
from assessments.scoring.bands import bands
from assessments.scoring.intervals import Estimate, is_real_change
from assessments.scoring.likelihood import banded
from assessments.scoring.second_opinions import opinions_of_each
from assessments.scoring.values import (
    Bound,
    Interval,
    Item,
    LabelKind,
    Metric,
    Reason,
    ReleasedPlacement,
    ReleasedScore,
    RuleSet,
    Score,
    Suppressed,
)

from . import groups
from .comparisons import Before, Earlier
from .sheets import Answers, Sheets, Tree

# Fewer released teams than this have no median: it would be somebody's score.
PEERS_FROM = 5
LEAST_TURNOUT = 0.5
# More save no time, and their answers stand in memory as lists
LIMITS = {Bound.AT_LEAST, Bound.AT_MOST}
PLACED_AT_ONCE = 1000
BAND_FLOORS = {name: least for least, name in guards.N_BANDS} | {
    guards.n_band(1): 1,
    guards.ONE_SHEET: 1,
}


@dataclass(frozen=True)
class Setting:
    """What all columns share: tree, sheets, k, rule set, the nodes that may be shown at all.

    `parts` are, by practice, numbers of the results by role that each sheet is in: people with one
    number in one group are in the same figures.
    """

    tree: Tree
    sheets: Sheets
    k: int
    rule_set: RuleSet
    tie: bytes
    published: tuple[bool, ...] = ()
    bonus: tuple[float, ...] = ()
    parts: Mapping[str, NDArray[np.int64]] = dataclasses.field(default_factory=dict)


def settle(draft: Setting, before: Before) -> Setting:
    """Decide which nodes may be shown at all: counted on everybody who sent a sheet."""
    tree, sheets = draft.tree, draft.sheets
    shown = before.shown()
    bonus = tuple(1.0 if node.pk in shown else 0.0 for node in tree.nodes)
    own = sheets.own_counts(np.ones(len(sheets.answers), dtype=bool))
    published = disclosure.safe_release(tree.parents, own, draft.k, bonus=bonus, tie=draft.tie)
    return dataclasses.replace(draft, published=tuple(published), bonus=bonus)


def columns(setting: Setting, outline: Outline, before: Before) -> Iterator[list[Result]]:
    """Yield the cells of every node, column by column, so that nobody has to hold them all."""
    yield from _delivery(setting, outline)
    for practice in outline.practices:
        yield practice_cells(setting, outline, practice, before)


def _delivery(setting: Setting, outline: Outline) -> Iterator[list[Result]]:
    metrics = metric_cells(setting, outline)
    yield performance_cells(_levelled(setting, outline, metrics), outline, metrics)
    yield from metrics.values()


def practice_cells(
    setting: Setting, outline: Outline, practice: Practice, before: Before
) -> list[Result]:
    """Return one practice's cell for every node."""
    answers, items = statements(setting, outline, practice)
    means = likert.person_means(answers, items)
    reasons = column_reasons(setting, ~np.isnan(means))
    cells = empty_cells(setting, practice.key, Result.Kind.PRACTICE, reasons)
    shown = [index for index, reason in enumerate(reasons) if reason is None]
    people = [setting.sheets.below(setting.tree, index) for index in shown]
    invited = [setting.tree.nodes[index].invited for index in shown]
    points = likert.common_points(items)
    scores = likert.score_groups(answers, items, people, invited)
    ends = level(setting, practice, means, points)
    for index, rows, score in zip(shown, people, scores, strict=True):
        if isinstance(score, Suppressed):
            cells[index].reason = score.reason
            continue
        earlier = before.of(setting.tree.nodes[index], practice.key)
        levelled, limits = ends.of(score, rows)
        _fill_score(cells[index], levelled, limits, earlier, k=setting.k, points=points)
    _fill_peers(cells)
    groups.fill_rests(cells, setting, answers, items, ends)
    return cells


def level(setting: Setting, practice: Practice, means: Answers, points: int) -> levelling.Ends:
    """Return how a practice's scores are levelled: one way for all figures that it is shown in."""
    reasons = column_reasons(setting, ~np.isnan(means))
    atoms = groups.atoms_of_rows(setting, [reason is not None for reason in reasons])
    atoms = levelling.cut(atoms, setting.parts.get(practice.key))
    return levelling.level_scores(likert.to_score(means, points), atoms, setting.k)


def statements(
    setting: Setting, outline: Outline, practice: Practice
) -> tuple[Answers, list[Item]]:
    """Return the answers to a practice's statements (sheets x items), and the items."""
    places = list(outline.places(practice))
    return setting.sheets.answers[:, places], outline.items(practice)


def _levelled(
    setting: Setting, outline: Outline, metrics: Mapping[Metric, Sequence[Result]]
) -> Setting:
    """Return the same, with the metrics' answers of groups that are of one mind levelled."""
    answers = setting.sheets.answers.copy()
    for metric, place in outline.metric_places().items():
        atoms = groups.atoms_of_rows(setting, [bool(cell.reason) for cell in metrics[metric]])
        answers[:, place] = unanimity.level_answers(
            setting.rule_set, metric, answers[:, place], atoms, setting.k
        )
    sheets = dataclasses.replace(setting.sheets, answers=answers)
    return dataclasses.replace(setting, sheets=sheets)


def metric_cells(setting: Setting, outline: Outline) -> dict[Metric, list[Result]]:
    """Return the four metrics' cells, each for every node, in the codes of the rule set."""
    cells: dict[Metric, list[Result]] = {}
    for metric, place in outline.metric_places().items():
        codes = banded(setting.rule_set, metric, setting.sheets.answers[:, place])
        reasons = column_reasons(setting, ~np.isnan(codes))
        cells[metric] = empty_cells(setting, metric, Result.Kind.METRIC, reasons)
        for index, cell in enumerate(cells[metric]):
            if not cell.reason:
                _fill_metric(cell, codes[setting.sheets.below(setting.tree, index)], setting)
    return cells


def performance_cells(
    setting: Setting,
    outline: Outline,
    metrics: Mapping[Metric, Sequence[Result]],
) -> list[Result]:
    """Return the placement of every node, from those of its metrics that may be shown."""
    reasons = [_placement_reason(setting, index) for index in range(len(setting.tree.nodes))]
    cells = empty_cells(setting, PERFORMANCE, Result.Kind.PERFORMANCE, reasons)
    shown = [index for index, reason in enumerate(reasons) if reason is None]
    for index in shown:
        cells[index].opinions_differ = any(of[index].opinions_differ for of in metrics.values())
    for start in range(0, len(shown), PLACED_AT_ONCE):
        some = shown[start : start + PLACED_AT_ONCE]
        sheets = [_metric_answers(setting, index, outline, metrics) for index in some]
        limited = [
            [metric for metric, of in metrics.items() if of[index].bound in LIMITS]
            for index in some
        ]
        _fill_placements([cells[index] for index in some], sheets, limited, setting)
    groups.count_tiers(cells, setting.tree)
    return cells


def empty_cells(
    setting: Setting, column: str, kind: Result.Kind, reasons: Sequence[Reason | None]
) -> list[Result]:
    """Return a column's cells for every node, with the reason where one is hidden."""
    return [
        Result(node=node, column=column, kind=kind, reason=reason or "")
        for node, reason in zip(setting.tree.nodes, reasons, strict=True)
    ]


def _placement_reason(setting: Setting, index: int) -> Reason | None:
    sheets = setting.sheets.count(setting.tree, index)
    if not setting.published[index]:
        return _hidden_reason(sheets, setting.k)
    if setting.k > 1 and sheets < LEAST_TURNOUT * setting.tree.nodes[index].invited:
        return Reason.LOW_TURNOUT
    return None


def column_reasons(setting: Setting, valid: NDArray[np.bool_]) -> list[Reason | None]:
    """Return for every node why a column is hidden there, None where it may be shown.

    `valid` tells of each sheet whether it counts in the column.
    """
    own = setting.sheets.own_counts(valid)
    total = disclosure.totals(setting.tree.parents, own)
    shown = disclosure.safe_release(
        setting.tree.parents,
        own,
        setting.k,
        allowed=setting.published,
        bonus=setting.bonus,
        tie=setting.tie,
    )
    return [
        None if is_shown else _hidden_reason(n, setting.k)
        for is_shown, n in zip(shown, total, strict=True)
    ]


def _hidden_reason(n: int, k: int) -> Reason:
    if n >= k:
        return Reason.PROTECTS_NEIGHBOUR
    # A team sheet hides nobody: it was not sent, or left this open.
    return Reason.NOT_ENOUGH_ANSWERS if k == 1 else Reason.TOO_FEW


def _fill_score(  # noqa: PLR0913 (a score, its limits, what it is compared with, the release)
    result: Result, score: Score, ends: Interval, before: Earlier | None, *, k: int, points: int
) -> None:
    # A unit is made of its teams, of which those that are hidden may be all
    of_hidden = result.node.team_id is None
    released = guards.guard_score(score, k, points, ends=ends, of_hidden=of_hidden)
    result.n_band = released.n_band
    result.score = released.score
    result.bound = released.bound
    result.opinions_differ = released.opinions_differ
    result.agreement = released.agreement or ""
    if released.interval is not None:
        result.low, result.high = int(released.interval.low), int(released.interval.high)
    if released.bound == Bound.EXACT and score.sd is not None:
        # Without the finite population correction: between two campaigns people come and go.
        # A change that is called real would tell on a group that agrees more than it shows.
        least = guards.least_sd(score.n, k, of_hidden=of_hidden) / (points - 1) * 100
        result.standard_error = round(max(score.sd, least) / sqrt(score.n), 1)
    _fill_change(result, released, score.n, before)


def _fill_change(result: Result, now: ReleasedScore, n: int, before: Earlier | None) -> None:
    if before is None or before.score is None or before.bound != Bound.EXACT:
        return
    if now.bound != Bound.EXACT:
        return
    result.change = now.score - before.score
    if result.standard_error is not None and before.standard_error is not None:
        # The earlier n is kept as a band only; its lower end is the cautious choice.
        earlier = Estimate(before.score, before.standard_error, BAND_FLOORS[before.n_band])
        result.change_is_real = is_real_change(
            Estimate(now.score, result.standard_error, n), earlier
        )


def _fill_peers(cells: Sequence[Result]) -> None:
    scores = [cell.score for cell in cells if cell.node.team_id and cell.score is not None]
    if len(scores) < PEERS_FROM:
        return
    middle = round(median(scores))
    for cell in cells:
        if not cell.reason:
            cell.peers = middle


def _fill_metric(result: Result, codes: Answers, setting: Setting) -> None:
    metric = Metric(result.column)
    given = codes[~np.isnan(codes)].tolist()
    released = guards.guard_metric(metric, given, bands(setting.rule_set, metric), setting.k)
    result.n_band = released.n_band
    result.bound = released.bound
    result.opinions_differ = released.opinions_differ
    result.detail = {
        "position": released.position,
        "low": released.low,
        "high": released.high,
    }


def _metric_answers(
    setting: Setting, index: int, outline: Outline, metrics: Mapping[Metric, Sequence[Result]]
) -> Answers:
    """Return people x 4 in the order of `Metric`; NaN where a metric is hidden or not asked."""
    people = setting.sheets.below(setting.tree, index)
    answers = np.full((len(people), len(Metric)), np.nan)
    places = outline.metric_places()
    for column, metric in enumerate(Metric):
        if metric in metrics and not metrics[metric][index].reason:
            answers[:, column] = setting.sheets.answers[people, places[metric]]
    return answers


def _fill_placements(
    cells: Sequence[Result],
    sheets: Sequence[Answers],
    limited: Sequence[Sequence[Metric]],
    setting: Setting,
) -> None:
    answers = [placement.answers_of(of_group) for of_group in sheets]
    sizes = [min(map(len, given.values()), default=0) for given in answers]
    placed = placement.place_groups(setting.rule_set, sheets)
    opinions = opinions_of_each(setting.rule_set, answers, sizes, setting.k)
    every = zip(cells, sizes, placed, opinions, limited, strict=True)
    for cell, n, one, second, unsaid in every:
        if one.label.kind == LabelKind.NOT_ENOUGH:
            cell.reason, cell.opinions_differ = Reason.NOT_ENOUGH_ANSWERS, False
        else:
            released = guards.guard_placement(
                one, n, setting.k, limited=unsaid, second_opinions=second
            )
            _fill_placement(cell, released)


def _fill_placement(result: Result, released: ReleasedPlacement) -> None:
    result.n_band = released.n_band
    result.detail = {
        "rule_set": released.rule_set,
        "year": released.year,
        "percents": dict(released.percents),
        "step": released.step,
        "label": dataclasses.asdict(released.label),
        "mixed": released.mixed and dataclasses.asdict(released.mixed),
        "stable": released.stable,
        "second_opinions": dataclasses.asdict(released.second_opinions),
    }
