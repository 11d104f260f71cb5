"""A chart is words, a table and a picture of the same figures; none of them may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    """The figures as text, one tuple a row; the first cell of a row names it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.caption or not self.columns:
            raise ValueError("a table needs a caption and named columns")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"every row of {self.caption!r} needs {len(self.columns)} cells")


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture with its words.

    `title` is the finding, `subtitle` the measure, its range, n and date, `summary` a
    paragraph from the same values, `source` where they come from. `figure` is plain data
    without colour: `data` and `layout` as plotly.js reads them, and `narrow`, the layout for
    phones. Raises ValueError when a part is missing.
    """

    id: str
    title: str
    subtitle: str
    summary: str
    table: Table
    figure: Mapping[str, Any]
    source: str

    def __post_init__(self) -> None:
        for name in ("id", "title", "subtitle", "summary", "source"):
            if not getattr(self, name).strip():
                raise ValueError(f"a chart needs its {name}: nobody may depend on the picture")
        if not self.table.rows:
            raise ValueError(f"chart {self.id!r} needs the table behind the picture")
        if not self.figure.get("data") or not self.figure.get("layout"):
            raise ValueError(f"chart {self.id!r} needs a figure with data and layout")

    @property
    def heading_id(self) -> str:
        """The heading's id, which names the picture for a screen reader."""
        return f"{self.id}-title"

    @property
    def summary_id(self) -> str:
        """The summary's id, which describes the picture."""
        return f"{self.id}-summary"

    @property
    def figure_id(self) -> str:
        """The id under which the page holds the figure as JSON."""
        return f"{self.id}-figure"

    @property
    def height(self) -> int:
        """Height of the picture in CSS pixels, so that the page can keep its place."""
        return int(self.figure["layout"].get("height", 0))

    @property
    def narrow_height(self) -> int:
        """The same for the layout on phones."""
        return int(self.figure.get("narrow", self.figure["layout"]).get("height", self.height))
