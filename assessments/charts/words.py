"""Released figures in words: one wording for charts, tables, pages and exports."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from assessments.charts.speech import gettext, gettext_noop, ngettext, pgettext
from assessments.scoring.values import (
    Bound,
    Change,
    Label,
    LabelKind,
    Metric,
    Mixed,
    MixedKind,
    Reason,
    ReleasedMetric,
    ReleasedPlacement,
    ReleasedScore,
    Suppressed,
    Tier,
)

METRIC_NAMES: Mapping[Metric, str] = {
    Metric.DEPLOYMENT_FREQUENCY: gettext_noop("Deployment frequency"),
    Metric.LEAD_TIME: gettext_noop("Lead time for changes"),
    Metric.TIME_TO_RESTORE: gettext_noop("Time to restore service"),
    Metric.CHANGE_FAIL_RATE: gettext_noop("Change failure rate"),
}

REASON_TEXTS: Mapping[Reason, str] = {
    Reason.TOO_FEW: gettext_noop("too few answers to show"),
    Reason.PROTECTS_NEIGHBOUR: gettext_noop("hidden to protect another team"),
    Reason.NOT_ASKED: gettext_noop("not asked"),
    Reason.NOT_RELEASED: gettext_noop("not released yet"),
    Reason.LOW_TURNOUT: gettext_noop("too small a part of the team answered"),
    Reason.NOT_ENOUGH_ANSWERS: gettext_noop("not enough answers"),
}

REASON_SENTENCES: Mapping[Reason, str] = {
    Reason.TOO_FEW: gettext_noop(
        "Too few people answered to show this without showing who said what."
    ),
    Reason.PROTECTS_NEIGHBOUR: gettext_noop(
        "This is hidden because the answers of another team could be worked out from it."
    ),
    Reason.NOT_ASKED: gettext_noop("This was not part of the questionnaire."),
    Reason.NOT_RELEASED: gettext_noop("The results of this campaign are not released yet."),
    Reason.LOW_TURNOUT: gettext_noop(
        "Too small a part of the team answered for this to speak for the team."
    ),
    Reason.NOT_ENOUGH_ANSWERS: gettext_noop(
        "Not enough of the questions were answered to work this out."
    ),
}

MIXED_OPENINGS: Mapping[MixedKind, str] = {
    MixedKind.FAST_BUT_UNSTABLE: gettext_noop("Mixed: fast but unstable."),
    MixedKind.SLOW_BUT_STABLE: gettext_noop("Mixed: slow but stable."),
    MixedKind.MIXED: gettext_noop("Mixed: the metrics point to opposite ends."),
}

# What lies beyond the shown category, towards better and towards worse.
BEYOND: Mapping[Metric, tuple[str, str]] = {
    Metric.DEPLOYMENT_FREQUENCY: (
        gettext_noop("%(category)s or more often"),
        gettext_noop("%(category)s or less often"),
    ),
    Metric.LEAD_TIME: (
        gettext_noop("%(category)s or faster"),
        gettext_noop("%(category)s or slower"),
    ),
    Metric.TIME_TO_RESTORE: (
        gettext_noop("%(category)s or faster"),
        gettext_noop("%(category)s or slower"),
    ),
    Metric.CHANGE_FAIL_RATE: (
        gettext_noop("%(category)s or less"),
        gettext_noop("%(category)s or more"),
    ),
}


def joined(words: Iterable[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    *head, last = words
    if not head:
        return last
    return gettext("%(words)s and %(last)s") % {"words": ", ".join(head), "last": last}


def either(words: Iterable[str]) -> str:
    """Return "a", "a or b" or "a, b or c"; "" for none."""
    *head, last = [*words] or [""]
    if not head:
        return last
    return gettext("%(words)s or %(last)s") % {"words": ", ".join(head), "last": last}


def inside(name: str) -> str:
    """Return a name as it reads within a sentence: a plain first word loses its capital.

    Where the language writes all nouns with one, it stays.
    """
    if pgettext("names inside a sentence, translate as small or as they are", "small") != "small":
        return name
    return name[0].lower() + name[1:] if name[1:2].islower() else name


def decimal_sign() -> str:
    """Return what stands between whole and part of a number."""
    return pgettext("decimal sign", ".")


def opening(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


def tier_word(tier: Tier) -> str:
    """Return "low", "medium", "high" or "elite" in the reader’s language."""
    return {
        Tier.LOW: pgettext("tier", "low"),
        Tier.MEDIUM: pgettext("tier", "medium"),
        Tier.HIGH: pgettext("tier", "high"),
        Tier.ELITE: pgettext("tier", "elite"),
    }[tier]


def place_word(tier: Tier | None) -> str:
    """Return a tier's word, or "not placed" for none."""
    return gettext("not placed") if tier is None else tier_word(tier)


def tiers_text(tiers: Iterable[Tier]) -> str:
    """Return "medium", or for a tie "low or medium", worst first."""
    tied = [tier_word(tier) for tier in Tier if tier in set(tiers)]
    return either(tied)


def metric_name(metric: Metric) -> str:
    """Return the metric's name as it heads a row."""
    return gettext(METRIC_NAMES[metric])


def label_sentence(label: Label) -> str:
    """Return the placement as a heading, without a full stop."""
    if label.kind is LabelKind.NOT_ENOUGH:
        return gettext("Not enough answers to place the team")
    if label.kind is LabelKind.CERTAIN:
        return {
            Tier.LOW: gettext("Most likely a low performer"),
            Tier.MEDIUM: gettext("Most likely a medium performer"),
            Tier.HIGH: gettext("Most likely a high performer"),
            Tier.ELITE: gettext("Most likely an elite performer"),
        }[label.tiers[0]]
    first = tier_word(label.tiers[0])
    if label.kind is LabelKind.LEANING:
        return gettext("Leaning %(tier)s") % {"tier": first}
    second = tier_word(label.tiers[1])
    return gettext("Between %(first)s and %(second)s") % {"first": first, "second": second}


def percent_text(percent: int, step: int = 1) -> str:
    """Return a chance shown in steps: "35%", "about 35%", and at the ends "under 5%", "over 95%".

    A shown percent lies less than a step from the chance, so the limits are true of every
    chance; and no chance is none or all.
    """
    if percent <= 0:
        return gettext("under %(percent)d%%") % {"percent": step}
    if percent >= 100:  # noqa: PLR2004 - all of it
        return gettext("over %(percent)d%%") % {"percent": 100 - step}
    text = gettext("%(percent)d%%") if step == 1 else gettext("about %(percent)d%%")
    return text % {"percent": percent}


def certainty_sentence(placement: ReleasedPlacement) -> str:
    """Return how sure the placement is: the chances, then how steady they are."""
    if placement.label.kind is LabelKind.NOT_ENOUGH:
        return gettext(
            "A placement needs at least three of the four metrics, one about speed and one about "
            "stability."
        )
    chances = gettext("The chances are %(chances)s.") % {"chances": chances_text(placement)}
    return f"{chances} {stability_sentence(placement)}"


def chances_text(placement: ReleasedPlacement) -> str:
    """Return "81% low, 17% medium and 2% high", in the words of the placement's step."""
    return joined(
        f"{percent_text(percent, placement.step)} {tier_word(tier)}"
        for tier, percent in placement.percents.items()
    )


def stability_sentence(placement: ReleasedPlacement) -> str:
    """Return how steady a placement is when the answers are redrawn at random."""
    if placement.stable is None:
        return gettext("It rests on a single sheet, so we cannot say how steady it is.")
    if placement.stable:
        return gettext(
            "Redrawing the answers at random mostly gives the same tier, so it is steady."
        )
    return gettext(
        "Redrawing the answers at random often gives another tier, so read it with care."
    )


def mixed_sentence(mixed: Mixed, names: Mapping[Metric, str] | None = None) -> str:
    """Return which metrics point up and which point down; `names` are those not as published."""
    high, low = (
        _nearest_text(metrics, tier, names or {})
        for metrics, tier in ((mixed.high, Tier.HIGH), (mixed.low, Tier.LOW))
    )
    found = gettext(MIXED_OPENINGS[mixed.kind])
    return f"{found} {opening(high)}; {low}."


def _nearest_text(metrics: tuple[Metric, ...], end: Tier, own: Mapping[Metric, str]) -> str:
    names = joined(inside(own.get(metric) or metric_name(metric)) for metric in metrics)
    text = ngettext(
        "%(names)s is nearest to %(tier)s", "%(names)s are nearest to %(tier)s", len(metrics)
    )
    return text % {"names": names, "tier": tier_word(end)}


def reason_text(reason: Reason) -> str:
    """Return why a figure is missing, short enough for its place in a row."""
    return gettext(REASON_TEXTS[reason])


def reason_sentence(reason: Reason) -> str:
    """Return why a figure is missing, for a reader who asks."""
    return gettext(REASON_SENTENCES[reason])


def answers_text(n_band: str) -> str:
    """Return "5 to 9 answers", "50 or more answers" or "1 answer" for a band of n."""
    if n_band == "1":
        return gettext("1 answer")
    if n_band.endswith("+"):
        return gettext("%(least)s or more answers") % {"least": n_band.removesuffix("+")}
    low, _, high = n_band.replace("–", "-").partition("-")
    if not high:
        return gettext("%(number)s answers") % {"number": n_band}
    return gettext("%(low)s to %(high)s answers") % {"low": low, "high": high}


def dated_text(n_band: str, as_of: str) -> str:
    """Return "5 to 9 answers, 14 March 2026", or for a single sheet when it was given alone."""
    return opening(as_of) if n_band == "1" else f"{answers_text(n_band)}, {as_of}"


def answers_source(n_bands: Iterable[str]) -> str:
    """Return whose answers a chart rests on: a single sheet is nothing but itself."""
    return gettext("these answers alone") if set(n_bands) == {"1"} else gettext("released answers")


def score_text(score: ReleasedScore | Suppressed) -> str:
    """Return "38", "88 or more", "12 or less", or why there is no figure."""
    if isinstance(score, Suppressed):
        return reason_text(score.reason)
    return f"{score.score}{bound_text(score.bound)}"


def bound_text(bound: Bound) -> str:
    """Return what follows a score that is only a limit: " or more", " or less" or nothing."""
    if bound is Bound.EXACT:
        return ""
    return " " + (gettext("or more") if bound is Bound.AT_LEAST else gettext("or less"))


def interval_text(score: ReleasedScore | Suppressed) -> str:
    """Return "30 to 46", or nothing where no interval is shown."""
    if isinstance(score, Suppressed) or score.interval is None:
        return ""
    low, high = f"{score.interval.low:.0f}", f"{score.interval.high:.0f}"
    return gettext("%(low)s to %(high)s") % {"low": low, "high": high}


def score_and_interval_text(score: ReleasedScore | Suppressed) -> str:
    """Return "38 (30 to 46)", or the score alone."""
    interval = interval_text(score)
    return f"{score_text(score)} ({interval})" if interval else score_text(score)


def signed(points: int) -> str:
    """Return "+3", "−3" or "0"."""
    return f"{points:+d}".replace("-", "−") if points else "0"


def change_text(change: Change) -> str:
    """Return a change for its cell: "up 12", "down 9", "no clear change (+3)"."""
    if not change.real and not change.points:
        return gettext("no change")
    if not change.real:
        return gettext("no clear change (%(points)s)") % {"points": signed(change.points)}
    text = gettext("up %(points)s") if change.points > 0 else gettext("down %(points)s")
    return text % {"points": abs(change.points)}


def change_sentence(change: Change) -> str:
    """Return a change since the last campaign as a sentence."""
    points = abs(change.points)
    if change.real and change.points > 0:
        text = ngettext(
            "Up %(points)d point since last time.", "Up %(points)d points since last time.", points
        )
        return text % {"points": points}
    if change.real:
        text = ngettext(
            "Down %(points)d point since last time.",
            "Down %(points)d points since last time.",
            points,
        )
        return text % {"points": points}
    if change.points == 0:
        return gettext("No change since last time.")
    return gettext(
        "No clear change since last time (%(points)s, within what chance would give)."
    ) % {"points": signed(change.points)}


def quoted(text: str) -> str:
    """Return a text in the quotation marks of the reader’s language."""
    return gettext("“%(text)s”") % {"text": text}


def category_text(code: float, labels: Mapping[int, str]) -> str:
    """Return a metric's category in quotes; a half lies between two of them.

    Raises KeyError for a code without a label.
    """
    lower = int(code)
    if code == lower:
        return quoted(labels[lower])
    between = {"first": quoted(labels[lower]), "second": quoted(labels[lower + 1])}
    return gettext("between %(first)s and %(second)s") % between


def position_text(released: ReleasedMetric | Suppressed, labels: Mapping[int, str]) -> str:
    """Return where a team stands on a metric, in the words of the question."""
    if isinstance(released, Suppressed):
        return reason_text(released.reason)
    words = category_text(released.position, labels)
    if released.bound is Bound.EXACT:
        return words
    better, worse = BEYOND[released.metric]
    beyond = better if released.bound is Bound.AT_LEAST else worse
    return gettext(beyond) % {"category": words}


def range_text(released: ReleasedMetric | Suppressed, labels: Mapping[int, str]) -> str:
    """Return the middle half of the answers in words, or nothing where no range is shown.

    A half counts as the category beyond it: the words never claim less than the answers span.
    """
    if isinstance(released, Suppressed):
        return ""
    return span_text(released.low, released.high, labels)


def span_text(low: float | None, high: float | None, labels: Mapping[int, str]) -> str:
    """Return categories from one code to another, the outer one of a half; "" without any."""
    if low is None or high is None:
        return ""
    first, last = quoted(labels[math.floor(low)]), quoted(labels[math.ceil(high)])
    if first == last:
        return first
    return gettext("from %(low)s to %(high)s") % {"low": first, "high": last}
