"""What ships for production is safe as shipped, and refuses to start when it is not."""

import os
import re
import secrets
import subprocess
import sys

import pytest
from source_tree import ROOT

EXAMPLE = ROOT / "deploy" / "production.env.example"
GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]


def example_values():
    """Return what the example sets, as a service manager would read it."""
    lines = EXAMPLE.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))


@pytest.fixture
def production(tmp_path):
    """The example filled in, on SQLite, with nothing of the test run's own environment."""
    values = example_values()
    del values["DATABASE_URL"]
    values |= {"SECRET_KEY": secrets.token_urlsafe(50), "DATA_DIR": str(tmp_path / "data")}
    return {"PATH": os.environ["PATH"], **values}


def run(environment, *command):
    return subprocess.run(  # noqa: S603 (our own commands)
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def check_deploy(environment):
    command = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return run(environment, sys.executable, *command)


def test_production_settings_pass_every_deployment_check(production):
    done = check_deploy(production)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("SECRET_KEY", "short", "security.W009"),
        ("SECRET_KEY", "", "Set SECRET_KEY"),
        ("DEBUG", "1", "security.W018"),
        ("SECURE_SSL_REDIRECT", "0", "security.W008"),
        ("ALLOWED_HOSTS", "", "security.W020"),
    ],
)
def test_unsafe_setting_is_refused(production, name, value, complaint):
    done = check_deploy({**production, name: value})

    assert done.returncode != 0
    assert complaint in done.stderr


def test_production_hashes_passwords_slowly(production):
    code = (
        "import django; django.setup()\n"
        "from django.contrib.auth.hashers import make_password\n"
        "print(make_password('a').split('$')[0])"
    )
    environment = {**production, "DJANGO_SETTINGS_MODULE": "devops_survey.settings"}

    assert run(environment, sys.executable, "-c", code).stdout.strip() == "scrypt"


def test_example_names_every_setting():
    read = re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "devops_survey/settings.py").read_text())
    named = re.findall(r"^#?([A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE)

    assert set(read) - set(named) == set()


def test_example_holds_no_secret():
    assert example_values()["SECRET_KEY"] == ""


def test_gunicorn_takes_its_settings(production):
    done = run(production, *GUNICORN, "--check-config", "devops_survey.wsgi")

    assert done.returncode == 0, done.stderr


PRINT_LOGS = """
import runpy, sys
from gunicorn.config import Config
settings = runpy.run_path("deploy/gunicorn.conf.py")
assert settings["accesslog"] is None
logger = settings["logger_class"](Config())
logger.error("Error handling request GET /s/a-link")
logger.error("Error handling request GET /teams/1/")
"""


def test_gunicorn_logs_no_respondent(production):
    logged = run(production, sys.executable, "-c", PRINT_LOGS).stderr

    assert "/teams/1/" in logged
    assert "/s/" not in logged
