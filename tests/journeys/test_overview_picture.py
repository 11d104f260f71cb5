"""The overview as Chromium draws it under the policy of every page: pixels, words and clicks."""

import base64
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from looking import wait_for_charts

sys.path.append(str(Path(__file__).parents[1] / "charts"))

from samples import MONITORING, TEAMS, TESTING, overview

from assessments.charts.figure import plain
from assessments.pages import figures

POLICY = "; ".join(
    f"{name} {' '.join(sources)}"
    for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
# Every colour of a screenshot, as "#rrggbb": how many pixels have it.
COLOURS = """async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const found = {};
  for (let at = 0; at < data.length; at += 4) {
    const hex = [0, 1, 2].map((one) => data[at + one].toString(16).padStart(2, "0")).join("");
    found[`#${hex}`] = (found[`#${hex}`] ?? 0) + 1;
  }
  return found;
}"""
TOKEN = "(name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`)"
WORDS = """() => {
  const { data, cells } = JSON.parse(document.getElementById("overview-figure").textContent);
  const filled = overview.fill(data, cells, false);
  filled.describe();
  return filled.data.flatMap((trace) => trace.hovertext.flat().filter(Boolean));
}"""
# Teams enough for lines of one team and for lines of many.
NUMBERS = [3, 1500]


def teams(number):
    return [TEAMS[place * len(TEAMS) // number] for place in range(number)]


@pytest.fixture
def put(page):
    """put(number of teams): open a page with their overview, under the server's own policy."""

    def put_chart(number):
        context = {"charts": [overview(teams(number))], "chart_themes": figures.themes()}
        body = render_to_string("assessments/components/gallery.html", {**context, "form": None})
        headers = {"content-type": "text/html", "content-security-policy": POLICY}
        page.route("**/picture/", lambda route: route.fulfill(body=body, headers=headers))
        page.goto("/picture/")

    return put_chart


@pytest.fixture
def show(page, put):
    """show(number of teams): the same, drawn."""

    def show_chart(number):
        put(number)
        wait_for_charts(page)
        page.locator(".heatmaplayer").scroll_into_view_if_needed()
        return page

    return show_chart


def tokens(page, *names):
    return {page.evaluate(TOKEN, name).strip() for name in names}


def colours(page):
    """Return the colours of the cells; on phones the units' names stand between them."""
    page.locator(".infolayer").evaluate("(layer) => layer.remove()")
    picture = page.locator(".heatmaplayer").screenshot()
    return set(page.evaluate(COLOURS, base64.b64encode(picture).decode()))


@pytest.mark.every_look
@pytest.mark.parametrize("number", NUMBERS)
def test_cells_are_drawn_in_the_themes_colours_and_no_blend_of_them(show, number):
    page = show(number)

    drawn = tokens(page, *(f"tier-{tier}" for tier in ("low", "high")))
    drawn |= tokens(page, *(f"score-{score}" for score in (1, 2, 4, 5)))
    drawn |= tokens(page, "border-strong", "surface")
    assert colours(page) == drawn


def test_blended_cells_are_found(show, change):
    change("**/overview.js", "xgap: gap", "xgap: 1.5")

    page = show(3)

    assert len(colours(page)) > 8


def test_words_of_every_cell_are_those_of_the_table(show):
    page = show(3)

    heads = ("Performance tier", TESTING.name, MONITORING.name)
    assert sorted(page.evaluate(WORDS)) == sorted(
        f"{plain(unit)}<br>{plain(team)}<br>{plain(head)}: {in_hover(cell)}"
        for team, unit, *cells in overview().table.rows
        for head, cell in zip(heads, cells, strict=True)
    )


def in_hover(cell):
    """Return a cell of the table as the hover has it: "67 of 100 (58 to 76), ..."."""
    score, comma, answers = cell.partition(",")
    if not comma:
        return cell
    figure, bracket, interval = score.partition(" (")
    return f"{figure} of 100{bracket}{interval}{comma}{answers}"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_cell_leads_to_its_team(show, number):
    page = show(number)
    page.route("**/teams/*/", lambda route: route.fulfill(body="A team"))
    box = page.locator(".heatmaplayer").bounding_box()

    bottom = box["x"] + box["width"] * 0.01, box["y"] + box["height"] - 2
    page.mouse.move(*bottom)
    page.locator("[data-chart-leads]").wait_for()
    assert "Team three" in page.locator(".hoverlayer").text_content()
    page.mouse.click(*bottom)

    page.wait_for_url("**/teams/3/")


def test_where_cells_cannot_be_filled_the_table_is_opened(page, put, watch):
    page.route("**/overview.js", lambda route: route.abort())
    put(3)

    page.locator("[data-chart-failed]").wait_for()

    assert page.locator("[data-chart-table]").get_attribute("open") is not None
    assert all("overview.js" in line or "Failed to load" in line for line in watch.take())
