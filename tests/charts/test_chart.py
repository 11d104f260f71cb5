import dataclasses
import json

import pytest
from samples import CHARTS, chances

from assessments.charts.chart import Table
from assessments.charts.figure import figure, plain


@pytest.mark.parametrize("part", ["id", "title", "subtitle", "summary", "source"])
@pytest.mark.parametrize("nothing", ["", "  "])
def test_chart_refuses_missing_words(part, nothing):
    with pytest.raises(ValueError, match=part):
        dataclasses.replace(chances(), **{part: nothing})


def test_chart_refuses_a_table_without_rows():
    empty = Table("Caption", ("Tier",), ())

    with pytest.raises(ValueError, match="table"):
        dataclasses.replace(chances(), table=empty)


@pytest.mark.parametrize("empty", [{}, {"data": [], "layout": {"height": 1}}, {"data": [{}]}])
def test_chart_refuses_a_missing_figure(empty):
    with pytest.raises(ValueError, match="figure"):
        dataclasses.replace(chances(), figure=empty)


def test_table_refuses_rows_of_another_length():
    with pytest.raises(ValueError, match="2 cells"):
        Table("Caption", ("Tier", "Chance"), (("Low",),))


@pytest.mark.parametrize(("caption", "columns"), [("", ("Tier",)), ("Caption", ())])
def test_table_refuses_missing_names(caption, columns):
    with pytest.raises(ValueError, match="caption"):
        Table(caption, columns, ())


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_chart_can_be_carried_as_json(make):
    chart = make()

    assert json.loads(json.dumps(chart.figure)) == chart.figure


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_chart_keeps_its_place_in_both_layouts(make):
    chart = make()

    assert chart.height == chart.figure["layout"]["height"] > 0
    assert chart.narrow_height == chart.figure["narrow"]["height"] > 0


def test_chart_names_its_parts_after_itself():
    chart = chances()

    ids = (chart.heading_id, chart.summary_id, chart.figure_id)

    assert ids == ("chances-title", "chances-summary", "chances-figure")


def test_figure_refuses_what_plotly_does_not_know():
    with pytest.raises(ValueError, match="colour"):
        figure([{"type": "bar", "x": [1], "colour": 1}], {}, {})


def test_plain_text_shows_markup_as_written():
    assert plain("a <b>bold</b> & b") == "a &lt;b&gt;bold&lt;/b&gt; &amp; b"


def test_plain_text_is_broken_into_lines_between_words():
    assert plain("Once in six months to once a month", 14) == (
        "Once in six<br>months to once<br>a month"
    )
