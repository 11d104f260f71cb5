"""Every address, role and method against the reviewed table."""

from inspect import unwrap

import pytest
from access_table import METHODS, PAGES, ROLES
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver, path

from assessments.models import Role
from assessments.pages.manage import organisation

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ADMIN = [pattern for pattern in PAGES if pattern.startswith("admin/")]
TREE = "manage/organisation/"


def addresses(entries, prefix=""):
    """Every address that the resolver knows, the admin's included."""
    for entry in entries:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield where
        else:
            yield from addresses(entry.url_patterns, where)


def unlisted(entries):
    return sorted(set(addresses(entries)) ^ set(PAGES))


def statuses(world, pattern):
    address = world.address(PAGES[pattern][0])
    return {
        role: tuple(world.ask(role, method, address).status_code for method in METHODS)
        for role in ROLES
    }


def test_table_lists_every_address_and_no_other():
    assert unlisted(get_resolver().url_patterns) == []


def test_unlisted_address_is_seen():
    entries = [*get_resolver().url_patterns, path("forgotten/", lambda request: HttpResponse())]

    assert unlisted(entries) == ["forgotten/"]


@pytest.mark.parametrize("pattern", [pattern for pattern in PAGES if pattern not in ADMIN])
def test_every_role_gets_from_a_page_what_the_table_says(world, pattern):
    assert statuses(world, pattern) == PAGES[pattern][1]


@pytest.mark.ignore_template_errors  # Django's own templates leave variables undefined
@pytest.mark.parametrize("pattern", ADMIN)
def test_every_role_gets_from_the_admin_what_the_table_says(world, pattern):
    assert statuses(world, pattern) == PAGES[pattern][1]


def test_page_that_lost_its_policy_is_seen(world, settings):
    bare = path(TREE, unwrap(organisation.tree))
    settings.ROOT_URLCONF = (bare, *get_resolver().url_patterns)

    found = statuses(world, TREE)

    assert found != PAGES[TREE][1]
    assert found["no role"][0] == 200


@pytest.mark.parametrize(
    ("role", "example"),
    [
        ("lead", "/teams/{red}/{released}/"),
        ("leader", "/teams/{red}/{released}/"),
        ("organiser", "/manage/campaigns/{open}/"),
    ],
)
def test_role_taken_away_ends_access_with_the_next_request(world, role, example):
    address = world.address(example)

    before = world.ask(role, "GET", address)
    Role.objects.filter(user__username=role).delete()
    after = world.ask(role, "GET", address)

    assert (before.status_code, after.status_code) == (200, 404)


def test_account_switched_off_is_signed_out_with_the_next_request(world):
    User.objects.filter(username="lead").update(is_active=False)

    response = world.ask("lead", "GET", "/teams/")

    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/teams/")
