import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from small_organisation import (
    AFTER,
    CLOSES,
    DURING,
    alike,
    opened,
    send,
    send_all,
    text_questions,
    tokens,
)

from assessments.actions import campaigns, keyring, links, releases, responses
from assessments.errors import (
    InvalidAnswerError,
    KeyMissingError,
    NothingAnsweredError,
    NotOpenError,
    UnknownLinkError,
)
from assessments.models import Invitation, Question
from assessments.models.response import Response

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(teams):
    return opened(teams)


@pytest.fixture
def outline(campaign):
    return campaign.edition.outline()


@pytest.fixture
def token(campaign):
    return tokens(campaign)["Red"][0]


@pytest.fixture
def sheet(token):
    return responses.open_sheet(token=token, at=DURING)


def writes(queries):
    """Return the tables that queries write to, one entry a statement."""
    verbs = {"INSERT": 2, "UPDATE": 1, "DELETE": 2}
    words = [query["sql"].split() for query in queries]
    return [line[verbs[line[0]]].strip('"') for line in words if line[0] in verbs]


def test_submit_stores_one_row_in_the_order_of_the_outline(campaign, outline, sheet):
    answers = alike(outline, **{text_questions(outline)["version_control"]: "We wait."})

    responses.submit(sheet=sheet, answers=answers, at=DURING)

    row = Response.objects.get()
    assert row.answers == [answers.get(question.code) for question in outline.questions]
    assert (row.campaign, row.node, row.edition) == (campaign, sheet.node, campaign.edition)
    assert row.node.name == "Red"


def test_sending_again_replaces(outline, token):
    send(token, alike(outline, 0.1))
    first = Response.objects.get()

    send(token, alike(outline, 0.9))

    again = Response.objects.get()
    assert again.pk == first.pk
    assert again.answers == responses.stored(alike(outline, 0.9), outline)
    assert again.revision != first.revision


def test_same_sheet_sent_twice_is_one_row(outline, sheet):
    for _ in range(2):
        responses.submit(sheet=sheet, answers=alike(outline), at=DURING)

    assert Response.objects.count() == 1


def test_links_write_apart(campaign, outline):
    send_all(campaign, {"Red": 12 * [alike(outline)], "Blue": 6 * [alike(outline)]})

    assert Response.objects.count() == 18


def test_submit_writes_the_sheet_and_nothing_else(outline, sheet):
    responses.save_draft(sheet=sheet, answers=alike(outline), at=DURING)

    with CaptureQueriesContext(connection) as queries:
        responses.submit(sheet=sheet, answers=alike(outline), at=DURING)

    assert writes(queries) == ["assessments_response"]


def test_submit_that_marks_the_invitation_is_seen(outline, token, sheet):
    with CaptureQueriesContext(connection) as queries:
        responses.submit(sheet=sheet, answers=alike(outline), at=DURING)
        Invitation.objects.filter(token_hash=links.token_hash(token)).update(address="answered")

    assert writes(queries) == ["assessments_response", "assessments_invitation"]


def test_opening_a_sheet_writes_nothing(token):
    with CaptureQueriesContext(connection) as queries:
        responses.open_sheet(token=token, at=DURING)

    assert len(queries) > 0
    assert writes(queries) == []


def test_opening_a_used_link_shows_nothing_of_what_was_sent(outline, token):
    send(token, alike(outline))

    sheet = responses.open_sheet(token=token, at=DURING)

    assert responses.read_draft(sheet) == (None, {})


def test_sheet_row_has_no_date_sequence_or_way_to_the_invitation(sheet, outline):
    responses.submit(sheet=sheet, answers=alike(outline), at=DURING)

    assert {field.name for field in Response._meta.get_fields()} == {
        "nullifier",
        "campaign",
        "node",
        "edition",
        "answers",
        "revision",
    }


def test_dont_know_and_gaps_are_kept_apart(outline, sheet):
    first, _, third = [q.code for q in outline.questions[:3]]

    responses.submit(sheet=sheet, answers={first: 3, third: 0}, at=DURING)

    assert Response.objects.get().answers[:3] == [3, None, 0]


@pytest.mark.parametrize(
    "answers",
    [{}, {"dont_know": 0}, {"text": "Only words"}],
    ids=["nothing", "don't know", "a comment"],
)
def test_sheet_without_an_answer_that_counts_is_refused(outline, sheet, answers):
    codes = {
        "dont_know": outline.questions[0].code,
        "text": text_questions(outline)["version_control"],
    }
    coded = {codes[kind]: answer for kind, answer in answers.items()}

    with pytest.raises(NothingAnsweredError):
        responses.submit(sheet=sheet, answers=coded, at=DURING)

    assert not Response.objects.exists()


FORGED = [8, -1, 4.5, "5", "", None, True, [5], "a text", 10**30]


@pytest.mark.parametrize("answer", FORGED, ids=repr)
def test_forged_answer_is_refused_in_sheet_and_draft(outline, sheet, answer):
    statement = outline.questions[0].code

    for act in (responses.submit, responses.save_draft):
        with pytest.raises(InvalidAnswerError):
            act(sheet=sheet, answers=alike(outline) | {statement: answer}, at=DURING)

    assert not Response.objects.exists()


@pytest.mark.parametrize("text", [5, 0, "x" * 2001, "nul \0 inside"], ids=["5", "0", "long", "nul"])
def test_forged_text_is_refused(outline, sheet, text):
    question = text_questions(outline)["version_control"]

    with pytest.raises(InvalidAnswerError):
        responses.submit(sheet=sheet, answers=alike(outline) | {question: text}, at=DURING)


def test_unknown_and_inactive_questions_are_refused(campaign, outline, sheet):
    inactive = campaign.edition.questions.filter(practice__active=False).first()

    for code in ("no_such_question", inactive.code):
        with pytest.raises(InvalidAnswerError):
            responses.submit(sheet=sheet, answers=alike(outline) | {code: 5}, at=DURING)


def test_every_offered_answer_is_taken(outline, sheet):
    for share in (0, 0.25, 0.5, 0.75, 1):
        responses.submit(sheet=sheet, answers=alike(outline, share), at=DURING)
    responses.submit(
        sheet=sheet,
        answers={q.code: "x" * 2000 for q in outline.questions if q.kind == Question.Kind.TEXT}
        | {outline.questions[0].code: 1},
        at=DURING,
    )

    assert Response.objects.count() == 1


def test_closed_campaign_takes_no_sheet_that_was_open_before(campaign, outline, sheet):
    campaigns.close(campaign, at=DURING)

    with pytest.raises(NotOpenError):
        responses.submit(sheet=sheet, answers=alike(outline), at=DURING)

    assert not Response.objects.exists()


def test_closed_campaign_takes_no_draft_that_was_open_before(campaign, outline, sheet):
    campaigns.close(campaign, at=DURING)

    with pytest.raises(NotOpenError):
        responses.save_draft(sheet=sheet, answers=alike(outline), at=DURING)


def altered(token):
    swapped = ["A" if letter != "A" else "B" for letter in token]
    yield from (token[:n] + swapped[n] + token[n + 1 :] for n in range(len(token)))
    yield from (token[:n] for n in range(len(token)))
    yield from (token + "A", token + "=", token + " ", " " + token, token.swapcase(), token * 2)
    yield from ("", "\0", "' OR 1=1 --", "%", "é" * 22, links.token_hash(token))


def accepted(candidates, open_sheet):
    """Return the tokens that open a sheet although nobody was given them."""

    def opens(token):
        try:
            return open_sheet(token)
        except UnknownLinkError:
            return None

    return [token for token in candidates if opens(token)]


def test_altered_and_cut_links_open_nothing(token):
    def open_sheet(candidate):
        return responses.open_sheet(token=candidate, at=DURING)

    assert accepted(altered(token), open_sheet) == []
    assert accepted([token], open_sheet) == [token]


def test_link_that_is_matched_loosely_is_seen(token):
    def naive(candidate):
        return candidate.strip()[:21] == token[:21]

    assert len(accepted(altered(token), naive)) > 1


def test_stored_hashes_are_no_links(campaign, token):
    stored = campaign.invitations.values_list("token_hash", flat=True)

    assert (
        accepted(stored, lambda candidate: responses.open_sheet(token=candidate, at=DURING)) == []
    )


def test_fresh_invitations_have_no_link_until_one_is_issued(campaign):
    hashes = set(campaign.invitations.values_list("token_hash", flat=True))

    issued = {links.token_hash(token) for of_team in tokens(campaign).values() for token in of_team}

    assert len(hashes) == len(issued) == 27
    assert hashes.isdisjoint(issued)


def test_link_of_a_closed_campaign_says_when_it_closed(campaign, token):
    campaigns.close(campaign, at=CLOSES)

    with pytest.raises(NotOpenError, match="16 March 2026"):
        responses.open_sheet(token=token, at=AFTER)


def test_link_after_the_seal_is_unknown(campaign, token):
    releases.seal(releases.score(campaigns.close(campaign, at=CLOSES)))

    with pytest.raises(UnknownLinkError):
        responses.open_sheet(token=token, at=AFTER)


def test_missing_key_is_said_and_the_link_works_again_with_it(campaign, outline, token, settings):
    there = settings.CAMPAIGN_KEYS_DIR
    settings.CAMPAIGN_KEYS_DIR = there / "elsewhere"
    with pytest.raises(KeyMissingError, match="your link stays valid"):
        responses.open_sheet(token=token, at=DURING)

    settings.CAMPAIGN_KEYS_DIR = there

    assert keyring.exists(campaign)
    assert send(token, alike(outline))


def test_turnout_is_a_band_of_teams_of_at_least_k(campaign, outline):
    send_all(campaign, {"Red": 7 * [alike(outline)], "Green": 3 * [alike(outline)]})
    names = dict(campaign.nodes.values_list("pk", "name"))

    turnout = {names[pk]: band for pk, band in responses.turnout(campaign).items()}

    assert turnout == {"Red": "50 to 74%", "White": "under 25%", "Blue": "under 25%"}


@pytest.mark.parametrize(
    ("answered", "invited", "band"),
    [
        (0, 0, "under 25%"),
        (0, 8, "under 25%"),
        (2, 8, "25 to 49%"),
        (4, 8, "50 to 74%"),
        (6, 8, "75% or more"),
        (8, 8, "75% or more"),
        (249, 1000, "under 25%"),
        (749, 1000, "50 to 74%"),
    ],
)
def test_turnout_band(answered, invited, band):
    assert responses.turnout_band(answered, invited) == band
