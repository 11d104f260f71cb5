"""No form counts that did not come from this site and this browser."""

import re

import pytest
from access_table import METHODS, NO_METHOD, PAGES, ROLES
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, path
from django.views.decorators.csrf import csrf_exempt
from respondent import Respondent

from assessments.pages import policy

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
VOUCHED = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
MIDDLEWARE = "assessments.pages.csrf.VouchedOriginMiddleware"
UNSAFE = [method for method in METHODS if method not in {"GET", "HEAD", "OPTIONS"}]


@pytest.fixture
def browser(campaign, tokens):
    """A browser that minds CSRF, on the page of a link."""
    return Respondent(tokens["Red"][0], campaign.edition_id, enforce_csrf_checks=True)


def press(browser, headers, *, token=True, secure=False):
    """Press the link page's button; return the status."""
    address = f"/s/{browser.token}/"
    page = browser.client.get(address, secure=secure).content.decode()
    data = {"csrfmiddlewaretoken": TOKEN.search(page)[1]} if token else {}
    return browser.client.post(address, data, headers=headers, secure=secure).status_code


@pytest.mark.parametrize("secure", [False, True])
@pytest.mark.parametrize("known", [False, True])
def test_form_of_this_site_passes(browser, secure, known):
    own = {"Origin": f"http{'s' * secure}://testserver"}

    assert press(browser, own if known else VOUCHED, secure=secure) == 303


@pytest.mark.parametrize("secure", [False, True])
@pytest.mark.parametrize(
    "headers",
    [
        VOUCHED | {"Sec-Fetch-Site": "cross-site"},
        VOUCHED | {"Sec-Fetch-Site": "same-site"},
        VOUCHED | {"Sec-Fetch-Site": "none"},
        VOUCHED | {"Sec-Fetch-Site": "same-origin, cross-site"},
        {"Origin": "null"},
        {"Origin": "https://example.org", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://testserver.example.org", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_form_from_elsewhere_is_refused_even_with_the_token(browser, headers, secure):
    assert press(browser, headers, secure=secure) == 403


@pytest.mark.parametrize("headers", [VOUCHED, {"Origin": "http://testserver"}, {}])
def test_form_without_the_token_is_refused(browser, headers):
    assert press(browser, headers, token=False) == 403


def test_form_with_another_browsers_token_is_refused(browser, tokens):
    other = Client(enforce_csrf_checks=True)
    page = other.get(f"/s/{browser.token}/").content.decode()
    browser.client.get(f"/s/{browser.token}/")

    response = browser.client.post(
        f"/s/{browser.token}/", {"csrfmiddlewaretoken": TOKEN.search(page)[1]}, headers=VOUCHED
    )

    assert response.status_code == 403


def test_without_our_middleware_browsers_own_forms_would_be_refused(browser, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != MIDDLEWARE]

    assert press(browser, VOUCHED) == 403


def test_refused_form_is_explained(browser):
    response = browser.client.post(f"/s/{browser.token}/")

    assert "Please send the form again" in response.content.decode()
    assert "nothing of it was taken" in response.content.decode()


def accepted_without_token(world, pages):
    """The addresses and methods that some role may use without a token."""
    for example, expected in pages:
        address = world.address(example)
        one_of_each = {statuses: role for role, statuses in expected.items()}
        for statuses, role in one_of_each.items():
            for method in UNSAFE:
                may = statuses[METHODS.index(method)] != NO_METHOD
                if may and world.ask(role, method, address, csrf=True).status_code != 403:
                    yield role, method, address


def test_every_form_of_every_role_asks_for_the_token(world):
    assert list(accepted_without_token(world, PAGES.values())) == []


def test_form_that_asks_for_no_token_is_seen(world, settings):
    lax = csrf_exempt(policy.public(lambda request: HttpResponse()))
    settings.ROOT_URLCONF = (path("lax/", lax), *get_resolver().url_patterns)
    expected = dict.fromkeys(ROLES, (200,) * len(METHODS))

    found = {method for _, method, _ in accepted_without_token(world, [("/lax/", expected)])}

    assert found == set(UNSAFE)
