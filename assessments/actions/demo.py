"""The demo organisation: invented, seeded, and made through the same actions as real data.

The structure is real enough to explore: practices go with performance, units differ, some
teams disagree, some are too small to be shown, some improve from campaign to campaign.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from django.conf import settings

from assessments.errors import SurveyError
from assessments.models import (
    Benchmark,
    Campaign,
    Edition,
    Outline,
    Question,
    Team,
    Unit,
)
from assessments.models.question import ROLE
from assessments.scoring.values import Metric

from . import (
    campaigns,
    content,
    demo_accounts,
    demo_comments,
    demo_targets,
    organisation,
    participation,
    releases,
    responses,
)
from .answers import DONT_KNOW, Answers

SEED = 20150630
ORGANISATION = "Harbour Mutual"
TREE = {
    "Digital Channels": ["Web and Mobile", "Customer Identity", "Payments"],
    "Core Insurance": ["Policies", "Claims", "Pricing"],
    "Data and Analytics": ["Data Platform", "Reporting"],
    "Platform Engineering": ["Cloud Platform", "Developer Experience", "Reliability"],
    "Corporate Systems": ["Finance Systems", "People Systems"],
}
# How far each division's practices stand from the middle, in standard deviations.
STANDING = {
    "Digital Channels": 0.7,
    "Core Insurance": -0.8,
    "Data and Analytics": 0.1,
    "Platform Engineering": 1.1,
    "Corporate Systems": -1.1,
}
# fmt: off
TEAM_NAMES = [
    "Albatross", "Avocet", "Bittern", "Bunting", "Buzzard", "Cormorant", "Crane", "Curlew",
    "Dipper", "Dotterel", "Dunlin", "Egret", "Eider", "Falcon", "Finch", "Fulmar", "Gannet",
    "Godwit", "Goshawk", "Grebe", "Guillemot", "Harrier", "Heron", "Hobby", "Ibis", "Jackdaw",
    "Kestrel", "Kingfisher", "Kite", "Kittiwake", "Knot", "Lapwing", "Linnet", "Martin",
    "Merlin", "Nightjar", "Osprey", "Ouzel", "Oystercatcher", "Partridge", "Peregrine",
    "Petrel", "Pipit", "Plover", "Ptarmigan", "Puffin", "Quail", "Raven", "Redstart", "Robin",
    "Sanderling", "Sandpiper", "Shearwater", "Shrike", "Siskin", "Skua", "Smew", "Snipe",
    "Starling", "Stork",
]
# fmt: on
# How many write a comment on a practice
COMMENTED = 0.15
# Who is confident more often leads, who is not more often operates; the others by what is drawn
LEADS_FROM, OPERATES_TO = 0.35, -0.35
ROLE_OF = {1: 1, 2: 3, 3: 1, 4: 4, 5: 1, 6: 1}
LEADING, OPERATING = 5, 2
# How much better than the practices a metric tends to be answered.
EASE: dict[str, float] = {Metric.CHANGE_FAIL_RATE: 0.9, Metric.TIME_TO_RESTORE: 0.7}


@dataclass(frozen=True)
class DemoTeam:
    """A team with the traits its answers are drawn from."""

    team: Team
    standing: float
    improves: float
    divided: bool
    practice_bias: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Demo:
    """What was made, for the command to print."""

    teams: int
    campaigns: tuple[Campaign, ...]
    accounts: tuple[tuple[str, str], ...]
    open_link: str


def is_empty() -> bool:
    """Tell whether the database holds no organisation yet."""
    return not Unit.objects.exists()


def is_half_made() -> bool:
    """Tell whether an earlier seeding was interrupted: its accounts come last."""
    return (
        Unit.objects.filter(name=ORGANISATION, parent=None).exists()
        and not demo_accounts.accounts()
    )


def seed(*, at: dt.datetime) -> Demo:
    """Make the demo organisation with two released campaigns and an open one; about 10 s.

    From the second on, results may be seen by role.

    Raises:
        SurveyError: DEBUG is off, or the database already holds an organisation.
    """
    if not settings.DEBUG:
        raise SurveyError("The demo has known passwords, so it runs only with DEBUG on.")
    if not is_empty():
        raise SurveyError(
            "The database already holds an organisation; the demo needs an empty one."
        )
    content.load(at=at)
    draw = random.Random(SEED)  # noqa: S311 (a demo, not cryptography)
    teams = _teams(draw)
    first = _campaign(teams, at - dt.timedelta(days=240), draw, round_=0)
    second = _campaign(teams, at - dt.timedelta(days=115), draw, round_=1)
    third, link = _open_campaign(teams, at, draw)
    participation.count(third, at=at)
    _add_accounts(teams)
    demo_targets.add(second, at=at)
    return Demo(len(teams), (first, second, third), demo_accounts.accounts(), link)


def _teams(draw: random.Random) -> list[DemoTeam]:
    top = organisation.add_unit(name=ORGANISATION, parent=None)
    names = iter(TEAM_NAMES)
    teams: list[DemoTeam] = []
    departments = [(division, name) for division, parts in TREE.items() for name in parts]
    divisions = {name: organisation.add_unit(name=name, parent=top) for name in TREE}
    for index, (division, name) in enumerate(departments):
        unit = organisation.add_unit(name=name, parent=divisions[division])
        standing = STANDING[division] + draw.gauss(0, 0.35)
        size = 5 if index < len(TEAM_NAMES) % len(departments) else 4
        teams += [_team(name, unit, standing, draw) for name in islice(names, size)]
    return teams


def _team(name: str, unit: Unit, standing: float, draw: random.Random) -> DemoTeam:
    edition, _ = _shipped()
    practices = [practice.key for practice in edition.outline().practices]
    small = draw.random() < 0.1
    headcount = draw.randint(3, 5) if small else draw.randint(7, 16)
    return DemoTeam(
        team=organisation.add_team(name=name, unit=unit, headcount=headcount),
        standing=standing + draw.gauss(0, 0.5),
        improves=draw.choice([0.0, 0.0, 0.1, 0.25, 0.6, -0.3]),
        divided=draw.random() < 0.12,
        practice_bias={key: draw.gauss(0, 0.45) for key in practices},
    )


def _campaign(
    teams: Sequence[DemoTeam], opens_at: dt.datetime, draw: random.Random, *, round_: int
) -> Campaign:
    closes_at = opens_at + dt.timedelta(days=14)
    campaign = _opened(teams, opens_at, closes_at, by_role=round_ > 0)
    moved = [replace(team, standing=team.standing + round_ * team.improves) for team in teams]
    _answer(campaign, moved, opens_at + dt.timedelta(days=3), draw, turnout=0.82)
    return releases.finish(campaign, at=closes_at + dt.timedelta(minutes=10))


def _open_campaign(
    teams: Sequence[DemoTeam], at: dt.datetime, draw: random.Random
) -> tuple[Campaign, str]:
    campaign = _opened(teams, at - dt.timedelta(days=4), at + dt.timedelta(days=10), by_role=True)
    moved = [replace(team, standing=team.standing + 2 * team.improves) for team in teams]
    spare = _answer(campaign, moved, at, draw, turnout=0.45)
    return campaign, spare


def _shipped() -> tuple[Edition, Benchmark]:
    edition, benchmark = Edition.objects.current(), Benchmark.objects.default()
    if edition is None or benchmark is None:
        raise SurveyError("The shipped content is not loaded.")
    return edition, benchmark


def _opened(
    teams: Sequence[DemoTeam], opens_at: dt.datetime, closes_at: dt.datetime, *, by_role: bool
) -> Campaign:
    edition, benchmark = _shipped()
    plan = campaigns.Plan(
        name=f"Survey of {closes_at:%B %Y}",
        kind=Campaign.Kind.ANONYMOUS,
        edition=edition,
        benchmark=benchmark,
        teams=[team.team for team in teams],
        opens_at=opens_at,
        closes_at=closes_at,
        time_zone="Europe/Berlin",
        result_filter=Campaign.Filter.ROLE if by_role else Campaign.Filter.NONE,
    )
    return campaigns.open(campaigns.create(plan, at=opens_at), at=opens_at)


def _answer(
    campaign: Campaign,
    teams: Sequence[DemoTeam],
    at: dt.datetime,
    draw: random.Random,
    *,
    turnout: float,
) -> str:
    """Answer for a share of everybody invited; return the token of somebody who did not."""
    of_team = {team.team.pk: team for team in teams}
    said: dict[int, set[str]] = {pk: set() for pk in of_team}
    spare = ""
    issued = campaigns.issue_links(campaign)
    draw.shuffle(issued)
    for link in issued:
        if draw.random() > turnout:
            spare = link.token
            continue
        sheet = responses.open_sheet(token=link.token, at=at)
        team = of_team[link.node.team_id or 0]
        answers = _sheet(team, sheet.outline, said[team.team.pk], draw)
        responses.submit(sheet=sheet, answers=answers, at=at)
    return spare


def _sheet(team: DemoTeam, outline: Outline, said: set[str], draw: random.Random) -> Answers:
    mood = draw.gauss(0, 0.35)
    side = draw.choice([-1.3, 1.3]) if team.divided else 0.0
    answers: Answers = {}
    for question in outline.questions:
        bias = _bias(team, question) + side
        answer = (
            _comment_on(question, said, draw)
            if question.kind == Question.Kind.TEXT
            else _answer_to(question, team.standing + mood + bias, draw)
        )
        if answer is not None:
            answers[question.code] = answer
    if isinstance(drawn := answers.get(ROLE), int) and drawn != DONT_KNOW:
        answers[ROLE] = _role(mood, drawn)
    return answers


def _role(mood: float, drawn: int) -> int:
    if mood > LEADS_FROM:
        return LEADING
    return OPERATING if mood < OPERATES_TO else ROLE_OF[drawn]


def _bias(team: DemoTeam, question: Question) -> float:
    return team.practice_bias[question.practice.key] if question.practice else 0.0


def _comment_on(question: Question, said: set[str], draw: random.Random) -> str | None:
    practice = question.practice.key if question.practice else ""
    if practice not in demo_comments.COMMENTS or draw.random() >= COMMENTED:
        return None
    return demo_comments.drawn(practice, said, draw)


def _answer_to(question: Question, level: float, draw: random.Random) -> int:
    if draw.random() < 0.04:
        return DONT_KNOW
    codes = sorted(question.codes())
    if not question.metric and question.kind == Question.Kind.CHOICE:
        return draw.choice(codes)
    noise = draw.gauss(0, 0.75)
    share = 1 / (1 + math.exp(-1.1 * (level + noise) - EASE.get(question.metric, 0.0)))
    place = min(int(share * len(codes)), len(codes) - 1)
    return codes[-1 - place] if question.reverse else codes[place]


def _add_accounts(teams: Sequence[DemoTeam]) -> None:
    divided = next(team for team in teams if team.divided and team.team.headcount > 9)
    small = next(team for team in teams if team.team.headcount < 5)
    middling = min(
        (team for team in teams if not team.divided and team.team.headcount > 9),
        key=lambda team: abs(team.standing),
    )
    demo_accounts.add(middling.team, divided.team, small.team)
