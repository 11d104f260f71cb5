"""How many people were asked elsewhere: not known, so the team as it is now stands for it."""

from __future__ import annotations

from collections.abc import Mapping

from assessments.models import Team

_TENS_UP_TO, _TEN, _FIFTY = 50, 10, 50


def asked(rows: Mapping[int, int]) -> dict[int, int]:
    """Return by team how many count as asked, from the rows of each; one query.

    A team that has fewer people now than answered then counts the upper end of a band: the exact
    number of answers is told of no team (docs/privacy.md).
    """
    people = dict(Team.objects.filter(pk__in=rows).values_list("pk", "headcount"))
    return {
        pk: count if count >= answered else upper_end(answered)
        for pk, answered in rows.items()
        if (count := people.get(pk)) is not None
    }


def upper_end(answered: int) -> int:
    """Return the upper end of the band of ten, or of fifty from fifty on, that a number lies in.

    At least half of it has answered from five on, so that no tier is withheld for it.
    """
    width = _TEN if answered < _TENS_UP_TO else _FIFTY
    return (answered // width + 1) * width - 1
