"""Each chart's table as a file: the same figures, and nothing that the page does not show."""

import csv
import io

import pytest
from releasing import released
from small_organisation import alike, send_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(campaign, outline, teams, lead, signed_in):
    """page(**query): the result page of the lead's team."""
    send_all(campaign, {"Red": 12 * [alike(outline, 0.7)], "White": 6 * [alike(outline, 0.7)]})
    address = f"/teams/{teams['Red'].pk}/{released(campaign).public_id}/"
    return lambda **query: signed_in(lead).get(address, query)


@pytest.mark.parametrize("name", ["practices", "metrics", "chances"])
def test_each_charts_table_can_be_saved(page, name):
    shown = page()

    saved = page(csv=name)

    table = shown.context[name].table
    rows = list(csv.reader(io.StringIO(saved.content.decode())))
    assert f'href="?csv={name}"' in shown.content.decode()
    assert saved["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    assert rows == [list(table.columns), *map(list, table.rows)]


@pytest.mark.parametrize("name", ["", "comments", "practices.csv", "node"])
def test_table_that_is_not_on_the_page_is_not_found(page, name):
    assert page(csv=name).status_code == 404
