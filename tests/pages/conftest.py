"""What the tests of pages stand on: loaded content, people with roles, a halted clock."""

import sys
from importlib import import_module
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.test import Client, override_settings

sys.path.append(str(Path(__file__).parents[1] / "actions"))

import access_world
import small_organisation
from respondent import Respondent

from assessments.actions import people
from assessments.models import bank


@pytest.fixture(scope="session", autouse=True)
def _addresses(django_test_environment):
    # A test of what development offers may be a worker's first: loaded by that one, its addresses
    # would stay for all others.
    import_module("assessments.urls")


@pytest.fixture(autouse=True)
def _fresh_outlines():
    # A rolled-back database gives the same keys to new rows; the cache would know the old ones.
    bank._outline.cache_clear()


@pytest.fixture(autouse=True)
def clock():
    """Stand in the middle of the small organisation's survey."""
    with time_machine.travel(small_organisation.DURING, tick=False) as clock:
        yield clock


@pytest.fixture
def shipped(db):
    """The shipped questionnaire and benchmarks."""
    small_organisation.load_content()


@pytest.fixture
def teams(shipped):
    """Red 12, White 6, Blue 6, Green 3 people, by their names."""
    grown = small_organisation.grow(small_organisation.TREE)
    return {team.name: team for team in grown}


@pytest.fixture
def campaign(teams):
    return small_organisation.opened(list(teams.values()))


@pytest.fixture
def account(db):
    """account(name): a person without any role."""

    def make(username):
        return people.add_account(username=username, password="open-sesame", full_name=username)

    return make


@pytest.fixture
def signed_in():
    """signed_in(user): a browser in which the person has signed in."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def outsider(account):
    return account("oscar")


@pytest.fixture
def organiser(account):
    user = account("olga")
    people.make_organiser(user)
    return user


@pytest.fixture
def lead(account, teams):
    """The lead of Red, whose results can be shown."""
    user = account("rita")
    people.make_team_lead(user, teams["Red"])
    return user


@pytest.fixture
def other_lead(account, teams):
    """The lead of White."""
    user = account("walt")
    people.make_team_lead(user, teams["White"])
    return user


@pytest.fixture(scope="module")
def _world(django_db_setup, django_db_blocker, tmp_path_factory):
    keys = tmp_path_factory.mktemp("keys")
    bank._outline.cache_clear()
    with (
        django_db_blocker.unblock(),
        override_settings(CAMPAIGN_KEYS_DIR=keys),
        time_machine.travel(small_organisation.DURING, tick=False),
        transaction.atomic(),
    ):
        yield access_world.build(), keys
        transaction.set_rollback(True)


@pytest.fixture
def world(_world, settings):
    """One organisation for all tests of a module; whoever changes it undoes that."""
    world, settings.CAMPAIGN_KEYS_DIR = _world
    return world


@pytest.fixture
def outline(campaign):
    return campaign.edition.outline()


@pytest.fixture
def tokens(campaign):
    """The tokens of everybody invited, by the name of the team."""
    return small_organisation.tokens(campaign)


@pytest.fixture
def respondent(campaign, tokens):
    """Somebody in team Red, with the link opened."""
    somebody = Respondent(tokens["Red"][0], campaign.edition_id)
    somebody.open()
    return somebody
