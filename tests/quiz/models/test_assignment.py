from datetime import UTC, datetime, timedelta

import pytest

from quiz.models import Assignment, Extension
from tests.factories import enroll, make_classroom, make_quiz, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def give(quiz=None, **fields):
    teacher = make_user(role="teacher")
    return Assignment.objects.create(
        classroom=make_classroom(teacher),
        quiz=quiz or make_quiz(),
        assigned_by=teacher,
        **fields,
    )


def extend(assignment, student=None, **fields):
    return Extension.objects.create(
        assignment=assignment,
        student=student or make_user(),
        reason="ill",
        granted_by=assignment.assigned_by,
        **fields,
    )


class TestTerms:
    def test_the_quizs_own_hold_where_the_class_has_none(self):
        quiz = make_quiz(opens_at=NOW, closes_at=NOW + DAY, time_limit=30)

        assert give(quiz).terms == quiz.terms

    def test_those_of_the_class_go_before_the_quizs(self):
        quiz = make_quiz(opens_at=NOW, closes_at=NOW + DAY)
        assignment = give(quiz, opens_at=NOW + 2 * DAY, closes_at=NOW + 3 * DAY)

        terms = assignment.terms

        assert terms.opens_at == NOW + 2 * DAY
        assert terms.closes_at == NOW + 3 * DAY

    def test_a_student_has_what_was_given_beyond(self):
        assignment = give(
            make_quiz(time_limit=30, attempt_limit=1), closes_at=NOW + DAY
        )
        student = make_user()
        enroll(assignment.classroom, student, time_multiplier="1.50")
        extend(
            assignment,
            student,
            extra_minutes=10,
            extra_attempts=2,
            closes_at=NOW + 2 * DAY,
        )

        terms = assignment.terms_of(student)

        assert terms.closes_at == NOW + 2 * DAY
        assert terms.time_limit == timedelta(minutes=55)
        assert terms.attempt_limit == 3

    def test_who_was_given_longer_is_not_held_to_less_than_the_class(self):
        assignment = give(closes_at=NOW + 3 * DAY)
        extension = extend(assignment, closes_at=NOW + 2 * DAY)

        assert assignment.terms_with(None, extension).closes_at == NOW + 3 * DAY

    def test_who_was_given_longer_has_no_end_where_the_class_has_none(self):
        assignment = give()
        extension = extend(assignment, closes_at=NOW + 2 * DAY)

        assert assignment.terms_with(None, extension).closes_at is None


class TestLastClosing:
    def test_nothing_is_said(self):
        assignment = give()
        extend(assignment, closes_at=NOW)

        assert assignment.last_closing() is None

    def test_the_class_is_the_last(self):
        assignment = give(closes_at=NOW)
        extend(assignment, closes_at=NOW - DAY)
        extend(assignment)

        assert assignment.last_closing() == NOW

    def test_a_student_is_the_last(self):
        assignment = give(make_quiz(closes_at=NOW))
        extend(assignment, closes_at=NOW + DAY)
        extend(give(), closes_at=NOW + 2 * DAY)

        assert assignment.last_closing() == NOW + DAY
