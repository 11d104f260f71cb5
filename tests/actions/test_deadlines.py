"""Deadlines in every zone whose clocks have ever been changed (ACCEPTANCE 4)."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo, available_timezones

import pytest
from small_organisation import CLOSES, alike, drafted, opened, send, tokens

from assessments.actions import campaigns, responses
from assessments.errors import InvalidCampaignError, NotOpenError, NotYetOpenError
from assessments.models import GRACE, Campaign

START = dt.datetime(1971, 1, 1, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
END = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
WEEK = dt.timedelta(days=7)
SECOND = dt.timedelta(seconds=1)
LOOKED_AT = 4


@dataclass(frozen=True)
class Change:
    """The moment (UTC) at which a zone's clocks go from one offset to another."""

    zone: ZoneInfo
    at: dt.datetime
    old: dt.timedelta
    new: dt.timedelta


def offset(zone, at):
    return at.astimezone(zone).utcoffset()


def bisected(zone, low, high):
    old = offset(zone, low)
    while high - low > SECOND:
        middle = low + (high - low) // 2
        middle -= dt.timedelta(microseconds=middle.microsecond)
        low, high = (middle, high) if offset(zone, middle) == old else (low, middle)
    return Change(zone, high, old, offset(zone, high))


def changes_between(zone, start, end, step):
    """Return the zone's changes, found by steps that no zone's two changes fit into."""
    moments = [start + step * number for number in range((end - start) // step)]
    offsets = [offset(zone, moment) for moment in moments]
    return [
        bisected(zone, moments[n - 1], moments[n])
        for n in range(1, len(moments))
        if offsets[n] != offsets[n - 1]
    ]


def changes(zone):
    """Return the zone's four next changes, or its last four where none lie ahead."""
    ahead = changes_between(zone, NOW, END, WEEK)
    return ahead[:LOOKED_AT] or changes_between(zone, START, NOW, 2 * WEEK)[-LOOKED_AT:]


def wall(at, by):
    return (at + by).replace(tzinfo=None)


def expectations(change):
    """Yield (local time, opening's moment, closing's moment); None where it does not exist."""
    at, old, new = change.at, change.old, change.new
    before, after = wall(at, min(old, new)), wall(at, max(old, new))
    inside = (before, before + (after - before) / 2, after - SECOND)
    for local in inside:
        if new > old:
            yield local, None, None
        else:
            moment = local.replace(tzinfo=dt.UTC)
            yield local, moment - old, moment - new
    yield before - SECOND, *2 * ((before - SECOND).replace(tzinfo=dt.UTC) - old,)
    yield after, *2 * (after.replace(tzinfo=dt.UTC) - new,)


def moment_of(instant, local, zone, *, closing):
    try:
        return instant(local, zone, closing=closing)
    except InvalidCampaignError:
        return None


def errors(instant, all_changes):
    """Return where a way of reading local times is wrong."""
    return [
        (change.zone.key, local)
        for change in all_changes
        for local, opening, closing in expectations(change)
        if moment_of(instant, local, change.zone, closing=False) != opening
        or moment_of(instant, local, change.zone, closing=True) != closing
    ]


@pytest.fixture(scope="module")
def all_changes():
    zones = [ZoneInfo(key) for key in sorted(available_timezones()) if key != "localtime"]
    return [change for zone in zones for change in changes(zone)]


def test_changes_cover_the_world(all_changes):
    assert len({change.zone.key for change in all_changes}) > 350
    assert len(all_changes) > 1300
    assert {change.new > change.old for change in all_changes} == {True, False}


def test_instant_is_right_at_every_change_of_clocks(all_changes):
    assert errors(campaigns.instant, all_changes) == []


def test_reading_without_gaps_and_folds_is_seen(all_changes):
    def naive(local, zone, *, closing):
        return local.replace(tzinfo=zone).astimezone(dt.UTC)

    found = errors(naive, all_changes)

    assert {key for key, _ in found} == {change.zone.key for change in all_changes}


def test_opening_is_the_first_and_closing_the_second_of_a_doubled_hour():
    doubled = dt.datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001 (a time on a wall)
    berlin = ZoneInfo("Europe/Berlin")

    first = campaigns.instant(doubled, berlin, closing=False)
    second = campaigns.instant(doubled, berlin, closing=True)

    assert first == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    assert second - first == dt.timedelta(hours=1)


def test_skipped_hour_is_refused_with_the_day_and_the_zone():
    skipped = dt.datetime(2026, 3, 29, 2, 30)  # noqa: DTZ001 (a time on a wall)

    with pytest.raises(InvalidCampaignError, match=r"02:30 .* 29 March 2026 in Europe/Berlin"):
        campaigns.instant(skipped, ZoneInfo("Europe/Berlin"), closing=True)


def test_leap_day_is_a_day():
    leap = dt.datetime(2028, 2, 29, 18)  # noqa: DTZ001 (a time on a wall)

    moment = campaigns.instant(leap, ZoneInfo("Asia/Kathmandu"), closing=True)

    assert moment == dt.datetime(2028, 2, 29, 12, 15, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_deadline_is_one_instant_with_the_name_of_its_zone(teams):
    closes_at = campaigns.instant(
        dt.datetime(2028, 2, 29, 18),  # noqa: DTZ001 (a time on a wall)
        ZoneInfo("America/St_Johns"),
        closing=True,
    )

    stored = drafted(teams, closes_at=closes_at, time_zone="America/St_Johns")
    stored = Campaign.objects.get(pk=stored.pk)

    assert stored.closes_at == closes_at
    assert f"{stored.closes_locally():%-d %B %Y %H:%M %Z}" == "29 February 2028 18:00 NST"


@pytest.fixture
def page(teams):
    """A sheet opened a second before the close."""
    token = tokens(opened(teams))["Red"][0]
    return responses.open_sheet(token=token, at=CLOSES - SECOND)


@pytest.mark.django_db
def test_sheet_opened_before_and_sent_within_the_grace_counts(page):
    answers = alike(page.outline)

    responses.submit(sheet=page, answers=answers, at=CLOSES + GRACE - SECOND)

    assert dt.timedelta(minutes=5) == GRACE
    assert responses.Response.objects.count() == 1


@pytest.mark.django_db
def test_sheet_sent_after_the_grace_is_refused_with_the_closing_time(page):
    with pytest.raises(NotOpenError, match=r"closed on 16 March 2026 at 17:00 \(Europe/Berlin\)"):
        responses.submit(sheet=page, answers=alike(page.outline), at=CLOSES + GRACE)

    assert not responses.Response.objects.exists()


@pytest.mark.django_db
def test_campaign_past_its_grace_is_due_and_before_it_is_not(teams):
    campaign = opened(teams)

    assert list(Campaign.objects.due(CLOSES + GRACE)) == [campaign]
    assert not Campaign.objects.due(CLOSES + GRACE - SECOND).exists()


@pytest.mark.django_db
def test_every_moment_either_takes_answers_or_is_due(teams):
    campaign = opened(teams)
    moments = [CLOSES + GRACE + SECOND * number for number in range(-3, 4)]

    due = [Campaign.objects.due(at).exists() for at in moments]

    assert due == [not campaign.takes_answers(at) for at in moments]


@pytest.mark.django_db
def test_link_before_the_opening_says_when_it_opens(teams):
    campaign = opened(teams)
    token = tokens(campaign)["Red"][0]

    with pytest.raises(NotYetOpenError, match=r"opens on 2 March 2026 at 09:00 \(Europe/Berlin\)"):
        responses.open_sheet(token=token, at=campaign.opens_at - SECOND)
    assert send(token, alike(campaign.edition.outline()), at=campaign.opens_at)
