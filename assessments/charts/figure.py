"""Plain plotly data, checked by plotly's own validators, without looks.

Looks come from the theme. A builder says what a mark *is* by naming an item of the theme's
template ("tier-low", "row-title"); the theme gives that item its colour and weight.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any


def figure(
    traces: Sequence[Mapping[str, Any]],
    layout: Mapping[str, Any],
    narrow: Mapping[str, Any],
    *,
    narrow_traces: Sequence[Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return `{data, layout, narrow}` as lists and dicts that JSON can carry.

    Each trace names its `type`. `narrow_traces` take the place of `traces` on phones, as
    `narrow_data`, where the marks stand elsewhere there. Raises ValueError for a property
    plotly does not know.
    """
    # Imported here because plotly costs 0.3 s, which only a page with a chart should pay.
    import plotly.graph_objects as go

    makers = {"bar": go.Bar, "heatmap": go.Heatmap, "scatter": go.Scatter}

    def checked(given: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [makers[trace["type"]](**trace).to_plotly_json() for trace in given]

    return {
        "data": checked(traces),
        "layout": go.Layout(**layout).to_plotly_json(),
        "narrow": go.Layout(**narrow).to_plotly_json(),
        **({} if narrow_traces is None else {"narrow_data": checked(narrow_traces)}),
    }


def plain(text: str, width: int | None = None) -> str:
    """Return text as plotly should draw it: markup shown as written, lines of at most `width`."""
    lines = textwrap.wrap(text, width, break_long_words=False) if width else [text]
    return "<br>".join(html.escape(line, quote=False) for line in lines)


def note(name: str, text: str, **place: Any) -> dict[str, Any]:
    """Return an annotation that looks as the theme's item `name`; `text` is drawn as given."""
    return {
        "templateitemname": name,
        "visible": True,
        "text": text,
        "showarrow": False,
        **place,
    }
