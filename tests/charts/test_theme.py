import json
from pathlib import Path

import pytest
from samples import CHARTS

from assessments.charts import theme
from assessments.scoring.values import Tier

ROOT = Path(__file__).parents[2]
NEEDED = (
    *("accent", "border", "border-strong", "context", "muted", "sunken", "surface", "text"),
    *(f"tier-{tier}{part}" for tier in Tier for part in ("", "-ink")),
    *(f"score-{step}{part}" for step in range(1, 6) for part in ("", "-ink")),
    *("up", "down"),
)


def css(left_out=""):
    """Return tokens whose values are their own names: "light-text", "dark-text"."""
    names = [name for name in NEEDED if name != left_out]
    light = "".join(f"--{name}: light-{name};" for name in names)
    dark = "".join(f"--{name}: dark-{name};" for name in names)
    return (
        f":root {{ {light} }}"
        f"@media screen {{ :root[data-theme='dark'] {{ {dark} }} }}"
        "@media print { :root { --text: paper-text; } }"
        "/* :root { --text: old-text; } */"
    )


def template_items(template, kind):
    return {item["name"]: item for item in template["layout"][kind]}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_theme_takes_every_colour_from_its_tokens(name):
    template = theme.templates(css())[name]

    layout = template["layout"]

    assert layout["font"] == {"family": "inherit", "size": 14, "color": f"{name}-text"}
    assert layout["colorway"][:2] == [f"{name}-accent", f"{name}-context"]
    assert layout["xaxis"]["gridcolor"] == layout["yaxis"]["gridcolor"] == f"{name}-border"
    assert layout["hoverlabel"]["bgcolor"] == f"{name}-surface"
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "transparent"


def test_theme_colours_tiers_in_flat_steps():
    scale = theme.templates(css())["light"]["layout"]["coloraxis"]["colorscale"]

    assert scale == [
        [0.0, "light-tier-low"],
        [0.25, "light-tier-low"],
        [0.25, "light-tier-medium"],
        [0.5, "light-tier-medium"],
        [0.5, "light-tier-high"],
        [0.75, "light-tier-high"],
        [0.75, "light-tier-elite"],
        [1.0, "light-tier-elite"],
    ]


def test_theme_colours_scores_in_flat_steps():
    scale = theme.templates(css())["dark"]["layout"]["coloraxis2"]["colorscale"]

    assert [color for _, color in scale[::2]] == [f"dark-score-{step}" for step in range(1, 6)]
    assert [edge for edge, _ in scale[1::2]] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1])


@pytest.mark.parametrize("tier", list(Tier))
def test_theme_gives_every_tier_its_fill_and_ink(tier):
    template = theme.templates(css())["dark"]

    assert template_items(template, "shapes")[f"tier-{tier}"]["fillcolor"] == f"dark-tier-{tier}"
    ink = template_items(template, "annotations")[f"tier-{tier}"]["font"]["color"]
    assert ink == f"dark-tier-{tier}-ink"


@pytest.mark.parametrize("name", ["tier-low", "tier-elite", "score-1", "score-5"])
def test_theme_fills_a_key_as_the_mark_that_it_names(name):
    label = template_items(theme.templates(css())["light"], "annotations")[f"key-{name}"]

    assert label["bgcolor"] == f"light-{name}"
    assert label["font"]["color"] == f"light-{name}-ink"


def test_theme_tells_up_and_down_by_colour_and_leaves_the_rest_grey():
    shapes = template_items(theme.templates(css())["dark"], "shapes")

    fills = [shapes[f"move-{way}"]["fillcolor"] for way in ("up", "down", "same", "unknown")]

    assert fills == ["dark-up", "dark-down", "dark-context", "dark-context"]


def test_theme_draws_cells_without_a_figure_in_one_colour():
    scale = theme.templates(css())["dark"]["layout"]["coloraxis3"]["colorscale"]

    assert {color for _, color in scale} == {"dark-border-strong"}


@pytest.mark.parametrize("kind", ["shapes", "annotations"])
def test_theme_hides_named_items_that_a_figure_does_not_use(kind):
    items = theme.templates(css())["light"]["layout"][kind]

    assert [item for item in items if item["visible"]] == []


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
@pytest.mark.parametrize("layout", ["layout", "narrow"])
@pytest.mark.parametrize("kind", ["shapes", "annotations"])
def test_theme_has_every_item_that_a_figure_names(make, layout, kind):
    known = template_items(theme.templates(css())["light"], kind)

    named = {item["templateitemname"] for item in make().figure[layout].get(kind, [])}

    assert named <= set(known)


def test_theme_offers_no_zoom_and_no_drag():
    layout = theme.templates(css())["light"]["layout"]

    assert layout["dragmode"] is False
    assert layout["xaxis"]["fixedrange"] is layout["yaxis"]["fixedrange"] is True


def test_theme_follows_references_between_tokens():
    referring = css().replace("light-accent", "var(--text)", 1)

    assert theme.templates(referring)["light"]["layout"]["colorway"][0] == "light-text"


@pytest.mark.parametrize("missing", NEEDED)
def test_theme_names_a_missing_token(missing):
    with pytest.raises(ValueError, match=f"--{missing},"):
        theme.templates(css(left_out=missing))


def test_theme_is_made_from_the_shipped_tokens():
    templates = theme.templates((ROOT / "static/css/tokens.css").read_text())

    assert list(templates) == ["light", "dark"]
    assert templates["light"].keys() == templates["dark"].keys() == {"layout", "data"}
    assert templates["light"] != templates["dark"]
    assert json.loads(json.dumps(templates)) == templates


@pytest.mark.parametrize("name", ["light", "dark"])
def test_theme_outlines_every_part_of_a_bar(name):
    (bar,) = theme.templates(css())[name]["data"]["bar"]

    assert bar["marker"]["line"] == {"color": f"{name}-border-strong", "width": 1}


def test_theme_covers_the_grid_behind_the_texts_that_stand_on_it():
    items = template_items(theme.templates(css())["dark"], "annotations")

    grounds = {
        name: item["bgcolor"]
        for name, item in items.items()
        if "bgcolor" in item and not name.startswith("key-")
    }
    assert grounds == dict.fromkeys(("grid-text", "grid-words"), "dark-surface")
