"""Tallies are kept, and say what counting everything from scratch would say."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.models import User
from quiz.actions.assignment import assign_quiz, withdraw_assignment
from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.marking import mark_response
from quiz.actions.regrade import RegradedBefore, regrade_question, undo_regrade
from quiz.actions.response import save_response
from quiz.actions.tally import keep_tallies, scan
from quiz.assessment.outcome import UNANSWERED
from quiz.assessment.regrade import FULL, KEY, LEFT_OUT
from quiz.assessment.tally import UNIT, Selection
from quiz.models import Attempt, Tally, TallyEntry
from quiz.models.regrade import Ruling
from tests.at_once import at_once
from tests.factories import (
    enroll,
    make_classroom,
    make_question,
    make_quiz,
    make_revision,
    make_user,
)
from tests.quiz import essays
from tests.quiz.actions.taking import LAVA, NOW, RIGHT, TO_LAVA, VAPOUR, WRONG, finish

ALL = Selection(is_first_only=False)


def kept(quiz, assignment=None):
    """Bring the tallies of a quiz up to date, and return one of them."""
    keep_tallies([quiz])
    return Tally.objects.get(quiz=quiz, assignment=assignment).counts


def scratch(quiz, **fields):
    return scan(Attempt.objects.submitted().filter(quiz=quiz, **fields)).to_data()


@pytest.fixture
def quiz(db):
    return make_quiz(questions=[make_question()])


def test_a_finished_attempt_is_entered_with_all_that_it_says(quiz):
    with time_machine.travel(NOW, tick=False) as clock:
        attempt = start_attempt(make_user(), quiz, "ar")
        response = attempt.responses.get()
        clock.shift(timedelta(seconds=12))
        save_response(response, LAVA, "ar")
        clock.shift(timedelta(seconds=30))
        save_response(response, VAPOUR, "en")
        submit_attempt(attempt)
    counts = kept(quiz)
    asked = response.revision_id
    assert counts.revisions == [asked]
    assert counts.totals(Selection()) == {UNIT: 1}
    assert counts.joint(asked, Selection(language="en")) == {(UNIT, UNIT): 1}
    assert not counts.joint(asked, Selection(language="ar"))
    assert counts.options(asked, Selection()) == {"answer": {"vapour": {UNIT: 1}}}
    assert counts.seconds(asked, Selection()) == {12: 1}


def test_an_answer_that_is_missing_is_counted_as_missing(quiz):
    attempt = finish(quiz, {})
    assert kept(quiz).options(attempt.responses.get().revision_id, ALL) == {
        "answer": {UNANSWERED: {0: 1}}
    }


def test_what_is_not_finished_is_not_counted(quiz):
    start_attempt(make_user(), quiz, "ar")
    assert keep_tallies([quiz]) is False
    assert not Tally.objects.exists()


def test_later_attempts_are_told_from_first_ones(quiz):
    learner = make_user()
    finish(quiz, WRONG, learner=learner)
    finish(quiz, RIGHT, learner=learner)
    counts = kept(quiz)
    assert counts.totals(Selection()) == {0: 1}
    assert counts.totals(ALL) == {0: 1, UNIT: 1}


def test_a_class_has_a_tally_of_its_own(quiz, classroom, teacher):
    student = make_user()
    enroll(classroom, student)
    assignment = assign_quiz(classroom, quiz, teacher)
    finish(quiz, RIGHT, learner=student)
    finish(quiz, WRONG)
    assert kept(quiz, assignment).totals(ALL) == {UNIT: 1}
    assert kept(quiz).totals(ALL) == {0: 1, UNIT: 1}


def test_a_class_does_not_wait_for_others(quiz, classroom, teacher):
    student = make_user()
    enroll(classroom, student)
    finish(quiz, WRONG)
    assignment = assign_quiz(classroom, quiz, teacher)
    finish(quiz, RIGHT, learner=student)
    assert keep_tallies([quiz], [assignment]) is False
    assert Attempt.objects.to_tally().count() == 1
    assert assignment.tally.counts.totals(ALL) == {UNIT: 1}


def test_no_more_is_entered_at_once_than_somebody_waits_for(quiz, monkeypatch):
    monkeypatch.setattr("quiz.actions.tally.BATCH", 2)
    monkeypatch.setattr("quiz.actions.tally.MOST", 2)
    for _each in range(3):
        finish(quiz, RIGHT)
    assert keep_tallies([quiz]) is True
    assert Attempt.objects.to_tally().count() == 1
    assert keep_tallies([quiz]) is False
    assert kept(quiz).totals(ALL) == {UNIT: 3}


def test_what_waits_for_a_marker_is_entered_once_it_is_marked(db, classroom, teacher):
    assignment = essays.give_essay(classroom, teacher)
    response = essays.write(assignment)
    quiz = assignment.quiz
    assert kept(quiz).totals(ALL) == {}
    mark_response(response, essays.RIGHT, "", teacher, 0)
    assert kept(quiz).to_data() == scratch(quiz) != {"totals": {}, "items": {}}


def test_a_regrade_is_entered_instead_of_what_was(quiz):
    question = quiz.slots.get().question
    asked = question.current
    finish(quiz, LAVA)
    assert kept(quiz).totals(ALL) == {0: 1}
    other = make_revision(question, credit=TO_LAVA)
    ruling = Ruling(question, KEY, (asked,), other)
    regrade = regrade_question(ruling, "The key was wrong", make_user())
    assert kept(quiz).totals(ALL) == {UNIT: 1}
    undo_regrade(regrade, make_user())
    assert kept(quiz).totals(ALL) == {0: 1}


def test_what_is_deleted_is_taken_away(quiz):
    attempt = finish(quiz, RIGHT)
    finish(quiz, WRONG)
    assert kept(quiz).totals(ALL) == {0: 1, UNIT: 1}
    attempt.learner.delete()
    assert kept(quiz).totals(ALL) == {0: 1}
    assert not TallyEntry.objects.orphans().exists()


def test_withdrawing_leaves_the_tally_of_all(quiz, classroom, teacher):
    student = make_user()
    enroll(classroom, student)
    assignment = assign_quiz(classroom, quiz, teacher)
    attempt = finish(quiz, RIGHT, learner=student)
    kept(quiz)
    withdraw_assignment(assignment)
    attempt.learner.delete()
    assert kept(quiz).to_data() == {"totals": {}, "items": {}}


def test_looking_asks_one_question_where_nothing_is_new(
    quiz, django_assert_num_queries
):
    finish(quiz, RIGHT)
    kept(quiz)
    with django_assert_num_queries(1):
        keep_tallies([quiz])


@pytest.mark.parametrize("count", [1, 5])
def test_entering_asks_as_often_for_one_attempt_as_for_five(
    quiz, count, django_assert_num_queries
):
    finish(quiz, RIGHT)
    kept(quiz)
    for _each in range(count):
        finish(quiz, RIGHT)
    # What waits; the tally, attempts, what is gone, entries, responses, outcomes; three
    # that write, and the savepoint of the test.
    with django_assert_num_queries(12):
        keep_tallies([quiz])


@pytest.mark.django_db(transaction=True)
def test_two_who_look_at_once_enter_each_attempt_once():
    quiz = make_quiz(questions=[make_question()])
    for _each in range(4):
        finish(quiz, RIGHT)
    at_once(*[lambda: keep_tallies([quiz])] * 3)
    assert kept(quiz).totals(ALL) == {UNIT: 4}
    assert TallyEntry.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_a_regrade_while_somebody_looks_is_entered_in_the_end():
    quiz = make_quiz(questions=[make_question()])
    question = quiz.slots.get().question
    for _each in range(4):
        finish(quiz, LAVA)
    ruling = Ruling(question, FULL, (question.current,))
    person = make_user()
    at_once(
        lambda: keep_tallies([quiz]), lambda: regrade_question(ruling, "Void", person)
    )
    assert kept(quiz).to_data() == scratch(quiz)
    assert kept(quiz).totals(ALL) == {UNIT: 4}


ANSWERS = st.sampled_from([RIGHT, WRONG, {}])


class Keeping(RuleBasedStateMachine):
    """Two classes, their teacher, and learners who come and go."""

    def __init__(self):
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.regrades = []

    def teardown(self):
        self.look()
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    @initialize()
    def publish(self):
        self.person = make_user(role="teacher")
        essay = make_question(kind="extended_text")
        self.question = make_question()
        self.asked = self.question.current
        self.other = make_revision(self.question, credit=TO_LAVA)
        self.question.current = self.asked
        self.question.save()
        self.quiz = make_quiz(questions=[self.question, essay], preset="practice")
        self.learners = [make_user() for _each in range(3)]
        for learner in self.learners[:2]:
            classroom = make_classroom(self.person)
            enroll(classroom, learner)
            assign_quiz(classroom, self.quiz, self.person)

    @rule(who=st.integers(0, 2), answer=ANSWERS, essay=st.booleans())
    def take(self, who, answer, essay):
        if who < len(self.learners):
            attempt = start_attempt(self.learners[who], self.quiz, "ar")
            first, second = attempt.responses.all()
            save_response(first, answer, "ar")
            if essay:
                save_response(second, essays.TEXT, "en")
            submit_attempt(attempt)

    @rule(rating=st.sampled_from([essays.RIGHT, essays.HALF, essays.NONE]))
    def mark(self, rating):
        for attempt in Attempt.objects.submitted().filter(quiz=self.quiz)[:2]:
            response = attempt.responses.get(position=2)
            if response.value:
                marks = response.outcomes.by_person().count()
                mark_response(response, rating, "", self.person, marks)

    @rule(way=st.sampled_from([KEY, FULL, LEFT_OUT]))
    def regrade(self, way):
        revision = self.other if way == KEY else None
        ruling = Ruling(self.question, way, (self.asked,), revision)
        try:
            self.regrades.append(regrade_question(ruling, "Reason", self.person))
        except RegradedBefore:
            return

    @precondition(lambda self: self.regrades)
    @rule()
    def undo(self):
        undo_regrade(self.regrades.pop(), self.person)

    @precondition(lambda self: len(self.learners) > 1)
    @rule()
    def leave(self):
        User.objects.filter(pk=self.learners.pop().pk).delete()

    @rule()
    def withdraw(self):
        if assignment := self.quiz.assignments.order_by("-pk").first():
            withdraw_assignment(assignment)

    @rule()
    def look(self):
        assert keep_tallies([self.quiz]) is False
        for each in Tally.objects.filter(quiz=self.quiz):
            narrower = {"assignment": each.assignment} if each.assignment_id else {}
            assert each.data == scratch(self.quiz, **narrower)
        counted = TallyEntry.objects.filter(quiz=self.quiz).count()
        waiting = (
            Attempt.objects.submitted().filter(quiz=self.quiz, tally_entry=None).count()
        )
        finished = Attempt.objects.submitted().filter(quiz=self.quiz).count()
        assert counted + waiting == finished


@pytest.mark.django_db
def test_whatever_happens_the_sums_are_those_of_counting_from_scratch():
    run_state_machine_as_test(
        Keeping, settings=settings(max_examples=40, stateful_step_count=20)
    )
