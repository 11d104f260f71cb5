"""How good a questionnaire is, in words that its editor can act on, with the lines they go by."""

from __future__ import annotations

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
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# What is read, the line, and whose line it is
LINES = (
    (
        "Alpha and omega",
        "0.70 is acceptable and 0.80 good; over 0.95 is suspiciously redundant",
        "Nunnally 1978; Streiner 2003 warns from 0.90 on",
    ),
    (
        "Item-rest correlation",
        "0.30 or more: the statement goes with the others",
        "Nunnally and Bernstein 1994",
    ),
    (
        "Score at an end",
        "15% or fewer at the lowest or the highest score there is",
        "Terwee and others 2007",
    ),
    (
        "Same answer throughout",
        "10 to 12% careless sheets are usual in a long survey",
        "Meade and Craig 2012",
    ),
    ("Don’t know", "10% or fewer", "our own line; there is no usual one"),
    ("One end of a statement", "50% or fewer", "our own line; there is no usual one"),
)


def number(value: float | None) -> str:
    """Return a correlation or coefficient with two decimals, a dash where there is none."""
    return NONE if value is None else f"{value:.2f}".replace("-", "−")


def coefficient(found: Coefficient | None) -> str:
    """Return a coefficient with its interval: "0.84 (0.80 to 0.87)"."""
    if found is None:
        return NONE
    if found.low is None:
        return number(found.value)
    return f"{number(found.value)} ({number(found.low)} to {number(found.high)})"


def share(found: ReleasedShare | None) -> str:
    """Return a share as it may be said: "23%", "under 5%"."""
    if found is None:
        return NONE
    before = {Bound.AT_MOST: "under ", Bound.AT_LEAST: "over "}.get(found.bound, "")
    return f"{before}{found.percent}%"


def is_over(found: ReleasedShare | None, percent: int) -> bool:
    """Say whether a share is surely over a line; "under 20%" is not."""
    return found is not None and found.bound != Bound.AT_MOST and found.percent > percent


def verdict(figures: InstrumentFigures, least: int, who: str) -> str:
    """Return the one sentence on a practice; `least` is the fewest answers that are told of."""
    if figures.withheld == Withheld.TOO_FEW:
        return (
            f"Fewer than {least} {who} answered this practice. From so few, these figures would "
            "be chance and could point at somebody, so they are not worked out."
        )
    if figures.withheld == Withheld.INCOMPLETE:
        return (
            f"Fewer than {least} {who} answered every statement, so how the statements go together "
            "is not worked out. What there is of each statement stands below."
        )
    if figures.withheld == Withheld.ALIKE or figures.coefficients is None:
        return "Almost all answers are alike, so they do not tell how the statements go together."
    return _together(figures.coefficients, len(figures.items))


def hints(item: ItemFigures, of_all: Coefficients | None) -> list[str]:
    """Return what an editor may do about a statement; nothing where nothing stands out."""
    said = []
    if item.alike:
        said.append("Almost everybody gave one answer, so it tells little of differences.")
    if item.rest is not None and item.rest < 0:
        said.append("It runs against the others: is it turned round by mistake?")
    elif item.rest is not None and item.rest < LEAST_REST:
        said.append("It goes little with the others; does it ask about something else?")
    alpha = of_all.alpha.value if of_all and of_all.alpha else None
    if _rise(item.alpha_without, alpha) >= NOTICEABLE:
        without = number(item.alpha_without)
        said.append(f"Dropping it would raise alpha to {without}; look at its wording.")
    if is_over(item.unknown, MANY_UNKNOWN):
        said.append("Many cannot tell; ask for what people see in their work.")
    if is_over(item.floor, MOST) or is_over(item.ceiling, MOST):
        said.append("Most answers are at one end, so it has little room to show a change.")
    return said


def ends(figures: InstrumentFigures) -> str:
    """Return the sentence on scores at the ends of the scale; nothing where they are few."""
    at = [
        name
        for name, found in [("lowest", figures.floor), ("highest", figures.ceiling)]
        if is_over(found, MANY_AT_AN_END)
    ]
    if not at:
        return ""
    where = " and the ".join(at)
    return f"Many reach the {where} score there is: beyond it nothing can be told apart."


def straight(figures: InstrumentFigures) -> str:
    """Return the share who ticked the same throughout, or why it cannot be told."""
    if not figures.reversed_items:
        return "cannot be told: no statement is turned round"
    return share(figures.straight_lining)


def _rise(without: float | None, alpha: float | None) -> float:
    return 0.0 if without is None or alpha is None else round(without - alpha, 2)


def _together(found: Coefficients, items: int) -> str:
    name = Headline.OMEGA if found.headline == Headline.OMEGA else Headline.ALPHA
    read = found.omega if name == Headline.OMEGA else found.alpha
    if read is None:
        return "One statement alone does not tell how well it measures."
    count = NUMBERS[items] if items < len(NUMBERS) else str(items)
    sentence = f"The {count} statements {_how_well(read.value)}: {name} {coefficient(read)}."
    if read.low is not None and read.high is not None and read.low < ACCEPTABLE <= read.high:
        return f"{sentence} The interval takes in 0.70, so more answers could turn this over."
    return sentence


def _how_well(value: float) -> str:
    if value > REDUNDANT:
        return "may say the same thing over and over, so some could go"
    if value >= GOOD:
        return "measure one thing well"
    if value >= ACCEPTABLE:
        return "measure one thing well enough"
    return "do not yet measure one thing well enough"
