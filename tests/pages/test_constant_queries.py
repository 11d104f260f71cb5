"""Each page asks the database the same few times, however much it shows."""

import pytest
from forgetting import forget
from releasing import released
from respondent import Respondent
from small_organisation import alike, drafted, later, opened, send_all

from assessments.actions import campaigns, organisation, people
from assessments.models import Campaign, Team

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FEW = pytest.mark.parametrize("many", [1, 3])
FEW_OR_ALL = pytest.mark.parametrize("many", [1, 3, 200])


@pytest.fixture
def grow(teams):
    """grow(number): that many teams of one unit each."""

    def make(number):
        top = teams["Red"].unit.parent
        return [
            organisation.add_team(
                name=f"Team {index}",
                unit=organisation.add_unit(name=f"Unit {index}", parent=top),
                headcount=5,
            )
            for index in range(number)
        ]

    return make


@pytest.fixture
def costs(django_assert_num_queries):
    """costs(browser, address, number): the page opens with exactly that many queries."""

    def check(browser, address, number, data=None):
        browser.get(address)  # reads the questionnaire, which is then kept
        # As for the first reader: what a released page holds is kept for the next one.
        forget()
        with django_assert_num_queries(number):
            response = browser.get(address) if data is None else browser.post(address, data)
        assert response.status_code == 200

    return check


@FEW_OR_ALL
def test_organisation(many, grow, account, teams, signed_in, costs):
    grown = grow(many)
    leader, top = account("clara"), teams["Red"].unit.parent
    people.make_leader(leader, top)
    results = released(opened(grown, result_filter=Campaign.Filter.ROLE))
    address = f"/organisation/{top.pk}/{results.public_id}/"

    costs(signed_in(leader), address, 8)
    costs(signed_in(leader), f"{address}?show=gap", 10)
    costs(signed_in(leader), f"{address}?q=team", 9)
    costs(signed_in(leader), f"{address}targets/", 8)
    costs(signed_in(leader), f"{address}?role=1", 9)
    costs(signed_in(leader), f"{address}?role=1&show=gap", 11)
    costs(signed_in(leader), f"{address}teams/", 7)
    costs(signed_in(leader), f"{address}teams/?q=team", 7)
    costs(signed_in(leader), f"{address}history/", 9)
    costs(signed_in(leader), f"{address}report/", 14)
    costs(signed_in(leader), f"{address}report.pdf", 12)
    opened(grown, name="Under way")
    costs(signed_in(leader), f"/organisation/{top.pk}/participation/", 6)


@FEW
def test_second_survey_of_an_organisation(many, grow, account, teams, signed_in, costs):
    grown = grow(many)
    leader, top = account("clara"), teams["Red"].unit.parent
    people.make_leader(leader, top)
    first = released(opened(grown))
    second = opened(grown, name="Second", **later(first, 90))
    address = f"/organisation/{top.pk}/{released(second, at=second.closes_at).public_id}/"

    costs(signed_in(leader), address, 10)
    costs(signed_in(leader), f"{address}moves/", 7)
    costs(signed_in(leader), f"{address}report/", 18)


@FEW
def test_list_of_teams(many, grow, lead, signed_in, costs):
    teams = grow(many)
    people.make_team_lead(lead, *teams)
    released(opened(teams))
    opened(teams, name="Under way")

    costs(signed_in(lead), "/teams/", 6)


@FEW_OR_ALL
def test_list_of_teams_of_a_leader(many, grow, lead, teams, signed_in, costs):
    """It lists the teams led as team lead, not all that the leader may read."""
    grow(many)
    people.make_leader(lead, teams["Red"].unit.parent)
    browser = signed_in(lead)

    costs(browser, "/teams/", 6)

    assert browser.get("/teams/").content.count(b'<th scope="row">') == 1


@FEW
def test_team_result(many, teams, lead, signed_in, costs):
    first = opened(list(teams.values()))
    outline = first.edition.outline()
    released(first)
    for number in range(1, many + 1):
        one = opened(list(teams.values()), name=f"Survey {number}", **later(first, 90 * number))
        send_all(one, {"Red": [alike(outline)] * 12}, at=one.opens_at)
        one = released(one, at=one.closes_at)

    costs(signed_in(lead), f"/teams/{teams['Red'].pk}/{one.public_id}/", 7)


@FEW
def test_list_of_campaigns(many, teams, organiser, signed_in, costs):
    for number in range(many):
        drafted(list(teams.values()), name=f"Survey {number}")

    costs(signed_in(organiser), "/manage/campaigns/", 6)


@FEW_OR_ALL
@pytest.mark.parametrize(("state", "number"), [("draft", 7), ("open", 9), ("released", 8)])
def test_campaign(many, state, number, grow, organiser, signed_in, costs):
    campaign = drafted(grow(many))
    if state != "draft":
        campaign = campaigns.open(campaign, at=campaign.opens_at)
    if state == "released":
        campaign = released(campaign)

    costs(signed_in(organiser), f"/manage/campaigns/{campaign.public_id}/", number)


@FEW_OR_ALL
def test_planning_form(many, grow, organiser, signed_in, costs):
    grow(many)

    costs(signed_in(organiser), "/manage/campaigns/new/", 14)


@FEW_OR_ALL
def test_form_of_a_draft(many, grow, organiser, signed_in, costs):
    draft = drafted(grow(many))

    costs(signed_in(organiser), f"/manage/campaigns/{draft.public_id}/change/", 13)


@FEW
@pytest.mark.parametrize("step", ["links", "release"])
def test_question_before_a_step(many, step, grow, organiser, signed_in, costs):
    campaign = opened(grow(many))
    campaigns.issue_links(campaign)

    costs(signed_in(organiser), f"/manage/campaigns/{campaign.public_id}/{step}/", 6)


@FEW_OR_ALL
@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("", 8),
        ("?q=Team", 7),
        ("?retired=on", 7),
        ("units/{top}/", 7),
        ("units/{top}/move/", 7),
        ("units/{top}/merge/", 8),
        ("units/{top}/retire/", 5),
        ("units/{top}/rename/", 5),
        ("units/new/", 6),
        ("teams/new/", 6),
        ("teams/{red}/", 7),
        ("teams/{red}/move/", 7),
        ("teams/{red}/merge/", 8),
        ("teams/{red}/retire/", 6),
    ],
)
def test_pages_of_units_and_teams(many, address, number, grow, teams, organiser, signed_in, costs):
    grow(many)
    ids = {"top": teams["Red"].unit.parent_id, "red": teams["Red"].pk}

    costs(signed_in(organiser), f"/manage/organisation/{address.format(**ids)}", number)


@FEW
def test_survey_page(many, grow, costs):
    token = campaigns.issue_links(opened(grow(many)))[0].token
    somebody = Respondent(token)
    somebody.open()

    costs(somebody.client, f"/survey/{somebody.sheet}/1/", 3)


@FEW
def test_sending(many, grow, costs, django_assert_num_queries):
    campaign = opened(grow(many))
    outline = campaign.edition.outline()
    for link in campaigns.issue_links(campaign):
        somebody = Respondent(link.token)
        somebody.open()
        with django_assert_num_queries(7):
            somebody.post("send/", alike(outline))


@FEW
def test_team_sheet(many, grow, django_assert_num_queries):
    campaign = opened(grow(many), kind="team sheet")
    outline = campaign.edition.outline()
    for link in campaigns.issue_links(campaign):
        somebody = Respondent(link.token)
        somebody.open()
        with django_assert_num_queries(17):
            somebody.post("send/", alike(outline))
        with django_assert_num_queries(6):
            somebody.get("result/")
        with django_assert_num_queries(4):
            somebody.get()


def test_public_pages(shipped, client, costs):
    costs(client, "/", 1)
    costs(client, "/privacy/", 0)
    costs(client, "/methods/", 2)
    costs(client, "/try/", 1)


def test_query_for_each_item_is_seen(grow, django_assert_num_queries):
    grow(3)

    with pytest.raises(pytest.fail.Exception, match="1 queries"), django_assert_num_queries(1):
        assert [team.unit.name for team in Team.objects.all()]
