"""Taking quizzes through their pages."""

from django.urls import reverse

from quiz.actions.attempt import start_attempt
from tests.factories import make_question, make_quiz

RIGHT, WRONG = {"answer": ["vapour"]}, {"answer": ["lava"]}
SENT_VAPOUR, SENT_LAVA = {"r-answer": "vapour"}, {"r-answer": "lava"}


def begin(learner, *kinds, **fields):
    """Begin a quiz with a question of each kind."""
    questions = [make_question(kind=kind) for kind in kinds or ["choice"]]
    return start_attempt(learner, make_quiz(questions=questions, **fields), "en")


def address(attempt, page="respond", position=1):
    """Return the address of a page of an attempt."""
    places = [position] if page == "respond" else []
    return reverse(f"quiz:{page}", args=[attempt.pk, *places])


def stored(attempt):
    """Return what is kept of each answer."""
    return list(attempt.responses.values_list("value", "language"))


def form_of(response):
    """Return a sample answer as the fields of a form."""
    return {f"r-{part}": answer for part, answer in response.items()}
