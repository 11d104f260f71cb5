"""No body with HEAD; pages compressed, but none of a respondent."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from assessments.pages import transport

pytestmark = pytest.mark.django_db

ZIPPED = {"Accept-Encoding": "gzip"}


def answer(method):
    """The middleware's own: the test client would leave the body out by itself."""
    made = HttpResponse(b"a page", headers={"Content-Length": "6"})
    return transport.EmptyHeadMiddleware(lambda request: made)(
        getattr(RequestFactory(), method)("/")
    )


def test_head_has_the_length_and_no_body():
    head, get = answer("head"), answer("get")

    assert (head.content, head["Content-Length"]) == (b"", "6")
    assert get.content == b"a page"


def test_public_page_is_compressed_for_whoever_takes_it(client, shipped):
    plain = client.get("/methods/")
    small = client.get("/methods/", headers=ZIPPED)

    assert "Content-Encoding" not in plain
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < len(plain.content) / 2


def test_length_of_a_page_differs_each_time_it_is_compressed(client, shipped):
    lengths = {len(client.get("/privacy/", headers=ZIPPED).content) for _ in range(20)}

    assert len(lengths) > 1


def test_respondents_pages_are_not_compressed(respondent):
    pages = [
        respondent.client.get(address, headers=ZIPPED)
        for address in (
            f"/s/{respondent.token}/",
            f"/survey/{respondent.sheet}/1/",
            f"/survey/{respondent.sheet}/check/",
        )
    ]

    assert [page.status_code for page in pages] == [200] * 3
    assert not any("Content-Encoding" in page for page in pages)
