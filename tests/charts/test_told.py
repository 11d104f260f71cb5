"""Sentences with places: each language orders them, and links stay where they lead."""

import pytest

from assessments.charts import speech
from assessments.charts.finding_values import Part, Place, View
from assessments.charts.told import listed, told

ROWS, HISTORY = Place(View.ROWS), Place(View.HISTORY)


def test_plain_text_becomes_one_part():
    assert told("Of %(count)s teams: %(names)s.", count=3, names="Red") == (
        Part("Of 3 teams: Red."),
    )


def test_part_keeps_where_it_leads_and_the_text_around_it():
    sentence = told("Lowest: %(name)s at %(score)s.", name=Part("trust", ROWS), score="38")

    assert sentence == (Part("Lowest: "), Part("trust", ROWS), Part(" at 38."))


def test_language_may_turn_the_places_round():
    turned = told("%(score)s bei %(name)s", name=Part("Vertrauen", ROWS), score="38")

    assert turned == (Part("38 bei "), Part("Vertrauen", ROWS))


def test_link_in_the_text_leads_to_the_place_and_holds_its_figures():
    text = "<a>%(down)s teams fell</a> since %(survey)s."

    assert told(text, ROWS, down="3", survey="spring") == (
        Part("3 teams fell", ROWS),
        Part(" since spring."),
    )


def test_parts_of_a_list_lead_each_to_its_own():
    named = [Part("a", ROWS), Part("b", HISTORY), Part("c", ROWS)]

    assert listed(named) == [named[0], Part(", "), named[1], Part(" and "), named[2]]
    assert listed(named[:1]) == named[:1]


def test_links_side_by_side_stay_two():
    both = told("%(a)s%(b)s", a=Part("a", ROWS), b=Part("b", ROWS))

    assert both == (Part("a", ROWS), Part("b", ROWS))


def test_name_that_looks_like_markup_or_a_place_is_a_name():
    sentence = told("In %(name)s.", ROWS, name="<a>%(score)s</a> 100%")

    assert sentence == (Part("In <a>%(score)s</a> 100%."),)


def test_place_without_a_name_is_refused():
    with pytest.raises(KeyError):
        told("In %(unit)s.", name="Red")


def test_dates_and_numbers_follow_who_writes_them():
    before = dict(speech._formats)
    try:
        speech.format_with(date="{:%d.%m.%Y}".format, number=lambda number: f"{number:,}"[::-1])
        assert speech.date_text(speech.dt.date(2027, 6, 30)) == "30.06.2027"
        assert speech.number_text(1200) == "002,1"
    finally:
        speech.format_with(**before)
