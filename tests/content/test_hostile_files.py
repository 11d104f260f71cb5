"""Files that nobody should trust: refused in words, whatever they are, within bounded memory."""

import contextlib
import io
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.content import loader
from assessments.content.formats import files, flat_limits, workbook
from assessments.content.formats.carried import MOST_BYTES, FileRefusedError
from assessments.content.formats.files import Format

BANK = loader.load_questionnaire()
MOST_MEMORY = 200_000_000
HEAD = b"kind,code,text\n"
SST = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(8))
    + b"]><sst>&i;</sst>"
)


def refused(data, name):
    with pytest.raises(FileRefusedError) as caught:
        files.read(io.BytesIO(data), name)
    assert 1 <= len(caught.value.problems) <= 50
    return str(caught.value)


def book(**parts):
    """A workbook of ours with some of its parts put in place of those it has."""
    written = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(files.write(BANK, Format.XLSX).data))
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in {*source.namelist(), *parts}:
            target.writestr(name, parts.get(name) or source.read(name))
    return written.getvalue()


def sheet_of(rows):
    cell = '<c t="inlineStr"><is><t>x</t></is></c>'
    lines = "".join(f'<row r="{number}">{cell}</row>' for number in rows)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{lines}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.yaml", b"a: &a [x]\nb: *a\n", "anchors and aliases"),
        ("a.yaml", b"[" * 100_000, "nested deeper than 12"),
        ("a.yaml", b"".join(b"k%d: 1\n" % i for i in range(50_000)), "more than 20,000 values"),
        ("a.yaml", b"a: 1\na: 2\n", "is there twice"),
        ("a.yaml", b"\xff\xfea\0", "UTF-16"),
        ("a.yaml", b"a: \xff", "not UTF-8"),
        ("a.yaml", b"a: b\0c", "U+0000"),
        ("a.yaml", b"x" * (MOST_BYTES + 1), "too large"),
        ("a.yaml", b"", "is empty"),
        ("a.yaml", b"a: " + b"9" * 5_000, '"key" is missing'),
        ("a.json", b"[" * 100_000, "nested deeper than 12"),
        ("a.json", b'{"a":' * 100_000, "nested deeper than 12"),
        ("a.json", b"{%s}" % b",".join(b'"k%d":1' % i for i in range(50_000)), "20,000 values"),
        ("a.json", b'{"a": 1, "a": 2}', "is there twice"),
        ("a.json", b'{"a": NaN}', "NaN is no number"),
        ("a.json", b'{"a": -Infinity}', "-Infinity is no number"),
        ("a.json", b'{"a": %s}' % (b"9" * 5_000), "5,000 digits"),
        ("a.json", b'{"a": 1e999}', "too large"),
        ("a.json", b'{"key": "a\\u0000b"}', "U+0000"),
        ("a.json", b'{"key": "\\ud800"}', "U+D800"),
        ("a.json", b'{"a": }', "line 1, column 7"),
        ("a.json", b'"' + b'\\"' * 400_000, "not valid JSON"),
        ("a.json", b"[]", "Input should be an object"),
        ("a.json", b"\xff\xfe[\0]\0", "UTF-16"),
        ("a.csv", b"", "the column “kind” is missing"),
        ("a.csv", b"kind,code,text,kind\n", "“kind” is there twice"),
        ("a.csv", b"kind,code,text,colour\n", "“colour” is not known"),
        ("a.csv", b"a," * 90_000, "more than 120 columns"),
        ("a.csv", b"x" * 1_000_000, "line 1: the line is too long"),
        ("a.csv", HEAD + b'"' + b"x\n" * 200_000, "cannot be read as CSV"),
        ("a.csv", HEAD + b"text,a,\xff\n", "not UTF-8"),
        ("a.csv", HEAD + b"text,a,b\0\n", "line 2"),
        ("a.csv", b"\xff\xfek\0", "UTF-8"),
        ("a.csv", HEAD + b"text,q1,a,b\n", "row 2: there are more cells"),
        ("a.csv", HEAD + b"text,q1,a\n", "no row of kind “questionnaire”"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 100, "no workbook"),
        ("a.xlsx", b"text", "no workbook"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"x" * 100, "old Excel file"),
        ("a.exe", b"MZ", "must end in .yaml"),
        ("a", b"", "must end in .yaml"),
    ],
    ids=range(40),
)
def test_hostile_file_is_refused_in_words(name, data, expected):
    assert expected in refused(data, name)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"xl/sharedStrings.xml": BILLION}, "declares XML entities"),
        ({"xl/sharedStrings.xml": BILLION.decode().encode("utf-16")}, "declares XML entities"),
        ({"xl/worksheets/sheet1.xml": b"<a" * 1_000}, "cannot be read"),
        ({"xl/workbook.xml": b"<workbook/>"}, "neither a sheet"),
        ({"xl/styles.xml": b" " * 3_000_001}, "larger than 3 MB"),
        ({"xl/worksheets/sheet1.xml": b" " * 12_000_001}, "unpacks to more than 12 MB"),
        ({"xl/media/a.bin": b" " * 200_000_000}, "unpacks to more than 12 MB"),
        ({"xl/worksheets/sheet1.xml": sheet_of([1, 1_048_576])}, "is not known"),
        ({"xl/worksheets/sheet1.xml": sheet_of(range(1, 60_000))}, "too many cells"),
        ({"xl/sharedStrings.xml": SST + b"<si/>" * 150_001 + b"</sst>"}, "too many cells"),
        ({"xl/styles.xml": b"<xf/>" * 30_001}, "too many cells"),
    ],
    ids=range(11),
)
def test_hostile_workbook_is_refused_in_words(parts, expected):
    assert expected in refused(book(**parts), "a.xlsx")


def test_unspoilt_workbook_is_read():
    assert files.read(io.BytesIO(book()), "a.xlsx").content == BANK


class Endless(io.RawIOBase):
    """A million rows that are made as they are read."""

    def __init__(self):
        self.rows, self.place = 0, 0

    def seek(self, place, *_):
        return place

    def read(self, _size):
        return HEAD[:4]

    def readline(self, _limit=-1):
        self.rows += 1
        return HEAD if self.rows == 1 else b"" if self.rows > 1_000_001 else b"text,q,Why?\n"


def test_million_rows_are_refused_at_the_limit_and_not_kept():
    endless = Endless()

    with pytest.raises(FileRefusedError, match="more than 2,000 rows"):
        files.read(endless, "a.csv")

    assert endless.rows == flat_limits.MOST_ROWS + 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.yaml", b"a: [" + b"1," * 400_000 + b"1]"),
        ("a.yaml", b"".join(b"k%d: 1\n" % i for i in range(50_000))),
        ("a.json", b"[%s1]" % (b"1," * 450_000)),
        ("a.xlsx", book(**{"xl/sharedStrings.xml": SST + b"<si/>" * 580_000 + b"</sst>"})),
        ("a.xlsx", book(**{"xl/worksheets/sheet1.xml": sheet_of(range(1, 150_000))})),
    ],
    ids=range(5),
)
def test_memory_stays_within_its_limit(name, data):
    tracemalloc.start()
    try:
        with contextlib.suppress(FileRefusedError):
            files.read(io.BytesIO(data), name)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert most < MOST_MEMORY


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.csv", "a.xlsx"])
@given(
    data=st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))
)
@settings(max_examples=100)
def test_no_bytes_lead_to_another_error(name, data):
    refused(data, name)


@given(cuts=st.lists(st.tuples(st.integers(0, 20_000), st.binary(max_size=3)), min_size=1))
@settings(max_examples=60)
def test_damaged_workbook_is_read_or_refused(cuts):
    data = bytearray(WORKBOOK)
    for place, new in cuts:
        at = place % len(data)
        data[at : at + len(new)] = new

    with contextlib.suppress(FileRefusedError):
        files.read(io.BytesIO(bytes(data)), "a.xlsx")


WORKBOOK = files.write(BANK, Format.XLSX).data


def test_all_problems_are_listed_up_to_fifty():
    rows = b"questionnaire,a,b\n" + b"number,Q,\n" * 40

    with pytest.raises(FileRefusedError) as caught:
        files.read(io.BytesIO(HEAD + rows), "a.csv")

    assert (len(caught.value.problems), caught.value.more) == (50, 30)
    assert str(caught.value.problems[0]).startswith("row 3, code: ")


def test_cells_that_cannot_be_read_name_row_and_column():
    head = b"kind,code,text,weight,reverse,show_if,options\n"
    rows = b"questionnaire,a,b,,,,\nnumber,q,c,heavy,perhaps,q1 is 3,\n"

    said = refused(head + rows, "a.csv")

    assert "row 3, weight: “heavy” is no number." in said
    assert "row 3, reverse: please write yes or no" in said
    assert "row 3, show_if: please write it as" in said


def test_workbook_limits_are_what_the_words_say():
    assert (workbook.MOST_BYTES, workbook.MOST_UNPACKED) == (5_000_000, 12_000_000)
