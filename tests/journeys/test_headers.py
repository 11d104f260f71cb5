"""The headers of each kind of page, as the browser gets them."""

import every_page
import pytest
from django.test import Client

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ON_EVERY_PAGE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}
# The preview stands in a frame of our own, which shows it as wide as a phone
FRAMED = {"preview": {"x-frame-options", "content-security-policy"}}
FRAMED["preview on a phone"] = {"content-security-policy"}
SENSORS = {"camera", "geolocation", "microphone", "payment", "usb", "fullscreen"}


def directives(header):
    """Return a Content-Security-Policy as its parts."""
    parts = [part.strip().partition(" ") for part in header.split(";") if part.strip()]
    assert len(parts) == len({name for name, _, _ in parts}), "A directive is given twice"
    return {name: sources for name, _, sources in parts}


def faults(headers, *, private):
    """Return what is wrong with a page's headers; a private page may be stored nowhere."""
    found = [name for name, value in ON_EVERY_PAGE.items() if headers.get(name) != value]
    if directives(headers.get("content-security-policy", "")) != POLICY:
        found.append("content-security-policy")
    closed = {part.strip() for part in headers.get("permissions-policy", "").split(",")}
    if closed != {f"{name}=()" for name in SENSORS}:
        found.append("permissions-policy")
    if private and "no-store" not in headers.get("cache-control", ""):
        found.append("cache-control")
    return found


def is_of_the_page(response, page):
    request = response.request
    return request.is_navigation_request() and request.frame == page.main_frame


@pytest.fixture
def documents(new_page):
    """documents(stops, enter): the headers of each page on a tour, by its stop's name."""

    def collect(stops, enter=None):
        page = new_page(javascript=False)  # the headers do not need it, and charts take time
        if enter:
            enter(page)
        last = {}
        page.on(
            "response",
            lambda one: last.update(one=one) if is_of_the_page(one, page) else None,
        )
        headers = {}
        for name, arrive in stops:
            arrive(page)
            headers[name] = last["one"].headers
        return headers

    return collect


@pytest.fixture
def world(shipped):
    return every_page.build()


def test_public_pages_have_every_header(documents, shipped):
    pages = documents(every_page.visitor())

    found = {name: faults(one, private="trial" in name) for name, one in pages.items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_survey_and_results_have_every_header_and_are_stored_nowhere(documents, world, sign_in):
    pages = documents(every_page.respondent(world))
    for person, tour in (
        (world.lead, every_page.reader(world)),
        (world.leader, every_page.heatmaps(world)),
        (world.organiser, every_page.manager(world)),
        (world.editor, every_page.editing(world)),
        (world.editor, every_page.author(world)),
    ):
        pages |= documents(tour, lambda page, person=person: sign_in(page, person))

    found = {name: faults(one, private=True) for name, one in pages.items()}
    assert {name: set(lines) for name, lines in found.items() if lines} == FRAMED
    assert len(pages) > 30


def test_files_are_not_guessed_at():
    # Not from the live server, which serves files before any middleware.
    for path in ("css/tokens.css", "js/charts.js", "vendor/plotly/plotly.min.js"):
        response = Client().get(f"/static/{path}")

        assert response.status_code == 200
        response.close()
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", [*ON_EVERY_PAGE, "content-security-policy", "permissions-policy"])
def test_missing_header_is_found(page, shipped, name):
    headers = page.goto("/try/").headers

    assert faults(headers, private=True) == []
    assert faults({**headers, name: ""}, private=True) == [name]


def test_page_that_may_be_stored_is_found(page, shipped):
    headers = page.goto("/try/").headers

    assert faults({**headers, "cache-control": "max-age=60"}, private=True) == ["cache-control"]
    assert faults(page.goto("/").headers, private=True) == ["cache-control"]


def test_looser_policy_is_found(page, shipped, settings):
    settings.CONTENT_SECURITY_POLICY = {
        "DIRECTIVES": settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        | {"style-src": ["'self'", "'unsafe-inline'"]}
    }

    headers = page.goto("/try/").headers

    assert faults(headers, private=True) == ["content-security-policy"]
