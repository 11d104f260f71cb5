"""How good the questionnaire is, as a release keeps it: of everybody shown, and of nobody else."""

from random import Random
from types import SimpleNamespace

import numpy as np
import pytest
import reliability_reference as reference
from django.db import IntegrityError, transaction
from small_organisation import CLOSES, alike, drawn, grow, opened, send_all

from assessments.actions import campaigns, instruments, releases
from assessments.models import WHOLE_QUESTIONNAIRE, Campaign, InstrumentResult

pytestmark = pytest.mark.django_db
PRACTICE = "version_control"
TREE = {"Harbour": {"Ships": {"Red": 24, "White": 12}}}


def scored(campaign):
    return releases.score(campaigns.close(campaign, at=CLOSES))


def random_sheets(outline, teams, seed=1, **options):
    draw = Random(seed)
    return {
        team.name: [drawn(outline, draw, **options) for _ in range(team.headcount)]
        for team in teams
    }


def kept(campaign):
    rows = InstrumentResult.objects.filter(campaign=campaign).order_by("practice")
    return {row.practice: row for row in rows}


def told(campaign):
    """Return all that is kept of a campaign but the keys of its rows."""
    return {
        key: (row.n_band, row.withheld, row.alpha, row.omega, row.detail)
        for key, row in kept(campaign).items()
    }


def released_with(tree, change=dict, teams=(), **options):
    """Score a campaign of a new organisation, or of its teams, its sheets changed beforehand."""
    teams = teams or grow(tree)
    campaign = opened(teams, **options)
    sheets = random_sheets(campaign.edition.outline(), teams)
    send_all(campaign, change(sheets))
    return scored(campaign), sheets


def recoded(campaign, sheets):
    """Return the statements' codes of who answered all, as the questionnaire means them."""
    outline = campaign.edition.outline()
    practice = next(one for one in outline.practices if one.key == PRACTICE)
    asked = [outline.questions[place] for place in outline.places(practice)]
    rows = [
        [sheet.get(one.code) or None for one in asked] for of in sheets.values() for sheet in of
    ]
    return [
        [8 - code if one.reverse else code for code, one in zip(row, asked, strict=True)]
        for row in rows
        if None not in row
    ]


def test_figures_are_those_of_all_answers(shipped):
    campaign, sheets = released_with({"Harbour": {"Ships": {"Red": 100, "White": 60}}})
    rows = recoded(campaign, sheets)

    row = kept(campaign)[PRACTICE]

    assert 30 < len(rows) < 160
    assert row.alpha == pytest.approx(float(reference.alpha(rows)), abs=0.005)
    items = row.detail["items"]
    expected = reference.rest_correlations(rows)
    assert [one["rest"] for one in items] == pytest.approx(expected, abs=0.0051)
    without = [float(value) for value in reference.alphas_without(rows)]
    assert [one["alpha_without"] for one in items] == pytest.approx(without, abs=0.0051)
    assert (row.n_band, row.withheld) == ("50+", "")
    unknown = items[0]["unknown"]
    assert 3 <= unknown["percent"] <= 20


def test_every_practice_and_the_whole_are_told_of(shipped):
    campaign, _ = released_with(TREE)

    practices = {one.key for one in campaign.edition.outline().practices}
    assert kept(campaign).keys() == {*practices, WHOLE_QUESTIONNAIRE}
    whole = kept(campaign)[WHOLE_QUESTIONNAIRE]
    assert whole.detail["straight_lining"]["bound"] == "at most"


def test_straight_liners_are_counted(shipped):
    def straight(sheets):
        codes = set().union(*sheets["White"])
        for sheet in sheets["White"][:12]:
            sheet.update(dict.fromkeys(codes, 5))
        return sheets

    campaign, _ = released_with({"Harbour": {"Red": 12, "White": 36}}, straight)

    assert kept(campaign)[WHOLE_QUESTIONNAIRE].detail["straight_lining"]["percent"] == 25
    assert kept(campaign)[PRACTICE].detail["straight_lining"]["percent"] in {20, 25, 30}


def test_under_thirty_answers_nothing_is_told(shipped):
    campaign, _ = released_with({"Harbour": {"Red": 29}})

    rows = kept(campaign)
    assert {row.withheld for key, row in rows.items() if key} == {"too few"}
    assert {(row.alpha, row.omega, row.n_band) for row in rows.values()} == {(None, None, "")}
    assert rows[WHOLE_QUESTIONNAIRE].detail == {"straight_lining": None}


def isle_at_the_top(sheets):
    for sheet in sheets["Isle"]:
        sheet.update(dict.fromkeys(sheet, 5))
    return sheets


def test_people_in_no_figure_are_in_none_of_these(shipped):
    """Three people of a part of their own are shown nowhere."""
    teams = grow({**TREE, "Far": {"Isle": 3}})

    campaign, _ = released_with({}, teams=teams)
    other, _ = released_with({}, isle_at_the_top, teams=teams)

    assert told(campaign) == told(other)


def test_people_in_no_figure_are_found_out_if_they_are_counted(shipped, monkeypatch):
    together = SimpleNamespace(
        atoms_of_rows=lambda setting, _: np.zeros(len(setting.sheets.answers), int)
    )
    monkeypatch.setattr(instruments, "groups", together)
    teams = grow({**TREE, "Far": {"Isle": 3}})

    campaign, _ = released_with({}, teams=teams)
    other, _ = released_with({}, isle_at_the_top, teams=teams)

    assert told(campaign) != told(other)


def test_who_of_a_hidden_pair_said_what_changes_nothing(shipped):
    tree = {"Harbour": {"Ships": {"Red": 36, "Blue": 3, "Green": 3}}}

    def swapped(sheets):
        return sheets | {"Blue": sheets["Green"], "Green": sheets["Blue"]}

    teams = grow(tree)
    campaign, _ = released_with({}, teams=teams)
    other, _ = released_with({}, swapped, teams=teams)

    assert told(campaign) == told(other)


def test_larger_k_needs_more_answers(shipped):
    campaign, _ = released_with(TREE, smallest_group=19)

    assert kept(campaign)[PRACTICE].withheld == "too few"


def test_unanimity_looks_like_near_unanimity(shipped):
    teams = grow(TREE)
    found = []
    for shares in ([0.7] * 36, [0.7] * 33 + [0.5] * 3):
        campaign = opened(teams)
        sheets = [alike(campaign.edition.outline(), share) for share in shares]
        send_all(campaign, {"Red": sheets[12:], "White": sheets[:12]})
        found.append(told(scored(campaign)))
        Campaign.objects.filter(pk=campaign.pk).update(
            state=Campaign.State.RELEASED, released_at=CLOSES
        )

    assert found[0][PRACTICE][1] == "alike"
    assert found[0] == found[1]


def test_second_try_writes_the_same_in_place(shipped):
    campaign, _ = released_with(TREE)
    before = told(campaign)
    Campaign.objects.filter(pk=campaign.pk).update(state=Campaign.State.CLOSED)

    releases.score(campaign)

    assert told(campaign) == before


def test_nothing_is_read_before_the_release(shipped):
    campaign, _ = released_with(TREE)
    out = InstrumentResult.objects.released_of(campaign)

    assert not out.exists()
    Campaign.objects.filter(pk=campaign.pk).update(
        state=Campaign.State.RELEASED, released_at=CLOSES
    )
    assert out.exists()


def test_what_is_withheld_has_no_figure(shipped):
    campaign, _ = released_with({"Harbour": {"Red": 29}})
    row = kept(campaign)[PRACTICE]

    with pytest.raises(IntegrityError, match="withheld_has_no_figure"), transaction.atomic():
        InstrumentResult.objects.filter(pk=row.pk).update(alpha=0.8)
    assert str(row) == f"{campaign.pk}/{PRACTICE}"


def test_sheets_of_teams_count_as_answers(shipped):
    teams = grow({"Harbour": {f"Team {number}": 6 for number in range(31)}})
    campaign = opened(teams, kind=Campaign.Kind.TEAM_SHEET)
    draw = Random(3)
    outline = campaign.edition.outline()
    send_all(campaign, {team.name: [drawn(outline, draw, gaps=0)] for team in teams})

    row = kept(scored(campaign))[PRACTICE]

    assert (row.n_band, row.withheld) == ("20-49", "")
    assert row.alpha is not None
