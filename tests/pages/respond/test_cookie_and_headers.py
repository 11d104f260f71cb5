"""What a respondent's browser is given: one short-lived cookie, strict headers, no session."""

import datetime as dt

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from respondent import Respondent
from small_organisation import alike

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def visit_everything(somebody, outline):
    """Ask for every page a respondent can meet, good ones and refusals."""
    fresh = Respondent(somebody.token)
    yield from (fresh.get(), fresh.post("1/", {"vc1": "6"}))
    yield somebody.client.get(f"/s/{somebody.token}/")
    yield Client().post("/s/tKmLx1z0QG2a7pXcVb9dEw/")
    yield somebody.open()
    yield from (somebody.get(), somebody.get("1/"), somebody.get("check/"))
    yield from (somebody.get("99/"), somebody.get("result/"))
    strict = Respondent(somebody.token, enforce_csrf_checks=True)
    yield strict.post("1/", {"vc1": "6"})
    yield from (somebody.fill(1, {"vc1": "6"}), somebody.fill(1, {"vc1": "99"}))
    yield from (somebody.post("1/keep/", {"vc1": "6"}), somebody.post("send/"))
    yield somebody.post("send/", alike(outline))


def test_cookie_is_bound_signed_and_kept_from_scripts_and_other_sites(campaign, tokens):
    somebody = Respondent(tokens["Red"][0])

    cookie = somebody.open().cookies["sheet"]

    assert {name: cookie[name] for name in ("httponly", "samesite", "path", "max-age")} == {
        "httponly": True,
        "samesite": "Strict",
        "path": f"/survey/{somebody.sheet}/",
        "max-age": 7200,
    }
    assert signing.loads(cookie.value, salt="assessments.respond") == somebody.token


def test_cookie_is_for_https_alone_where_sessions_are(campaign, tokens, settings):
    settings.SESSION_COOKIE_SECURE = True

    assert Respondent(tokens["Red"][0]).open().cookies["sheet"]["secure"] is True


def test_cookie_ends_two_hours_after_the_last_page(respondent, clock):
    statuses = []
    for wait in (2 * HOUR, 2 * HOUR, 2 * HOUR + dt.timedelta(seconds=1)):
        clock.shift(wait)
        statuses.append(respondent.get("1/").status_code)

    assert statuses == [200, 200, 403]


@pytest.mark.parametrize(
    "forge",
    [
        lambda value, token: value[:-1] + ("A" if value[-1] != "A" else "B"),
        lambda value, token: token,
        lambda value, token: signing.dumps(token, salt="another purpose"),
        lambda value, token: signing.dumps(token, key="another key", salt="assessments.respond"),
        lambda value, token: signing.dumps("another token", salt="assessments.respond"),
        lambda value, token: "",
    ],
)
def test_cookie_that_is_not_ours_opens_nothing(respondent, forge):
    value = respondent.client.cookies["sheet"].value
    respondent.client.cookies["sheet"] = forge(value, respondent.token)

    assert respondent.get("1/").status_code == 403


def test_cookie_goes_with_the_sending(respondent, outline):
    response = respondent.post("send/", alike(outline))

    assert response.cookies["sheet"]["max-age"] == 0
    assert response.cookies["sheet"]["path"] == f"/survey/{respondent.sheet}/"
    assert respondent.get("1/").status_code == 403


def test_every_answer_to_a_respondent_has_the_strict_headers(respondent, outline):
    for response in visit_everything(respondent, outline):
        policy = response.headers["Content-Security-Policy"]
        assert {part.strip() for part in policy.split(";")} == POLICY
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def session_queries(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return [query["sql"] for query in captured if "django_session" in query["sql"]]


def test_respondents_have_no_session(respondent, outline):
    def work():
        responses = list(visit_everything(respondent, outline))
        assert [r.status_code for r in responses if "sessionid" in r.cookies] == []

    assert session_queries(work) == []


def test_respondent_who_is_signed_in_leaves_nothing_in_the_session(campaign, tokens, lead, outline):
    somebody = Respondent(tokens["Red"][0], campaign.edition_id)
    somebody.client.force_login(lead)

    queries = session_queries(lambda: list(visit_everything(somebody, outline)))

    assert [query for query in queries if not query.startswith("SELECT")] == []


def test_session_query_is_seen(signed_in, lead):
    client = signed_in(lead)

    assert session_queries(lambda: client.get("/teams/"))
