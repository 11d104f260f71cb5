"""One link, one sheet, whatever is sent at once; and nothing is lost while closing (13, 18)."""

from functools import partial
from random import Random
from threading import Barrier, Event, Thread
from time import monotonic

import pytest
from django.db import OperationalError, connection, connections, transaction
from patience import PATIENCE
from small_organisation import AFTER, DURING, alike, drawn, grow, in_threads, opened, tokens

from assessments.actions import campaigns, releases, responses
from assessments.errors import NotOpenError
from assessments.models import Campaign
from assessments.models.response import Response, SealedResponse

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 50


@pytest.fixture
def campaign(teams):
    return opened(teams)


@pytest.fixture
def outline(campaign):
    return campaign.edition.outline()


def submit(token, answers, at=DURING):
    """Open and send as one request does; return the sheet's key, or None if it was refused."""
    try:
        sheet = responses.open_sheet(token=token, at=at)
        responses.submit(sheet=sheet, answers=answers, at=at)
    except NotOpenError:
        return None
    return sheet.nullifier


def doubles(keys):
    """Return the keys that have more than one row."""
    return {key for key in keys if keys.count(key) > 1}


def test_fifty_sendings_of_one_link_at_once_are_one_row(campaign, outline):
    chosen = tokens(campaign)["Red"][:4]
    sheets = [alike(outline, number / AT_ONCE) for number in range(AT_ONCE)]

    for token in chosen:
        receipts = in_threads([partial(submit, token, sheet) for sheet in sheets], AT_ONCE)
        assert len(set(receipts)) == 1

    rows = dict(Response.objects.values_list("pk", "answers"))
    assert len(rows) == len(chosen)
    whole = [responses.stored(sheet, outline) for sheet in sheets]
    assert all(answers in whole for answers in rows.values())


def test_two_tabs_on_several_links_at_once_are_one_row_each(campaign, outline):
    draw = Random(13)
    chosen = [token for of_team in tokens(campaign).values() for token in of_team]
    jobs = [partial(submit, token, drawn(outline, draw)) for token in chosen * 4]
    draw.shuffle(jobs)

    keys = in_threads(jobs, 16)

    assert None not in keys
    assert sorted(set(keys)) == sorted(Response.objects.values_list("pk", flat=True))
    assert Response.objects.count() == len(chosen)


@pytest.fixture
def keyless_table():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE keyless_sheet (link varchar(64))")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE keyless_sheet")


def test_sending_twice_without_the_unique_key_is_seen(keyless_table):
    both_looked = Barrier(2, timeout=PATIENCE)

    def naive(link):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM keyless_sheet WHERE link = %s", [link])
            (there,) = cursor.fetchone()
            both_looked.wait()
            if not there:
                cursor.execute("INSERT INTO keyless_sheet VALUES (%s)", [link])

    in_threads([partial(naive, "one link")] * 2, 2)

    with connection.cursor() as cursor:
        cursor.execute("SELECT link FROM keyless_sheet")
        assert doubles([link for (link,) in cursor.fetchall()]) == {"one link"}
    assert doubles(list(Response.objects.values_list("pk", flat=True))) == set()


def timed(job, times):
    started = monotonic()
    key = job()
    times.append(monotonic() - started)
    return key


def rush(teams):
    """Let 50 clients send the sheets of teams of 60; return sheets a second and each wait."""
    campaign = opened(grow({"Harbour": {f"Team {n}": 60 for n in range(teams)}}))
    outline, draw, times = campaign.edition.outline(), Random(18), []
    chosen = [token for of_team in tokens(campaign).values() for token in of_team]
    jobs = [partial(timed, partial(submit, token, drawn(outline, draw)), times) for token in chosen]
    started = monotonic()

    keys = in_threads(jobs, AT_ONCE)

    rate = len(keys) / (monotonic() - started)
    print(f"{rate:.0f} sheets a second, p99 {percentile(times, 99):.2f} s")
    assert None not in keys
    assert len(set(keys)) == Response.objects.count() == 60 * teams
    return rate, times


def percentile(times, percent):
    return sorted(times)[len(times) * percent // 100 - 1]


def test_fifty_people_at_once_meet_no_error(shipped):
    """ACCEPTANCE 18, scaled: 600 sheets; no error, no 'database is locked'."""
    rush(teams=10)


@pytest.mark.long
def test_fifty_people_at_once_send_three_thousand_sheets_in_time(shipped):
    rate, times = rush(teams=50)

    assert rate >= 100
    assert percentile(times, 99) <= 2


def test_one_wait_in_a_hundred_is_forgiven_and_two_are_seen():
    assert percentile([0.1] * 99 + [9], 99) == 0.1
    assert percentile([0.1] * 98 + [9, 9], 99) == 9


def impatient():
    """Let this thread's connection give up soon instead of waiting for a lock."""
    with connection.cursor() as cursor:
        wait = (
            "PRAGMA busy_timeout = 100"
            if connection.vendor == "sqlite"
            else ("SET lock_timeout = '100ms'")
        )
        cursor.execute(wait)


def in_a_thread(job):
    (result,) = in_threads([job], 1)
    return result


def test_close_waits_for_a_sheet_that_is_being_stored(campaign, outline):
    sheet = responses.open_sheet(token=tokens(campaign)["Red"][0], at=DURING)

    def close():
        impatient()
        with pytest.raises(OperationalError):
            campaigns.close(campaign, at=AFTER)

    with transaction.atomic():
        responses.submit(sheet=sheet, answers=alike(outline), at=DURING)
        in_a_thread(close)

    assert campaigns.close(campaign, at=AFTER).state == Campaign.State.CLOSED
    assert Response.objects.count() == 1


def test_people_do_not_wait_for_each_other_on_postgresql(campaign, outline):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    first, second = tokens(campaign)["Red"][:2]
    sheet = responses.open_sheet(token=first, at=DURING)

    def another():
        impatient()
        return submit(second, alike(outline))

    with transaction.atomic():
        responses.submit(sheet=sheet, answers=alike(outline), at=DURING)
        assert in_a_thread(another)


def test_sheet_is_refused_while_the_campaign_is_closing(campaign, outline):
    token = tokens(campaign)["Red"][0]
    sheet = responses.open_sheet(token=token, at=DURING)

    def send():
        impatient()
        with pytest.raises(OperationalError):
            responses.submit(sheet=sheet, answers=alike(outline), at=DURING)

    with transaction.atomic():
        campaigns.close(campaign, at=DURING)
        in_a_thread(send)

    assert submit(token, alike(outline)) is None


def close_in_the_middle(campaign, jobs, after):
    """Run the jobs in threads, close once some were accepted; return keys and rows at the close."""
    accepted, enough, found = [], Event(), {}

    def counted(job):
        key = job()
        if key is not None:
            accepted.append(key)
        if len(accepted) >= after:
            enough.set()
        return key

    def close():
        assert enough.wait(PATIENCE)
        campaigns.close(campaign, at=DURING)
        found["rows"] = set(Response.objects.values_list("pk", flat=True))
        connections.close_all()

    closer = Thread(target=close)
    closer.start()
    in_threads([partial(counted, job) for job in jobs], 8)
    enough.set()
    closer.join()
    return set(accepted), found["rows"]


def test_every_accepted_sheet_is_in_the_results(shipped):
    campaign = opened(grow({"Harbour": {f"Team {n}": 20 for n in range(12)}}))
    outline, draw = campaign.edition.outline(), Random(6)
    chosen = [token for of_team in tokens(campaign).values() for token in of_team]
    jobs = [partial(submit, token, drawn(outline, draw)) for token in chosen]

    accepted, at_the_close = close_in_the_middle(campaign, jobs, after=80)

    assert len(accepted) >= 80
    assert submit(chosen[0], drawn(outline, draw)) is None
    assert accepted == at_the_close == set(Response.objects.values_list("pk", flat=True))
    releases.finish(campaign, at=DURING)
    assert SealedResponse.objects.count() == len(accepted)


def test_sheet_stored_without_the_lock_is_seen_to_come_too_late(campaign, outline):
    """What submit would do without its lock: look, be overtaken by the close, then store."""
    looked, closed = Event(), Event()
    token = tokens(campaign)["Red"][0]

    def naive():
        sheet = responses.open_sheet(token=token, at=DURING)
        assert Campaign.objects.get(pk=campaign.pk).takes_answers(DURING)
        looked.set()
        assert closed.wait(PATIENCE)
        row = responses.stored(alike(outline), outline)
        Response.objects.create(
            nullifier=sheet.nullifier,
            campaign=campaign,
            node=sheet.node,
            edition=campaign.edition,
            answers=row,
            revision="r",
        )

    def close():
        assert looked.wait(PATIENCE)
        campaigns.close(campaign, at=DURING)
        rows = Response.objects.count()
        closed.set()
        return rows

    _, at_the_close = in_threads([naive, close], 2)

    assert at_the_close != Response.objects.count()
