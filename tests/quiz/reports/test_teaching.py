"""What a class should be taught again, and where in the text."""

import pytest

from quiz.actions.assignment import assign_quiz
from quiz.actions.course import publish_lesson
from quiz.actions.question import publish_question
from quiz.actions.tally import keep_tallies, scan, tallied_assignments
from quiz.assessment.tally import Selection
from quiz.models import Attempt, LearningPoint
from quiz.reports.comprehension_map import comprehension_map
from quiz.reports.item_result import asked_groups, item_results
from quiz.reports.teaching import teaching_report
from tests.factories import (
    enroll,
    make_draft,
    make_lesson,
    make_passage,
    make_question,
    make_quiz,
    make_user,
)
from tests.quiz.actions.taking import LAVA, RIGHT, finish
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db


def results_of(quiz):
    counts = scan(Attempt.objects.submitted().filter(quiz=quiz))
    return item_results(asked_groups(counts, quiz), counts, Selection())


@pytest.fixture
def students(classroom):
    found = [make_user() for _each in range(12)]
    enroll(classroom, *found)
    return found


class TestMap:
    @pytest.fixture
    def question(self):
        """Publish a question on two passages of a lesson, which has a third."""
        lesson = make_lesson()
        question = make_draft(SAMPLES["choice"].item, lesson)
        make_passage(lesson, "apart")
        publish_lesson(lesson)
        publish_question(question)
        question.refresh_from_db()
        return question

    def mapped(self, quiz):
        (lesson,) = comprehension_map(results_of(quiz))
        return {each.passage.id: each for each in lesson.passages}

    @pytest.mark.parametrize(
        ("right", "level"), [(12, 0), (10, 0), (9, 1), (7, 2), (5, 3), (0, 3)]
    )
    def test_a_passage_is_as_well_understood_as_its_questions(
        self, question, right, level
    ):
        quiz = make_quiz(questions=[question])
        for number in range(12):
            finish(quiz, RIGHT if number < right else LAVA)
        for uid in question.current.item.review.evidence:
            passage = self.mapped(quiz)[uid]
            assert (passage.level, passage.earned.count) == (level, 12)

    def test_a_passage_without_questions_has_no_level(self, question):
        quiz = make_quiz(questions=[question])
        for _each in range(12):
            finish(quiz, RIGHT)
        passage = self.mapped(quiz)["apart"]
        assert (passage.level, passage.results) == (None, ())

    def test_of_few_answers_no_level_is_told(self, question):
        quiz = make_quiz(questions=[question])
        for _each in range(9):
            finish(quiz, LAVA)
        assert {each.level for each in self.mapped(quiz).values()} == {None}

    def test_the_error_that_was_chosen_most_is_told(self, question):
        quiz = make_quiz(questions=[question])
        for number in range(12):
            finish(quiz, RIGHT if number < 4 else LAVA)
        uid = question.current.item.review.evidence[0]
        misled = self.mapped(quiz)[uid].misled
        assert (misled.misled_by.ident, misled.misled_by.count) == ("lava", 8)

    def test_of_several_lessons_only_what_questions_rest_on_is_shown(self, question):
        other = make_question(make_lesson())
        publish_lesson_of(other)
        quiz = make_quiz(questions=[question, other])
        finish(quiz, RIGHT, RIGHT)
        shown = {
            each.passage.id
            for lesson in comprehension_map(results_of(quiz))
            for each in lesson.passages
        }
        assert shown == set(question.current.item.review.evidence)


def publish_lesson_of(question):
    make_passage(question.lesson)
    publish_lesson(question.lesson)


class TestTeaching:
    @pytest.fixture
    def quiz(self, classroom, teacher):
        """Give a class a quiz on three learning points, recalled and reasoned."""
        lesson = make_lesson()
        questions = [
            make_question(lesson, level=level)
            for level in ("remember", "remember", "analyse")
        ]
        for number, question in enumerate(questions):
            question.learning_point = LearningPoint.objects.create(
                lesson=lesson, slug=f"point-{number}", position=number, text_en="x"
            )
            question.save()
        quiz = make_quiz(questions=questions, lesson=lesson)
        assign_quiz(classroom, quiz, teacher)
        return quiz

    def report(self, classroom):
        return teaching_report(tallied_assignments(classroom))

    def test_the_weakest_point_comes_first_and_the_strong_are_left_out(
        self, classroom, quiz, students
    ):
        for number, student in enumerate(students):
            finish(
                quiz,
                RIGHT,
                RIGHT if number < 8 else LAVA,
                RIGHT if number < 3 else LAVA,
                learner=student,
            )
        report = self.report(classroom)
        assert [(each.point.slug, each.percent) for each in report.points] == [
            ("point-2", 25),
            ("point-1", 67),
        ]
        assert report.points[0].misled.misled_by.ident == "lava"
        assert report.points[0].assignment.quiz == quiz
        assert [(each.percent, each.is_weak) for each in report.skills] == [
            (83, False),
            (25, True),
        ]
        assert report.attempts == 12

    def test_of_few_answers_nothing_is_told(self, classroom, quiz, students):
        for student in students[:4]:
            finish(quiz, LAVA, LAVA, LAVA, learner=student)
        report = self.report(classroom)
        assert (report.points, report.skills, report.is_enough) == ((), (), False)
        assert report.attempts == 4

    def test_it_is_about_all_that_the_class_was_given(
        self, classroom, teacher, quiz, students
    ):
        question = quiz.slots.get(position=1).question
        other = make_quiz(questions=[question])
        assign_quiz(classroom, other, teacher)
        for student in students:
            finish(quiz, LAVA, RIGHT, RIGHT, learner=student)
            finish(other, LAVA, learner=student)
        (point,) = self.report(classroom).points
        assert (point.point.slug, point.earned.count) == ("point-0", 24)
        assert point.assignment.quiz == quiz  # on the lesson of the point

    def test_nothing_is_asked_of_the_database_where_nothing_was_given(
        self, classroom, django_assert_num_queries
    ):
        with django_assert_num_queries(1):
            assert self.report(classroom).attempts == 0

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_asks_as_often_for_one_quiz_as_for_three(
        self, classroom, teacher, students, count, django_assert_num_queries
    ):
        for _each in range(count):
            quiz = make_quiz(questions=[make_question()])
            assign_quiz(classroom, quiz, teacher)
            finish(quiz, RIGHT, learner=students[0])
            keep_tallies([quiz])
        # The assignments with their tallies, the revisions, the mistakes.
        with django_assert_num_queries(3):
            self.report(classroom)
