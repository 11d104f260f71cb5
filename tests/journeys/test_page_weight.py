"""What a page makes the browser load, compressed as a server in production sends it."""

import gzip

import pytest
from looking import choose_everywhere, follow, wait_for_charts
from small_organisation import tokens
from surveys import grown, under_way

SURVEY_LIMIT = 100_000  # bytes


LOADED = """[location.href, ...performance.getEntriesByType("resource").map((one) => one.name),
  document.querySelector("link[rel=icon]").href]"""


def loaded(page):
    """Return the address of the page and of everything that it has loaded."""
    return page.evaluate(LOADED)


def weight(page):
    """Return how many bytes the page and all its files have, each compressed."""
    answers = [page.context.request.get(address) for address in set(loaded(page))]
    assert all(answer.ok for answer in answers)
    return sum(len(gzip.compress(answer.body())) for answer in answers)


@pytest.fixture
def bundles(page):
    """The requests for plotly that were made."""
    requests = []
    page.on("request", lambda one: requests.append(one) if "plotly.min.js" in one.url else None)
    return requests


@pytest.fixture
def start(page, shipped):
    campaign = under_way(list(grown().values()))
    page.goto(f"/s/{tokens(campaign)['Red'][0]}/")
    follow(page.get_by_role("button", name="Open the survey"))
    return page


def test_survey_page_is_light_and_loads_no_charts(start):
    start.goto(f"{start.url}1/", wait_until="networkidle")

    assert len(loaded(start)) >= 7
    assert weight(start) < SURVEY_LIMIT
    assert not [one for one in loaded(start) if "plotly" in one or "charts.js" in one]


@pytest.mark.parametrize("width", [390, 767, 768, 1280])
def test_results_page_loads_plotly_once(page, shipped, bundles, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/try/")
    assert bundles == []

    choose_everywhere(page, 3)
    follow(page.get_by_role("button", name="Show where we stand"))
    wait_for_charts(page)

    assert len(bundles) == 1


def test_page_with_charts_is_found_too_heavy_for_a_survey(page, shipped):
    page.goto("/try/")
    choose_everywhere(page, 3)
    follow(page.get_by_role("button", name="Show where we stand"))
    wait_for_charts(page)

    assert weight(page) > SURVEY_LIMIT
    assert [one for one in loaded(page) if "plotly" in one]


def test_phone_draws_a_chart_when_it_is_scrolled_to(new_page, looks, shipped):
    page = new_page(looks[2])
    page.clock.install()
    page.goto("/try/")
    choose_everywhere(page, 3)
    follow(page.get_by_role("button", name="Show where we stand"))
    charts = page.locator("[data-chart-drawing]")

    page.clock.run_for(1000)
    assert charts.last.locator("svg").count() == 0
    charts.last.scroll_into_view_if_needed()
    charts.last.locator("svg.main-svg").first.wait_for()
