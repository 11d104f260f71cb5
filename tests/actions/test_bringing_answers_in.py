"""Answers collected elsewhere: the same figures as if they had been given here, or nothing."""

from itertools import pairwise
from random import Random

import pytest
from collected_files import AT, LAST, about, in_words, plain, table
from django.db import connection
from small_organisation import alike, drawn, later, opened, send_all

from assessments.actions import campaigns, keyring, releases
from assessments.actions.collected import bring, columns, scales
from assessments.actions.collected.mapping import Meaning
from assessments.errors import CollectedOutdatedError, CollectedRefusedError
from assessments.models import Campaign, CampaignNode, InstrumentResult, Result, Team
from assessments.models.response import Response, SealedResponse

pytestmark = pytest.mark.django_db
HEADCOUNTS = {"Red": 12, "White": 6, "Blue": 6, "Green": 3}


@pytest.fixture
def outline(teams):
    return about().edition.outline()


@pytest.fixture
def sheets(outline):
    """Everybody's answers but some, by team: no two alike."""
    draw = Random(7)
    return {team: [drawn(outline, draw) for _ in range(n)] for team, n in HEADCOUNTS.items()}


def released(campaign, at=AT):
    """Release but for the scrubbing of files, which no transaction may hold."""
    sealed = releases.seal(releases.score(campaigns.close(campaign, at=at)))
    keyring.destroy(sealed)
    Campaign.objects.filter(pk=sealed.pk).update(state="released", released_at=at)
    return Campaign.objects.get(pk=sealed.pk)


def rows_of(sheets):
    return [(team, sheet) for team, some in sheets.items() for sheet in some]


def guessed(file, outline, **said):
    return Meaning(columns.guess(file.header, outline), **said)


def brought(file, outline, of=None, **said):
    of = of or about()
    return bring.bring_in(file, guessed(file, outline, **said), of, at=AT)


def figures(campaign):
    """Return every released cell by the node's name, but what names the campaign or its rows."""
    dropped = {"id", "node", "node_id"}
    cells = Result.objects.filter(node__campaign=campaign).order_by("node__position", "column")
    return [
        (cell.node.name, {k: v for k, v in vars(cell).items() if k not in dropped and k[0] != "_"})
        for cell in cells.select_related("node")
    ]


@pytest.mark.parametrize("written", [plain, in_words])
def test_same_answers_give_the_same_figures_to_the_last_digit(
    teams, outline, sheets, written, monkeypatch
):
    # Ties between nodes hang on the campaign's id
    monkeypatch.setattr(releases, "_tie", lambda campaign: b"alike")
    here = opened(teams)
    send_all(here, sheets)
    released(here)
    file = table(*written(outline, rows_of(sheets)))

    there = released(brought(file, outline))

    assert figures(there) == figures(here)
    assert len(figures(there)) > 70
    of_instrument = [
        list(
            InstrumentResult.objects.filter(campaign=one)
            .order_by("practice")
            .values_list("practice", "alpha", "omega", "detail", "n_band", "withheld")
        )
        for one in (here, there)
    ]
    assert of_instrument[0] == of_instrument[1]


def looked_at(file, outline, of=None, **said):
    of = of or about()
    return bring.reading(file, guessed(file, outline, **said), of).whole()


def refusal(file, outline, of=None, **said):
    with pytest.raises(CollectedRefusedError) as refused:
        brought(file, outline, of, **said)
    assert not Campaign.objects.exists()
    return refused.value.sentences


def simple(outline, *rows, header=("Team", "Timestamp", "Token")):
    """Return a file with these cells in front of one statement's answer of 5."""
    code = columns.importable(outline)[0].code
    return table([*header, code], *([*row, 5] for row in rows))


def test_look_counts_and_changes_nothing(teams, outline):
    header = ("Unit", "Team", "Timestamp", "Token")
    file = simple(
        outline,
        ("Ships", "Red", "2025-03-01 23:59", "a"),
        ("", "harbour / ships / red", "2025-03-14", "b"),
        ("", "Crew 7", "2025-03-02", "c"),
        ("", "crew  7", "2025-03-02", "d"),
        ("", "Old", "2025-03-02", "e"),
        ("", "", "2025-03-02", "f"),
        ("", "Red", "2025-02-28", "g"),
        ("", "Red", "soon", "h"),
        ("", "Red", "2025-03-03", "b"),
        ("", "Blue", "2025-03-03", "i"),
        header=header,
    )

    look = looked_at(file, outline, teams={"old": None})

    red, blue = (Team.objects.get(name=name).pk for name in ("Red", "Blue"))
    # Of the person b the later row counts: from the same time, it is the second
    assert dict(look.of_team) == {red: 2, blue: 1}
    assert look.unknown_teams == {"crew 7": 2}
    assert {reason.name: rows for reason, rows in look.out.items()} == {
        "UNKNOWN_TEAM": 2,
        "TEAM_LEFT_OUT": 1,
        "NO_TEAM": 1,
        "OTHER_DAY": 1,
        "NO_DAY": 1,
        "EARLIER": 1,
    }
    assert (look.rows, look.kept) == (10, 3)
    assert (look.first.isoformat(), look.last.isoformat()) == ("2025-02-28", "2025-03-14")
    assert not Campaign.objects.exists()


def test_each_round_of_a_file_counts_its_own_rows(teams, outline):
    rounds = [("Red", "2025-03-02", "a"), ("Red", "2025-06-02", "a"), ("Red", "2025-03-03", "")]
    file = simple(outline, *rounds)
    summer = about(first=LAST.replace(month=6, day=1), last=LAST.replace(month=6))

    assert looked_at(file, outline).kept == 2
    assert looked_at(file, outline, summer).kept == 1


def test_rows_alike_count_unless_they_are_left_out(teams, outline):
    rows = [("Red", "2025-03-02", "")] * 3
    as_two = simple(outline, *rows, header=("Team", "Timestamp", "Note"))

    assert (looked_at(as_two, outline).kept, looked_at(as_two, outline).same) == (3, 2)
    assert looked_at(as_two, outline, same_rows_out=True).kept == 1


def test_cells_that_are_not_understood_are_named_and_block(teams, outline):
    code = columns.importable(outline)[0].code
    file = table(["Team", code], ["Red", "Fully"], ["Red", "5"], *[["Red", "<b>"]] * 200)

    look = looked_at(file, outline)

    assert (look.odd_count, len(look.odd)) == (201, 100)
    assert (look.odd[0].row, look.odd[0].column, look.odd[0].cell) == (2, 1, "Fully")
    assert refusal(file, outline) == (
        "Some values are not understood. Say what they mean, or leave them out.",
    )
    campaign = brought(file, outline, unknown_values_out=True)
    assert Response.objects.filter(campaign=campaign).count() == 1


def test_values_that_are_given_a_meaning_come_in(teams, outline):
    question = columns.importable(outline)[0]
    file = table(["Team", question.code], ["Red", "Fully"], ["Red", "nay"])
    values = {scales.key(question): {"fully": 7, "nay": 0}}

    brought(file, outline, values=values)

    first = outline.questions.index(question)
    stored = list(Response.objects.values_list("answers", flat=True))
    # Who only says "don't know" has said nothing that counts
    assert [row[first] for row in stored] == [7]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "The name needs 1 to 120 characters."),
        ({"last": LAST.replace(year=2024)}, "The last day is before the first one."),
        ({"last": AT.date()}, "The last day has to be over."),
        ({"smallest_group": 4}, "The smallest group shown is 5 people or more."),
    ],
)
def test_campaign_that_cannot_be_is_refused(teams, outline, changes, sentence):
    file = simple(outline, ("Red", "2025-03-02", "a"))

    assert sentence in refusal(file, outline, about(**changes))


def test_teams_that_are_not_known_block_until_they_are_left_out(teams, outline):
    file = simple(outline, ("Red", "2025-03-02", "a"), ("Gold", "2025-03-02", "b"))

    assert refusal(file, outline) == (
        "Some teams are not known. Say which they are, or leave them out.",
    )
    brought(file, outline, unknown_teams_out=True)

    assert CampaignNode.objects.filter(name="Red").exists()
    assert set(Team.objects.values_list("name", flat=True)) == set(HEADCOUNTS)


def test_retired_team_is_not_known(teams, outline):
    Team.objects.filter(name="Red").update(retired_at=AT)

    look = looked_at(simple(outline, ("Red", "2025-03-02", "a")), outline)

    assert look.unknown_teams == {"red": 1}


def test_name_of_two_teams_needs_its_unit(teams, outline):
    Team.objects.filter(name="Blue").update(name="Red")
    rows = [("Red", "2025-03-02", "a"), ("Shore / Red", "2025-03-02", "b")]

    look = looked_at(simple(outline, *rows), outline)

    assert look.unknown_teams == {"red": 1}
    assert dict(look.of_team) == {Team.objects.get(unit__name="Shore", name="Red").pk: 1}


def test_same_time_of_a_team_comes_in_once(teams, outline):
    def of(team, first, last, name):
        days = {"first": LAST.replace(day=first), "last": LAST.replace(day=last)}
        file = simple(outline, (team, f"2025-03-{first:02}", "a"))
        return brought(file, outline, about(name=name, **days))

    of("Red", 1, 14, "One")
    of("White", 1, 14, "Two")
    of("Red", 15, 20, "Three")

    with pytest.raises(CollectedRefusedError, match="brought in before for “Red”"):
        of("Red", 14, 14, "Four")
    of("Blue", 5, 14, "Late")
    of("Blue", 1, 4, "Early")
    of("Green", 5, 14, "Green")
    with pytest.raises(CollectedRefusedError, match="brought in before for “Green”"):
        of("Green", 1, 5, "Green early")
    with pytest.raises(CollectedRefusedError, match="already a campaign called “ONE”"):
        of("White", 25, 26, "ONE")


def test_nothing_comes_in_when_the_writing_fails(teams, outline, sheets, monkeypatch):
    file = table(*plain(outline, rows_of(sheets)))
    monkeypatch.setattr(bring.responses, "keep_collected", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        brought(file, outline)

    assert not Campaign.objects.exists()
    assert not CampaignNode.objects.exists()


def test_what_was_not_looked_at_does_not_come_in(teams, outline):
    file = simple(outline, ("Red", "2025-03-02", "a"))
    meaning, of = guessed(file, outline), about()
    look = bring.reading(file, meaning, of).whole()

    with pytest.raises(CollectedOutdatedError):
        bring.bring_in(
            file, meaning, about(name="Other"), at=AT, expected=bring.digest(look, meaning, of)
        )
    Team.objects.filter(name="Red").update(name="Rust")
    with pytest.raises(CollectedOutdatedError):
        bring.bring_in(file, meaning, of, at=AT, expected=bring.digest(look, meaning, of))

    assert not Campaign.objects.exists()


def test_campaign_has_whole_days_and_says_where_it_is_from(teams, outline):
    campaign = brought(simple(outline, ("Red", "2025-03-02", "a")), outline)

    assert campaign.collected_elsewhere
    assert campaign.state == Campaign.State.CLOSED
    local = [moment.astimezone(campaign.zone) for moment in (campaign.opens_at, campaign.closes_at)]
    assert [f"{one:%d %B %Y %H:%M}" for one in local] == [
        "01 March 2025 00:00",
        "14 March 2025 23:59",
    ]


def test_team_that_was_larger_then_tells_a_band_of_its_answers(teams, outline):
    rows = [("Green", "2025-03-02", str(number)) for number in range(11)]
    rows += [("Red", "2025-03-02", f"r{number}") for number in range(11)]

    campaign = brought(simple(outline, *rows), outline)

    asked = campaign.nodes.filter(team__isnull=False).order_by("name")
    assert list(asked.values_list("name", "invited")) == [("Green", 19), ("Red", 12)]


def test_words_and_role_are_not_kept_even_for_a_moment(teams, outline, sheets):
    header, *rows = plain(outline, rows_of(sheets))
    words = [question.code for question in outline.questions if question.is_text]
    file = table([*header, *words], *([*row, *["Ask Bob"] * len(words)] for row in rows))

    campaign = brought(file, outline)

    unused = [
        place
        for place, question in enumerate(outline.questions)
        if question.is_text or question.code == "role"
    ]
    kept = Response.objects.filter(campaign=campaign).values_list("answers", flat=True)
    assert len(kept) == len(rows)
    assert {row[place] for row in kept for place in unused} == {None}


def rank_of_rows(model, marks):
    """Return in which order the file's rows lie in the table, by the answers that mark each."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    rows = model.objects.extra(select={"place": place}).order_by("place")  # noqa: S610 (literals)
    return [marks.index(tuple(row.answers)) for row in rows]


@pytest.mark.parametrize("is_sealed", [False, True])
def test_order_of_the_file_is_lost(teams, outline, is_sealed):
    draw = Random(3)
    some = [drawn(outline, draw, gaps=0) for _ in range(200)]
    kept = [question.is_scored for question in outline.questions]
    marks = [
        tuple(
            sheet.get(question.code) if is_kept and not question.is_text else None
            for question, is_kept in zip(outline.questions, kept, strict=True)
        )
        for sheet in some
    ]
    file = table(*plain(outline, [("Red", sheet) for sheet in some]))

    campaign = brought(file, outline)
    if is_sealed:
        released(campaign)
    ranks = rank_of_rows(SealedResponse if is_sealed else Response, marks)

    assert sorted(ranks) == list(range(200))
    assert neighbours(ranks) < 12
    # Control: written as they came, nearly all would be neighbours
    assert neighbours(list(range(200))) == 199


def neighbours(ranks):
    return sum(after - before == 1 for before, after in pairwise(ranks))


def test_nothing_finer_than_a_day_and_nothing_of_a_person_is_stored(teams, outline, sheets):
    header, *rows = plain(outline, rows_of(sheets))
    secret = [["2025-03-02 13:37:42", f"bob{n}@example.org", *row] for n, row in enumerate(rows)]
    campaign = released(brought(table(["Timestamp", "Email", *header], *secret), outline))

    stored = repr(
        [
            list(model.objects.values())
            for model in (Campaign, CampaignNode, Result, SealedResponse, InstrumentResult)
        ]
    )
    assert campaign.name in stored
    for trace in ("13:37", "37:42", "bob", "example.org"):
        assert trace not in stored


def test_later_surveys_are_compared_with_it_and_earlier_results_stay(teams, outline):
    full = {team: [alike(outline)] * n for team, n in {"Red": 9, "White": 6, "Blue": 6}.items()}
    now = opened(teams)
    send_all(now, full)
    released(now)
    before = figures(now)
    low = [(team, alike(outline, 0.2)) for team, some in full.items() for _ in some]

    there = released(brought(table(*plain(outline, low)), outline))
    after = opened(teams, **later(there, 100))
    send_all(after, full, at=after.opens_at)
    released(after)

    assert figures(now) == before
    nodes = after.nodes.filter(name="Red").select_related("before")
    assert [node.before.campaign_id for node in nodes] == [there.pk]
    changes = Result.objects.filter(node__in=nodes, kind="practice").values_list(
        "change", flat=True
    )
    assert all(change > 0 for change in changes)


def test_group_under_k_is_never_shown(teams, outline):
    counts = {"Red": 9, "White": 6, "Blue": 4, "Green": 4}
    rows = [(team, alike(outline)) for team, n in counts.items() for _ in range(n)]

    campaign = released(brought(table(*plain(outline, rows)), outline))

    shown = Result.objects.filter(node__campaign=campaign, reason="")
    assert set(shown.values_list("node__name", flat=True)) & set(counts) == {"Red", "White"}
