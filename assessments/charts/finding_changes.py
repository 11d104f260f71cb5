"""Sentences on what changed, which teams moved, and who takes part."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.charts import words
from assessments.charts.finding_parts import (
    column_of,
    has_figures,
    inside,
    kind_of,
    names_text,
    page_of,
)
from assessments.charts.finding_values import Group, Part, Place, Sentence, Since, View
from assessments.charts.moves import counted
from assessments.charts.team_moves import TeamMove, sorted_moves
from assessments.scoring.values import Change, Practice, ReleasedScore

ROWS = Place(View.ROWS)
HISTORY = Place(View.HISTORY)


def change(
    own: Group, children: Sequence[Group], practices: Sequence[Practice], since: Since
) -> Sentence:
    """Return the biggest change beyond chance, or that there is none to tell."""
    if not since.campaign:
        text = f"This is the first survey of {own.name}: there is nothing to compare with yet."
        return (Part(text, HISTORY),)
    changes = [
        (group, practice, score, score.change)
        for group in (own, *children)
        for practice, score in group.shown(practices)
        if score.change is not None
    ]
    if not changes:
        return (Part("No score here can be compared with the survey before.", HISTORY),)
    real = [one for one in changes if one[-1].real]
    if not real:
        text = "Neither the unit nor what lies directly below it changed by more than chance."
        return (Part(text, HISTORY),)
    # min, not max: the first of equals, down before up
    group, practice, score, biggest = min(
        real, key=lambda one: (-abs(one[-1].points), one[-1].points)
    )
    begins = (
        f"Of {len(real)} changes beyond chance here or directly below, the biggest is "
        if len(real) > 1
        else "One change here or directly below is beyond chance: "
    )
    is_own = group is own
    place = column_of(practice) if is_own else page_of(group)
    # A page that names its own unit reads as if it spoke of another
    named = f"{inside(practice)} in {'the unit as a whole' if is_own else group.name}"
    return (Part(begins), Part(named, place), Part(f", {_went(biggest, score)}."))


def moved(since: Since) -> Sentence | None:
    """Return which teams moved to a lower tier, and how many to a higher one."""
    if not since.campaign:
        return None
    if since.moves is None:
        text = f"Tiers were not set by the same rules in {since.campaign}, so moves are not told."
        return (Part(text, HISTORY),)
    down = sorted_moves(move for move in since.moves if move.is_down)
    up = len(since.moves) - len(down)
    if not since.any_placed:
        text = f"No team below was placed both now and in {since.campaign}."
        return (Part(text, HISTORY),)
    rise = f"; {up} moved to a higher one" if up else ""
    place = Place(View.MOVES)
    if not down:
        text = f"No team moved to a lower tier since {since.campaign}"
        return (Part(text, place), Part(f"{rise}."))
    told = f" since {since.campaign}: {_who(down)}{rise}."
    return (Part(f"{counted(len(down))} moved to a lower tier", place), Part(told))


def participation(children: Sequence[Group]) -> Sentence | None:
    """Return of how many parts nothing may be shown, and where fewer than half answered."""
    hidden = [child for child in children if not has_figures(child)]
    few = [child for child in children if has_figures(child) and child.few_answered]
    kind = kind_of(children) if children else ""
    told = []
    if hidden:
        one_of = len(children) > 1
        of_all = f"{len(hidden)} of the {len(children)} {kind}s" if one_of else f"the one {kind}"
        rows = "its row says why" if len(hidden) == 1 else "their rows say why"
        told.append(f"nothing may be shown of {of_all} directly below, {rows}")
    if few:
        told.append(f"fewer than half answered in {names_text([child.name for child in few])}")
    if not told:
        return None
    return (Part("Look at who takes part", ROWS), Part(f": {'; '.join(told)}."))


def _went(change: Change, score: ReleasedScore) -> str:
    return f"{words.change_text(change)} to {words.score_and_interval_text(score)}"


def _who(down: Sequence[TeamMove]) -> str:
    clear = [move.name for move in down if move.is_clear]
    perhaps = [move.name for move in down if not move.is_clear]
    told = [f"{names_text(clear)} (clearly)"] if clear else []
    told += [f"{names_text(perhaps)} (perhaps by chance)"] if perhaps else []
    return ", ".join(told)
