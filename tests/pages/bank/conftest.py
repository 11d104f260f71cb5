"""A draft of the shipped questionnaire, and people who edit and publish it."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "journeys"))

from assessments.actions import bank, people
from assessments.models import Edition


@pytest.fixture
def editor(account):
    user = account("ed")
    people.make_editor(user)
    return user


@pytest.fixture
def publisher(account):
    user = account("pia")
    people.make_publisher(user)
    return user


@pytest.fixture
def published(shipped):
    return Edition.objects.get()


@pytest.fixture
def draft(published, editor):
    return bank.begin_next(published, by=editor)


@pytest.fixture
def browser(signed_in, editor):
    return signed_in(editor)
