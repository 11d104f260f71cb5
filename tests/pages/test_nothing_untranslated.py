"""Respondents' and public pages in a language that marks every translation: no word is unmarked.

The marks stand in for German: what a page says without them nobody could translate.
"""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import trans_real
from respondent import Respondent
from small_organisation import DURING, alike, grow, opened, tokens

from assessments.content import loader, translated
from assessments.models import Benchmark, Campaign, Edition

OPEN, CLOSE = "⟦", "⟧"
GERMAN = {"Accept-Language": "de"}
SPOKEN = ("aria-label", "title", "alt", "placeholder", "content")
SILENT = {"script", "style", "svg"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
# Names of things and people, which are the same in every language
NAMES = {
    *(name for _, name in settings.LANGUAGES),
    *("DevOps Survey", "Spring survey", "Red", "White", "Europe/Berlin", "UTC", "März"),
}
KEPT_BY_BROWSER = ("viewport", "color-scheme")


class Marking(trans_real.DjangoTranslation):
    """German in which every text is its own source between marks."""

    def gettext(self, message):
        return f"{OPEN}{message.rpartition(chr(4))[2]}{CLOSE}"

    def ngettext(self, singular, plural, number):
        return self.gettext(singular if number == 1 else plural)


class Words(HTMLParser):
    """Collects the words outside of marks, a reader of screen or page."""

    def __init__(self):
        super().__init__()
        self.depth, self.silent, self.found = 0, 0, []

    def handle_starttag(self, tag, attributes):
        self.silent += tag in SILENT
        given = dict(attributes)
        if tag == "meta" and given.get("name") in {None, *KEPT_BY_BROWSER}:
            return
        for name, value in given.items():
            if (name in SPOKEN or name.startswith("data-kept-")) and value:
                self.hear(value, 0)

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT

    def handle_data(self, data):
        if not self.silent:
            self.depth = self.hear(data, self.depth)

    def hear(self, text, depth):
        unmarked = ""
        for character in text:
            depth += (character == OPEN) - (character == CLOSE)
            unmarked += character if depth == 0 and character != CLOSE else " "
        self.found.append(" ".join(unmarked.split()))
        return depth


def unmarked(html, known=()):
    """Return the pieces of text that stand outside of marks and are no known names."""
    reader = Words()
    reader.feed(html)
    names = sorted({*NAMES, *known}, key=len, reverse=True)
    left = []
    for text in reader.found:
        for name in names:
            text = text.replace(name, " ")  # noqa: PLW2901 (what is left of it)
        left.append(text)
    return [text for text in left if LETTERS.search(text)]


@pytest.fixture(autouse=True)
def _marked(monkeypatch, db):
    monkeypatch.setitem(trans_real._translations, "de", Marking("de"))


@pytest.fixture
def known(shipped, thawed):
    """The questionnaire's own texts, which its editors translate; it is on offer in German."""

    def walk(value):
        if isinstance(value, str):
            yield " ".join(value.split())
        elif isinstance(value, (dict, list)):
            for part in value.values() if isinstance(value, dict) else value:
                yield from walk(part)

    edition = Edition.objects.current()
    edition.languages = ["de"]
    edition.save()
    outline = edition.outline().in_language("de")
    rows = [*outline.practices, *outline.questions]
    fields = ("name", "short_name", "guide", "text", "help", "options", "missing_label")
    texts = [getattr(row, field, "") for row in rows for field in fields]
    metrics = [metric.model_dump(mode="json") for metric in translated.load_metrics("de").values()]
    history = loader.load_history()
    rules = [
        [b.title, b.definition, b.rule_set().citation, list(b.rule_set().quirks)]
        for b in Benchmark.objects.all()
    ]
    found = {*walk(texts), *walk(metrics), *walk(rules), outline.lead_in}
    found |= {text for year in history for text in walk(year.model_dump(mode="json"))}
    return {text for text in found if LETTERS.search(text)}


def read(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f"<p>{OPEN}Send{CLOSE}</p>", []),
        (f"<p>{OPEN}To <b>Red</b>, now{CLOSE}</p>", []),
        ("<p>Send</p>", ["Send"]),
        (f"<p>{OPEN}Send{CLOSE} now</p>", ["now"]),
        ('<a aria-label="Send">1</a>', ["Send"]),
        ("<p>Red</p><script>send()</script>", []),
    ],
)
def test_reader_hears_what_is_not_marked(html, found):
    assert unmarked(html) == found


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/privacy/", "/methods/", "/methods/practices/version_control/"),
        *("/methods/benchmarks/dora-2022/", "/methods/benchmarks/dora-2023/"),
        *("/try/", "/accounts/login/", "/nowhere/", "/s/made-up/", f"/survey/{'0' * 32}/"),
    ],
)
def test_public_page_says_nothing_untranslated(known, address):
    response = Client(headers=GERMAN).get(address)

    assert unmarked(read(response), known) == []


def test_trial_and_its_result_say_nothing_untranslated(known):
    browser = Client(headers=GERMAN)
    answers = {code: str(answer) for code, answer in sheet().items()}
    pages = [
        browser.post("/try/"),
        browser.post("/try/", {"lead_time": "99"}),
        browser.post("/try/", answers),
        browser.post("/try/", {"vc1": "6"}),
    ]

    assert [page.status_code for page in pages] == [422, 422, 200, 200]
    assert [unmarked(read(page), known) for page in pages] == [[], [], [], []]


def sheet():
    return alike(Edition.objects.current().outline())


@pytest.mark.parametrize("kind", list(Campaign.Kind))
def test_survey_says_nothing_untranslated(known, kind, time_machine):
    campaign = opened(grow({"Harbour": {"Red": 12}}), kind=kind)
    time_machine.move_to(DURING, tick=False)
    someone = Respondent(tokens(campaign)["Red"][0], campaign.edition_id, headers=GERMAN)
    someone.open()
    pages = [
        *(someone.get(where) for where in ("", "1/", "8/", "check/")),
        someone.post("send/"),
        someone.post("send/", {"vc1": "99"}),
        someone.fill(1, {"vc1": "99"}),
        someone.post("1/", {"edition": "1", "go": "on"}),
        *(someone.get(where) for where in ("", "check/")),
        someone.post("send/", sheet()),
    ]
    someone.lose_cookie()
    pages += [someone.get("1/"), someone.post("send/", sheet()), someone.post("1/", {"link": "x"})]

    read_out = [page for page in pages if page.status_code != 302]
    assert [unmarked(read(page), known) for page in read_out] == [[]] * len(read_out)
