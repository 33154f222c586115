from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.actions.attempt import repeat_missed, start_attempt, submit_attempt
from quiz.actions.response import send_response
from quiz.assessment.presets import EVERYTHING, Reviewable
from quiz.models import Attempt, Outcome, Response
from quiz.models.attempt import best_attempt
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


# What its learner may see


def test_a_score_that_is_not_told_yet_is_not_there_for_its_learner():
    quiz = make_quiz(preset="exam")
    attempt = make_attempt(make_user(), quiz, score=7)
    now = timezone.now()
    told = attempt.as_told(now)
    quiz.released_at = now

    assert (told.pk, told.score, told.max_score, told.percent) == (
        attempt.pk,
        None,
        None,
        None,
    )
    assert (attempt.score, attempt.as_told(now)) == (7, attempt)


def test_the_best_of_some_attempts_is_the_newest_of_the_best_that_are_told():
    learner, quiz = make_user(), make_quiz()
    scores = (None, 5, 7, 7, 0)
    attempts = [
        make_attempt(learner, quiz, score, submitted_at=timezone.now())
        for score in scores
    ]

    assert best_attempt(attempts) == attempts[2]
    assert best_attempt([attempts[0], attempts[4]]) == attempts[4]
    assert best_attempt([attempts[0]]) == attempts[0]
    assert best_attempt([]) is None


# What can be answered once more


def practise(*values, **fields):
    """Answer every question of a practice quiz."""
    quiz = make_quiz(questions=[make_question() for _each in values], **fields)
    attempt = start_attempt(make_user(), quiz, "ar")
    for response, value in zip(attempt.responses.all(), values, strict=True):
        if value is not None:
            send_response(response, value, "ar")
    return attempt


def positions_to_repeat(attempt, now=None):
    """Return the places of what can be answered once more."""
    found = attempt.to_repeat(list(attempt.responses.all()), now or timezone.now())
    return [each.position for each in found]


RIGHT, WRONG = {"answer": ["vapour"]}, {"answer": ["lava"]}


def test_what_was_missed_can_be_answered_once_more_when_all_is_sent():
    assert positions_to_repeat(practise(WRONG, RIGHT, {})) == [1, 3]
    assert positions_to_repeat(practise(RIGHT, RIGHT)) == []
    assert positions_to_repeat(practise(WRONG, None)) == []


def test_nothing_is_answered_twice_more():
    attempt = practise(WRONG)
    repeat_missed(attempt)

    assert positions_to_repeat(attempt) == []


def test_nothing_is_answered_once_more_after_the_end_or_without_time():
    attempt, other = practise(WRONG), practise(WRONG)
    submit_attempt(attempt)
    attempt.refresh_from_db()
    other.ends_at = timezone.now()

    assert positions_to_repeat(attempt) == []
    assert positions_to_repeat(other, other.ends_at) == []
    assert positions_to_repeat(other, other.ends_at - timedelta(seconds=1)) == [1]


def test_what_was_missed_is_not_asked_where_that_would_tell_of_it():
    hidden = EVERYTHING & ~Reviewable.CORRECTNESS

    assert positions_to_repeat(practise(WRONG, review_during=hidden.value)) == []
    assert positions_to_repeat(practise(WRONG, repeats_missed=False)) == []


scores = st.integers(0, 10_000 * 30).map(lambda units: Decimal(units).scaleb(-4))


@given(st.lists(st.tuples(scores, scores), max_size=20))
@example([("5.45", 10), ("0.0001", 30), ("29.9999", 30), (0, 0), (30, 30), (0, 30)])
def test_the_database_reckons_a_result_as_the_page_does(pairs):
    learner, quiz = make_user(), make_quiz()
    for pair in pairs:
        make_attempt(learner, quiz, *sorted(map(Decimal, pair)))
    found = Attempt.objects.filter(learner=learner).with_percent()
    assert [each.result for each in found] == [each.percent for each in found]


def test_what_has_no_score_has_no_result():
    attempt = make_attempt(make_user(), make_quiz())
    assert Attempt.objects.with_percent().get(pk=attempt.pk).result is None
