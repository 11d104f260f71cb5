"""Close, score, seal, release: four steps, each one transaction, each safe to repeat.

`finish` runs whatever is left; a process that is killed anywhere is simply run again. Nothing
is shown before the last step, and the last step waits until the key is destroyed.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections import Counter
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from django.db import transaction
from django.db.models import Count, TextField
from django.db.models.functions import Cast
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from assessments.errors import SealError, WrongStateError
from assessments.models import (
    Campaign,
    CampaignNode,
    Comment,
    Draft,
    Invitation,
    Outline,
    Question,
    Result,
    RoleResult,
)
from assessments.models.response import Response, SealedResponse
from assessments.scoring import disclosure, guards

from . import (
    bulk,
    campaigns,
    comparisons,
    figures,
    instruments,
    keyring,
    own_metrics,
    residue,
    role_cells,
    role_filter,
    sheets,
)
from .responses import turnout_band

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from django.db.models import Model, QuerySet

CHUNK = 2000
# Words give people away more easily than numbers.
COMMENTS_FROM = 10


class _Words(NamedTuple):
    """A comment as it is written: there may be hundreds of thousands, and a model is heavy."""

    id: uuid.UUID
    node_id: int
    practice: str
    text: str


def finish(campaign: Campaign, *, at: dt.datetime) -> Campaign:
    """Bring a campaign from wherever it stands to released; call outside any transaction.

    Raises:
        WrongStateError: it was never opened.
        SealError: the sealed answers would not equal the open ones; nothing was destroyed.
    """
    steps: dict[str, Callable[[Campaign, dt.datetime], Campaign]] = {
        Campaign.State.OPEN: lambda campaign, at: campaigns.close(campaign, at=at),
        Campaign.State.CLOSED: lambda campaign, _: score(campaign),
        Campaign.State.SCORED: lambda campaign, _: seal(campaign),
        Campaign.State.SEALED: lambda campaign, at: release(campaign, at=at),
    }
    if campaign.state == Campaign.State.DRAFT:
        raise WrongStateError(
            gettext("This survey was never opened, so there is nothing to release.")
        )
    while campaign.state in steps:
        campaign = steps[campaign.state](campaign, at)
    return campaign


def score(campaign: Campaign, *, audit_seconds: float = role_filter.SECONDS) -> Campaign:
    """Read the sheets, decide what may be shown, and write the results, not yet visible.

    Where results may be filtered by role, its audit may take `audit_seconds`; without an answer
    by then they come out unfiltered, and `filter_dropped` says so.
    """
    campaign = Campaign.objects.get(pk=campaign.pk)
    if campaign.state != Campaign.State.CLOSED:
        return campaign
    # Outside the transaction, because an audit may take minutes: of a closed campaign neither the
    # sheets nor the tree change any more.
    nodes, outline = list(campaign.nodes.in_order()), campaign.edition.outline()
    setting, before = _setting(campaign, nodes, outline)
    by_role = None
    if campaign.is_by_role:
        by_role = role_filter.decide(campaign, setting, outline, audit_seconds)
    if by_role is not None:
        parts = role_filter.parts(setting, outline, by_role)
        setting = dataclasses.replace(setting, parts=parts)
    shown: instruments.Shown = {}
    columns = instruments.noting(_columns(setting, outline, before), shown)
    with transaction.atomic():
        campaign = Campaign.objects.lock(campaign.pk)
        if campaign.state != Campaign.State.CLOSED:
            return campaign
        Result.objects.filter(node__campaign=campaign).delete()
        commented = _keep_results(columns, campaign.k)
        instruments.keep(campaign, instruments.examine(campaign, setting, outline, shown))
        RoleResult.objects.filter(node__campaign=campaign).delete()
        if by_role is not None:
            bulk.insert(RoleResult, role_cells.cells(campaign, setting, outline, by_role))
        _keep_participation(setting)
        _keep_comments(campaign, nodes, outline, commented)
        campaign.state = Campaign.State.SCORED
        campaign.filter_dropped = campaign.is_by_role and by_role is None
        campaign.save(update_fields=["state", "filter_dropped"])
    return campaign


def score_sheet(node: CampaignNode) -> None:
    """Write a team sheet's results at once: it has no individuals in it, so it need not wait.

    Raises:
        WrongStateError: the campaign asks people one by one.
    """
    with transaction.atomic():
        campaign = Campaign.objects.lock(node.campaign_id)
        if not campaign.is_team_sheet or campaign.state != Campaign.State.OPEN:
            raise WrongStateError(gettext("Only the open sheet of a team has results of its own."))
        outline = campaign.edition.outline()
        setting, before = _setting(campaign, [node], outline)
        columns = _columns(setting, outline, before)
        Result.objects.filter(node=node).delete()
        _keep_results(columns, campaign.k)
        node.answered = True
        node.save(update_fields=["answered", "before"])


def seal(campaign: Campaign) -> Campaign:
    """Rewrite the sheets so that none can be tied to a person, and destroy all that could.

    Shuffled, under fresh random ids, without text and role, the team generalised to the smallest
    group that is shown; read again and verified equal, sheet by sheet and group by group, before
    the open rows and invitations go.

    Raises:
        SealError: the verification failed; nothing was destroyed.
    """
    with transaction.atomic():
        campaign = Campaign.objects.lock(campaign.pk)
        if campaign.state != Campaign.State.SCORED:
            return campaign
        outline = campaign.edition.outline()
        atom_of = _atoms(campaign)
        _keep_shuffled(SealedResponse, _sealed(campaign, outline, atom_of))
        _verify(campaign, outline, atom_of)
        Response.objects.filter(campaign=campaign).delete()
        campaign.invitations.all().delete()
        campaign.state = Campaign.State.SEALED
        campaign.save(update_fields=["state"])
    return campaign


def release(campaign: Campaign, *, at: dt.datetime) -> Campaign:
    """Destroy the key, clear what deleted rows left in the files, then make the results visible."""
    if campaign.state != Campaign.State.SEALED:
        return campaign
    keyring.destroy(campaign)
    residue.clear(Response, Draft, Invitation)
    with transaction.atomic():
        campaign = Campaign.objects.lock(campaign.pk)
        if campaign.state == Campaign.State.SEALED:
            campaign.state = Campaign.State.RELEASED
            campaign.released_at = at
            campaign.save(update_fields=["state", "released_at"])
    return campaign


def _setting(
    campaign: Campaign, nodes: Sequence[CampaignNode], outline: Outline
) -> tuple[figures.Setting, comparisons.Before]:
    tree = sheets.plant(nodes)
    answers = sheets.gather(_rows(_responses(campaign, nodes)), tree, outline)
    past = comparisons.before(campaign, nodes)
    for node in nodes:
        node.before = past.get(node.pk)
    earlier = comparisons.cells_before(past, outline)
    rule_set = campaign.benchmark.rule_set()
    draft = figures.Setting(tree, answers, campaign.k, rule_set, _tie(campaign))
    return figures.settle(draft, earlier), earlier


def _columns(
    setting: figures.Setting, outline: Outline, before: comparisons.Before
) -> Iterator[list[Result]]:
    yield from figures.columns(setting, outline, before)
    yield from own_metrics.columns(setting, outline)


def _tie(campaign: Campaign) -> bytes:
    """Return the key of the ties between nodes: the same at every try, unknown to readers."""
    key = campaign.public_id.hex
    return salted_hmac("assessments.releases.tie", key, algorithm="sha256").digest()


def _responses(campaign: Campaign, nodes: Sequence[CampaignNode]) -> QuerySet[Response]:
    rows = Response.objects.filter(campaign=campaign)
    return rows.filter(node=nodes[0]) if len(nodes) == 1 else rows


def _rows(responses: QuerySet[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Yield each sheet's node id and answers; read as text, which orjson parses much faster."""
    rows = responses.values_list("node_id", Cast("answers", TextField()))
    for node_pk, answers in rows.iterator(chunk_size=CHUNK):
        yield node_pk, orjson.loads(answers)


def _keep_results(columns: Iterable[list[Result]], k: int) -> set[tuple[int, str]]:
    """Write the results as they come; return the cells (node id, column) with comments."""
    commented = set()

    def noted() -> Iterator[Result]:
        for cell in chain.from_iterable(columns):
            if _comments_may_show(cell, k):
                commented.add((cell.node_id, cell.column))
            yield cell

    bulk.insert(Result, noted())
    return commented


def _keep_shuffled(model: type[Model], rows: list[Any]) -> None:
    """Write rows in the order of their ids: as random as those, and quick for the index of ids."""
    rows.sort(key=attrgetter("id.int"))
    bulk.insert(model, rows)


def _keep_participation(setting: figures.Setting) -> None:
    """Keep how many took part, as bands and only where the group may be shown."""
    tree = setting.tree
    for index, node in enumerate(tree.nodes):
        n = setting.sheets.count(tree, index)
        node.answered = n > 0 if setting.k == 1 else setting.published[index]
        node.answers_band = guards.n_band(n, setting.k) if setting.published[index] else ""
        node.turnout_band = turnout_band(n, node.invited) if setting.published[index] else ""
    # As an upsert: bulk_update's CASE has a branch a node, which takes ten times as long.
    CampaignNode.objects.bulk_create(
        tree.nodes,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["answered", "answers_band", "turnout_band", "before"],
    )


def _keep_comments(
    campaign: Campaign,
    nodes: Sequence[CampaignNode],
    outline: Outline,
    commented: Collection[tuple[int, str]],
) -> None:
    """Keep a team's comments on a practice that at least ten people answered; shuffled."""
    practices = {practice.pk: practice.key for practice in outline.practices}
    places = [
        (place, practices[question.practice_id])
        for place, question in enumerate(outline.questions)
        if question.kind == Question.Kind.TEXT and question.practice_id in practices
    ]
    comments = [
        _Words(uuid.uuid4(), node_pk, key, answers[place])
        for node_pk, answers in _rows(_responses(campaign, nodes))
        for place, key in places
        if answers[place] and (node_pk, key) in commented
    ]
    Comment.objects.filter(node__campaign=campaign).delete()
    _keep_shuffled(Comment, comments)


def _comments_may_show(cell: Result, k: int) -> bool:
    if not cell.node.team_id:
        return False
    # A team sheet's words are the team's own, whatever else it answered.
    return k == 1 or (not cell.reason and figures.BAND_FLOORS[cell.n_band] >= max(COMMENTS_FROM, k))


def _atoms(campaign: Campaign) -> dict[int, CampaignNode | None]:
    """Return for each node's people the smallest group shown with them, none where none is.

    People under no figure who are fewer than a group are left out: their sheets can never be
    shown, so they are not kept.
    """
    nodes = list(campaign.nodes.in_order())
    tree = sheets.plant(nodes)
    published = [bool(node.answers_band) for node in nodes]
    counted = Response.objects.filter(campaign=campaign).values_list("node").annotate(n=Count("pk"))
    counts = dict(counted)
    own = [counts.get(node.pk, 0) for node in nodes]
    keeps_uncovered = disclosure.uncovered(tree.parents, own, published) >= campaign.k
    atoms = disclosure.atoms(tree.parents, published)
    return {
        node.pk: None if atom is None else nodes[atom]
        for node, atom in zip(nodes, atoms, strict=True)
        if atom is not None or keeps_uncovered
    }


def _sealed(
    campaign: Campaign, outline: Outline, atom_of: Mapping[int, CampaignNode | None]
) -> list[SealedResponse]:
    return [
        SealedResponse(campaign=campaign, node=atom_of[node_pk], answers=answers)
        for node_pk, answers in _to_seal(campaign, outline, atom_of)
    ]


def _to_seal(
    campaign: Campaign, outline: Outline, atom_of: Mapping[int, CampaignNode | None]
) -> Iterator[tuple[int, list[int | None]]]:
    """Yield what is kept of each open sheet: its answers that are scored, but exact numbers.

    The role goes with the text: "leading the team" is often one person.
    """
    kept_ones = [question.is_sealed for question in outline.questions]
    for node_pk, answers in _rows(Response.objects.filter(campaign=campaign)):
        if node_pk in atom_of:
            kept = zip(kept_ones, answers, strict=True)
            yield node_pk, [answer if is_kept else None for is_kept, answer in kept]


def _verify(
    campaign: Campaign, outline: Outline, atom_of: Mapping[int, CampaignNode | None]
) -> None:
    atoms = {node_pk: atom.pk if atom else None for node_pk, atom in atom_of.items()}
    left = Counter(
        (atoms[node_pk], tuple(answers))
        for node_pk, answers in _to_seal(campaign, outline, atom_of)
    )
    left.subtract(
        (atom, tuple(answers))
        for atom, answers in _rows(SealedResponse.objects.filter(campaign=campaign))
    )
    if any(left.values()):
        raise SealError(
            gettext(
                "The sealed answers do not equal the open ones. Nothing was destroyed; "
                "please report this and keep a backup."
            )
        )
