import dataclasses

import pytest
from samples import CFR, DF, ELITE, HIGH, LABELS, LOW, LT, MEDIUM, PLACEMENT, TTR

from assessments.charts import words
from assessments.scoring.values import (
    Bound,
    Change,
    Interval,
    Label,
    LabelKind,
    Metric,
    Mixed,
    MixedKind,
    Reason,
    ReleasedMetric,
    ReleasedScore,
    Suppressed,
    Tier,
)

LABEL_SENTENCES = [
    (LabelKind.CERTAIN, (LOW,), "Most likely a low performer"),
    (LabelKind.CERTAIN, (MEDIUM,), "Most likely a medium performer"),
    (LabelKind.CERTAIN, (HIGH,), "Most likely a high performer"),
    (LabelKind.CERTAIN, (ELITE,), "Most likely an elite performer"),
    (LabelKind.LEANING, (LOW,), "Leaning low"),
    (LabelKind.LEANING, (MEDIUM,), "Leaning medium"),
    (LabelKind.LEANING, (HIGH,), "Leaning high"),
    (LabelKind.LEANING, (ELITE,), "Leaning elite"),
    (LabelKind.BETWEEN, (MEDIUM, HIGH), "Between medium and high"),
    (LabelKind.BETWEEN, (HIGH, LOW), "Between high and low"),
    (LabelKind.NOT_ENOUGH, (), "Not enough answers to place the team"),
]


@pytest.mark.parametrize(("kind", "tiers", "sentence"), LABEL_SENTENCES)
def test_label_sentence_says_tier_and_certainty(kind, tiers, sentence):
    assert words.label_sentence(Label(kind, tiers)) == sentence


def test_label_sentences_cover_every_kind():
    assert {kind for kind, *_ in LABEL_SENTENCES} == set(LabelKind)


def test_tier_words_are_the_reports_own():
    assert [words.tier_word(tier) for tier in Tier] == ["low", "medium", "high", "elite"]


@pytest.mark.parametrize(
    ("stable", "ending"),
    [
        (True, "mostly gives the same tier, so it is steady."),
        (False, "often gives another tier, so read it with care."),
        (None, "It rests on a single sheet, so we cannot say how steady it is."),
    ],
)
def test_certainty_sentence_gives_chances_and_steadiness(stable, ending):
    sentence = words.certainty_sentence(dataclasses.replace(PLACEMENT, stable=stable))

    assert sentence.startswith("The chances are 7% low, 32% medium and 61% high. ")
    assert sentence.endswith(ending)


def test_certainty_sentence_without_enough_answers_says_what_is_needed():
    unplaced = dataclasses.replace(PLACEMENT, label=Label(LabelKind.NOT_ENOUGH))

    assert words.certainty_sentence(unplaced) == (
        "A placement needs at least three of the four metrics, "
        "one about speed and one about stability."
    )


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words_for_its_cell_and_a_sentence(reason):
    assert words.reason_text(reason)
    assert words.reason_sentence(reason).endswith(".")


def test_reasons_are_told_apart():
    assert len({words.reason_text(reason) for reason in Reason}) == len(Reason)
    assert len({words.reason_sentence(reason) for reason in Reason}) == len(Reason)


@pytest.mark.parametrize("metric", list(Metric))
def test_every_metric_has_a_name_and_words_beyond_its_ends(metric):
    assert words.metric_name(metric)
    assert len(words.BEYOND[metric]) == 2


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (
            MixedKind.FAST_BUT_UNSTABLE,
            (
                "Mixed: fast but unstable. Deployment frequency is nearest to high; "
                "time to restore service and change failure rate are nearest to low."
            ),
        ),
        (
            MixedKind.SLOW_BUT_STABLE,
            (
                "Mixed: slow but stable. Deployment frequency is nearest to high; "
                "time to restore service and change failure rate are nearest to low."
            ),
        ),
        (
            MixedKind.MIXED,
            (
                "Mixed: the metrics point to opposite ends. "
                "Deployment frequency is nearest to high; "
                "time to restore service and change failure rate are nearest to low."
            ),
        ),
    ],
)
def test_mixed_sentence_names_the_metrics(kind, sentence):
    assert words.mixed_sentence(Mixed(kind, (DF,), (TTR, CFR))) == sentence


@pytest.mark.parametrize(
    ("score", "text"),
    [
        (ReleasedScore(38, Bound.EXACT, "5-9", Interval(30.2, 45.8)), "38 (30 to 46)"),
        (ReleasedScore(38, Bound.EXACT, "5-9"), "38"),
        (ReleasedScore(88, Bound.AT_LEAST, "5-9"), "88 or more"),
        (ReleasedScore(12, Bound.AT_MOST, "5-9"), "12 or less"),
        (Suppressed(Reason.TOO_FEW), "too few answers to show"),
    ],
)
def test_score_text_says_bounds_and_hidden_scores(score, text):
    assert words.score_and_interval_text(score) == text


@pytest.mark.parametrize(
    ("change", "text", "sentence"),
    [
        (Change(12, real=True), "up 12", "Up 12 points since last time."),
        (Change(-1, real=True), "down 1", "Down 1 point since last time."),
        (
            Change(3, real=False),
            "no clear change (+3)",
            "No clear change since last time (+3, within what chance would give).",
        ),
        (
            Change(-3, real=False),
            "no clear change (−3)",
            "No clear change since last time (−3, within what chance would give).",
        ),
        (Change(0, real=False), "no change", "No change since last time."),
    ],
)
def test_change_is_told_with_direction_and_certainty(change, text, sentence):
    assert words.change_text(change) == text
    assert words.change_sentence(change) == sentence


@pytest.mark.parametrize(
    ("n_band", "text"),
    [
        ("5-9", "5 to 9 answers"),
        ("20-49", "20 to 49 answers"),
        ("50+", "50 or more answers"),
        ("under 5", "under 5 answers"),
        ("1", "1 answer"),
    ],
)
def test_answers_text_reads_the_band(n_band, text):
    assert words.answers_text(n_band) == text


@pytest.mark.parametrize(
    ("metric", "bound", "text"),
    [
        (DF, Bound.AT_LEAST, "“Whenever we want, several times a day” or more often"),
        (LT, Bound.AT_MOST, "“Less than one hour” or slower"),
        (CFR, Bound.AT_LEAST, "“0-15%” or less"),
        (CFR, Bound.AT_MOST, "“0-15%” or more"),
        (TTR, Bound.EXACT, "“Less than one hour”"),
    ],
)
def test_position_text_says_what_lies_beyond(metric, bound, text):
    released = ReleasedMetric(metric, 6, bound, None, None, "5-9")

    assert words.position_text(released, LABELS[metric]) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (3, 3, "“46-60%”"),
        (3.5, 4.5, "from “46-60%” to “16-30%”"),
        (None, None, ""),
    ],
)
def test_range_text_never_claims_less_than_the_answers_span(low, high, text):
    released = ReleasedMetric(CFR, 3.5, Bound.EXACT, low, high, "5-9")

    assert words.range_text(released, LABELS[CFR]) == text


@pytest.mark.parametrize(
    ("percent", "step", "text"),
    [
        (0, 1, "under 1%"),
        (1, 1, "1%"),
        (99, 1, "99%"),
        (100, 1, "over 99%"),
        (0, 5, "under 5%"),
        (40, 5, "about 40%"),
        (100, 5, "over 95%"),
    ],
)
def test_percent_text_never_claims_none_or_all(percent, step, text):
    assert words.percent_text(percent, step) == text


@pytest.mark.parametrize(
    ("names", "text"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_joined_reads_as_a_list(names, text):
    assert words.joined(names) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [("Automated testing", "automated testing"), ("CI first", "CI first"), ("A", "A")],
)
def test_inside_keeps_the_capitals_of_a_name(name, text):
    assert words.inside(name) == text
