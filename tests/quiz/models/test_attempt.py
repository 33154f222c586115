from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from quiz.actions.attempt import send_response, start_attempt
from quiz.models import Attempt, Outcome, Response
from tests.factories import make_attempt, make_question, make_quiz, make_user

pytestmark = pytest.mark.django_db


def sent_response():
    """Answer the only question of a quiz."""
    attempt = start_attempt(make_user(), make_quiz(questions=[make_question()]), "ar")
    response = attempt.responses.get()
    send_response(response, {"answer": ["vapour"]}, "ar")
    return response


def mark(response, score, **fields):
    """Add what another scoring gave."""
    return Outcome.objects.create(
        response=response,
        revision=response.revision,
        score=score,
        max_score=1,
        **{"scorer": 1, "state": "partly", **fields},
    )


def test_the_database_holds_one_open_attempt_of_a_learner_at_a_quiz():
    learner, quiz = make_user(), make_quiz()
    make_attempt(learner, quiz, number=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_attempt(learner, quiz, number=2)


def test_finished_attempts_may_be_many():
    learner, quiz = make_user(), make_quiz()
    attempts = [make_attempt(learner, quiz, score=each) for each in (5, 7)]

    assert list(learner.attempts.submitted().order_by("number")) == attempts


@pytest.mark.parametrize("score", [-1, 11])
def test_the_database_refuses_a_score_out_of_range(score):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_attempt(make_user(), make_quiz(), score=score)


@pytest.mark.parametrize("language", ["", "fr"])
def test_the_database_refuses_an_attempt_in_an_unknown_language(language):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_attempt(make_user(), make_quiz(), language=language)


def test_an_answer_has_a_known_language_or_none_yet():
    response = sent_response()
    Response.objects.update(language="")

    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.filter(pk=response.pk).update(language="fr")


@pytest.mark.parametrize(
    ("state", "score"), [("splendid", 1), ("pending", 1), ("wrong", None)]
)
def test_the_database_refuses_a_verdict_that_does_not_fit_its_score(state, score):
    response = sent_response()

    with pytest.raises(IntegrityError), transaction.atomic():
        mark(response, score, state=state, scorer=2)


def test_what_waits_for_a_person_has_no_score():
    assert mark(sent_response(), None, state="pending", scorer=2).score is None


@pytest.mark.parametrize(
    ("score", "max_score", "percent"),
    [(None, None, None), (2, 3, 67), (0, 3, 0), (3, 3, 100), (0, 0, None)],
)
def test_a_score_is_told_in_whole_per_cent(score, max_score, percent):
    attempt = Attempt(
        score=None if score is None else Decimal(score),
        max_score=None if max_score is None else Decimal(max_score),
    )

    assert attempt.percent == percent


def test_an_answer_is_scored_once_by_one_scorer():
    response = sent_response()

    with pytest.raises(IntegrityError), transaction.atomic():
        mark(response, 0)


def test_of_two_scorers_the_newer_outcome_counts():
    response = sent_response()
    newer = mark(response, Decimal("0.5"), scorer=2)

    assert Outcome.objects.by_response() == {response.pk: newer}


def test_what_a_person_marked_counts_before_what_a_newer_scorer_gave():
    response = sent_response()
    by_person = mark(response, Decimal("0.5"), marker=make_user(role="teacher"))
    mark(response, 0, scorer=2, created_at=timezone.now() + timedelta(hours=1))

    assert Outcome.objects.by_response() == {response.pk: by_person}


def test_what_scoring_gave_is_read_back_as_it_was():
    outcome = sent_response().outcomes.get()

    assert (outcome.scored.state, outcome.scored.score, outcome.scored.classes) == (
        "right",
        Decimal(1),
        {"answer": ("vapour",)},
    )
