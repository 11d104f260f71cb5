"""The watch's negative controls: each page does one forbidden thing, and is caught.

The pages are handed to the browser in the server's place, under the server's origin.
"""

import pytest
from django.conf import settings

POLICY = "; ".join(
    f"{name} {' '.join(sources)}"
    for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
BARE = "<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1>{}</main></html>"


@pytest.fixture
def visit(page):
    def visit_page(body, *, policy=POLICY, status=200):
        page.route(
            "**/control/",
            lambda route: route.fulfill(
                status=status,
                body=BARE.format(body),
                headers={"content-type": "text/html", "content-security-policy": policy},
            ),
        )
        page.goto("/control/", wait_until="networkidle")
        return page

    return visit_page


def test_watch_accepts_a_clean_page(visit, watch):
    visit("<p>Nothing to see.</p>")

    assert watch.take() == []


def test_watch_reports_an_inline_style(visit, watch):
    visit('<p style="color: red">Red</p>')

    assert any(line.startswith("CSP: style-src") for line in watch.take())


def test_watch_reports_an_inline_script(visit, watch):
    visit("<script>document.title = 'changed'</script>")

    assert any(line.startswith("CSP: script-src") for line in watch.take())


def test_watch_blocks_and_reports_another_origin(visit, watch):
    visit('<img alt="" src="http://elsewhere.invalid/pixel.png">', policy="img-src *")

    assert "other origin: http://elsewhere.invalid/pixel.png" in watch.take()


def test_watch_reports_a_console_error(visit, watch):
    visit("<script>console.error('broken')</script>", policy="script-src 'unsafe-inline'")

    assert any("console: broken" in line for line in watch.take())


def test_watch_reports_an_exception(visit, watch):
    visit("<script>throw new Error('lost')</script>", policy="script-src 'unsafe-inline'")

    assert any("exception: " in line and "lost" in line for line in watch.take())


def test_watch_leaves_a_refused_page_to_its_test(visit, watch):
    visit("<p>This page does not exist.</p>", status=404)

    assert watch.take() == []


def test_watch_reports_a_server_error(visit, watch):
    visit("<p>Something broke.</p>", status=500)

    assert any("status of 500" in line for line in watch.take())


def test_axe_accepts_a_clean_page(visit, axe):
    assert axe(visit("<p>Readable.</p>")) == []


def test_axe_finds_an_image_without_words(visit, axe):
    findings = axe(visit('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">'))

    assert [line.split()[0] for line in findings] == ["image-alt"]


@pytest.mark.every_look
def test_look_reaches_the_page(page, look):
    page.goto("about:blank")

    seen = page.evaluate(
        "[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light']"
    )
    assert seen == [look.width, look.scheme]
