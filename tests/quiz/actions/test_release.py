from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from quiz.actions import assignment as actions
from quiz.actions.release import NotOpenYet, StillOpen, hide_results, release_results
from quiz.assessment.terms import GRACE
from quiz.models import Assignment, Attempt, Extension, Quiz
from tests.factories import make_attempt, make_classroom, make_quiz, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def make_exam(**fields):
    return make_quiz(**{"preset": "exam", "opens_at": NOW - 9 * HOUR, **fields})


def give(exam, **fields):
    return Assignment.objects.create(
        classroom=make_classroom(),
        quiz=exam,
        assigned_by=make_user(),
        assigned_at=NOW - 9 * HOUR,
        **fields,
    )


def stored(exam):
    return Quiz.objects.values_list("closes_at", "released_at").get(pk=exam.pk)


class TestOfAQuiz:
    def test_an_exam_that_closed_is_released(self):
        exam = make_exam(closes_at=NOW - HOUR)
        assert release_results(exam) == NOW
        assert stored(exam) == (NOW - HOUR, NOW)

    def test_an_exam_without_a_closing_is_closed(self):
        exam = make_exam()
        release_results(exam)
        assert stored(exam) == (NOW, NOW)

    def test_open_attempts_end_and_the_key_waits_for_what_is_underway(self):
        exam = make_exam()
        attempt = make_attempt(make_user(), exam, started_at=NOW - HOUR)
        assert release_results(exam) == NOW + timedelta(minutes=5)
        attempt.refresh_from_db()
        assert attempt.ends_at == NOW
        assert stored(exam) == (NOW, NOW + timedelta(minutes=5))

    def test_attempts_that_ended_long_ago_keep_nothing_back(self):
        exam = make_exam(time_limit=30)
        make_attempt(make_user(), exam, started_at=NOW - 3 * HOUR)
        assert release_results(exam) == NOW

    def test_who_took_it_sees_everything_from_then_on(self):
        exam = make_exam()
        attempt = make_attempt(make_user(), exam, score=3)
        before = attempt.reviewable(NOW)
        release_results(exam)
        attempt.quiz.refresh_from_db()
        assert (before.value, attempt.reviewable(NOW).value) == (0, 31)

    @pytest.mark.parametrize("opens_at", [None, NOW + HOUR])
    def test_an_exam_that_has_not_opened_has_no_results(self, opens_at):
        exam = make_exam(opens_at=opens_at)
        with pytest.raises(NotOpenYet):
            release_results(exam)
        assert stored(exam) == (None, None)

    def test_an_exam_that_is_open_keeps_its_results(self):
        exam = make_exam(closes_at=NOW + HOUR)
        with pytest.raises(StillOpen) as refused:
            release_results(exam)
        assert refused.value.closes_at == NOW + HOUR
        assert stored(exam) == (NOW + HOUR, None)

    def test_it_is_not_released_while_a_class_may_take_it(self):
        exam = make_exam()
        give(exam, closes_at=NOW - HOUR)
        given = give(exam, closes_at=NOW + HOUR)
        with pytest.raises(StillOpen) as refused:
            release_results(exam)
        assert refused.value.closes_at == NOW + HOUR
        Extension.objects.create(
            assignment=given,
            student=make_user(),
            closes_at=NOW + 2 * HOUR,
            reason="ill",
            granted_by=make_user(),
        )
        with pytest.raises(StillOpen) as refused:
            release_results(exam)
        assert refused.value.closes_at == NOW + 2 * HOUR
        assert stored(exam) == (None, None)

    def test_a_class_without_a_closing_of_its_own_is_closed_too(self):
        exam = make_exam()
        attempt = make_attempt(make_user(), exam, assignment=give(exam))
        release_results(exam)
        attempt.refresh_from_db()
        assert attempt.ends_at == NOW

    def test_a_second_release_changes_nothing(self, clock):
        exam = make_exam()
        release_results(exam)
        clock.move_to(NOW + HOUR)
        assert release_results(exam) == NOW
        assert stored(exam) == (NOW, NOW)

    def test_results_are_hidden_again(self):
        exam = make_exam()
        release_results(exam)
        hide_results(exam)
        assert stored(exam) == (NOW, None)


def moments(assignment):
    """Return the moments that are kept of an assignment."""
    names = ("due_at", "opens_at", "closes_at", "released_at")
    return Assignment.objects.values_list(*names).get(pk=assignment.pk)


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


class TestOfAnAssignment:
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
