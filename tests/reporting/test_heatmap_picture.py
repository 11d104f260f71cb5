"""The heatmap as a picture: its cells in their colours, on white."""

import io
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from board_samples import COLOURS, grid, hidden_line, line, report
from PIL import Image, ImageColor

from assessments.reporting.board_pdf import board_pdf
from assessments.reporting.heatmap_picture import MOST_PIXELS, heatmap_picture


def picture(*lines, title="Harbour", **more):
    return Image.open(
        io.BytesIO(heatmap_picture(grid(*lines, **more), title, "Source: released.", COLOURS))
    ).convert("RGB")


def pixels(image):
    return {colour: count for count, colour in image.getcolors(1 << 24)}


def has(image, token):
    return pixels(image).get(ImageColor.getrgb(COLOURS[token]), 0) > 1000


@pytest.mark.parametrize("score", [1, 2, 3, 4, 5])
def test_cells_have_the_colour_of_their_scores(score):
    legend_alone = picture(hidden_line("Shore"))
    image = picture(*(line(f"Team {n}", "1", "2", look=f"score-{score}") for n in range(4)))

    colour = ImageColor.getrgb(COLOURS[f"score-{score}"])
    assert pixels(image)[colour] > 2 * pixels(legend_alone)[colour] > 0


def test_picture_is_wide_white_and_tells_hidden_from_shown():
    image = picture()

    assert image.width == 2240
    assert image.getpixel((3, 3)) == (255, 255, 255)
    assert has(image, "tier-low")
    assert has(image, "sunken")


@pytest.mark.parametrize(("look", "token"), [("met", "up"), ("near", "down"), ("below", "down")])
def test_gap_to_a_target_has_an_edge(look, token):
    edge = ImageColor.getrgb(COLOURS[token])
    legend_alone = pixels(picture(line("Team", "no target", "no target", look="gap-none")))[edge]

    assert pixels(picture(line("Team", "−12", "+3", look=f"gap-{look}")))[edge] > legend_alone > 0


def test_tall_picture_stays_within_bounds():
    image = picture(*(line(f"Team {n}", "1", "2") for n in range(100)), left_out=12)

    assert image.width * image.height < MOST_PIXELS * 1.01
    assert image.height > image.width


def test_names_are_shown_as_written():
    assert picture(title='<img src="http://127.0.0.1:9/x.png"/>' * 3).width == 2240


@pytest.fixture
def switching_often():
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


def test_many_at_once_do_not_disturb_each_other(switching_often):
    """Neither PDFium nor reportlab's fonts know anything of threads."""
    alone = heatmap_picture(grid(), "Harbour", "Source: released.", COLOURS)

    with ThreadPoolExecutor(8) as pool:
        reports = [pool.submit(board_pdf, report(), COLOURS) for _ in range(48)]
        jobs = [
            pool.submit(heatmap_picture, grid(), "Harbour", "Source: released.", COLOURS)
            for _ in range(16)
        ]
        assert all(job.result().startswith(b"%PDF") for job in reports)

    assert {job.result() for job in jobs} == {alone}
