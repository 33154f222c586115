from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from quiz.actions.attempt import start_attempt
from quiz.actions.response import send_response
from quiz.assessment.regrade import FULL, KEY, LEFT_OUT
from quiz.models import Outcome, Regrade
from tests.factories import make_question, make_quiz, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def response():
    """Answer the only question of a quiz, wrong."""
    attempt = start_attempt(make_user(), make_quiz(questions=[make_question()]), "ar")
    response = attempt.responses.get()
    send_response(response, {"answer": ["lava"]}, "ar")
    return response


def make_regrade(response, way=FULL, **fields):
    """Note a regrade of a question, without its outcomes."""
    return Regrade.objects.create(
        question=response.revision.question,
        way=way,
        **{"reason": "Why.", "regraded_by": make_user(role="editor"), **fields},
    )


def judge(response, regrade=None, state="void", **fields):
    """Add an outcome."""
    return Outcome.objects.create(
        response=response,
        revision=response.revision,
        regrade=regrade,
        state=state,
        **{"scorer": 1, "score": 1, "max_score": 1, **fields},
    )


def test_the_newest_regrade_counts(response):
    judge(response, make_regrade(response), state="right")
    newest = judge(response, make_regrade(response), state="partly", score="0.5")

    assert response.outcome == newest


def test_a_regrade_counts_before_what_was_scored_after_it(response):
    later = timezone.now() + timedelta(hours=1)
    regraded = judge(response, make_regrade(response), state="right")
    judge(response, state="wrong", scorer=2, score=0, created_at=later)

    assert response.outcome == regraded


def test_a_regrade_that_was_undone_counts_no_more(response):
    scored = response.outcomes.get()
    undone = make_regrade(
        response, undone_at=timezone.now(), undone_by=make_user(role="editor")
    )
    judge(response, undone)

    assert response.outcome == scored
    assert list(Regrade.objects.standing()) == []


def test_a_persons_mark_counts_before_a_key_and_after_a_void_question(response):
    marked = judge(response, state="partly", score="0.5", marker=make_user())
    judge(response, make_regrade(response), state="right")
    assert response.outcome == marked

    void = judge(response, make_regrade(response))
    assert response.outcome == void

    judge(response, make_regrade(response), state="right")
    assert response.outcome == marked


def test_an_answer_that_is_not_scored_has_no_outcome(response):
    response.outcomes.all().delete()

    assert response.outcome is None


def test_totals_leave_out_what_was_asked_once_more_and_what_waits(response):
    attempt = response.attempt
    for is_repeat, state, score in ((True, "right", 1), (False, "pending", None)):
        other = attempt.responses.create(
            position=attempt.responses.count() + 1,
            revision=make_question().current,
            is_repeat=is_repeat,
        )
        judge(other, state=state, score=score, max_score=2)
    judge(response, make_regrade(response))

    assert Outcome.objects.totals() == {attempt.pk: (Decimal(1), Decimal(3))}


def test_an_answer_is_judged_once_by_a_regrade(response):
    regrade = make_regrade(response)
    judge(response, regrade)

    with pytest.raises(IntegrityError, match=r"outcome_once_a_regrade|regrade_id"):
        judge(response, regrade)


def test_a_regrade_may_score_as_the_scorer_did(response):
    scored = response.outcomes.get()
    judge(response, make_regrade(response), state="wrong", score=0)

    with pytest.raises(IntegrityError), transaction.atomic():
        judge(response, state="wrong", score=0)
    assert response.outcomes.filter(regrade=None).get() == scored


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"marker": True, "state": "right"}, "outcome_by_person_or_regrade"),
        ({"is_by_nobody": True, "scorer": 2}, "outcome_void_by_regrade"),
    ],
)
def test_the_database_refuses_an_outcome_that_nobody_gave(response, fields, name):
    regrade = None if fields.pop("is_by_nobody", False) else make_regrade(response)
    if fields.pop("marker", False):
        fields["marker"] = make_user(role="teacher")

    with pytest.raises(IntegrityError, match=name):
        judge(response, regrade, **fields)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"way": "by_dice"}, "regrade_way_known"),
        ({"way": KEY}, "regrade_by_a_revision_or_void"),
        ({"way": LEFT_OUT, "revision": True}, "regrade_by_a_revision_or_void"),
        ({"reason": ""}, "regrade_has_a_reason"),
        ({"undone_at": timezone.now()}, "regrade_undone_by_somebody"),
    ],
)
def test_the_database_refuses_half_a_regrade(response, fields, name):
    if "revision" in fields:
        fields = {**fields, "revision": response.revision}

    with pytest.raises(IntegrityError, match=name):
        make_regrade(response, **fields)


def test_a_question_that_was_regraded_is_not_deleted(response):
    regrade = make_regrade(response)
    response.attempt.learner.delete()

    with pytest.raises(ProtectedError):
        regrade.question.delete()
    assert Regrade.objects.get() == regrade


def test_a_learner_is_deleted_with_what_regrades_gave(response):
    regrade = make_regrade(response)
    judge(response, regrade)
    response.attempt.learner.delete()

    assert not Outcome.objects.exists()
    assert Regrade.objects.get() == regrade
