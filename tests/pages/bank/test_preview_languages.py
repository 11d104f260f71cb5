"""The preview speaks every language that respondents may choose, and the editor's stays."""

import re

import pytest
from django.utils import translation

from assessments.models import Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(draft, thawed):
    first = draft.outline().questions[0]
    Question.objects.filter(pk=first.pk).update(
        translations={"fr": {"text": "Tout est versionné."}}
    )
    draft.languages = ["fr", "it"]
    draft.translations = {"it": {"lead_in": "Pensa al tuo team."}}
    draft.digest = "previewed"
    draft.save()
    return draft


@pytest.fixture
def desk(signed_in, editor):
    return signed_in(editor)


def previewed(desk, edition, query="", number=1):
    return desk.get(f"/bank/{edition.pk}/preview/{number}/{query}").content.decode()


def test_preview_reads_as_respondents_will_read_it(desk, edition):
    page = previewed(desk, edition, "?as=fr")

    assert '<html lang="fr">' in page
    assert "Tout est versionné." in page
    assert ">Continuer</button>" in page
    assert 'action="?as=fr" id="answers"' in page
    assert re.findall(r'formaction="\?as=(\w+)"', page) == ["en", "fr", "it"]


def test_language_without_an_interface_is_around_the_questions_as_for_respondents(desk, edition):
    page = previewed(desk, edition, "?as=it")

    assert '<html lang="en">' in page
    assert '<p class="muted" lang="it">Pensa al tuo team.</p>' in page
    assert ">Continue</button>" in page


@pytest.mark.parametrize("query", ["", "?as=es", "?as=", "?as=%3Cb%3E"])
def test_language_that_is_not_offered_shows_the_source(desk, edition, query):
    page = previewed(desk, edition, query)

    assert '<html lang="en">' in page
    assert "Tout est versionné." not in page


def test_preview_stays_in_its_language_and_the_editors_does_not_change(desk, edition):
    address = f"/bank/{edition.pk}/preview/1/?as=fr"
    going_on = desk.post(address, {"go": "on"})
    staying = desk.post(address, {"go": "stay", "vc1": "6"})

    assert going_on["Location"] == f"/bank/{edition.pk}/preview/2/?as=fr"
    assert staying.status_code == 200
    assert 'name="vc1" value="6" checked' in staying.content.decode()
    assert "language" not in desk.cookies
    assert '<html lang="en">' in desk.get("/bank/").content.decode()


def test_what_is_wrong_is_said_in_the_previewed_language(desk, edition):
    response = desk.post(f"/bank/{edition.pk}/preview/1/?as=fr", {"vc1": "99"})

    with translation.override("fr"):
        said = translation.gettext("Something to correct on this page")
    assert response.status_code == 422
    assert said in response.content.decode()


def test_phone_chooses_the_language_of_its_frame(desk, edition):
    page = desk.get(f"/bank/{edition.pk}/preview/?as=fr").content.decode()

    assert f'src="/bank/{edition.pk}/preview/1/?as=fr"' in page
    assert '<a href="?as=fr" lang="fr" hreflang="fr" aria-current="true">Français</a>' in page
    assert '<a href="?as=it" lang="it" hreflang="it">Italiano</a>' in page
