"""Loaded content and one campaign, for the tests of models."""

import datetime as dt

import pytest

from assessments.actions import content
from assessments.models import Benchmark, Campaign, CampaignNode, Edition, Team, Unit, bank

OPENS = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _fresh_outlines():
    # A rolled-back database gives the same keys to new rows; the cache would know the old ones.
    bank._outline.cache_clear()


@pytest.fixture
def edition(db):
    content.load(at=OPENS)
    return Edition.objects.get()


@pytest.fixture
def unit(db):
    unit = Unit(name="Ships")
    unit.save()
    return unit


@pytest.fixture
def team(unit):
    return Team.objects.create(name="Red", unit=unit, headcount=12)


@pytest.fixture
def campaign(edition):
    return Campaign.objects.create(
        name="Spring survey",
        edition=edition,
        benchmark=Benchmark.objects.get(is_default=True),
        opens_at=OPENS,
        closes_at=OPENS + dt.timedelta(days=14),
        time_zone="Europe/Berlin",
    )


@pytest.fixture
def node(campaign, team):
    return CampaignNode.objects.create(
        campaign=campaign, position=0, end=0, name="Red", team=team, invited=12
    )
