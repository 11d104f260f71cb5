"""Who may import whom, where import-linter cannot see it: at run time, and by allowed list."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from source_tree import APP, ROOT, Module, imported_names, modules

# What each pure room may take from outside the standard library and this app.
PACKAGES = {
    "scoring": {"numpy", "scipy"},
    "charts": {"plotly", "numpy", "orjson"},  # numbers into plotly, JSON out of it
    "reporting": {"openpyxl", "reportlab", "pypdfium2"},
    "content": {"yaml", "pydantic", "orjson", "openpyxl", "defusedxml"},  # files of questionnaires
}
# Slow to import, so nothing that every process loads may bring them (docs/performance.md).
SLOW = ["numpy", "scipy", "plotly", "openpyxl", "reportlab", "pypdfium2"]
CLOCKS = {"timezone.now", "datetime.now", "datetime.utcnow", "date.today", "time.time"}
BLOCK_DJANGO = """
import sys, importlib, pkgutil
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "django":
            raise ImportError("Django was imported")
sys.meta_path.insert(0, Blocker())
"""
IMPORT_ROOM = """
room = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
    importlib.import_module(module.name)
"""


def run_python(code, *arguments):
    return subprocess.run(  # noqa: S603 (our own interpreter)
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("room", ["scoring", "charts"])
def test_room_imports_in_a_python_without_django(room):
    result = run_python(BLOCK_DJANGO + IMPORT_ROOM, f"assessments.{room}")

    assert result.returncode == 0, result.stderr


def test_room_with_django_does_not_import_there():
    result = run_python(BLOCK_DJANGO + IMPORT_ROOM, "assessments.models")

    assert "Django was imported" in result.stderr


def loaded_at_start(extra=""):
    result = run_python(
        "import sys, django\n"
        "django.setup()\n"
        "from django.urls import get_resolver\n"
        "get_resolver().url_patterns\n"
        f"{extra}\n"
        f"print([name for name in {SLOW!r} if name in sys.modules])"
    )
    assert result.returncode == 0, result.stderr
    return ast.literal_eval(result.stdout)


@pytest.fixture(autouse=True)
def _django_environment(monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "devops_survey.settings")


def test_slow_packages_are_not_loaded_at_start():
    assert loaded_at_start() == []


def test_slow_package_at_start_is_seen():
    assert loaded_at_start(extra="import numpy") == ["numpy"]


def foreign_packages(module):
    tops = {name.split(".")[0] for _, name in imported_names(module.tree) if name[0] != "."}
    return tops - sys.stdlib_module_names - {"assessments"} - PACKAGES[module.room]


@pytest.mark.parametrize("room", PACKAGES)
def test_pure_room_takes_only_its_packages(room):
    assert {m.name: foreign_packages(m) for m in modules(APP / room) if foreign_packages(m)} == {}


def test_foreign_package_in_a_pure_room_is_seen():
    assert foreign_packages(Module("assessments/scoring/x.py", "import pandas")) == {"pandas"}


def clock_calls(module):
    calls = (n for n in ast.walk(module.tree) if isinstance(n, ast.Attribute))
    named = {ast.unparse(call) for call in calls}
    auto = {
        keyword.arg
        for keyword in ast.walk(module.tree)
        if isinstance(keyword, ast.keyword) and keyword.arg in {"auto_now", "auto_now_add"}
    }
    return {n for n in named if n.endswith(tuple(CLOCKS))} | auto


def test_no_clock_below_the_pages():
    rooms = [APP / room for room in ("scoring", "charts", "models", "actions")]

    assert {m.name: clock_calls(m) for m in modules(*rooms) if clock_calls(m)} == {}


def test_clock_is_seen():
    source = "from django.utils import timezone\nat = timezone.now()\nField(auto_now=True)\n"

    assert clock_calls(Module("assessments/actions/x.py", source)) == {"timezone.now", "auto_now"}


def web_imports(module):
    web = ("django.http", "django.shortcuts", "django.views", "django.contrib.messages")
    return {name for _, name in imported_names(module.tree) if name.startswith(web)}


def test_actions_and_models_know_no_request():
    rooms = [APP / "actions", APP / "models"]

    assert {m.name: web_imports(m) for m in modules(*rooms) if web_imports(m)} == {}


def test_request_in_an_action_is_seen():
    source = "from django.http import HttpRequest"

    assert web_imports(Module("assessments/actions/x.py", source)) == {"django.http.HttpRequest"}


def run_time_imports_of_models(source):
    tree = ast.parse(source)
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test).endswith("TYPE_CHECKING")
        for node in ast.walk(block)
    }
    return {
        name
        for node, name in imported_names(tree)
        if name.startswith("assessments.models") and id(node) not in typing_only
    }


@pytest.mark.parametrize("leaf", ["permissions.py", "errors.py"])
def test_leaf_imports_models_for_typing_only(leaf):
    assert run_time_imports_of_models((APP / leaf).read_text()) == set()


def test_run_time_import_of_models_in_a_leaf_is_seen():
    source = "from assessments.models import Team\nif TYPE_CHECKING:\n    import assessments.models"

    assert run_time_imports_of_models(source) == {"assessments.models.Team"}


def contracts_kept(folder):
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(  # noqa: S603 (our own environment)
        [linter, "--no-logo", "--no-cache", "--config", ROOT / "pyproject.toml"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(folder)},
    )
    assert "Contracts: " in done.stdout, done.stdout + done.stderr
    return done.returncode == 0


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("scoring", "import django"),
        ("scoring", "from assessments import models"),
        ("charts", "from assessments.scoring import likert"),
        ("reporting", "from assessments import models"),
        ("content", "from assessments import models"),
        ("models", "from assessments import actions"),
        ("actions", "from assessments import pages"),
        ("pages/public", "from assessments.pages import team"),
        ("management", "from assessments import pages"),
    ],
)
def test_import_contract_breaks_when_a_room_reaches_out(room, line, tmp_path):
    ignore = shutil.ignore_patterns("__pycache__", "*.yaml")
    shutil.copytree(APP, tmp_path / "assessments", ignore=ignore)
    (tmp_path / "assessments" / room / "reaching_out.py").write_text(f"{line}\n")

    assert not contracts_kept(tmp_path)


def test_every_page_room_is_held_apart():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    apart = next(c["modules"] for c in contracts["contracts"] if c["type"] == "independence")
    rooms = {f"assessments.pages.{init.parent.name}" for init in APP.glob("pages/*/__init__.py")}

    assert set(apart) == rooms
