"""Banks of 15 practices, and of 5 on six points, on every page that shows them.

Two surveys each: before the second, a practice was added, one retired, and one asked anew.
"""

from dataclasses import dataclass

import pytest
import sample_banks
import time_machine
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from releasing import released
from respondent import Respondent
from small_organisation import OPENS, alike, grow, later, load_content, opened, send_all, tokens

from assessments.actions import people
from assessments.models import Campaign, Edition, Outline, Result, Team
from assessments.models import bank as bank_models

TREE = {"Harbour": {"Ships": {"Red": 12, "White": 12}, "Shore": {"Blue": 12, "Green": 3}}}
BANKS = {"wide": (sample_banks.wide_bank, 15), "six": (sample_banks.six_point_bank, 5)}


@dataclass(frozen=True)
class World:
    """Two released surveys of a bank, the newer one first, and one that is under way."""

    count: int
    now: Campaign
    before: Campaign
    asking: Campaign
    red: Team
    people: dict

    @property
    def outline(self) -> Outline:
        return self.now.edition.outline()

    def see(self, who, address):
        client = Client()
        client.force_login(self.people[who])
        return client.get(address)

    def address(self, page="heatmap", campaign=None):
        top = self.red.unit.parent_id
        return reverse(f"organisation:{page}", args=[top, (campaign or self.now).public_id])


@pytest.fixture(scope="module", params=list(BANKS))
def bank_world(request, django_db_setup, django_db_blocker, tmp_path_factory):
    keys = tmp_path_factory.mktemp("keys")
    bank_models._outline.cache_clear()
    with (
        django_db_blocker.unblock(),
        override_settings(CAMPAIGN_KEYS_DIR=keys),
        time_machine.travel(OPENS, tick=False),
        transaction.atomic(),
    ):
        yield build(*BANKS[request.param]), keys
        transaction.set_rollback(True)


@pytest.fixture
def world(bank_world, db, settings):
    world, settings.CAMPAIGN_KEYS_DIR = bank_world
    return world


def build(data_of, count):
    load_content()
    users = {name: person(name) for name in ("ed", "clara", "tom", "olga")}
    teams = grow(TREE)
    red = teams[0]
    people.make_leader(users["clara"], red.unit.parent)
    people.make_team_lead(users["tom"], red)
    people.make_organiser(users["olga"])
    people.make_editor(users["ed"])
    people.make_publisher(users["ed"])
    edition = sample_banks.load(data_of(), users["ed"], OPENS)
    first = opened(teams, edition=edition)
    before = answered(first, 0.3)
    second = sample_banks.next_edition(edition, users["ed"], before.closes_at)
    now = answered(opened(teams, edition=second, **later(before, 90)), 0.6)
    asking = opened(teams, name="Under way", edition=second, opens_at=OPENS)
    return World(count, now, before, asking, red, users)


def person(name):
    return people.add_account(username=name, password="open-sesame", full_name=name)


def answered(campaign, share):
    outline = campaign.edition.outline()
    sheets = {
        name: [alike(outline, share + part / 60) for part in range(count)]
        for name, count in (("Red", 12), ("White", 12), ("Blue", 12), ("Green", 3))
    }
    send_all(campaign, sheets, at=campaign.opens_at)
    return released(campaign, at=campaign.closes_at)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_bank_is_as_the_file_says(world):
    first, second = world.before.edition.outline(), world.outline
    names = {key: len(first.places(p)) for p in first.practices for key in [p.key]}

    assert len(names) == len(second.practices) == world.count
    if world.count == 15:
        statements = sum(names.values())
        assert (statements, names["backlog"], names["tests"]) == (90, 2, 12)
        assert {len(q.options) for q in first.questions if q.is_statement} == {5, 7}
    else:
        assert {len(q.options) for q in first.questions if q.is_statement} == {6}
        assert second.middle_label() == ""


def test_scale_without_a_middle_is_scored_to_its_ends(world):
    cells = Result.objects.filter(node__campaign=world.now, node__name="Red", kind="practice")
    scores = {cell.column: cell.score for cell in cells}

    assert set(scores) == {practice.key for practice in world.outline.practices}
    assert all(55 <= score <= 88 for score in scores.values())


@pytest.mark.parametrize("query", ["", "?show=gap", "?sort=performance", "?q=ships"])
def test_heatmap_has_a_column_for_every_practice(world, query):
    page = text(world.see("clara", world.address() + query))

    assert page.count('<th scope="col"') == world.count + 2
    assert all(practice.short_name in page for practice in world.outline.practices)


def test_overview_history_and_moves(world):
    names = [practice.short_name for practice in world.outline.practices]
    for name in ("overview", "history"):
        page = text(world.see("clara", world.address(name)))
        assert [one for one in names if one not in page] == []
    assert "questions changed" in text(world.see("clara", world.address("history")))
    assert world.see("clara", world.address("moves")).status_code == 200
    assert world.see("clara", world.address("targets")).status_code == 200


def test_trend_begins_anew_where_the_question_or_the_practice_did(world):
    changes = dict(
        Result.objects.filter(node__campaign=world.now, node__name="Red", kind="practice")
        .order_by("column")
        .values_list("column", "change")
    )
    anew = {key for key, change in changes.items() if change is None}
    first, added, *others = [practice.key for practice in world.outline.practices]

    assert anew == {first, added}
    assert set(others) == set(changes) - anew


def test_board_report_on_screen_and_paper(world):
    page = text(world.see("clara", world.address("report")))
    paper = world.see("clara", world.address("report_pdf"))

    assert page.count("<article") == 2
    assert "What it is." not in page  # nobody has written coaching texts
    assert paper.content.startswith(b"%PDF")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "png"])
def test_files_to_take_along(world, kind):
    file = world.see("clara", f"{world.address()}?table=heatmap&format={kind}")

    assert file.status_code == 200
    content = b"".join(file.streaming_content) if file.streaming else file.content
    if kind == "csv":
        head = content.decode().splitlines()[0]
        assert [p.short_name for p in world.outline.practices if p.short_name not in head] == []


def test_team_page_and_the_survey_before(world):
    for campaign in (world.now, world.before):
        page = text(
            world.see("tom", reverse("team:result", args=[world.red.pk, campaign.public_id]))
        )
        for practice in campaign.edition.outline().practices:
            assert practice.name in page or practice.short_name in page
    assert "Nobody has written coaching texts" in page


def test_next_steps_lead_to_a_page_that_is_there(world, client):
    for practice in (*world.outline.practices, *world.before.edition.outline().practices):
        page = text(client.get(reverse("public:practice", args=[practice.key])))
        assert "Nobody has written coaching texts for this practice yet." in page
    assert client.get(reverse("public:practice", args=["nowhere"])).status_code == 404


def test_practice_that_only_a_draft_has_is_no_page(world, client):
    draft = Edition.objects.create(
        questionnaire=world.now.edition.questionnaire, number=9, digest="draft"
    )
    draft.practices.create(key="secret_plan", name="Plan", short_name="Plan", position=1)

    assert client.get(reverse("public:practice", args=["secret_plan"])).status_code == 404


def test_instrument_campaign_and_bank(world):
    instrument = f"/manage/campaigns/{world.now.public_id}/instrument/"
    page = text(world.see("olga", instrument))
    assert [p.name for p in world.outline.practices if p.name not in page] == []
    assert world.see("olga", f"/manage/campaigns/{world.now.public_id}/").status_code == 200
    page = text(world.see("ed", f"/bank/{world.now.edition_id}/"))
    assert page.count("retired: not asked") == 1
    diff = f"/bank/diff/?from={world.before.edition_id}&to={world.now.edition_id}"
    assert sample_banks.NEW_PRACTICE["name"] in text(world.see("ed", diff))


def test_public_pages_name_what_is_asked(world, client):
    home, methods = text(client.get("/")), text(client.get("/methods/"))

    assert "even practices" not in home  # as many as the shipped questionnaire has
    shown = [practice for practice in world.outline.practices if practice.name in methods]
    assert len(shown) == world.count
    assert world.outline.practices[-1].short_name.lower() in home.lower()
    page = text(client.get("/try/"))
    assert page.count("<fieldset") == world.count + 4
    assert client.get("/privacy/").status_code == 200


def test_respondent_walks_all_pages_to_the_thanks(world):
    somebody = Respondent(tokens(world.asking)["Red"][0])
    somebody.open()
    for page in world.outline.pages:
        shown = text(somebody.get(f"{page.number}/"))
        assert f"{page.number} of {len(world.outline.pages)}" in shown
        assert shown.count("<fieldset") == len(page.questions)
    thanks = somebody.post("send/", alike(world.outline, 1.0))

    assert thanks.status_code in {200, 302}


def test_sample_of_the_trial_is_scored(world, client):
    answers = alike(world.outline, 1.0)
    page = text(client.post("/try/", answers))

    assert page.count("100") >= world.count
    assert all(
        practice.short_name in page or practice.name in page for practice in world.outline.practices
    )


def test_pages_ask_the_database_as_often_as_for_the_shipped_bank(world, django_assert_num_queries):
    client = Client()
    client.force_login(world.people["clara"])
    client.get(world.address())
    # As in test_constant_queries.py, but for what a first reader has already paid
    with django_assert_num_queries(5):
        client.get(world.address())
