"""Nothing that respondents do is logged with their path (ACCEPTANCE 11, the filter's part)."""

import io
import logging
import logging.config
from types import SimpleNamespace

import pytest
from django.conf import settings

from devops_survey.logs import WithoutRespondents

TOKEN = "tKmLx1z0QG2a7pXcVb9dEw"
RESPONDENT = [f"/s/{TOKEN}/", "/survey/0123456789abcdef/", "/survey/0123456789abcdef/2/keep/"]
OTHERS = ["/", "/manage/", "/teams/3/", "/static/css/tokens.css", "/accounts/login/"]


def server_line(logger, path):
    """As Django's development server writes a request."""
    logger.info('"%s" %s %s', f"GET {path} HTTP/1.1", 200, 1234)


def refusal(logger, path):
    """As Django reports a 404 or a 403."""
    logger.warning("Not Found: %s", path, extra={"request": SimpleNamespace(path=path)})


def failure(logger, path):
    """As Django reports an exception: the record holds the request, and its text may not."""
    logger.error("Internal error", extra={"request": SimpleNamespace(path=path)})


WRITERS = [server_line, refusal, failure]


def written(write, path, filters):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    for one in filters:
        handler.addFilter(one)
    logger = logging.getLogger("test.respondents")
    logger.setLevel(logging.INFO)
    logger.handlers, logger.propagate = [handler], False
    write(logger, path)
    return stream.getvalue()


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("path", RESPONDENT)
def test_record_of_a_respondent_is_dropped(write, path):
    assert written(write, path, [WithoutRespondents()]) == ""


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("path", RESPONDENT)
def test_record_without_the_filter_is_seen(write, path):
    assert written(write, path, []) != ""


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("path", OTHERS)
def test_record_of_anybody_else_is_kept(write, path):
    assert written(write, path, [WithoutRespondents()]) == written(write, path, [])


def test_every_handler_of_the_settings_has_the_filter():
    config = settings.LOGGING

    assert {tuple(handler["filters"]) for handler in config["handlers"].values()} == {
        ("respondents",)
    }
    assert config["filters"]["respondents"]["()"] == (
        f"{WithoutRespondents.__module__}.{WithoutRespondents.__qualname__}"
    )


def test_every_logger_writes_through_a_filtered_handler():
    known = set(settings.LOGGING["handlers"])
    loggers = [*settings.LOGGING["loggers"].values(), settings.LOGGING["root"]]

    assert all(set(logger["handlers"]) <= known for logger in loggers)
