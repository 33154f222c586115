"""Who must be known before a page is shown."""

import pytest

from quiz.models import Response
from quiz.views.learner import NOT_KEPT
from tests.factories import make_attempt, make_question, make_quiz, make_user

pytestmark = pytest.mark.django_db
SIGN_IN = "/en/people/login/?next="


@pytest.fixture
def address():
    """Return the address of a question of an attempt that is open."""
    quiz = make_quiz(questions=[make_question()])
    return f"/en/attempts/{make_attempt(make_user(), quiz).pk}/1/"


def told(client, response):
    """Return what the page says to which an answer leads."""
    return [str(each) for each in client.get(response.url).context["messages"]]


def test_an_answer_after_the_session_is_said_to_be_lost(client, address):
    response = client.post(address, {"go": "next"})

    assert response.url == f"{SIGN_IN}{address}"
    assert told(client, response) == [str(NOT_KEPT)]
    assert not Response.objects.exclude(saved_at=None).exists()


def test_a_form_without_a_page_says_so_too(client, address):
    attempt = address.removesuffix("1/")
    response = client.post(f"{attempt}submit/")

    assert response.url == f"{SIGN_IN}{attempt}check/"
    assert told(client, response) == [str(NOT_KEPT)]


def test_a_page_that_is_only_asked_for_loses_nothing(client, address):
    response = client.get(address)

    assert response.url == f"{SIGN_IN}{address}"
    assert told(client, response) == []
