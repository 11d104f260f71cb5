"""The picture of the teams by tier: a stacked bar a campaign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from assessments.charts import key, words
from assessments.charts.figure import figure, note, plain
from assessments.charts.history import TierCounts
from assessments.charts.placement import TIER_INDEX
from assessments.charts.shapes import band
from assessments.charts.shares import Place, count_text, percent, percent_sign, places, share_text
from assessments.charts.told import named
from assessments.scoring.values import Tier

ROW_HEIGHT, BAR, AXIS_HEIGHT = 76, 0.6, 36
ABOVE, BELOW = 0.6, 0.4  # of a row, above and below the middle of its bar; names go above on phones
LEFT, NAME_CHARACTERS = 152, 18
# From these shares of the bar, in percent, a segment has room for its tier's name, for its count
# and share, and for its share alone; the key and the table have the rest.
WORDS_FROM, NARROW_WORDS_FROM = (12, 9, 4), (24, 24, 13)


class Segment(NamedTuple):
    """A piece of a campaign's bar: where it starts and how wide it is, in percent."""

    row: int
    campaign: TierCounts
    place: Place
    start: float
    width: float

    @property
    def across(self) -> tuple[float, float]:
        """Return its left and right end, in percent."""
        return self.start, self.start + self.width

    @property
    def down(self) -> tuple[float, float]:
        """Return its top and bottom, in rows."""
        return self.row - BAR / 2, self.row + BAR / 2

    @property
    def words(self) -> str:
        """Return all of it in words."""
        count = count_text(self.campaign, self.place)
        return named(f"{self.campaign.campaign}, {words.place_word(self.place)}", count)


def _segments(campaigns: Sequence[TierCounts]) -> list[Segment]:
    """Return every segment that has teams."""
    segments = []
    for row, one in enumerate(campaigns):
        start = 0.0
        for place in places(campaigns):
            width = percent(one, place)
            if width:
                segments.append(Segment(row, one, place, start, width))
            start += width
    return segments


def draw(campaigns: Sequence[TierCounts]) -> dict[str, Any]:
    """Return the figure: a bar a campaign, oldest on top, with its words in the segments."""
    segments = _segments(campaigns)
    placed = [one for one in segments if one.place is not None]
    return figure(
        [_bars(placed), {**_bars([one for one in segments if one.place is None]), "opacity": 0}],
        _layout(campaigns, segments, narrow=False),
        _layout(campaigns, segments, narrow=True),
    )


def _bars(segments: Sequence[Segment]) -> dict[str, Any]:
    """Return segments as bars; those of teams not placed are drawn over, as no tier's colour."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": [one.start for one in segments],
        "x": [one.width for one in segments],
        "y": [one.row for one in segments],
        "width": BAR,
        "marker": {
            "color": [TIER_INDEX[one.place] for one in segments if one.place],
            "coloraxis": "coloraxis",
        },
        "hovertext": [plain(one.words) for one in segments],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _layout(
    campaigns: Sequence[TierCounts], segments: Sequence[Segment], *, narrow: bool
) -> dict[str, Any]:
    names = [plain(one.campaign, NAME_CHARACTERS) for one in campaigns]
    entries = [
        key.Entry(f"key-{_item(place)}", words.opening(words.place_word(place)))
        for place in places(campaigns)
    ]
    left = 16 if narrow else LEFT
    return {
        "height": key.LINE + ROW_HEIGHT * len(campaigns) + AXIS_HEIGHT,
        "margin": {"l": left, "r": 24, "t": key.LINE, "b": AXIS_HEIGHT, "pad": 8},
        "barmode": "overlay",
        "xaxis": {"range": [0, 100], "dtick": 50 if narrow else 25, "ticksuffix": percent_sign()},
        "yaxis": {
            "range": [len(campaigns) - 1 + BELOW, -ABOVE],
            "showgrid": False,
            "tickvals": list(range(len(campaigns))),
            "ticktext": names,
            "showticklabels": not narrow,
        },
        # A template's limits are ignored: without these the colours shift with a tier missing.
        "coloraxis": {"cmin": -0.5, "cmax": len(Tier) - 0.5},
        "shapes": [
            band("tier-none", one.across, one.down) for one in segments if one.place is None
        ],
        "annotations": [
            *key.notes([entries], left=left, top=key.LINE),
            *([_name(row, name) for row, name in enumerate(names)] if narrow else []),
            *_segment_words(segments, *(NARROW_WORDS_FROM if narrow else WORDS_FROM)),
        ],
    }


def _name(row: int, name: str) -> dict[str, Any]:
    above = {"x": 0, "y": row - BAR / 2, "xanchor": "left", "yanchor": "bottom", "xshift": -4}
    return note("row-text", name.replace("<br>", " "), **above)


def _segment_words(
    segments: Sequence[Segment], named_from: int, counted_from: int, shared_from: int
) -> list[dict[str, Any]]:
    notes = []
    for one in segments:
        text = share_text(one.width)
        if one.width >= counted_from:
            text = count_text(one.campaign, one.place)
        if one.width >= named_from:
            text = f"{words.opening(words.place_word(one.place))}<br>{text}"
        if one.width >= shared_from:
            notes.append(note(_item(one.place), text, x=one.start + one.width / 2, y=one.row))
    return notes


def _item(place: Place) -> str:
    return f"tier-{place or 'none'}"
