"""Figures of a questionnaire as they were kept, back as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.scoring.instrument_values import (
    Coefficient,
    Coefficients,
    Headline,
    InstrumentFigures,
    ItemFigures,
    ReleasedShare,
    Withheld,
)
from assessments.scoring.values import Bound

SHARES = ("unknown", "floor", "ceiling")
COEFFICIENTS = ("alpha", "omega", "forward_alpha", "forward_omega")


def figures(detail: Mapping[str, Any]) -> InstrumentFigures:
    """Return what a row's detail says of a practice."""
    withheld, of_all = detail["withheld"], detail["coefficients"]
    return InstrumentFigures(
        n_band=detail["n_band"],
        withheld=Withheld(withheld) if withheld else None,
        coefficients=of_all and _coefficients(of_all),
        reversed_items=detail["reversed_items"],
        floor=share(detail["floor"]),
        ceiling=share(detail["ceiling"]),
        straight_lining=share(detail["straight_lining"]),
        items=tuple(
            ItemFigures(**{**item, **{name: share(item[name]) for name in SHARES}})
            for item in detail["items"]
        ),
    )


def share(stored: Mapping[str, Any] | None) -> ReleasedShare | None:
    """Return a share as a value, None where there is none."""
    if stored is None:
        return None
    return ReleasedShare(stored["percent"], Bound(stored["bound"]))


def _coefficients(stored: Mapping[str, Any]) -> Coefficients:
    kept = {name: stored[name] and Coefficient(**stored[name]) for name in COEFFICIENTS}
    return Coefficients(**{**stored, **kept, "headline": Headline(stored["headline"])})
