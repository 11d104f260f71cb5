"""A unit's report for those above it, as values: the page, its PDF and the picture show these."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assessments.charts.speech import gettext


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the heatmap: its words, and the name of its colour ("score-4", "hidden")."""

    text: str
    look: str
    note: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the heatmap.

    The tiers of the teams below are in `bar` as (look, percent), in `teams` in words.
    """

    name: str
    note: str
    squares: tuple[Square, ...]
    bar: tuple[tuple[str, float], ...] = ()
    teams: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The heatmap: the unit itself, what lies below it, what is hidden there as one row.

    `left_out` counts rows that have no room here.
    """

    columns: tuple[str, ...]
    own: Line
    lines: tuple[Line, ...]
    rest: Line | None
    left_out: int


@dataclass(frozen=True, slots=True)
class TierTeams:
    """How many teams below are placed in a tier, and which part of all that is."""

    look: str
    name: str
    teams: int
    percent: float


@dataclass(frozen=True, slots=True)
class Mover:
    """What changed by more than chance: where, what, and from which figure to which."""

    name: str
    what: str
    change: str


@dataclass(frozen=True, slots=True)
class Movers:
    """Those with the largest changes first; `more` counts those that are left out."""

    shown: tuple[Mover, ...]
    more: int


@dataclass(frozen=True, slots=True)
class MovedTeams:
    """The teams that moved one way, as rows of text; `more` counts those that are left out."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Step:
    """A next step, and how one sees that it is done."""

    title: str
    text: str
    done_when: str


@dataclass(frozen=True, slots=True)
class Investment:
    """A practice to invest in: its figure, where it is weakest, and the guide of its level.

    `target` tells how far the figure is from the target that holds for the unit, "" for none.
    """

    practice: str
    figure: str
    target: str
    weakest: str
    what: str
    why: str
    looks_like: str
    steps: tuple[Step, ...]
    caution: str

    @property
    def now(self) -> str:
        """How it is at this level, and where it is weakest; "" where neither is known."""
        weakest = gettext("Lowest in %(names)s.") % {"names": self.weakest} if self.weakest else ""
        return " ".join(part for part in (self.looks_like, weakest) if part)


@dataclass(frozen=True, slots=True)
class HiddenReason:
    """How often there is no figure for this reason, on every level below.

    `units` and `teams` have none at all; `cells` counts theirs and the single ones of others.
    """

    reason: str
    units: int
    teams: int
    cells: int
    sentence: str


@dataclass(frozen=True, slots=True)
class BoardReport:
    """The whole report; every figure in it is of a released cell."""

    unit: str
    survey: str
    answers_taken: str
    rule_set: str
    made_on: dt.date
    summary: tuple[str, ...]
    grid: Grid
    tiers: tuple[TierTeams, ...]
    before: str
    up: Movers
    down: Movers
    moved: tuple[MovedTeams, ...]
    moved_note: str
    investments: tuple[Investment, ...]
    why_these: str
    methods: tuple[tuple[str, str], ...]
    hidden: tuple[HiddenReason, ...]
    hidden_words: str
    language: str = "en"

    @property
    def title(self) -> str:
        """What the report and its file are called."""
        return gettext("Board report: %(unit)s") % {"unit": self.unit}

    @property
    def all_teams(self) -> int:
        """How many teams lie below."""
        return sum(tier.teams for tier in self.tiers)
