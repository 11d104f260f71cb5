"""One organisation for every role and address: built once, each request rolled back."""

from dataclasses import dataclass
from http.cookies import SimpleCookie

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from releasing import released
from small_organisation import TREE, alike, drafted, grow, load_content, opened, send, send_all

from assessments.actions import bank, campaigns, links, people, releases
from assessments.models import Benchmark, Campaign, Edition


@dataclass(frozen=True)
class World:
    """What the braces of the access table stand for, and each role's cookies."""

    names: dict[str, object]
    cookies: dict[str, dict[str, str]]

    def address(self, example):
        return example.format(**self.names)

    def ask(self, role, method, address, *, csrf=False):
        """Send an empty request as a role, and undo what it did."""
        client = Client(enforce_csrf_checks=csrf)
        client.cookies = SimpleCookie(self.cookies[role])
        with transaction.atomic():
            response = client.generic(method, address)
            transaction.set_rollback(True)
        return response


def build():
    load_content()
    teams = {team.name: team for team in grow(TREE)}
    past = _answered(list(teams.values()))
    draft = drafted(list(teams.values()), name="Planned")
    sheets, tokens = _sheets(list(teams.values()))
    users = _users(teams)
    edition = Edition.objects.get()
    next_one = bank.begin_next(edition, by=users["editor"])
    Edition.objects.filter(pk=next_one.pk).update(languages=["de"])
    names = {
        "token": tokens["Red"],
        "sheet": links.sheet_name(tokens["Red"]),
        "other_sheet": links.sheet_name(tokens["White"]),
        "red": teams["Red"].pk,
        "white": teams["White"].pk,
        "released": released(past).public_id,
        "draft": draft.public_id,
        "open": sheets.public_id,
        "open_pk": sheets.pk,
        "user": users["lead"].pk,
        "role": users["lead"].roles.get().pk,
        "group": Group.objects.create(name="Clerks").pk,
        "unit": teams["Red"].unit_id,
        "edition": edition.pk,
        "questionnaire": edition.questionnaire_id,
        "bank_draft": next_one.pk,
        "bank_practice": next_one.practices.earliest("position").pk,
        "bank_question": next_one.questions.earliest("position").pk,
        "benchmark": Benchmark.objects.get(is_default=True).pk,
    }
    cookies = {role: _session(user) for role, user in users.items()}
    cookies["anonymous"] = {}
    cookies["link holder"] = sheet_cookie(tokens["Red"])
    cookies["other link holder"] = sheet_cookie(tokens["White"])
    return World(names, cookies)


def _answered(teams):
    campaign = opened(teams)
    outline = campaign.edition.outline()
    send_all(campaign, {"Red": [alike(outline)] * 12, "White": [alike(outline)] * 6})
    return campaign


def _sheets(teams):
    """Open a team sheet campaign in which Red has answered; return it and the tokens by team."""
    campaign = opened(teams, name="Sheets", kind=Campaign.Kind.TEAM_SHEET)
    tokens = {link.node.name: link.token for link in campaigns.issue_links(campaign)}
    sheet = send(tokens["Red"], alike(campaign.edition.outline()))
    releases.score_sheet(sheet.node)
    return campaign, tokens


def _users(teams):
    names = (
        "no role", "lead", "other lead", "leader", "other leader", "organiser", "editor",
        "publisher",
    )  # fmt: skip
    users = {
        name: people.add_account(username=name, password="open-sesame", full_name=name)
        for name in names
    }
    people.make_team_lead(users["lead"], teams["Red"])
    people.make_team_lead(users["other lead"], teams["White"])
    people.make_leader(users["leader"], teams["Red"].unit)
    people.make_leader(users["other leader"], teams["Blue"].unit)
    people.make_organiser(users["organiser"])
    people.make_editor(users["editor"])
    people.make_publisher(users["publisher"])
    users["operator"] = User.objects.create_superuser("operator", password="open-sesame")
    return users


def _session(user):
    client = Client()
    client.force_login(user)
    return {"sessionid": client.cookies["sessionid"].value}


def sheet_cookie(token):
    client = Client()
    client.post(f"/s/{token}/")
    return {"sheet": client.cookies["sheet"].value}
