from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from quiz.actions.marking import MarkedMeanwhile, NotToBeMarked, mark_response
from quiz.actions.regrade import regrade_question, undo_regrade
from quiz.assessment.regrade import LEFT_OUT
from quiz.models import Attempt, Outcome
from quiz.models.regrade import Ruling
from tests.at_once import at_once, names_of
from tests.factories import make_classroom, make_question, make_user
from tests.quiz.essays import HALF, NONE, RIGHT, give_essay, write

pytestmark = pytest.mark.django_db
at_the_same_moment = pytest.mark.django_db(transaction=True)


@pytest.fixture
def response(teacher):
    """Let a student finish a quiz of a choice, left open, and a written answer."""
    return write(give_essay(make_classroom(teacher), teacher))


def total(response):
    return Attempt.objects.values_list("score", "max_score").get(pk=response.attempt_id)


def counting(response):
    return Outcome.objects.filter(response=response).by_response()[response.pk]


@pytest.mark.parametrize(
    ("ratings", "state", "score"),
    [(RIGHT, "right", 1), (HALF, "partly", Decimal("0.5")), (NONE, "wrong", 0)],
)
def test_a_mark_is_scored_by_the_rubric_and_counts(
    response, teacher, ratings, state, score
):
    assert total(response) == (0, 2)
    mark_response(response, ratings, "أحسنت.", teacher, 0)

    outcome = counting(response)
    assert (outcome.state, outcome.score, outcome.max_score) == (state, score, 1)
    assert (outcome.marker, outcome.comment) == (teacher, "أحسنت.")
    assert total(response) == (score, 2)


def test_which_levels_were_given_is_kept(response, teacher):
    mark_response(response, HALF, "", teacher, 0)

    given = counting(response).scored.classes
    assert given == {"cites": ("c1",), "weighs": ("w0",)}


def test_a_second_mark_counts_and_the_first_is_kept(response, teacher):
    mark_response(response, RIGHT, "أحسنت.", teacher, 0)
    mark_response(response, NONE, "بعد المراجعة.", teacher, 1)

    assert total(response) == (0, 2)
    kept = Outcome.objects.by_person().filter(response=response)
    assert [each.comment for each in kept] == ["أحسنت.", "بعد المراجعة."]


def test_sending_a_mark_twice_is_sending_it_once(response, teacher):
    for _each in range(2):
        mark_response(response, RIGHT, "أحسنت.", teacher, 0)

    assert Outcome.objects.by_person().count() == 1


def test_another_comment_is_another_mark(response, teacher):
    mark_response(response, RIGHT, "", teacher, 0)
    mark_response(response, RIGHT, "أحسنت.", teacher, 1)

    assert counting(response).comment == "أحسنت."


def test_who_has_not_seen_a_mark_does_not_replace_it(response, teacher):
    mark_response(response, RIGHT, "", teacher, 0)

    with pytest.raises(MarkedMeanwhile):
        mark_response(response, NONE, "", make_user(role="teacher"), 0)
    assert total(response) == (1, 2)


@pytest.mark.parametrize("ratings", [{}, {"cites": ["c1"]}, {"weighs": ["w2"]}])
def test_half_a_rating_is_no_mark(response, teacher, ratings):
    with pytest.raises(NotToBeMarked):
        mark_response(response, ratings, "", teacher, 0)
    assert not Outcome.objects.by_person().exists()


def test_an_attempt_that_is_open_is_not_marked(teacher):
    assignment = give_essay(make_classroom(teacher), teacher)
    response = write(assignment, is_finished=False)

    with pytest.raises(NotToBeMarked):
        mark_response(response, RIGHT, "", teacher, 0)
    assert not Outcome.objects.exists()


def test_what_is_blank_is_not_marked(teacher):
    response = write(give_essay(make_classroom(teacher), teacher), value={})

    with pytest.raises(NotToBeMarked):
        mark_response(response, RIGHT, "", teacher, 0)


def test_a_void_question_stays_void_and_the_mark_counts_after_its_undoing(
    response, teacher
):
    asked = response.revision
    regrade = regrade_question(
        Ruling(asked.question, LEFT_OUT, (asked,)), "غامض.", teacher
    )
    mark_response(response, RIGHT, "", teacher, 0)
    assert (counting(response).state, total(response)) == ("void", (0, 1))

    undo_regrade(regrade, teacher)
    assert (counting(response).state, total(response)) == ("right", (1, 2))


@at_the_same_moment
@pytest.mark.parametrize("run", range(3))
def test_of_two_who_mark_at_once_one_is_told(response, teacher, run):
    other = make_user(role="teacher")
    gave = at_once(
        lambda: mark_response(response, RIGHT, "", teacher, 0),
        lambda: mark_response(response, NONE, "", other, 0),
    )

    assert names_of(gave) == ["MarkedMeanwhile", "NoneType"]
    mark = Outcome.objects.by_person().get()
    assert total(response) == (mark.score, 2)


@at_the_same_moment
@pytest.mark.parametrize("run", range(3))
def test_two_answers_of_one_attempt_marked_at_once_both_count(teacher, run):
    questions = [make_question(kind="extended_text") for _each in range(2)]
    assignment = give_essay(make_classroom(teacher), teacher, *questions)
    first = write(assignment)
    second = first.attempt.responses.last()
    at_once(
        *[
            lambda each=each: mark_response(each, RIGHT, "", teacher, 0)
            for each in (first, second)
        ]
    )

    assert total(first) == (2, 2)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "pending", "score": None},
        {"marker": None, "comment": "Somebody said so."},
    ],
)
def test_the_database_keeps_what_a_mark_is(response, teacher, fields):
    mark_response(response, RIGHT, "", teacher, 0)

    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.by_person().update(**fields)
