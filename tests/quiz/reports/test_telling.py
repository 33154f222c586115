from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.assessment.presets import EVERYTHING, NOTHING, Reviewable
from quiz.models import Assignment
from quiz.reports.telling import tellings, tellings_to_come
from tests.factories import make_attempt, make_classroom, make_quiz, make_user

pytestmark = pytest.mark.django_db

SCORE, KEY = Reviewable.SCORE, Reviewable.KEY


def when_what(found):
    """Return the phases with what is told in each."""
    return [(each.phase, each.aspects) for each in found]


def assign(quiz, **fields):
    """Give a quiz to a class."""
    return Assignment.objects.create(
        classroom=make_classroom(), quiz=quiz, assigned_by=make_user(), **fields
    )


@pytest.mark.parametrize(
    ("preset", "phase"),
    [("practice", "during"), ("test", "submitted"), ("exam", "closed")],
)
def test_a_preset_tells_everything_at_one_moment(preset, phase):
    (telling,) = tellings(make_quiz(preset=preset))

    assert (telling.phase, telling.aspects) == (phase, EVERYTHING)
    assert telling.is_everything


def test_what_was_told_is_not_told_again():
    quiz = make_quiz(
        preset="test", review_submitted=SCORE.value, review_closed=(SCORE | KEY).value
    )

    assert when_what(tellings(quiz)) == [("submitted", SCORE), ("closed", KEY)]
    assert [str(name) for name in tellings(quiz)[1].names] == ["الأجوبة الصحيحة"]
    assert not tellings(quiz)[1].is_everything


def test_a_quiz_may_tell_nothing_at_all():
    quiz = make_quiz(preset="test", review_submitted=0, review_closed=0)

    assert tellings(quiz) == ()


def test_of_an_attempt_what_is_to_come_is_told():
    now = timezone.now()
    learner = make_user()
    quiz = make_quiz(
        preset="test",
        review_during=KEY.value,
        review_submitted=(KEY | SCORE).value,
        closes_at=now + timedelta(days=1),
    )
    begun, finished = make_attempt(learner, quiz), make_attempt(learner, quiz, score=1)
    rest = EVERYTHING & ~(KEY | SCORE)

    assert when_what(tellings_to_come(begun, now)) == [
        ("submitted", SCORE),
        ("closed", rest),
    ]
    assert when_what(tellings_to_come(finished, now)) == [("closed", rest)]
    assert tellings_to_come(finished, quiz.closes_at) == ()


def test_a_moment_is_that_of_the_class_or_else_of_the_quiz():
    soon, later = (timezone.now() + timedelta(days=days) for days in (1, 2))
    quiz = make_quiz(preset="test", review_submitted=0, closes_at=later)
    found = [
        tellings(quiz, given)[0]
        for given in (None, assign(quiz), assign(quiz, closes_at=soon))
    ]

    assert [each.at for each in found] == [later, later, soon]
    assert not any(each.is_release for each in found)


def test_an_exam_waits_for_its_release_and_not_for_its_closing():
    soon, later = (timezone.now() + timedelta(days=days) for days in (1, 2))
    quiz = make_quiz(preset="exam", opens_at=timezone.now(), closes_at=soon)
    given = [None, assign(quiz), assign(quiz, released_at=later)]
    found = [tellings(quiz, each)[0] for each in given]

    assert [(each.at, each.has_teacher) for each in found] == [
        (None, False),
        (None, True),
        (later, True),
    ]
    assert all(each.is_release for each in found)
    attempt = make_attempt(make_user(), quiz, score=1, assignment=given[2])
    assert attempt.reviewable(later - timedelta(seconds=1)) == NOTHING
    assert attempt.reviewable(later) == EVERYTHING
