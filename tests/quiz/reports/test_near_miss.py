import pytest

from quiz.actions.attempt import start_attempt
from quiz.actions.response import send_response
from quiz.models import Outcome
from quiz.reports.near_miss import near_misses
from tests.factories import make_question, make_quiz, make_revision, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    """Make a question whose key accepts halite, and no slip of it."""
    question = make_question(kind="text_entry")
    make_revision(question, near=0)
    return question


def type_in(question, *texts):
    quiz = make_quiz(questions=[question])
    for text in texts:
        attempt = start_attempt(make_user(), quiz, "ar")
        send_response(attempt.responses.get(), {"answer": text}, "ar")


def listed(question):
    return [(each.text, each.count) for each in near_misses(question)]


def test_what_came_most_often_comes_first(question):
    type_in(question, "halit", "haalite", "Halit.", "halite", "gypsum", "halit")

    assert listed(question) == [("halit", 3), ("haalite", 1)]
    states = set(Outcome.objects.values_list("state", flat=True))
    assert states == {"right", "wrong"}


def test_where_a_slip_earns_a_part_it_is_no_near_miss(question):
    make_revision(question, near=0.25)
    type_in(question, "halit")

    assert listed(question) == []


def test_what_another_revision_asked_is_not_told(question):
    type_in(question, "halit")
    make_revision(question, near=0.25)

    assert listed(question) == []


@pytest.mark.parametrize("kind", ["choice", "numeric"])
def test_a_question_that_takes_no_text_has_none(kind, django_assert_num_queries):
    question = make_question(kind=kind)
    with django_assert_num_queries(0):
        assert listed(question) == []


def test_a_draft_has_none():
    question = make_question(kind="text_entry")
    question.current = None
    assert listed(question) == []


def test_it_takes_one_query(question, django_assert_num_queries):
    type_in(question, "halit", "haalite")
    with django_assert_num_queries(1):
        near_misses(question)


def test_no_more_than_twenty_are_told(question):
    type_in(question, *(f"halite{letter}" for letter in "abcdfghijklmnopqrstuvw"))

    assert len(listed(question)) == 20
