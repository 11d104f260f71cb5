"""Two released surveys, moved tiers, targets and one survey under way, and who may read it all."""

import datetime as dt
from dataclasses import dataclass

from releasing import released
from small_organisation import alike, grow, later, load_content, opened, send_all

from assessments.actions import participation, people, targets
from assessments.actions.targets import Wanted

TREE = {
    "Harbour": {"Ships": {"Red": 12, "White": 12, "Grey": 12}, "Shore": {"Blue": 12, "Green": 3}}
}
# Shares of the scale in the two surveys: Red falls, White rises, of Green too few are asked
THEN = {"Red": 0.9, "White": 0.1, "Grey": 0.7, "Blue": 0.6, "Green": 0.5}
NOW = {"Red": 0.1, "White": 0.9, "Grey": 0.7, "Blue": 0.6, "Green": 0.5}


@dataclass
class Readers:
    """What the tests ask for: addresses by name, and everything that people or content named."""

    lead: object
    leader: object
    addresses: dict
    names: set


def build():
    """Return the readers of an organisation with a history."""
    load_content()
    teams = {team.name: team for team in grow(TREE)}
    top = teams["Red"].unit.parent
    leader = people.add_account(username="clara", password="open-sesame", full_name="clara")
    lead = people.add_account(username="rita", password="open-sesame", full_name="rita")
    people.make_leader(leader, top)
    for team in teams.values():
        people.make_team_lead(lead, team)
    first = _survey(teams, THEN, "Qa")
    last = _survey(teams, NOW, "Qb", **later(first, 90))
    under_way = opened(list(teams.values()), name="Qc", **later(last, 90))
    participation.count(under_way, at=under_way.opens_at + dt.timedelta(days=1))
    day = last.closes_at.date() + dt.timedelta(days=200)
    wanted = {"automated_testing": Wanted(70, day)}
    targets.write(top, last, wanted, user=leader, at=last.closes_at)
    unit = f"/organisation/{top.pk}/{last.public_id}"
    return Readers(
        lead=lead,
        leader=leader,
        addresses={
            "team": f"/teams/{teams['Red'].pk}/{last.public_id}/",
            "hidden team": f"/teams/{teams['Green'].pk}/{last.public_id}/",
            "first survey of a team": f"/teams/{teams['Red'].pk}/{first.public_id}/",
            "own teams": "/teams/",
            "heatmap": f"{unit}/",
            "heatmap, searched": f"{unit}/?q=re",
            "heatmap, nothing found": f"{unit}/?q=nowhere",
            "heatmap of the first survey": f"/organisation/{top.pk}/{first.public_id}/",
            "gaps": f"{unit}/?show=gap",
            "overview": f"{unit}/teams/",
            "history": f"{unit}/history/",
            "moves": f"{unit}/moves/",
            "moves up": f"{unit}/moves/?way=up",
            "targets": f"{unit}/targets/",
            "board report": f"{unit}/report/",
            "participation": f"/organisation/{top.pk}/participation/",
        },
        names=_names(last) | {"Harbour", "Ships", "Shore", *teams, "Qa", "Qb", "Qc", "re"},
    )


def _survey(teams, shares, name, **moments):
    campaign = opened(list(teams.values()), name=name, **moments)
    outline = campaign.edition.outline()
    sheets = {
        team: teams[team].headcount * [alike(outline, share)] for team, share in shares.items()
    }
    send_all(campaign, sheets, at=campaign.opens_at)
    return released(campaign, at=campaign.closes_at)


def _names(campaign):
    """Return what content and benchmark say, whole texts of which none is the interface's."""
    outline, rules = campaign.edition.outline(), campaign.benchmark.rule_set()
    found = {campaign.benchmark.title, rules.title, rules.citation, rules.url, rules.key}
    for read in (outline, *map(outline.in_language, outline.languages)):
        found.add(read.middle_label())
        for practice in read.practices:
            found |= {practice.name, practice.short_name, *_texts(practice.guide)}
        for question in read.questions:
            found |= set(_texts([option["label"] for option in question.options or []]))
    return {one.strip() for one in found if one and one.strip()}


def _texts(value):
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value
    return (
        [text for part in parts for text in _texts(part)] if isinstance(value, dict | list) else []
    )
