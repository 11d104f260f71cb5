"""Names and questions are text: templates, markup and formulas in them are shown as they stand."""

import html
import re
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from releasing import released
from respondent import Respondent, answered
from small_organisation import alike, opened, send_all

from assessments.actions import organisation, people
from assessments.models import Practice, Question, Team, Unit, bank

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("thawed")]

HOSTILE = [
    "{{ request.user }}{{ settings.SECRET_KEY }}",
    "{% load static %}{% csrf_token %}",
    "{# gone #}{% comment %}",
    "${7*7} #{7*7} %(name)s %s {0}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</title></textarea><svg/onload=alert(1)>",
    "one\r\nSet-Cookie: two=3",
    "&lt;b&gt; &amp; &#x27;",
    "\u202egnorts\u202c \u200b",
]
OWN_FILE = re.compile(r"/static/[\w/.-]+")


def page(response):
    assert response.status_code in {200, 422}, response
    return response.content.decode()


class Dangers(HTMLParser):
    """Collects what a browser would run that is neither our file nor plain data."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        handlers = [name for name in found if name.startswith("on")]
        plain = found.get("type") == "application/json" or OWN_FILE.fullmatch(found.get("src", ""))
        if handlers or (tag == "script" and not plain):
            self.found.append((tag, attributes))


def dangers(content):
    parser = Dangers()
    parser.feed(content)
    parser.close()
    return parser.found


def assert_literal(content, *texts):
    assert dangers(content) == []
    shown = html.unescape(content)
    assert [text for text in texts if text not in shown] == []


@pytest.fixture
def named(shipped, request):
    """An organisation, a campaign and an edition in which everything bears the hostile name."""
    name = request.param
    unit = organisation.add_unit(name=f"Unit {name}", parent=None)
    team = organisation.add_team(name=f"Team {name}", unit=unit, headcount=12)
    Question.objects.update(text=f"Question {name}", help=f"Help {name}")
    Practice.objects.update(name=f"Practice {name}", short_name=f"P {name}"[:40])
    bank._outline.cache_clear()
    return opened([team], name=f"Survey {name}")


everywhere = pytest.mark.parametrize("named", HOSTILE, indirect=True, ids=range(len(HOSTILE)))


@everywhere
def test_respondents_pages_show_names_literally(named, request):
    name = request.node.callspec.params["named"]
    outline = named.edition.outline()
    token = send_all(named, {})[f"Team {name}"][0]
    somebody = Respondent(token, named.edition_id)
    somebody.open()
    comment = next(q.code for q in outline.pages[0].questions if q.kind == "text")

    assert_literal(page(somebody.get()), f"Survey {name}", f"Team {name}")
    assert_literal(page(somebody.get("1/")), f"Question {name}", f"Practice {name}")
    somebody.fill(1, {comment: name})
    # A browser's line end is one character to us, as it is to the person who typed it.
    assert answered(somebody.get("1/")) == {comment: name.replace("\r\n", "\n")}
    assert_literal(page(somebody.fill(1, {comment: name, "vc1": "99"})), name)
    assert_literal(page(somebody.get("check/")), f"Practice {name}")
    assert_literal(page(somebody.post("send/", alike(outline))), f"Practice {name}")


@everywhere
def test_result_page_shows_names_and_comments_literally(named, request, lead, signed_in):
    name = request.node.callspec.params["named"]
    outline = named.edition.outline()
    comment = next(q.code for q in outline.pages[0].questions if q.kind == "text")
    team = Team.objects.get(name=f"Team {name}")
    people.make_team_lead(lead, team)
    browser = signed_in(lead)
    waiting = page(browser.get(f"/teams/{team.pk}/"))
    send_all(named, {team.name: [alike(outline) | {comment: f"Remark {name}"}] * 12})
    released(named)

    assert_literal(waiting, f"Team {name}", f"Unit {name}", f"Survey {name}")
    assert_literal(page(browser.get("/teams/")), f"Team {name}", f"Unit {name}", f"Survey {name}")
    assert_literal(
        page(browser.get(f"/teams/{team.pk}/{named.public_id}/")),
        *(f"{what} {name}" for what in ("Team", "Survey", "Practice", "Remark")),
    )


@everywhere
def test_organisers_pages_show_names_literally(named, request, organiser, signed_in):
    name = request.node.callspec.params["named"]
    browser = signed_in(organiser)
    address = f"/manage/campaigns/{named.public_id}/"
    team, unit = Team.objects.get(name=f"Team {name}"), Unit.objects.get(name=f"Unit {name}")
    shown = [f"Team {name}", f"Unit {name}"]

    assert_literal(page(browser.get("/manage/campaigns/")), f"Survey {name}")
    assert_literal(page(browser.get(address)), f"Survey {name}", *shown)
    assert_literal(page(browser.get(f"{address}closing/")), f"Survey {name}")
    assert_literal(
        page(browser.post(f"{address}links/", {"made": named.links_made})), f"Survey {name}", *shown
    )
    assert_literal(page(browser.get("/manage/organisation/")), *shown)
    assert_literal(page(browser.get("/manage/campaigns/new/")), *shown)
    assert_literal(page(browser.get(f"/manage/organisation/teams/{team.pk}/")), *shown)
    typed = {"name": f"{name}\0", "unit": unit.pk, "headcount": f"many {name}"}
    assert_literal(page(browser.post("/manage/organisation/teams/new/", typed)), f"many {name}")
    changed = browser.post(
        "/manage/organisation/units/new/", {"name": f"New {name}", "parent": unit.pk}, follow=True
    )
    assert_literal(page(changed), f"New {name} is added." if "\n" not in name else "New ")


@everywhere
def test_public_pages_show_names_literally(named, request, client):
    name = request.node.callspec.params["named"]

    assert_literal(page(client.get("/try/")), f"Question {name}")
    assert_literal(page(client.get("/methods/")), f"Practice {name}")
    assert_literal(page(client.get("/methods/practices/version_control/")), f"Practice {name}")
    # A chart takes the short name where the long one has no room
    result = page(client.post("/try/", {"vc1": "6"}))
    drawn = (f"Practice {name}", f"P {name}"[:40])
    assert_literal(result, next((one for one in drawn if one in html.unescape(result)), drawn[0]))


@pytest.mark.parametrize(
    "content",
    [
        "<p><script>alert(1)</script></p>",
        '<script src="https://example.org/x.js"></script>',
        "<img src=x onerror=alert(1)>",
        "<p class='a' onclick=alert(1)>",
    ],
)
def test_script_in_a_page_is_seen(content):
    assert dangers(content)


@pytest.mark.parametrize("name", [name for name in HOSTILE if "alert" in name])
def test_name_that_is_not_escaped_is_seen(name):
    page = "<p title='{{ name }}'>{{ name }}</p><input value=\"{{ name }}\">"
    unescaped = Template(f"{{% autoescape off %}}{page}{{% endautoescape %}}")

    assert dangers(unescaped.render(Context({"name": name})))
    assert dangers(Template(page).render(Context({"name": name}))) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_sign_in_shows_what_was_typed_literally(client, db, name):
    response = client.post("/accounts/login/", {"username": name, "password": "x", "next": name})

    assert response.status_code == 200
    assert dangers(response.content.decode()) == []


@pytest.mark.parametrize(
    "target", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"]
)
def test_sign_in_leads_to_no_other_site(client, lead, target):
    response = client.post(
        "/accounts/login/", {"username": "rita", "password": "open-sesame", "next": target}
    )

    assert (response.status_code, response.url) == (302, "/teams/")
