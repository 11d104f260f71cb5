"""The single sentences on a unit; charts.findings says which of them are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assessments.charts import words
from assessments.charts.finding_values import Group, Part, Place, Sentence, Since, View
from assessments.charts.moves import counted
from assessments.charts.team_moves import TeamMove, sorted_moves
from assessments.scoring.values import Bound, Change, Practice, ReleasedScore

# So many names in a row; more are counted
NAMES = 3
LARGEST = 3
NUMBERS = {2: "two", 3: "three"}
ROWS = Place(View.ROWS)
HISTORY = Place(View.HISTORY)


def weakest(own: Group, practices: Sequence[Practice]) -> Sentence | None:
    """Return the unit's lowest practice, or practices where several share the lowest score."""
    shown = own.shown(practices)
    if not shown:
        return None
    lowest = min((score for _, score in shown), key=_order)
    equal = [practice for practice, score in shown if _order(score) == _order(lowest)]
    near = [
        (practice, score)
        for practice, score in shown
        if practice not in equal and lowest.interval and score.score <= lowest.interval.high
    ]
    parts = [Part(_inside(one), _column(one)) for one in equal[:NAMES]]
    more = len(equal) - NAMES
    names = _listed([*parts, Part(f"{more} more")] if more > 0 else parts)
    if len(equal) > 1:
        return (Part("Lowest practices: "), *names, Part(f", at {words.score_text(lowest)} each."))
    figure = words.score_and_interval_text(lowest)
    told = f" at {figure}, from {words.answers_text(lowest.n_band)}{_near(near)}."
    return (Part("Lowest practice: "), *names, Part(told))


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
        f"Of {len(real)} changes beyond chance, the biggest is "
        if len(real) > 1
        else "One change is beyond chance: "
    )
    place = _column(practice) if group is own else _page(group)
    named = f"{_inside(practice)} in {group.name}"
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


def largest(children: Sequence[Group], practices: Sequence[Practice]) -> Sentence | None:
    """Return the lowest practice of each of the largest parts; None where none is larger."""
    if len(children) > LARGEST and len({child.size for child in children}) == 1:
        return None
    ordered = sorted(children, key=lambda child: (-child.size, child.name.casefold(), child.key))
    first = ordered[:LARGEST]
    if not any(child.shown(practices) for child in first):
        return None
    parts = [_lowest_of(child, practices) for child in first]
    if len(first) == 1:
        return (Part(f"The one {_kind(first)} below: "), *parts[0], Part("."))
    begins = f"Lowest in the {NUMBERS[len(first)]} largest {_kind(first)}s: "
    if len(children) == len(first):
        begins = f"Lowest in the {NUMBERS[len(first)]} {_kind(first)}s below: "
    between = (Part("; "),)
    joined = [part for one in parts for part in (*between, *one)][1:]
    return (Part(begins), *joined, Part("."))


def spread(children: Sequence[Group], practices: Sequence[Practice]) -> Sentence | None:
    """Return the practice in which the parts lie furthest apart."""
    best: tuple[int, Practice, Group, Group] | None = None
    for practice in practices:
        shown = [child for child in children if _score(child, practice)]
        if not shown:
            continue
        low = min(shown, key=lambda child: _order(_figure(child, practice)))
        high = max(shown, key=lambda child: _order(_figure(child, practice)))
        apart = _figure(high, practice).score - _figure(low, practice).score
        if apart and (best is None or apart > best[0]):
            best = apart, practice, low, high
    if best is None:
        return None
    _, practice, low, high = best
    return (
        Part(f"The {_kind(children)}s lie furthest apart in "),
        Part(_inside(practice), _column(practice)),
        Part(": from "),
        Part(f"{words.score_text(_figure(low, practice))} in {low.name}", _page(low)),
        Part(" to "),
        Part(f"{words.score_text(_figure(high, practice))} in {high.name}", _page(high)),
        Part("."),
    )


def participation(children: Sequence[Group]) -> Sentence | None:
    """Return of how many parts nothing may be shown, and where fewer than half answered."""
    hidden = [child for child in children if not _has_figures(child)]
    few = [child for child in children if _has_figures(child) and child.few_answered]
    kind = _kind(children) if children else ""
    told = []
    if hidden:
        one_of = len(children) > 1
        of_all = f"{len(hidden)} of the {len(children)} {kind}s" if one_of else f"the one {kind}"
        rows = "its row says why" if len(hidden) == 1 else "their rows say why"
        told.append(f"nothing may be shown of {of_all} directly below, {rows}")
    if few:
        told.append(f"fewer than half answered in {_names([child.name for child in few])}")
    if not told:
        return None
    return (Part("Look at who takes part", ROWS), Part(f": {'; '.join(told)}."))


def learn_from(
    own: Group, children: Sequence[Group], practices: Sequence[Practice]
) -> Sentence | None:
    """Return who stands clearly above the unit in its lowest practice."""
    shown = own.shown(practices)
    if not shown:
        return None
    practice, lowest = min(shown, key=lambda pair: _order(pair[1]))
    above = [
        child
        for child in children
        if (score := _score(child, practice)) and _is_clearly_above(score, lowest)
    ]
    if not above:
        return None
    best = max(above, key=lambda child: _order(_figure(child, practice)))
    figure = words.score_and_interval_text(_figure(best, practice))
    return (
        Part(f"To learn from: in {_inside(practice)}, "),
        Part(best.name, _page(best)),
        Part(f" stands highest with {figure}."),
    )


def _order(score: ReleasedScore) -> tuple[int, int]:
    """Return what sorts scores: 12 or less before 12, 88 or more behind 88."""
    bounds = {Bound.AT_MOST: -1, Bound.EXACT: 0, Bound.AT_LEAST: 1}
    return score.score, bounds[score.bound]


def _near(near: Sequence[tuple[Practice, ReleasedScore]]) -> str:
    if not near:
        return ""
    listed = [f"{_inside(practice)} at {words.score_text(score)}" for practice, score in near]
    verb = "lies" if len(near) == 1 else "lie"
    return f"; {_names(listed)} {verb} within that range too"


def _went(change: Change, score: ReleasedScore) -> str:
    return f"{words.change_text(change)} to {words.score_and_interval_text(score)}"


def _who(down: Sequence[TeamMove]) -> str:
    clear = [move.name for move in down if move.is_clear]
    perhaps = [move.name for move in down if not move.is_clear]
    told = [f"{_names(clear)} clearly"] if clear else []
    told += [f"{_names(perhaps)} perhaps by chance"] if perhaps else []
    return ", ".join(told)


def _lowest_of(child: Group, practices: Sequence[Practice]) -> Sentence:
    name = Part(child.name, _page(child))
    shown = child.shown(practices)
    if not shown:
        return (name, Part(" (nothing may be shown)"))
    lowest = min((score for _, score in shown), key=_order)
    equal = [_inside(practice) for practice, score in shown if _order(score) == _order(lowest)]
    text = words.score_and_interval_text if len(equal) == 1 else words.score_text
    return (name, Part(f" in {_names(equal)}, {text(lowest)}{' each' * (len(equal) > 1)}"))


def _is_clearly_above(score: ReleasedScore, own: ReleasedScore) -> bool:
    if _order(score) <= _order(own):
        return False
    low = score.interval.low if score.interval else score.score
    high = own.interval.high if own.interval else own.score
    return low > high


def _has_figures(child: Group) -> bool:
    return any(isinstance(score, ReleasedScore) for score in child.scores.values())


def _score(child: Group, practice: Practice) -> ReleasedScore | None:
    score = child.scores[practice.key]
    return score if isinstance(score, ReleasedScore) else None


def _figure(child: Group, practice: Practice) -> ReleasedScore:
    score = child.scores[practice.key]
    if not isinstance(score, ReleasedScore):
        raise TypeError("a hidden figure was asked for")
    return score


def _inside(practice: Practice) -> str:
    return words.inside(practice.name)


def _column(practice: Practice) -> Place:
    return Place(View.COLUMN, practice=practice.key)


def _page(group: Group) -> Place:
    return Place(View.GROUP, group=group.key)


def _kind(groups: Sequence[Group]) -> str:
    kinds = {group.is_team for group in groups}
    return "part" if len(kinds) > 1 else "team" if kinds == {True} else "unit"


def _names(names: Sequence[str]) -> str:
    more = len(names) - NAMES
    return words.joined([*names[:NAMES], f"{more} more"] if more > 0 else names)


def _listed(parts: Iterable[Part]) -> list[Part]:
    """Return the parts with commas and a last "and" between them."""
    found = list(parts)
    listed: list[Part] = []
    for place, part in enumerate(found):
        if place:
            listed.append(Part(" and " if place == len(found) - 1 else ", "))
        listed.append(part)
    return listed
