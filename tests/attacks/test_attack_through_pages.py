"""ACCEPTANCE 8: everything every role can fetch, pooled, isolates nobody below k.

Two attacks. One reads the figures off all pages and exports, makes an equation over people of
each, and looks for the smallest group that follows. The other answers otherwise where it must not
show: what hidden people said may change no byte of any page.
"""

from collections import defaultdict
from random import Random

import numpy as np
import pytest
from crawler import crawl
from figures_on_pages import Reader, said
from forgetting import forget
from isolation import by_program, by_trial, smallest_isolable
from large_organisation import ROLES, build

from assessments.actions import campaigns, releases
from assessments.models import PERFORMANCE, Campaign, Result, RoleResult
from assessments.models.response import Response
from assessments.scoring import disclosure, likert
from assessments.scoring.values import Metric

pytestmark = pytest.mark.django_db
K = 5
# Pages of a kind that a crawl of `make test` looks at: every heatmap, some of the others
SOME = {
    None: 1,
    ("organisation:report_pdf", ""): 0,
    ("organisation:heatmap", ""): 30,
    ("team:result", ""): 4,
    ("admin", ""): 2,
}
SOME |= {
    ("admin", name): 0 for name in ("e", "p", "o", "all", "_changelist_filters", "is_staff__exact")
}
MANY = {None: 20, ("organisation:heatmap", ""): None, ("team:result", ""): 100, ("admin", ""): 5}
# Last heads of tables that hold no figure of a group: how many teams there are of a tier, which
# follows from the placements shown, how much is hidden, and what a workbook is about. The second
# attack would see what did not follow.
WITHOUT_FIGURES = {"Teams", "Because", "Which"}
# Who sees most, for the attacks on small organisations
FEW = ("chief", "lead", "organiser")
CASES = [
    pytest.param(1, 300, 5, SOME, id="300 teams"),
    pytest.param(1, 600, 5, SOME, id="600 teams", marks=pytest.mark.long),
    *(
        pytest.param(
            seed, 2000, depth, MANY, id=f"2,000 teams, depth {depth}", marks=pytest.mark.long
        )
        for seed, depth in [(2, 1), (3, 8), (4, 3)]
    ),
]


def threshold_only(parents, own, k, *, allowed=None, **_):
    """Hide groups under k and nothing else: the negative control."""
    people = disclosure.totals(parents, own)
    may = allowed or [True] * len(people)
    return [n >= k and ok for n, ok in zip(people, may, strict=True)]


def fetched(organisation, most=SOME, roles=ROLES):
    """Return every page of every role, by role and address."""
    forget()  # the second attack releases twice
    return {
        (role, address): page
        for role in roles
        for address, page in crawl(organisation.users[role], most=most).items()
    }


def figures_of(pages):
    reader, figures, unread = Reader(), [], set()
    for page in pages.values():
        found, rest = reader.read(page)
        figures += found
        unread |= set(rest)
    return figures, unread


class Truth:
    """Whose answers are in each column of each survey: what an attacker could at most know."""

    def __init__(self, survey):
        self.survey, self.below = survey, survey.below()
        outline = survey.campaign.edition.outline()
        self.answered = {"turnout": set(range(len(survey.sheets)))}
        for practice in outline.practices:
            places = list(outline.places(practice))
            items = outline.items(practice)
            codes = [outline.questions[place].code for place in places]
            answers = [[sheet.get(code, np.nan) for code in codes] for _, sheet in survey.sheets]
            means = likert.person_means(np.array(answers, dtype=float), items)
            self.answered[practice.key] = set(np.flatnonzero(~np.isnan(means)).tolist())
        for metric, place in outline.metric_places().items():
            code = outline.questions[place].code
            given = (n for n, (_, sheet) in enumerate(survey.sheets) if code in sheet)
            self.answered[metric] = set(given)

    def known(self, figures):
        """Return by column the sets of people whose sums the figures give.

        A placement rests on the metrics that are shown of its group, and counts as the sum of each.
        """
        groups = defaultdict(set)
        for one in figures:
            if not one.rest:
                columns = list(Metric) if one.column == PERFORMANCE else [one.column]
                for column in columns:
                    groups[column].add((one.group, one.role))
        shown = defaultdict(set)
        cells = Result.objects.filter(node__campaign=self.survey.campaign, reason="")
        for column, name in cells.values_list("column", "node__name"):
            shown[column].add((name, None))
        found = {}
        for column, names in groups.items():
            known = names & shown[column] if column in set(Metric) else names
            found[column] = {
                (name, role): self.below[name] & self.answered[column] & self.of_role(role)
                for name, role in known
            }
        for one in figures:
            if one.rest and one.column in found:
                found[one.column][one.group, "rest"] = self._rest(one, found[one.column])
        return {column: list(of.values()) for column, of in found.items()}

    def of_role(self, role):
        sheets = enumerate(self.survey.sheets)
        return {number for number, (_, sheet) in sheets if role in {None, sheet.get("role")}}

    def _rest(self, one, known):
        people = self.below[one.group] & self.answered[one.column]
        inside = [below for (_, role), below in known.items() if role is None and below < people]
        return people.difference(*inside)


def isolated(organisation, figures):
    """Return (survey, column, size) of each smallest set under k that follows."""
    found = []
    for survey in organisation.surveys:
        of_survey = [one for one in figures if one.survey == survey.campaign.name]
        for column, groups in Truth(survey).known(of_survey).items():
            size = smallest_isolable(groups, K)
            if size is not None:
                found.append((survey.campaign.name, column, size))
    return found


def not_released(organisation, figures):
    """Return the figures that are not those of a released cell."""
    cells, rests = {}, {}
    for survey in organisation.surveys:
        for cell in Result.objects.filter(node__campaign=survey.campaign).select_related("node"):
            key = (survey.campaign.name, cell.node.name, cell.column, None)
            if not cell.reason:
                cells[key] = cell.score
                if cell.detail.get("rest"):
                    rests[key] = cell.detail["rest"]["score"]
        for cell in RoleResult.objects.filter(node__campaign=survey.campaign, reason=""):
            cells[survey.campaign.name, cell.node.name, cell.column, cell.role] = cell.score
    wrong = []
    for one in figures:
        key = (one.survey, one.group, one.column, one.role)
        released = rests if one.rest else cells
        if one.column == "turnout":
            continue
        if key not in released or (
            one.score is not None and released[key] not in {None, one.score}
        ):
            wrong.append(one)
    return wrong


@pytest.mark.parametrize(("seed", "teams", "depth", "most"), CASES)
def test_no_group_below_k_follows_from_all_that_is_shown(seed, teams, depth, most):
    organisation = build(seed, teams, depth)

    figures, unread = figures_of(fetched(organisation, most))

    assert {one.column for one in figures} >= {PERFORMANCE, "turnout", *Metric}
    assert any(one.rest for one in figures)
    assert any(one.role for one in figures)
    assert len(figures) > 10 * teams
    assert not_released(organisation, figures)[:3] == []
    assert isolated(organisation, figures) == []
    assert {head for _, head in unread} - WITHOUT_FIGURES == set()


def test_hiding_small_groups_alone_is_found_out(monkeypatch):
    monkeypatch.setattr(disclosure, "safe_release", threshold_only)
    organisation = build(1, 60, 4, by_role=False)

    figures, _ = figures_of(fetched(organisation, roles=FEW))

    assert {size for *_, size in isolated(organisation, figures)} & set(range(1, K))


def test_figure_of_a_hidden_team_is_found_out(monkeypatch):
    organisation = build(1, 30, 3)
    hidden = Result.objects.filter(kind="practice", node__team__isnull=False).exclude(reason="")[0]
    Result.objects.filter(pk=hidden.pk).update(reason="", score=50, bound="exact", n_band="5-9")
    figures, _ = figures_of(fetched(organisation, roles=FEW))
    Result.objects.filter(pk=hidden.pk).update(reason="too few", score=None, bound="", n_band="")

    wrong = not_released(organisation, figures)

    assert {(one.group, one.column) for one in wrong} == {(hidden.node.name, hidden.column)}


def unsealed(campaign, at):
    """Score and show a survey without its seal, so that it can be scored again."""
    scored = releases.score(campaigns.close(campaign, at=at))
    Campaign.objects.filter(pk=scored.pk).update(state=Campaign.State.RELEASED, released_at=at)
    scored.refresh_from_db()
    return scored


def score_again(survey, change):
    """Score a survey once more after a change of its sheets; return how many were changed."""
    campaign = survey.campaign
    Campaign.objects.filter(pk=campaign.pk).update(state=Campaign.State.CLOSED)
    changed = change(campaign)
    releases.score(campaign)
    Campaign.objects.filter(pk=campaign.pk).update(state=Campaign.State.RELEASED)
    return changed


def swap_hidden(campaign):
    """Let hidden people of neighbouring teams have said what the other said, role apart."""
    waiting, swapped, role = {}, 0, campaign.edition.outline().role_place()
    hidden = Response.objects.filter(
        campaign=campaign, node__in=campaign.nodes.filter(answers_band="", team__isnull=False)
    )
    for one in hidden.select_related("node"):
        kept = (one.answers[role], *(answer is None for answer in one.answers))
        kind = (one.node.parent_id, kept)
        other = waiting.setdefault(kind, one)
        if other.node_id != one.node_id:
            one.answers, other.answers = other.answers, one.answers
            Response.objects.bulk_update([one, other], ["answers"])
            swapped += 1
            del waiting[kind]
    return swapped


def pages_that_tell(teams, depth, **options):
    """Return the pages that change with what hidden people said, and how many said otherwise."""
    organisation = build(5, teams, depth, release=unsealed, **options)
    before = {key: said(page) for key, page in fetched(organisation, roles=FEW).items()}
    swapped = [score_again(survey, swap_hidden) for survey in organisation.surveys]
    after = {key: said(page) for key, page in fetched(organisation, roles=FEW).items()}
    assert before.keys() == after.keys()
    return [key for key in before if before[key] != after[key]], swapped


def test_what_hidden_people_said_changes_no_byte_of_any_page():
    telling, swapped = pages_that_tell(45, 4)

    assert min(swapped) > 1
    assert telling == []


def test_page_that_tells_what_hidden_people_said_is_found_out(monkeypatch):
    """Nothing but groups of nobody is hidden from the pages, though the bands say what was."""
    hide = disclosure.safe_release

    def decide(parents, own, k, *, allowed=None, **options):
        if allowed is None:
            return hide(parents, own, k, **options)
        return [n > 1 for n in disclosure.totals(parents, own)]

    monkeypatch.setattr(disclosure, "safe_release", decide)

    telling, _ = pages_that_tell(30, 3, by_role=False)

    assert {address.split("/")[1] for _, address in telling} == {"organisation", "teams"}


@pytest.mark.parametrize("block", range(4))
def test_the_search_equals_the_plain_program_and_trying_everything(block):
    draw, found = Random(block), 0
    for _ in range(25):
        people = range(draw.randint(3, 9))
        groups = [
            {p for p in people if draw.random() < 0.6} or {0} for _ in range(draw.randint(1, 6))
        ]
        matrix = np.array([[p in group for p in people] for group in groups], dtype=float)

        size = smallest_isolable(groups, 4)

        assert size == by_trial(groups, 4)
        assert size == by_program(matrix, np.ones(len(people)), 4)
        found += size is not None
    assert 3 < found < 25
