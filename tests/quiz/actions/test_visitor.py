"""Forgetting visitors who did not come back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from quiz.actions import visitor
from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.progress import note_reading
from quiz.actions.visitor import clear_visitors
from quiz.models import Attempt, LessonProgress, Outcome, Response
from tests.factories import make_published_lesson, make_question, make_quiz, make_user

pytestmark = pytest.mark.django_db
NOW = timezone.now()
BEFORE = NOW - timedelta(days=60)
LONG_AGO = NOW - timedelta(days=61)


def make_guest():
    """Make a visitor who came long ago, and did something then."""
    guest = User.objects.create_guest("ar")
    User.objects.filter(pk=guest.pk).update(date_joined=LONG_AGO)
    submit_attempt(start_attempt(guest, make_quiz(questions=[make_question()]), "ar"))
    note_reading(guest, make_published_lesson(), 1)
    Attempt.objects.update(started_at=LONG_AGO, submitted_at=LONG_AGO)
    Response.objects.update(saved_at=LONG_AGO, sent_at=LONG_AGO)
    LessonProgress.objects.update(read_at=LONG_AGO)
    return guest


def test_who_did_nothing_since_is_forgotten_with_all_they_did():
    make_guest()
    clear_visitors(BEFORE)

    for model in (User, Attempt, Response, Outcome, LessonProgress):
        assert not model.objects.exists()


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (User, "date_joined"),
        (Attempt, "started_at"),
        (Attempt, "submitted_at"),
        (Response, "saved_at"),
        (Response, "sent_at"),
        (LessonProgress, "read_at"),
    ],
)
def test_who_did_something_since_stays(model, field):
    guest = make_guest()
    assert model.objects.update(**{field: BEFORE})
    clear_visitors(BEFORE)

    assert User.objects.get() == guest


def test_people_with_an_account_stay():
    person = make_user(date_joined=LONG_AGO, last_login=LONG_AGO)
    clear_visitors(BEFORE)

    assert User.objects.get() == person


def test_more_than_go_at_once_all_go(monkeypatch):
    monkeypatch.setattr(visitor, "BATCH", 2)
    for _each in range(5):
        make_guest()
    clear_visitors(BEFORE)

    assert not User.objects.exists()
