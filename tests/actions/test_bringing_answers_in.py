"""Answers collected elsewhere: the same figures as if they had been given here, or nothing."""

from random import Random

import pytest
from collected_files import AT, LAST, about, in_words, plain, table
from small_organisation import alike, drawn, later, opened, send_all

from assessments.actions import campaigns, keyring, releases
from assessments.actions.collected import bring, columns
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
