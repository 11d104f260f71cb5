"""Hostile files through the upload page: refused in words, nothing kept, nothing read again."""

import html
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hostile_uploads import HOSTILE

from assessments.actions import carry
from assessments.content.formats.files import Format
from assessments.models import Edition, PendingImport, Questionnaire
from assessments.pages.bank import waiting

ROOT = Path(__file__).parents[3]
MOST_MEMORY = 200  # MB above what the process has when it begins
IMPORT, CHECK = "/bank/import/", "/bank/import/check/"


@pytest.fixture
def browser(editor, signed_in):
    return signed_in(editor)


def choose(browser, name, data):
    return browser.post(IMPORT, {"file": SimpleUploadedFile(name, data)})


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_upload_is_refused_in_words_and_not_kept(browser, name):
    data, words = HOSTILE[name]

    response = choose(browser, name, data)

    assert response.status_code == 422
    page = response.content.decode()
    assert words in html.unescape(page)
    assert "<script>alert" not in page
    assert not PendingImport.objects.exists()
    assert not Questionnaire.objects.exists()


@pytest.mark.django_db
def test_file_larger_than_any_format_is_not_even_opened(browser):
    response = choose(browser, "huge.xlsx", b"PK\x03\x04" + b"\0" * 50_000_000)

    assert "larger than 5 MB" in response.content.decode()


READ_ALL = """
import io, pathlib, re, sys
sys.path[:0] = sys.argv[1:3]
from assessments.content.formats import csv_format, files, json_format, xlsx_format, yaml_format
from assessments.content.formats.carried import FileRefusedError
import openpyxl
import hostile_uploads as hostile
def most():
    # Not getrusage: a child begins with what its parent had
    status = pathlib.Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024
before = most()
held = b"x" * (int(sys.argv[3]) << 20)
for name, (data, _) in hostile.HOSTILE.items():
    try:
        files.read(io.BytesIO(data), name)
    except FileRefusedError:
        continue
    raise SystemExit(name)
print(most() - before)
"""


def memory_of_reading_all(*, more=0):
    """Return by how many MB a process grows that reads every hostile file, holding `more`."""
    done = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", READ_ALL, str(ROOT), str(Path(__file__).parent), str(more)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "devops_survey.settings", "DEBUG": "1"},
    )
    return int(done.stdout)


def test_reading_every_hostile_file_takes_little_memory():
    grown = memory_of_reading_all()

    assert grown < MOST_MEMORY


def test_memory_that_is_taken_is_seen():
    """The negative control: the measure knows what a process holds."""
    assert memory_of_reading_all(more=MOST_MEMORY + 50) > MOST_MEMORY


@pytest.mark.django_db
def test_workbook_with_macros_and_outside_links_is_read_as_its_texts(browser, shipped):
    edition = Edition.objects.get()
    source = zipfile.ZipFile(io.BytesIO(carry.write(edition, Format.XLSX).data))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 99)
        target.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")

    response = choose(browser, "with.xlsm", file.getvalue())

    assert response.url == CHECK
    assert "already as the file says" in html.unescape(browser.get(CHECK).content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_kept_file_that_cannot_be_read_any_more_is_dropped_in_words(browser, editor, method):
    waiting.keep(editor, "old.yaml", b"no: more", at=timezone.now())

    response = getattr(browser, method)(CHECK, follow=True)

    assert response.redirect_chain == [(IMPORT, 302)]
    assert "cannot be read any more" in response.content.decode()
    assert not PendingImport.objects.exists()
