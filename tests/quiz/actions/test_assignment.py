from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from quiz.actions import assignment as actions
from quiz.actions.release import NotOpenYet, StillOpen, hide_results, release_results
from quiz.assessment.terms import GRACE
from quiz.models import Assignment, Attempt, Extension
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


@pytest.fixture
def exam(teacher, classroom):
    """Give an exam that the class took an hour ago."""
    return Assignment.objects.create(
        classroom=classroom,
        quiz=make_quiz(preset="exam"),
        assigned_by=teacher,
        opens_at=NOW - 2 * HOUR,
        closes_at=NOW - HOUR,
    )


def extend(assignment, **fields):
    return Extension.objects.create(
        assignment=assignment,
        student=make_user(),
        granted_by=assignment.assigned_by,
        reason="ill",
        **fields,
    )


class TestReleaseResults:
    @pytest.fixture(autouse=True)
    def frozen(self):
        with time_machine.travel(NOW, tick=False):
            yield

    def test_they_are_told_at_once_when_it_is_closed(self, exam):
        extend(exam, closes_at=NOW)

        assert release_results(exam) == NOW
        assert moments(exam) == (None, NOW - 2 * HOUR, NOW - HOUR, NOW)

    def test_what_closes_by_the_quiz_keeps_its_closing(self, exam):
        exam.quiz.closes_at = NOW - HOUR
        exam.quiz.save()
        Assignment.objects.update(closes_at=None)

        assert release_results(exam) == NOW
        assert moments(exam) == (None, NOW - 2 * HOUR, None, NOW)

    def test_it_closes_where_nothing_said_when(self, exam):
        Assignment.objects.update(closes_at=None)

        assert release_results(exam) == NOW
        assert moments(exam) == (None, NOW - 2 * HOUR, NOW, NOW)

    def test_who_still_takes_it_ends_now_and_the_key_waits_for_late_answers(self, exam):
        Assignment.objects.update(closes_at=None)
        attempt = make_attempt(make_user(), exam.quiz, assignment=exam)

        assert release_results(exam) == NOW + GRACE
        assert Attempt.objects.get(pk=attempt.pk).ends_at == NOW
        assert moments(exam)[2:] == (NOW, NOW + GRACE)

    def test_the_key_waits_no_longer_than_an_answer_may_come(self, exam):
        closed = NOW - timedelta(minutes=2)
        Assignment.objects.update(closes_at=closed)
        make_attempt(make_user(), exam.quiz, assignment=exam)

        assert release_results(exam) == closed + GRACE

    def test_an_attempt_that_is_overdue_holds_up_nobody(self, exam):
        make_attempt(make_user(), exam.quiz, assignment=exam)

        assert release_results(exam) == NOW

    def test_an_exam_that_is_open_tells_nothing(self, exam):
        Assignment.objects.update(closes_at=NOW + HOUR)

        with pytest.raises(StillOpen) as refused:
            release_results(exam)

        assert refused.value.closes_at == NOW + HOUR
        assert moments(exam)[3] is None

    @pytest.mark.parametrize("closes_at", [None, NOW - HOUR])
    def test_an_exam_that_is_open_for_one_student_tells_nothing(self, exam, closes_at):
        Assignment.objects.update(closes_at=closes_at)
        extend(exam, closes_at=NOW + HOUR)

        with pytest.raises(StillOpen) as refused:
            release_results(exam)

        assert refused.value.closes_at == NOW + HOUR
        assert moments(exam)[2:] == (closes_at, None)

    @pytest.mark.parametrize("opens_at", [None, NOW + HOUR])
    def test_an_exam_that_has_not_opened_has_no_results(self, exam, opens_at):
        Assignment.objects.update(opens_at=opens_at, closes_at=None)

        with pytest.raises(NotOpenYet):
            release_results(exam)

        assert moments(exam) == (None, opens_at, None, None)

    def test_they_can_be_hidden_again(self, exam):
        release_results(exam)
        hide_results(exam)

        assert moments(exam) == (None, NOW - 2 * HOUR, NOW - HOUR, None)

    @pytest.mark.parametrize("closes_at", [None, NOW + HOUR])
    def test_while_they_are_told_nobody_is_given_time(self, exam, closes_at):
        release_results(exam)
        before = moments(exam)

        with pytest.raises(actions.ResultsReleased):
            actions.change_dates(
                exam, due_at=None, opens_at=exam.opens_at, closes_at=closes_at
            )

        assert moments(exam) == before

    def test_while_they_are_told_the_due_date_may_change(self, exam):
        release_results(exam)

        actions.change_dates(
            exam, due_at=NOW + HOUR, opens_at=exam.opens_at, closes_at=exam.closes_at
        )

        assert moments(exam)[0] == NOW + HOUR


def test_what_was_done_stays_when_a_quiz_is_withdrawn(teacher, classroom):
    assignment = actions.assign_quiz(classroom, make_quiz(), teacher)
    attempt = make_attempt(make_user(), assignment.quiz, 7)

    actions.withdraw_assignment(assignment)

    assert not Assignment.objects.exists()
    assert list(Attempt.objects.all()) == [attempt]
