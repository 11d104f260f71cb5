from functools import partial

import pytest
from small_organisation import (
    CLOSES,
    DURING,
    alike,
    in_threads,
    opened,
    send,
    text_questions,
    tokens,
)

from assessments.actions import campaigns, releases, responses
from assessments.errors import NotOpenError
from assessments.models import Draft, Team
from assessments.models.response import Response

pytestmark = pytest.mark.django_db
WORDS = "We wait two days for a test environment."


@pytest.fixture
def campaign(teams):
    return opened(teams)


@pytest.fixture
def answers(campaign):
    outline = campaign.edition.outline()
    return alike(outline, **{text_questions(outline)["version_control"]: WORDS})


@pytest.fixture
def red(campaign):
    """Two links of one team."""
    return tokens(campaign)["Red"][:2]


def keep(token, answers):
    sheet = responses.open_sheet(token=token, at=DURING)
    responses.save_draft(sheet=sheet, answers=answers, at=DURING)
    return sheet


def read(token):
    return responses.read_draft(responses.open_sheet(token=token, at=DURING))


def readable(rows, words):
    """Return the stored bytes and texts in which words can be read."""
    return [row for row in rows if any(words.encode() in as_bytes(value) for value in row)]


def as_bytes(value):
    return value.encode() if isinstance(value, str) else bytes(value)


def test_draft_is_resumed_on_another_device_with_the_link_alone(campaign, red, answers):
    keep(red[0], answers)

    assert read(red[0]) == (campaign.edition_id, answers)


def test_saving_again_replaces(red, answers):
    keep(red[0], answers)
    keep(red[0], {"vc_1": 1} if "vc_1" in answers else dict(list(answers.items())[:1]))

    assert len(read(red[0])[1]) == 1
    assert Draft.objects.count() == 1


def test_other_link_of_the_team_finds_no_draft(red, answers):
    keep(red[0], answers)

    assert read(red[1]) == (None, {})


def test_draft_is_stored_as_ciphertext(red, answers):
    keep(red[0], answers)

    rows = list(Draft.objects.values_list("address", "ciphertext"))

    assert len(rows) == 1
    assert readable(rows, WORDS) == []
    assert readable(rows, next(iter(answers))) == []
    assert readable(rows, red[0]) == []


def test_draft_stored_as_text_is_seen(campaign, red, answers):
    sheet = keep(red[0], answers)
    plain = str(answers).encode()
    Draft.objects.create(address="naive", campaign=sheet.campaign, ciphertext=plain)

    rows = list(Draft.objects.values_list("address", "ciphertext"))

    assert len(readable(rows, WORDS)) == 1


def test_same_draft_twice_gives_no_equal_bytes(red, answers):
    for token in red:
        keep(token, answers)
    first, second = Draft.objects.values_list("address", "ciphertext")

    assert first[0] != second[0]
    assert bytes(first[1])[:28] != bytes(second[1])[:28]


def test_draft_cannot_be_read_through_the_link_after_sending(red, answers):
    keep(red[0], answers)

    send(red[0], answers)

    assert read(red[0]) == (None, {})


def test_sheet_that_was_open_before_the_sending_still_has_its_draft_only_in_memory(red, answers):
    before = keep(red[0], answers)

    send(red[0], answers)

    assert responses.open_sheet(token=red[0], at=DURING).lock.address != before.lock.address


def test_draft_after_sending_is_resumed_until_the_next_sending(campaign, red, answers):
    send(red[0], answers)
    keep(red[0], answers)
    assert read(red[0]) == (campaign.edition_id, answers)

    send(red[0], answers)

    assert read(red[0]) == (None, {})


def test_draft_left_by_fixed_address_is_seen(red, answers, monkeypatch):
    from assessments.actions import links

    drawn = links.draft_lock
    monkeypatch.setattr(links, "draft_lock", lambda token, revision: drawn(token, ""))
    keep(red[0], answers)

    send(red[0], answers)

    assert read(red[0])[1] == answers


def test_tampered_draft_is_no_draft(red, answers):
    keep(red[0], answers)
    draft = Draft.objects.get()
    changed = bytearray(draft.ciphertext)
    changed[-1] ^= 1
    Draft.objects.update(ciphertext=bytes(changed))

    assert read(red[0]) == (None, {})


def test_drafts_exchanged_between_two_links_are_no_drafts(red, answers):
    for token in red:
        keep(token, answers)
    first, second = Draft.objects.order_by("address")
    Draft.objects.filter(pk=first.pk).update(ciphertext=bytes(second.ciphertext))
    Draft.objects.filter(pk=second.pk).update(ciphertext=bytes(first.ciphertext))

    assert [read(token) for token in red] == 2 * [(None, {})]


def test_new_link_does_not_open_the_draft_of_the_old_one(campaign, red, answers):
    keep(red[0], answers)

    assert all(read(token) == (None, {}) for token in tokens(campaign)["Red"])


def test_sending_leaves_the_draft_row_alone(red, answers):
    keep(red[0], answers)
    before = [(row.address, bytes(row.ciphertext)) for row in Draft.objects.all()]

    send(red[0], answers)

    assert [(row.address, bytes(row.ciphertext)) for row in Draft.objects.all()] == before
    assert Response.objects.count() == 1


def test_drafts_go_with_the_close(campaign, red, answers):
    other = opened(Team.objects.all())
    for token in (red[0], tokens(other)["Red"][0]):
        sheet = responses.open_sheet(token=token, at=DURING)
        responses.save_draft(sheet=sheet, answers=answers, at=DURING)

    campaigns.close(campaign, at=CLOSES)

    assert list(Draft.objects.values_list("campaign", flat=True)) == [other.pk]


def test_draft_of_a_page_left_open_cannot_come_back_after_the_seal(campaign, red, answers):
    sheet = responses.open_sheet(token=red[0], at=DURING)
    releases.seal(releases.score(campaigns.close(campaign, at=CLOSES)))

    with pytest.raises(NotOpenError):
        responses.save_draft(sheet=sheet, answers=answers, at=DURING)

    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_pages_saved_at_once_are_all_kept(teams):
    campaign = opened(teams)
    sheet = responses.open_sheet(token=tokens(campaign)["Red"][0], at=DURING)
    codes = [question.code for question in sheet.outline.questions if question.is_scored][:12]

    in_threads(
        [
            partial(responses.save_draft, sheet=sheet, answers={code: 1}, at=DURING, page=[code])
            for code in codes
        ],
        workers=6,
    )

    assert responses.read_draft(sheet)[1] == dict.fromkeys(codes, 1)


def test_page_saved_alone_leaves_the_others(teams):
    sheet = responses.open_sheet(token=tokens(opened(teams))["Red"][0], at=DURING)
    responses.save_draft(sheet=sheet, answers={"vc1": 1, "at1": 2}, at=DURING)

    responses.save_draft(sheet=sheet, answers={"vc2": 3}, at=DURING, page=["vc1", "vc2"])

    assert responses.read_draft(sheet)[1] == {"at1": 2, "vc2": 3}


def test_whole_draft_saved_over_another_is_seen_to_lose_it(teams):
    sheet = responses.open_sheet(token=tokens(opened(teams))["Red"][0], at=DURING)
    responses.save_draft(sheet=sheet, answers={"vc1": 1}, at=DURING)

    responses.save_draft(sheet=sheet, answers={"vc2": 3}, at=DURING)

    assert responses.read_draft(sheet)[1] == {"vc2": 3}
