"""What is released of how well a practice's statements measure it: frozen values, no logic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .values import Bound


class Headline(StrEnum):
    """Which coefficient to read first."""

    ALPHA = "alpha"
    OMEGA = "omega"


class Withheld(StrEnum):
    """Why coefficients are not said."""

    TOO_FEW = "too few"
    INCOMPLETE = "incomplete"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """Alpha or omega with its 95% interval where there is one; two decimals."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class ReleasedShare:
    """A share in whole percent; AT_MOST is "under", AT_LEAST "over" this."""

    percent: int
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One statement: how it goes with the others of its practice, and how it was answered.

    `rest` is the corrected item-rest correlation, `alpha_without` the alpha of the others; both
    None where `alike` (almost everybody answered it alike) and where undefined. `unknown` is the
    share of "don't know" among those who ticked anything, `floor` and `ceiling` the shares of the
    least and most favourable answer after recoding.
    """

    code: str
    rest: float | None = None
    alpha_without: float | None = None
    alike: bool = False
    unknown: ReleasedShare | None = None
    floor: ReleasedShare | None = None
    ceiling: ReleasedShare | None = None


@dataclass(frozen=True, slots=True)
class Coefficients:
    """How far a practice's statements measure one thing.

    `headline` is the coefficient to read first. `standardised` is alpha as if all statements
    varied alike, `mean_correlation` that between two statements. `forward_alpha` and
    `forward_omega` are without the statements turned round, where there are some. None where
    undefined.
    """

    headline: Headline
    alpha: Coefficient | None
    omega: Coefficient | None
    standardised: float | None
    mean_correlation: float | None
    forward_alpha: Coefficient | None = None
    forward_omega: Coefficient | None = None


@dataclass(frozen=True, slots=True)
class InstrumentFigures:
    """A practice's statements together, as released; correlations have two decimals.

    `withheld` says why there are no coefficients. `floor` and `ceiling` are of the practice's
    score, `straight_lining` the share who ticked the same throughout; None where none of the
    statements (`reversed_items`) is turned round.
    """

    n_band: str = ""
    withheld: Withheld | None = None
    coefficients: Coefficients | None = None
    reversed_items: int = 0
    floor: ReleasedShare | None = None
    ceiling: ReleasedShare | None = None
    straight_lining: ReleasedShare | None = None
    items: tuple[ItemFigures, ...] = ()
