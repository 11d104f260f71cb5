"""Sentences on what changed, which teams moved, and who takes part."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.charts import words
from assessments.charts.finding_parts import (
    by_kind,
    column_of,
    has_figures,
    inside,
    names_text,
    page_of,
)
from assessments.charts.finding_texts import hidden, only_hidden
from assessments.charts.finding_values import Group, Part, Place, Sentence, Since, View
from assessments.charts.speech import gettext, ngettext, number_text
from assessments.charts.team_moves import TeamMove, sorted_moves
from assessments.charts.told import semicolon, told
from assessments.scoring.values import Practice

ROWS = Place(View.ROWS)
HISTORY = Place(View.HISTORY)


def change(
    own: Group, children: Sequence[Group], practices: Sequence[Practice], since: Since
) -> Sentence:
    """Return the biggest change beyond chance, or that there is none to tell."""
    if not since.campaign:
        text = gettext(
            "This is the first survey of %(unit)s: there is nothing to compare with yet."
        )
        return (Part(text % {"unit": own.name}, HISTORY),)
    changes = [
        (group, practice, score, score.change)
        for group in (own, *children)
        for practice, score in group.shown(practices)
        if score.change is not None
    ]
    if not changes:
        text = gettext("No score here can be compared with the survey before.")
        return (Part(text, HISTORY),)
    real = [one for one in changes if one[-1].real]
    if not real:
        text = gettext(
            "Neither the unit nor what lies directly below it changed by more than chance."
        )
        return (Part(text, HISTORY),)
    # min, not max: the first of equals, down before up
    group, practice, score, biggest = min(
        real, key=lambda one: (-abs(one[-1].points), one[-1].points)
    )
    text = ngettext(
        "One change here or directly below is beyond chance: %(what)s, %(change)s to %(score)s.",
        "Of %(count)s changes beyond chance here or directly below, the biggest is %(what)s, "
        "%(change)s to %(score)s.",
        len(real),
    )
    is_own = group is own
    place = column_of(practice) if is_own else page_of(group)
    # A page that names its own unit reads as if it spoke of another
    named = gettext("%(practice)s in %(unit)s")
    if is_own:
        named = gettext("%(practice)s in the unit as a whole")
    return told(
        text,
        count=len(real),
        what=Part(named % {"practice": inside(practice), "unit": group.name}, place),
        change=words.change_text(biggest),
        score=words.score_and_interval_text(score),
    )


def moved(since: Since) -> Sentence | None:
    """Return which teams moved to a lower tier, and how many to a higher one."""
    if not since.campaign:
        return None
    if since.moves is None:
        text = gettext("Tiers were not set by the same rules in %(survey)s, so moves are not told.")
        return (Part(text % {"survey": since.campaign}, HISTORY),)
    down = sorted_moves(move for move in since.moves if move.is_down)
    up = len(since.moves) - len(down)
    if not since.any_placed:
        text = gettext("No team below was placed both now and in %(survey)s.")
        return (Part(text % {"survey": since.campaign}, HISTORY),)
    named = {"down": number_text(len(down)), "up": number_text(up), "survey": since.campaign}
    place = Place(View.MOVES)
    if not down:
        return told(_none_fell(up), place, **named)
    return told(_fell(len(down), up), place, **named, who=_who(down))


def participation(children: Sequence[Group]) -> Sentence | None:
    """Return of how many parts nothing may be shown, and where fewer than half answered."""
    bare = [child for child in children if not has_figures(child)]
    few = [child for child in children if has_figures(child) and child.few_answered]
    reasons = []
    if bare:
        texts = hidden(len(bare)) if len(children) > 1 else only_hidden()
        reasons.append(by_kind(children, texts) % {"count": len(bare), "all": len(children)})
    if few:
        names = names_text([child.name for child in few])
        reasons.append(gettext("fewer than half answered in %(names)s") % {"names": names})
    if not reasons:
        return None
    text = gettext("<a>Look at who takes part</a>: %(reasons)s.")
    return told(text, ROWS, reasons=semicolon().join(reasons))


def _none_fell(up: int) -> str:
    if not up:
        return gettext("<a>No team moved to a lower tier since %(survey)s</a>.")
    return gettext(
        "<a>No team moved to a lower tier since %(survey)s</a>; %(up)s moved to a higher one."
    )


def _fell(down: int, up: int) -> str:
    if not up:
        return ngettext(
            "<a>%(down)s team moved to a lower tier</a> since %(survey)s: %(who)s.",
            "<a>%(down)s teams moved to a lower tier</a> since %(survey)s: %(who)s.",
            down,
        )
    return ngettext(
        "<a>%(down)s team moved to a lower tier</a> since %(survey)s: %(who)s; %(up)s moved to a "
        "higher one.",
        "<a>%(down)s teams moved to a lower tier</a> since %(survey)s: %(who)s; %(up)s moved to a "
        "higher one.",
        down,
    )


def _who(down: Sequence[TeamMove]) -> str:
    clear = [move.name for move in down if move.is_clear]
    perhaps = [move.name for move in down if not move.is_clear]
    sure = gettext("%(names)s (clearly)") % {"names": names_text(clear)} if clear else ""
    text = gettext("%(names)s (perhaps by chance)")
    unsure = text % {"names": names_text(perhaps)} if perhaps else ""
    return ", ".join(filter(None, [sure, unsure]))
