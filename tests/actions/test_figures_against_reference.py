"""Released figures against exact fractions, and the pattern of hidden ones against subtraction.

ACCEPTANCE 2 and the part of 7 and 8 that concerns a release. The reference is written apart
from the product: plain loops over the answers as people gave them.
"""

from collections import defaultdict
from fractions import Fraction
from math import floor
from random import Random
from statistics import median

import pytest
from small_organisation import CLOSES, alike, drawn, grow, opened, send_all

from assessments.actions import campaigns, releases
from assessments.models import Question, Result
from assessments.scoring.values import Metric

pytestmark = pytest.mark.django_db
# Ten with every change on every database, thirty on one, two hundred in `make test-long`
SEEDS = [
    *range(10),
    *(pytest.param(seed, marks=pytest.mark.once) for seed in range(10, 30)),
    *(pytest.param(seed, marks=pytest.mark.long) for seed in range(30, 200)),
]
K = 5


def random_tree(draw):
    """Return units in units with teams of 1 to 9 people, about 50 in all."""
    names = iter(range(100))

    def unit(depth):
        below = {f"Team {next(names)}": draw.randint(1, 9) for _ in range(draw.randint(1, 3))}
        if depth < 3:
            below |= {f"Unit {next(names)}": unit(depth + 1) for _ in range(draw.choice([0, 1, 2]))}
        return below

    return {"Top": unit(1)}


def answered(tree_seed):
    """Make an organisation and let most of it answer; return the scored campaign and sheets."""
    draw = Random(tree_seed)
    teams = grow(random_tree(draw))
    campaign = opened(teams)
    outline = campaign.edition.outline()
    turnout, gaps = draw.choice([0.6, 0.9, 1.0]), draw.choice([0.0, 0.15, 0.5])
    sheets = {
        team.name: [
            alike(outline, draw.choice([0, 1]))
            if draw.random() < 0.1
            else drawn(outline, draw, gaps=gaps)
            for _ in range(sum(draw.random() < turnout for _ in range(team.headcount)))
        ]
        for team in teams
    }
    send_all(campaign, sheets)
    return releases.score(campaigns.close(campaign, at=CLOSES)), sheets


class Reference:
    """One campaign's people by node, and each column's values, in exact fractions."""

    def __init__(self, campaign, sheets):
        self.nodes = list(campaign.nodes.order_by("position"))
        self.above = {node.pk: node.parent_id for node in self.nodes}
        self.outline = campaign.edition.outline()
        self.people = [
            (node.pk, sheet) for node in self.nodes if node.team_id for sheet in sheets[node.name]
        ]

    def line(self, pk):
        """Return a node and everything above it, from the bottom."""
        line = []
        while pk is not None:
            line.append(pk)
            pk = self.above[pk]
        return line

    def column(self, value_of):
        """Return by node the values of the people at it, and of those at or below it."""
        own, below = defaultdict(list), defaultdict(list)
        for pk, sheet in self.people:
            value = value_of(sheet)
            if value is None:
                continue
            own[pk].append(value)
            for node in self.line(pk):
                below[node].append(value)
        return own, below

    def leftovers(self, own, shown):
        """Return what is left of each shown node when all shown nodes below are subtracted."""
        left = dict.fromkeys(shown, 0)
        for pk, values in own.items():
            nearest = next((node for node in self.line(pk) if node in shown), None)
            if nearest is not None:
                left[nearest] += len(values)
        return left


def person_mean(sheet, questions):
    codes = [
        8 - sheet[question.code] if question.reverse else sheet[question.code]
        for question in questions
        if sheet.get(question.code)
    ]
    enough = 5 * len(codes) >= 3 * len(questions)
    return Fraction(sum(codes), len(codes)) if enough else None


def expected_practice(means):
    """Return (score, bound, band of n) as they may be shown."""
    score = floor((sum(means) / len(means) - 1) / 6 * 100 + Fraction(1, 2))
    small = len(means) < 2 * K
    if small and score >= 88:
        return 88, "at least", band(len(means))
    if small and score <= 12:
        return 12, "at most", band(len(means))
    return score, "exact", band(len(means))


def band(n):
    return next(
        name
        for floor_, name in [(50, "50+"), (20, "20-49"), (10, "10-19"), (5, "5-9")]
        if n >= floor_
    )


def practice_columns(reference):
    for practice in reference.outline.practices:
        questions = [
            question
            for question in reference.outline.questions
            if question.practice_id == practice.pk and question.kind == Question.Kind.LIKERT
        ]
        yield practice.key, lambda sheet, questions=questions: person_mean(sheet, questions)


def metric_columns(reference):
    for question in reference.outline.questions:
        if question.metric:
            # The default benchmark has six bands of change failure rate; 7 and 8 are 6 there.
            yield (
                question.metric,
                lambda sheet, code=question.code: min(sheet[code], 6) if sheet.get(code) else None,
            )


def shown_cells(campaign, key):
    cells = Result.objects.filter(node__campaign=campaign, column=key)
    return {cell.node_id: cell for cell in cells if not cell.reason}


def wrong_figures(campaign, sheets):
    """Return the shown practice cells that differ from the reference, and how many were shown."""
    reference, wrong, seen = Reference(campaign, sheets), [], 0
    for key, value_of in practice_columns(reference):
        _, below = reference.column(value_of)
        for pk, cell in shown_cells(campaign, key).items():
            seen += 1
            if (cell.score, cell.bound, cell.n_band) != expected_practice(below[pk]):
                wrong.append((pk, key, cell.score))
    return wrong, seen


def wrong_medians(campaign, sheets):
    """Return the shown metric cells that differ from the reference, and how many were exact."""
    reference, wrong, seen = Reference(campaign, sheets), [], 0
    for key, value_of in metric_columns(reference):
        _, below = reference.column(value_of)
        for pk, cell in shown_cells(campaign, key).items():
            if cell.bound == "exact":
                seen += 1
                if (cell.detail["position"], cell.n_band) != (
                    median(below[pk]),
                    band(len(below[pk])),
                ):
                    wrong.append((pk, key, cell.detail))
    return wrong, seen


def leaks(campaign, sheets):
    """Return (column, node, people) for each group under k that subtraction would isolate."""
    reference, found = Reference(campaign, sheets), []
    for key, value_of in [*practice_columns(reference), *metric_columns(reference)]:
        own, below = reference.column(value_of)
        shown = set(shown_cells(campaign, key))
        found += [(key, pk, len(below[pk])) for pk in shown if len(below[pk]) < K]
        left = reference.leftovers(own, shown)
        found += [(key, pk, n) for pk, n in left.items() if 0 < n < K]
    return found


def wrong_reasons(campaign, sheets):
    """Return the hidden cells that say "too few" of k people or more, or the other way round."""
    reference, wrong = Reference(campaign, sheets), []
    for key, value_of in [*practice_columns(reference), *metric_columns(reference)]:
        _, below = reference.column(value_of)
        hidden = Result.objects.filter(node__campaign=campaign, column=key).exclude(reason="")
        wrong += [
            (key, cell.node_id, cell.reason)
            for cell in hidden
            if (cell.reason == "too few") != (len(below[cell.node_id]) < K)
        ]
    return wrong


@pytest.mark.parametrize("seed", SEEDS)
def test_release_of_a_random_organisation_is_exact_and_safe(shipped, seed):
    campaign, sheets = answered(seed)

    assert wrong_figures(campaign, sheets)[0] == []
    assert wrong_medians(campaign, sheets)[0] == []
    assert wrong_reasons(campaign, sheets) == []
    assert leaks(campaign, sheets) == []


def test_random_organisations_have_something_to_show_and_to_hide(shipped):
    campaign, sheets = answered(1)

    assert wrong_figures(campaign, sheets)[1] > 10
    assert wrong_medians(campaign, sheets)[1] > 3
    assert Result.objects.filter(reason="too few").exists()
    assert Result.objects.filter(reason="protects a neighbour").exists()


def test_figures_that_are_rounded_down_are_seen(shipped, monkeypatch):
    from assessments.scoring import guards

    monkeypatch.setattr(guards, "whole_points", floor)

    campaign, sheets = answered(1)

    assert wrong_figures(campaign, sheets)[0] != []


def test_hiding_small_groups_alone_is_seen_to_leak(shipped, monkeypatch):
    from assessments.scoring import disclosure

    def threshold_only(parents, own, k, *, allowed=None, **_):
        people = disclosure.totals(parents, own)
        may = allowed or [True] * len(people)
        return [n >= k and ok for n, ok in zip(people, may, strict=True)]

    monkeypatch.setattr(disclosure, "safe_release", threshold_only)
    campaign = opened(grow({"Top": {"Large": 8, "Small": 3}}))
    outline = campaign.edition.outline()
    sheets = {"Large": 8 * [alike(outline)], "Small": 3 * [alike(outline, 0.2)]}
    send_all(campaign, sheets)

    releases.score(campaigns.close(campaign, at=CLOSES))

    top = campaign.nodes.get(name="Top").pk
    assert leaks(campaign, sheets)[:1] == [("version_control", top, 3)]
    assert len(leaks(campaign, sheets)) == len(outline.practices) + len(Metric)
