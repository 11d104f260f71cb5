"""Every page of organisers and editors in a language that marks every translation.

As in test_nothing_untranslated: what stands outside of marks nobody could translate. Allowed
are the questionnaire’s own texts, which its editors translate, and names and codes.
"""

from http.cookies import SimpleCookie
from zoneinfo import available_timezones

import pytest
from access_table import PAGES
from django.db import transaction
from django.test import Client
from django.utils.translation import trans_real
from test_nothing_untranslated import GERMAN, LETTERS, Marking, unmarked

from assessments.models import Benchmark, Edition, Practice, Question, Team, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MANAGED = [row for row in PAGES if row.startswith("manage/")]
# A preview is in the language of its respondents, whatever the editor has chosen
PREVIEW = "bank/<int:edition>/preview/<int:number>/"
BANK = [row for row in PAGES if row.startswith("bank/") and row != PREVIEW]
# Formats, codes and commands, which are the same in every language
CODES = {
    *("YAML", "JSON", "CSV", "XLSX", "XLSForm", "de", "en", "key", "Planned", "Sheets"),
    *("unit", "team", "people", "Heron", "Osprey", "Kestrel", "Wren", "editor", "publisher"),
    *("Insurance / Claims / Motor", "Insurance / Claims / Home", "Insurance / Platform"),
}


@pytest.fixture(autouse=True)
def _marked(monkeypatch):
    monkeypatch.setitem(trans_real._translations, "de", Marking("de"))


@pytest.fixture(scope="module")
def known(_world, django_db_blocker):
    """The texts of the questionnaire, its sources and codes, and the names of units and teams."""
    with django_db_blocker.unblock():
        rows = [
            *Practice.objects.values("key", "name", "short_name", "source", "guide"),
            *Question.objects.values("code", "text", "help", "options", "missing_label", "source"),
            *Edition.objects.values(
                "lead_in", "translations", "questionnaire__title", "questionnaire__key"
            ),
            *Benchmark.objects.values("title", "key"),
            *Unit.objects.values("name"),
            *Team.objects.values("name"),
        ]
    found = {*CODES, *available_timezones(), *texts(rows)}
    return {text for text in found if LETTERS.search(text)}


def texts(value):
    if isinstance(value, str):
        yield " ".join(value.split())
        yield from (" ".join(line.split()) for line in value.splitlines())
        yield f"{value[:79]}…"  # in a menu
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def page(world, role, row):
    client = Client(headers=GERMAN)
    client.cookies = SimpleCookie(world.cookies[role])
    with transaction.atomic():
        response = client.get(world.address(PAGES[row][0]))
        transaction.set_rollback(True)
    if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
        return ""
    return response.content.decode()


@pytest.mark.parametrize("row", MANAGED)
def test_organiser_s_page_says_nothing_untranslated(world, known, row):
    assert unmarked(page(world, "organiser", row), known) == []


@pytest.mark.parametrize("row", BANK)
@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_editor_s_page_says_nothing_untranslated(world, known, role, row):
    assert unmarked(page(world, role, row), known) == []


def test_most_pages_are_read(world):
    read = [row for row in MANAGED if page(world, "organiser", row)]
    read += [row for row in BANK if page(world, "editor", row)]

    assert len(read) >= 35


def test_untranslated_word_on_a_page_is_seen(world, known):
    html = page(world, "organiser", "manage/campaigns/")

    assert unmarked(html.replace("</h1>", "</h1> Campaigns"), known) == ["Campaigns"]
