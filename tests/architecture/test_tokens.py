"""The colours of static/css/tokens.css, held against what the visual guideline claims of them."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKENS = ROOT / "static" / "css" / "tokens.css"
SELECTORS = {
    "light": ":root {",
    "dark": ':root[data-theme="dark"] {',
    "dark by the system": ':root:not([data-theme="light"]) {',
}
Palette = dict[str, str]


def palette(css: str, theme: str) -> Palette:
    block = css.split(SELECTORS[theme], 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


PALETTES = {theme: palette(TOKENS.read_text(), theme) for theme in SELECTORS}
THEMES = ["light", "dark"]


def linear_rgb(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    dark, light = sorted(float(linear_rgb(colour) @ weights) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB
VISION = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def lab(colour: str, vision: str) -> np.ndarray:
    seen = np.clip(VISION[vision] @ linear_rgb(colour), 0, 1)
    ratio = XYZ @ seen / XYZ.sum(axis=1)
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def ciede2000(one: np.ndarray, other: np.ndarray) -> float:
    """Return the difference of two CIELAB colours (Sharma, Wu and Dalal, 2005)."""
    chroma7 = np.mean([np.hypot(*colour[1:]) for colour in (one, other)]) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(chroma7 / (chroma7 + 25**7))
    (l1, a1, b1), (l2, a2, b2) = one, other
    c1, c2 = np.hypot(a1 * stretch, b1), np.hypot(a2 * stretch, b2)
    h1, h2 = (np.arctan2(b, a * stretch) % (2 * np.pi) for a, b in ((a1, b1), (a2, b2)))
    grey = c1 * c2 == 0
    turn = 0.0 if grey else (h2 - h1 + np.pi) % (2 * np.pi) - np.pi
    hue = h1 + h2 if grey else h1 + turn / 2
    return float(np.linalg.norm(weighted(l1, l2, c1, c2, turn, hue)))


def weighted(l1: float, l2: float, c1: float, c2: float, turn: float, hue: float) -> np.ndarray:
    light, chroma = ((l1 + l2) / 2 - 50) ** 2, (c1 + c2) / 2
    tone = 1 - 0.17 * np.cos(hue - np.pi / 6) + 0.24 * np.cos(2 * hue)
    tone += 0.32 * np.cos(3 * hue + np.radians(6)) - 0.20 * np.cos(4 * hue - np.radians(63))
    dl = (l2 - l1) / (1 + 0.015 * light / np.sqrt(20 + light))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * np.sqrt(c1 * c2) * np.sin(turn / 2) / (1 + 0.015 * chroma * tone)
    bend = np.radians(60) * np.exp(-((((np.degrees(hue) % 360) - 275) / 25) ** 2))
    rotation = -2 * np.sqrt(chroma**7 / (chroma**7 + 25**7)) * np.sin(bend)
    # dl² + dc² + dh² + rotation·dc·dh, written as a sum of squares so that a norm gives the root
    return np.array([dl, dc + rotation * dh / 2, dh * np.sqrt(1 - rotation**2 / 4)])


def smallest_difference(colours: list[str], vision: str) -> float:
    seen = [lab(colour, vision) for colour in colours]
    return min(ciede2000(one, other) for one, other in itertools.combinations(seen, 2))


def test_ciede2000_meets_published_pairs():
    pairs = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ]

    for one, other, published in pairs:
        assert ciede2000(np.array(one), np.array(other)) == pytest.approx(published, abs=1e-4)


def test_dark_is_the_same_by_choice_and_by_the_system():
    assert PALETTES["dark"] == PALETTES["dark by the system"]
    assert PALETTES["dark"].keys() == PALETTES["light"].keys()


# The guideline's figures: foreground, background, light, dark
CLAIMS = [
    ("text", "surface", 16.4, 13.8),
    ("muted", "surface", 6.7, 7.6),
    ("border-strong", "surface", 4.2, 4.9),
    ("accent", "surface", 6.7, 7.9),
    ("on-accent", "accent", 6.7, 8.8),
    ("context", "surface", 3.9, 4.4),
    ("tier-low-ink", "tier-low", 13.1, 10.2),
    ("tier-medium-ink", "tier-medium", 7.9, 5.1),
    ("tier-high-ink", "tier-high", 5.1, 8.6),
    ("tier-elite-ink", "tier-elite", 12.9, 14.6),
]


@pytest.mark.parametrize(("ink", "ground", "light", "dark"), CLAIMS)
def test_contrast_is_what_the_guideline_claims(ink, ground, light, dark):
    measured = [contrast(PALETTES[theme][ink], PALETTES[theme][ground]) for theme in THEMES]

    assert measured == pytest.approx([light, dark], abs=0.06)


TEXT_PAIRS = [
    *itertools.product(["text", "muted", "accent", "danger"], ["canvas", "surface", "sunken"]),
    *(("text", f"{state}-tint") for state in ("danger", "success", "warning")),
    *((state, f"{state}-tint") for state in ("danger", "success", "warning")),
    *((state, "surface") for state in ("danger", "success", "warning")),
    *((f"score-{number}-ink", f"score-{number}") for number in range(1, 6)),
    ("on-accent", "danger"),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_in_use_reaches_five_to_one(theme, ink, ground):
    assert contrast(PALETTES[theme][ink], PALETTES[theme][ground]) >= 5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("mark", ["border-strong", "context", "up", "down", "accent"])
def test_marks_that_carry_meaning_reach_three_to_one(theme, mark):
    assert contrast(PALETTES[theme][mark], PALETTES[theme]["surface"]) >= 3


# In the order of VISION, as the guideline has them
TIER_DIFFERENCES = {"light": [25.6, 18.9, 20.0, 22.4], "dark": [21.9, 17.4, 15.0, 19.4]}


@pytest.mark.parametrize("theme", THEMES)
def test_tiers_can_be_told_apart_by_everyone(theme):
    tiers = [PALETTES[theme][f"tier-{name}"] for name in ("low", "medium", "high", "elite")]

    differences = [smallest_difference(tiers, vision) for vision in VISION]

    assert differences == pytest.approx(TIER_DIFFERENCES[theme], abs=0.06)
    assert min(differences) >= 14.95


def test_red_to_green_fails_the_same_check():
    red_to_green = ["#d7191c", "#fdae61", "#a6d96a", "#1a9641"]

    assert smallest_difference(red_to_green, "normal") >= 15
    assert smallest_difference(red_to_green, "deutan") == pytest.approx(2.0, abs=0.06)


# Beside var(--token), these are all the words that a declaration about colour may use
WORDS = {
    *("solid", "dashed", "inset", "none", "inherit", "exact", "auto", "in", "srgb"),
    *("transparent", "currentcolor", "highlight", "canvastext", "var", "color-mix", "calc"),
    *(
        "linear-gradient",
        "repeating-linear-gradient",
        "to",
        "left",
        "right",
        "local",
        "scroll",
        "no-repeat",
    ),
}
PAINT = re.compile(
    r"(?<![\w-])(?:[\w-]*color|[\w-]*shadow|fill|stroke|(?:background|border|outline)"
    r"(?!-(?:radius|collapse|spacing|width|offset|size|clip))[\w-]*)\s*:([^;{}]+);"
)
LITERAL = r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\("
IN_PAGE = re.compile(
    rf"(?<!href=\")(?<![&\w])(?:{LITERAL})|\bstyle=|\b(?:fill|stroke)=\"(?!currentcolor|none)",
    re.IGNORECASE,
)


def colours_in_style(css: str) -> list[str]:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found = re.findall(LITERAL, css, flags=re.IGNORECASE)
    for value in PAINT.findall(css):
        words = re.findall(r"(?<![\w-])[a-z][a-z-]*", re.sub(r"--[\w-]+", "", value.lower()))
        found += [word for word in words if word not in WORDS]
    return found


def colours_in_page(html: str) -> list[str]:
    return IN_PAGE.findall(html)


STYLES = sorted(path for path in (ROOT / "static" / "css").glob("*.css") if path != TOKENS)
PAGES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_style_has_no_colour_of_its_own(path):
    assert colours_in_style(path.read_text()) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_page_has_no_colour_of_its_own(path):
    assert colours_in_page(path.read_text()) == []


@pytest.mark.parametrize(
    "rule",
    [
        "a { color: #1b5e9e; }",
        "a { background: rgb(0 0 0 / 50%); }",
        "a { border: 1px solid rebeccapurple; }",
        "a { box-shadow: 0 0 1px black; }",
    ],
)
def test_colour_in_a_style_is_found(rule):
    assert colours_in_style(rule)


@pytest.mark.parametrize(
    "tag",
    [
        '<meta name="theme-color" content="#fff">',
        '<p style="color: teal">',
        '<rect fill="teal"/>',
        "<p>rgb(1, 2, 3)</p>",
    ],
)
def test_colour_in_a_page_is_found(tag):
    assert colours_in_page(tag)


def test_links_and_character_numbers_in_a_page_are_not_colours():
    assert colours_in_page('<a href="#fade">It&#039;s</a> <path fill="currentColor"/>') == []
