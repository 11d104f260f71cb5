"""An edition's content: what it is filled with comes out again."""

import pytest

from assessments.actions import content, edition_content
from assessments.content import loader, translated
from assessments.models import Edition, Questionnaire

pytestmark = pytest.mark.django_db
# Of the content that shipped before editors could change it: installations know it by this name
FIRST_DIGEST = "9eb35c04bbe9597bb26e8af5a4805fdb88300d82099722651a7e52ea9a4e0447"


def draft_with(text):
    given = loader.parse_questionnaire(text, "some.yaml")
    line = Questionnaire.objects.create(key=given.key, title=given.title)
    edition = Edition.objects.create(questionnaire=line, number=1, digest="d")
    edition_content.fill(edition, given)
    return given, edition


def test_shipped_content_comes_out_as_it_went_in(shipped):
    assert edition_content.content_of(Edition.objects.get()) == translated.load_questionnaire()


def test_shipped_content_keeps_its_name():
    assert content._shipped_digest(loader.load_guided_questionnaire()) == FIRST_DIGEST


def test_shipped_content_with_translations_has_a_name_of_its_own():
    names = {
        content._shipped_digest(loaded)
        for loaded in (loader.load_guided_questionnaire(), translated.load_questionnaire())
    }

    assert len(names) == 2


EVERYTHING = """
key: everything
title: Every kind of question
lead_in: ""
missing_label: Rather not say
language: de
languages: [en, fr]
translations: {en: {lead_in: Think of it}}
scale:
  - {code: 1, label: "No"}
  - {code: 2, label: "Yes"}
practices:
  - key: one
    name: One
    short_name: One
    source: ""
    guide: {what: It is one.}
    translations: {en: {name: "One, in English"}}
questions:
  - {code: a, kind: likert, practice: one, text: A, source: "", wording_version: 3, required: true}
  - code: b
    kind: likert
    practice: one
    text: B
    source: ""
    wording_version: 1
    missing_label: ""
    reverse: true
    weight: 2.5
    options: [{code: 1, label: l}, {code: 2, label: m}, {code: 3, label: h}]
  - code: c
    kind: ordinal
    practice: one
    text: C
    source: ""
    wording_version: 1
    options: [{code: 1, label: never, value: 0}, {code: 2, label: always, value: 12.5}]
  - code: d
    kind: multiple
    practice: null
    text: D
    source: ""
    wording_version: 1
    options: [{code: 1, label: this}, {code: 7, label: that}]
    show_if: {question: a, answers: [2]}
  - code: e
    kind: number
    practice: null
    text: E
    source: ""
    wording_version: 1
    unit: hours
    minimum: 0
    maximum: 24
  - {code: f, kind: short, practice: one, text: F, source: "", wording_version: 1}
  - {code: g, kind: text, practice: one, text: G, source: "", wording_version: 1}
"""


def test_every_kind_comes_out_as_it_went_in():
    given, edition = draft_with(EVERYTHING)

    assert edition_content.content_of(edition) == given
    assert edition_content.digest_of(given) == edition_content.digest_of(
        edition_content.content_of(edition)
    )


def test_another_wording_is_another_content():
    given, edition = draft_with(EVERYTHING)
    edition.questions.filter(code="e").update(text="E?")

    assert edition_content.digest_of(given) != edition_content.digest_of(
        edition_content.content_of(edition)
    )
