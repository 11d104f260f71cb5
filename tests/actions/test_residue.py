"""After the release no byte of what was destroyed is left in the database's files (ACCEPTANCE 12).

Write-ahead logs that PostgreSQL keeps, and backups, are outside: their retention is stated in
the operations guide.
"""

import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest
from django.db import OperationalError, connection
from small_organisation import (
    AFTER,
    DURING,
    TREE,
    alike,
    drawn,
    grow,
    opened,
    send_all,
    text_questions,
)

from assessments.actions import campaigns, keyring, releases, residue, responses
from assessments.models import Campaign, Draft, Invitation
from assessments.models.response import Response

pytestmark = pytest.mark.django_db(transaction=True)
SECRET_TABLES = ("assessments_response", "assessments_invitation", "assessments_draft")


def query(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def database_files():
    """Return every file that holds this database's rows, with all changes written out."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        return [Path(name + end) for end in ("", "-wal", "-journal") if Path(name + end).exists()]
    query("CHECKPOINT")
    ((folder,),) = query("SHOW data_directory")
    ((oid,),) = query("SELECT oid FROM pg_database WHERE datname = current_database()")
    base = Path(folder) / "base" / str(oid)
    if not os.access(base, os.R_OK | os.X_OK):
        pytest.skip("The server's data folder cannot be read from here.")
    return [path for path in base.iterdir() if path.is_file()]


def found(secrets):
    """Return the kinds of secrets that are still somewhere in the files, with their number."""
    content = b"".join(path.read_bytes() for path in database_files())
    counts = {kind: sum(value in content for value in values) for kind, values in secrets.items()}
    return {kind: n for kind, n in counts.items() if n}


@pytest.fixture
def campaign(shipped):
    teams = grow(TREE)
    campaign = opened(teams)
    outline, draw = campaign.edition.outline(), Random(12)
    question = text_questions(outline)["version_control"]
    Invitation.objects.filter(node__name="Red").update(address="someone@harbour.example")
    issued = send_all(
        campaign,
        {
            team.name: [
                drawn(outline, draw) | {question: f"Whispered by {team.name} {number}"}
                for number in range(team.headcount)
            ]
            for team in teams
            if team.name != "Red"
        },
    )
    for token in issued["Red"][:5]:
        sheet = responses.open_sheet(token=token, at=DURING)
        responses.save_draft(sheet=sheet, answers=alike(outline), at=DURING)
    return campaign


@pytest.fixture
def secrets(campaign):
    """Everything that the seal promises to destroy, as bytes, by kind."""

    def ascii_(values):
        return [value.encode() for value in values]

    invited = Invitation.objects.all()
    return {
        "nullifiers": ascii_(Response.objects.values_list("pk", flat=True)),
        "revisions": ascii_(Response.objects.values_list("revision", flat=True)),
        "comments": [b"Whispered by White", b"Whispered by Blue", b"Whispered by Green"],
        "token hashes": ascii_(invited.values_list("token_hash", flat=True)),
        "addresses": [b"someone@harbour.example"],
        "seeds": [bytes(seed) for seed in invited.values_list("seed_encrypted", flat=True)],
        "draft addresses": ascii_(Draft.objects.values_list("pk", flat=True)),
        "drafts": [bytes(text) for text in Draft.objects.values_list("ciphertext", flat=True)],
    }


def test_everything_is_in_the_files_before_the_release(campaign, secrets):
    assert found(secrets) == {kind: len(values) for kind, values in secrets.items()}


def test_release_leaves_no_byte_of_it(campaign, secrets):
    key = keyring.read(campaign)

    releases.finish(campaign, at=AFTER)

    assert found(secrets | {"key": [key, key.hex().encode()]}) == {}


@pytest.mark.long
def test_release_leaves_no_byte_of_a_thousand_sheets(shipped):
    campaign = opened(grow({"Harbour": {f"Team {number}": 50 for number in range(20)}}))
    outline, draw = campaign.edition.outline(), Random(1000)
    send_all(
        campaign,
        {f"Team {number}": [drawn(outline, draw) for _ in range(50)] for number in range(20)},
    )
    key = keyring.read(campaign)
    secrets = {
        "nullifiers": [pk.encode() for pk in Response.objects.values_list("pk", flat=True)],
        "token hashes": [
            text.encode() for text in Invitation.objects.values_list("token_hash", flat=True)
        ],
    }
    assert found(secrets) == {"nullifiers": 1000, "token hashes": 1000}

    releases.finish(campaign, at=AFTER)

    assert found(secrets | {"key": [key, key.hex().encode()]}) == {}


def test_planner_keeps_no_sample_of_it(campaign, secrets):
    for table in SECRET_TABLES:
        query(f"ANALYZE {table}")

    releases.finish(campaign, at=AFTER)

    assert found(secrets) == {}


@contextmanager
def reader_from_before():
    """Hold a snapshot from before the release, as a backup or the planner's sampling would."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM assessments_campaign").fetchone()
            yield
        return
    with closing(connection.copy()) as reader, reader.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM assessments_campaign")
        yield


def test_release_waits_until_nobody_reads_the_old_pages(campaign, secrets, monkeypatch):
    scored = releases.score(campaigns.close(campaign, at=AFTER))
    if connection.vendor == "sqlite":
        query("PRAGMA busy_timeout = 100")
    with reader_from_before(), monkeypatch.context() as hurry:
        hurry.setattr(residue, "PATIENCE_SECONDS", 0)
        sealed = releases.seal(scored)
        with pytest.raises(OperationalError, match="is being read"):
            releases.release(sealed, at=AFTER)
    assert not Campaign.objects.released().exists()

    # Patient again: a connection's end, and autovacuum, reach the server's list a moment later.
    releases.finish(Campaign.objects.due(AFTER).get(), at=AFTER)

    assert Campaign.objects.released().exists()
    assert found(secrets) == {}


def test_release_gives_up_while_somebody_holds_a_table(campaign, secrets, monkeypatch):
    """A transaction that looked at a table and was forgotten holds no snapshot, but a lock."""
    if connection.vendor == "sqlite":
        pytest.skip("A reader of SQLite always holds a snapshot.")
    scored = releases.score(campaigns.close(campaign, at=AFTER))
    monkeypatch.setattr(residue, "PATIENCE_SECONDS", 1)
    with closing(connection.copy()) as forgotten, forgotten.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM assessments_response")
        sealed = releases.seal(scored)
        with pytest.raises(OperationalError, match="lock timeout"):
            releases.release(sealed, at=AFTER)

    assert query("SHOW lock_timeout") == [("0",)]
    releases.finish(Campaign.objects.due(AFTER).get(), at=AFTER)
    assert found(secrets) == {}


def test_release_that_does_not_wait_leaves_the_rows(campaign, secrets, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite says by itself that somebody reads.")
    monkeypatch.setattr(residue, "_wait_for_old_snapshots", lambda: None)
    scored = releases.score(campaigns.close(campaign, at=AFTER))

    with reader_from_before():
        releases.release(releases.seal(scored), at=AFTER)

    assert {"nullifiers", "token hashes", "seeds"} <= set(found(secrets))


def test_release_that_only_deletes_is_seen(campaign, secrets, monkeypatch):
    monkeypatch.setattr(residue, "clear", lambda *models: None)
    if connection.vendor == "sqlite":
        query("PRAGMA secure_delete = OFF")

    releases.finish(campaign, at=AFTER)

    assert {"nullifiers", "token hashes", "seeds"} <= set(found(secrets))


def test_secure_delete_is_on():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL rewrites the tables instead.")

    assert query("PRAGMA secure_delete") == [(1,)]
