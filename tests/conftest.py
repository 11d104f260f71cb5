"""What every test stands on: its own database file, folders and network; strict templates.

Pure tests also run without pytest-django (`-p no:django`), so nothing here asks for its fixtures.
"""

import os
import socket
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

# An undefined variable in a template fails the test that rendered it (STYLE 35).
os.environ["FAIL_INVALID_TEMPLATE_VARS"] = "true"

# One run finds the same as the next; `make test-long` looks further, and elsewhere each time.
hypothesis_settings.register_profile("short", max_examples=300, deadline=None, derandomize=True)
# Where the same properties have been looked at with more examples in the same run
hypothesis_settings.register_profile("brief", max_examples=40, deadline=None, derandomize=True)
hypothesis_settings.register_profile("long", max_examples=5_000, deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

LOOPBACK = ("127.", "::1", "localhost")


class NetworkForbiddenError(Exception):
    """A test tried to reach another machine."""


@pytest.fixture(scope="session", autouse=True)
def _only_loopback():
    """Let tests connect to this machine alone."""
    connect = socket.socket.connect

    def connect_on_loopback(self, address):
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):
            raise NetworkForbiddenError(f"Tests may not connect to {address!r}.")
        return connect(self, address)

    socket.socket.connect = connect_on_loopback
    yield
    socket.socket.connect = connect


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Put SQLite's test database into a file.

    In memory, all threads would share one connection: no test could see a lock, and the browser
    journeys would be answered out of the test's own transaction.
    """
    from django.conf import settings  # not at the top: pure tests run without Django

    database = settings.DATABASES["default"]
    with tempfile.TemporaryDirectory(prefix="survey-test-") as folder:
        if database["ENGINE"].endswith("sqlite3"):
            database["TEST"]["NAME"] = str(Path(folder) / "test.sqlite3")
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_settings(request):
    """Trade costly defaults for speed; test_production_settings.py asserts the defaults."""
    if not request.config.pluginmanager.hasplugin("django"):
        yield
        return

    from django.test import override_settings  # not at the top: pure tests run without Django

    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        # serves from static/ as in development, so that no test needs collectstatic
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _flush_under_the_guard(request):
    """Let SQLite empty its tables between tests: by deleting rows, which the guard forbids."""
    if not request.config.pluginmanager.hasplugin("django"):
        yield
        return

    # not at the top: pure tests run without Django
    from django.db.backends.sqlite3.base import DatabaseWrapper

    operations = DatabaseWrapper.ops_class
    flush = operations.sql_flush

    def flush_unguarded(self, style, tables, **options):
        from assessments.models import published_guard

        drops = [f"DROP TRIGGER {name}" for name, _ in published_guard.installed(self.connection)]
        # They are put on again after it, as after a migration.
        return [*drops, *flush(self, style, tables, **options)]

    operations.sql_flush = flush_unguarded
    yield
    operations.sql_flush = flush


@pytest.fixture
def thawed(request):
    """Let a test change a published edition in place, to see what follows from it."""
    from django.db import connection  # not at the top: pure tests run without Django

    from assessments.models import published_guard

    marker = request.node.get_closest_marker("django_db")
    transactional = marker is not None and marker.kwargs.get("transaction")
    request.getfixturevalue("transactional_db" if transactional else "db")
    published_guard.remove(connection)
    yield
    published_guard.install(connection)


@pytest.fixture(autouse=True)
def _own_language(request):
    """Leave no language behind: a request's stays until the next, which chooses its own."""
    yield
    if request.config.pluginmanager.hasplugin("django"):
        from django.utils import translation  # not at the top: pure tests run without Django

        translation.deactivate()


@pytest.fixture(scope="session")
def _key_folders():
    with tempfile.TemporaryDirectory(prefix="survey-keys-") as folder:
        yield (Path(folder) / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_campaign_keys(request, _key_folders):
    """Keep each test's keys apart and out of the data folder."""
    if not request.config.pluginmanager.hasplugin("django"):
        yield
        return

    from django.test import override_settings  # not at the top: pure tests run without Django

    with override_settings(CAMPAIGN_KEYS_DIR=next(_key_folders)):
        yield
