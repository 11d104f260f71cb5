"""Answering: open a sheet by its link, keep a draft, send it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import orjson
from cryptography.exceptions import InvalidTag
from django.db import transaction
from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext

from assessments.errors import (
    KeyMissingError,
    NothingAnsweredError,
    NotOpenError,
    NotYetOpenError,
    RequiredAnswerError,
    UnknownLinkError,
)
from assessments.models import (
    Campaign,
    CampaignNode,
    Draft,
    Edition,
    Invitation,
    Outline,
    Page,
)
from assessments.models.response import Response

from . import bulk, keyring, links
from .answers import DONT_KNOW, Answer, Answers, check, missing, relevant

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping

TURNOUT_BANDS = ((75, "75% or more"), (50, "50 to 74%"), (25, "25 to 49%"), (0, "under 25%"))


# A team's id, and the answers as `stored` gives them, as JSON
Collected = tuple[int, bytes]


class _CollectedRow(NamedTuple):
    """A row of sheets as it is written."""

    nullifier: str
    campaign_id: int
    node_id: int
    edition_id: int
    answers: orjson.Fragment
    revision: str


@dataclass(frozen=True)
class Sheet:
    """A sheet that its link opened: whose team, which questions, and where its row will lie."""

    campaign: Campaign
    invitation: Invitation
    outline: Outline
    nullifier: str
    lock: links.DraftLock

    @property
    def node(self) -> CampaignNode:
        """The team that is asked: fetched by the few pages that name it, not by every one."""
        return self.invitation.node

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that are asked: a team answering together is asked nothing personal."""
        if not self.campaign.is_team_sheet:
            return self.outline.pages
        return tuple(page.without_personal() for page in self.outline.pages)


def open_sheet(*, token: str, at: dt.datetime) -> Sheet:
    """Open the sheet behind a token; writes nothing.

    Raises:
        UnknownLinkError: no invitation has this token, or its campaign is over.
        NotOpenError: the campaign has not opened yet, or has closed.
        KeyMissingError: the campaign's key is not on this server, or another one lies there.
    """
    try:
        invitation = Invitation.objects.select_related("campaign__edition").get(
            token_hash=links.token_hash(token)
        )
    except Invitation.DoesNotExist as error:
        raise UnknownLinkError from error
    campaign = invitation.campaign
    _require_open(campaign, at)
    key = keyring.read(campaign)
    try:
        seed = links.open_seed(key, invitation.seed_encrypted)
    except InvalidTag as error:
        raise KeyMissingError from error
    nullifier = links.nullifier(key, seed)
    # Not first(): it would put the one row there can be in order, on every page
    revisions = Response.objects.filter(pk=nullifier).values_list("revision", flat=True)
    return Sheet(
        campaign=campaign,
        invitation=invitation,
        outline=campaign.edition.outline(),
        nullifier=nullifier,
        lock=links.draft_lock(token, next(iter(revisions), "")),
    )


def read_draft(sheet: Sheet) -> tuple[int | None, Answers]:
    """Return the edition and the answers of the sheet's draft, or (None, {}) if there is none."""
    ciphertexts = Draft.objects.filter(pk=sheet.lock.address).values_list("ciphertext", flat=True)
    return _opened(sheet, next(iter(ciphertexts), None))


def save_draft(
    *, sheet: Sheet, answers: Answers, at: dt.datetime, page: Collection[str] | None = None
) -> None:
    """Keep the answers so far, encrypted under the link.

    With `page`, the codes of some questions, only what the draft says of those is replaced: two
    pages saved at once, from two tabs or devices, are both kept.

    Raises:
        NotOpenError: the campaign is closed, and its drafts are gone.
        InvalidAnswerError: an answer does not belong to its question.
    """
    check(answers, sheet.outline)
    with transaction.atomic():
        # Locked as in submit: a draft stored after the seal has cleared them would stay for good.
        campaign = Campaign.objects.lock_shared(sheet.campaign.pk)
        _require_open(campaign, at)
        empty = Draft(address=sheet.lock.address, campaign=campaign, ciphertext=b"")
        # The row has to be there to be locked, for the first save as for any later one.
        Draft.objects.bulk_create([empty], ignore_conflicts=True)
        draft = Draft.objects.select_for_update().get(pk=sheet.lock.address)
        if page is not None:
            answers = _others(sheet, draft, page) | answers
        plain = orjson.dumps({"edition": campaign.edition_id, "answers": answers})
        draft.ciphertext = sheet.lock.seal(plain)
        draft.save(update_fields=["ciphertext"])


def _opened(sheet: Sheet, ciphertext: bytes | memoryview | None) -> tuple[int | None, Answers]:
    plain = sheet.lock.open(ciphertext) if ciphertext is not None else None
    if plain is None:
        return None, {}
    draft = orjson.loads(plain)
    return draft["edition"], draft["answers"]


def _others(sheet: Sheet, draft: Draft, page: Collection[str]) -> Answers:
    """Return what a draft says of the other questions that the questionnaire still has."""
    _, answers = _opened(sheet, draft.ciphertext)
    others = {question.code for question in sheet.outline.questions} - set(page)
    return {code: answer for code, answer in answers.items() if code in others}


def submit(*, sheet: Sheet, answers: Answers, at: dt.datetime) -> None:
    """Store the sheet: one transaction, one row, whatever is sent twice or at once.

    Sending again replaces. The invitation and the draft are not touched, because a row written
    in the same moment could be matched with this one (docs/privacy.md).

    Raises:
        NotOpenError: the campaign is not open, or closed longer ago than the grace.
        InvalidAnswerError: an answer does not belong to its question.
        NothingAnsweredError: the sheet holds no answer that counts.
        RequiredAnswerError: a question that has to be answered is not.
    """
    check(answers, sheet.outline)
    answers = relevant(answers, sheet.outline)
    if missing(answers, sheet.pages, sheet.outline):
        raise RequiredAnswerError
    row = stored(answers, sheet.outline)
    if not has_scored_answer(row, sheet.outline):
        raise NothingAnsweredError
    with transaction.atomic():
        campaign = Campaign.objects.lock_shared(sheet.campaign.pk)
        _require_open(campaign, at)
        Response.objects.bulk_create(
            [
                Response(
                    nullifier=sheet.nullifier,
                    campaign=campaign,
                    node_id=sheet.invitation.node_id,
                    edition_id=campaign.edition_id,
                    answers=row,
                    revision=secrets.token_hex(16),
                )
            ],
            update_conflicts=True,
            unique_fields=["nullifier"],
            update_fields=["answers", "revision"],
        )


def keep_collected(
    campaign: Campaign, edition: Edition, node_of: Mapping[int, int], sheets: Iterable[Collected]
) -> None:
    """Write sheets that were collected elsewhere, until the seal rewrites them like any others.

    In the order of random ids: the order of the file, which may be that of answering, is lost.
    `node_of` gives a team's node. Call in the transaction that makes the campaign.
    """
    drawn = sorted((secrets.token_hex(32), *sheet) for sheet in sheets)
    bulk.insert(
        Response,
        (
            _CollectedRow(
                nullifier, campaign.pk, node_of[team], edition.pk, orjson.Fragment(answers), ""
            )
            for nullifier, team, answers in drawn
        ),
    )


def stored(answers: Mapping[str, Answer], outline: Outline) -> list[Answer | None]:
    """Return the answers as a row stores them: in the outline's order, None for no answer."""
    return [answers.get(question.code) for question in outline.questions]


def has_scored_answer(row: list[Answer | None], outline: Outline) -> bool:
    """Tell whether any answer of the row counts: not a text, the role or "don't know"."""
    return any(
        question.is_scored and answer not in (None, DONT_KNOW)
        for question, answer in zip(outline.questions, row, strict=True)
    )


def turnout(campaign: Campaign) -> dict[int, str]:
    """Return turnout while a campaign is open, as a band by team node of at least k invited."""
    counts = dict(
        Response.objects.filter(campaign=campaign).values_list("node").annotate(n=Count("pk"))
    )
    return {
        node.pk: turnout_band(counts.get(node.pk, 0), node.invited)
        for node in campaign.nodes.filter(team__isnull=False, invited__gte=campaign.k)
    }


def turnout_band(answered: int, invited: int) -> str:
    """Return the band of answered / invited, in words."""
    return turnout_band_of(100 * answered / invited if invited else 0)


def turnout_band_of(percent: float) -> str:
    """Return the band of a turnout of 0 to 100 percent, in words."""
    return next(word for limit, word in TURNOUT_BANDS if percent >= limit)


def _require_open(campaign: Campaign, at: dt.datetime) -> None:
    if campaign.takes_answers(at):
        return
    if campaign.state == Campaign.State.OPEN and at < campaign.opens_at:
        opens = campaign.opens_at.astimezone(campaign.zone)
        raise NotYetOpenError(
            gettext(
                "This survey opens on %(day)s at %(time)s (%(zone)s). Your link will work from "
                "then on."
            )
            % _moment(opens, campaign)
        )
    raise NotOpenError(
        gettext(
            "This survey closed on %(day)s at %(time)s (%(zone)s) and can no longer take answers."
        )
        % _moment(campaign.closes_locally(), campaign)
    )


def _moment(local: dt.datetime, campaign: Campaign) -> dict[str, str]:
    return {
        "day": date_format(local, "DATE_FORMAT"),
        "time": date_format(local, "TIME_FORMAT"),
        "zone": campaign.time_zone,
    }
