"""The files that ship: they load, and they say what the reference says."""

import csv
import json
from pathlib import Path

import pytest

from assessments.content import loader
from assessments.content.schema_question import QuestionKind
from assessments.scoring.values import Metric, RuleSet, Tier

VECTORS = Path(__file__).parent.parent / "vectors"
# Word for word, but for the apostrophe, which is the typographic one on screen
BANK = json.loads(
    (VECTORS / "question_bank.json").read_text(encoding="utf-8").replace("n't know", "n’t know")
)
TIERS = json.loads((VECTORS / "published_tiers.json").read_text(encoding="utf-8"))
# The columns of the published tables, in the order of the enum.
COLUMNS = ("df_code", "lt_code", "ttr_code")


def band_of(percent: float) -> int:
    """Find the option of the change failure rate question that holds a percentage."""
    question = next(q for q in BANK["outcomes"] if q["key"] == "change_fail_rate")
    for option in question["options"]:
        low, _, high = option["label"].partition(" to ")
        if option["code"] is not None and float(low) <= percent <= float(high):
            return option["code"]
    raise AssertionError(percent)


def expected_medians(year: str) -> dict[str, tuple[int, ...]]:
    table = TIERS["years"][year]
    in_percent = table["cfr_unit"] == "percent"
    return {
        tier: (*row[:3], band_of(row[3]) if in_percent else row[3])
        for tier, row in table["rows"].items()
    }


def rule_set(year: int) -> RuleSet:
    return next(rules for rules in loader.load_rule_sets() if rules.year == year)


def test_statements_equal_the_reference_bank():
    questionnaire = loader.load_questionnaire()
    expected = {
        practice["key"]: [(i["id"], i["text"], i["keyed"] == "-") for i in practice["items"]]
        for practice in [*BANK["practices"], BANK["optional_practice"]]
    }

    shipped = {
        practice.key: [
            (question.code, question.text, question.reverse)
            for question in questionnaire.questions_of(practice.key)
            if question.kind is QuestionKind.LIKERT
        ]
        for practice in questionnaire.practices
    }

    assert shipped == expected
    assert list(shipped) == list(expected)


def test_practices_are_named_as_in_the_reference_and_the_eighth_is_off():
    practices = loader.load_questionnaire().practices

    assert [p.name for p in practices[:7]] == [p["name"] for p in BANK["practices"]]
    assert practices[7].name.lower() in BANK["optional_practice"]["name"]
    assert [p.active for p in practices] == [True] * 7 + [False]


def test_outcome_questions_equal_the_reference_bank():
    questionnaire = loader.load_questionnaire()
    expected = [
        (
            outcome["key"],
            outcome["text"],
            [(o["code"], o["label"]) for o in outcome["options"] if o["code"] is not None],
            outcome["options"][-1]["label"],
        )
        for outcome in BANK["outcomes"]
    ]

    shipped = [
        (
            question.code,
            question.text,
            [(option.code, option.label) for option in question.options],
            questionnaire.missing_label_of(question),
        )
        for question in questionnaire.questions
        if question.metric
    ]

    assert shipped == expected


def test_outcome_codes_are_the_names_of_the_metrics():
    questions = [q for q in loader.load_questionnaire().questions if q.metric]

    assert {question.code for question in questions} == {metric.value for metric in Metric}
    assert all(question.code == question.metric for question in questions)


def test_scale_and_lead_in_equal_the_reference_bank():
    questionnaire = loader.load_questionnaire()

    scale = {str(option.code): option.label for option in questionnaire.scale}
    assert scale | {"null": questionnaire.missing_label} == BANK["scale"]
    assert questionnaire.lead_in == BANK["intro"]


def test_every_practice_has_five_statements_and_one_comment_that_asks_for_no_names():
    questionnaire = loader.load_questionnaire()

    for practice in questionnaire.practices:
        questions = questionnaire.questions_of(practice.key)
        kinds = [question.kind for question in questions]
        comment = questions[-1]
        assert kinds == [QuestionKind.LIKERT] * 5 + [QuestionKind.TEXT]
        assert comment.code == f"{questions[0].code[:2]}_comment"
        assert comment.help == "Please do not name people."


def test_role_may_be_kept_to_oneself():
    questionnaire = loader.load_questionnaire()
    role = next(q for q in questionnaire.questions if q.code == "role")

    assert role.practice is None
    assert questionnaire.missing_label_of(role) == "Prefer not to say"
    assert [option.code for option in questionnaire.options_of(role)] == [1, 2, 3, 4, 5, 6]


def test_every_question_has_a_source_and_a_wording_version():
    for question in loader.load_questionnaire().questions:
        assert question.source.startswith("own wording")
        assert question.wording_version == 1


@pytest.mark.parametrize("year", [int(year) for year in TIERS["years"]])
def test_medians_equal_the_published_table(year):
    shipped = {
        profile.tier.value: tuple(profile.medians[metric] for metric in Metric)
        for profile in rule_set(year).profiles
    }

    assert shipped == expected_medians(str(year))


@pytest.mark.parametrize("year", [int(year) for year in TIERS["years"]])
def test_shares_equal_the_published_table(year):
    published = TIERS["years"][str(year)]["shares"] or {}

    for profile in rule_set(year).profiles:
        expected = published.get(profile.tier.value)
        assert profile.share == (None if expected is None else expected / 100)


@pytest.mark.parametrize("year", [int(year) for year in TIERS["years"]])
def test_secondary_mark_equals_the_reference(year):
    assert rule_set(year).secondary == TIERS["quality"][str(year)].startswith("secondary")


def test_rows_equal_the_published_csv():
    with (VECTORS / "published_tiers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    for row in rows:
        table = next(t for t in loader.load_benchmarks().rule_sets if t.year == int(row["year"]))
        tier = next(t for t in table.tiers if t.tier == row["tier"])
        codes = [tier.medians[metric] for metric in list(Metric)[:3]]
        assert codes == [int(row[column]) for column in COLUMNS]
        if row["cfr_percent"]:
            assert tier.printed_values == {Metric.CHANGE_FAIL_RATE: f"{row['cfr_percent']}%"}
            assert table.change_fail_rate_bands == 8
        else:
            assert tier.medians[Metric.CHANGE_FAIL_RATE] == int(row["cfr_band_code"])
            assert table.change_fail_rate_bands == 6
    assert len(rows) == sum(len(table.tiers) for table in loader.load_benchmarks().rule_sets)


def test_profiles_run_from_low_to_the_best():
    order = list(Tier)

    for rules in loader.load_rule_sets():
        assert [profile.tier for profile in rules.profiles] == order[: len(rules.profiles)]


def test_tables_that_reverse_are_not_placeable_and_say_why_first():
    shapes = json.loads((VECTORS / "benchmark_monotonicity.json").read_text(encoding="utf-8"))
    reversing = {int(year) for year, row in shapes.items() if "REVERSED" in row.values()}

    refused = {rules.year for rules in loader.load_rule_sets() if not rules.placeable}

    assert refused == reversing == {2016, 2024}
    for year in refused:
        assert "never used to place a team" in rule_set(year).quirks[0]


def test_default_is_2022_and_placeable():
    rules = loader.load_default_rule_set()

    assert (rules.key, rules.placeable) == ("dora-2022", True)
    assert (rules.theta, rules.certain_from, rules.leaning_from) == (0.5, 0.70, 0.50)


def test_the_misguided_group_of_2018_is_told_as_a_quirk():
    assert any("misguided" in quirk for quirk in rule_set(2018).quirks)


def test_history_covers_every_year_and_explains_those_without_a_table():
    history = loader.load_history()

    assert [entry.year for entry in history] == list(range(2013, 2026))
    without = [entry.year for entry in history if entry.without_table]
    assert without == [2013, 2014, 2015, 2020, 2025]


def test_every_practice_has_guidance_in_the_order_of_the_bank():
    practices = loader.load_questionnaire().practices

    assert list(loader.load_coaching()) == [practice.key for practice in practices]


def test_every_metric_has_guidance():
    assert list(loader.load_metrics()) == list(Metric)


def test_guidance_that_is_given_out_cannot_spoil_the_next_one():
    first = loader.load_coaching()
    first.clear()

    assert loader.load_coaching()


def test_every_practice_can_be_scored_well():
    questionnaire = loader.load_questionnaire()
    for practice in questionnaire.practices:
        statements = [
            q for q in questionnaire.questions_of(practice.key) if q.kind is QuestionKind.LIKERT
        ]
        assert len(statements) >= 3
        assert any(q.reverse for q in statements)
        assert any(not q.reverse for q in statements)
        assert all(q.source for q in statements)
