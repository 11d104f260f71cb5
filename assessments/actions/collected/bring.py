"""Bringing answers in: a look that changes nothing, then all of them at once, or none."""

from __future__ import annotations

import datetime as dt

import orjson
from django.db import transaction
from django.utils.translation import gettext

from assessments.actions import frozen_tree, responses, tree_rules
from assessments.content.formats.table_file import Table
from assessments.errors import CollectedOutdatedError, CollectedRefusedError
from assessments.models import Campaign, Unit

from .about import About
from .look import Look
from .mapping import Meaning, Use
from .people import asked
from .reading import Asked, Reading
from .teams import Teams

_NAMED = 5


def reading(table: Table, meaning: Meaning, about: About) -> Reading:
    """Return a reading that has not begun; two queries, and two for the outline."""
    outline = about.edition.outline()
    return Reading(table, meaning, Asked(outline, Teams(), about.first, about.last))


def digest(look: Look, meaning: Meaning, about: About) -> str:
    """Return the name of what a look would bring in."""
    return look.digest(meaning.as_data(), about.as_data())


def obstacles(look: Look, meaning: Meaning, about: About, *, at: dt.datetime) -> list[str]:
    """Return what stands in the way, a sentence each; two queries."""
    found = [*about.problems(at=at).values()]
    if Use.TEAM not in meaning.columns:
        found.append(gettext("No column says which team an answer is from."))
    if not meaning.questions():
        found.append(gettext("No column holds the answers to a question."))
    if look.odd_count and not meaning.unknown_values_out:
        found.append(
            gettext("Some values are not understood. Say what they mean, or leave them out.")
        )
    if look.unknown_teams and not meaning.unknown_teams_out:
        found.append(gettext("Some teams are not known. Say which they are, or leave them out."))
    if not look.kept:
        found.append(gettext("No row would come in."))
    if twice := about.overlapping(look.of_team):
        said = gettext(
            "Answers of these days were brought in before for %(names)s. Twice they could tell "
            "what one person said."
        )
        found.append(said % {"names": tree_rules.some(twice)})
    return found


def bring_in(
    table: Table, meaning: Meaning, about: About, *, at: dt.datetime, expected: str | None = None
) -> Campaign:
    """Make a closed campaign of the rows, all or nothing; `releases.finish` does the rest.

    That scores, seals and releases it as it does any campaign, now or after an interruption.

    `expected` is the digest of the look that is confirmed, None to take any.

    Raises:
        CollectedOutdatedError: it would no longer do what was looked at.
        CollectedRefusedError: as `obstacles` says.
        assessments.content.formats.carried.FileRefusedError: the file cannot be read.
    """
    # Read before any lock: nobody else should wait for a long file.
    begun = reading(table, meaning, about)
    sheets = [(team, orjson.dumps(row)) for team, row in begun.sheets()]
    if expected is not None and digest(begun.look, meaning, about) != expected:
        raise CollectedOutdatedError
    with transaction.atomic():
        Unit.objects.lock_tree()
        if found := obstacles(begun.look, meaning, about, at=at):
            raise CollectedRefusedError(found)
        campaign = _closed(about, begun.look)
        nodes = frozen_tree.freeze(campaign, asked(begun.look.of_team))
        node_of = {node.team_id: node.pk for node in nodes if node.team_id is not None}
        if node_of.keys() != begun.look.of_team.keys():
            raise CollectedOutdatedError
        responses.keep_collected(campaign, about.edition, node_of, sheets)
    return campaign


def _closed(about: About, look: Look) -> Campaign:
    campaign = Campaign.objects.create(
        name=about.name,
        kind=Campaign.Kind.ANONYMOUS,
        state=Campaign.State.CLOSED,
        edition=about.edition,
        benchmark=about.benchmark,
        smallest_group=about.smallest_group,
        opens_at=about.opens_at,
        closes_at=about.closes_at,
        time_zone=about.time_zone,
        collected_elsewhere=True,
    )
    campaign.teams.set(look.of_team)
    return campaign
