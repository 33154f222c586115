from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.answer_words import answer_words
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.assessment.strategies import json_values


def told(kind, value, language="en"):
    return answer_words(SAMPLES[kind].item.shown, value, language)


@pytest.mark.parametrize(
    ("language", "words"),
    [("ar", "بتبرّد الحمم"), ("en", "By the cooling of lava")],
)
def test_a_pick_is_told_in_its_words(language, words):
    assert told("choice", {"answer": ["lava"]}, language) == words


def test_several_picks_are_told_in_a_row():
    shown = SAMPLES["multiple_response"].item.shown
    first, second = shown.options[:2]
    assert told("multiple_response", {"answer": [first.id, second.id]}) == (
        f"{first.text['en']}, {second.text['en']}"
    )


def test_arabic_has_its_own_marks():
    first, second = SAMPLES["multiple_response"].item.shown.options[:2]
    assert told("multiple_response", {"answer": [first.id, second.id]}, "ar") == (
        f"{first.text['ar']}، {second.text['ar']}"
    )


def test_a_part_that_asks_needs_no_colon():
    shown = SAMPLES["match"].item.shown
    asking = replace(shown.parts[0], text={"en": "Who?"})
    changed = replace(shown, parts=(asking, *shown.parts[1:]))
    value = {asking.id: [shown.menu(asking)[0].id]}
    words = answer_words(changed, value, "en")
    assert words == f"Who? {shown.menu(asking)[0].text['en']}"


def test_what_was_typed_is_told_as_it_is():
    assert told("numeric", {"answer": " ٤٢ "}) == "٤٢"


def test_parts_are_told_with_what_they_are_about():
    sample = SAMPLES["match"]
    words = told("match", sample.right)
    for part in sample.item.shown.parts:
        assert f"{part.text['en']}: " in words


def test_no_answer_has_no_words():
    assert told("choice", {}) == ""


@given(st.sampled_from(sorted(SAMPLES)), st.dictionaries(st.text(), json_values))
def test_whatever_was_stored_nothing_is_raised(kind, value):
    assert isinstance(told(kind, value), str)
