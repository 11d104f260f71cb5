"""Pages for everybody: home, the trial that stores nothing, the method, signing in, errors."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver, path, re_path
from respondent import form_values
from small_organisation import alike
from stored_rows import stored

from assessments.content import loader, translated
from assessments.models import Benchmark, Edition, Practice
from assessments.pages import policy
from assessments.pages.public.errors import nowhere
from assessments.pages.public.gallery import gallery

pytestmark = pytest.mark.django_db

DESCRIPTION = re.compile(r'name="description" content="([^"]*)"')


def text(response):
    return response.content.decode()


@pytest.fixture
def sample(shipped):
    """An answer to every question of the trial."""
    outline = Edition.objects.get().outline()
    asked = {outline.questions[place].code for place in outline.metric_places().values()}
    asked |= {outline.sample(practice).code for practice in outline.practices}
    return {code: str(code_) for code, code_ in alike(outline).items() if code in asked}


def test_home_leads_each_person_to_their_pages(client, signed_in, lead, organiser):
    def places(browser):
        page = text(browser.get("/"))
        return {
            place
            for place in ("/accounts/login/", "/teams/", "/manage/campaigns/", "/accounts/logout/")
            if f'"{place}"' in page
        }

    assert places(client) == {"/accounts/login/"}
    assert places(signed_in(lead)) == {"/teams/", "/accounts/logout/"}
    assert places(signed_in(organiser)) == {"/manage/campaigns/", "/accounts/logout/"}


def test_sign_in_leads_to_the_person_s_own_place(client, lead, organiser, outsider):
    def place(username):
        data = {"username": username, "password": "open-sesame"}
        return client.post("/accounts/login/", data).url

    assert [place(name) for name in ("rita", "olga", "oscar")] == [
        "/teams/",
        "/manage/campaigns/",
        "/",
    ]


def test_public_pages_describe_themselves(client, shipped):
    pages = [
        "/",
        "/try/",
        "/methods/",
        "/privacy/",
        "/methods/practices/version_control/",
        "/methods/benchmarks/dora-2022/",
    ]

    found = [DESCRIPTION.search(text(client.get(page)))[1] for page in pages]

    assert len(set(found)) == len(pages)
    assert all(found)


@pytest.mark.parametrize(
    "address", ["/methods/practices/version_control/", "/methods/benchmarks/dora-2022/"]
)
def test_pages_of_the_method_lead_back_to_it(client, shipped, address):
    page = text(client.get(address))

    assert '<a href="/methods/" aria-current="true">Method</a>' in page
    assert '<li><a href="/methods/">Method</a></li>' in page
    assert 'aria-label="Breadcrumb"' in page


def test_icon_is_found_where_browsers_look_for_it(client, db):
    assert client.get("/favicon.ico").url == "/static/img/favicon.svg"


def test_trial_asks_and_answers_and_stores_nothing(client, sample):
    before = stored()
    asked = client.get("/try/")

    response = client.post("/try/", sample)

    assert set(sample) == {name for name in sample if f'name="{name}"' in text(asked)}
    assert len(sample) == 11
    assert response.status_code == 200
    assert "By these answers alone" in text(response)
    assert text(response).count('<figure class="chart"') == 3
    assert "DORA’s score of 2023 and later" in text(response)
    assert "no-store" in response["Cache-Control"]
    assert stored() == before


def test_trial_keeps_what_was_typed_beside_an_error(client, sample):
    response = client.post("/try/", sample | {"vc1": "99"})

    assert response.status_code == 422
    assert "Something to correct" in text(response)
    assert form_values(response) == {k: v for k, v in sample.items() if k != "vc1"}


def test_trial_without_enough_answers_says_what_is_needed(client, sample):
    page = text(client.post("/try/", {"vc1": "6"}))

    assert "Not enough answers to place you" in page
    assert "at least three of the four metrics" in page


@pytest.mark.parametrize("answers", [{}, {"vc1": "0", "lead_time": "0"}])
def test_trial_without_an_answer_asks_again(client, sample, answers):
    response = client.post("/try/", answers)

    assert response.status_code == 422
    assert "Please answer at least one question" in text(response)
    assert "<figure" not in text(response)
    assert form_values(response) == answers


def test_trial_of_metrics_alone_draws_no_empty_practices(client, sample):
    page = text(client.post("/try/", {"deployment_frequency": "3", "change_fail_rate": "6"}))

    assert page.count('<figure class="chart"') == 1
    assert "No practice has a score" in page
    assert "The two answers against the tier bands of 2022" in page


def test_trial_quotes_the_answer_that_was_chosen(client, sample):
    answers = {"deployment_frequency": "3", "lead_time": "3", "change_fail_rate": "6"}

    page = text(client.post("/try/", answers))

    assert "“11 to 15%”, which the 2022 table counts as “0 to 15%”" in page
    assert "Change failure rate: “0 to 15%”" not in page


def test_pages_without_content_say_so(client, db):
    assert client.get("/try/").status_code == 503
    assert "load_content" in text(client.get("/try/"))
    assert "No questionnaire is loaded yet" in text(client.get("/methods/"))
    assert client.get("/methods/practices/version_control/").status_code == 404


def test_methods_lead_to_every_practice_and_rule_set(client, shipped):
    page = text(client.get("/methods/"))
    practices = Practice.objects.filter(active=True)
    addresses = [f"/methods/practices/{practice.key}/" for practice in practices]
    addresses += [f"/methods/benchmarks/{one.key}/" for one in Benchmark.objects.current()]

    assert len(addresses) > 10
    assert [address for address in addresses if f'"{address}"' not in page] == []
    assert {client.get(address).status_code for address in addresses} == {200}


def test_rule_set_that_places_nobody_says_so(client, shipped):
    found = Benchmark.objects.current().filter(placeable=False).first()

    assert "To read only" in text(client.get(f"/methods/benchmarks/{found.key}/"))
    assert "To read only" not in text(client.get("/methods/benchmarks/dora-2022/"))


def test_sign_in_and_out(client, lead):
    refused = client.post("/accounts/login/", {"username": "rita", "password": "wrong"})
    inside = client.post(
        "/accounts/login/?next=/teams/",
        {
            "username": "rita",
            "password": "open-sesame",
            "next": "/teams/",
        },
        follow=True,
    )
    outside = client.post("/accounts/logout/", follow=True)

    assert form_values(refused)["username"] == "rita"
    assert "wrong" not in text(refused)
    assert "Please enter a correct username and password" in text(refused)
    assert "Your teams" in text(inside)
    assert outside.redirect_chain == [("/", 302)]
    assert "You are signed out." in text(outside)
    assert client.get("/teams/").status_code == 302


def test_signed_in_pages_are_kept_in_no_cache(signed_in, lead, organiser, teams):
    pages = [
        signed_in(lead).get("/teams/"),
        signed_in(lead).get(f"/teams/{teams['Red'].pk}/"),
        *(
            signed_in(organiser).get(f"/manage/{where}")
            for where in ("campaigns/", "campaigns/new/", "organisation/")
        ),
    ]

    assert ["no-store" in page["Cache-Control"] for page in pages] == [True] * len(pages)


def test_page_that_does_not_exist_says_what_to_do(client, db):
    response = client.get("/nothing/")

    assert response.status_code == 404
    assert "Page not found" in text(response)
    assert "If a link to a survey does not work" in text(response)


def broken(request):
    raise RuntimeError("for nobody to read")


def test_failure_is_admitted_without_details(settings):
    settings.ROOT_URLCONF = (
        path("broken/", policy.public(broken)),
        *get_resolver().url_patterns,
    )

    response = Client(raise_request_exception=False).get("/broken/")

    assert response.status_code == 500
    assert "Something went wrong on our side" in text(response)
    assert "for nobody" not in text(response)


@pytest.mark.parametrize("file", ["base.css", "components.css"])
def test_gallery_shows_every_component_in_development(shipped, client, settings, file):
    settings.ROOT_URLCONF = (
        path("components/", gallery, name="gallery"),
        *get_resolver().url_patterns,
    )

    page = text(client.get("/components/"))

    assert file in page
    assert page.count("<section") > 5


def test_gallery_is_not_there_otherwise(client, db):
    assert client.get("/components/").status_code == 404


@pytest.fixture
def demo_client(settings):
    """A browser at the demo: DEBUG is on, and so is what is added for it."""
    settings.DEBUG = True
    settings.ROOT_URLCONF = (*get_resolver().url_patterns, re_path(r".*/$", nowhere))
    return Client()


@pytest.mark.parametrize("address", ["/s/", "/nothing/at/all/", "/methods/practices/none/"])
def test_demo_shows_the_products_own_page_where_there_is_none(shipped, demo_client, address):
    response = demo_client.get(address)

    assert response.status_code == 404
    assert "Page not found" in text(response)
    assert "urlpatterns" not in text(response).lower()
    assert "urlconf" not in text(response).lower()
    assert "no-store" in response["Cache-Control"]


def test_demo_still_adds_a_slash_left_out(shipped, demo_client):
    assert demo_client.get("/methods").headers["Location"] == "/methods/"


def test_demo_without_that_shows_what_is_for_developers(shipped, settings):
    settings.DEBUG = True
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "NotFound" not in one]

    assert "URLconf" in text(Client().get("/nothing/"))
    assert "DEBUG = True" in text(Client().get("/methods/practices/none/"))


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "nl"])
def test_methods_tell_the_metrics_in_the_reader_s_language(client, shipped, language):
    shown = client.get("/methods/", headers={"Accept-Language": language}).context["metrics"]

    expected = translated.load_metrics(language)
    told = {guide.key: guide for _, guide in shown}
    assert told == expected
    assert {name for name, _ in shown} == {guide.name for guide in expected.values()}
    assert (told == loader.load_metrics()) == (language in {"en", "nl"})
