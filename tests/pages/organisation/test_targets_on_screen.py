"""Targets on screen: set by who leads the unit or above, and the heatmap held against them."""

import csv
import datetime as dt
import io

import pytest
from releasing import released
from small_organisation import DURING, alike, later, opened, send_all

from assessments.actions import people, targets
from assessments.actions.targets import Wanted
from assessments.models import Target

pytestmark = pytest.mark.django_db
DAY = dt.date(2027, 6, 30)
TESTING = "automated_testing"


@pytest.fixture
def results(campaign, outline):
    shares = {"Red": (12, 0.9), "White": (6, 0.0), "Blue": (6, 0.5), "Green": (3, 0.5)}
    send_all(campaign, {name: n * [alike(outline, share)] for name, (n, share) in shares.items()})
    return released(campaign)


@pytest.fixture
def browser(leader, signed_in):
    return signed_in(leader)


@pytest.fixture
def aim(results, leader):
    """aim(unit, score): set a target in automated testing."""
    return lambda unit, score, by=DAY: targets.write(
        unit, results, {TESTING: Wanted(score, by)}, user=leader, at=DURING
    )


@pytest.fixture
def show(browser, results):
    return lambda unit, page="", **query: browser.get(
        f"/organisation/{unit.pk}/{results.public_id}/{page}", query
    )


@pytest.fixture
def save(browser, results):
    """save(unit, **fields): send the form with what it showed at first."""

    def send(unit, **fields):
        address = f"/organisation/{unit.pk}/{results.public_id}/targets/"
        form = browser.get(address).context["form"]
        data = {}
        for name, field in form.fields.items():
            data[name] = data[f"initial-{name}"] = (
                field.initial if field.initial is not None else ""
            )
        named = {name.replace("__", "-"): value for name, value in fields.items()}
        return browser.post(address, data | named)

    return send


def cells(page, name):
    table = page.context["table"]
    row = next(row for row in (table.own, *table.rows) if row.name == name)
    keys = [column.key for column in table.columns[2:]]
    return dict(zip(keys, row.cells, strict=True))


def test_target_is_set_changed_and_removed_on_its_page(save, show, teams):
    ships = teams["Red"].unit

    saved = save(ships, automated_testing__score="70", automated_testing__by="2027-06-30")

    assert saved.status_code == 302
    assert saved.url.endswith("?show=gap")
    assert "Saved: 1 target set." in show(ships, show="gap").content.decode()
    assert Target.objects.get().score == 70
    save(ships, automated_testing__score="75")
    assert Target.objects.get().score == 75
    save(ships, automated_testing__score="", automated_testing__by="")
    assert "Saved: 1 removed." in show(ships, show="gap").content.decode()
    assert not Target.objects.exists()
    save(ships)
    assert "Nothing was changed." in show(ships, show="gap").content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"automated_testing__score": "70"}, "Please give a day too, or clear the score."),
        ({"automated_testing__by": "2027-06-30"}, "Please give a score too, or clear the day."),
        ({"automated_testing__score": "101"}, "Please give a whole number from 0 to 100."),
        ({"automated_testing__score": "-1"}, "Please give a whole number from 0 to 100."),
        ({"automated_testing__score": "much"}, "Please give a whole number from 0 to 100."),
        ({"automated_testing__by": "soon"}, "Please give a day of the calendar"),
        (
            {"automated_testing__score": "70", "automated_testing__by": "2026-03-05"},
            "Please choose a day that lies ahead.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(save, teams, fields, sentence):
    other = {"shared_goals__score": "55", "shared_goals__by": "2027-01-31"}
    refused = save(teams["Red"].unit, **other, **fields)

    page = refused.content.decode()
    assert refused.status_code == 422
    assert sentence in page
    for value in (other | fields).values():
        assert f'value="{value}"' in page
    assert not Target.objects.exists()


def test_two_leaders_with_the_same_page_do_not_undo_each_other(browser, results, aim, teams):
    ships = teams["Red"].unit
    address = f"/organisation/{ships.pk}/{results.public_id}/targets/"
    shown = dict.fromkeys(browser.get(address).context["form"].fields, "")
    shown |= {f"initial-{name}": "" for name in shown}
    aim(ships, 70)

    browser.post(address, shown | {"shared_goals-score": "55", "shared_goals-by": "2027-06-30"})

    assert {one.practice: one.score for one in Target.objects.all()} == {
        TESTING: 70,
        "shared_goals": 55,
    }


def test_target_whose_day_has_passed_stays_while_others_are_set(save, aim, teams, clock):
    ships = teams["Red"].unit
    aim(ships, 70, dt.date(2026, 3, 10))
    clock.move_to(dt.datetime(2026, 3, 12, tzinfo=dt.UTC))

    assert save(ships, shared_goals__score="5", shared_goals__by="2027-06-30").status_code == 302
    assert Target.objects.count() == 2


def test_heatmap_shows_the_gap_with_its_sign_and_words(show, aim, teams):
    ships = teams["Red"].unit
    aim(ships, 70)

    page = show(ships, show="gap")

    red, white = cells(page, "Red")[TESTING], cells(page, "White")[TESTING]
    assert (red.text, red.look, red.note) == ("+13", "gap-met", "of 70")
    assert red.sentence.endswith("target of 70 by 30 June 2027 met, 13 above it (set for Ships)")
    assert (white.text, white.look) == ("≤ −58", "gap-below")
    assert "58 or more below target of 70 by 30 June 2027 (set for Ships)" in white.sentence
    assert cells(page, "Red")["shared_goals"].text == "no target"
    assert "13 above it" in page.content.decode()


def test_gap_of_a_hidden_figure_is_not_shown(show, aim, teams):
    shore = teams["Blue"].unit
    aim(shore, 70)

    page = show(shore, show="gap")

    for name, reason in (("Blue", "protected"), ("Green", "too few")):
        cell = cells(page, name)[TESTING]
        assert (cell.text, cell.look, cell.order) == (reason, "hidden", None)
        assert "below" not in cell.sentence


def test_nearest_target_holds(show, aim, teams):
    ships, top = teams["Red"].unit, teams["Red"].unit.parent
    aim(top, 60)
    assert cells(show(ships, show="gap"), "Red")[TESTING].sentence.endswith("(set for Harbour)")
    aim(ships, 90)

    assert cells(show(ships, show="gap"), "Red")[TESTING].note == "of 90"
    page = show(top, show="gap")
    assert cells(page, "Ships")[TESTING].note == "of 90"
    assert cells(page, "Shore")[TESTING].note == "of 60"
    assert cells(page, "Harbour")[TESTING].note == "of 60"
    assert "(set for" not in cells(page, "Ships")[TESTING].sentence


def test_sorts_by_the_gap(show, aim, teams):
    top = teams["Red"].unit.parent
    aim(top, 10)
    aim(teams["Red"].unit, 100)

    rows = [row.name for row in show(top, show="gap", sort=TESTING).context["table"].rows]
    plain = [row.name for row in show(top, sort=TESTING).context["table"].rows]

    assert (rows, plain) == (["Ships", "Shore"], ["Shore", "Ships"])


def test_file_carries_target_and_gap(show, aim, teams):
    aim(teams["Red"].unit, 70)

    saved = show(teams["Red"].unit, show="gap", table="heatmap").content.decode()

    lines = {line[0]: line for line in csv.reader(io.StringIO(saved))}
    place = lines["Name"].index("Automated testing: target")
    assert lines["Name"][place : place + 3] == [
        "Automated testing: target",
        "Automated testing: by",
        "Automated testing: gap",
    ]
    assert lines["Red"][place : place + 3] == ["70", "2027-06-30", "13"]
    assert lines["White"][place : place + 3] == ["70", "2027-06-30", "-58"]


def test_unit_above_that_may_not_be_read_is_not_named(account, signed_in, results, aim, teams):
    dina = account("dina")
    people.make_leader(dina, teams["Red"].unit)
    aim(teams["Red"].unit.parent, 60)
    browser, address = signed_in(dina), f"/organisation/{teams['Red'].unit.pk}/{results.public_id}/"

    for page in (browser.get(address, {"show": "gap"}), browser.get(f"{address}targets/")):
        assert "a unit above" in page.content.decode()
        assert "Harbour" not in page.content.decode()


def test_who_does_not_lead_the_unit_sets_nothing(account, signed_in, results, teams):
    dina = account("dina")
    people.make_leader(dina, teams["Blue"].unit)
    address = f"/organisation/{teams['Red'].unit.pk}/{results.public_id}/targets/"
    fields = {"automated_testing-score": "5", "automated_testing-by": "2027-06-30"}

    assert signed_in(dina).post(address, fields).status_code == 404
    assert not Target.objects.exists()


def test_history_draws_the_target_that_holds(show, aim, results, teams, outline):
    second = opened(list(teams.values()), name="Second", **later(results, 90))
    released(second, at=second.closes_at)
    ships = teams["Red"].unit
    aim(ships.parent, 70)

    def trend():
        address = f"/organisation/{ships.pk}/{second.public_id}/history/"
        return show(ships).client.get(address).context["trend"]

    told = "Target for automated testing: 70 by 30 June 2027 (set for Harbour)."
    assert told in trend().summary
    aim(ships, 80)
    assert "Target for automated testing: 80 by 30 June 2027." in trend().summary
