"""Targets are set, changed and removed together, all or nothing."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from small_organisation import DURING, TREE, grow, load_content, opened

from assessments.actions import organisation, people, targets
from assessments.actions.targets import Wanted
from assessments.errors import InvalidTargetError
from assessments.models import Target

pytestmark = pytest.mark.django_db
DAY = dt.date(2027, 6, 30)


@pytest.fixture
def campaign():
    load_content()
    return opened(grow(TREE))


@pytest.fixture
def ships(campaign):
    return campaign.nodes.get(name="Ships").unit


@pytest.fixture
def write(campaign, ships):
    user = people.add_account(username="clara", password="open-sesame", full_name="Clara")
    return lambda at=DURING, **wanted: targets.write(ships, campaign, wanted, user=user, at=at)


def stored():
    return {one.practice: (one.score, one.by) for one in Target.objects.all()}


def test_targets_are_set_changed_and_removed(write, ships):
    assert write(automated_testing=Wanted(70, DAY), shared_goals=Wanted(0, DAY)).kept == 2
    one = Target.objects.get(practice="automated_testing")
    assert (one.unit, one.set_by.username, one.set_at) == (ships, "clara", DURING)

    done = write(automated_testing=Wanted(100, DAY), shared_goals=None)

    assert (done.kept, done.removed) == (1, 1)
    assert stored() == {"automated_testing": (100, DAY)}
    assert write(shared_goals=None).removed == 0


@pytest.mark.parametrize(
    ("practice", "score", "by", "sentence"),
    [
        ("automated_testing", 101, DAY, "0 to 100"),
        ("automated_testing", -1, DAY, "0 to 100"),
        ("automated_testing", 50, DURING.date(), "lies ahead"),
        ("juggling", 50, DAY, "not asked"),
    ],
)
def test_one_that_is_not_allowed_leaves_all_as_it_was(write, practice, score, by, sentence):
    wanted = {"shared_goals": Wanted(60, DAY), practice: Wanted(score, by)}

    with pytest.raises(InvalidTargetError, match=sentence) as refused:
        write(**wanted)

    assert refused.value.about == practice
    assert stored() == {}


def test_day_is_that_of_the_campaigns_zone(write):
    late = dt.datetime(2026, 3, 5, 23, 30, tzinfo=dt.UTC)  # in Berlin already the 6th

    with pytest.raises(InvalidTargetError, match="lies ahead"):
        write(at=late, shared_goals=Wanted(60, dt.date(2026, 3, 6)))


def test_database_keeps_one_target_and_no_score_over_100(write, campaign, ships):
    write(shared_goals=Wanted(60, DAY))
    line = campaign.edition.questionnaire
    same = {"unit": ships, "questionnaire": line, "by": DAY, "set_at": DURING}
    for wrong in ({"practice": "shared_goals", "score": 5}, {"practice": "x", "score": 101}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Target.objects.create(**same, **wrong)


def test_target_outlives_its_author_and_moves_with_its_unit(write, ships):
    write(shared_goals=Wanted(60, DAY))
    people.User.objects.all().delete()
    organisation.rename_unit(ships, name="Vessels")

    assert Target.objects.get().set_by is None
    assert Target.objects.get().unit.name == "Vessels"
