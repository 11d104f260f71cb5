"""Files that must not load: each gets a sentence with the file, the place and what to do."""

import re
import shutil

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assessments.content import loader, yaml_reader
from assessments.content.loader import ContentError

QUESTIONNAIRE = (loader.FOLDER / "questionnaire.yaml").read_text(encoding="utf-8")
BENCHMARKS = (loader.FOLDER / "benchmarks.yaml").read_text(encoding="utf-8")
ALIAS_BOMB = "a: &a [x, x, x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}]\n"
    for old, new in zip("abcdefghij", "bcdefghijk", strict=True)
)


def refusal(parse, text):
    with pytest.raises(ContentError) as caught:
        parse(text, "some.yaml")
    sentence = str(caught.value)
    assert sentence.startswith("some.yaml")
    assert len(sentence) < 500
    assert sentence.endswith(".")
    return sentence


def refused(text):
    """The file that a refusal names, None when the text loads; any other error comes through."""
    try:
        loader.parse_questionnaire(text, "some.yaml")
    except ContentError as error:
        return re.split("[, :]", str(error))[0]
    return None


def bank(old, new):
    assert old in QUESTIONNAIRE
    return QUESTIONNAIRE.replace(old, new, 1)


def tables(old, new):
    assert old in BENCHMARKS
    return BENCHMARKS.replace(old, new, 1)


def test_the_same_text_unspoilt_loads():
    assert loader.parse_questionnaire(QUESTIONNAIRE, "some.yaml") == loader.load_questionnaire()
    assert loader.parse_benchmarks(BENCHMARKS, "some.yaml") == loader.load_benchmarks()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[" * 50_000, "line 1: lists and mappings are nested deeper than 12"),
        ("{a: " * 50_000, "line 1: lists and mappings are nested deeper than 12"),
        ("- " * 50_000, "line 1: lists and mappings are nested deeper than 12"),
        (ALIAS_BOMB, "line 1: anchors and aliases"),
        ("a: *b\n", "line 1: anchors and aliases"),
        ("a: !!python/name:os.system\n", "line 1: type tags"),
        ("a: !!float .nan\n", "line 1: type tags"),
        ("key: a\ntitle: b\nkey: c\n", 'line 3: the key "key" is there twice'),
        ("a: {b: [{c: 1, c: 2}]}\n", 'line 1: the key "c" is there twice'),
        ("? [a]\n: b\n", "line 1: a list or mapping cannot be a key"),
        ("\ufeffkey: a\n", "line 1: there is a byte order mark"),
        ("key: a\ntitle: b\0c\n", "line 2: the character U+0000 cannot stand in a text"),
        ("key: a\ntitle: \ud800\n", "line 2: the character U+D800"),
        ("key: [a\n", "this is not valid YAML"),
        ("key: a\n\ttitle: b\n", "this is not valid YAML"),
        ("", "is empty"),
        ("# nothing but a comment\n", "is empty"),
        ("key: a\n---\nkey: b\n", "line 2: a second document starts here"),
        ("just a sentence\n", "line 1: Input should be an object"),
        ("[a]\n", "line 1: Input should be an object"),
        ("a: 1\n" + "#" * yaml_reader.MAX_BYTES, "is too large: at most 262,144 bytes"),
        ("é" * (yaml_reader.MAX_BYTES // 2 + 1), "is too large: at most 262,144 bytes"),
        (f"a: [{'1,' * 20_001}]\n", "there are more than 20,000 values"),
    ],
    ids=str,
)
def test_text_that_breaks_a_limit_is_refused(text, expected):
    assert expected in refusal(loader.parse_questionnaire, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (bank("label: Agree}", "labl: Agree}"), '"label" is missing. Please add it'),
        (bank(", label: Agree}", "}"), "(scale, 5, label)"),
        (bank("lead_in:", "leadin:"), '"lead_in" is missing'),
        (bank("    active: true", "    activ: true"), '"activ" is not known here'),
        (bank("weight: 1", "weight: .nan"), "Input should be a valid number"),
        (bank("weight: 1", "weight: -.inf"), "Input should be a valid number"),
        (bank("weight: 1", "weight: " + "9" * 5_000), "Input should be a valid number"),
        (bank("weight: 1", "weight: 101"), "less than or equal to 100"),
        (bank("{code: 1,", "{code: " + "9" * 5_000 + ","), "Input should be a valid integer"),
        (bank("{code: 1,", "{code: 1.0,"), "Input should be a valid integer"),
        (bank("{code: 1,", "{code: true,"), "Input should be a valid integer"),
        (bank("{code: 1,", "{code: 2,"), "the scale needs the codes 1, 2, 3 and on"),
        (bank("reverse: false", "reverse: no"), "Input should be a valid boolean"),
        (bank("kind: likert", "kind: stars"), "Input should be 'likert', 'ordinal'"),
        (bank("code: vc2", "code: vc1"), "the question code vc1 is there twice"),
        (bank("code: vc1", "code: Vc1"), '"code" is not written as it must be'),
        (bank("- key: architecture", "- key: change_approval"), "the practice change_approval is"),
        (bank("practice: fast_flow", "practice: faster"), "ff1 names an unknown practice, faster"),
        (bank("short_name: Fast flow", f"short_name: {'x' * 25}"), "at most 24 characters"),
        (bank("metric: lead_time", "metric: time_to_restore"), "the metric time_to_restore is"),
        (bank("{code: 8,", "{code: 9,"), "change_fail_rate needs the codes 1 to 8"),
        (bank("{code: 6, label: Something", "{code: 5, label: Something"), "of role 5 is there"),
        (bank("practice: version_control", "practice: null"), "vc1 is a statement and needs"),
        (bank("kind: text", "kind: choice"), "vc_comment is a choice and needs two options"),
        (bank("kind: choice", "kind: text"), "lead_time is no choice and takes no options"),
        (
            bank("help: Please", "reverse: true\n    help: Please"),
            "vc_comment is no statement and cannot be reversed",
        ),
    ],
    ids=range(26),
)
def test_questionnaire_that_cannot_be_used_is_refused(text, expected):
    assert expected in refusal(loader.parse_questionnaire, text)


def test_refusal_names_the_line_of_the_fault():
    text = bank("reverse: false", "reverse: no")
    line = 1 + text[: text.index("reverse: no")].count("\n")

    sentence = refusal(loader.parse_questionnaire, text)

    assert sentence.startswith(f"some.yaml, line {line} (questions, 0, reverse): ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (tables("default: dora-2022", "default: dora-2016"), "a rule set that is placeable"),
        (tables("default: dora-2022", "default: dora-2020"), "a rule set that is placeable"),
        (tables("key: dora-2017", "key: dora-2016"), "the rule set dora-2016 is there twice"),
        (tables("placeable: false", "placeable: true"), "exactly when placeable is false"),
        (tables("placeable: true", "placeable: false"), "exactly when placeable is false"),
        (tables("- tier: low", "- tier: medium"), "tiers must be low, medium, high"),
        (tables("lead_time: 2,", ""), "low needs all four medians"),
        (tables("change_fail_rate: 5}", "change_fail_rate: 7}"), "of low is over 6"),
        (tables("lead_time: 2,", "lead_time: 0,"), "greater than or equal to 1"),
        (tables("lead_time: 2,", "leadtime: 2,"), "Input should be 'deployment_frequency'"),
        (tables("change_fail_rate_bands: 6", "change_fail_rate_bands: 7"), "must be 6 or 8"),
        (tables("theta: 0.5", "theta: 1.0"), "less than 1"),
        (tables("theta: 0.5", "theta: .nan"), "Input should be a valid number"),
        (tables("certain_from: 0.70", "certain_from: 0.40"), "leaning_from must be under"),
        (tables("url: https:", "url: javascript:"), '"url" is not written as it must be'),
        (tables("share_percent: 15", "share_percent: 101"), "less than or equal to 100"),
        (tables("  - year: 2016", "  - year: 2012"), "2012 needs either a rule set or"),
        (tables("  - year: 2014", "  - year: 2013"), "the year of history 2013 is there twice"),
    ],
    ids=range(18),
)
def test_benchmarks_that_cannot_be_used_are_refused(text, expected):
    assert expected in refusal(loader.parse_benchmarks, text)


def test_history_without_a_year_of_a_table_is_refused():
    blocks = re.split(r"(?m)^(?=  - year: )", BENCHMARKS)
    kept = [block for block in blocks if not block.startswith("  - year: 2019")]

    assert "history lacks the years [2019]" in refusal(loader.parse_benchmarks, "".join(kept))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("key: a".encode("utf-16"), "byte 1: this is not UTF-8 text"),
        (b"key: \xff", "byte 6: this is not UTF-8 text"),
        (b"a" * (yaml_reader.MAX_BYTES + 1), "is too large"),
    ],
)
def test_bytes_that_are_not_plain_utf_8_are_refused(raw, expected):
    assert expected in refusal(yaml_reader.decode, raw)


def test_words_of_older_yaml_stay_words():
    text = "a: [no, on, 1:30, 0x1F, 010, 2024-01-31, 1e3, ~]\n"

    data = yaml_reader.read(text, "some.yaml").data

    assert data == {"a": ["no", "on", "1:30", "0x1F", "010", "2024-01-31", "1e3", "~"]}


def test_plain_values_are_recognised():
    data = yaml_reader.read("a: [1, -2, 0.5, true, false, null, '1']\nb:\n", "some.yaml").data

    assert data == {"a": [1, -2, 0.5, True, False, None, "1"], "b": None}


def test_missing_guidance_is_refused(tmp_path):
    with pytest.raises(ContentError, match=r"version_control\.yaml is missing\. Please write"):
        loader._coaching(tmp_path)


def test_guidance_for_an_unknown_practice_is_refused(tmp_path):
    shutil.copytree(loader.FOLDER / "coaching", tmp_path, dirs_exist_ok=True)
    one = (tmp_path / "architecture.yaml").read_text(encoding="utf-8")
    more = one.replace("key: architecture", "key: astrology", 1)
    (tmp_path / "astrology.yaml").write_text(more, encoding="utf-8")

    with pytest.raises(ContentError, match=r"astrology\.yaml: the questionnaire has no practice"):
        loader._coaching(tmp_path)


def test_guidance_under_another_name_is_refused(tmp_path):
    shutil.copytree(loader.FOLDER / "coaching", tmp_path, dirs_exist_ok=True)
    (tmp_path / "architecture.yaml").rename(tmp_path / "astrology.yaml")

    with pytest.raises(ContentError, match=r"astrology\.yaml: its key is architecture"):
        loader._coaching(tmp_path)


def test_guidance_with_two_steps_at_a_level_is_refused():
    text = (loader.FOLDER / "coaching" / "architecture.yaml").read_text(encoding="utf-8")
    data = yaml_reader.read(text, "some.yaml").data
    del data["levels"]["low"]["steps"][2:]

    sentence = refusal(loader.parse_coaching, yaml.safe_dump(data))

    assert "(levels, low, steps)" in sentence
    assert "at least 3 items" in sentence


def test_metrics_without_one_of_the_four_are_refused():
    text = (loader.FOLDER / "metrics.yaml").read_text(encoding="utf-8")
    data = yaml_reader.read(text, "some.yaml").data
    del data["lead_time"]

    sentence = refusal(loader.parse_metrics, yaml.safe_dump(data))

    assert "the metrics lead_time are missing" in sentence


def test_metric_under_the_name_of_another_is_refused():
    text = (loader.FOLDER / "metrics.yaml").read_text(encoding="utf-8")
    data = yaml_reader.read(text, "some.yaml").data
    data["lead_time"]["key"] = "time_to_restore"

    sentence = refusal(loader.parse_metrics, yaml.safe_dump(data))

    assert "the entry lead_time has the key time_to_restore" in sentence


def test_file_that_is_not_there_is_refused():
    with pytest.raises(ContentError, match=r"^gone\.yaml cannot be read .* put the file back\.$"):
        loader._file(loader.FOLDER / "gone.yaml")


@given(st.text(max_size=200) | st.text(alphabet="[]{}:,&*!-?|>#'\"%@` \n\tab1.", max_size=80))
def test_any_text_is_read_or_refused(text):
    assert refused(text) in {None, "some.yaml"}


@given(
    st.integers(0, len(QUESTIONNAIRE) - 1),
    st.integers(0, 400),
    st.text(alphabet="[]{}:,&*!-?|>#'\"%@` \n\tab1.", max_size=5),
)
def test_any_cut_into_the_shipped_file_is_read_or_refused(start, length, inserted):
    text = QUESTIONNAIRE[:start] + inserted + QUESTIONNAIRE[start + length :]

    assert refused(text) in {None, "some.yaml"}
