"""Every kind of question, from the page to the score; conditions and answers that are needed."""

import datetime as dt
from pathlib import Path

import pytest
from releasing import released
from respondent import Respondent
from small_organisation import AFTER, DURING, OPENS, grow, opened, tokens

from assessments.actions import edition_content, responses
from assessments.content import loader
from assessments.errors import InvalidAnswerError, RequiredAnswerError
from assessments.models import Edition, Questionnaire, Result
from assessments.models.response import Response

pytestmark = pytest.mark.django_db
EVERY_KIND = Path(__file__).with_name("every_kind.yaml").read_text()
WHOLE = {
    "f1": 6,
    "f2": 1,
    "f3": 3,
    "c1": 6,
    "c2": 11,
    "duty": 1,
    "nights": 2.5,
    "woken": [1, 3],
    "word": "quiet",
}


@pytest.fixture
def edition(shipped):
    content = loader.parse_questionnaire(EVERY_KIND, "every_kind.yaml")
    line = Questionnaire.objects.create(key=content.key, title=content.title)
    edition = Edition.objects.create(questionnaire=line, number=1, digest="every kind")
    edition_content.fill(edition, content)
    edition.state, edition.published_at = Edition.State.PUBLISHED, OPENS
    edition.save()
    return edition


@pytest.fixture
def campaign(edition):
    return opened(grow({"Harbour": {"Red": 12}}), edition=edition)


@pytest.fixture
def respondent(campaign, time_machine):
    time_machine.move_to(DURING, tick=False)
    someone = Respondent(tokens(campaign)["Red"][0], campaign.edition_id)
    someone.open()
    return someone


def sheet_of(campaign, place=0):
    return responses.open_sheet(token=tokens(campaign)["Red"][place], at=DURING)


def text_of(response):
    return response.content.decode()


def stored(campaign):
    (row,) = Response.objects.values_list("answers", flat=True)
    return dict(zip([q.code for q in campaign.edition.outline().questions], row, strict=True))


def test_every_kind_goes_from_the_pages_into_the_sheet(respondent, campaign):
    respondent.fill(1, {"f1": 6, "f2": 1, "f3": 3})
    respondent.fill(2, {"c1": 6, "c2": 11, "duty": 1, "nights": "2,5"})
    last = respondent.fill(3, {"woken": [3, 1], "word": " quiet "})
    assert last["Location"].endswith("/check/")
    check = text_of(respondent.get("check/"))
    assert check.count('name="woken"') == 2

    sent = respondent.post("send/", WHOLE)

    assert sent.status_code == 200
    assert stored(campaign) == WHOLE


def test_what_was_ticked_and_typed_is_there_again(respondent):
    respondent.fill(2, {"duty": 1, "nights": "12"})
    respondent.fill(3, {"woken": [1, 3], "word": "quiet"})

    second, third = text_of(respondent.get("2/")), text_of(respondent.get("3/"))

    assert 'value="12"' in second
    assert ">nights<" in second
    assert "From 0 to 31." in second
    assert third.count('type="checkbox"') == 4
    assert third.count(" checked") == 2
    assert 'value="quiet"' in third


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"nights": "many"}, "Please enter a number, such as 3 or 2.5."),
        ({"nights": "32"}, "Please enter 31 or less."),
        ({"nights": "-1"}, "Please enter 0 or more."),
        ({"nights": "nan"}, "Please enter a number"),
        ({"nights": "1e999"}, "Please enter a number"),
        ({"duty": "0"}, "not one of those listed"),
    ],
    ids=str,
)
def test_wrong_answer_is_explained_and_stays(respondent, typed, said):
    answer = respondent.fill(2, {"c1": 6} | typed)

    assert answer.status_code == 422
    assert said in text_of(answer)
    if "nights" in typed:
        assert f'value="{typed["nights"]}"' in text_of(answer)


def test_nothing_and_something_cannot_both_be_ticked(respondent):
    respondent.fill(2, {"duty": 1})

    answer = respondent.fill(3, {"woken": [0, 2]})

    assert "not both" in text_of(answer)
    assert respondent.fill(3, {"woken": [0]}).status_code == 303


def test_page_shows_only_what_is_asked_after_the_earlier_pages(respondent):
    assert "What wakes you?" not in text_of(respondent.get("3/"))
    respondent.fill(2, {"duty": 2})
    assert "What wakes you?" not in text_of(respondent.get("3/"))
    respondent.fill(2, {"duty": 1})
    assert "What wakes you?" in text_of(respondent.get("3/"))


def test_condition_of_the_same_page_is_said_for_browsers_without_the_script(respondent):
    page = text_of(respondent.get("2/"))

    assert 'data-show-if="duty" data-answers="1"' in page
    assert "Please answer this only if you chose “Yes” for “Are you on call?”" in page


def test_answers_to_what_is_not_asked_are_not_stored(respondent, campaign):
    respondent.post("send/", WHOLE | {"duty": 2})

    row = stored(campaign)
    assert (row["nights"], row["woken"], row["word"]) == (None, None, "quiet")


def test_answer_that_is_needed_holds_the_sheet_back_and_nothing_is_lost(respondent):
    answer = respondent.post("send/", {"f2": 1, "duty": 1, "word": "quiet"})

    page = text_of(answer)
    assert answer.status_code == 422
    assert not Response.objects.exists()
    assert "Some questions need an answer" in page
    assert page.count("1 to answer before sending") == 2
    assert 'name="word" value="quiet"' in page


def test_answer_is_needed_only_where_it_is_asked_for(campaign):
    sheet = sheet_of(campaign)
    with pytest.raises(RequiredAnswerError):
        responses.submit(sheet=sheet, answers={"f1": 1, "duty": 1}, at=DURING)

    responses.submit(sheet=sheet, answers={"f1": 1, "duty": 2}, at=DURING)

    assert Response.objects.count() == 1


FORGED = [
    {"woken": [1, 1]},
    {"woken": [4]},
    {"woken": []},
    {"woken": 1},
    {"woken": [0, 1]},
    {"nights": True},
    {"nights": float("nan")},
    {"nights": float("inf")},
    {"nights": 31.5},
    {"nights": "3"},
    {"duty": 0},
    {"f3": 2.0},
    {"f3": 4},
    {"c2": 12},
    {"word": "x" * 201},
    {"word": 3},
]


@pytest.mark.parametrize("forged", FORGED, ids=str)
def test_forged_answer_is_refused(campaign, forged):
    with pytest.raises(InvalidAnswerError):
        responses.submit(sheet=sheet_of(campaign), answers=WHOLE | forged, at=DURING)


def test_best_and_worst_answers_score_100_and_0_whatever_the_scales(edition):
    best = {"f1": 6, "f2": 1, "f3": 3, "c1": 6, "c2": 11, "duty": 2}
    worst = {"f1": 1, "f2": 6, "f3": 1, "c1": 1, "c2": 1, "duty": 2}
    found = {}
    for name, answers in (("best", best), ("middle", None), ("worst", worst)):
        campaign = opened(
            grow({name: {"Red": 12}}),
            edition=edition,
            name=name,
            opens_at=OPENS + dt.timedelta(minutes=len(found)),
        )
        for place in range(12):
            mixed = (best, worst)[place % 2]
            responses.submit(sheet=sheet_of(campaign, place), answers=answers or mixed, at=DURING)
        released(campaign, at=AFTER)
        cells = Result.objects.filter(node__campaign=campaign, node__name="Red", kind="practice")
        found[name] = {cell.column: cell.score for cell in cells}

    assert set(found["best"]) == {"flow", "calm"}
    assert found["middle"] == pytest.approx({"flow": 50, "calm": 50})
    assert min(found["best"].values()) > 80
    assert max(found["worst"].values()) < 20
