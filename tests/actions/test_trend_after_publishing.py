"""Last year's figures stay to the last digit, and the trend honours what a change means."""

import pytest
from small_organisation import alike, grow, later, load_content, opened, send_all

from assessments.actions import bank, bank_publishing, bank_rows, comparisons, people, releases
from assessments.models import Edition, Result

# Releasing clears the database's free pages, which no transaction may do
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(db):
    return people.add_account(username="ed", password="open-sesame", full_name="Ed")


@pytest.fixture
def teams(db):
    load_content()
    return grow({"Harbour": {"Red": 12, "White": 12}})


def released(campaign):
    outline = campaign.edition.outline()
    sheets = {name: [alike(outline)] * 12 for name in ("Red", "White")}
    send_all(campaign, sheets, at=campaign.opens_at)
    return releases.finish(campaign, at=campaign.closes_at)


def figures(campaign):
    return list(Result.objects.filter(node__campaign=campaign).order_by("pk").values())


def published_next(edition, editor, at, *, same):
    draft = bank.begin_next(edition, by=editor)
    question = draft.questions.get(code="vc1")
    bank_rows.change(question, revision=1, values={"text": "All code is in Git."}, by=editor)
    found = bank_publishing.look(Edition.objects.get(pk=draft.pk))
    return bank_publishing.publish(
        draft, seen=found.seen, still_same={"vc1": same}, by=editor, at=at
    )


@pytest.mark.parametrize("same", [True, False])
def test_trend_goes_on_where_the_question_means_the_same(teams, editor, same):
    last_year = released(opened(teams))
    before = figures(last_year)
    waiting = opened(teams, name="Open", **later(last_year, 30))

    new = published_next(last_year.edition, editor, last_year.closes_at, same=same)
    this_year = released(opened(teams, name="This year", edition=new, **later(last_year, 365)))

    assert figures(last_year) == before
    waiting.refresh_from_db()
    assert waiting.edition_id == last_year.edition_id
    nodes = list(this_year.nodes.in_order())
    past = comparisons.before(this_year, nodes)
    cells = comparisons.cells_before(past, new.outline()).results
    columns = {column for _, column in cells}
    assert ("version_control" in columns) == same
    assert "automated_testing" in columns
    then = {
        (row["node_id"], row["column"]): row["score"] for row in before if row["kind"] == "practice"
    }
    shown = {(past[pk].pk, column): cell.score for (pk, column), cell in cells.items()}
    assert shown == {key: then[key] for key in shown}
    assert shown
