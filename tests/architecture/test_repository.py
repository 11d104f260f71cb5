"""What may not be in the repository, and what must."""

import re
import shutil
import subprocess

import pytest
from source_tree import ROOT

# In pieces, so that this file does not name what it looks for.
REGISTRIES = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com/package",
    "deb.debian" + ".org",
    "crates" + ".io",
]
MACHINE = ["/" + "work/", "/" + "root/", "/" + "home/"]
FORBIDDEN = re.compile("|".join(re.escape(text) for text in REGISTRIES + MACHINE))
INDEX_OPTION = re.compile(r"^\s*(-i|--(extra-)?index-url|--find-links|-f)\b", re.MULTILINE)
BINARY = {".png", ".jpg", ".ico", ".ttf", ".woff2", ".gz", ".br", ".mo"}


def tracked_files():
    git = shutil.which("git")
    listed = subprocess.run(  # noqa: S603 (git, found on the PATH)
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix not in BINARY]


def forbidden_in(text):
    return sorted(set(FORBIDDEN.findall(text)))


def test_no_file_names_a_registry_or_a_machine():
    found = {
        str(path.relative_to(ROOT)): forbidden_in(path.read_text()) for path in tracked_files()
    }

    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("word", [*REGISTRIES, *MACHINE])
def test_forbidden_word_is_seen(word):
    assert forbidden_in(f"see {word}x for more") == [word]


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_lock_is_exact_hashed_and_names_no_index(lock):
    text = (ROOT / lock).read_text()
    packages = re.findall(r"^[a-z0-9].*", text, re.MULTILINE)

    assert packages
    assert [line for line in packages if not re.match(r"[a-z0-9-]+==\S+.* \\$", line)] == []
    assert text.count("==") >= len(packages) <= text.count("--hash=sha256:")
    assert not INDEX_OPTION.search(text)


def test_development_lock_holds_the_run_time_lock():
    def pins(lock):
        return set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / lock).read_text(), re.MULTILINE))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_licence_is_apache():
    text = (ROOT / "LICENSE").read_text()

    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text


VENDORED = [
    *sorted((ROOT / "static" / "vendor").iterdir()),
    ROOT / "assessments/reporting/fonts",
    ROOT / "tests/journeys/vendor",
]


@pytest.mark.parametrize("folder", VENDORED, ids=lambda path: str(path.relative_to(ROOT)))
def test_vendored_code_has_its_licence_and_version(folder):
    assert (folder / "LICENSE").read_text().strip()
    assert (folder / "VERSION").read_text().strip()
