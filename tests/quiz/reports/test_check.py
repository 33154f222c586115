import pytest

from quiz.reports.check import check_course
from tests.factories import make_draft, make_lesson, make_name, make_passage
from tests.quiz.assessment.item_rules.builders import choice

pytestmark = pytest.mark.django_db


def test_errors_and_warnings_of_a_question_are_told_apart():
    item = choice("en", options=["Salt", "Clay", "All of the above"])
    question = make_draft(item)

    lesson, of_course = check_course(question.lesson.course)
    of_lesson, of_question = lesson.rows

    assert (of_lesson.row, of_question.row) == (question.lesson, question)
    assert [each.rule for each in of_question.errors] == ["combined_option"]
    assert [each.rule for each in of_question.warnings] == ["absolute_word"]
    assert of_course.rows == ()


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_database_as_often_for_one_question_as_for_three(
    count, django_assert_num_queries
):
    lesson = make_lesson()
    for _each in range(count):
        make_draft(choice(), lesson)
        make_name(lesson.course)

    with django_assert_num_queries(12):
        check_course(lesson.course)


def test_names_of_the_course_are_compared_in_lessons_and_questions():
    question = make_draft(choice())
    question.explanation_en += " So it is in Kenya."
    question.save()
    lesson = question.lesson
    make_name(lesson.course, "kenya", name_ar="كينيا", name_en="Kenya")
    make_name(lesson.course, "niger", name_ar="النيجر", name_en="Niger")
    lesson.passages.update(text_ar="طريق في كينيا.", text_en="A road in Niger.")

    of_lesson, of_question = check_course(lesson.course)[0].rows

    assert [names_in(each.finding) for each in of_lesson.differences] == [
        {"ar": ["kenya"], "en": ["niger"]}
    ] * lesson.passages.count()
    assert [names_in(each.finding) for each in of_question.differences] == [
        {"ar": [], "en": ["kenya"]}
    ]


def test_names_of_another_course_are_not_compared():
    lesson = make_lesson()
    make_passage(lesson, text_ar="طريق في كينيا.", text_en="A road in Niger.")
    make_name(slug="kenya", name_ar="كينيا", name_en="Kenya")

    assert check_course(lesson.course)[0].rows[0].differences == ()


def names_in(finding):
    """Return the names that only one language says, by language."""
    return {
        code: [mark.value for mark in marks] for code, marks in finding.marks.items()
    }
