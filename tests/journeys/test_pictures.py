"""Charts saved as pictures by a real browser: the drawing with its words, in the page's colours."""

from pathlib import Path

import pytest
from django.utils import timezone
from looking import small_targets, wait_for_charts
from PIL import Image, ImageColor
from surveys import answered_by_all, grown, lead

from assessments.actions import releases

TOKEN = "(name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`)"
BUTTON = "[data-chart-picture] button"


@pytest.fixture
def teams(shipped):
    return grown()


@pytest.fixture
def address(teams):
    """The page of a team with three charts."""
    campaign = answered_by_all(list(teams.values()), name="This year")
    releases.finish(campaign, at=timezone.now())
    return f"/teams/{teams['Red'].pk}/"


@pytest.fixture
def saved(page, address, teams, sign_in):
    """saved(chart): the file name and the picture that the chart's button gives."""
    sign_in(page, lead(teams["Red"]))
    page.goto(address)
    wait_for_charts(page)

    def save(chart):
        with page.expect_download() as download:
            page.locator(f'[data-chart="{chart}-figure"] {BUTTON}').click()
        path = Path(download.value.path())
        assert path.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
        return download.value.suggested_filename, Image.open(path).convert("RGB")

    return save


def colour(page, token):
    return ImageColor.getrgb(page.evaluate(TOKEN, token).strip())


def pixels(image, box=None):
    return {found: count for count, found in image.crop(box or image.getbbox()).getcolors(1 << 24)}


@pytest.mark.opposite_looks
def test_picture_is_the_chart_with_its_words_on_the_themes_ground(saved, page):
    name, image = saved("chances")

    drawing = page.locator('[data-chart="chances-figure"] .main-svg').first.bounding_box()
    whole = pixels(image)
    assert name.endswith(".png")
    assert image.width == 2 * (round(drawing["width"]) + 48)
    assert image.height > 2 * drawing["height"]
    assert image.getpixel((2, 2)) == colour(page, "surface")
    assert any(whole.get(colour(page, f"tier-{tier}"), 0) > 1000 for tier in ("low", "medium"))
    # The title above, the source below: in the ink of the theme
    assert pixels(image, (0, 40, image.width, 100)).get(colour(page, "text"), 0) > 100
    below = (0, image.height - 100, image.width, image.height)
    assert pixels(image, below).get(colour(page, "muted"), 0) > 100


def test_every_chart_can_be_saved_again_and_again(saved, page):
    names = [saved(chart)[0] for chart in ("metrics", "chances", "practices", "practices")]

    assert len(set(names)) == 3
    assert page.locator(f"{BUTTON}:visible").count() == 3
    assert page.locator("[data-chart-failed]:visible").count() == 0


def test_what_is_taken_along_is_easy_to_hit_on_a_phone(new_page, looks, address, teams, sign_in):
    page = new_page(looks[2])
    sign_in(page, lead(teams["Red"]))
    page.goto(address)
    wait_for_charts(page)

    small = small_targets(page)

    assert page.locator(".take-along :is(a, button):visible").count() == 9
    assert [one for one in small if "table=" in one or "button-link" in one] == []


def test_without_javascript_there_is_no_button(new_page, address, teams, sign_in):
    page = new_page(javascript=False)
    sign_in(page, lead(teams["Red"]))
    page.goto(address)

    assert page.locator(BUTTON).count() == 3
    assert page.locator(f"{BUTTON}:visible").count() == 0
    assert page.get_by_role("link", name="Excel").count() == 3
