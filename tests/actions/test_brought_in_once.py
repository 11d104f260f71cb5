"""Two who bring the same answers in at the same time: one does, the other is told."""

import pytest
from collected_files import AT, about, plain, table
from small_organisation import alike, in_threads

from assessments.actions import releases
from assessments.actions.collected import bring, columns
from assessments.errors import CollectedRefusedError
from assessments.models import SMALLEST_GROUP, Campaign
from assessments.models.response import Response, SealedResponse

pytestmark = pytest.mark.django_db(transaction=True)


def job(outline, name):
    """Return what brings six answers of Red in, and says whether it did."""
    rows = plain(outline, [("Red", alike(outline))] * 6)
    of = about(name=name)

    def bring_in():
        file = table(*rows)
        try:
            bring.bring_in(file, columns.meaning(file, outline), of, at=AT)
        except CollectedRefusedError as refused:
            return refused.sentences
        return ()

    return bring_in


@pytest.mark.parametrize("names", [("One", "One"), ("One", "Two")])
def test_same_answers_come_in_once_though_two_bring_them(teams, names):
    outline = about().edition.outline()

    said = in_threads([job(outline, name) for name in names], 2)

    assert sorted(map(bool, said)) == [False, True]
    refused = " ".join(sentence for sentences in said for sentence in sentences)
    assert "brought in before for “Red”" in refused
    assert Campaign.objects.count() == 1
    assert Response.objects.count() == 6


def test_release_goes_all_the_way_and_can_be_asked_for_again(teams):
    outline = about().edition.outline()
    job(outline, "One")()
    campaign = Campaign.objects.get()

    # What the timer does with a campaign that an interruption left
    assert list(Campaign.objects.due(AT)) == [campaign]
    released = releases.finish(campaign, at=AT)
    again = releases.finish(released, at=AT)

    assert released.state == again.state == Campaign.State.RELEASED
    assert not Response.objects.exists()
    assert SealedResponse.objects.filter(campaign=campaign).count() == 6 > SMALLEST_GROUP
