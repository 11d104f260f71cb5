"""A random organisation with two surveys of it, and whose answers they are."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from releasing import released
from small_organisation import OPENS, load_content, opened

from assessments.actions import people
from assessments.models import Campaign, Question, Team, Unit
from assessments.models.response import Response

ROLES = ("organiser", "chief", "division head", "lead", "other lead", "nobody", "operator")
QUARTER = dt.timedelta(days=90)


@dataclass
class Survey:
    """A campaign, its nodes by name, and each sheet as (name of the team, sheet by question)."""

    campaign: Campaign
    sheets: list
    parents: dict = field(default_factory=dict)

    def remember_tree(self):
        nodes = {node.pk: node for node in self.campaign.nodes.all()}
        self.parents = {
            node.name: nodes[node.parent_id].name if node.parent_id else None
            for node in nodes.values()
        }

    def below(self):
        """Return the numbers of the sheets at or below each node, by its name."""
        found = defaultdict(set)
        for number, (team, _) in enumerate(self.sheets):
            name = team
            while name is not None:
                found[name].add(number)
                name = self.parents[name]
        return found


@dataclass
class Organisation:
    """Who looks, and what was asked twice."""

    users: dict
    surveys: list


def build(seed, teams, depth, release=released, *, by_role=True):
    """Make the organisation and two released surveys, between which teams come, go and move."""
    draw = Random(seed)
    load_content()
    units = _units(draw, teams // 4 + 1, depth)
    found = _teams(draw, teams, units)
    surveys = []
    for number in range(2):
        moments = {
            "opens_at": OPENS + number * QUARTER,
            "closes_at": OPENS + (number + 1) * QUARTER,
        }
        # The second may be seen by role, too
        moments["result_filter"] = list(Campaign.Filter)[number * by_role]
        asked = [team for team in found if draw.random() < 0.95]
        surveys.append(asking(draw, asked, f"Survey {number + 1}", moments))
        surveys[-1].campaign = release(surveys[-1].campaign, at=moments["closes_at"])
        _change(draw, found, units)
    return Organisation(_users(units, found), surveys)


def asking(draw, teams, name, moments):
    """Open a survey and let most people answer, of whom some leave practices or metrics out."""
    campaign = opened(teams, name=name, **moments)
    outline = campaign.edition.outline()
    survey = Survey(campaign, [])
    survey.remember_tree()
    rows = []
    for node in campaign.nodes.filter(team__isnull=False).order_by("position"):
        level, skips = draw.random(), draw.choice([0, 0, 0.2, 0.6])
        for _ in range(node.invited):
            if draw.random() < draw.choice([0.7, 1.0]):
                sheet = _sheet(outline, draw, level, skips)
                survey.sheets.append((node.name, sheet))
                rows.append(_row(campaign, node, outline, sheet, draw))
    Response.objects.bulk_create(rows, batch_size=500)
    return survey


def _row(campaign, node, outline, sheet, draw):
    answers = [
        "" if question.kind == Question.Kind.TEXT else sheet.get(question.code)
        for question in outline.questions
    ]
    return Response(
        nullifier=f"{draw.getrandbits(256):064x}",
        campaign=campaign,
        node=node,
        edition_id=campaign.edition_id,
        answers=answers,
        revision="r" * 32,
    )


def _sheet(outline, draw, level, skips):
    """Return a sheet around a team's level, 0 to 1, by the questions' codes; one answer is sure."""
    left_out = {practice.pk for practice in outline.practices if draw.random() < skips}
    role = draw.choice([None, *(2 * list(outline.roles())[:3]), *outline.roles()])
    sheet = {"role": role} if role else {}
    for question in outline.questions:
        skipped = draw.random() < skips if question.metric else question.practice_id in left_out
        if question.kind == Question.Kind.TEXT or skipped or question.is_personal:
            continue
        best = len(question.options)
        place = min(max(round(draw.gauss(level, 0.25) * (best - 1)) + 1, 1), best)
        sheet[question.code] = place
    return sheet if sheet.keys() - {"role"} else sheet | {outline.questions[0].code: 4}


def _units(draw, count, depth):
    """Make units up to a depth, each below an earlier one; the first is the top."""
    found, levels = [Unit.objects.create(name="Unit 0")], [1]
    for number in range(1, count):
        above = draw.randrange(max(0, number - 30), number)
        while levels[above] >= max(1, depth - 1):
            above = draw.randrange(number) if depth > 2 else 0
            if depth <= 2:
                break
        found.append(Unit.objects.create(name=f"Unit {number}", parent=found[above]))
        levels.append(levels[above] + 1)
    return found


def _teams(draw, count, units):
    sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 24]
    return Team.objects.bulk_create(
        Team(name=f"Team {number}", unit=draw.choice(units), headcount=draw.choice(sizes))
        for number in range(count)
    )


def _change(draw, teams, units):
    """Between two surveys people come and go, and teams move."""
    for team in teams:
        if draw.random() < 0.3:
            team.headcount = max(1, team.headcount + draw.choice([-1, 1]))
        if draw.random() < 0.03:
            team.unit = draw.choice(units)
    Team.objects.bulk_update(teams, ["headcount", "unit"], batch_size=200)


def _users(units, teams):
    users = {
        name: people.add_account(username=name, password="open-sesame", full_name=name)
        for name in ROLES
    }
    people.make_organiser(users["organiser"])
    people.make_leader(users["chief"], units[0])
    people.make_leader(users["division head"], units[min(1, len(units) - 1)])
    people.make_team_lead(users["lead"], *teams[:3])
    people.make_team_lead(users["other lead"], teams[-1])
    users["operator"].is_staff = users["operator"].is_superuser = True
    users["operator"].save()
    return users
