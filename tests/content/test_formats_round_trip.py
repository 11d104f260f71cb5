"""What is exported and imported again is the same: every content in YAML, JSON and XLSX."""

import io

import pytest
from formats_samples import questionnaires
from hypothesis import given, settings

from assessments.content import translated
from assessments.content.formats import files, plain
from assessments.content.formats.files import Format

SHIPPED = translated.load_questionnaire()
WHOLE = [Format.YAML, Format.JSON, Format.XLSX]


def read(data, wanted, name="bank"):
    return files.read(io.BytesIO(data), f"{name}.{wanted.extension}")


def there_and_back(content, wanted):
    return read(files.write(content, wanted).data, wanted).content


@pytest.mark.parametrize("wanted", WHOLE)
def test_shipped_questionnaire_comes_back_whole(wanted):
    written = files.write(SHIPPED, wanted)

    assert read(written.data, wanted).content == SHIPPED
    assert written.left_out == ()


@pytest.mark.parametrize("wanted", WHOLE)
@given(content=questionnaires())
@settings(max_examples=8)
def test_every_questionnaire_comes_back_whole(wanted, content):
    back = there_and_back(content, wanted)

    assert plain.plain(back) == plain.plain(content)
    assert plain.plain(there_and_back(back, wanted)) == plain.plain(back)


@pytest.mark.parametrize("wanted", [Format.YAML, Format.JSON, Format.CSV])
@given(content=questionnaires())
@settings(max_examples=8)
def test_files_are_the_same_to_the_byte(wanted, content):
    once = files.write(content, wanted).data

    assert files.write(read(once, wanted).content, wanted).data == once


@given(content=questionnaires())
@settings(max_examples=8)
def test_csv_loses_guidance_and_translations_and_says_so(content):
    written = files.write(content, Format.CSV)
    back = read(written.data, Format.CSV)

    assert plain.plain(back.content) == without_nested(plain.plain(content))
    has_guides = any(practice.guide for practice in content.practices)
    assert any("guidance" in str(note) for note in written.left_out) is has_guides
    assert back.lacks == {"guides", "translations"}


def without_nested(value):
    if isinstance(value, dict):
        return {
            key: without_nested(inner)
            for key, inner in value.items()
            if key not in {"guide", "translations"}
        }
    return [without_nested(inner) for inner in value] if isinstance(value, list) else value
