import pytest

from quiz.reports.check import check_course
from tests.factories import make_draft, make_lesson
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

    with django_assert_num_queries(11):
        check_course(lesson.course)
