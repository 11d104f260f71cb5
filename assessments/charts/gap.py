"""How far a released score is from a target: in points and in words, never more exact than it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from assessments.scoring.values import Bound, ReleasedScore


class Standing(StrEnum):
    """Where a score stands to its target."""

    MET = "met"
    # Below, but within the interval; or a limit that leaves it open
    NEAR = "near"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as a row shows it: `of` names the unit that set it, "" for the row's own."""

    score: int
    by: dt.date
    of: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Points above (or with a minus below) a target; `bound` as of the score they come from."""

    points: int
    bound: Bound
    standing: Standing


def gap(score: ReleasedScore, aim: Aim) -> Gap:
    """Return how far a score is from its target, as limited as the score itself."""
    points = score.score - aim.score
    return Gap(points, score.bound, _standing(score, points, aim))


def aim_words(aim: Aim) -> str:
    """Return a target as it reads alone: "70 by 30 June 2027 (set for Harbour)"."""
    source = f" (set for {aim.of})" if aim.of else ""
    return f"{aim.score} by {aim.by:%-d %B %Y}{source}"


def gap_words(one: Gap, aim: Aim, as_of: dt.date) -> str:
    """Return a gap as it reads behind a score: "12 below target of 70 by 30 June 2027".

    `as_of` is the day of the score: a target that was due by then and is not met is said to be.
    """
    target = f"target of {aim.score}"
    when = f"by {aim.by:%-d %B %Y}"
    if aim.by < as_of and one.standing is not Standing.MET:
        when = f"that was due on {aim.by:%-d %B %Y}"
    source = f" (set for {aim.of})" if aim.of else ""
    return f"{_stands(one, target, when)}{source}"


def _standing(score: ReleasedScore, points: int, aim: Aim) -> Standing:
    if score.bound is Bound.AT_MOST:
        return Standing.BELOW if points < 0 else Standing.NEAR
    if points >= 0:
        return Standing.MET
    if score.bound is Bound.AT_LEAST:
        return Standing.NEAR
    within = score.interval is not None and score.interval.high >= aim.score
    return Standing.NEAR if within else Standing.BELOW


def _stands(one: Gap, target: str, when: str) -> str:
    away = abs(one.points)
    if one.bound is Bound.AT_MOST:
        if one.points < 0:
            return f"{away} or more below {target} {when}"
        return f"at most {away} above {target} {when}, perhaps below it"
    if one.bound is Bound.AT_LEAST:
        if one.points < 0:
            return f"at most {away} below {target} {when}, perhaps met"
        return f"{target} {when} met, by {away} or more"
    if one.standing is Standing.MET:
        return f"{target} {when} met{f', {away} above it' if away else ''}"
    range_too = ", which lies within its interval" if one.standing is Standing.NEAR else ""
    return f"{away} below {target} {when}{range_too}"
