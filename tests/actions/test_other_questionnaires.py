"""Figures of questionnaires that ask less or otherwise than the shipped one."""

import pytest
from small_organisation import AFTER, CLOSES, alike, grow, later, opened, send_all

from assessments.actions import campaigns, comparisons, releases
from assessments.models import PERFORMANCE, Campaign, Edition, Question, Result
from assessments.scoring.values import LabelKind, Metric, Reason

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("thawed")]


@pytest.fixture
def edition(shipped):
    return Edition.objects.get()


def changed(edition, name):
    """Read the edition anew from now on."""
    Edition.objects.filter(pk=edition.pk).update(digest=name)


def without(edition, *metrics):
    edition.questions.filter(metric__in=metrics).delete()
    changed(edition, "fewer metrics")


def answered(teams, **plan):
    campaign = opened(teams, **plan)
    outline = campaign.edition.outline()
    send_all(campaign, {"Red": [alike(outline)] * 12}, at=campaign.opens_at)
    return campaign


def scored(campaign):
    return releases.score(campaigns.close(campaign, at=campaign.closes_at))


def out(campaign):
    Campaign.objects.filter(pk=campaign.pk).update(state="released", released_at=AFTER)
    return campaign


def placed(campaign, name="Red"):
    return Result.objects.get(node__campaign=campaign, node__name=name, column=PERFORMANCE)


def test_three_metrics_still_place_a_team(edition, teams):
    without(edition, Metric.LEAD_TIME)

    cell = placed(scored(answered(teams)))

    assert cell.reason == ""
    assert cell.value().label.kind != LabelKind.NOT_ENOUGH


@pytest.mark.parametrize("asked", [(), (Metric.LEAD_TIME, Metric.CHANGE_FAIL_RATE)])
def test_fewer_than_three_metrics_are_not_enough(edition, teams, asked):
    without(edition, *(metric for metric in Metric if metric not in asked))

    campaign = scored(answered(teams))

    assert placed(campaign).reason == Reason.NOT_ENOUGH_ANSWERS
    assert Result.objects.filter(kind="metric", node__name="Red").count() == len(asked)


def test_floor_of_an_interval_is_in_points_of_the_practices_own_scale(edition, teams):
    def width_on_scale_of(points):
        for question in edition.questions.filter(kind=Question.Kind.LIKERT):
            question.options = [{"code": c, "label": str(c)} for c in range(1, points + 1)]
            question.save()
        changed(edition, f"{points} points")
        campaign = opened(teams, opens_at=CLOSES, closes_at=AFTER)
        send_all(campaign, {"White": [alike(campaign.edition.outline(), 0.5)] * 6}, at=CLOSES)
        cell = Result.objects.filter(node__campaign=scored(campaign), node__name="White")
        found = cell.filter(kind="practice", reason="").first()
        return found.high - found.low

    assert width_on_scale_of(3) > width_on_scale_of(7)


@pytest.mark.parametrize(
    "change",
    [
        {"options": [{"code": code, "label": str(code)} for code in range(1, 6)]},
        {"reverse": True},
        {"weight": 0.5},
        {"wording_version": 9},
    ],
)
def test_changed_scale_or_weight_is_another_practice(edition, change):
    before = edition.outline()
    practice = before.practices[0]
    edition.questions.filter(pk=before.questions[before.places(practice)[0]].pk).update(**change)
    changed(edition, "changed")

    now = Edition.objects.get(pk=edition.pk).outline()

    everything = {one.key for one in before.practices}
    assert comparisons.same_practices(before, before) == everything
    assert comparisons.same_practices(now, before) == everything - {practice.key}


def compared(campaign):
    """Return the campaign that each node would be compared with, by its name."""
    nodes = list(campaign.nodes.in_order())
    found = comparisons.before(campaign, nodes)
    return {node.name: found[node.pk].campaign for node in nodes if node.pk in found}


def test_team_is_compared_with_the_last_campaign_that_asked_it(teams):
    first = out(opened(teams))
    last = out(opened(teams[:1], **later(first, 30)))

    now = compared(opened(teams, **later(first, 60)))

    assert {name: now[name] for name in ("Red", "White")} == {"Red": last, "White": first}


def test_team_that_was_never_asked_is_compared_with_nothing(teams):
    out(opened(teams[:1]))

    assert compared(opened(teams[1:2], opens_at=CLOSES, closes_at=AFTER)) == {}


@pytest.mark.parametrize(("then", "now", "same"), [(4, 5, True), (5, 4, True), (3, 4, False)])
def test_unit_is_compared_while_it_has_four_fifths_of_its_teams(shipped, then, now, same):
    teams = grow({"Harbour": {f"Team {n}": 12 for n in range(5)}})
    first = out(opened(teams[:then]))

    again = compared(opened(teams[:now], **later(first, 60)))

    assert again.get("Harbour") == (first if same else None)
    assert again["Team 0"] == first


def test_other_kind_of_campaign_is_no_comparison(teams):
    first = out(opened(teams, kind=Campaign.Kind.TEAM_SHEET))

    assert compared(opened(teams, **later(first, 60))) == {}


def test_placement_says_where_opinions_on_a_metric_differ(teams):
    def campaign_of(shares, days):
        moments = {"opens_at": CLOSES, "closes_at": AFTER} if days else {}
        campaign = opened(teams, **moments)
        sheets = [alike(campaign.edition.outline(), share) for share in shares]
        send_all(campaign, {"Red": sheets}, at=campaign.opens_at)
        return scored(campaign)

    divided = placed(campaign_of([0.0, 1.0] * 6, 0))
    united = placed(campaign_of([0.5] * 12, 1))

    assert (divided.value().opinions_differ, united.value().opinions_differ) == (True, False)
