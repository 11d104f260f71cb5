"""No address writes when it is only read: GET and HEAD, every role (ACCEPTANCE 23, STYLE 25)."""

import re

import pytest
from access_table import PAGES, ROLES
from django.db import connection
from django.http import HttpResponse
from django.urls import get_resolver, path

from assessments.models import Team
from assessments.pages.policy import public

pytestmark = [pytest.mark.django_db, pytest.mark.once]
READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")
WRITING = re.compile(r"\b(?:INSERT|UPDATE|DELETE|MERGE|REPLACE|TRUNCATE)\b", re.IGNORECASE)
CHANGED_BY_READING = "privacy/"


def writes(sql):
    """Tell whether a statement changes anything; what is not known to read does."""
    # PostgreSQL's unions begin in brackets.
    first = sql.lstrip("( \n").split()[0].upper()
    # The tree of units is read in a WITH, which could hold an INSERT as well.
    return first not in READING and (first != "WITH" or WRITING.search(sql) is not None)


def written_by_reading(world, pattern):
    """Return (role, method, statement) for everything that reading an address changes."""
    address, found = world.address(PAGES[pattern][0]), []
    for role in ROLES:
        for method in ("GET", "HEAD"):

            def note(execute, sql, params, many, context, asked=(role, method)):
                if writes(sql):
                    found.append((*asked, sql))
                return execute(sql, params, many, context)

            with connection.execute_wrapper(note):
                world.ask(role, method, address)
    return found


@pytest.mark.ignore_template_errors  # Django's own templates leave variables undefined
@pytest.mark.parametrize("pattern", PAGES)
def test_reading_writes_nothing(world, pattern):
    assert written_by_reading(world, pattern) == []


def test_page_that_writes_when_it_is_read_is_seen(world, settings):
    @public
    def counting(request):
        Team.objects.update(headcount=9)
        return HttpResponse()

    settings.ROOT_URLCONF = (path(CHANGED_BY_READING, counting), *get_resolver().url_patterns)

    found = written_by_reading(world, CHANGED_BY_READING)

    assert {(role, method) for role, method, _ in found} == {
        (role, method) for role in ROLES for method in ("GET", "HEAD")
    }


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "t" VALUES (1)',
        "\n  update t SET a = 1",
        "DELETE FROM t",
        "WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone",
        "TRUNCATE t",
        "VACUUM",
    ],
)
def test_statement_that_writes_is_seen(sql):
    assert writes(sql)
    assert not writes("SELECT id FROM t FOR UPDATE")
    assert not writes("(SELECT id FROM t) UNION ALL (SELECT id FROM u)")
