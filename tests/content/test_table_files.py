"""Tables of other tools: read as they come, or refused at the place that breaks a limit."""

import io
import tracemalloc

import pytest
from openpyxl import Workbook

from assessments.content.formats import table_file
from assessments.content.formats.carried import FileRefusedError
from assessments.content.formats.table_file import Table


def read(data, name="answers.csv"):
    table = Table(io.BytesIO(data if isinstance(data, bytes) else data.encode()), name)
    return table.header, list(table.rows())


EXPECTED = (["team", "I agree, mostly", "x"], [(2, ["Red", "5", ""]), (4, ["Blue", "a\nb", "1"])])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_is_read_however_it_was_written(delimiter, start, end):
    lines = ['team,"I agree, mostly",x', "Red,5", ",,", 'Blue,"a\nb",1']
    text = end.join(line.replace(",", delimiter) for line in lines).replace(
        f"I agree{delimiter} mostly", "I agree, mostly"
    )

    assert read(start + text.encode()) == EXPECTED


def test_excels_own_first_line_is_no_row():
    assert read("sep=;\nteam;x\nRed;1\n") == (["team", "x"], [(2, ["Red", "1"])])


def test_workbook_is_read_with_its_days():
    book = Workbook()
    book.active.append(["team", "x"])
    book.active.append(["Red", 5])
    file = io.BytesIO()
    book.save(file)

    assert read(file.getvalue(), "answers.xlsx") == (["team", "x"], [(2, ["Red", "5"])])


def test_rows_can_be_read_again():
    table = Table(io.BytesIO(b"team,x\nRed,1\n"), "a.csv")

    assert list(table.rows()) == list(table.rows()) == [(2, ["Red", "1"])]


@pytest.mark.parametrize(
    ("data", "name", "complaint"),
    [
        (b"", "a.csv", "a.csv, row 1: the first row has to name the columns."),
        (b",,\nRed,1\n", "a.csv", "a.csv, row 1: the first row has to name the columns."),
        (b"a,b\n1,2,3\n", "a.csv", "a.csv, row 2: there are more cells"),
        (b"a,b\nM\xfcnchen,1\n", "a.csv", "a.csv, line 2: this is not UTF-8 text."),
        ("a,b\n".encode("utf-16"), "a.csv", "a.csv, line 1: this is"),
        (b"a,b\nR\0d,1\n", "a.csv", "a.csv, line 2: this is no text in UTF-8."),
        (b'a,b\n1,2\n"1,2\n', "a.csv", "a.csv, row 3: this cannot be read as CSV"),
        (b'a,b\n"1"2,3\n', "a.csv", "a.csv, row 2: this cannot be read as CSV"),
        (b"a" * 300_000, "a.csv", "a.csv, line 1: the line is too long."),
        (b'a,b\n1,"' + b"x\n" * 200_000, "a.csv", "a.csv, row 2: this cannot be read as CSV"),
        (b"a," * 600 + b"a", "a.csv", "there are more than 500 columns."),
        (b"\xd0\xcf\x11\xe0\xa1", "a.xls", "a.xls: this is an old Excel file."),
        (b"PK\x03\x04rubbish", "a.xlsx", "a.xlsx: this is no workbook (XLSX), or it is damaged."),
        (b"team,x\n", "a.xlsx", "a.xlsx: this is no workbook (XLSX), or it is damaged."),
    ],
    ids=range(14),
)
def test_what_is_no_table_is_refused_with_its_place(data, name, complaint):
    with pytest.raises(FileRefusedError) as refused:
        read(data, name)

    assert complaint in str(refused.value)


def test_names_of_files_say_no_folder():
    with pytest.raises(FileRefusedError) as refused:
        read(b"", "C:\\Users\\bob\\answers.csv")

    assert str(refused.value).startswith("answers.csv")


def test_more_rows_than_a_million_are_refused(monkeypatch):
    monkeypatch.setattr(table_file, "MOST_ROWS", 3)

    assert len(read(b"a\n" + b"1\n" * 3)[1]) == 3
    with pytest.raises(FileRefusedError, match="row 5: there are more than 3 rows"):
        read(b"a\n" + b"1\n" * 4, "a.csv")


class Rows(io.RawIOBase):
    """A file of any length that takes no memory."""

    def __init__(self, header, row, count):
        self.header, self.row, self.count = header, row, count
        self.seek(0)

    def seek(self, *_):
        self.at = -1

    def read(self, size=-1):
        return self.header[:size]

    def readline(self, _=-1):
        self.at += 1
        return self.header if self.at == 0 else self.row if self.at <= self.count else b""


def peak(count):
    table = Table(Rows(b"team," + b"q," * 40 + b"q\n", b"Red," + b"5," * 40 + b"5\n", count), "a")
    tracemalloc.start()
    read = sum(1 for _ in table.rows())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == count
    return most


def test_rows_are_never_held_whole():
    assert peak(4_000) < 2 * peak(40)
