"""Answers typed as lines keep the codes that stored answers have."""

import pytest
from django.forms import ValidationError

from assessments.pages.bank.option_lines import lines_of, read

BEFORE = [{"code": 3, "label": "Best"}, {"code": 1, "label": "Worst"}, {"code": 2, "label": "So"}]


def codes(text, kind="choice", before=BEFORE):
    return [option["code"] for option in read(text, kind, before)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Best\nWorst\nSo", [3, 1, 2]),
        ("So\nBest\nWorst", [2, 3, 1]),
        ("Best\nWorse\nSo", [3, 1, 2]),
        ("Best\nSo", [3, 2]),
        ("Best\nNew\nWorst\nSo", [3, 4, 1, 2]),
    ],
)
def test_choice_keeps_its_codes(text, expected):
    assert codes(text) == expected


def test_points_of_a_scale_are_counted():
    assert codes("Low\nMiddle\nHigh", "likert") == [1, 2, 3]


def test_ordered_choice_reads_values_and_writes_them_as_they_were():
    options = read("0 = Never\n2,5 = Often = daily", "ordinal", [])

    assert options == [
        {"code": 1, "label": "Never", "value": 0.0},
        {"code": 2, "label": "Often = daily", "value": 2.5},
    ]
    assert lines_of(options) == "0 = Never\n2.5 = Often = daily"


@pytest.mark.parametrize("line", ["Never", "nan = Never", "inf = Never", "1 =", "= x", "1e999 = x"])
def test_ordered_choice_needs_a_value_and_a_label(line):
    with pytest.raises(ValidationError):
        read(f"1 = One\n{line}", "ordinal", [])


def test_label_that_is_too_long_is_refused():
    with pytest.raises(ValidationError, match="too long"):
        read(f"One\n{'x' * 121}", "choice", [])
