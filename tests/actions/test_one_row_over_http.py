"""One link is one row, whatever a browser sends at once, over every route that writes (13)."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from live_survey import Web, environment
from patience import PATIENCE
from small_organisation import alike, grow, opened, tokens
from throwaway_servers import WebServer

from assessments.models import Draft
from assessments.models.response import Response

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 50
LINKS = [1, pytest.param(200, marks=pytest.mark.long)]


def survey_that_is_open_now(people):
    now = dt.datetime.now(dt.UTC)
    teams = grow({"Harbour": {f"Team {n}": 10 for n in range(-(-people // 10))}})
    return opened(teams, opens_at=now - dt.timedelta(1), closes_at=now + dt.timedelta(1))


class Rush:
    """Links that were opened, and a way to send one form fifty times at once."""

    def __init__(self, links, application="devops_survey.wsgi"):
        campaign = survey_that_is_open_now(links)
        self.outline = campaign.edition.outline()
        self.edition = {"edition": campaign.edition_id}
        self.tokens = [token for of_team in tokens(campaign).values() for token in of_team][:links]
        self.server = WebServer(environment(), application)
        self.web = Web(self.server.port)

    def at_once(self, path, forms, cookie):
        """Send the forms, all at once; return what each of them got, told apart."""
        start = Barrier(len(forms), timeout=PATIENCE)

        def post(form):
            start.wait()
            return self.web.post(path, self.edition | form, cookie).shown

        with ThreadPoolExecutor(len(forms)) as pool:
            return list(pool.map(post, forms))

    def sheets(self):
        for token in self.tokens:
            yield self.web.open(token)


@pytest.fixture
def rush(request, shipped):
    made = []

    def make(*arguments):
        made.append(Rush(*arguments))
        return made[-1]

    yield make
    for one in made:
        one.server.stop()


def rows():
    return Draft.objects.count(), Response.objects.count()


@pytest.mark.parametrize("links", LINKS)
def test_same_form_fifty_times_at_once_is_one_row_and_one_page(rush, links):
    survey = rush(links)
    answers = alike(survey.outline)
    for number, (sheet, cookie) in enumerate(survey.sheets(), start=1):
        for route, status in [("1/", 303), ("1/keep/", 204), ("send/", 200)]:
            got = survey.at_once(sheet + route, AT_ONCE * [answers], cookie)

            assert {status for status, *_ in got} == {status}
            assert len(set(got)) == 1
            assert rows() == (number, number if route == "send/" else number - 1)


@pytest.mark.parametrize("links", LINKS)
def test_two_tabs_with_different_answers_are_one_row(rush, links):
    survey = rush(links)
    tabs = [alike(survey.outline, 0.2), alike(survey.outline, 0.8)]
    for number, (sheet, cookie) in enumerate(survey.sheets(), start=1):
        for route in ("1/", "1/keep/", "send/"):
            survey.at_once(sheet + route, 4 * tabs, cookie)
        # Back in the browser's history after the thanks, and sent once more.
        again = survey.web.post(f"{sheet}send/", tabs[0], cookie)

        assert again.status == 200
        assert rows() == (number, number)

    last_sent = [tabs[0].get(question.code) for question in survey.outline.questions]
    assert list(Response.objects.values_list("answers", flat=True)) == links * [last_sent]


def test_rows_that_no_key_holds_together_are_seen(rush):
    survey = rush(1, "wsgi_without_the_constraint")
    ((sheet, cookie),) = survey.sheets()
    answers = alike(survey.outline)

    for route in ("1/", "send/"):
        survey.at_once(sheet + route, AT_ONCE * [answers], cookie)

    assert rows() == (AT_ONCE, AT_ONCE)
