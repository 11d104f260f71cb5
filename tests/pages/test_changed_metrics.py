"""Metrics that editors renamed, reordered, retired and added, on every page that names them."""

import metric_edition
import pytest
from django.utils import translation
from metric_edition import own_codes
from releasing import released
from small_organisation import OPENS, alike, opened, send_all

from assessments.actions import metric_bands, people
from assessments.models import Edition
from assessments.models.spoken import question_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(teams, account):
    return metric_edition.published(account("edith"), OPENS)


@pytest.fixture
def results(teams, edition):
    campaign = opened(list(teams.values()), edition=edition)
    rework, waiting = own_codes(edition.outline())
    sheet = alike(edition.outline(), 0.5)
    many = [sheet | {rework: 2 + number % 3, waiting: 12 + number} for number in range(12)]
    send_all(campaign, {"Red": many, "White": many[:6], "Blue": many[:6], "Green": many[:3]})
    return released(campaign)


@pytest.fixture
def heatmap(results, account, teams, signed_in):
    leader = account("clara")
    people.make_leader(leader, teams["Red"].unit.parent)
    browser = signed_in(leader)
    top = f"/organisation/{teams['Red'].unit.parent_id}/{results.public_id}/"
    return lambda address="": browser.get(f"{top}{address}").content.decode()


def test_team_page_shows_own_metrics_and_the_names_given(results, signed_in, lead, teams):
    browser = signed_in(lead)
    address = f"/teams/{teams['Red'].pk}/{results.public_id}/"
    page = browser.get(address).content.decode()

    assert "Rework: “A day”" in page
    assert "Waiting: “15 to under 20 hours”, middle half of the answers" in page
    assert "They take no part in the placement." in page
    first, second = page.index("Time to recover"), page.index("Lead time for changes")
    assert first < second
    assert "Time to restore service" not in page
    assert "Change failure rate" not in page
    table = browser.get(f"{address}?table=own-metrics&format=csv")
    rows = b"".join(table.streaming_content) if table.streaming else table.content
    assert "“15 to under 20 hours”" in rows.decode()


def test_heatmap_has_a_table_of_own_metrics(heatmap):
    page = heatmap()

    assert "Metrics of this questionnaire’s own" in page
    table = page[page.index("own-metrics-title") :]
    assert table.count('<th scope="row"') == 3  # Harbour, Ships and Shore
    assert "take no part in the performance tier" in table
    assert "“15 to under 20 hours”" in table


def test_hidden_group_has_its_reason_and_no_figure(results, account, teams, signed_in):
    leader = account("sue")
    people.make_leader(leader, teams["Blue"].unit)
    page = signed_in(leader).get(f"/organisation/{teams['Blue'].unit_id}/{results.public_id}/")
    table = page.content.decode().split("own-metrics-title")[-1]

    blue, green = table[table.index("Blue") :].split("</tr>")[:2]
    assert "to protect" in blue
    assert "too few" in green
    assert "hours" not in blue + green


def test_questionnaire_without_own_metrics_asks_nothing_more(
    teams, account, signed_in, django_assert_num_queries
):
    results = released(opened(list(teams.values())))
    leader = account("clara")
    people.make_leader(leader, teams["Red"].unit.parent)
    browser = signed_in(leader)
    address = f"/organisation/{teams['Red'].unit.parent_id}/{results.public_id}/"

    page = browser.get(address).content.decode()
    assert "own-metrics" not in page
    with django_assert_num_queries(5):
        browser.get(address)


def test_one_query_for_all_own_metrics(heatmap, django_assert_num_queries):
    heatmap()
    with django_assert_num_queries(6):
        heatmap()


def test_public_pages_follow(edition, client):
    methods = client.get("/methods/").content.decode()
    metrics = methods[methods.index('id="metrics"') : methods.index('id="score"')]
    trial = client.get("/try/").content.decode()

    assert metrics.index("Time to recover") < metrics.index("Lead time")
    assert "hange failure rate" not in metrics.split("<p class")[0]
    assert "Rework; Waiting" in metrics
    assert "no part in the placement" in metrics
    assert "rework; " not in trial
    assert "out of 100 changes" not in trial
    assert "waiting" in client.get("/").content.decode()


def test_edition_page_says_what_is_retired_and_own(edition, account, signed_in):
    editor = account("ed")
    people.make_editor(editor)
    page = signed_in(editor).get(f"/bank/{edition.pk}/").content.decode()

    assert page.count("metric of our own") == 2
    assert page.count("retired: not asked") == 2  # the metric and the eighth practice
    assert "shown as “Time to recover”" in page
    before = Edition.objects.get(questionnaire=edition.questionnaire, number=1)
    diff = signed_in(editor).get(f"/bank/diff/?from={before.pk}&to={edition.pk}").content.decode()
    assert "change_fail_rate: Asked" in diff
    assert "time_to_restore: Figure" in diff


def test_own_metrics_are_read_in_the_readers_language(edition):
    first = edition.questions.get(code=own_codes(edition.outline())[0])
    said = {"short_name": "Nacharbeit", "option.3": "Ein Tag"}
    spoken = question_in(replace_translations(first, {"de": said}), "de", "en")

    assert (spoken.short_name, spoken.options[2]["label"]) == ("Nacharbeit", "Ein Tag")
    with translation.override("de"):
        bands = metric_bands.bands(
            edition.outline().questions[list(edition.outline().own_metrics())[1]]
        )
    assert bands[1] == "0 bis unter 5 hours"


def replace_translations(question, translations):
    question.translations = translations
    return question


def test_heatmap_says_it_in_german(heatmap, results, teams, account, signed_in):
    leader = account("greta")
    people.make_leader(leader, teams["Red"].unit.parent)
    browser = signed_in(leader)
    address = f"/organisation/{teams['Red'].unit.parent_id}/{results.public_id}/"
    page = browser.get(address, headers={"accept-language": "de"}).content.decode()

    assert "Eigene Kennzahlen dieses Fragebogens" in page
    assert "15 bis unter 20 hours" in page
