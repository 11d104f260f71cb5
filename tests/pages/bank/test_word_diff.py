"""A difference in words gives back both texts whole."""

from hypothesis import given
from hypothesis import strategies as st

from assessments.pages.bank.word_diff import Piece, pieces

TEXTS = st.text(alphabet="ab <>\n", max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_are_in_it_whole(before, after):
    found = pieces(before, after)

    assert "".join(one.text for one in found if one.kind != "new") == before
    assert "".join(one.text for one in found if one.kind != "gone") == after


def test_changed_word_stands_alone():
    assert pieces("We test daily.", "We test weekly.") == [
        Piece("same", "We test "),
        Piece("gone", "daily."),
        Piece("new", "weekly."),
    ]
