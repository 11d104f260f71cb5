"""What one sheet says by itself: computed for the person who filled it in, and stored nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.scoring import guards, likert, placement
from assessments.scoring.bands import bands
from assessments.scoring.likelihood import coded_answers
from assessments.scoring.second_opinions import second_opinions
from assessments.scoring.values import (
    Item,
    LabelKind,
    Metric,
    ReleasedMetric,
    ReleasedPlacement,
    RuleSet,
)

from .answers import DONT_KNOW

if TYPE_CHECKING:
    from assessments.models import Outline, Practice

    from .answers import Answer


@dataclass(frozen=True)
class Profile:
    """One person's practices (whole points 0..100, None with too few answers) and placement.

    `placement` is None with too few of the four metrics. `metrics` are codes of the rule set,
    `given` the codes of the question that were chosen.
    """

    practices: tuple[tuple[Practice, int | None], ...]
    placement: ReleasedPlacement | None
    metrics: tuple[ReleasedMetric, ...]
    given: Mapping[Metric, int]


def of_sheet(*, outline: Outline, answers: Mapping[str, Answer], rule_set: RuleSet) -> Profile:
    """Return the profile of a whole sheet: a practice counts from 60% of its statements on."""
    chosen = {practice: outline.items(practice) for practice in outline.practices}
    return _profile(chosen, outline, answers, rule_set)


def of_sample(*, outline: Outline, answers: Mapping[str, Answer], rule_set: RuleSet) -> Profile:
    """Return the profile of the short trial: one statement stands for each practice."""
    samples = {practice: outline.sample(practice) for practice in outline.practices}
    chosen = {practice: [one.item(len(one.options))] for practice, one in samples.items()}
    return _profile(chosen, outline, answers, rule_set)


def _profile(
    chosen: Mapping[Practice, list[Item]],
    outline: Outline,
    answers: Mapping[str, Answer],
    rule_set: RuleSet,
) -> Profile:
    given = {
        metric: [code]
        for metric, place in outline.metric_places().items()
        if (code := _code(answers, outline.questions[place].code)) is not None
    }
    return Profile(
        practices=tuple((practice, _score(items, answers)) for practice, items in chosen.items()),
        placement=_placement(given, rule_set),
        metrics=tuple(
            guards.guard_metric(metric, codes, bands(rule_set, metric), k=1)
            for metric, codes in coded_answers(rule_set, given).items()
        ),
        given={metric: int(code) for metric, (code,) in given.items()},
    )


def _code(answers: Mapping[str, Answer], question: str) -> float | None:
    answer = answers.get(question)
    return float(answer) if isinstance(answer, int) and answer != DONT_KNOW else None


def _score(items: list[Item], answers: Mapping[str, Answer]) -> int | None:
    mean = likert.person_mean([_code(answers, item.code) for item in items], items)
    return None if mean is None else guards.whole_points(likert.to_score(mean, items[0].points))


def _placement(given: Mapping[Metric, list[float]], rule_set: RuleSet) -> ReleasedPlacement | None:
    placed = placement.place(rule_set, given)
    if placed.label.kind == LabelKind.NOT_ENOUGH:
        return None
    second = second_opinions(rule_set, given, n=1, k=1)
    return guards.guard_placement(placed, n=1, k=1, second_opinions=second)
