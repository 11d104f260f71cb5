"""An organiser closes and releases; a lead reads the team's page, in each theme and on paper."""

import re

import pytest
from django.utils import timezone
from looking import follow, wait_for_charts
from surveys import answered_by_all, grown, lead, organiser, released_last_year, sign_in_by_form

from assessments.actions import releases
from assessments.models import Campaign

PAPER_PAGE = re.compile(rb"/Type\s*/Page\b")
CHARTS = ("metrics", "chances", "practices")
# Every colour that the charts of the page are drawn with.
COLOURS = """() => [...document.querySelectorAll("[data-chart-drawing] .main-svg *")]
  .map((one) => getComputedStyle(one)).map((style) => `${style.fill} ${style.stroke}`).join()"""


@pytest.fixture
def teams(shipped):
    return grown()


@pytest.fixture
def answered(teams):
    """Two surveys: last year's is released, this one is answered by all but Green."""
    asked = [team for team in teams.values() if team.name != "Green"]
    released_last_year(asked)
    return answered_by_all(list(teams.values()), name="This year")


@pytest.fixture
def released(answered):
    return releases.finish(answered, at=timezone.now())


@pytest.fixture
def result_page(page, released, teams, sign_in):
    """result_page(team name): the page of the lead who opened that team's results."""

    def open_page(name):
        sign_in(page, lead(teams[name]))
        page.goto(f"/teams/{teams[name].pk}/")
        return page

    return open_page


def test_organiser_releases_and_lead_reads(new_page, answered, teams):
    organiser("olga")
    lead(teams["Red"], username="tom")
    manager, reader = new_page(), new_page()

    sign_in_by_form(reader, "tom")
    reader.goto(f"/teams/{teams['Red'].pk}/{answered.public_id}/")
    assert reader.get_by_role("heading", name="Page not found").is_visible()
    sign_in_by_form(manager, "olga")
    follow(manager.get_by_role("link", name="This year"))
    follow(manager.get_by_role("link", name="Close and release"))
    follow(manager.get_by_role("button", name="Close and release"))
    manager.get_by_text("The survey is closed, sealed and released.").wait_for()
    reader.goto("/teams/")
    follow(reader.get_by_role("link", name="This year"))

    assert wait_for_charts(reader) == 3
    assert reader.get_by_role("heading", name="Where the team stands").count() == 0
    assert reader.get_by_text("Where the team stands").is_visible()
    assert reader.get_by_role("heading", name="Compared with Last year").is_visible()
    assert reader.get_by_text("We wait two days for a test environment.").first.is_visible()
    assert Campaign.objects.get(pk=answered.pk).state == Campaign.State.RELEASED


@pytest.mark.every_look
def test_team_page_draws_every_chart(result_page, axe):
    page = result_page("Red")

    assert wait_for_charts(page) == 3
    for drawing in page.locator("[data-chart-drawing]").all():
        assert drawing.locator("svg.main-svg").first.is_visible()
        assert drawing.get_attribute("role") == "img"
    assert page.locator(".modebar").count() == 0
    assert axe(page) == []


def test_team_page_redraws_its_charts_in_the_other_theme(result_page):
    page = result_page("Red")
    wait_for_charts(page)
    colours = [page.evaluate(COLOURS)]

    for theme in ("Dark", "Light"):
        page.get_by_label("Theme").select_option(label=theme)
        page.wait_for_function(f"(before) => ({COLOURS})() !== before", arg=colours[-1])
        wait_for_charts(page)
        colours.append(page.evaluate(COLOURS))

    assert colours[0] == colours[2]


def test_team_page_follows_the_system_into_the_dark(result_page):
    page = result_page("Red")
    wait_for_charts(page)
    light = page.evaluate(COLOURS)

    page.emulate_media(color_scheme="dark")

    page.wait_for_function(f"(before) => ({COLOURS})() !== before", arg=light)


def test_team_page_shows_tables_where_plotly_cannot_be_loaded(result_page, page, watch):
    page.route("**/plotly.min.js", lambda route: route.abort())

    result_page("Red")

    for figure in page.locator("figure[data-chart]").all():
        assert figure.get_by_text("The picture could not be drawn.").is_visible()
        assert figure.get_by_role("table").is_visible()
    assert all("ERR_FAILED" in line for line in watch.take())


def test_team_page_prints_on_two_pages(result_page):
    page = result_page("Red")
    wait_for_charts(page)

    paper = page.pdf(format="A4", prefer_css_page_size=True)

    assert len(PAPER_PAGE.findall(paper)) == 2


def test_team_page_has_on_paper_what_nobody_can_unfold_there(result_page):
    page = result_page("Red")
    wait_for_charts(page)
    opinion = page.get_by_text("DORA’s rule of 2019")
    folded_up = not opinion.is_visible()

    page.emulate_media(media="print")

    assert folded_up
    assert opinion.is_visible()
    summary = page.locator(".second-opinions summary")
    assert summary.evaluate("one => getComputedStyle(one).listStyleType") == "none"
    for name in ("subtitle", "source"):
        words = page.locator(f"figure[data-chart] .{name}")
        assert [one.is_visible() for one in words.all()] == [True] * 3
    charts = "figure[data-chart] details.chart-table"
    assert not any(one.is_visible() for one in page.locator(charts).all())


def test_marks_of_a_list_in_two_columns_stand_within_their_column(result_page):
    page = result_page("Red")
    page.emulate_media(media="print")

    place = page.locator(".since-list").evaluate(
        "list => [list, list.firstElementChild].map((one) => one.getBoundingClientRect().left)"
    )

    assert place[1] - place[0] >= 10


def test_team_page_prints_in_light_from_a_dark_screen(new_page, looks, released, teams, sign_in):
    page = new_page(looks[1])
    sign_in(page, lead(teams["Red"]))
    page.goto(f"/teams/{teams['Red'].pk}/")
    wait_for_charts(page)
    dark = page.evaluate(COLOURS)

    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_function(f"(before) => ({COLOURS})() !== before", arg=dark)

    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(22, 32, 44)"


def test_hidden_team_page_says_why(result_page, axe):
    page = result_page("Green")

    assert page.get_by_text("Nothing can be shown for this team").is_visible()
    assert page.get_by_text("Fewer than 5 people answered").is_visible()
    assert page.get_by_text("team sheet").first.is_visible()
    assert page.locator("figure[data-chart]").count() == 0
    assert axe(page) == []
