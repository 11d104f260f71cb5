"""Sentences that differ by what lies below a unit: units, teams, or both, called parts."""

from __future__ import annotations

from collections.abc import Mapping

from assessments.charts.speech import gettext, ngettext

Texts = Mapping[str, str]


def only_below() -> Texts:
    """Return the sentences on a single one."""
    return {
        "unit": gettext("The one unit below: %(lowest)s."),
        "team": gettext("The one team below: %(lowest)s."),
        "part": gettext("The one part below: %(lowest)s."),
    }


def most_asked() -> Texts:
    """Return the sentences on the three largest of more."""
    return {
        "unit": gettext("Lowest in the three units with most people asked: %(lowest)s."),
        "team": gettext("Lowest in the three teams with most people asked: %(lowest)s."),
        "part": gettext("Lowest in the three parts with most people asked: %(lowest)s."),
    }


def all_below() -> Mapping[int, Texts]:
    """Return the sentences on all, by how many they are: two or three."""
    return {
        2: {
            "unit": gettext("Lowest in the two units below: %(lowest)s."),
            "team": gettext("Lowest in the two teams below: %(lowest)s."),
            "part": gettext("Lowest in the two parts below: %(lowest)s."),
        },
        3: {
            "unit": gettext("Lowest in the three units below: %(lowest)s."),
            "team": gettext("Lowest in the three teams below: %(lowest)s."),
            "part": gettext("Lowest in the three parts below: %(lowest)s."),
        },
    }


def furthest_apart() -> Texts:
    """Return the sentences on the practice in which they differ most."""
    return {
        "unit": gettext(
            "The units lie furthest apart in %(practice)s: from %(lowest)s to %(highest)s."
        ),
        "team": gettext(
            "The teams lie furthest apart in %(practice)s: from %(lowest)s to %(highest)s."
        ),
        "part": gettext(
            "The parts lie furthest apart in %(practice)s: from %(lowest)s to %(highest)s."
        ),
    }


def hidden(count: int) -> Texts:
    """Return what is said of `count` of them of which nothing may be shown."""
    return {
        "unit": ngettext(
            "nothing may be shown of %(count)s of the %(all)s units directly below, its row says "
            "why",
            "nothing may be shown of %(count)s of the %(all)s units directly below, their rows say "
            "why",
            count,
        ),
        "team": ngettext(
            "nothing may be shown of %(count)s of the %(all)s teams directly below, its row says "
            "why",
            "nothing may be shown of %(count)s of the %(all)s teams directly below, their rows say "
            "why",
            count,
        ),
        "part": ngettext(
            "nothing may be shown of %(count)s of the %(all)s parts directly below, its row says "
            "why",
            "nothing may be shown of %(count)s of the %(all)s parts directly below, their rows say "
            "why",
            count,
        ),
    }


def only_hidden() -> Texts:
    """Return the same of a single one."""
    return {
        "unit": gettext("nothing may be shown of the one unit directly below, its row says why"),
        "team": gettext("nothing may be shown of the one team directly below, its row says why"),
        "part": gettext("nothing may be shown of the one part directly below, its row says why"),
    }
