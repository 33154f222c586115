"""One question open on two pages: the newer answer stands, and the older is told."""

import pytest
from django.urls import reverse

from quiz.actions.attempt import start_attempt
from quiz.actions.response import AnswerChanged, save_response
from tests.factories import make_question, make_quiz, make_user

pytestmark = pytest.mark.django_db

VAPOUR, LAVA = {"answer": ["vapour"]}, {"answer": ["lava"]}


@pytest.fixture
def response(client):
    """Begin a quiz of one question, and return its response."""
    learner = make_user()
    client.force_login(learner)
    quiz = make_quiz(questions=[make_question()])
    return start_attempt(learner, quiz, "en").responses.get()


@pytest.fixture
def send(client, response):
    """Return a function that sends the form of a page: what the page showed, and go."""
    address = reverse("quiz:respond", args=[response.attempt_id, 1])

    def send(page, go, **fields):
        shown = {"page": page.key, "sequence": page.sequence, "seen": page.seen}
        return client.post(address, {**shown, "go": go, **fields})

    return send


@pytest.fixture
def pages(client, response):
    """Open the question twice."""
    address = reverse("quiz:respond", args=[response.attempt_id, 1])
    return [client.get(address).context["page"] for _each in range(2)]


@pytest.mark.parametrize("go", ["next", "leave", "check", "flag", "language", "send"])
@pytest.mark.parametrize("fields", [{}, {"r-answer": "lava"}])
def test_an_older_page_takes_nothing_away(response, pages, send, go, fields):
    send(pages[0], "save", **{"r-answer": "vapour"})

    answer = send(pages[1], go, **fields)

    response.refresh_from_db()
    assert answer.status_code == 409
    assert (response.value, response.sent_at) == (VAPOUR, None)
    picked = [each.id for each in answer.context["form"].part.options if each.is_picked]
    assert picked == list(fields.values())


def test_the_older_page_can_put_its_answer_there_after_it_was_told(
    response, pages, send
):
    send(pages[0], "save", **{"r-answer": "vapour"})
    told = send(pages[1], "save", **{"r-answer": "lava"})

    send(told.context["page"], "save", **{"r-answer": "lava"})

    response.refresh_from_db()
    assert response.value == LAVA


def test_the_same_answer_from_both_pages_is_no_quarrel(pages, send):
    for page in pages:
        assert send(page, "next", **{"r-answer": "vapour"}).status_code == 302


def test_an_answer_that_was_fetched_before_another_was_kept_is_not_kept(response):
    older = type(response).objects.get(pk=response.pk)
    save_response(response, VAPOUR, "en")

    with pytest.raises(AnswerChanged):
        save_response(older, LAVA, "en")

    response.refresh_from_db()
    assert response.value == VAPOUR
