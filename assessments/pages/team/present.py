"""The team page: released figures as charts, sentences and next steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop, ngettext

from assessments.charts import words
from assessments.charts.chart import Chart
from assessments.charts.metrics import metrics_chart
from assessments.charts.opinions import opinions
from assessments.charts.placement import chances_chart
from assessments.charts.strip import practices_strip
from assessments.models import PERFORMANCE, Campaign, CampaignNode, Comment, Outline, Result
from assessments.pages import figures, survey_language
from assessments.pages.metric_words import metric_labels
from assessments.pages.next_steps import next_steps, tie_sentence
from assessments.pages.own_metrics import own_metrics
from assessments.pages.turnout_words import turnout_text
from assessments.scoring import placement
from assessments.scoring.values import (
    Metric,
    PracticeResult,
    Reason,
    ReleasedPlacement,
    ReleasedScore,
    RuleSet,
    Suppressed,
)

NOT_SENT = gettext_noop("The team has not sent its sheet.")
PEERS = gettext_noop("Median of the organisation’s teams")


@dataclass(frozen=True)
class ChangeLine:
    """A practice's change since the last campaign in words."""

    name: str
    sentence: str
    real: bool


def team_page(
    node: CampaignNode,
    *,
    cells: Sequence[Result],
    before: Sequence[Result],
    comments: Sequence[Comment],
    at: dt.datetime,
) -> dict[str, Any]:
    """Return everything the team page shows, from released cells alone."""
    campaign = node.campaign
    outline = survey_language.reads(campaign.edition.outline())
    rule_set = campaign.benchmark.rule_set()
    values = {cell.column: cell.value() for cell in cells}
    earlier = {cell.column: cell.value() for cell in before}
    practices = _practices(outline, values, earlier)
    as_of = _as_of(campaign, at)
    steps, equally_low = next_steps(outline, values)
    return {
        "node": node,
        "campaign": campaign,
        "chart_themes": figures.themes(),
        "rule_set": rule_set,
        "why_hidden": _why_hidden(node, values.get(PERFORMANCE)),
        "anything_shown": any(not isinstance(value, Suppressed) for value in values.values()),
        **_standing(values.get(PERFORMANCE), node, rule_set, as_of, outline.metric_names()),
        "metrics": _metrics(outline, values, rule_set, as_of),
        "own_metrics": own_metrics(outline, values, as_of=as_of),
        "practices": practices_strip(
            practices,
            as_of=as_of,
            before=_before_name(node, earlier),
            peers_name=gettext(PEERS),
        ),
        "next_steps": steps,
        "tie": tie_sentence(steps, equally_low, values),
        "changes": _changes(practices),
        "before": node.before.campaign if node.before else None,
        "comments": _comments(outline, comments),
        "facts": _facts(node),
        "middle": words.inside(outline.middle_label()),
    }


def _as_of(campaign: Campaign, at: dt.datetime) -> str:
    is_open = campaign.state == Campaign.State.OPEN
    moment = at.astimezone(campaign.zone) if is_open else campaign.closes_locally()
    return date_format(moment)


def _practices(
    outline: Outline, values: Mapping[str, Any], earlier: Mapping[str, Any]
) -> list[PracticeResult]:
    return [
        PracticeResult(
            figures.chart_practice(practice),
            values.get(practice.key, Suppressed(Reason.NOT_ASKED)),
            earlier.get(practice.key),
        )
        for practice in outline.practices
    ]


def _before_name(node: CampaignNode, earlier: Mapping[str, Any]) -> str | None:
    return node.before.campaign.name if node.before and earlier else None


def _standing(
    value: Any, node: CampaignNode, rule_set: RuleSet, as_of: str, names: Mapping[Metric, str]
) -> dict[str, Any]:
    if not isinstance(value, ReleasedPlacement):
        reason = value.reason if isinstance(value, Suppressed) else Reason.NOT_ENOUGH_ANSWERS
        return {
            "headline": gettext("Not placed"),
            "tiers": [],
            "not_placed": gettext(NOT_SENT) if _not_sent(node) else words.reason_sentence(reason),
            "chances": None,
        }
    return {
        "headline": words.label_sentence(value.label),
        "tiers": [(tier, words.opening(words.tier_word(tier))) for tier in value.label.tiers],
        "sureness": _sureness(value),
        "chances": chances_chart(value, as_of=as_of, names=names),
        "second_opinions": opinions(value, rule_set),
    }


def _sureness(value: ReleasedPlacement) -> str:
    placed = gettext("Placed against the benchmark of %(year)s.") % {"year": value.year}
    return f"{placed} {words.stability_sentence(value)}"


def _why_hidden(node: CampaignNode, value: Any) -> str:
    """Return why nothing of the team is shown; the cell of its standing holds the reason."""
    k = node.campaign.smallest_group
    reason = value.reason if isinstance(value, Suppressed) else None
    if reason == Reason.TOO_FEW:
        text = gettext("Fewer than %(k)s people answered. Figures could show who said what.")
    elif reason == Reason.PROTECTS_NEIGHBOUR:
        text = gettext(
            "At least %(k)s people answered, but what another team answered could be worked out "
            "from the figures of this one."
        )
    else:
        text = gettext(
            "Each part was answered by fewer than %(k)s people, or what another team answered "
            "could be worked out from it."
        )
    return text % {"k": k}


def _not_sent(node: CampaignNode) -> bool:
    return node.campaign.is_team_sheet and not node.answered


def _metrics(
    outline: Outline, values: Mapping[str, Any], rule_set: RuleSet, as_of: str
) -> Chart | None:
    rows = [
        (metric, values.get(metric, Suppressed(Reason.NOT_ASKED)))
        for metric in outline.metric_places()
    ]
    if all(isinstance(value, Suppressed) for _, value in rows):
        return None
    return metrics_chart(
        rows,
        rule_set=rule_set,
        limits=placement.tier_limits(rule_set),
        labels=metric_labels(outline, rule_set),
        names=outline.metric_names(),
        as_of=as_of,
    )


def _changes(practices: Sequence[PracticeResult]) -> list[ChangeLine]:
    changed = [
        (result, result.now.change)
        for result in practices
        if isinstance(result.now, ReleasedScore) and result.now.change
    ]
    changed.sort(key=lambda pair: (not pair[1].real, -abs(pair[1].points)))
    return [
        ChangeLine(result.practice.name, words.change_sentence(change), change.real)
        for result, change in changed
    ]


def _comments(outline: Outline, comments: Sequence[Comment]) -> list[tuple[str, list[str]]]:
    found: dict[str, tuple[str, list[str]]] = {
        practice.key: (practice.name, []) for practice in outline.practices
    }
    for comment in comments:
        found[comment.practice][1].append(comment.text)
    return [group for group in found.values() if group[1]]


def _facts(node: CampaignNode) -> list[tuple[str, str]]:
    campaign = node.campaign
    closed = date_format(campaign.closes_locally())
    if campaign.is_team_sheet:
        is_open = campaign.state == Campaign.State.OPEN
        ends = gettext("Survey closes") if is_open else gettext("Survey closed")
        is_missing = _not_sent(node)
        sent = gettext(NOT_SENT) if is_missing else gettext("one sheet by the whole team")
        return [(gettext("Answered"), sent), (ends, closed)]
    answers = words.answers_text(node.answers_band) if node.answers_band else gettext("not shown")
    if campaign.collected_elsewhere:
        # How many were asked there is not known
        return [(gettext("Answered"), answers), (gettext("Collected elsewhere, until"), closed)]
    if node.turnout_band:
        text = gettext("%(answers)s (%(turnout)s of those invited)")
        answers = text % {"answers": answers, "turnout": turnout_text(node.turnout_band)}
    people = ngettext("%(number)s person", "%(number)s people", node.invited)
    return [
        (gettext("Invited"), people % {"number": node.invited}),
        (gettext("Answered"), answers),
        (gettext("Survey closed"), closed),
    ]
