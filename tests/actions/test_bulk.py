"""Many rows written at once are those that bulk_create would have written."""

from typing import NamedTuple
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from small_organisation import opened

from assessments.actions import bulk
from assessments.models import Comment, Result
from assessments.scoring.values import Bound, Metric, Reason, Tier

pytestmark = pytest.mark.django_db


@pytest.fixture
def node(teams):
    return opened(teams).nodes.get(name="Red")


def cells(node):
    metric, practice = Result.Kind.METRIC, Result.Kind.PRACTICE
    detail = {"tier": {Tier.LOW: 1.5}, "pair": (1, None), "word": "naïve “70%”"}
    return [
        Result(node=node, column=Metric.LEAD_TIME, kind=metric, detail=detail, bound=Bound.EXACT),
        Result(node=node, column="one", kind=practice, score=3, standard_error=0.1, change=-4),
        Result(node=node, column="two", kind=practice, reason=Reason.TOO_FEW),
    ]


def stored():
    return [
        {name: value for name, value in row.items() if name != "id"}
        for row in Result.objects.order_by("id").values()
    ]


def test_insert_stores_what_bulk_create_stores(node):
    Result.objects.bulk_create(cells(node))
    expected = stored()
    Result.objects.all().delete()

    bulk.insert(Result, cells(node))

    assert len(expected) == 3
    assert stored() == expected


def test_insert_takes_anything_with_the_columns(node):
    class Words(NamedTuple):
        id: UUID
        node_id: int
        practice: str
        text: str

    words = [Words(uuid4(), node.pk, "one", f"100% {number}") for number in range(3)]

    bulk.insert(Comment, words)

    assert set(Comment.objects.values_list("id", "node_id", "practice", "text")) == set(words)


def test_insert_writes_many_rows_a_statement(node):
    words = [Comment(node=node, practice="one", text=str(number)) for number in range(600)]

    with CaptureQueriesContext(connection) as queries:
        bulk.insert(Comment, words)
        bulk.insert(Comment, [])

    assert len(queries) == 3
    assert Comment.objects.count() == 600


def test_insert_is_checked_by_the_database(node):
    hidden_with_a_figure = Result(node=node, column="one", kind="practice", reason="x", score=5)

    for wrong in ([hidden_with_a_figure], [*cells(node), *cells(node)]):
        with pytest.raises(IntegrityError), transaction.atomic():
            bulk.insert(Result, wrong)
