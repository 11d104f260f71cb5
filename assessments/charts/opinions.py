"""The second opinions beside a placement, in words for a reader who is no statistician."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.charts import words
from assessments.charts.speech import gettext
from assessments.scoring.values import (
    Bound,
    Metric,
    ReleasedPlacement,
    ReleasedQuickScore,
    RuleSet,
    Tier,
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """One second opinion: whose rule, what it says of the answers, and what that means."""

    rule: str
    finding: str
    meaning: str


def opinions(placement: ReleasedPlacement, rule_set: RuleSet) -> list[Opinion]:
    """Return the second opinions there are; `rule_set` is the one that the placement is by."""
    second = placement.second_opinions
    found = []
    if second.tier_2019:
        found.append(_tier_2019(second.tier_2019))
    if second.score:
        found.append(_score(second.score))
    if second.by_share:
        found.append(_by_share(second.by_share, rule_set))
    return found


def score_text(score: ReleasedQuickScore) -> str:
    """Return "6.4 of 10", "about 6.5 of 10" in a small group, or "8.5 or more of 10"."""
    exact = score.bound is Bound.EXACT
    figure = f"{score.score:.1f}".replace(".", words.decimal_sign()) + words.bound_text(score.bound)
    if exact and score.step > 0.1:  # noqa: PLR2004 - one decimal
        return gettext("about %(figure)s of 10") % {"figure": figure}
    return gettext("%(figure)s of 10") % {"figure": figure}


def _tier_2019(tier: Tier) -> Opinion:
    return Opinion(
        gettext("DORA’s rule of 2019"),
        words.tier_word(tier),
        gettext(
            "It takes the mean of the four answers and cuts it at fixed limits, with “elite” as a "
            "tier above high; a mean hides a profile that is strong in one metric and weak in "
            "another."
        ),
    )


def _score(score: ReleasedQuickScore) -> Opinion:
    if score.metrics == len(Metric):
        meaning = gettext(
            "It is the mean of the four metrics, each put on 0 to 10. DORA ties no tier to it: it "
            "is there to be compared with your own next one."
        )
    else:
        meaning = gettext(
            "It is the mean of the %(count)s metrics that have a figure here, each put on 0 to 10. "
            "DORA ties no tier to it: it is there to be compared with your own next one."
        ) % {"count": score.metrics}
    return Opinion(
        gettext("DORA’s score of 2023 and later"),
        score_text(score),
        meaning,
    )


def _by_share(tier: Tier, rule_set: RuleSet) -> Opinion:
    shares = words.joined(
        f"{words.percent_text(round(100 * (profile.share or 0)))} {words.tier_word(profile.tier)}"
        for profile in rule_set.profiles
    )
    return Opinion(
        gettext(
            "If you start from how common each tier was among the respondents of %(year)s "
            "(%(shares)s)"
        )
        % {"year": rule_set.year, "shares": shares},
        gettext("most likely %(tier)s") % {"tier": words.tier_word(tier)},
        gettext(
            "Our placement takes all tiers as equally likely to begin with. This one leans towards "
            "the common tiers; but those respondents were no sample of all teams."
        ),
    )
