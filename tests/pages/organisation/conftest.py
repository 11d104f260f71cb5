"""Who reads a unit's pages in these tests."""

import pytest

from assessments.actions import people


@pytest.fixture
def leader(account, teams):
    """The leader of the whole organisation."""
    user = account("clara")
    people.make_leader(user, teams["Red"].unit.parent)
    return user
