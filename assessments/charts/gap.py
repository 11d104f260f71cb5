"""How far a released score is from a target: in points and in words, never more exact than it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from assessments.charts.speech import date_text, gettext
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
    text = gettext("%(target)s by %(date)s")
    if aim.of:
        text = gettext("%(target)s by %(date)s (set for %(unit)s)")
    return text % {"target": aim.score, "date": date_text(aim.by), "unit": aim.of}


def gap_words(one: Gap, aim: Aim, as_of: dt.date) -> str:
    """Return a gap as it reads behind a score: "12 below target of 70 by 30 June 2027".

    `as_of` is the day of the score: a target that was due by then and is not met is said to be.
    """
    is_late = aim.by < as_of and one.standing is not Standing.MET
    text = gettext("target of %(score)s by %(date)s")
    if is_late:
        text = gettext("target of %(score)s that was due on %(date)s")
    target = text % {"score": aim.score, "date": date_text(aim.by)}
    stands = _stands(one) % {"points": abs(one.points), "target": target}
    if not aim.of:
        return stands
    return gettext("%(stands)s (set for %(unit)s)") % {"stands": stands, "unit": aim.of}


def _standing(score: ReleasedScore, points: int, aim: Aim) -> Standing:
    if score.bound is Bound.AT_MOST:
        return Standing.BELOW if points < 0 else Standing.NEAR
    if points >= 0:
        return Standing.MET
    if score.bound is Bound.AT_LEAST:
        return Standing.NEAR
    within = score.interval is not None and score.interval.high >= aim.score
    return Standing.NEAR if within else Standing.BELOW


def _limited(one: Gap) -> str:
    if one.bound is Bound.AT_MOST:
        if one.points < 0:
            return gettext("%(points)s or more below %(target)s")
        return gettext("at most %(points)s above %(target)s, perhaps below it")
    if one.points < 0:
        return gettext("at most %(points)s below %(target)s, perhaps met")
    return gettext("%(target)s met, by %(points)s or more")


def _stands(one: Gap) -> str:
    if one.bound is not Bound.EXACT:
        return _limited(one)
    if one.standing is Standing.MET:
        if not one.points:
            return gettext("%(target)s met")
        return gettext("%(target)s met, %(points)s above it")
    if one.standing is Standing.NEAR:
        return gettext("%(points)s below %(target)s, which lies within its interval")
    return gettext("%(points)s below %(target)s")
