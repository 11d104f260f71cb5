"""A bank of 15 practices with long names on a phone: heatmap, trend and the team's page."""

import metric_edition
import pytest
import sample_banks
import surveys
from conftest import Look
from django.utils import timezone
from looking import overflow, wait_for_charts

from assessments.actions import releases
from assessments.models import Edition

PHONE = Look(390, 844, "light", touch=True)
SCROLLED = """(table) => {
  const box = table.closest(".table-scroll");
  box.scrollLeft = box.scrollWidth;
  const left = (one) => one.getBoundingClientRect().left;
  const edge = box.getBoundingClientRect();
  const heads = [...table.querySelectorAll("thead th")];
  return {
    columns: heads.length,
    scrolls: box.scrollWidth > 2 * box.clientWidth,
    first: Math.round(left(heads[0]) - edge.left),
    last: heads.at(-1).getBoundingClientRect().right <= edge.right + 1,
  };
}"""


@pytest.fixture
def results(shipped):
    """Two released surveys; before the second, one practice went, one came, one asks anew."""
    editor, teams = surveys.editor(), surveys.grown()
    leader = surveys.leader(teams["Red"].unit.parent)
    lead = surveys.lead(teams["Red"])
    then = timezone.now() - 400 * surveys.DAY
    first = sample_banks.load(sample_banks.wide_bank(), editor, then)
    every = list(teams.values())
    surveys.released_last_year(every, edition=first, comment=None)
    own = (metric_edition.ORDERED, metric_edition.NUMBER)
    second = sample_banks.next_edition(first, editor, timezone.now() - surveys.DAY, extra=own)
    now = surveys.answered_by_all(every, edition=second, comment=None)
    releases.finish(now, at=timezone.now())
    return {"red": teams["Red"], "now": now, "leader": leader, "lead": lead}


def test_fifteen_practices_on_a_phone(results, new_page, sign_in, axe):
    count = len(Edition.objects.get(pk=results["now"].edition_id).outline().practices)
    red, now = results["red"], results["now"]
    top = f"/organisation/{red.unit.parent_id}/{now.public_id}/"
    page = new_page(PHONE)
    sign_in(page, results["leader"])
    page.goto(top)
    table = page.locator("#heatmap table, table.heatmap").first
    assert table.evaluate(SCROLLED) == {
        "columns": count + 2, "scrolls": True, "first": 0, "last": True
    }  # fmt: skip
    assert page.locator("section", has_text="questionnaire’s own").locator("tbody tr").count() == 3
    assert (axe(page), overflow(page)) == ([], 0)

    page.goto(f"{top}history/")
    wait_for_charts(page)
    drawn = page.locator("text.annotation-text").all_text_contents()
    names = [p.short_name for p in now.edition.outline().practices]
    assert [name for name in names if name not in " ".join(drawn).replace("\n", " ")] == []
    assert (axe(page), overflow(page)) == ([], 0)

    reader = new_page(PHONE)
    sign_in(reader, results["lead"])
    reader.goto(f"/teams/{red.pk}/{now.public_id}/")
    wait_for_charts(reader)
    assert reader.locator("[data-chart='own-metrics-figure']").get_by_text("Rework").count() > 0
    assert reader.get_by_text("Nobody has written coaching texts").count() == 3
    assert (axe(reader), overflow(reader)) == ([], 0)
