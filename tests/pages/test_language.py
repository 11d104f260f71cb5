"""The language of a page: the browser's, or the one chosen; a cookie, and nothing on the server."""

import re

import pytest
from django.conf import settings
from django.test import Client

LANGUAGES = ["en", "de", "fr", "es"]
GERMAN = {"Accept-Language": "de-CH,de;q=0.9,en;q=0.5"}


def shown(response):
    return re.search(r'<html lang="([^"]+)"', response.content.decode())[1]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("de-CH,de;q=0.9,en;q=0.5", "de"), ("nl, fr;q=0.3", "fr"), ("nl", "en"), ("", "en")],
)
def test_browser_decides_where_nobody_chose(client, accepted, language):
    response = client.get("/privacy/", headers={"Accept-Language": accepted})

    assert shown(response) == response["Content-Language"] == language
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize("language", LANGUAGES)
def test_link_chooses_and_leads_back_to_the_clean_address(client, language):
    response = client.get(f"/try/?a=1&language={language}&b=%26", headers=GERMAN)

    assert response.status_code == 302
    assert response["Location"] == "/try/?a=1&b=%26"
    assert shown(client.get("/privacy/", headers=GERMAN)) == language


def test_choice_goes_with_the_browser_and_no_script_reads_it(client):
    kept = client.get("/?language=es").cookies[settings.LANGUAGE_COOKIE_NAME]

    assert kept.value == "es"
    assert (kept["max-age"], kept["expires"], kept["samesite"]) == ("", "", "Lax")
    assert kept["httponly"]


@pytest.mark.parametrize("code", ["", "DE", "de;path=/", "x" * 40, "../de"])
def test_what_is_no_language_chooses_nothing(client, code):
    response = client.get("/privacy/", {"language": code})

    assert response.status_code == 200
    assert shown(response) == "en"
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies


def test_unknown_language_leaves_the_browsers(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "xx"

    assert shown(client.get("/privacy/", headers=GERMAN)) == "de"


def test_redirect_never_leaves_the_site(client):
    response = client.get("/?language=de", PATH_INFO="//elsewhere.example/")

    assert response["Location"] == "/elsewhere.example/"


def test_switch_names_each_language_in_itself_and_keeps_the_query(client):
    text = client.get("/privacy/?a=1", headers=GERMAN).content.decode()
    nav = re.search(r'<nav class="language-switch".*?</nav>', text, re.DOTALL)[0]

    assert re.findall(r'<a href="([^"]+)" lang="(..)" hreflang="(..)"( [^>]+)?>([^<]+)<', nav) == [
        ("?a=1&amp;language=en", "en", "en", "", "English"),
        ("?a=1&amp;language=de", "de", "de", ' aria-current="true"', "Deutsch"),
        ("?a=1&amp;language=fr", "fr", "fr", "", "Français"),
        ("?a=1&amp;language=es", "es", "es", "", "Español"),
    ]
    assert 'aria-label="Sprache"' in nav


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["/nowhere/", "/accounts/login/", "/s/made-up/"])
def test_every_frame_speaks_the_language(client, address, language):
    response = client.get(address, headers={"Accept-Language": language})

    assert shown(response) == language
    assert 'hreflang="fr"' in response.content.decode()


def test_choosing_never_asks_the_database(db, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/privacy/?language=de")
        client.get("/privacy/")


def test_forged_form_cannot_be_sent_for_its_language():
    checked = Client(enforce_csrf_checks=True)

    assert checked.post("/try/?language=de", {"a": "1"}).status_code == 403
