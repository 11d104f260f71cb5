"""No shipped rule set that places teams may punish a better answer; those that would, do not."""

import dataclasses
import itertools
import json
from pathlib import Path

import pytest

from assessments.content import loader
from assessments.scoring.bands import bands
from assessments.scoring.placement import place
from assessments.scoring.values import Metric, RuleSet, Tier

VECTORS = Path(__file__).parent.parent / "vectors"
RULE_SETS = {rules.key: rules for rules in loader.load_rule_sets()}
EXPECTED = json.loads((VECTORS / "monotonicity_property.json").read_text(encoding="utf-8"))


def setbacks(rules: RuleSet) -> tuple[int, int]:
    """Count single steps to a better answer, and those that lower high or raise low."""
    best = [bands(rules, metric) for metric in Metric]
    chances = {
        codes: place(rules, dict(zip(Metric, ([code] for code in codes), strict=True))).chances
        for codes in itertools.product(*(range(1, code + 1) for code in best))
    }
    steps = worse = 0
    for codes, before in chances.items():
        for place_of, code in enumerate(codes):
            if code == best[place_of]:
                continue
            after = chances[(*codes[:place_of], code + 1, *codes[place_of + 1 :])]
            steps += 1
            worse += (
                after[Tier.HIGH] < before[Tier.HIGH] - 1e-12
                or after[Tier.LOW] > before[Tier.LOW] + 1e-12
            )
    return steps, worse


@pytest.mark.parametrize("key", [rules.key for rules in RULE_SETS.values() if rules.placeable])
def test_better_answer_never_lowers_a_placement(key):
    rules = RULE_SETS[key]

    steps, worse = setbacks(rules)

    assert worse == 0
    assert steps == EXPECTED[str(rules.year)]["single_step_improvements"]


@pytest.mark.parametrize("key", [rules.key for rules in RULE_SETS.values() if not rules.placeable])
def test_tables_that_are_only_shown_would_lower_a_placement(key):
    rules = dataclasses.replace(RULE_SETS[key], placeable=True)

    _, worse = setbacks(rules)

    assert worse == EXPECTED[str(rules.year)]["that_lower_P_high_or_raise_P_low"]


@pytest.mark.parametrize("key", [rules.key for rules in RULE_SETS.values() if not rules.placeable])
def test_tables_that_are_only_shown_place_nobody(key):
    answers = {metric: [3] for metric in Metric}

    with pytest.raises(ValueError, match="is shown, but no team is placed against it"):
        place(RULE_SETS[key], answers)
