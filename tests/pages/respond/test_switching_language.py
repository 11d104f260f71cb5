"""A respondent reads the questionnaire in another language, and changes it in the middle."""

import re
from pathlib import Path

import pytest
from django.core import serializers
from django.test import Client
from respondent import Respondent, answered
from small_organisation import DURING, OPENS, grow, opened, tokens

from assessments.actions import edition_content, responses
from assessments.content import loader
from assessments.models import Draft, Edition, Invitation, Questionnaire
from assessments.models.response import Response

pytestmark = pytest.mark.django_db
EVERY_KIND = Path(__file__).with_name("every_kind.yaml").read_text()
GERMAN = {
    "f1": {"text": "Wir beenden, was wir beginnen.", "option.6": "Immer"},
    "f2": {"text": "Wir warten auf andere."},
    "c1": {"text": "Die Nächte sind ruhig."},
    "nights": {"text": "Wie viele Nächte im Monat?", "unit": "Nächte"},
}
SHEET = {"f1": "6", "f2": "1", "f3": "3", "c1": "6", "duty": "1", "nights": "2,5", "word": "calm"}


def filled(content):
    line = Questionnaire.objects.create(key=content.key, title=content.title)
    edition = Edition.objects.create(questionnaire=line, number=1, digest="in two languages")
    edition_content.fill(edition, content)
    return edition


@pytest.fixture
def edition(shipped):
    edition = filled(loader.parse_questionnaire(EVERY_KIND, "every_kind.yaml"))
    for question in edition.questions.filter(code__in=GERMAN):
        question.translations = {"de": GERMAN[question.code]}
        question.save()
    edition.practices.filter(key="flow").update(translations={"de": {"name": "Arbeitsfluss"}})
    # French is on offer, but nobody has written a word of it
    edition.languages = ["de", "fr"]
    edition.translations = {"de": {"lead_in": "Denken Sie an Ihr eigenes Team."}}
    edition.state, edition.published_at = Edition.State.PUBLISHED, OPENS
    edition.save()
    return edition


@pytest.fixture
def campaign(edition, time_machine):
    time_machine.move_to(DURING, tick=False)
    return opened(grow({"Harbour": {"Red": 12}}), edition=edition)


@pytest.fixture
def links_of_red(campaign):
    return tokens(campaign)["Red"]


@pytest.fixture
def someone(campaign, links_of_red):
    """someone(place, language): a respondent whose browser prefers a language."""

    def make(place=0, language="en"):
        one = Respondent(
            links_of_red[place],
            campaign.edition_id,
            headers={"Accept-Language": language},
        )
        one.open()
        return one

    return make


def text_of(response):
    return response.content.decode()


def lang_of(response):
    return re.search(r'<html lang="(\w+)"', text_of(response))[1]


def switch(respondent, number, language, answers):
    """Press a language's button at the foot of the page."""
    return respondent.post(
        f"{number}/?language={language}",
        {"edition": respondent.edition, "go": "stay", **answers},
    )


@pytest.mark.parametrize("where", ["", "1/", "3/", "check/"])
def test_every_page_is_in_the_browsers_language(someone, where):
    english, german = someone(language="en").get(where), someone(language="de").get(where)

    assert (lang_of(english), lang_of(german)) == ("en", "de")
    assert "no-store" in german["Cache-Control"]


def test_questionnaire_is_read_in_the_chosen_language_text_by_text(someone):
    page = text_of(someone(language="de").get("1/"))

    assert '<h1>Arbeitsfluss</h1>\n      <p class="muted">Denken Sie an Ihr eigenes Team.' in page
    assert "<legend><span>Wir beenden, was wir beginnen.</span>" in page
    assert '<span class="option-label">Immer</span>' in page
    # Not translated: as written, and marked as what it is
    assert '<span class="option-label" lang="en">Often</span>' in page
    assert '<legend><span lang="en">How often do you ship?</span>' in page


def test_page_in_the_sources_language_marks_nothing(someone):
    page = text_of(someone().get("1/"))

    assert set(
        re.findall(r' lang="(\w+)"', page.partition("<main")[2].partition("</main>")[0])
    ) == (set())


def test_switch_in_the_middle_keeps_what_is_chosen_and_typed(someone):
    respondent = someone()
    chosen = {"c1": "5", "duty": "1", "nights": "2.5"}

    response = switch(respondent, 2, "de", chosen)
    again = respondent.get("2/")

    assert (response.status_code, response.url) == (303, f"/survey/{respondent.sheet}/2/")
    assert response.cookies["language"].value == "de"
    assert answered(again) == chosen
    assert "Die Nächte sind ruhig." in text_of(again)
    assert lang_of(respondent.get("3/")) == "de"


def test_switch_keeps_what_is_not_valid_and_says_so_in_the_new_language(someone):
    respondent = someone()
    response = switch(respondent, 2, "de", {"c1": "5", "nights": "many"})

    assert response.status_code == 422
    assert answered(response) == {"c1": "5", "nights": "many"}
    assert "Bitte geben Sie eine Zahl ein, etwa 3 oder 2,5." in text_of(response)
    # The draft has what is valid, and the page's own buttons do not switch again
    assert answered(respondent.get("2/")) == {"c1": "5"}
    assert f'action="/survey/{respondent.sheet}/2/" id="answers"' in text_of(response)


def test_forged_switch_stores_nothing_more_than_going_on(someone):
    respondent = someone()
    switch(respondent, 2, "de", {"c1": "99", "f1": "6"})

    assert answered(respondent.get("2/")) == answered(respondent.get("1/")) == {}


def test_switch_is_buttons_of_the_pages_own_form(someone):
    page = text_of(someone().get("1/"))
    buttons = re.findall(r'<button class="button-link"[^>]*>([^<]+)</button>', page)

    assert buttons == ["English", "Deutsch"]
    assert page.count('form="answers" formaction="?language=de" name="go" value="stay"') == 1
    assert "hreflang" not in page
    # Return in a text field presses the first button of the form, which goes on
    assert page.index('value="on"') < page.index('value="stay"')


def test_other_pages_switch_by_links_to_themselves(someone):
    respondent = someone()
    respondent.fill(1, {"f1": "6"})
    for where in ("", "check/"):
        assert 'href="?language=de" lang="de" hreflang="de"' in text_of(respondent.get(where))
        response = respondent.get(f"{where}?language=de")
        assert response.url == f"/survey/{respondent.sheet}/{where}"


def test_language_without_a_text_is_not_offered_nor_taken(someone):
    respondent = someone(language="fr,de;q=0.5")
    respondent.get("?language=fr")
    page = respondent.get("1/")

    assert lang_of(page) == "de"
    assert "Français" not in text_of(page)


def test_thanks_come_with_the_own_profile_in_the_language(someone):
    respondent = someone(language="de")
    response = respondent.post("send/", SHEET)

    assert lang_of(response) == "de"
    assert "Danke, Ihre Antworten sind da" in text_of(response)
    assert "<dt>Arbeitsfluss</dt>" in text_of(response)
    assert '<dt lang="en">A calm week</dt>' in text_of(response)


def test_what_is_stored_says_nothing_of_the_language(someone, links_of_red):
    """Else one Spanish speaker in a team would have signed the sheet."""
    before = kept_by_invitations()
    for place, language in enumerate(["en", "de", "es"]):
        respondent = someone(place, language)
        respondent.fill(1, {"f1": "6"})
        switch(respondent, 2, language, {"c1": "6"})
        assert respondent.post("send/", SHEET).status_code == 200

    first, *others = [row_without_keys(row) for row in Response.objects.all()]
    assert others == [first, first]
    assert len(set(drafts(links_of_red[:3]))) == 1
    assert kept_by_invitations() == before
    # Negative control: a row that did say it is told from the others
    told = Response.objects.first()
    told.answers[-1] = "de"
    assert row_without_keys(told) != first


def row_without_keys(row):
    fields = serializers.serialize("python", [row])[0]["fields"]
    # Random by design, and drawn before anything is known of the browser
    return {name: value for name, value in fields.items() if name != "revision"}


def drafts(links):
    for token in links:
        sheet = responses.open_sheet(token=token, at=DURING)
        yield str(responses.read_draft(sheet))


def kept_by_invitations():
    return serializers.serialize("json", Invitation.objects.order_by("pk"))


def test_drafts_are_ciphertext_of_the_same_length_in_every_language(someone):
    for place, language in enumerate(["en", "de"]):
        switch(someone(place), 2, language, {"c1": "6"})

    assert len({len(bytes(draft.ciphertext)) for draft in Draft.objects.all()}) == 1


def test_trial_keeps_its_answers_through_a_switch_and_stores_nothing(edition):
    browser = Client()
    page = text_of(browser.get("/try/"))
    chosen = {"f1": "6", "c1": "5"}
    response = browser.post("/try/?language=de", {**chosen, "go": "stay"})

    assert 'form="answers" formaction="?language=de"' in page
    assert response.status_code == 200
    assert answered(response) == chosen
    assert "Wir beenden, was wir beginnen." in text_of(response)
    result = browser.post("/try/", chosen)
    assert "Ihr Ergebnis" in text_of(result)
    assert answered(result) == chosen
    in_english = browser.post("/try/?language=en", {**chosen, "go": "result"})
    assert "Your result" in text_of(in_english)
    assert not Response.objects.exists()
    assert not Draft.objects.exists()


def test_guide_is_read_in_the_language_where_it_is_translated(edition):
    response = Client(headers={"Accept-Language": "de"}).get("/methods/")

    assert "Arbeitsfluss" in text_of(response)
    assert '" lang="en">A calm week</a>' in text_of(response)
