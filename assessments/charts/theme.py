"""Looks: the design tokens as plotly templates. The only place where a colour meets plotly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

LIGHT, DARK = ":root", ':root[data-theme="dark"]'
TIERS = ("low", "medium", "high", "elite")
SCORES = ("1", "2", "3", "4", "5")
# Name, token and opacity of areas that others may cross.
AREAS = (
    ("interval", "accent", 0.22),
    ("move-up", "up", 0.5),
    ("move-down", "down", 0.6),
    ("move-same", "context", 0.22),
    ("move-unknown", "context", 0.22),
)
NO_PAINT = "transparent"
# Texts that stand on the lines of the grid, and cover them
ON_GRID = {"grid-text": "text", "grid-words": "muted"}

# Each takes time in proportion to the text, whatever it holds: a comment without an end is one too.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"([{}])")
_NAME = re.compile(r"--([\w-]+)")
_REFERENCE = re.compile(r"var\(\s*+--([\w-]++)\s*+\)")


def templates(tokens_css: str) -> dict[str, dict[str, Any]]:
    """Return plotly templates "light" and "dark" from the text of tokens.css.

    Light tokens are those of `:root`, dark ones those of `:root[data-theme="dark"]` on top.
    Raises ValueError naming the first token that is missing.
    """
    rules = list(_rules(_COMMENT.sub("", tokens_css)))
    # A plain :root counts outside of media queries only; the chosen dark theme stands in one.
    light = _tokens([rule for rule in rules if not rule.is_conditional], LIGHT)
    dark = light | _tokens(rules, DARK)
    return {"light": _template(_Palette(light)), "dark": _template(_Palette(dark))}


def light_tokens(tokens_css: str) -> dict[str, str]:
    """Return the tokens of the light theme by name, for what is drawn on paper without plotly."""
    rules = list(_rules(_COMMENT.sub("", tokens_css)))
    return _tokens([rule for rule in rules if not rule.is_conditional], LIGHT)


class _Rule(NamedTuple):
    """A block of declarations, and whether an @ block holds it."""

    selectors: str
    body: str
    is_conditional: bool


def _rules(css: str) -> Iterator[_Rule]:
    """Yield the innermost blocks, brace by brace: a pattern for nesting takes squared time."""
    blocks: list[tuple[str, bool]] = []
    text, just_opened = "", False
    for part in _BRACE.split(css):
        if part == "{":
            before = text.rpartition(";")[2].strip()
            blocks.append((before, bool(blocks) and _holds_conditions(blocks[-1])))
        elif part == "}" and blocks:
            selectors, is_conditional = blocks.pop()
            if just_opened:
                yield _Rule(selectors, text, is_conditional)
        if part in {"{", "}"}:
            text, just_opened = "", part == "{"
        else:
            text = part


def _holds_conditions(block: tuple[str, bool]) -> bool:
    before, is_conditional = block
    return is_conditional or before.startswith("@")


def _tokens(rules: Iterable[_Rule], selector: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for rule in rules:
        if selector in {one.strip().replace("'", '"') for one in rule.selectors.split(",")}:
            found.update(_declared(rule.body))
    return found


def _declared(body: str) -> Iterator[tuple[str, str]]:
    for declaration in body.split(";"):
        name, _, value = declaration.partition(":")
        token = _NAME.fullmatch(name.strip())
        if token and value.strip():
            yield token[1], value.strip()


class _Palette:
    """Tokens of one theme by name, references followed."""

    def __init__(self, tokens: Mapping[str, str]) -> None:
        self.tokens = tokens

    def __getitem__(self, name: str) -> str:
        if name not in self.tokens:
            raise ValueError(f"tokens.css does not define --{name}, which the charts need")
        reference = _REFERENCE.fullmatch(self.tokens[name])
        return self[reference[1]] if reference else self.tokens[name]


def _template(color: _Palette) -> dict[str, Any]:
    return {
        "layout": {
            **_frame(color),
            "xaxis": _axis(color),
            "yaxis": _axis(color),
            "coloraxis": _steps([color[f"tier-{tier}"] for tier in TIERS]),
            "coloraxis2": _steps([color[f"score-{score}"] for score in SCORES]),
            "coloraxis3": _steps([color["border-strong"]]),  # cells without a figure
            "shapes": _shapes(color),
            "annotations": _annotations(color),
        },
        "data": {
            # An outline that shows on the panel: some fills hardly do, and a small part is all edge
            "bar": [{"marker": {"line": {"color": color["border-strong"], "width": 1}}}],
            "scatter": [{"error_x": {"thickness": 3, "width": 0}}],
        },
    }


def _frame(color: _Palette) -> dict[str, Any]:
    return {
        # The page's own font: the drawing is part of the page and inherits it.
        "font": {"family": "inherit", "size": 14, "color": color["text"]},
        "paper_bgcolor": NO_PAINT,
        "plot_bgcolor": NO_PAINT,
        # The first trace is "your team"; everything else is context.
        "colorway": [
            color[name] for name in ("accent", "context", "border-strong", "muted", "text")
        ],
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": color["surface"],
            "bordercolor": color["border-strong"],
            "font": {"family": "inherit", "size": 14, "color": color["text"]},
            "align": "left",
        },
        # Every chart has its own key, or names its marks where they are.
        "showlegend": False,
    }


def _axis(color: _Palette) -> dict[str, Any]:
    return {
        "color": color["muted"],
        "gridcolor": color["border"],
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
    }


def _steps(colors: Sequence[str]) -> dict[str, Any]:
    """Return a colour axis with one flat step a colour."""
    width = 1 / len(colors)
    edges = [(place * width, (place + 1) * width) for place in range(len(colors))]
    scale = [[edge, c] for c, pair in zip(colors, edges, strict=True) for edge in pair]
    return {"colorscale": scale, "showscale": False}


def _shapes(color: _Palette) -> list[dict[str, Any]]:
    """Return the named bands. Hidden unless a figure names them: plotly adds the others."""
    gap = {"color": color["surface"], "width": 2}
    bands = [
        {"name": f"tier-{t}", "visible": False, "fillcolor": color[f"tier-{t}"], "line": gap}
        for t in TIERS
    ]
    dashes = {"color": color["border-strong"], "width": 1, "dash": "dash"}
    nowhere: dict[str, Any] = {"name": "tier-none", "fillcolor": color["sunken"], "line": dashes}
    nothing = {"width": 0}
    areas: list[dict[str, Any]] = [
        {"name": name, "fillcolor": color[token], "opacity": opacity, "line": nothing}
        for name, token, opacity in AREAS
    ]
    lines: list[dict[str, Any]] = [
        {"name": "grid", "line": {"color": color["border"], "width": 1}},
        {"name": "break", "line": {"color": color["text"], "width": 1.5, "dash": "dot"}},
        {"name": "target", "line": {"color": color["text"], "width": 1.5, "dash": "dash"}},
    ]
    return [*bands, *({**one, "visible": False} for one in (nowhere, *areas, *lines))]


def _annotations(color: _Palette) -> list[dict[str, Any]]:
    """Return the named texts, hidden unless a figure names them."""
    fonts = {
        **{f"tier-{tier}": {"color": color[f"tier-{tier}-ink"]} for tier in TIERS},
        "tier-none": {"color": color["muted"]},
        "row-title": {"color": color["text"], "weight": 600},
        "row-text": {"color": color["text"]},
        "row-words": {"color": color["muted"]},
        "row-mark": {"color": color["muted"], "size": 18, "weight": 600},
        **{name: {"color": color[ink]} for name, ink in ON_GRID.items()},
        "key-team": {"color": color["accent"], "size": 18, "weight": 600},
        "key-context": {"color": color["context"], "size": 18, "weight": 600},
    }
    ground = {name: {"bgcolor": color["surface"]} for name in ON_GRID}
    texts = [{"name": name, "font": font, **ground.get(name, {})} for name, font in fonts.items()]
    return [
        {**item, "visible": False, "showarrow": False} for item in [*texts, *_key_labels(color)]
    ]


def _key_labels(color: _Palette) -> list[dict[str, Any]]:
    """Return the labels of a key, each filled as what it stands for."""
    fills = [f"tier-{tier}" for tier in TIERS] + [f"score-{score}" for score in SCORES]
    nowhere = {
        "name": "key-tier-none",
        "font": {"color": color["muted"]},
        "bgcolor": color["sunken"],
        "bordercolor": color["border-strong"],
        "borderpad": 2,
    }
    labels = [
        {
            "name": f"key-{fill}",
            "font": {"color": color[f"{fill}-ink"]},
            "bgcolor": color[fill],
            "borderpad": 3,
        }
        for fill in fills
    ]
    return [*labels, nowhere]
