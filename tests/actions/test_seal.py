"""The seal: nothing lost, nothing left that could tie a sheet to a person."""

from collections import Counter
from random import Random

import pytest
from small_organisation import CLOSES, DURING, alike, drawn, grow, opened, send_all, text_questions

from assessments.actions import campaigns, keyring, releases, responses
from assessments.errors import SealError
from assessments.models import Campaign, CampaignNode, Draft, Invitation
from assessments.models.response import Response, SealedResponse
from assessments.scoring.values import Metric

pytestmark = pytest.mark.django_db
TREE = {
    "Harbour": {
        "Ships": {"Red": 12, "White": 6, "Tiny": 2},
        "Shore": {"Blue": 6, "Green": 3},
        "Office": {"Grey": 4, "Pink": 3},
    }
}


@pytest.fixture
def campaign(shipped):
    """A scored campaign: everybody answered at random, Red and White with words."""
    teams = grow(TREE)
    campaign = opened(teams)
    outline, draw = campaign.edition.outline(), Random(9)
    question = text_questions(outline)["version_control"]
    sheets = {
        team.name: [drawn(outline, draw) | {question: "Words"} for _ in range(team.headcount)]
        for team in teams
    }
    issued = send_all(campaign, sheets)
    sheet = responses.open_sheet(token=issued["Red"][0], at=DURING)
    responses.save_draft(sheet=sheet, answers=alike(outline), at=DURING)
    assert Draft.objects.exists()
    return releases.score(campaigns.close(campaign, at=CLOSES))


def scored_places(campaign):
    """Return where the statements and the metrics stand in a sheet."""
    outline = campaign.edition.outline()
    of_metrics = outline.metric_places()
    statements = {place for practice in outline.practices for place in outline.places(practice)}
    return sorted(statements | {of_metrics[metric] for metric in Metric})


def figures_of(model, campaign):
    """Return the answers that count, of every sheet, as a multiset."""
    places = scored_places(campaign)
    rows = model.objects.filter(campaign=campaign).values_list("answers", flat=True)
    return Counter(tuple(row[place] for place in places) for row in rows)


def test_seal_keeps_every_answer_that_counts(campaign):
    before = figures_of(Response, campaign)

    releases.seal(campaign)

    assert before.total() == 36
    assert figures_of(SealedResponse, campaign) == before


def test_seal_keeps_no_words_and_no_role(campaign):
    kept = set(scored_places(campaign))
    every = range(len(campaign.edition.outline().questions))

    releases.seal(campaign)

    rows = list(SealedResponse.objects.values_list("answers", flat=True))
    assert {row[place] for row in rows for place in every if place not in kept} == {None}


def test_seal_destroys_what_could_tie_a_sheet_to_a_person(campaign):
    campaign = releases.seal(campaign)

    assert campaign.state == Campaign.State.SEALED
    assert [model.objects.count() for model in (Response, Invitation, Draft)] == [0, 0, 0]
    assert {field.name for field in SealedResponse._meta.get_fields()} == {
        "id",
        "campaign",
        "node",
        "answers",
    }


def test_sealed_ids_are_new(campaign):
    old = set(Response.objects.values_list("pk", flat=True))
    old |= {pk.hex for pk in Invitation.objects.values_list("pk", flat=True)}

    releases.seal(campaign)

    new = {pk.hex for pk in SealedResponse.objects.values_list("pk", flat=True)}
    assert len(new) == 36
    assert {pk[12] for pk in new} == {"4"}  # random, never time-ordered
    assert not any(pk in known for pk in new for known in old)


def atom_sizes(campaign):
    """Return how many sealed sheets stand at each node, by its name; None for nowhere."""
    names = SealedResponse.objects.filter(campaign=campaign).values_list("node__name", flat=True)
    return Counter(names)


def too_small(sizes, k):
    """Return the groups that a sealed sheet could be narrowed down to although they are under k."""
    return {name for name, size in sizes.items() if name is not None and size < k}


def test_team_is_generalised_to_the_smallest_shown_group(campaign):
    releases.seal(campaign)

    sizes = atom_sizes(campaign)
    assert too_small(sizes, campaign.k) == set()
    assert {"Tiny", "Green", "Grey", "Pink"}.isdisjoint(sizes)
    assert sizes["Red"] == 12
    assert sizes.total() == 36
    shown = set(campaign.nodes.exclude(answers_band="").values_list("name", flat=True))
    assert set(sizes) <= shown


def test_sealed_sheets_left_at_their_teams_are_seen(campaign, monkeypatch):
    monkeypatch.setattr(
        releases.disclosure, "atoms", lambda parents, published: list(range(len(parents)))
    )

    releases.seal(campaign)

    assert too_small(atom_sizes(campaign), campaign.k) == {"Tiny", "Green", "Grey", "Pink"}


def test_organisation_too_small_to_show_keeps_no_sheet(shipped):
    campaign = opened(grow({"Harbour": {"Red": 4}}))
    send_all(campaign, {"Red": 4 * [alike(campaign.edition.outline())]})

    releases.seal(releases.score(campaigns.close(campaign, at=CLOSES)))

    assert atom_sizes(campaign) == {}


def test_enough_people_under_no_figure_keep_their_sheets_at_no_group(shipped):
    campaign = opened(grow({"Harbour": {"Red": 4, "Blue": 4}}))
    outline = campaign.edition.outline()
    send_all(campaign, {"Red": 4 * [alike(outline)], "Blue": 4 * [alike(outline)]})
    scored = releases.score(campaigns.close(campaign, at=CLOSES))
    campaign.nodes.update(answers_band="")

    releases.seal(scored)

    assert atom_sizes(campaign) == {None: 8}


def rows_of(*models):
    return [list(model.objects.order_by("pk").values()) for model in models]


def lost(sealed):
    return sealed[1:]


def doubled(sealed):
    copy = SealedResponse(campaign=sealed[0].campaign, node=None, answers=sealed[0].answers)
    return [*sealed, copy]


def changed(sealed):
    sealed[0].answers[0] = 7 if sealed[0].answers[0] != 7 else 1
    return sealed


def emptied(sealed):
    place = next(place for place, answer in enumerate(sealed[0].answers) if answer)
    sealed[0].answers[place] = None
    return sealed


def moved(sealed):
    """Swap the groups of two sheets: every number stays, but not where it counts."""
    one = sealed[0]
    other = next(row for row in sealed if row.node != one.node and row.answers[0] != one.answers[0])
    one.node, other.node = other.node, one.node
    return sealed


@pytest.mark.parametrize("damage", [lost, doubled, changed, emptied, moved])
def test_damaged_seal_is_refused_and_nothing_is_destroyed(campaign, monkeypatch, damage):
    seal_rows = releases._sealed
    monkeypatch.setattr(releases, "_sealed", lambda *args: damage(seal_rows(*args)))
    before = rows_of(Response, Invitation)

    with pytest.raises(SealError, match="Nothing was destroyed"):
        releases.seal(campaign)

    assert rows_of(Response, Invitation) == before
    assert not SealedResponse.objects.exists()
    assert keyring.exists(campaign)
    campaign.refresh_from_db()
    assert campaign.state == Campaign.State.SCORED

    monkeypatch.undo()
    assert releases.seal(campaign).state == Campaign.State.SEALED


def test_sealing_again_does_nothing(campaign):
    releases.seal(campaign)
    before = list(SealedResponse.objects.order_by("pk").values())

    releases.seal(campaign)

    assert list(SealedResponse.objects.order_by("pk").values()) == before


def test_other_campaigns_are_left_alone(campaign):
    other = opened(list(campaign.teams.all()))
    send_all(other, {"Red": 3 * [alike(other.edition.outline())]})

    releases.seal(campaign)

    assert Response.objects.filter(campaign=other).count() == 3
    assert other.invitations.count() == 36
    assert keyring.exists(other)
    assert CampaignNode.objects.filter(campaign=other).exists()
