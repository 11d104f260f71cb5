"""What the script, the style sheet and the templates of the charts must agree on.

The drawing itself is looked at in a real browser by the journeys.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = {path.name: path.read_text() for path in (ROOT / "static/js").glob("*.js")}
SCRIPT = SCRIPTS["charts.js"]
STYLE = (ROOT / "static/css/plotly.css").read_text()
HEAD = (ROOT / "templates/assessments/components/_charts_head.html").read_text()
CHART = (ROOT / "templates/assessments/components/_chart.html").read_text()


def number(name):
    return int(re.search(rf"const {name} = (\d+)", SCRIPT)[1])


def test_plots_are_made_in_one_place():
    assert [name for name, text in SCRIPTS.items() if "newPlot(" in text] == ["charts.js"]
    assert SCRIPT.count("newPlot(") == 1


@pytest.mark.parametrize(
    "setting", ["displayModeBar: false", "showSendToCloud: false", 'plotlyServerURL: ""']
)
def test_plots_offer_no_upload_and_no_mode_bar(setting):
    assert setting in SCRIPT


def test_plotly_can_still_be_told_so():
    bundle = (ROOT / "static/vendor/plotly/plotly.min.js").read_text()

    assert "showSendToCloud" in bundle
    assert "no-inline-styles" in bundle


def test_script_and_style_agree_where_the_phone_layout_begins():
    assert f"@container (width < {number('NARROW_BELOW')}px)" in STYLE


def test_script_and_style_agree_on_the_width_of_paper():
    zoom = float(re.search(r"zoom: ([\d.]+)", STYLE)[1])

    assert zoom * number("PAPER_WIDTH") == pytest.approx(700)


def test_plotly_finds_its_rules_and_so_adds_none():
    link = re.search(r"<link [^>]*plotly\.css[^>]*>", HEAD)[0]

    assert 'id="plotly.js-style-global"' in link
    assert 'class="no-inline-styles"' in link


def test_heatmap_cells_stay_apart():
    assert re.search(r"\.heatmaplayer image \{\s*image-rendering: pixelated;", STYLE)


@pytest.mark.parametrize(
    "hook", ["data-chart-stage", "data-chart-drawing", "data-chart-failed", "data-chart-table"]
)
def test_script_and_template_share_their_hooks(hook):
    assert f"[{hook}]" in SCRIPT
    assert hook in CHART


def test_drawing_is_named_by_heading_and_summary():
    drawing = re.search(r"<div [^>]*data-chart-drawing[^>]*>", CHART)[0]

    assert 'role="img"' in drawing
    assert 'aria-labelledby="{{ chart.heading_id }} {{ chart.summary_id }}"' in drawing
    assert "tabindex" not in drawing
