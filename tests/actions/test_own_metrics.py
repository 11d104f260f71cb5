"""Metrics that editors changed and added: which figures come out, and which never do."""

import metric_edition
import pytest
from metric_edition import own_codes
from small_organisation import AFTER, OPENS, alike, opened, send_all

from assessments.actions import (
    campaigns,
    comparisons,
    metric_bands,
    own_metrics,
    people,
    releases,
)
from assessments.models import PERFORMANCE, Edition, Result
from assessments.models.response import SealedResponse
from assessments.scoring.values import Bound, Metric, Reason, ReleasedCodes, Suppressed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("thawed")]


@pytest.fixture
def edition(teams):
    editor = people.add_account(username="ed", password="open-sesame", full_name="Ed")
    return metric_edition.published(editor, OPENS)


def scored(teams, edition, answers):
    """Score a campaign; `answers` are, by team, the pairs given to the two own metrics."""
    campaign = opened(teams, edition=edition)
    rework, waiting = own_codes(edition.outline())
    base = alike(edition.outline())
    sheets = {
        name: [
            {
                key: value
                for key, value in (base | {rework: one, waiting: two}).items()
                if value is not None
            }
            for one, two in pairs
        ]
        for name, pairs in answers.items()
    }
    send_all(campaign, sheets)
    return releases.score(campaigns.close(campaign, at=AFTER))


def cells(campaign, code):
    found = Result.objects.filter(node__campaign=campaign, column=code).select_related("node")
    return {cell.node.name: cell.value() for cell in found}


EVERYBODY = {
    "Red": [(code, hours) for code in (2, 3, 4) for hours in (1, 12.5, 13, 26)],
    "White": [(3, 20)] * 6,
    "Blue": [(3, 20)] * 6,
    "Green": [(1, 40)] * 3,
}


def test_metrics_follow_the_editors(edition):
    outline = edition.outline()

    assert list(outline.metric_places()) == [
        Metric.TIME_TO_RESTORE, Metric.LEAD_TIME, Metric.DEPLOYMENT_FREQUENCY
    ]  # fmt: skip
    assert outline.metric_names() == {Metric.TIME_TO_RESTORE: "Time to recover"}
    assert [one.short_name for one in outline.own_metrics().values()] == ["Rework", "Waiting"]
    assert all(one.metric != Metric.CHANGE_FAIL_RATE for one in outline.questions)


def test_retired_metric_has_no_figure_and_three_still_place(teams, edition):
    campaign = scored(teams, edition, EVERYBODY)

    assert cells(campaign, Metric.CHANGE_FAIL_RATE) == {}
    assert Result.objects.get(node__name="Red", column=PERFORMANCE).reason == ""


def test_own_metrics_show_the_middle_answer_in_bands(teams, edition):
    rework, waiting = own_codes(edition.outline())
    campaign = scored(teams, edition, EVERYBODY)

    assert cells(campaign, rework)["Red"] == ReleasedCodes(3.0, Bound.EXACT, 2.0, 4.0, "10-19")
    # 1, 12.5, 13 and 26 hours are of the bands 1, 3, 3 and 6 of 5 hours each
    assert cells(campaign, waiting)["Red"] == ReleasedCodes(
        3.0, Bound.EXACT, 2.5, 4.0, "10-19", opinions_differ=True
    )
    question = edition.outline().questions[list(edition.outline().own_metrics())[1]]
    assert metric_bands.bands(question)[3] == "10 to under 15 hours"


def test_groups_that_may_not_be_shown_have_no_figure(teams, edition):
    campaign = scored(teams, edition, EVERYBODY)

    for code in own_codes(edition.outline()):
        shown = cells(campaign, code)
        hidden = {name: one.reason for name, one in shown.items() if isinstance(one, Suppressed)}
        # Shore less Blue would be Green
        assert hidden == {"Green": Reason.TOO_FEW, "Blue": Reason.PROTECTS_NEIGHBOUR}


def test_group_that_is_not_kept_back_is_seen(teams, edition, monkeypatch):
    monkeypatch.setattr(
        own_metrics.figures, "column_reasons", lambda s, _: [None] * len(s.tree.nodes)
    )
    campaign = scored(teams, edition, EVERYBODY)

    assert isinstance(cells(campaign, own_codes(edition.outline())[0])["Green"], ReleasedCodes)


def test_who_did_not_answer_the_metric_does_not_count(teams, edition):
    rework, waiting = own_codes(edition.outline())
    few = {"Red": [(3, None)] * 4 + [(None, 3)] * 8, "White": [(3, 3)] * 6}
    campaign = scored(teams, edition, few)

    assert cells(campaign, rework)["Red"].reason == Reason.TOO_FEW
    assert cells(campaign, waiting)["Red"].n_band == "5-9"


def test_dont_know_and_zero_hours_are_told_apart(teams, edition):
    rework, waiting = own_codes(edition.outline())
    campaign = scored(teams, edition, {"Red": [(0, 0)] * 12, "White": [(3, 20)] * 6})

    assert cells(campaign, rework)["Red"].reason == Reason.TOO_FEW
    assert cells(campaign, waiting)["Red"].position == 1


def test_small_group_of_one_mind_is_no_disclosure(teams, edition):
    rework, waiting = own_codes(edition.outline())
    campaign = scored(teams, edition, {"White": [(5, 40)] * 6, "Red": [(3, 20)] * 12})

    assert cells(campaign, rework)["White"] == ReleasedCodes(4, Bound.AT_LEAST, None, None, "5-9")
    assert cells(campaign, waiting)["White"] == ReleasedCodes(7, Bound.AT_LEAST, None, None, "5-9")


def test_placement_is_the_same_whatever_the_own_metrics_say(teams, edition):
    def placed(answers):
        scored(teams, edition, answers)
        return [
            (cell.reason, cell.detail, cell.n_band)
            for cell in Result.objects.filter(column=PERFORMANCE).order_by(
                "-node__campaign", "node"
            )[:6]
        ]

    worst = {name: [(1, 40)] * len(pairs) for name, pairs in EVERYBODY.items()}
    best = {name: [(5, 0)] * len(pairs) for name, pairs in EVERYBODY.items()}
    first = placed(worst)
    Result.objects.all().delete()
    assert placed(best) == first


def test_exact_numbers_are_not_kept(teams, edition):
    releases.seal(scored(teams, edition, EVERYBODY))

    outline = edition.outline()
    rework, waiting = outline.own_metrics()
    kept = list(SealedResponse.objects.values_list("answers", flat=True))
    assert {answers[waiting] for answers in kept} == {None}
    assert {answers[rework] for answers in kept} >= {2, 3, 4}


def test_team_sheet_shows_its_own_answer(teams, edition):
    campaign = opened(teams, edition=edition, kind="team sheet")
    rework, waiting = own_codes(edition.outline())
    send_all(campaign, {"Green": [alike(edition.outline()) | {rework: 5, waiting: 40}]})
    releases.score_sheet(campaign.nodes.get(name="Green"))

    assert cells(campaign, rework)["Green"].position == 5
    assert cells(campaign, waiting)["Green"].position == 8


def test_renamed_or_retired_metric_breaks_no_trend(edition):
    before = Edition.objects.get(questionnaire=edition.questionnaire, number=1).outline()

    assert comparisons.same_practices(edition.outline(), before) == {
        practice.key for practice in before.practices
    }
