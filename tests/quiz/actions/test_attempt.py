from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils.functional import SimpleLazyObject

from quiz.actions.attempt import (
    AttemptClosed,
    LearnerGone,
    QuizEmpty,
    QuizWithdrawn,
    adopt_attempts,
    flag_response,
    save_response,
    send_response,
    start_attempt,
    submit_attempt,
)
from quiz.actions.progress import note_reading
from quiz.actions.question import publish_question, withdraw_question
from quiz.assessment.scoring import score
from quiz.models import Attempt, LessonProgress, Outcome, Question
from tests.factories import (
    make_attempt,
    make_course,
    make_draft,
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db
at_the_same_moment = pytest.mark.django_db(transaction=True)

RIGHT, WRONG = {"answer": ["vapour"]}, {"answer": ["lava"]}


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


def at_once(*acts):
    """Begin each act at the same moment, in a thread with a connection of its own.

    Returns what each gave; AttemptClosed where it was refused.
    """
    barrier, gave = Barrier(len(acts)), [None] * len(acts)

    def run_one(number, act):
        try:
            barrier.wait()
            gave[number] = act()
        except AttemptClosed as closed:
            gave[number] = closed
        finally:
            connection.close()

    threads = [Thread(target=run_one, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return gave


def test_the_fixed_questions_are_asked_in_their_order():
    questions = [make_question(), make_question(kind="match")]
    attempt = start(*questions)

    assert list(attempt.responses.values_list("position", "revision")) == [
        (1, questions[0].current_id),
        (2, questions[1].current_id),
    ]
    assert stored(attempt) == [({}, "", False)] * 2


def test_an_open_attempt_is_gone_on_with():
    attempt = start()

    assert start_attempt(attempt.learner, attempt.quiz, "en") == attempt
    assert Attempt.objects.count() == 1


def test_a_finished_attempt_is_followed_by_another():
    attempt = start()
    submit_attempt(attempt)
    second = start_attempt(attempt.learner, attempt.quiz, "en")

    assert (second.number, second.language) == (2, "en")
    assert second.seed != attempt.seed


def test_a_quiz_without_published_questions_is_not_begun():
    question = make_question()
    withdraw_question(question)
    learner, quiz = make_user(), make_quiz(questions=[question])

    with pytest.raises(QuizEmpty):
        start_attempt(learner, quiz, "ar")
    assert not Attempt.objects.exists()


def test_a_quiz_that_was_withdrawn_is_only_gone_on_with():
    attempt = start()
    attempt.quiz.is_published = False

    assert start_attempt(attempt.learner, attempt.quiz, "ar") == attempt
    with pytest.raises(QuizWithdrawn):
        start_attempt(make_user(), attempt.quiz, "ar")
    assert Attempt.objects.get() == attempt


def test_withdrawn_questions_are_left_out():
    withdrawn, asked = make_question(), make_question()
    withdraw_question(withdrawn)

    assert list(start(withdrawn, asked).responses.values_list("revision")) == [
        (asked.current_id,)
    ]


def test_no_question_is_asked_twice():
    course = make_course()
    lesson = make_published_lesson(course)
    questions = [make_question(lesson) for _each in range(6)]
    quiz = make_quiz(course, questions[4:5])
    quiz.slots.create(position=2, draw_count=2)
    quiz.slots.create(position=3, draw_count=5)
    quiz.slots.create(position=4, question=questions[0])
    attempt = start_attempt(make_user(), quiz, "ar")
    asked = list(attempt.responses.values_list("revision__question", flat=True))

    assert sorted(asked) == sorted(each.pk for each in questions)
    assert (asked[0], asked[-1]) == (questions[4].pk, questions[0].pk)


def test_questions_that_were_not_met_are_drawn_first():
    course = make_course()
    lesson = make_published_lesson(course)
    for _each in range(6):
        make_question(lesson)
    quiz = make_quiz(course)
    quiz.slots.create(position=1, draw_count=3)
    learner = make_user()
    first = start_attempt(learner, quiz, "ar")
    submit_attempt(first)
    second = start_attempt(learner, quiz, "ar")
    asked = [
        set(each.responses.values_list("revision__question", flat=True))
        for each in (first, second)
    ]

    assert [len(each) for each in asked] == [3, 3]
    assert asked[0].isdisjoint(asked[1])


def test_what_was_drawn_is_not_drawn_again():
    course = make_course()
    lesson = make_published_lesson(course)
    make_question(lesson)
    quiz = make_quiz(course)
    quiz.slots.create(position=1, draw_count=1)
    attempt = start_attempt(make_user(), quiz, "ar")
    asked = list(attempt.responses.values_list("revision"))
    for question in Question.objects.all():
        withdraw_question(question)
    make_question(lesson)

    assert start_attempt(attempt.learner, quiz, "ar") == attempt
    assert list(attempt.responses.values_list("revision")) == asked


def test_a_draft_is_kept_with_the_language_of_the_answer():
    attempt = start()
    save_response(attempt.responses.get(), RIGHT, "ar")
    save_response(attempt.responses.get(), WRONG, "en")
    response = attempt.responses.get()

    assert stored(attempt) == [(WRONG, "en", False)]
    assert (response.sent_at, response.outcomes.count()) == (None, 0)


def test_a_flag_changes_no_answer():
    attempt = start()
    save_response(attempt.responses.get(), RIGHT, "ar")
    flag_response(attempt.responses.get(), is_flagged=True)

    assert stored(attempt) == [(RIGHT, "ar", True)]


def test_an_answer_that_is_sent_cannot_be_changed():
    attempt = start()
    response = attempt.responses.get()
    send_response(response, RIGHT, "ar")
    for change in (save_response, send_response):
        with pytest.raises(AttemptClosed):
            change(response, WRONG, "en")
    with pytest.raises(AttemptClosed):
        flag_response(response, is_flagged=True)

    assert stored(attempt) == [(RIGHT, "ar", False)]
    assert scores(attempt) == [("right", Decimal(1))]


def test_nothing_is_taken_after_the_end():
    attempt = start(preset="test")
    response = attempt.responses.get()
    save_response(response, RIGHT, "ar")
    submit_attempt(attempt)
    with pytest.raises(AttemptClosed):
        save_response(response, WRONG, "ar")

    assert stored(attempt) == [(RIGHT, "ar", False)]


@pytest.mark.parametrize("kind", SAMPLES)
def test_an_answer_of_each_kind_is_scored_at_once(kind):
    sample = SAMPLES[kind]
    attempt = start(make_question(kind=kind), make_question(kind=kind))
    for response, value in zip(
        attempt.responses.all(), (sample.right, sample.wrong), strict=True
    ):
        send_response(response, value, "ar")
    points = Decimal(sample.item.shown.points)
    is_by_hand = kind == "extended_text"

    assert scores(attempt) == (
        [("pending", None)] * 2 if is_by_hand else [("right", points), ("wrong", 0)]
    )


def test_an_answer_is_judged_by_what_was_asked_not_by_what_is_published_now():
    question = make_draft(SAMPLES["choice"].item)
    publish_question(question)
    question.refresh_from_db()
    attempt = start(question)
    asked = question.current_id
    question.choices.filter(ident="lava").update(fraction=1)
    question.choices.filter(ident="vapour").update(fraction=0)
    publish_question(question)
    send_response(attempt.responses.get(), RIGHT, "ar")

    assert Question.objects.get(pk=question.pk).current_id != asked
    assert list(attempt.responses.values_list("revision")) == [(asked,)]
    assert scores(attempt) == [("right", Decimal(1))]


def test_a_question_that_was_withdrawn_meanwhile_is_scored_all_the_same():
    question = make_question()
    attempt = start(question)
    withdraw_question(question)
    send_response(attempt.responses.get(), RIGHT, "ar")

    assert scores(attempt) == [("right", Decimal(1))]


def test_at_the_end_drafts_are_sent_scored_and_added_up():
    attempt = start(make_question(), make_question(), make_question(kind="two_part"))
    first, second, _third = attempt.responses.all()
    send_response(first, RIGHT, "ar")
    save_response(second, WRONG, "en")
    submit_attempt(attempt)
    attempt.refresh_from_db()

    assert scores(attempt) == [("right", 1), ("wrong", 0), ("blank", 0)]
    assert (attempt.score, attempt.max_score) == (1, 4)
    assert not attempt.responses.filter(sent_at=None).exists()
    assert stored(attempt) == [
        (RIGHT, "ar", False),
        (WRONG, "en", False),
        ({}, "", False),
    ]


def test_a_second_end_changes_nothing():
    attempt = start()
    submit_attempt(attempt)
    before = list(Attempt.objects.values())
    with pytest.raises(AttemptClosed):
        submit_attempt(attempt)

    assert list(Attempt.objects.values()) == before
    assert scores(attempt) == [("blank", 0)]


def test_what_waits_for_a_marker_counts_in_the_highest_score_only():
    attempt = start(make_question(), make_question(kind="extended_text"))
    essay = attempt.responses.get(position=2)
    save_response(essay, SAMPLES["extended_text"].right, "ar")
    submit_attempt(attempt)
    attempt.refresh_from_db()

    assert (attempt.score, attempt.max_score) == (0, 2)


def test_a_visitors_attempts_and_reading_become_the_persons():
    guest, learner = make_user(is_guest=True), make_user()
    attempt = start(learner=guest)
    save_response(attempt.responses.get(), RIGHT, "ar")
    note_reading(guest, make_published_lesson(), 2)
    adopt_attempts(guest, learner)

    assert list(learner.attempts.in_progress()) == [attempt]
    assert stored(attempt) == [(RIGHT, "ar", False)]
    assert list(learner.lessons_progress.values_list("furthest")) == [(2,)]
    assert not type(guest).objects.filter(pk=guest.pk).exists()


def test_adopted_attempts_are_numbered_after_those_that_are_there():
    guest, learner, quiz = make_user(is_guest=True), make_user(), make_quiz()
    theirs = make_attempt(learner, quiz, score=1)
    first, second = (make_attempt(guest, quiz, score=each) for each in (2, 3))
    adopt_attempts(guest, learner)

    assert list(learner.attempts.order_by("number").values_list("pk", "number")) == [
        (theirs.pk, 1),
        (first.pk, 2),
        (second.pk, 3),
    ]


def test_of_two_open_attempts_the_visitors_is_finished_with_its_drafts():
    guest, learner = make_user(is_guest=True), make_user()
    theirs = start(learner=learner)
    attempt = start_attempt(guest, theirs.quiz, "ar")
    save_response(attempt.responses.get(), RIGHT, "ar")
    adopt_attempts(guest, learner)

    assert list(learner.attempts.in_progress()) == [theirs]
    assert list(learner.attempts.submitted().values_list("pk", "score")) == [
        (attempt.pk, Decimal(1))
    ]


def test_an_adopted_reading_never_goes_back():
    guest, learner = make_user(is_guest=True), make_user()
    near, far = make_published_lesson(), make_published_lesson()
    note_reading(guest, near, 3, is_finished=True)
    note_reading(learner, near, 1)
    note_reading(guest, far, 1)
    note_reading(learner, far, 2)
    adopt_attempts(guest, learner)
    rows = LessonProgress.objects.filter(learner=learner).order_by("lesson")

    assert [(row.lesson, row.furthest, bool(row.finished_at)) for row in rows] == [
        (near, 3, True),
        (far, 2, False),
    ]


@at_the_same_moment
def test_two_starts_give_one_attempt():
    learner, quiz = make_user(), make_quiz(questions=[make_question()])
    gave = at_once(*[lambda: start_attempt(learner, quiz, "ar")] * 3)

    assert gave == [Attempt.objects.get()] * 3
    assert gave[0].responses.count() == 1


@at_the_same_moment
def test_a_visitor_who_is_gone_begins_nothing():
    guest, quiz = make_user(is_guest=True), make_quiz(questions=[make_question()])
    type(guest).objects.filter(pk=guest.pk).delete()

    with pytest.raises(LearnerGone):
        # As a request has it.
        start_attempt(SimpleLazyObject(lambda: guest), quiz, "ar")
    assert not Attempt.objects.exists()


@at_the_same_moment
def test_of_two_sign_ins_at_once_one_takes_over_what_a_visitor_did():
    guest, people = make_user(is_guest=True), [make_user(), make_user()]
    attempt = start(learner=guest)
    save_response(attempt.responses.get(), RIGHT, "ar")
    note_reading(guest, make_published_lesson(), 2)
    gave = at_once(
        *[lambda person=each: adopt_attempts(guest, person) for each in people]
    )
    kept = [(each.attempts.count(), each.lessons_progress.count()) for each in people]

    assert (gave, sorted(kept)) == ([None, None], [(0, 0), (1, 1)])
    assert stored(attempt) == [(RIGHT, "ar", False)]
    assert not type(guest).objects.filter(pk=guest.pk).exists()


@at_the_same_moment
def test_two_ends_score_once():
    attempt = start()
    save_response(attempt.responses.get(), RIGHT, "ar")
    gave = at_once(*[lambda: submit_attempt(attempt)] * 3)

    assert sorted(type(each).__name__ for each in gave) == [
        "AttemptClosed",
        "AttemptClosed",
        "NoneType",
    ]
    assert scores(attempt) == [("right", 1)]


@at_the_same_moment
def test_of_two_answers_sent_the_first_stands():
    attempt = start()
    response = attempt.responses.get()
    gave = at_once(
        lambda: send_response(response, RIGHT, "ar"),
        lambda: send_response(attempt.responses.get(), WRONG, "ar"),
    )
    expected = [(RIGHT, "right", 1), (WRONG, "wrong", 0)][gave.index(None)]

    assert stored(attempt) == [(expected[0], "ar", False)]
    assert scores(attempt) == [expected[1:]]


@at_the_same_moment
@pytest.mark.parametrize("run", range(5))
def test_what_was_acknowledged_before_the_end_is_what_is_scored(run):
    attempt = start(preset="test")
    response = attempt.responses.get()
    acknowledged = [{}]

    def save_often():
        for number in range(40):
            value = (RIGHT, WRONG)[number % 2]
            save_response(response, value, "ar")
            acknowledged.append(value)

    def submit_after_some():
        while len(acknowledged) <= run:
            attempt.responses.get()
        submit_attempt(attempt)

    at_once(save_often, submit_after_some)
    last = acknowledged[-1]

    assert [value for value, *_rest in stored(attempt)] == [last]
    assert [each[0] for each in scores(attempt)] == [
        score(SAMPLES["choice"].item, last).state
    ]
