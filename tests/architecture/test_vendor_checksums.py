"""What we ship of others is what its VERSION says, with its licence and no host to fetch from."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLOTLY = ROOT / "static/vendor/plotly"
FONTS = ROOT / "assessments/reporting/fonts"
LOCK = ROOT / "scripts/vendor/package-lock.json"


def facts(folder):
    lines = (folder / "VERSION").read_text().splitlines()
    return dict(line.split(": ", 1) for line in lines)


def checksum_holds(folder, file):
    return facts(folder)["sha256"] == hashlib.sha256((folder / file).read_bytes()).hexdigest()


def test_plotly_bundle_has_its_checksum():
    assert checksum_holds(PLOTLY, "plotly.min.js")


def test_changed_bundle_is_seen(tmp_path):
    (tmp_path / "VERSION").write_text((PLOTLY / "VERSION").read_text())
    (tmp_path / "plotly.min.js").write_bytes((PLOTLY / "plotly.min.js").read_bytes() + b"\n")

    assert not checksum_holds(tmp_path, "plotly.min.js")


@pytest.mark.parametrize("weight", ["Regular", "SemiBold"])
def test_fonts_have_their_checksums(weight):
    font = (FONTS / f"SurveySans-{weight}.ttf").read_bytes()

    assert facts(FONTS)[f"sha256 {weight}"] == hashlib.sha256(font).hexdigest()
    assert b"Reserved Font Name 'Source'" in (FONTS / "LICENSE").read_bytes()


def test_plotly_bundle_is_of_the_locked_version():
    locked = re.search(r'"node_modules/plotly.js": \{\s*"version": "([^"]+)"', LOCK.read_text())

    assert facts(PLOTLY)["version"] == locked[1]
    assert f'version="{locked[1]}"' in (PLOTLY / "plotly.min.js").read_text()[:1000]


@pytest.mark.parametrize("package", ["plotly.js", "@plotly/d3", "d3-format", "culori"])
def test_licences_of_bundled_packages_are_shipped(package):
    licences = (PLOTLY / "LICENSE").read_text()

    assert re.search(rf"^{re.escape(package)} \d\S* \(\S+\)$", licences, re.MULTILINE)


def test_lock_file_names_no_host_to_fetch_from():
    assert '"resolved"' not in LOCK.read_text()


def test_every_locked_package_has_an_integrity_checksum():
    packages = re.findall(r'"node_modules/[^"]+": \{[^}]*', LOCK.read_text())

    assert [one for one in packages if '"integrity"' not in one] == []
