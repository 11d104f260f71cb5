"""What a page makes the browser load, compressed as a server in production sends it."""

import gzip

import pytest
from looking import follow, wait_for_charts
from small_organisation import tokens
from surveys import grown, under_way

SURVEY_LIMIT = 100_000  # bytes


@pytest.fixture
def loaded(page):
    """What was loaded since the fixture was last cleared, as {address: bytes compressed}."""
    sizes = {}

    def weigh(request):
        body = request.response().body()
        sizes[request.url] = len(gzip.compress(body))

    page.on("requestfinished", weigh)
    return sizes


@pytest.fixture
def start(page, shipped):
    campaign = under_way(list(grown().values()))
    page.goto(f"/s/{tokens(campaign)['Red'][0]}/")
    follow(page.get_by_role("button", name="Open the survey"))
    return page


def test_survey_page_is_light_and_loads_no_charts(start, loaded):
    start.goto(f"{start.url}1/", wait_until="networkidle")

    assert len(loaded) >= 5
    assert sum(loaded.values()) < SURVEY_LIMIT
    assert [address for address in loaded if "plotly" in address or "charts.js" in address] == []


def test_results_page_loads_plotly_once(page, shipped, loaded):
    page.goto("/try/")
    loaded.clear()

    follow(page.get_by_role("button", name="Show where we stand"))
    wait_for_charts(page)

    assert len([address for address in loaded if address.endswith("plotly.min.js")]) == 1
    assert sum(loaded.values()) > SURVEY_LIMIT
