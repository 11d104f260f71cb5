"""What is hidden in all that lies below a unit: units, teams and single figures, by reason.

Each of them says so on its own row and page too ("too few", "protected"): counting them tells a
reader nothing that is not there.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop, ngettext

from assessments.charts import words
from assessments.charts.moves import counted
from assessments.charts.speech import number_text
from assessments.models import CampaignNode, Result
from assessments.reporting.board_report import HiddenReason
from assessments.scoring.values import Reason

BY_REASON = gettext_noop("The table counts all that is hidden below by its reason.")


@dataclass(frozen=True, slots=True)
class Below:
    """How many units and teams lie below, and what is hidden of them."""

    units: int
    teams: int
    reasons: tuple[HiddenReason, ...]


def below(node: CampaignNode) -> Below:
    """Return what is hidden in all that lies below a unit: two queries."""
    size = CampaignNode.objects.of_subtrees([node]).size()
    found = {Reason(reason): counts for reason, *counts in Result.objects.hidden_below(node)}
    reasons = [_reason(why, *found[why]) for why in Reason if why in found]
    return Below(size.units, size.teams, tuple(reasons))


def hidden_words(cells: int, of_cells: int, together: str, found: Below) -> str:
    """Return how much has no figure: of the heatmap's cells, and of all that lies below."""
    if not cells and not found.reasons:
        return gettext("Nothing is hidden: every unit and team below has all its figures.")
    sentences = [_in_heatmap(cells, of_cells)]
    if together:
        text = gettext("The scores of what is hidden there, together: “%(row)s”.")
        sentences.append(text % {"row": together})
    sentences.append(_in_all(found))
    return " ".join(filter(None, sentences))


def _in_heatmap(cells: int, of_cells: int) -> str:
    if not cells:
        return gettext("In the heatmap every cell has its figure.")
    text = ngettext(
        "In the heatmap %(cells)s of %(all)s cell has none.",
        "In the heatmap %(cells)s of %(all)s cells have none.",
        cells,
    )
    return text % {"cells": cells, "all": of_cells}


def _in_all(found: Below) -> str:
    units, teams = (sum(getattr(one, kind) for one in found.reasons) for kind in ("units", "teams"))
    if not found.reasons:
        return ""
    below = words.joined(_counts(found.units, found.teams))
    if not units + teams:
        text = gettext("Of the %(all)s below, on every level, none is without any figure.")
        return " ".join([text % {"all": below}, gettext(BY_REASON)])
    hidden = words.joined(_counts(units, teams))
    text = ngettext(
        "Of the %(all)s below, on every level, %(hidden)s has no figure at all.",
        "Of the %(all)s below, on every level, %(hidden)s have no figure at all.",
        units + teams,
    )
    return " ".join([text % {"all": below, "hidden": hidden}, gettext(BY_REASON)])


def _counts(units: int, teams: int) -> list[str]:
    text = ngettext("%(number)s unit", "%(number)s units", units)
    told = [text % {"number": number_text(units)}] if units else []
    return [*told, counted(teams)] if teams else told


def _reason(why: Reason, units: int, teams: int, cells: int) -> HiddenReason:
    return HiddenReason(
        reason=words.opening(words.reason_text(why)),
        units=units,
        teams=teams,
        cells=cells,
        sentence=words.reason_sentence(why),
    )
