"""How the figures of a board report came about, in words."""

from __future__ import annotations

from django.utils.translation import gettext

from assessments.charts import words
from assessments.models import Campaign


def methods(campaign: Campaign) -> tuple[tuple[str, str], ...]:
    """Return how the figures came about, as terms and sentences."""
    return (
        (gettext("Answers"), _answers(campaign)),
        (
            gettext("Scores"),
            gettext(
                "A practice’s score is the mean of everybody’s answers to its statements, put on 0 "
                "to 100. In brackets stands the 95%% interval: how far the score could lie off for "
                "the whole group, given who answered."
            )
            % (),
        ),
        (gettext("Tiers"), _tiers(campaign)),
        (
            gettext("Change"),
            gettext(
                "Only what is more than chance would give, in figures shown in both surveys for "
                "the same group and the same questions. A tier is listed where both surveys call "
                "one most likely, and not the same; the teams that moved are counted by their "
                "likeliest tier, and some of those moves may be chance."
            ),
        ),
        (gettext("What is hidden"), _hiding(campaign)),
    )


def _tiers(campaign: Campaign) -> str:
    rules = campaign.benchmark.rule_set()
    return gettext(
        "The published profile that the answers on four delivery metrics fit best, with the chance "
        "of each. From a chance of %(certain)s on a tier is called most likely. Rule set: "
        "%(title)s (%(source)s)."
    ) % {
        "certain": words.percent_text(round(100 * rules.certain_from)),
        "title": rules.title,
        "source": ", ".join(part for part in (rules.citation, rules.url) if part),
    }


def _answers(campaign: Campaign) -> str:
    if campaign.is_team_sheet:
        return gettext(
            "Each team answered together, on one sheet. No answers of single people are in it."
        )
    return gettext(
        "Given anonymously, with personal links. How many answered is shown as a range (5 to 9, "
        "10 to 19, 20 to 49, 50 or more)."
    )


def _hiding(campaign: Campaign) -> str:
    if campaign.is_team_sheet:
        return gettext(
            "A team’s sheet holds no answers of single people, so no group is too small."
        )
    return gettext(
        "Figures of fewer than %(k)s people, and figures from which those of fewer than %(k)s "
        "could be worked out by subtraction. A score near an end of the scale is shown as a limit, "
        "such as “88 or more”."
    ) % {"k": campaign.smallest_group}
