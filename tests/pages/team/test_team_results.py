"""A lead's pages: the own team's released figures, the reason where there are none."""

import datetime as dt
import re

import pytest
from django.db import transaction
from releasing import released
from small_organisation import AFTER, alike, later, opened, send_all, text_questions

from assessments.actions import campaigns, people, releases
from assessments.models import Campaign, Team

pytestmark = pytest.mark.django_db

IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|csrfmiddlewaretoken\" value=\"\w+")


def sheets(outline, share=0.7, **people_of):
    """Return alike sheets for as many people of each team as asked."""
    return {team: [alike(outline, share)] * people for team, people in people_of.items()}


@pytest.fixture
def results(campaign, outline):
    """A released campaign in which Red and White can be shown and Green cannot."""
    send_all(campaign, sheets(outline, Red=12, White=6, Blue=6) | sheets(outline, 1.0, Green=3))
    return released(campaign)


@pytest.fixture
def browser(lead, signed_in):
    return signed_in(lead)


@pytest.fixture
def show(teams, account, signed_in):
    """show(team, campaign): the result page as the team's own lead sees it."""

    def page_of(name, campaign):
        user = account(f"lead of {name} in {campaign.name}")
        people.make_team_lead(user, teams[name])
        response = signed_in(user).get(f"/teams/{teams[name].pk}/{campaign.public_id}/")
        assert response.status_code == 200
        return response.content.decode()

    return page_of


def test_lead_sees_the_teams_figures(results, show):
    page = show("Red", results)

    assert "<h1>Red</h1>" in page
    assert "67 of 100" in page
    assert "10 to 19 answers (75% or more of those invited)" in page
    assert "Spring survey" in page
    assert "Nothing can be shown" not in page


def test_placement_has_second_opinions_in_its_details(results, show):
    page = show("Red", results)

    assert page.index("Second opinions") > page.index("The chances:")
    assert "DORA’s rule of 2019</dt><dd><strong>Elite</strong>" in page
    assert "DORA’s score of 2023 and later</dt><dd><strong>8.2 of 10</strong>" in page
    assert "(19% low, 69% medium and 11% high)</dt><dd><strong>Most likely high</strong>" in page


def test_small_team_is_told_in_the_steps_of_its_figures(results, show):
    page = show("White", results)

    assert "Chance of each tier in steps of 5 percent" in page
    assert "about " in page.split("The chances: ")[1].split("<")[0]
    assert "<strong>About 8.0 of 10</strong>" in page


def test_team_that_is_not_placed_has_no_second_opinions(results, show):
    assert "Second opinions" not in show("Green", results)


def test_lead_sees_no_other_team(results, show):
    page = show("Red", results)

    assert not any(name in page for name in ("White", "Blue", "Green", "Ships", "Shore"))


def test_lead_of_two_teams_sees_both_and_chooses(results, teams, lead, browser):
    people.make_team_lead(lead, teams["White"])

    page = browser.get("/teams/").content.decode()

    assert [name for name in teams if f">{name}</a>" in page] == ["Red", "White"]
    assert browser.get(f"/teams/{teams['White'].pk}/", follow=True).status_code == 200


def test_hidden_team_is_told_why_and_shown_no_figure(results, show):
    page = show("Green", results)

    assert "Nothing can be shown for this team" in page
    assert "Fewer than 5 people answered" in page
    assert "another team" not in page
    assert "of 100</span>" not in page
    assert "not shown" in page


def test_team_hidden_for_another_is_told_that_and_nothing_else(results, show):
    page = show("Blue", results)

    assert "At least 5 people answered, but what another team answered" in page
    assert "Fewer than" not in page
    assert "of 100</span>" not in page


def alike_pages(teams, campaign, show, name, answers):
    """Return the team's page of campaigns that differ in their answers alone, ids left out."""
    pages = []
    for sent in answers:
        with transaction.atomic():
            one = opened(list(teams.values()), name="The survey", **later(campaign, 30))
            send_all(one, sent, at=one.opens_at + dt.timedelta(hours=1))
            released(one, at=one.closes_at)
            pages.append(IDS.sub("id", show(name, one)))
            transaction.set_rollback(True)
    return pages


def test_hidden_page_does_not_depend_on_the_answers(campaign, outline, teams, show):
    """Two campaigns that differ in Green's answers alone: its page is the same, byte for byte."""
    others = sheets(outline, Red=12, White=6, Blue=6)
    pages = {
        name: alike_pages(
            teams,
            campaign,
            show,
            name,
            [
                others | sheets(outline, 0.0, Green=3),
                others | sheets(outline, 1.0, Green=3),
            ],
        )
        for name in ("Green", "Blue", "Red")
    }

    assert [first == second for first, second in pages.values()] == [True, True, True]


def test_shown_page_depends_on_the_answers(campaign, outline, teams, show):
    """The control of the test above: where a team can be shown, its answers do show."""
    both = [sheets(outline, share, Red=12) for share in (0.0, 0.7)]

    first, second = alike_pages(teams, campaign, show, "Red", both)

    assert first != second


def test_before_any_survey_there_are_no_results_yet(browser, teams):
    page = browser.get(f"/teams/{teams['Red'].pk}/").content.decode()

    assert "No results yet" in page
    assert "This team has not been asked yet" in page


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_nothing_shows_before_the_release(campaign, outline, teams, browser, clock, steps):
    words = "Only we would say this."
    code = text_questions(outline)["version_control"]
    send_all(campaign, {"Red": [alike(outline) | {code: words}] * 12})
    clock.move_to(AFTER)
    for step in [lambda c: campaigns.close(c, at=AFTER), releases.score, releases.seal][:steps]:
        campaign = step(campaign)

    latest = browser.get(f"/teams/{teams['Red'].pk}/")
    index = browser.get("/teams/").content.decode()
    result = browser.get(f"/teams/{teams['Red'].pk}/{campaign.public_id}/")

    assert campaign.state == ("open", "closed", "scored", "sealed")[steps]
    assert latest.status_code == 200
    assert "until then nobody sees any" in latest.content.decode()
    assert "16 March 2026, 17:00 (Europe/Berlin)" in latest.content.decode()
    assert "none yet" in index
    assert result.status_code == 404
    assert not any(
        secret in page
        for secret in (words, "67 of 100")
        for page in (latest.content.decode(), index, result.content.decode())
    )


def test_team_without_an_answer_is_told_so(results, campaign, teams, show):
    second = opened(list(teams.values()), name="Silence", **later(campaign, 90))
    released(second, at=second.closes_at)

    page = show("Red", second)

    assert "Nothing can be shown for this team" in page
    assert "Where the team stands" not in page


def test_closing_time_stands_in_the_campaigns_zone(teams, browser):
    late = dt.datetime(2026, 3, 20, 23, 30, tzinfo=dt.UTC)
    opened(list(teams.values()), closes_at=late)

    assert "until 21 March 2026" in browser.get("/teams/").content.decode()


@pytest.mark.parametrize(("writers", "shown"), [(9, False), (10, True)])
def test_comments_show_from_ten_answers(campaign, outline, show, writers, shown):
    code = text_questions(outline)["version_control"]
    words = [f"Remark {chr(65 + number)} <b>&" for number in range(writers)]
    send_all(campaign, {"Red": [alike(outline) | {code: word} for word in words]})

    page = show("Red", released(campaign))

    assert [word for word in words if word in page] == []
    found = [
        word for word in words if word.replace("&", "&amp;").replace("<b>", "&lt;b&gt;") in page
    ]
    assert found == (words if shown else [])
    assert ("In random order" in page) is shown


def test_comments_go_to_the_teams_lead_and_no_further_up(
    campaign, outline, teams, account, signed_in, show
):
    code = text_questions(outline)["version_control"]
    send_all(campaign, {"Red": [alike(outline) | {code: "Whispered"}] * 12})
    address = f"/teams/{teams['Red'].pk}/{released(campaign).public_id}/"
    clara = account("clara")
    people.make_leader(clara, teams["Red"].unit.parent)
    as_leader = signed_in(clara).get(address).content.decode()
    people.make_team_lead(clara, teams["Red"])

    as_both = signed_in(clara).get(address).content.decode()

    assert "67 of 100" in as_leader
    assert ["Whispered" in page for page in (as_leader, as_both)] == [False, True]
    assert "Whispered" in show("Red", campaign)


def test_leader_sees_the_teams_below_and_no_others(results, teams, account, signed_in):
    alice, bob = account("alice"), account("bob")
    people.make_leader(alice, teams["Red"].unit)
    people.make_leader(bob, teams["Blue"].unit)

    def seen(user):
        browser = signed_in(user)
        return {
            name
            for name, team in teams.items()
            if browser.get(f"/teams/{team.pk}/{results.public_id}/").status_code == 200
            and browser.get(f"/teams/{team.pk}/").status_code == 302
        }

    assert (seen(alice), seen(bob), seen(account("oscar"))) == (
        {"Red", "White"},
        {"Blue", "Green"},
        set(),
    )


def test_first_survey_says_that_there_is_nothing_to_compare(results, show):
    assert "Nothing to compare with yet" in show("Red", results)


def test_second_survey_shows_the_change(results, campaign, outline, teams, show):
    second = opened(list(teams.values()), name="Summer survey", **later(campaign, 90))
    send_all(second, sheets(outline, 0.9, Red=12), at=second.opens_at + dt.timedelta(days=1))
    second = released(second, at=second.closes_at)

    page = show("Red", second)

    assert "Compared with Spring survey" in page
    assert "Up 16 points" in page
    assert f"/{results.public_id}/" in page


def test_change_is_not_shown_where_the_team_was_hidden_before(
    results, campaign, outline, teams, show
):
    Team.objects.filter(name="Green").update(headcount=12)
    second = opened(list(Team.objects.all()), name="Summer survey", **later(campaign, 90))
    everybody = sheets(outline, Red=12, White=6, Blue=6, Green=12)
    send_all(second, everybody, at=second.opens_at + dt.timedelta(days=1))

    page = show("Green", released(second, at=second.closes_at))

    assert "67 of 100" in page
    assert "Nothing to compare" in page
    assert "100 of 100" not in page


def test_result_can_be_read_without_pictures(results, show):
    page = show("Red", results)

    assert page.count('class="chart-summary"') == page.count('<figure class="chart"') == 3
    assert page.count("<table") == 3


def test_person_without_a_team_is_told_how_to_get_one(outsider, signed_in):
    assert "No team yet" in signed_in(outsider).get("/teams/").content.decode()


def test_last_times_score_is_not_shown_where_the_statements_changed(
    results, campaign, outline, teams, show, thawed
):
    first = outline.practices[0]
    edition = copy_of(campaign.edition, wording_version={outline.places(first)[0]: 2})
    second = opened(
        list(teams.values()), name="Summer survey", edition=edition, **later(campaign, 90)
    )
    send_all(second, sheets(outline, 0.9, Red=12), at=second.opens_at + dt.timedelta(days=1))

    page = show("Red", released(second, at=second.closes_at))

    rows = {
        practice.name: re.search(rf">{practice.name}</th>.*?</tr>", page, re.DOTALL).group()
        for practice in outline.practices
    }
    assert {name for name, row in rows.items() if "67" not in row} == {first.name}


def copy_of(edition, wording_version):
    """Return the next edition, alike but for the wording of the statements at these places."""
    practices = list(edition.practices.order_by("position"))
    questions = list(edition.questions.order_by("position"))
    edition.pk, edition.number, edition.digest = None, edition.number + 1, "next"
    edition.save()
    copies = {}
    for practice in practices:
        old, practice.pk, practice.edition = practice.pk, None, edition
        practice.save()
        copies[old] = practice
    for place, question in enumerate(questions):
        question.pk, question.edition = None, edition
        question.practice = copies.get(question.practice_id)
        question.wording_version = wording_version.get(place, question.wording_version)
        question.save()
    return edition


@pytest.fixture
def team_sheets(teams):
    return opened(list(teams.values()), name="Sheets", kind=Campaign.Kind.TEAM_SHEET)


def test_team_that_sent_no_sheet_is_told_just_that(team_sheets, show):
    page = show("White", released(team_sheets))

    assert "The team has not sent its sheet." in page
    assert "one sheet by the whole team" not in page
    assert "people answered" not in page
    assert "too few" not in page.lower()
    assert "Survey closed" in page


def test_sheet_is_dated_today_while_the_survey_is_open(team_sheets, outline, show):
    send_all(team_sheets, sheets(outline, Red=1))
    releases.score_sheet(team_sheets.nodes.get(name="Red"))

    page = show("Red", team_sheets)

    assert "one sheet by the whole team" in page
    assert "5 March 2026" in page
    assert "Survey closes" in page


def test_sheet_is_dated_at_its_close_afterwards(team_sheets, outline, show):
    send_all(team_sheets, sheets(outline, Red=1))

    assert "16 March 2026." in show("Red", released(team_sheets))


def test_nothing_to_improve_is_said_where_no_practice_is_shown(campaign, outline, show):
    metrics = {question.code for question in outline.questions if question.metric}
    (whole,) = sheets(outline, Red=1)["Red"]
    send_all(campaign, {"Red": [{code: whole[code] for code in metrics}] * 12})

    page = show("Red", released(campaign))

    assert "performer" in page
    assert "Most room to improve" not in page


def test_most_room_to_improve_is_said_where_practices_are_shown(results, show):
    assert "Most room to improve" in show("Red", results)


@pytest.mark.parametrize("name", ["Red", "Green"])
def test_words_are_true_for_a_reader_who_is_not_of_the_team(
    results, account, signed_in, teams, name
):
    user = account("clara")
    people.make_leader(user, teams[name].unit.parent)
    page = signed_in(user).get(f"/teams/{teams[name].pk}/{results.public_id}/").content.decode()

    main = page.partition("<main")[2].partition("</main>")[0]
    # The guides of next steps speak to the team itself, and may
    ours = "Your team|Your answers|your figures|your four|results of your|Our practices|we stand"
    assert not re.search(ours, main)


def lower_in(outline, people, *practices):
    """Return sheets that score these practices lower than the others, which are all equal."""
    half = alike(outline, 0.5)
    lower = {
        q.code: half[q.code]
        for q in outline.questions
        if q.code in half and q.practice and q.practice.key in practices
    }
    return {"Red": [alike(outline, 0.7, **lower)] * people}


def test_ties_are_told_below_the_steps_with_their_score(campaign, outline, show):
    send_all(campaign, lower_in(outline, 12, "automated_testing"))

    page = show("Red", released(campaign))

    told = re.search(r"As low as the last of these \((\d+)\): (.*?)\. (Of equal .*?)<", page)
    assert told[1] == "67"
    assert "Proactive monitoring" in told[2]
    assert "Automated testing" not in told[2]
    assert told[3] == "Of equal scores, those come first on which the team agrees least."
    assert page.index("Automated testing</span>") < told.start()


def test_tie_on_a_single_sheet_speaks_of_no_agreement(team_sheets, outline, show):
    send_all(team_sheets, lower_in(outline, 1, "automated_testing"))

    page = show("Red", released(team_sheets))

    assert "As low as the last of these (67): " in page
    assert "agrees least" not in page


def test_no_tie_is_told_where_the_steps_are_the_lowest_alone(campaign, outline, show):
    three = ("automated_testing", "architecture", "version_control")
    send_all(campaign, lower_in(outline, 12, *three))

    page = show("Red", released(campaign))

    assert "Most room to improve" in page
    assert "As low as" not in page
