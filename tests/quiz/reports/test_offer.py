from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from quiz.actions.attempt import repeat_missed, start_attempt
from quiz.actions.question import withdraw_question
from quiz.actions.response import send_response
from quiz.models import Assignment, Extension
from quiz.reports.offer import offer
from tests.factories import (
    enroll,
    make_attempt,
    make_classroom,
    make_question,
    make_quiz,
    make_user,
)

pytestmark = pytest.mark.django_db

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def now():
    """Name one moment."""
    return timezone.now()


def of(quiz, now, learner=None):
    """Return what holds for a learner with all their attempts."""
    learner = learner or make_user()
    return offer(quiz, learner, list(learner.attempts.filter(quiz=quiz)), now)


def test_practice_has_no_limit(now):
    found = of(make_quiz(questions=[make_question()]), now)

    assert (found.question_count, found.minutes, found.refusal) == (1, 1, "")
    assert (found.ends_at, found.minutes_left, found.limit_minutes) == (None,) * 3
    assert (found.attempts_left, found.first_limit) == (None, "")
    assert not found.has_moments


def test_a_limit_counts_from_the_beginning(now):
    found = of(make_quiz(time_limit=60), now)

    assert (found.first_limit, found.limit_minutes, found.minutes_left) == (
        "limit",
        60,
        60,
    )
    assert found.ends_at == now + 60 * MINUTE


def test_the_closing_may_come_before_the_limit(now):
    closes_at = now + 35 * MINUTE + timedelta(seconds=59)
    found = of(make_quiz(time_limit=60, closes_at=closes_at), now)

    assert (found.first_limit, found.ends_at) == ("closing", closes_at)
    assert (found.limit_minutes, found.minutes_left) == (60, 35)
    assert found.has_moments


def test_before_the_opening_the_time_counts_from_there(now):
    quiz = make_quiz(
        time_limit=60, opens_at=now + DAY, closes_at=now + DAY + 40 * MINUTE
    )
    found = of(quiz, now)

    assert found.refusal == "not_open_yet"
    assert (found.begins_at, found.minutes_left) == (now + DAY, 40)


def test_an_open_attempt_has_its_own_end(now):
    learner = make_user()
    quiz = make_quiz(time_limit=60)
    make_attempt(learner, quiz, started_at=now - 50 * MINUTE, ends_at=now + 10 * MINUTE)
    found = of(quiz, now, learner)

    assert (found.minutes_left, found.refusal, found.is_over) == (10, "", False)
    assert of(quiz, now + 10 * MINUTE, learner).is_over
    assert of(quiz, now + 11 * MINUTE, learner).minutes_left == 0


def test_what_a_student_was_given_beyond_it_counts(now):
    learner = make_user()
    quiz = make_quiz(time_limit=40, attempt_limit=1)
    (enrollment,) = enroll(make_classroom(), learner, time_multiplier=Decimal("1.25"))
    given = Assignment.objects.create(
        classroom=enrollment.classroom, quiz=quiz, assigned_by=make_user()
    )
    Extension.objects.create(
        assignment=given,
        student=learner,
        extra_minutes=5,
        extra_attempts=1,
        granted_by=make_user(),
    )
    make_attempt(learner, quiz, score=1)
    found = of(quiz, now, learner)

    assert (found.limit_minutes, found.attempts_left, found.refusal) == (55, 1, "")


def test_attempts_are_counted_and_none_is_left_in_the_end(now):
    learner = make_user()
    quiz = make_quiz(attempt_limit=2)
    left = []
    for _each in range(3):
        found = of(quiz, now, learner)
        left.append((found.taken, found.attempts_left, found.refusal))
        make_attempt(learner, quiz, score=1)

    assert left == [(0, 2, ""), (1, 1, ""), (2, 0, "no_attempts_left")]
    # Who was given more before may have taken more than there are.
    assert of(quiz, now, learner).attempts_left == 0


def test_a_quiz_that_closed_says_so(now):
    found = of(make_quiz(closes_at=now), now)

    assert (found.refusal, found.minutes_left) == ("closed", 0)


def test_an_exam_without_a_moment_of_opening_is_not_open(now):
    assert of(make_quiz(preset="exam"), now).refusal == "not_open_yet"


def test_who_begins_nothing_yet_is_nobody(now):
    found = offer(make_quiz(), AnonymousUser(), [], now)

    assert (found.taken, found.refusal, found.open) == (0, "", None)


def test_an_open_attempt_asks_what_it_asked_and_repeats_are_not_counted(now):
    learner, question = make_user(), make_question()
    quiz = make_quiz(questions=[question, make_question()])
    attempt = start_attempt(learner, quiz, "en")
    for response in attempt.responses.all():
        send_response(response, {}, "en")
    repeat_missed(attempt)
    withdraw_question(question)

    assert attempt.responses.count() == 4
    assert of(quiz, now, learner).question_count == 2
    assert of(quiz, now).question_count == 1
