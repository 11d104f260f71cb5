"""The shipped translations in the database: whole, and brought to who had the questions before."""

import shutil

import pytest
from small_organisation import OPENS, alike, grow, later, load_content, opened, send_all

from assessments.actions import (
    bank,
    bank_translations,
    comparisons,
    content,
    edition_content,
    people,
    releases,
)
from assessments.content import changes, loader, translated
from assessments.models import Edition, Practice, Question, Result

pytestmark = pytest.mark.django_db
LANGUAGES = ("de", "es", "fr")


def rows(edition):
    return [edition, *edition.practices.all(), *edition.questions.all()]


def stored():
    """Everything of every edition."""
    return [list(model.objects.order_by("pk").values()) for model in (Edition, Practice, Question)]


@pytest.fixture
def untranslated(tmp_path, monkeypatch):
    """The shipped edition as installations have it from before there were translations."""
    older = tmp_path / "content"
    shutil.copytree(loader.FOLDER, older, ignore=shutil.ignore_patterns("translations"))
    with monkeypatch.context() as before:
        before.setattr(loader, "FOLDER", older)
        translated.load_questionnaire.cache_clear()
        load_content()
    translated.load_questionnaire.cache_clear()
    edition = Edition.objects.get()
    assert not edition.languages
    assert not any(row.translations for row in rows(edition))
    return edition


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_shipped_edition_is_translated(shipped, language):
    edition = Edition.objects.get()

    slots = bank_translations.slots(edition, language)

    assert [slot.label for slot in slots if not slot.stored] == []
    kept = {(type(row), row.pk, key) for slot in slots for row, key in slot.places}
    for row in rows(edition):
        for key in row.translations.get(language, {}):
            assert (type(row), row.pk, key) in kept


def test_one_translation_less_is_seen(shipped, thawed):
    question = Question.objects.get(code="vc1")
    del question.translations["de"]["text"]
    question.save()

    slots = bank_translations.slots(Edition.objects.get(), "de")

    assert [slot.label for slot in slots if not slot.stored] == ["vc1: question"]


def test_untouched_questionnaire_gets_the_translations_as_its_next_edition(untranslated):
    before = stored()

    loaded = content.load(at=OPENS)

    assert loaded.edition == Edition.objects.published().get(number=2)
    assert (loaded.edition.based_on, tuple(loaded.edition.languages)) == (untranslated, LANGUAGES)
    for was, now in zip(before, stored(), strict=True):
        assert [row for row in was if row not in now] == []
    assert content.load(at=OPENS).edition is None


def test_questions_are_the_same_with_translations_and_need_no_answer(untranslated):
    loaded = content.load(at=OPENS)
    old, new = (edition_content.content_of(one) for one in (untranslated, loaded.edition))

    assert changes.changed_questions(old, new) == ()
    assert [q.wording_version for q in new.questions] == [q.wording_version for q in old.questions]
    assert loaded.edition.outline().questions[0].text == untranslated.outline().questions[0].text


def test_editors_own_questionnaire_gets_a_draft_to_decide_on(untranslated):
    editor = people.add_account(username="ed", password="open-sesame", full_name="Ed")
    own = bank.begin_next(untranslated, by=editor)
    assert content.load(at=OPENS).edition is None
    Edition.objects.filter(pk=own.pk).update(state=Edition.State.PUBLISHED, published_at=OPENS)

    loaded = content.load(at=OPENS)

    assert (loaded.edition.state, loaded.edition.based_on) == (Edition.State.DRAFT, own)
    assert tuple(loaded.edition.languages) == LANGUAGES


# Releasing clears the database's free pages, which no transaction may do
@pytest.mark.django_db(transaction=True)
def test_trend_goes_on_over_the_edition_with_translations(untranslated):
    teams = grow({"Harbour": {"Red": 12, "White": 12}})
    first = released(opened(teams))
    figures = list(Result.objects.order_by("pk").values())

    loaded = content.load(at=first.closes_at)
    second = released(opened(teams, name="Next", edition=loaded.edition, **later(first, 365)))

    past = comparisons.before(second, list(second.nodes.in_order()))
    cells = comparisons.cells_before(past, second.edition.outline()).results
    practices = {practice.key for practice in second.edition.outline().practices}
    assert practices <= {column for _, column in cells}
    assert list(Result.objects.filter(node__campaign=first).order_by("pk").values()) == figures


def released(campaign):
    sheets = {name: [alike(campaign.edition.outline())] * 12 for name in ("Red", "White")}
    send_all(campaign, sheets, at=campaign.opens_at)
    return releases.finish(campaign, at=campaign.closes_at)
