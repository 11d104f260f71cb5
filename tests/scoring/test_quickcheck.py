from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from published_tables import SHORT, vector

from assessments.scoring import quickcheck
from assessments.scoring.values import Metric, QuickCheckScore, Tier

OF_2019 = vector("dora_quickcheck_2019")
SCORES = vector("dora_quickcheck_score")["cases"]


def codes_of(answers, order=tuple(OF_2019["order"])):
    return {SHORT[name]: code for name, code in zip(order, answers, strict=True)}


@pytest.mark.parametrize("case", OF_2019["cases"])
def test_quick_check_2019_matches_the_vector(case):
    result = quickcheck.quick_check_2019(codes_of(case["answers"]))

    assert result is not None
    assert (result.mean_code, result.tier, result.percentile) == (
        case["mean_code"],
        Tier(case["tier"]),
        case["percentile"],
    )


@pytest.mark.parametrize("edition", [2021, 2022])
@pytest.mark.parametrize("case", OF_2019["cases"])
def test_percentile_of_later_editions_matches_the_vector(case, edition):
    assert quickcheck.percentile(case["mean_code"], edition) == case[f"percentile_{edition}"]


def test_percentile_refuses_editions_without_one():
    with pytest.raises(ValueError, match="2023"):
        quickcheck.percentile(4.0, 2023)


def test_quick_check_2019_counts_all_patterns_as_the_vector():
    patterns = product(range(1, 7), repeat=4)

    results = [quickcheck.quick_check_2019(codes_of(pattern)) for pattern in patterns]

    assert Counter(result.tier.value for result in results) == OF_2019["all_1296_answer_patterns"]


def test_quick_check_2019_needs_all_four_and_clamps():
    codes = codes_of([4, 4, 5, 6])

    clamped = quickcheck.quick_check_2019(codes | {Metric.LEAD_TIME: 9})

    assert clamped is not None
    assert clamped.mean_code == (6 + 4 + 5 + 6) / 4
    assert quickcheck.quick_check_2019({Metric.LEAD_TIME: 4}) is None


def test_mean_codes_average_people_and_recode_the_change_failure_rate():
    answers = {
        Metric.LEAD_TIME: [3, 4],
        Metric.CHANGE_FAIL_RATE: [8, 7, 6, 2],
        Metric.TIME_TO_RESTORE: [],
    }

    assert quickcheck.mean_codes(answers) == {
        Metric.LEAD_TIME: 3.5,
        Metric.CHANGE_FAIL_RATE: 5.0,
    }


@pytest.mark.parametrize("case", SCORES)
def test_quick_check_score_matches_the_vector(case):
    given = case["in"]
    codes = codes_of([given["lt"], given["df"], given["recovery"]], ("lt", "df", "ttr"))

    result = quickcheck.quick_check_score(codes, given["cfr_pct"], given["rework_pct"])

    assert result is not None
    assert [result.overall, result.throughput, result.stability] == pytest.approx(
        [case["out"][name] for name in ("overall", "throughput", "stability")], abs=5e-5
    )


def test_quick_check_score_leaves_out_what_is_missing():
    assert quickcheck.quick_check_score({}) is None
    assert quickcheck.quick_check_score({}, 10.0) == QuickCheckScore(9.0, None, 9.0)
    assert quickcheck.quick_check_score({Metric.LEAD_TIME: 6}) == QuickCheckScore(10, 10, None)


def test_quick_check_score_refuses_figures_off_their_scale():
    with pytest.raises(ValueError, match="not a percentage"):
        quickcheck.quick_check_score({}, 101)
    with pytest.raises(ValueError, match="outside"):
        quickcheck.quick_check_score({Metric.LEAD_TIME: 7})


def test_change_fail_percent_is_the_middle_of_the_band():
    middles = [quickcheck.change_fail_percent(code) for code in range(8, 0, -1)]

    assert middles == [2.5, 8.0, 13.0, 23.0, 38.0, 53.0, 68.0, 88.0]
    with pytest.raises(ValueError, match="eight bands"):
        quickcheck.change_fail_percent(4.5)
