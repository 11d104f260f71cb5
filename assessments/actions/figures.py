"""From the sheets of a campaign to its cells: what is scored, and what of it may be shown.

Nothing here writes. Each function takes the frozen tree and the answers as arrays and gives
unsaved `Result` rows; a page never computes a score.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

import numpy as np
from numpy.typing import NDArray

from assessments.models import PERFORMANCE, Outline, Practice, Result
from assessments.scoring import disclosure, guards, likert, placement
from assessments.scoring.bands import bands
from assessments.scoring.intervals import Estimate, is_real_change
from assessments.scoring.likelihood import banded
from assessments.scoring.second_opinions import second_opinions
from assessments.scoring.values import (
    Bound,
    LabelKind,
    Metric,
    Reason,
    ReleasedScore,
    RuleSet,
    Score,
    Suppressed,
)

from . import groups
from .comparisons import Before
from .sheets import Answers, Sheets, Tree

# Fewer released teams than this have no median: it would be somebody's score.
PEERS_FROM = 5
LEAST_TURNOUT = 0.5
BAND_FLOORS = {name: least for least, name in guards.N_BANDS} | {
    guards.n_band(1): 1,
    guards.ONE_SHEET: 1,
}


@dataclass(frozen=True)
class Setting:
    """What all columns share: tree, sheets, k, rule set, the nodes that may be shown at all."""

    tree: Tree
    sheets: Sheets
    k: int
    rule_set: RuleSet
    tie: bytes
    published: tuple[bool, ...] = ()
    bonus: tuple[float, ...] = ()


def settle(draft: Setting, before: Before) -> Setting:
    """Decide which nodes may be shown at all: counted on everybody who sent a sheet."""
    tree, sheets = draft.tree, draft.sheets
    shown = before.shown()
    bonus = tuple(1.0 if node.pk in shown else 0.0 for node in tree.nodes)
    own = sheets.own_counts(np.ones(len(sheets.answers), dtype=bool))
    published = disclosure.safe_release(tree.parents, own, draft.k, bonus=bonus, tie=draft.tie)
    return dataclasses.replace(draft, published=tuple(published), bonus=bonus)


def practice_cells(
    setting: Setting, outline: Outline, practice: Practice, before: Before
) -> list[Result]:
    """Return one practice's cell for every node."""
    places = outline.places(practice)
    items = [outline.questions[place].item() for place in places]
    points = likert.common_points(items)
    means = likert.person_means(setting.sheets.answers[:, list(places)], items)
    cells = []
    for index, reason in enumerate(_reasons(setting, ~np.isnan(means))):
        node = setting.tree.nodes[index]
        result = Result(node=node, column=practice.key, kind=Result.Kind.PRACTICE)
        cells.append(result)
        if reason is not None:
            result.reason = reason
            continue
        score = likert.score_group(
            setting.sheets.below(setting.tree, index, places), items, node.invited
        )
        _fill_score(result, score, before.of(node, practice.key), k=setting.k, points=points)
    _fill_peers(cells)
    groups.fill_rests(cells, setting, setting.sheets.answers[:, list(places)], items)
    return cells


def metric_cells(setting: Setting, outline: Outline) -> dict[Metric, list[Result]]:
    """Return the four metrics' cells, each for every node, in the codes of the rule set."""
    cells: dict[Metric, list[Result]] = {}
    for metric, place in outline.metric_places().items():
        valid = ~np.isnan(setting.sheets.answers[:, place])
        cells[metric] = [
            _metric_cell(setting, metric, place, index, reason)
            for index, reason in enumerate(_reasons(setting, valid))
        ]
    return cells


def performance_cells(
    setting: Setting,
    outline: Outline,
    metrics: Mapping[Metric, Sequence[Result]],
) -> list[Result]:
    """Return the placement of every node, from those of its metrics that may be shown."""
    places = outline.metric_places()
    cells = []
    for index, node in enumerate(setting.tree.nodes):
        result = Result(node=node, column=PERFORMANCE, kind=Result.Kind.PERFORMANCE)
        cells.append(result)
        offsets = setting.sheets.offsets
        sheets = int(offsets[setting.tree.ends[index]] - offsets[index])
        if not setting.published[index]:
            result.reason = _hidden_reason(sheets, setting.k)
        elif setting.k > 1 and sheets < LEAST_TURNOUT * node.invited:
            result.reason = Reason.LOW_TURNOUT
        else:
            shown = {m: place for m, place in places.items() if not metrics[m][index].reason}
            differ = any(metrics[metric][index].opinions_differ for metric in shown)
            answers = _metric_answers(setting, index, shown)
            _fill_placement(result, answers, setting, opinions_differ=differ)
    groups.count_tiers(cells, setting.tree)
    return cells


def _reasons(setting: Setting, valid: NDArray[np.bool_]) -> list[Reason | None]:
    """Return for every node why a column is hidden there, None where it may be shown."""
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


def _fill_score(
    result: Result, score: Score | Suppressed, before: Result | None, *, k: int, points: int
) -> None:
    if isinstance(score, Suppressed):
        result.reason = score.reason
        return
    released = guards.guard_score(score, k, points)
    result.n_band = released.n_band
    result.score = released.score
    result.bound = released.bound
    result.opinions_differ = released.opinions_differ
    result.agreement = released.agreement or ""
    if released.interval is not None:
        result.low, result.high = int(released.interval.low), int(released.interval.high)
    if released.bound == Bound.EXACT and score.sd is not None:
        # Without the finite population correction: between two campaigns people come and go.
        result.standard_error = round(score.sd / sqrt(score.n), 1)
    _fill_change(result, released, score.n, before)


def _fill_change(result: Result, now: ReleasedScore, n: int, before: Result | None) -> None:
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


def _metric_cell(
    setting: Setting,
    metric: Metric,
    place: int,
    index: int,
    reason: Reason | None,
) -> Result:
    node = setting.tree.nodes[index]
    result = Result(node=node, column=metric, kind=Result.Kind.METRIC)
    if reason is not None:
        result.reason = reason
        return result
    column = setting.sheets.below(setting.tree, index, [place])
    codes = _present(banded(setting.rule_set, metric, column))
    released = guards.guard_metric(metric, codes, bands(setting.rule_set, metric), setting.k)
    result.n_band = released.n_band
    result.bound = released.bound
    result.opinions_differ = released.opinions_differ
    result.detail = {
        "position": released.position,
        "low": released.low,
        "high": released.high,
    }
    return result


def _metric_answers(setting: Setting, index: int, places: Mapping[Metric, int]) -> Answers:
    """Return people x 4 in the order of `Metric`; NaN where a metric is hidden or not asked."""
    given = setting.sheets.below(setting.tree, index, list(places.values()))
    answers = np.full((len(given), len(Metric)), np.nan)
    order = list(Metric)
    answers[:, [order.index(metric) for metric in places]] = given
    return answers


def _fill_placement(
    result: Result, sheets: Answers, setting: Setting, *, opinions_differ: bool
) -> None:
    answers = placement.answers_of(sheets)
    placed = placement.place_group(setting.rule_set, sheets)
    if placed.label.kind == LabelKind.NOT_ENOUGH:
        result.reason = Reason.NOT_ENOUGH_ANSWERS
        return
    n = min(len(codes) for codes in answers.values())
    released = guards.guard_placement(
        placed,
        n,
        setting.k,
        second_opinions=second_opinions(setting.rule_set, answers, n, setting.k),
        opinions_differ=opinions_differ,
    )
    result.opinions_differ = released.opinions_differ
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


def _present(column: Answers) -> list[float]:
    return [float(code) for code in column[~np.isnan(column)]]
