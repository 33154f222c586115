from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from quiz.actions import assignment as actions
from quiz.models import Assignment, Attempt
from tests.factories import make_attempt, make_quiz, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_quiz_is_given_to_a_class(teacher, classroom):
    quiz, due_at = make_quiz(), timezone.now() + timedelta(days=7)

    assignment = actions.assign_quiz(classroom, quiz, teacher, due_at=due_at)

    assert Assignment.objects.get() == assignment
    assert (assignment.quiz, assignment.assigned_by) == (quiz, teacher)
    assert assignment.due_at == due_at


def test_the_same_quiz_is_not_given_twice(teacher, classroom):
    quiz = make_quiz()
    actions.assign_quiz(classroom, quiz, teacher)

    with pytest.raises(actions.AlreadyAssigned):
        actions.assign_quiz(
            classroom, quiz, teacher, due_at=timezone.now() + timedelta(days=1)
        )

    assert Assignment.objects.get().due_at is None


@pytest.mark.parametrize("name", ["due_at", "closes_at"])
@pytest.mark.parametrize("seconds", [0, -1])
def test_a_moment_that_is_over_is_refused(teacher, classroom, name, seconds):
    moment = {name: NOW + timedelta(seconds=seconds)}
    with (
        time_machine.travel(NOW, tick=False),
        pytest.raises(actions.MomentPast) as refused,
    ):
        actions.assign_quiz(classroom, make_quiz(), teacher, **moment)

    assert refused.value.name == name
    assert not Assignment.objects.exists()


def test_it_may_have_opened_before(teacher, classroom):
    opens_at = NOW - HOUR
    with time_machine.travel(NOW, tick=False):
        actions.assign_quiz(classroom, make_quiz(), teacher, opens_at=opens_at)

    assert Assignment.objects.get().opens_at == opens_at


def moments(assignment):
    """Return the moments that are kept of an assignment."""
    names = ("due_at", "opens_at", "closes_at", "released_at")
    return Assignment.objects.values_list(*names).get(pk=assignment.pk)


def test_the_dates_are_set_and_taken_away(teacher, classroom):
    assignment = actions.assign_quiz(classroom, make_quiz(), teacher)
    other = actions.assign_quiz(classroom, make_quiz(), teacher)
    due_at = timezone.now() + timedelta(days=7)

    actions.change_dates(
        assignment, due_at=due_at, opens_at=due_at - HOUR, closes_at=due_at + HOUR
    )
    assert moments(assignment) == (due_at, due_at - HOUR, due_at + HOUR, None)
    assert moments(other) == (None, None, None, None)

    actions.change_dates(assignment, due_at=None, opens_at=None, closes_at=None)
    assert moments(assignment) == (None, None, None, None)


def test_another_closing_reaches_the_attempts_that_are_open(teacher, classroom):
    assignment = actions.assign_quiz(classroom, make_quiz(time_limit=90), teacher)
    begun = make_attempt(
        make_user(),
        assignment.quiz,
        assignment=assignment,
        started_at=NOW,
        ends_at=NOW + 1.5 * HOUR,
    )
    own = make_attempt(make_user(), assignment.quiz, started_at=NOW, ends_at=NOW)

    actions.change_dates(assignment, due_at=None, opens_at=None, closes_at=NOW + HOUR)

    assert Attempt.objects.get(pk=begun.pk).ends_at == NOW + HOUR
    assert Attempt.objects.get(pk=own.pk).ends_at == NOW


def test_what_was_done_stays_when_a_quiz_is_withdrawn(teacher, classroom):
    assignment = actions.assign_quiz(classroom, make_quiz(), teacher)
    attempt = make_attempt(make_user(), assignment.quiz, 7)

    actions.withdraw_assignment(assignment)

    assert not Assignment.objects.exists()
    assert list(Attempt.objects.all()) == [attempt]
