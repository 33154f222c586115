"""Taking quizzes without pages, and what came of it."""

import secrets
from datetime import UTC, datetime

from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.response import Page, send_response
from quiz.models import Outcome
from tests.factories import make_question, make_quiz, make_user

RIGHT, WRONG = VAPOUR, LAVA = {"answer": ["vapour"]}, {"answer": ["lava"]}
TO_LAVA = {"answer": {"lava": 1.0}}  # another key
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def start(*questions, learner=None, **fields):
    """Begin a quiz of some questions, or of one."""
    quiz = make_quiz(questions=questions or [make_question()], **fields)
    return start_attempt(learner or make_user(), quiz, "ar")


def take(quiz, *values, learner=None):
    """Begin a quiz and send as many answers."""
    attempt = start_attempt(learner or make_user(), quiz, "ar")
    for response, value in zip(attempt.responses.all(), values, strict=False):
        send_response(response, value, "ar")
    return attempt


def finish(quiz, *values, learner=None):
    """Take a quiz to the end."""
    attempt = take(quiz, *values, learner=learner)
    submit_attempt(attempt)
    return attempt


def stored(attempt):
    """Return what is kept of each answer."""
    return list(attempt.responses.values_list("value", "language", "is_flagged"))


def scores(attempt):
    """Return what each answer came to, in order."""
    outcomes = Outcome.objects.filter(response__attempt=attempt)
    rows = outcomes.order_by("response__position", "pk")
    return list(rows.values_list("state", "score"))


class Tab:
    """A page that a learner has open: it numbers what it sends."""

    def __init__(self, response):
        response.refresh_from_db(fields=("version",))
        self.key = secrets.token_urlsafe(16)
        self.seen = response.version
        self.sequence = 0

    def page(self, age=None):
        """Return what goes with the next message."""
        self.sequence += 1
        return Page(self.key, self.sequence, self.seen, age)
