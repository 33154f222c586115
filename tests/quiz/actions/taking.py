"""Taking quizzes without pages, and what came of it."""

import secrets
from datetime import UTC, datetime

from quiz.actions.attempt import start_attempt
from quiz.actions.response import Page
from quiz.models import Outcome
from tests.factories import make_question, make_quiz, make_user

RIGHT, WRONG = {"answer": ["vapour"]}, {"answer": ["lava"]}
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def start(*questions, learner=None, **fields):
    """Begin a quiz of some questions, or of one."""
    quiz = make_quiz(questions=questions or [make_question()], **fields)
    return start_attempt(learner or make_user(), quiz, "ar")


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
