"""What changed and what to look at: up to five sentences, by a rule, from released figures alone.

The rule is the same for every unit and reader. Of these, in this order, the first five that have
something to say:

1. the unit's lowest practice, with the others whose score lies within its interval;
2. the biggest change beyond chance (docs/method.md, 4) of the unit or of what lies directly below
   it; that there was none; or that there is nothing to compare with;
3. the teams that moved to a lower tier (charts.team_moves says when a team counts);
4. the lowest practice of each of the three largest parts, or where all parts are equally large,
   the practice in which they differ most;
5. parts of which nothing may be shown, or in which fewer than half answered;
6. who stands clearly above the unit in its lowest practice.

Ties go to the lower score, then to the name or to the questionnaire's order. Nothing says why
something is as it is: the figures cannot know.
"""

from __future__ import annotations

from collections.abc import Sequence

from assessments.charts import finding_changes as changes
from assessments.charts import finding_lowest as lowest
from assessments.charts.finding_values import Group, Sentence, Since
from assessments.scoring.values import Practice

MOST = 5


def findings(
    own: Group, children: Sequence[Group], practices: Sequence[Practice], since: Since
) -> list[Sentence]:
    """Return the sentences on a unit: `children` lie directly below it, in any order.

    `practices` are in the questionnaire's order; each group holds a cell for every one.
    """
    compared = lowest.largest(children, practices) or lowest.spread(children, practices)
    candidates = [
        lowest.weakest(own, practices),
        changes.change(own, children, practices, since),
        changes.moved(since),
        compared,
        changes.participation(children),
        lowest.learn_from(own, children, practices),
    ]
    return [sentence for sentence in candidates if sentence][:MOST]
