"""What the demo's people write: each thing once a team, and no other draw moves for it."""

from itertools import chain
from random import Random

import pytest

from assessments.actions import demo_comments
from assessments.actions.demo_comments import COMMENTS, DRAWN

SEEDS = range(20)


@pytest.mark.parametrize("practice", COMMENTS)
def test_team_says_nothing_twice_and_then_no_more(practice):
    for seed in SEEDS:
        said, draw = set(), Random(seed)
        written = [demo_comments.drawn(practice, said, draw) for _ in range(12)]

        assert len(set(written) - {None}) == len(COMMENTS[practice])
        assert written.count(None) == 12 - len(COMMENTS[practice])


def test_teams_do_not_all_say_the_same():
    firsts = {demo_comments.drawn("architecture", set(), Random(seed)) for seed in SEEDS}

    assert len(firsts) == DRAWN


@pytest.mark.parametrize("said", [set(), set(COMMENTS["architecture"])])
def test_draws_that_follow_are_those_after_a_choice_of_four(said):
    """Whatever a team has said: the demo's figures, and the pictures of them, stay."""
    for seed in SEEDS:
        ours, plain = Random(seed), Random(seed)
        demo_comments.drawn("architecture", set(said), ours)
        plain.choice(["one", "of", "four", "texts"])

        assert ours.random() == plain.random()


def test_no_text_stands_twice():
    texts = list(chain.from_iterable(COMMENTS.values()))

    assert len(set(texts)) == len(texts)
    assert min(map(len, COMMENTS.values())) > DRAWN
