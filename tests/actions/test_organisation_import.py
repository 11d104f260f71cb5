"""Importing units and teams: what would change, all or nothing, nothing taken away."""

import datetime as dt

import pytest
from small_organisation import grow, opened

from assessments.actions import imports, organisation
from assessments.actions.import_diff import as_it_stands, compare
from assessments.actions.organisation_file import COLUMNS, parse
from assessments.errors import ImportOutdatedError, ImportRefusedError, OrganisationError
from assessments.models import Team, Unit
from assessments.reporting.csv_table import csv_table

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
# The organisation of the fixture `teams`, as a file says it.
ALL = [
    "Harbour / Ships,Red,12",
    "Harbour / Ships,White,6",
    "Harbour / Shore,Blue,6",
    "Harbour / Shore,Green,3",
]


def rows(*lines):
    return parse("\n".join(["unit,team,people", *lines]).encode())


def stand():
    """Return every active team with its place and size."""
    path_of = Unit.objects.paths()
    return {
        " / ".join((*path_of[team.unit_id], team.name)): team.headcount
        for team in Team.objects.active()
    }


def in_words(diff):
    return {
        "new units": [" / ".join(path) for path in diff.new_units],
        "new teams": [row.team for row in diff.new_teams],
        "resized": [(one.team.name, one.row.people) for one in diff.resized],
        "moved": [(one.team.name, one.row.path[-1]) for one in diff.moved],
        "unchanged": diff.unchanged,
        "missing": [path[-1] for path in diff.missing],
    }


def nothing(**but):
    return {
        "new units": [],
        "new teams": [],
        "resized": [],
        "moved": [],
        "unchanged": 0,
        "missing": [],
    } | {name.replace("_", " "): value for name, value in but.items()}


def test_file_that_says_what_is_there_changes_nothing(teams):
    diff = compare(rows(*ALL))

    assert in_words(diff) == nothing(unchanged=4)
    assert diff.is_empty


@pytest.mark.parametrize("name", ["Plain", "=1+1", "@home", "'quoted", "'-x", "R/D; and, so", "＋"])
def test_organisation_as_it_stands_changes_nothing(teams, name):
    unit = organisation.add_unit(name=name, parent=Unit.objects.get(name="Ships"))
    organisation.add_team(name=name, unit=unit, headcount=7)
    organisation.add_unit(name="Empty", parent=unit)

    lines = as_it_stands()
    diff = compare(parse(csv_table(COLUMNS, lines).encode()))

    assert ("Harbour / Ships", "Red", 12) in lines
    assert in_words(diff) == nothing(unchanged=5)
    assert diff.is_empty


def test_diff_names_every_kind_of_change(teams):
    diff = compare(
        rows(
            "Harbour / Ships,Red,13",
            "Harbour / Yard / Dock,White,6",
            "Harbour / Yard,Gold,7",
            "Harbour / Shore,Blue,6",
            "Lighthouse,,",
        )
    )

    assert in_words(diff) == {
        "new units": ["Harbour / Yard", "Harbour / Yard / Dock", "Lighthouse"],
        "new teams": ["Gold"],
        "resized": [("Red", 13)],
        "moved": [("White", "Dock")],
        "unchanged": 1,
        "missing": ["Green"],
    }
    assert not diff.is_empty


def test_looking_changes_nothing(teams):
    before = stand()

    compare(rows("Yard,Gold,7", "Harbour / Ships,Red,13"))

    assert stand() == before


def test_import_does_what_was_looked_at_and_campaigns_stay(teams):
    campaign = opened(teams)
    frozen = list(campaign.nodes.values_list("name", "parent__name", "team"))
    white = Team.objects.get(name="White")
    changes = rows(
        "Harbour / Ships,Red,13",
        "Harbour / Yard / Dock,White,8",
        "Harbour / Yard,Gold,7",
    )

    imports.apply(changes, expected=compare(changes).digest)

    assert stand() == {
        "Harbour / Ships / Red": 13,
        "Harbour / Yard / Dock / White": 8,
        "Harbour / Yard / Gold": 7,
        "Harbour / Shore / Blue": 6,
        "Harbour / Shore / Green": 3,
    }
    assert Team.objects.get(name="White") == white
    assert list(campaign.nodes.values_list("name", "parent__name", "team")) == frozen
    assert compare(changes).is_empty


def test_first_import_makes_the_whole(db):
    imports.apply(rows(*ALL))

    assert [
        f"{name.rpartition(' / ')[0]},{name.rpartition(' / ')[2]},{people}"
        for name, people in stand().items()
    ] == ALL


def test_second_team_of_a_name_is_new_where_the_first_is_listed(teams):
    diff = compare(rows("Harbour / Ships,Red,12", "Harbour / Shore,Red,5"))

    assert (in_words(diff)["new teams"], in_words(diff)["moved"]) == (["Red"], [])


@pytest.mark.parametrize(
    "lines",
    [
        # Two could be the one that moves
        ["Yard,Red,5"],
        # One that is there, two places for it
        ["Yard,White,5", "Dock,White,5"],
    ],
)
def test_unclear_team_is_refused(teams, lines):
    organisation.add_team(name="Red", unit=Unit.objects.get(name="Shore"), headcount=5)
    before = stand()

    with pytest.raises(ImportRefusedError) as refused:
        imports.apply(rows(*lines))

    assert [line for line, _ in refused.value.problems] == list(range(2, 2 + len(lines)))
    assert "It is not clear which team" in str(refused.value)
    assert stand() == before


def test_retired_is_not_made_anew_in_passing(teams):
    for name in ("Red", "White"):
        organisation.retire_team(Team.objects.get(name=name), at=AT)
    shore = "Harbour / Shore,Blue,6"

    with pytest.raises(ImportRefusedError) as of_team:
        compare(rows(shore, "Harbour / Ships,Red,12"))
    organisation.retire_unit(Unit.objects.get(name="Ships"), at=AT)
    with pytest.raises(ImportRefusedError) as of_unit:
        compare(rows(shore, "Harbour / Ships / Yard,Gold,12"))

    said = "is retired. Bring it back first, or take the line out."
    assert list(of_team.value.problems) == [(3, f"“Harbour / Ships / Red” {said}")]
    assert list(of_unit.value.problems) == [(3, f"“Harbour / Ships” {said}")]


def test_organisation_that_changed_since_is_looked_at_again(teams):
    changes = rows("Harbour / Ships,Red,13")
    looked_at = compare(changes).digest
    Team.objects.filter(name="Red").update(headcount=40)

    with pytest.raises(ImportOutdatedError):
        imports.apply(changes, expected=looked_at)

    assert stand()["Harbour / Ships / Red"] == 40


def test_failure_half_way_leaves_nothing(teams, monkeypatch):
    before = stand(), Unit.objects.count()

    def fail(*args, **kwargs):
        raise OrganisationError("The server is on fire.")

    monkeypatch.setattr(type(Team.objects.all()), "bulk_update", fail)
    with pytest.raises(OrganisationError, match="on fire"):
        imports.apply(rows("Yard,Gold,7", "Harbour / Ships,Red,13"))

    assert (stand(), Unit.objects.count()) == before


@pytest.mark.parametrize("many", [10, 10_000])
def test_queries_grow_by_batches_alone(db, many, django_assert_max_num_queries):
    lines = [f"Top / Unit {number % 100},Team {number},5" for number in range(many)]
    first = rows(*lines)
    again = rows(*(line.replace(",5", ",6").replace("Top /", "Top / Below /") for line in lines))

    with django_assert_max_num_queries(60):
        imports.apply(first)
    with django_assert_max_num_queries(8):
        diff = compare(again)
    with django_assert_max_num_queries(130):
        imports.apply(again)

    assert len(diff.moved) == many
    assert Team.objects.filter(headcount=6).count() == many


def test_deep_tree_is_read_once(db, django_assert_num_queries):
    grow({"a": {"b": {"c": {"d": {"e": {"Red": 5}}}}}})

    with django_assert_num_queries(4):
        diff = compare(rows("a / b / c / d / e,Red,5"))

    assert diff.is_empty
