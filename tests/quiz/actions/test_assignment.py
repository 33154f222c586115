from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from quiz.actions import assignment as actions
from quiz.models import Assignment, Attempt
from tests.factories import make_attempt, make_classroom, make_quiz, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def teacher():
    return make_user(role="teacher")


@pytest.fixture
def classroom(teacher):
    return make_classroom(teacher)


def test_a_quiz_is_given_to_a_class(teacher, classroom):
    quiz, due_at = make_quiz(), timezone.now() + timedelta(days=7)

    assignment = actions.assign_quiz(classroom, quiz, teacher, due_at)

    assert Assignment.objects.get() == assignment
    assert (assignment.quiz, assignment.assigned_by) == (quiz, teacher)
    assert assignment.due_at == due_at


def test_the_same_quiz_is_not_given_twice(teacher, classroom):
    quiz = make_quiz()
    actions.assign_quiz(classroom, quiz, teacher)

    with pytest.raises(actions.AlreadyAssigned):
        actions.assign_quiz(
            classroom, quiz, teacher, timezone.now() + timedelta(days=1)
        )

    assert Assignment.objects.get().due_at is None


@pytest.mark.parametrize("seconds", [0, -1])
def test_a_moment_that_is_over_is_refused(teacher, classroom, seconds):
    quiz, due_at = make_quiz(), NOW + timedelta(seconds=seconds)
    with time_machine.travel(NOW, tick=False), pytest.raises(actions.DueDatePast):
        actions.assign_quiz(classroom, quiz, teacher, due_at)

    assert not Assignment.objects.exists()


def test_the_due_date_is_set_and_taken_away(teacher, classroom):
    assignment = actions.assign_quiz(classroom, make_quiz(), teacher)
    other = actions.assign_quiz(classroom, make_quiz(), teacher)
    due_at = timezone.now() + timedelta(days=7)

    actions.change_due_date(assignment, due_at)
    assignment.refresh_from_db()
    other.refresh_from_db()
    assert (assignment.due_at, other.due_at) == (due_at, None)

    actions.change_due_date(assignment, None)
    assignment.refresh_from_db()
    assert assignment.due_at is None


def test_what_was_done_stays_when_a_quiz_is_withdrawn(teacher, classroom):
    assignment = actions.assign_quiz(classroom, make_quiz(), teacher)
    attempt = make_attempt(make_user(), assignment.quiz, 7)

    actions.withdraw_assignment(assignment)

    assert not Assignment.objects.exists()
    assert list(Attempt.objects.all()) == [attempt]
