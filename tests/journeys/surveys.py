"""Surveys for the journeys, made through the actions, around the browser's own time."""

import datetime as dt

from django.utils import timezone
from looking import follow
from small_organisation import alike, grow, opened, send, tokens

from assessments.actions import people, releases
from assessments.models import Campaign

# Red and Teal are large enough for everything to be shown, comments too; Green never is.
TREE = {"Harbour": {"Ships": {"Red": 12, "Teal": 14}, "Shore": {"Blue": 9, "Green": 3}}}
DAY = dt.timedelta(days=1)
COMMENT = "We wait two days for a test environment."


def under_way(teams, **changes):
    """Open a survey that takes answers now and for ten days more."""
    now = timezone.now()
    moments = {"opens_at": now - dt.timedelta(hours=1), "closes_at": now + 10 * DAY}
    return opened(teams, **(moments | {"time_zone": "UTC"} | changes))


def people_of(outline, count, *, best=0.9, comment=None):
    """Return that many sheets, from middling to good, the same in every run."""
    text = next((q.code for q in outline.questions if not q.options), None)
    words = {text: comment} if text and comment else {}
    return [alike(outline, best - 0.3 * number / count, **words) for number in range(count)]


def answer(campaign, sheets):
    """Send for each team (by name) the sheets given, now; return the tokens, by team."""
    issued = tokens(campaign)
    for team, answers in sheets.items():
        for token, one in zip(issued[team], answers, strict=False):
            send(token, one, at=timezone.now())
    return issued


def answered_by_all(teams, *, best=0.9, comment=COMMENT, **changes):
    """Open a survey in which everybody in every team has answered."""
    campaign = under_way(teams, **changes)
    outline = campaign.edition.outline()
    sheets = {
        team.name: people_of(outline, team.headcount, best=best, comment=comment) for team in teams
    }
    answer(campaign, sheets)
    return campaign


def released_last_year(teams, **changes):
    """Make a released survey for the next one to be compared with."""
    campaign = answered_by_all(teams, best=0.7, **({"name": "Last year"} | changes))
    then = timezone.now() - 300 * DAY
    campaign = releases.finish(campaign, at=then)
    Campaign.objects.filter(pk=campaign.pk).update(opens_at=then - 14 * DAY, closes_at=then)
    return campaign


def grown():
    """Make the organisation; return its teams by name."""
    return {team.name: team for team in grow(TREE)}


def organiser(username="olga"):
    user = people.add_account(username=username, password="open-sesame", full_name="Olga")
    people.make_organiser(user)
    return user


def lead(*teams, username="tom"):
    user = people.add_account(username=username, password="open-sesame", full_name="Tom")
    people.make_team_lead(user, *teams)
    return user


def leader(unit, username="clara"):
    user = people.add_account(username=username, password="open-sesame", full_name="Clara")
    people.make_leader(user, unit)
    return user


def sign_in_by_form(page, username):
    """Sign in as a person does, on the page that asks for it."""
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill("open-sesame")
    follow(page.get_by_role("main").get_by_role("button", name="Sign in"))


def editor(username="ed"):
    user = people.add_account(username=username, password="open-sesame", full_name="Ed Editor")
    people.make_editor(user)
    people.make_publisher(user)
    return user
