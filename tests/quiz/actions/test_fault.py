import pytest
from django.utils import translation

from quiz.actions.fault import (
    describe_finding,
    describe_lesson_fault,
    describe_question_fault,
    name_row,
)
from quiz.assessment import content
from quiz.assessment.faults import Fault
from quiz.assessment.item_rules import WARNING, Finding
from tests.factories import make_draft, make_lesson, make_question, make_quiz
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db


def told(*places, language="en"):
    """Say that each place lacks English."""
    with translation.override(language):
        return [
            describe_lesson_fault(content.Fault("one_language", place, "en"))
            for place in places
        ]


def test_a_place_of_a_lesson_is_told_by_number_and_words_with_its_code_behind():
    figure = content.Place("note", "figure", 1, "route", {"en": "A way"}, line=2)
    assert told(
        content.Place("summary"),
        content.Place(row="passage", number=3, id="salt-3"),
        content.Place("attribution", "passage", 3, "salt-3", {"en": "Salt"}),
        content.Place(row="point", number=1, id="use"),
        content.Place("definition", "term", 2, "halite", {"ar": "هاليت"}),
        figure,
    ) == [
        "Summary: no text in English.",
        "Passage 3 (\u2068salt-3\u2069): no text in English.",
        "Passage 3 · Salt (\u2068salt-3\u2069), who says so: no text in English.",
        "Learning point 1 (\u2068use\u2069): no text in English.",
        "Term 2 · هاليت (\u2068halite\u2069), definition: no text in English.",
        "Figure 1 · A way (\u2068route\u2069), row 2, note: no text in English.",
    ]


def test_a_place_of_a_lesson_is_told_in_arabic():
    place = content.Place("attribution", "passage", 3, "salt-3", {"ar": "الملح"})
    assert told(place, language="ar") == [
        "الفقرة 3 · الملح (\u2068salt-3\u2069)، القائل: النص ناقص في الإنجليزية."
    ]


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("prompt", "question"),
        ("explanation", "explanation"),
        ("lava", "option 1 (\u2068lava\u2069)"),
        ("feedback.lava", "feedback on option 1 (\u2068lava\u2069)"),
        ("passages.salt-1", "Passage 1 (\u2068salt-1\u2069)"),
    ],
)
def test_a_place_of_a_question_is_told_by_its_number(place, name):
    question = make_draft(SAMPLES["choice"].item)
    with translation.override("en"):
        line = describe_question_fault(Fault("missing_text", place, "ar"), question)
    assert line == f"The text of “{name}” is missing in this language: Arabic."


def test_a_text_that_reads_like_a_code_is_told_as_it_stands():
    question = make_draft(SAMPLES["choice"].item)
    fault = Fault("not_a_number", "answer", "en", {"text": "lava"})
    with translation.override("en"):
        assert describe_question_fault(fault, question) == (
            "English: “lava” is not a plain number."
        )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "English: “option 1 (\u2068lava\u2069)” and “option 2"
                " (\u2068press\u2069)” are almost the same."
                " Let them differ more plainly."
            ),
        ),
        (
            "ar",
            (
                "الإنجليزية: يكاد «الخيار 1 (\u2068lava\u2069)» و«الخيار 2"
                " (\u2068press\u2069)» يتطابقان. يلزم فرق أوضح بينهما."
            ),
        ),
    ],
)
def test_a_finding_names_its_rows_by_their_number(language, said):
    question = make_draft(SAMPLES["choice"].item)
    finding = Finding("alike_options", "L10", WARNING, "lava", "en", {"other": "press"})
    with translation.override(language):
        assert describe_finding(finding, question) == said


def test_a_finding_in_a_quiz_names_the_levels():
    detail = {"count": 1, "total": 9, "fewest": 2, "most": 4}
    finding = Finding(
        "uneven_levels",
        "L20",
        WARNING,
        detail={**detail, "levels": ("apply", "analyse")},
    )
    with translation.override("en"):
        assert describe_finding(finding) == (
            "1 of 9 questions are of these levels: Apply, Analyse. Let there be from 2"
            " to 4."
        )


def test_what_is_published_is_named_by_its_words_with_its_code_behind():
    lesson = make_lesson(title_en="Salt", slug="salt")
    with translation.override("en"):
        assert [
            name_row(lesson),
            name_row(make_quiz(lesson.course, title_en="", title_ar="ملح", uid="one")),
            name_row(make_question(lesson, prompt_en="", prompt_ar="", uid="two")),
        ] == ["Salt (\u2068salt\u2069)", "ملح (\u2068one\u2069)", "two"]
