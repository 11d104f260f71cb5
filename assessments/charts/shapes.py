"""Areas and lines in data coordinates; each looks as the theme's item that it names."""

from __future__ import annotations

from typing import Any


def band(name: str, x: tuple[float, float], y: tuple[float, float]) -> dict[str, Any]:
    """Return a filled rectangle in data coordinates that looks as the theme's item `name`."""
    return {
        "templateitemname": name,
        "visible": True,
        "type": "rect",
        "x0": x[0],
        "x1": x[1],
        "y0": y[0],
        "y1": y[1],
        "layer": "below",
    }


def line(name: str, x: tuple[float, float], y: tuple[float, float]) -> dict[str, Any]:
    """Return a straight line in data coordinates that looks as the theme's item `name`."""
    return {**band(name, x, y), "type": "line"}


def path(name: str, way: str) -> dict[str, Any]:
    """Return an area in data coordinates, an SVG path, that looks as the theme's item `name`."""
    return {
        "templateitemname": name,
        "visible": True,
        "type": "path",
        "path": way,
        "layer": "below",
    }
