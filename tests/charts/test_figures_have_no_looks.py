"""A figure says what things mean; colours come from the theme, markup from nobody."""

import re

import pytest
from _plotly_utils.basevalidators import ColorValidator
from samples import CHARTS

from assessments.charts import figure

COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(", re.IGNORECASE
)
NAMES = set(ColorValidator.named_colors) | {"transparent"}
MARKUP = re.compile(r"<(?!br>)")


def strings(value):
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    if isinstance(value, (list, tuple)):
        return [text for inner in value for text in strings(inner)]
    return [value] if isinstance(value, str) else []


def colours(value):
    return [text for text in strings(value) if COLOUR.search(text) or text.lower() in NAMES]


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_figure_has_no_colour(make):
    assert colours(make().figure) == []


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_figure_has_no_template_of_its_own(make):
    figure = make().figure

    assert not {"template", "colorway"} & {*figure["layout"], *figure["narrow"]}


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_figure_texts_carry_no_markup_but_line_breaks(make):
    # Bold and links would be drawn with style attributes, which the page's policy forbids.
    drawn = [text for text in strings(make().figure) if "<extra></extra>" not in text]

    assert [text for text in drawn if MARKUP.search(text)] == []


@pytest.mark.parametrize("colour", ["#12f", "#1b5e9e", "rgba(0,0,0,0)", "hsl(1,2%,3%)", "Tomato"])
def test_colour_in_a_figure_is_seen(colour):
    figures = figure.figure([{"type": "bar", "marker": {"color": colour}}], {}, {})

    assert colours(figures) == [colour]
