"""The last look before publishing, and the respondent's own page as a preview."""

import pytest

from assessments.actions import bank_publishing, bank_rows
from assessments.errors import BankError, NotADraftError
from assessments.models import Edition, Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(draft, editor):
    question = draft.questions.get(code="vc1")
    return bank_rows.change(
        question, revision=1, values={"text": "All <i>code</i> is in Git."}, by=editor
    )


@pytest.fixture
def desk(signed_in, publisher):
    return signed_in(publisher)


def seen(edition):
    return Edition.objects.get(pk=edition.pk).digest


def test_changed_question_is_asked_about_and_published(desk, draft, question):
    page = f"/bank/{draft.pk}/publish/"
    shown = desk.get(page).content.decode()
    assert "<del>" in shown
    assert "<ins>" in shown
    assert "<i>code</i>" not in shown

    undecided = desk.post(page, {"seen": seen(draft)})
    assert undecided.status_code == 422
    assert "Please choose one of the two." in undecided.content.decode()
    desk.post(page, {"seen": seen(draft), "vc1": "breaks"})

    draft.refresh_from_db()
    assert (draft.state, bool(draft.published_at)) == ("published", True)
    assert draft.questions.get(code="vc1").wording_version == 2
    assert draft.history.latest("history_id").history_user.username == "pia"


def test_same_meaning_keeps_the_wording_version(desk, draft, question):
    desk.post(f"/bank/{draft.pk}/publish/", {"seen": seen(draft), "vc1": "same"})

    assert draft.questions.get(code="vc1").wording_version == 1


def test_draft_changed_since_it_was_looked_at_is_not_published(desk, draft, question, editor):
    looked = seen(draft)
    bank_rows.change(question, revision=2, values={"text": "Slipped in"}, by=editor)

    response = desk.post(f"/bank/{draft.pk}/publish/", {"seen": looked, "vc1": "same"})

    assert response.status_code == 409
    assert Edition.objects.drafts().exists()


def test_change_of_the_scale_breaks_without_being_asked(draft, editor, publisher, clock):
    from django.utils import timezone

    question = draft.questions.get(code="vc1")
    for code in draft.questions.filter(practice=question.practice_id, kind="likert"):
        five = [{"code": n, "label": str(n)} for n in range(1, 6)]
        bank_rows.change(code, revision=code.revision, values={"options": five}, by=editor)

    found = bank_publishing.look(Edition.objects.get(pk=draft.pk))
    assert found.to_decide == ()
    bank_publishing.publish(draft, seen=found.seen, still_same={}, by=publisher, at=timezone.now())

    assert draft.questions.get(code="vc1").wording_version == 2
    assert draft.questions.get(code="at1").wording_version == 1


def test_error_blocks(desk, draft, editor):
    bank_rows.add_practice(draft, values={"name": "New", "short_name": "New"}, by=editor)

    response = desk.get(f"/bank/{draft.pk}/publish/")
    assert "has no statement" in response.content.decode()
    assert ">Publish</button>" not in response.content.decode()
    desk.post(f"/bank/{draft.pk}/publish/", {"seen": seen(draft)})

    assert Edition.objects.drafts().exists()


def test_published_edition_is_not_published_again(published, publisher, clock):
    from django.utils import timezone

    with pytest.raises(NotADraftError):
        bank_publishing.publish(
            published, seen=published.digest, still_same={}, by=publisher, at=timezone.now()
        )


def offered(browser):
    form = browser.get("/manage/campaigns/new/").context["form"]
    return {edition.pk for edition in form.fields["edition"].queryset}


def test_campaign_form_offers_what_is_published_and_no_draft(
    desk, draft, published, organiser, signed_in, teams
):
    form = signed_in(organiser)
    assert offered(form) == {published.pk}

    desk.post(f"/bank/{draft.pk}/publish/", {"seen": seen(draft)})
    assert offered(form) == {published.pk, draft.pk}

    desk.post(f"/bank/{draft.pk}/retire/")
    assert offered(form) == {published.pk}


def test_preview_shows_what_respondents_see_and_stores_nothing(
    browser, campaign, respondent, draft
):
    preview = browser.get(f"/bank/{campaign.edition_id}/preview/1/").content.decode()
    survey = respondent.get("1/").content.decode()

    def asked(html):
        start = html.index('data-keep="keep/"')
        questions = html[start : html.index('<div class="actions actions-ends">')]
        return sorted(questions.split("<fieldset")[1:])

    assert len(asked(preview)) == 5
    assert asked(preview)[0][:60] in survey
    rows = Question.objects.count()
    response = browser.post(f"/bank/{draft.pk}/preview/1/", {"vc1": "5", "go": "on"})
    assert response.url == f"/bank/{draft.pk}/preview/2/"
    assert browser.post(f"/bank/{draft.pk}/preview/1/", {"vc1": "99"}).status_code == 422
    assert Question.objects.count() == rows


def test_preview_follows_a_change_at_once(browser, draft, question):
    browser.get(f"/bank/{draft.pk}/preview/1/")
    bank_rows.change(
        question,
        revision=2,
        values={"text": "Fresh words"},
        by=question.history.first().history_user,
    )

    assert "Fresh words" in browser.get(f"/bank/{draft.pk}/preview/1/").content.decode()


def test_only_the_preview_may_be_framed_and_only_by_us(browser, draft):
    framed = browser.get(f"/bank/{draft.pk}/preview/1/")
    frame = browser.get(f"/bank/{draft.pk}/preview/")

    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-src 'self'" in frame.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in frame.headers["Content-Security-Policy"]


def test_missing_choice_is_refused_by_the_action_too(draft, question, publisher, clock):
    from django.utils import timezone

    with pytest.raises(BankError, match="still means the same"):
        bank_publishing.publish(
            draft, seen=seen(draft), still_same={}, by=publisher, at=timezone.now()
        )
