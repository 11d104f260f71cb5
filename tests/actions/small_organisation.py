"""A small organisation for the tests of actions, made through the actions themselves."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

from django.db import connections
from patience import PATIENCE

from assessments.actions import campaigns, content, organisation, responses
from assessments.models import Benchmark, Campaign, Edition, Question

OPENS = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
DURING = dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)
CLOSES = dt.datetime(2026, 3, 16, 16, tzinfo=dt.UTC)
AFTER = CLOSES + dt.timedelta(minutes=10)

# Under k = 5 Green cannot be shown, and neither can Blue: Shore minus Blue would be Green.
TREE = {"Harbour": {"Ships": {"Red": 12, "White": 6}, "Shore": {"Blue": 6, "Green": 3}}}


def load_content():
    content.load(at=OPENS)


def grow(tree, parent=None):
    """Make units (dicts) and teams (headcounts) below a unit; return the teams in order."""
    teams = []
    for name, below in tree.items():
        if isinstance(below, int):
            teams.append(organisation.add_team(name=name, unit=parent, headcount=below))
        else:
            teams += grow(below, organisation.add_unit(name=name, parent=parent))
    return teams


def planned(teams, **changes):
    before = Campaign.objects.filter(name__startswith="Spring survey").count()
    fields = {
        "name": f"Spring survey {before + 1}" if before else "Spring survey",
        "kind": Campaign.Kind.ANONYMOUS,
        "edition": Edition.objects.published().latest("number"),
        "benchmark": Benchmark.objects.current().get(is_default=True),
        "teams": teams,
        "opens_at": OPENS,
        "closes_at": CLOSES,
        "time_zone": "Europe/Berlin",
    }
    return campaigns.Plan(**(fields | changes))


def drafted(teams, **changes):
    plan = planned(teams, **changes)
    return campaigns.create(plan, at=plan.opens_at)


def opened(teams, **changes):
    draft = drafted(teams, **changes)
    return campaigns.open(draft, at=draft.opens_at)


def later(campaign, days):
    """Return the moments of a plan that lies some days after a campaign."""
    shift = dt.timedelta(days=days)
    return {"opens_at": campaign.opens_at + shift, "closes_at": campaign.closes_at + shift}


def tokens(campaign):
    """Issue fresh links; return their tokens by the name of the team."""
    by_team = {}
    for link in campaigns.issue_links(campaign):
        by_team.setdefault(link.node.name, []).append(link.token)
    return by_team


def send(token, answers, at=DURING):
    sheet = responses.open_sheet(token=token, at=at)
    responses.submit(sheet=sheet, answers=answers, at=at)
    return sheet


def send_all(campaign, sheets, at=DURING):
    """Send for each team (by name) the sheets given; return the tokens used, by team."""
    issued = tokens(campaign)
    for team, answers in sheets.items():
        for token, one in zip(issued[team], answers, strict=False):
            send(token, one, at)
    return issued


def alike(outline, share=0.7, **texts):
    """Return a sheet that stands at the same place (0 to 1) of every question's options."""
    sheet = {}
    for question in outline.questions:
        if not question.options:
            continue
        codes = sorted(question.codes())
        place = round(share * (len(codes) - 1))
        sheet[question.code] = codes[-1 - place] if question.reverse else codes[place]
    return sheet | texts


def drawn(outline, draw: Random, *, gaps=0.15):
    """Return a random sheet with some questions left out and some "don't know"."""
    sheet = {}
    for question in outline.questions:
        if question.kind == Question.Kind.TEXT or draw.random() < gaps / 2:
            continue
        known = draw.random() >= gaps / 2
        sheet[question.code] = draw.choice(sorted(question.codes())) if known else 0
    first = next(q for q in outline.questions if q.kind == Question.Kind.LIKERT)
    return sheet | {first.code: draw.randint(1, 7)}


def text_questions(outline):
    """Return the comment questions' codes by practice key."""
    keys = {practice.pk: practice.key for practice in outline.practices}
    return {
        keys[question.practice_id]: question.code
        for question in outline.questions
        if question.kind == Question.Kind.TEXT and question.practice_id in keys
    }


def in_threads(jobs, workers):
    """Run the jobs, shared out to threads that start together; return the results in order."""
    shares = [jobs[number::workers] for number in range(workers)]
    start = Barrier(workers, timeout=PATIENCE)

    def work(share):
        start.wait()
        try:
            return [job() for job in share]
        finally:
            connections.close_all()

    results = [None] * len(jobs)
    with ThreadPoolExecutor(workers) as pool:
        for number, found in enumerate(pool.map(work, shares)):
            results[number::workers] = found
    return results
