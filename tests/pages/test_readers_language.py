"""Pages for those who read results speak one language: all words translated, none from a cache."""

import html
import json
import re

import pytest
import readers_world
import small_organisation
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.utils import translation

from assessments.models import bank
from assessments.pages.organisation import cells, kept, markup, sentences

pytestmark = pytest.mark.once

WORD = re.compile(r"[^\W\d_]{2,}")
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
SEEN = re.compile(r'(?:aria-label|title|alt|placeholder|data-label)="([^"]*)"')
BUTTON = re.compile(r'<input type="submit"[^>]*value="([^"]*)"')
FIGURE = re.compile(r'<script id="[\w-]+-figure" type="application/json">(.*?)</script>', re.DOTALL)
UNSEEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
DRAWN = {
    "text",
    "hovertext",
    "ticktext",
    "labels",
    "reasons",
    "band_words",
    "bound_words",
    "columns",
}
# Names and signs that are the same everywhere
EVERYWHERE = {"DevOps", "Survey", "CSV", "Excel", "PDF", "Open", "State", "Europe/Berlin", "DORA"}
CACHES = (
    cells.stored_score_cell, markup.cell, markup.row_head, kept._heatmap, kept._teams,
    sentences._sentences,
)  # fmt: skip
PAGES = [
    "team", "hidden team", "first survey of a team", "own teams", "heatmap", "heatmap, searched",
    "heatmap, nothing found", "heatmap of the first survey", "gaps", "overview", "history", "moves",
    "moves up", "targets", "board report", "participation",
]  # fmt: skip


@pytest.fixture(scope="module")
def readers(django_db_setup, django_db_blocker, tmp_path_factory):
    bank._outline.cache_clear()
    with (
        django_db_blocker.unblock(),
        override_settings(CAMPAIGN_KEYS_DIR=tmp_path_factory.mktemp("keys")),
        time_machine.travel(small_organisation.DURING, tick=False),
        transaction.atomic(),
    ):
        yield readers_world.build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def fresh():
    for cache in CACHES:
        cache.cache_clear()
    yield
    for cache in CACHES:
        cache.cache_clear()


@pytest.fixture
def show(readers, db):
    """show(page, language): what a reader's browser gets, as text."""

    def get(page, language="en"):
        client = Client(headers={"Accept-Language": language})
        address = readers.addresses[page]
        client.force_login(readers.leader if "/organisation/" in address else readers.lead)
        response = client.get(address)
        assert response.status_code == 200, address
        return response.content.decode()

    return get


@pytest.fixture
def bracketed(monkeypatch):
    """Put every text that goes through gettext in brackets, so that what does not stands out."""
    trans = translation._trans

    def mark(text):
        return f"⟦{text}⟧" if text else text

    monkeypatch.setattr(trans, "gettext", mark, raising=False)
    monkeypatch.setattr(trans, "pgettext", lambda _, text: mark(text), raising=False)
    plural = lambda one, many, number: mark(one if number == 1 else many)  # noqa: E731
    monkeypatch.setattr(trans, "ngettext", plural, raising=False)
    monkeypatch.setattr(trans, "npgettext", lambda _, *args: plural(*args), raising=False)


def drawn(value):
    """Yield the words of a figure: those under the keys that are shown."""
    if isinstance(value, list):
        for one in value:
            yield from drawn(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name in DRAWN:
                yield from (
                    [one] if isinstance(one, str) else [x for x in one if isinstance(x, str)]
                )
            yield from drawn(one)


def said(page):
    """Return all that a page says: its text, its labels, and the words of its figures."""
    figures = [word for found in FIGURE.findall(page) for word in drawn(json.loads(found))]
    body = UNSEEN.sub(" ", page[page.index("<main") : page.index("</main>")])
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]
    # Tags first: what a place in a translated text holds may be markup
    parts = [
        title,
        *SEEN.findall(body),
        *BUTTON.findall(body),
        re.sub(r"<[^>]+>", " ", body),
        *figures,
    ]
    return html.unescape(" \n ".join(re.sub(r"<[^>]+>", " ", part) for part in parts))


def left(text, names):
    """Return the words that neither gettext nor people nor content said."""
    for name in sorted(names, key=len, reverse=True):
        shapes = {name, html.escape(name), name[:1].upper() + name[1:], name[:1].lower() + name[1:]}
        for shape in shapes:
            text = re.sub(rf"(?<!\w){re.escape(shape)}(?!\w)", " ", text)
    before = None
    while before != text:
        before, text = text, MARKED.sub(" ", text)
    return [word for word in WORD.findall(text) if word not in EVERYWHERE]


@pytest.mark.parametrize("page", PAGES)
def test_no_word_goes_past_gettext(show, readers, bracketed, page):
    assert left(said(show(page, "de")), readers.names) == []


def test_word_past_gettext_is_seen():
    names = {"Red", "trust"}

    assert left("⟦Teams of ⟦Red⟧⟧ Trust: 38", names) == []
    assert left("⟦Teams⟧ of Red", names) == ["of"]


@pytest.mark.parametrize("page", ["heatmap", "gaps", "overview", "board report"])
def test_page_never_comes_from_another_languages_cache(show, page):
    english, german = said(show(page, "en")), said(show(page, "de"))
    for cache in CACHES:
        cache.cache_clear()

    assert said(show(page, "de")) == german
    assert said(show(page, "en")) == english != german


@pytest.mark.parametrize("page", ["heatmap", "overview"])
def test_cache_that_forgets_the_language_is_seen(show, monkeypatch, page):
    """Negative control: a cache kept for one language alone serves its words to the next."""
    show(page, "en")
    german = said(show(page, "de"))
    for one in CACHES:
        one.cache_clear()
    monkeypatch.setattr("assessments.pages.kept.get_language", lambda: "en")
    show(page, "en")

    assert said(show(page, "de")) != german


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("de", ["Niedrigste Praktik", "Geschützt", "14. Juni 2026", "Stufen nach"]),
        ("fr", ["Pratique la plus basse", "14 juin 2026", "niveaux d’après"]),
        ("es", ["Práctica más baja", "14 de junio de 2026", "niveles según"]),
    ],
)
def test_heatmap_speaks_as_its_reader(show, language, texts):
    text = said(show("heatmap", language))

    assert [one for one in texts if one.casefold() not in text.casefold()] == []


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        ("de", ["Name", "Art", "Beteiligung", "Leistung"]),
        ("fr", ["Nom", "Type", "Participation", "Performance"]),
        ("es", ["Nombre", "Tipo", "Participación", "Rendimiento"]),
    ],
)
def test_file_has_heads_of_the_language_and_typed_figures(readers, db, language, heads):
    client = Client(headers={"Accept-Language": language})
    client.force_login(readers.leader)

    response = client.get(f"{readers.addresses['heatmap']}?table=heatmap&format=csv")

    first, own, *_ = response.content.decode().splitlines()
    assert first.split(",")[:4] == [f'"{head}"' for head in heads]
    assert [cell for cell in own.split('","')[4:11] if not cell.isdigit()] == []
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies
