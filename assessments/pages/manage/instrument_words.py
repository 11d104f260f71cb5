"""How good a questionnaire is, in words that its editor can act on."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop

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

ACCEPTABLE, GOOD, REDUNDANT = 0.70, 0.80, 0.95
LEAST_REST = 0.30
# Less is what two decimals make of nothing
NOTICEABLE = 0.02
MANY_UNKNOWN, MANY_AT_AN_END, MOST, MANY_STRAIGHT = 10, 15, 50, 12
NONE = "–"
NUMBERS = (
    *("0", gettext_noop("one"), gettext_noop("two"), gettext_noop("three")),
    *(gettext_noop("four"), gettext_noop("five"), gettext_noop("six"), gettext_noop("seven")),
    *(gettext_noop("eight"), gettext_noop("nine"), gettext_noop("ten")),
)


def number(value: float | None) -> str:
    """Return a correlation or coefficient with two decimals, a dash where there is none."""
    if value is None:
        return NONE
    return number_format(f"{value:.2f}").replace("-", "−")


def coefficient(found: Coefficient | None) -> str:
    """Return a coefficient with its interval: "0.84 (0.80 to 0.87)"."""
    if found is None:
        return NONE
    if found.low is None:
        return number(found.value)
    named = (("value", found.value), ("low", found.low), ("high", found.high))
    said = {name: number(value) for name, value in named}
    return gettext("%(value)s (%(low)s to %(high)s)") % said


def share(found: ReleasedShare | None) -> str:
    """Return a share as it may be said: "23%", "under 5%"."""
    if found is None:
        return NONE
    said = {
        Bound.AT_MOST: gettext("under %(percent)d%%"),
        Bound.AT_LEAST: gettext("over %(percent)d%%"),
    }.get(found.bound, gettext("%(percent)d%%"))
    return said % {"percent": found.percent}


def is_over(found: ReleasedShare | None, percent: int) -> bool:
    """Say whether a share is surely over a line; "under 20%" is not."""
    return found is not None and found.bound != Bound.AT_MOST and found.percent > percent


def whom(number: int | str, *, teams: bool) -> str:
    """Return how many people answered, or how many teams."""
    said = gettext("%(number)s teams") if teams else gettext("%(number)s people")
    return said % {"number": number}


def verdict(figures: InstrumentFigures, least: int, *, teams: bool) -> str:
    """Return the one sentence on a practice; `least` is the fewest answers that are told of."""
    if figures.withheld == Withheld.TOO_FEW:
        return gettext(
            "Fewer than %(least)s answered this practice. From so few, these figures would be "
            "chance and could point at somebody, so they are not worked out."
        ) % {"least": whom(least, teams=teams)}
    if figures.withheld == Withheld.INCOMPLETE:
        return gettext(
            "Fewer than %(least)s answered every statement, so how the statements go together is "
            "not worked out. What there is of each statement stands below."
        ) % {"least": whom(least, teams=teams)}
    if figures.withheld == Withheld.ALIKE or figures.coefficients is None:
        return gettext(
            "Almost all answers are alike, so they do not tell how the statements go together."
        )
    return _together(figures.coefficients, len(figures.items))


def hints(item: ItemFigures, of_all: Coefficients | None) -> list[str]:
    """Return what an editor may do about a statement; nothing where nothing stands out."""
    said = []
    if item.alike:
        said.append(gettext("Almost everybody gave one answer, so it tells little of differences."))
    if item.rest is not None and item.rest < 0:
        said.append(gettext("It runs against the others: is it turned round by mistake?"))
    elif item.rest is not None and item.rest < LEAST_REST:
        said.append(gettext("It goes little with the others; does it ask about something else?"))
    alpha = of_all.alpha.value if of_all and of_all.alpha else None
    if _rise(item.alpha_without, alpha) >= NOTICEABLE:
        would = gettext("Dropping it would raise alpha to %(alpha)s; look at its wording.")
        said.append(would % {"alpha": number(item.alpha_without)})
    if is_over(item.unknown, MANY_UNKNOWN):
        said.append(gettext("Many cannot tell; ask for what people see in their work."))
    if is_over(item.floor, MOST) or is_over(item.ceiling, MOST):
        said.append(gettext("Most answers are at one end, so it has little room to show a change."))
    return said


def ends(figures: InstrumentFigures) -> str:
    """Return the sentence on scores at the ends of the scale; nothing where they are few."""
    low, high = (is_over(at, MANY_AT_AN_END) for at in (figures.floor, figures.ceiling))
    if low and high:
        return gettext(
            "Many reach the lowest and the highest score there is: beyond it nothing can be told "
            "apart."
        )
    if low:
        return gettext("Many reach the lowest score there is: beyond it nothing can be told apart.")
    if high:
        return gettext(
            "Many reach the highest score there is: beyond it nothing can be told apart."
        )
    return ""


def straight(figures: InstrumentFigures) -> str:
    """Return the share who ticked the same throughout, or why it cannot be told."""
    if not figures.reversed_items:
        return gettext("cannot be told: no statement is turned round")
    return share(figures.straight_lining)


def _rise(without: float | None, alpha: float | None) -> float:
    return 0.0 if without is None or alpha is None else round(without - alpha, 2)


def _together(found: Coefficients, items: int) -> str:
    name = Headline.OMEGA if found.headline == Headline.OMEGA else Headline.ALPHA
    read = found.omega if name == Headline.OMEGA else found.alpha
    if read is None:
        return gettext("One statement alone does not tell how well it measures.")
    count = gettext(NUMBERS[items]) if items < len(NUMBERS) else str(items)
    figure = gettext("omega") if name == Headline.OMEGA else gettext("alpha")
    said = {"count": count, "figure": f"{figure} {coefficient(read)}"}
    sentence = _how_well(read.value) % said
    if read.low is not None and read.high is not None and read.low < ACCEPTABLE <= read.high:
        doubt = gettext("The interval takes in 0.70, so more answers could turn this over.")
        return f"{sentence} {doubt}"
    return sentence


def _how_well(value: float) -> str:
    if value > REDUNDANT:
        return gettext(
            "The %(count)s statements may say the same thing over and over, so some could go: "
            "%(figure)s."
        )
    if value >= GOOD:
        return gettext("The %(count)s statements measure one thing well: %(figure)s.")
    if value >= ACCEPTABLE:
        return gettext("The %(count)s statements measure one thing well enough: %(figure)s.")
    return gettext("The %(count)s statements do not yet measure one thing well enough: %(figure)s.")
