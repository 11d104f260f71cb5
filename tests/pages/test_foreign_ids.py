"""An id of somebody else's answers like one that does not exist."""

import uuid

import pytest
from access_table import HIDDEN, PAGES, REFUSED, ROLES
from django.utils.html import escape

pytestmark = pytest.mark.django_db

MISSING = {
    "sheet": "0" * 32,
    "red": 999_999_999,
    "unit": 999_999_999,
    "edition": 999_999_999,
    "bank_draft": 999_999_999,
    "bank_practice": 999_999_999,
    "bank_question": 999_999_999,
    "released": uuid.UUID(int=7),
    "draft": uuid.UUID(int=7),
    "open": uuid.UUID(int=7),
}
WITH_IDS = [
    pattern
    for pattern, (example, _) in PAGES.items()
    # Every link is shown the same page, good or bad: respond/test_links_reveal_nothing.py
    if "{" in example and not pattern.startswith(("admin/", "s/"))
]
# More than any database's integer holds.
HUGE = 10**30


def answer(response):
    """Return what is answered, without what was asked, which the language switch repeats."""
    asked = escape(response.wsgi_request.GET.urlencode()).encode()
    content = response.content
    return response.status_code, content.replace(asked, b"") if asked else content


@pytest.mark.parametrize("pattern", WITH_IDS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_foreign_id_answers_like_a_missing_one(world, pattern, method):
    example = PAGES[pattern][0]
    found = {role: world.ask(role, method, world.address(example)) for role in ROLES}
    missing = {role: world.ask(role, method, example.format(**MISSING)) for role in ROLES}
    refused = [role for role in ROLES if found[role].status_code in {HIDDEN, REFUSED}]

    assert [answer(found[role]) for role in refused] == [answer(missing[role]) for role in refused]
    assert len({answer(missing[role]) for role in refused}) <= 1
    assert not any(
        missing[role].status_code < 300 for role in ROLES if found[role].status_code > 300
    )


@pytest.mark.parametrize(
    ("role", "example", "status"),
    [
        ("lead", "/teams/{white}/", 404),
        ("lead", "/teams/{white}/{released}/", 404),
        ("lead", "/teams/{white}/{open}/", 404),
        ("lead", "/teams/{red}/{draft}/", 404),
        ("other lead", "/teams/{white}/{open}/", 404),
        ("other leader", "/teams/{red}/", 404),
        ("other leader", "/teams/{red}/{released}/", 404),
        # A team sheet under way is the team's own.
        ("leader", "/teams/{red}/{open}/", 404),
        ("link holder", "/survey/{other_sheet}/", 403),
        ("link holder", "/survey/{other_sheet}/result/", 403),
        ("other link holder", "/survey/{other_sheet}/result/", 404),
    ],
)
def test_neighbours_and_unfinished_results_do_not_exist(world, role, example, status):
    response = world.ask(role, "GET", world.address(example))

    assert response.status_code == status
    assert b"Red" not in response.content
    assert b"White" not in response.content


@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("lead", f"/teams/{HUGE}/"),
        ("lead", f"/teams/{HUGE}/{MISSING['released']}/"),
        ("organiser", f"/manage/organisation/teams/{HUGE}/"),
        ("organiser", f"/manage/organisation/teams/{HUGE}/merge/"),
        ("organiser", f"/manage/organisation/units/{HUGE}/"),
        ("organiser", f"/manage/organisation/units/{HUGE}/move/"),
        ("link holder", f"/survey/{{sheet}}/{HUGE}/"),
        ("link holder", "/survey/{sheet}/0/"),
        ("anonymous", "/methods/practices/nothing-of-that-name/"),
        ("anonymous", "/methods/benchmarks/dora-1899/"),
        # There is such a practice, but it is not asked.
        ("anonymous", "/methods/practices/fast_flow/"),
    ],
)
def test_id_that_cannot_be_is_not_found(world, role, address):
    assert world.ask(role, "GET", world.address(address)).status_code == 404
