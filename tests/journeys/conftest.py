"""A real browser for the journeys, and the watch that fails them.

Ask for `page` (a desktop in light), mark a test `every_look` to run it on desktop and phone in
light and dark, `opposite_looks` for two of these four, or ask for `new_page` to open more devices.
Whatever the browser complains about fails the test: a Content-Security-Policy violation, an error
on the console, an exception, a request to another origin.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import sync_playwright

sys.path.append(str(Path(__file__).parents[1] / "actions"))

import small_organisation

from assessments.models import bank

# Playwright's sync API runs an event loop on the test's thread, and Django would take the test's
# own queries for asynchronous code. They are not: the loop only runs inside Playwright's calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ROOT = Path(__file__).resolve().parents[2]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
BROWSER_FLAGS = [
    "--no-sandbox",  # as root, in containers; every page it opens is ours
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
OWN_SCHEMES = ("data:", "blob:", "about:")
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  window.reportViolation(`${event.effectiveDirective} blocked ${event.blockedURI || "inline"}`));
"""
# A page that answers 4xx on purpose makes Chromium write this line; its status is for the test.
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@dataclass(frozen=True)
class Look:
    """A device and a colour scheme."""

    width: int
    height: int
    scheme: str
    touch: bool

    def __str__(self):
        return f"{self.width}px-{self.scheme}"


LOOKS = [
    Look(1280, 800, "light", touch=False),
    Look(1280, 800, "dark", touch=False),
    Look(390, 844, "light", touch=True),
    Look(390, 844, "dark", touch=True),
]


@dataclass
class Watch:
    """What the browser complained about in one test."""

    origin: str
    complaints: list[str] = field(default_factory=list)
    console_errors: list[tuple[str, str]] = field(default_factory=list)
    refused_pages: set[str] = field(default_factory=set)

    def follow(self, context):
        """Listen to everything that the pages of this context do."""
        context.expose_function("reportViolation", self.violation)
        context.add_init_script(REPORT_VIOLATIONS)
        context.route("**/*", self.route)
        context.on("console", self.console)
        context.on("weberror", lambda error: self.complaints.append(f"exception: {error.error}"))
        context.on("response", self.response)

    def violation(self, text):
        self.complaints.append(f"CSP: {text}")

    def route(self, route):
        url = route.request.url
        if url.startswith((f"{self.origin}/", *OWN_SCHEMES)):
            route.continue_()
        else:
            self.complaints.append(f"other origin: {url}")
            route.abort()

    def console(self, message):
        if message.type == "error":
            self.console_errors.append((message.text, message.location["url"]))

    def response(self, response):
        if response.request.is_navigation_request() and 400 <= response.status < 500:
            self.refused_pages.add(response.url)

    def take(self):
        """Return the complaints so far, each once, and forget them."""
        console = [
            f"console: {text} ({url})"
            for text, url in self.console_errors
            if not (url in self.refused_pages and REFUSED.match(text))
        ]
        complaints = [*self.complaints, *console]
        self.complaints.clear()
        self.console_errors.clear()
        return list(dict.fromkeys(complaints))


def pytest_configure(config):
    config.addinivalue_line("markers", "every_look: desktop and phone, light and dark")
    config.addinivalue_line("markers", "opposite_looks: desktop in light and phone in dark")


def pytest_generate_tests(metafunc):
    if metafunc.definition.get_closest_marker("every_look"):
        metafunc.parametrize("look", LOOKS, ids=str)
    elif metafunc.definition.get_closest_marker("opposite_looks"):
        metafunc.parametrize("look", [LOOKS[0], LOOKS[-1]], ids=str)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture
def look():
    return LOOKS[0]


@pytest.fixture
def looks():
    return LOOKS


@pytest.fixture(scope="session")
def browser():
    sh = shutil.which("sh")
    found = subprocess.run(  # noqa: S603 (our own script)
        [sh, str(ROOT / "scripts" / "chromium.sh")], capture_output=True, text=True, check=False
    )
    if found.returncode:
        pytest.fail(found.stderr)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.stdout.strip(), args=BROWSER_FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _fresh_outlines():
    # An emptied database may give the same keys to new rows; the cache would know the old ones.
    bank._outline.cache_clear()


@pytest.fixture
def shipped(live_server):
    """The shipped questionnaire and benchmarks."""
    small_organisation.load_content()


@pytest.fixture
def watch(live_server):
    """Fail the test at its end if the browser complained."""
    watch = Watch(live_server.url)
    yield watch
    if complaints := watch.take():
        pytest.fail("The browser complained:\n" + "\n".join(complaints))


@pytest.fixture
def new_page(browser, live_server, watch):
    """Open a device of its own: new_page(look, javascript=True) returns a page."""
    contexts = []

    def open_page(look=LOOKS[0], *, javascript=True):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": look.width, "height": look.height},
            color_scheme=look.scheme,
            has_touch=look.touch,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        watch.follow(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page, look):
    return new_page(look)


@pytest.fixture
def change(page):
    """change(address, old, new): the page gets that file with something replaced."""

    def change_file(address, old, new):
        def fulfil(route):
            response = route.fetch()
            body = response.text()
            assert old in body
            route.fulfill(response=response, body=body.replace(old, new))

        page.route(address, fulfil)

    return change_file


@pytest.fixture
def sign_in(live_server):
    """sign_in(page, user): the page's device is signed in, without the form."""

    def sign_in_on(page, user):
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"].value
        page.context.add_cookies(
            [{"name": "sessionid", "value": session, "url": live_server.url, "httpOnly": True}]
        )

    return sign_in_on


@pytest.fixture(scope="session")
def axe():
    """axe(page): what breaks WCAG 2.2 A and AA, one line a finding, with the elements.

    With colours_only, just the rules that a change of the colour scheme can break.
    """
    # axe asks for the text's fill, which Chromium reports unforced in forced colours. We set none,
    # so it is the colour everywhere.
    source = AXE.read_text().replace("-webkit-text-fill-color", "color")

    def findings(page, *, colours_only=False):
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        rules = ("rule", COLOUR_RULES) if colours_only else ("tag", AXE_TAGS)
        result = page.evaluate(
            "([type, values]) => axe.run({runOnly: {type, values}, resultTypes: ['violations']})",
            rules,
        )
        return [
            f"{rule['id']} ({rule['impact']}): {rule['help']} at {', '.join(targets(rule))}"
            for rule in result["violations"]
        ]

    def targets(rule):
        return [str(node["target"][0]) for node in rule["nodes"]]

    return findings


@pytest.fixture
def dialogs(page):
    """What the pages have said in dialogs, each of which is closed."""
    said = []

    def close(dialog):
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    return said
