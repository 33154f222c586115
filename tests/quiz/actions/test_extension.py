from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.models import Enrollment
from quiz.actions import extension as actions
from quiz.actions.assignment import ResultsReleased
from quiz.actions.release import release_results
from quiz.models import Assignment, Attempt, Extension
from tests.factories import (
    enroll,
    make_attempt,
    make_classroom,
    make_quiz,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def student(classroom):
    student = make_user()
    enroll(classroom, student)
    return student


@pytest.fixture
def assignment(teacher, classroom):
    return Assignment.objects.create(
        classroom=classroom,
        quiz=make_quiz(preset="exam", time_limit=60),
        assigned_by=teacher,
        opens_at=NOW - HOUR,
        closes_at=NOW + 2 * HOUR,
    )


def begin(learner, assignment, **fields):
    return make_attempt(
        learner,
        assignment.quiz,
        assignment=assignment,
        started_at=NOW,
        **{"ends_at": NOW + HOUR, **fields},
    )


def ends_at(attempt):
    return Attempt.objects.get(pk=attempt.pk).ends_at


class TestExtend:
    def test_it_is_kept_with_who_gave_it_and_when(self, assignment, student, teacher):
        actions.extend(
            assignment,
            student,
            teacher,
            extra_minutes=15,
            extra_attempts=1,
            closes_at=NOW + 3 * HOUR,
            reason="ill",
        )

        assert Extension.objects.values(
            "assignment",
            "student",
            "extra_minutes",
            "extra_attempts",
            "closes_at",
            "reason",
            "granted_by",
            "granted_at",
        ).get() == {
            "assignment": assignment.pk,
            "student": student.pk,
            "extra_minutes": 15,
            "extra_attempts": 1,
            "closes_at": NOW + 3 * HOUR,
            "reason": "ill",
            "granted_by": teacher.pk,
            "granted_at": NOW,
        }

    def test_it_is_changed_by_whoever_gives_another(self, assignment, student, teacher):
        actions.extend(assignment, student, teacher, extra_minutes=15, reason="ill")
        colleague = make_user(role="teacher")
        with time_machine.travel(NOW + HOUR, tick=False):
            actions.extend(
                assignment, student, colleague, extra_minutes=30, reason="a power cut"
            )

        assert list(
            Extension.objects.values_list(
                "extra_minutes", "reason", "granted_by", "granted_at"
            )
        ) == [(30, "a power cut", colleague.pk, NOW + HOUR)]

    def test_it_reaches_the_students_open_attempt_alone(
        self, assignment, student, teacher
    ):
        attempt = begin(student, assignment)
        other = begin(make_user(), assignment)

        actions.extend(assignment, student, teacher, extra_minutes=15, reason="ill")

        assert ends_at(attempt) == NOW + 1.25 * HOUR
        assert ends_at(other) == NOW + HOUR

    def test_what_the_clock_finished_stays_finished(self, assignment, student, teacher):
        attempt = begin(student, assignment, submitted_at=NOW, was_timed_out=True)

        actions.extend(assignment, student, teacher, extra_minutes=15, reason="ill")

        attempt.refresh_from_db()
        assert attempt.submitted_at == NOW
        assert attempt.ends_at == NOW + HOUR

    def test_it_can_be_taken_back(self, assignment, student, teacher):
        attempt = begin(student, assignment)
        actions.extend(assignment, student, teacher, extra_minutes=15, reason="ill")

        actions.withdraw_extension(Extension.objects.get())

        assert not Extension.objects.exists()
        assert ends_at(attempt) == NOW + HOUR

    def test_nobody_is_given_time_who_could_know_the_key(
        self, assignment, student, teacher
    ):
        Assignment.objects.update(closes_at=NOW)
        release_results(assignment)

        with pytest.raises(ResultsReleased):
            actions.extend(
                assignment, student, teacher, closes_at=NOW + HOUR, reason="ill"
            )

        assert not Extension.objects.exists()


class TestChangeTime:
    def test_it_reaches_what_is_open_in_the_class(self, assignment, student, teacher):
        attempt = begin(student, assignment)
        other = begin(make_user(), assignment)
        elsewhere = Assignment.objects.create(
            classroom=make_classroom(teacher),
            quiz=make_quiz(time_limit=60),
            assigned_by=teacher,
        )
        another = begin(student, elsewhere)

        actions.change_time(student.enrollments.get(), "1.50")

        assert str(Enrollment.objects.get().time_multiplier) == "1.50"
        assert ends_at(attempt) == NOW + 1.5 * HOUR
        assert ends_at(other) == NOW + HOUR
        assert ends_at(another) == NOW + HOUR
