"""Migrations work on a populated database."""

import datetime as dt

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from assessments.models import published_guard

pytestmark = pytest.mark.django_db(transaction=True)
CLOSES = dt.datetime(2026, 3, 14, 18, tzinfo=dt.UTC)


def migrated(name):
    """Bring the tables to a migration; return the models of that moment."""
    executor = MigrationExecutor(connection)
    executor.migrate([("assessments", name)])
    return executor.loader.project_state([("assessments", name)]).apps


@pytest.fixture
def latest():
    published_guard.remove(connection)  # as the command does
    (name,) = (key for key in MigrationExecutor(connection).loader.graph.leaf_nodes("assessments"))
    yield name[1]
    migrated(name[1])
    published_guard.install(connection)


def campaigns_of(apps, count):
    """Plan campaigns one after the other, each compared with the one before where it can say so."""
    models = {name: apps.get_model("assessments", name) for name in ("Questionnaire", "Edition")}
    line = models["Questionnaire"].objects.create(key="line", title="Line")
    edition = models["Edition"].objects.create(questionnaire=line, number=1, digest="x")
    benchmark = apps.get_model("assessments", "Benchmark").objects.create(
        key="b", version=1, year=2022, definition={}
    )
    campaign = apps.get_model("assessments", "Campaign")
    says = any(field.name == "before" for field in campaign._meta.get_fields())
    before = None
    for place in range(count):
        before = campaign.objects.create(
            name=f"Campaign {place}",
            edition=edition,
            benchmark=benchmark,
            opens_at=CLOSES + dt.timedelta(days=place),
            closes_at=CLOSES + dt.timedelta(days=place + 1),
            time_zone="UTC",
            **({"before": before} if says else {}),
        )
        yield before


def test_what_a_campaign_was_compared_with_moves_to_its_teams(latest):
    apps = migrated("0002_unsampled_secrets")
    unit = apps.get_model("assessments", "Unit").objects.create(name="Harbour")
    teams = [
        apps.get_model("assessments", "Team").objects.create(name=name, unit=unit, headcount=9)
        for name in ("Red", "White")
    ]
    node = apps.get_model("assessments", "CampaignNode")
    first, second = campaigns_of(apps, 2)
    asked = [(first, teams[0]), (second, teams[0]), (second, teams[1])]
    for position, (campaign, team) in enumerate(asked):
        node.objects.create(
            campaign=campaign, team=team, position=position, name=team.name, invited=9
        )

    now = migrated(latest).get_model("assessments", "CampaignNode")

    before = now.objects.order_by("position").values_list("before__campaign__name", flat=True)
    assert list(before) == [None, "Campaign 0", None]


def test_subtrees_of_earlier_campaigns_end_where_their_last_node_stands(latest):
    apps = migrated("0007_role_fits_its_kind")
    node = apps.get_model("assessments", "CampaignNode").objects
    (campaign,) = campaigns_of(apps, 1)
    parents = [None, 0, 1, 1, 0, None]
    made = []
    for position, parent in enumerate(parents):
        above = None if parent is None else made[parent]
        made.append(
            node.create(campaign=campaign, position=position, name="x", invited=1, parent=above)
        )

    now = migrated(latest).get_model("assessments", "CampaignNode")

    ends = now.objects.order_by("position").values_list("end", flat=True)
    assert list(ends) == [4, 3, 2, 3, 4, 5]


def test_campaigns_that_were_opened_count_as_having_links(latest):
    """Whether they do was not kept; asking once too often harms nobody."""
    apps = migrated("0010_every_subtree_ends")
    for campaign, state in zip(campaigns_of(apps, 2), ("draft", "open"), strict=True):
        campaign.state = state
        campaign.save()

    now = migrated(latest).get_model("assessments", "Campaign")

    assert dict(now.objects.values_list("state", "links_made")) == {"draft": 0, "open": 1}


def test_earlier_campaigns_have_no_results_by_role(latest):
    apps = migrated("0015_pending_import")
    for campaign, kind in zip(campaigns_of(apps, 2), ("anonymous", "team sheet"), strict=True):
        campaign.kind = kind
        campaign.save()

    now = migrated(latest)

    kept = now.get_model("assessments", "Campaign").objects.order_by("pk")
    assert list(kept.values_list("kind", "result_filter", "filter_dropped")) == [
        ("anonymous", "none", False),
        ("team sheet", "none", False),
    ]
    assert not now.get_model("assessments", "RoleResult").objects.exists()


def test_questions_of_before_are_asked_on_and_keep_their_metric(latest):
    apps = migrated("0022_instrument_results")
    models = {name: apps.get_model("assessments", name) for name in ("Questionnaire", "Edition")}
    line = models["Questionnaire"].objects.create(key="line", title="Line")
    edition = models["Edition"].objects.create(
        questionnaire=line, number=1, digest="x", state="published", published_at=CLOSES
    )
    apps.get_model("assessments", "Question").objects.create(
        edition=edition, code="speed", kind="choice", metric="lead_time", text="How?", position=0
    )

    question = migrated(latest).get_model("assessments", "Question").objects.get()

    assert (question.metric, question.short_name, question.active) == ("lead_time", "", True)
