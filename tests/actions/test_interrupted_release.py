"""A release that is killed anywhere is run again, and ends as if nothing had happened."""

import os
import signal
from contextlib import nullcontext
from random import Random
from types import SimpleNamespace

import pytest
from django.db import connection, connections, transaction
from small_organisation import AFTER, TREE, drawn, grow, opened, send_all, text_questions

from assessments.actions import keyring, releases
from assessments.errors import SealError
from assessments.models import (
    Campaign,
    CampaignNode,
    Comment,
    Draft,
    InstrumentResult,
    Invitation,
    Result,
)
from assessments.models.campaign import CampaignQuerySet
from assessments.models.response import Response, SealedResponse

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Newer Pythons warn of any fork beside a thread; this child only runs until it is killed.
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]
KILLED = -signal.SIGKILL


@pytest.fixture
def campaign(shipped):
    teams = grow(TREE)
    campaign = opened(teams)
    outline, draw = campaign.edition.outline(), Random(4)
    question = text_questions(outline)["version_control"]
    sheets = {
        team.name: [
            drawn(outline, draw) | {question: f"{team.name} {number}"}
            for number in range(team.headcount)
        ]
        for team in teams
    }
    send_all(campaign, sheets)
    return campaign


def finish(campaign):
    return releases.finish(campaign, at=AFTER)


def released(campaign):
    """Return everything that a release leaves behind, less what is drawn at random."""
    drop = ("id", "pk")
    result = [
        {name: value for name, value in row.items() if name not in drop}
        for row in Result.objects.filter(node__campaign=campaign)
        .order_by("node_id", "column")
        .values()
    ]
    nodes = list(CampaignNode.objects.filter(campaign=campaign).order_by("pk").values())
    comments = sorted(Comment.objects.values_list("node_id", "practice", "text"))
    sealed = sorted(
        map(
            repr, SealedResponse.objects.filter(campaign=campaign).values_list("node_id", "answers")
        )
    )
    instruments = sorted(map(repr, InstrumentResult.objects.values_list("practice", "detail")))
    return result, nodes, comments, sealed, instruments


def as_uninterrupted(campaign):
    """Return what a release that nobody interrupts would leave, and take it back."""
    with transaction.atomic():
        sealed = campaign
        for step in (
            lambda c: releases.campaigns.close(c, at=AFTER),
            releases.score,
            releases.seal,
        ):
            sealed = step(sealed)
        expected = released(sealed)
        transaction.set_rollback(True)
    return expected


class KillBefore:
    """Kill this process before its nth query or commit."""

    def __init__(self, nth):
        self.left = nth

    def step(self):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, execute, *args):
        self.step()
        return execute(*args)


def finish_here(campaign, killer):
    commit = connection.commit
    connection.commit = lambda: (killer.step(), commit())
    try:
        with connection.execute_wrapper(killer):
            finish(campaign)
    except BaseException:  # noqa: BLE001 (nothing may return into a second pytest)
        os._exit(1)
    os._exit(0)


def finish_killed_before(campaign, nth):
    """Run `finish` in a process that is killed -9 before its nth step; return how it ended."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        finish_here(campaign, KillBefore(nth))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def state_of(campaign):
    return Campaign.objects.values_list("state", flat=True).get(pk=campaign.pk)


def finish_killed_everywhere(campaign):
    """Kill the release before each of its steps in turn; return its states and the kills."""
    killed, states, nth = 0, ["open"], 1
    while finish_killed_before(campaign, nth) == KILLED:
        killed += 1
        state = state_of(campaign)
        nth = nth + 1 if state == states[-1] else 1
        if state != states[-1]:
            states.append(state)
        campaign.refresh_from_db()
    return states, killed


def test_release_killed_before_every_query_and_commit_ends_the_same(campaign):
    expected = as_uninterrupted(campaign)

    states, killed = finish_killed_everywhere(campaign)

    assert states == ["open", "closed", "scored", "sealed"]
    assert killed > 30
    assert state_of(campaign) == "released"
    assert released(campaign) == expected
    assert [model.objects.count() for model in (Response, Invitation, Draft)] == [0, 0, 0]
    assert not keyring.exists(campaign)


def test_release_without_transactions_is_seen_to_break(campaign, monkeypatch):
    expected = as_uninterrupted(campaign)
    monkeypatch.setattr(releases, "transaction", SimpleNamespace(atomic=nullcontext))
    monkeypatch.setattr(CampaignQuerySet, "lock", lambda campaigns, pk: campaigns.get(pk=pk))

    finish_killed_everywhere(campaign)

    assert (state_of(campaign), released(campaign)) != ("released", expected)


def test_left_over_half_of_a_seal_is_refused_and_destroys_nothing(campaign):
    scored = releases.score(releases.campaigns.close(campaign, at=AFTER))
    outline = campaign.edition.outline()
    half = releases._sealed(scored, outline, releases._atoms(scored))[:5]
    SealedResponse.objects.bulk_create(half)

    with pytest.raises(SealError):
        finish(scored)

    assert Response.objects.count() == 27
    assert keyring.exists(campaign)


def test_nothing_is_shown_before_the_key_is_gone(campaign, monkeypatch):
    class StoppedError(Exception):
        pass

    def stop(_campaign):
        raise StoppedError

    monkeypatch.setattr(keyring, "destroy", stop)
    with pytest.raises(StoppedError):
        finish(campaign)

    assert keyring.exists(campaign)
    assert not Campaign.objects.released().exists()
    monkeypatch.undo()
    finish(campaign)
    assert Campaign.objects.released().get() == campaign


@pytest.mark.parametrize("step", ["score", "seal", "release"])
def test_step_that_fails_is_repeated(campaign, monkeypatch, step):
    expected = as_uninterrupted(campaign)

    def fail(*_, **__):
        raise OSError("No space left on device")

    with monkeypatch.context() as full_disk:
        full_disk.setattr(releases, step, fail)
        with pytest.raises(OSError, match="No space left"):
            finish(campaign)
    assert state_of(campaign) in Campaign.UNDER_WAY

    finish(Campaign.objects.due(AFTER).get())

    assert released(campaign) == expected
    assert state_of(campaign) == "released"
