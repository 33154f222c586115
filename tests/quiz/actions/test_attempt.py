from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
import time_machine
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.models import Enrollment
from quiz.actions import attempt as attempt_module
from quiz.actions.attempt import (
    LearnerGone,
    NoAttemptsLeft,
    NothingMissed,
    NotOpenYet,
    QuizClosed,
    QuizEmpty,
    QuizWithdrawn,
    adopt_attempts,
    repeat_missed,
    retime_attempts,
    start_attempt,
    submit_all_overdue,
    submit_attempt,
    submit_overdue,
)
from quiz.actions.progress import note_reading
from quiz.actions.question import withdraw_question
from quiz.actions.response import (
    AttemptClosed,
    save_response,
    send_response,
)
from quiz.models import (
    Assignment,
    Attempt,
    Extension,
    LessonProgress,
    Question,
    Quiz,
    Response,
)
from tests.at_once import at_once, names_of
from tests.factories import (
    enroll,
    make_attempt,
    make_classroom,
    make_course,
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)
from tests.queries import counted
from tests.quiz.actions.taking import NOW, RIGHT, WRONG, Tab, scores, start, stored
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db
at_the_same_moment = pytest.mark.django_db(transaction=True)


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


# Terms of taking


@pytest.fixture
def clock():
    """Stop the clock of the server at a moment."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def give(quiz, *students, multiplier=1, **fields):
    """Give a quiz to a class of some students."""
    classroom = make_classroom()
    enroll(classroom, *students, time_multiplier=multiplier)
    return Assignment.objects.create(
        classroom=classroom, quiz=quiz, assigned_by=make_user(), **fields
    )


def extend(assignment, student, **fields):
    """Give a student more than the class has."""
    return Extension.objects.create(
        assignment=assignment,
        student=student,
        granted_by=assignment.assigned_by,
        reason="Ill",
        **fields,
    )


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"opens_at": NOW + HOUR}, NotOpenYet),
        ({"closes_at": NOW}, QuizClosed),
        ({"closes_at": NOW - HOUR}, QuizClosed),
        ({"preset": "exam"}, NotOpenYet),
    ],
)
@pytest.mark.parametrize("is_given", [True, False])
def test_a_quiz_is_begun_while_it_is_open_only(clock, fields, refusal, is_given):
    learner, quiz = make_user(), make_quiz(questions=[make_question()], **fields)
    if is_given:
        give(quiz, learner)
    with pytest.raises(refusal):
        start_attempt(learner, quiz, "ar")

    assert not Attempt.objects.exists()


def test_an_assignment_opens_an_exam_for_its_class_only(clock):
    learner, quiz = make_user(), make_quiz(questions=[make_question()], preset="exam")
    assignment = give(quiz, learner, opens_at=NOW - HOUR, closes_at=NOW + HOUR)
    attempt = start_attempt(learner, quiz, "ar")

    assert (attempt.assignment, attempt.ends_at) == (assignment, NOW + HOUR)
    with pytest.raises(NotOpenYet):
        start_attempt(make_user(), quiz, "ar")


def test_an_attempt_that_is_open_is_gone_on_with_when_the_quiz_is_closed(clock):
    attempt = start(closes_at=NOW + HOUR)
    clock.shift(HOUR)

    assert start_attempt(attempt.learner, attempt.quiz, "ar") == attempt
    with pytest.raises(QuizClosed):
        start_attempt(make_user(), attempt.quiz, "ar")


def test_an_attempt_whose_time_is_over_is_finished_before_the_next(clock):
    attempt = start(time_limit=10)
    save_response(attempt.responses.get(), RIGHT, "ar")
    clock.shift(timedelta(minutes=15))
    second = start_attempt(attempt.learner, attempt.quiz, "ar")
    attempt.refresh_from_db()

    assert (second.number, second.ends_at) == (2, NOW + timedelta(minutes=25))
    assert (attempt.was_timed_out, attempt.score) == (True, 1)


@pytest.mark.parametrize(
    ("fields", "limit"), [({"attempt_limit": 2}, 2), ({"preset": "exam"}, 1)]
)
def test_no_more_attempts_are_begun_than_the_limit(clock, fields, limit):
    learner = make_user()
    quiz = make_quiz(questions=[make_question()], opens_at=NOW, **fields)
    for _each in range(limit):
        submit_attempt(start_attempt(learner, quiz, "ar"))
    with pytest.raises(NoAttemptsLeft):
        start_attempt(learner, quiz, "ar")

    assert learner.attempts.count() == limit


def test_an_extension_adds_attempts_for_one_student(clock):
    students = make_user(), make_user()
    quiz = make_quiz(questions=[make_question()], attempt_limit=1)
    extend(give(quiz, *students), students[0], extra_attempts=2)
    for each in students:
        with suppress(NoAttemptsLeft):
            while True:
                submit_attempt(start_attempt(each, quiz, "ar"))

    assert [each.attempts.count() for each in students] == [3, 1]


@pytest.mark.parametrize(
    ("multiplier", "extension", "minutes"),
    [
        (1, None, 20),
        (1.5, None, 30),
        (1, {"extra_minutes": 7}, 27),
        (2, {"extra_minutes": 7}, 47),
        # The closing is the end, whatever else was given; but it may be given, too.
        (5, None, 60),
        (5, {"closes_at": NOW + 2 * HOUR}, 100),
    ],
)
def test_an_attempt_ends_by_what_its_student_was_given(
    clock, multiplier, extension, minutes
):
    learner = make_user()
    quiz = make_quiz(questions=[make_question()], time_limit=20)
    given = give(quiz, learner, multiplier=multiplier, closes_at=NOW + HOUR)
    if extension:
        extend(given, learner, **extension)

    attempt = start_attempt(learner, quiz, "ar")
    assert attempt.ends_at == NOW + timedelta(minutes=minutes)


# When the terms change


def ends(*attempts):
    """Return in how many minutes each attempt ends."""
    rows = Attempt.objects.in_bulk([each.pk for each in attempts])
    return [(rows[each.pk].ends_at - NOW) / timedelta(minutes=1) for each in attempts]


def test_more_time_reaches_open_attempts(clock):
    students = [make_user(), make_user(), make_user()]
    quiz = make_quiz(questions=[make_question()], time_limit=20)
    given = give(quiz, *students)
    attempts = [start_attempt(each, quiz, "ar") for each in students]
    submit_attempt(attempts[2])
    for each in (students[0], students[2]):
        extend(given, each, extra_minutes=5)
    Enrollment.objects.filter(student=students[1]).update(time_multiplier=2)
    retime_attempts(given.attempts.all())

    assert ends(*attempts) == [25, 40, 20]


@pytest.mark.parametrize(
    ("changed", "minutes"), [("quiz", 10), ("class", 15), ("extension", 25)]
)
def test_terms_that_change_while_it_is_begun_hold_for_it(
    clock, monkeypatch, changed, minutes
):
    student = make_user()
    quiz = make_quiz(questions=[make_question()], time_limit=20)
    given = give(quiz, student)
    draw_questions = attempt_module._draw_questions

    def change_meanwhile(attempt):
        if changed == "quiz":
            Quiz.objects.update(time_limit=10)
        elif changed == "class":
            Assignment.objects.update(closes_at=NOW + timedelta(minutes=15))
        else:
            extend(given, student, extra_minutes=5)
        retime_attempts(quiz.attempts.all())
        return draw_questions(attempt)

    monkeypatch.setattr(attempt_module, "_draw_questions", change_meanwhile)
    attempt = start_attempt(student, quiz, "ar")

    assert ends(attempt) == [minutes]


def test_what_closes_while_it_is_begun_is_not_begun(clock, monkeypatch):
    quiz, student = make_quiz(questions=[make_question()]), make_user()
    draw_questions = attempt_module._draw_questions

    def close_meanwhile(attempt):
        Quiz.objects.update(closes_at=NOW)
        return draw_questions(attempt)

    monkeypatch.setattr(attempt_module, "_draw_questions", close_meanwhile)
    with pytest.raises(QuizClosed):
        start_attempt(student, quiz, "ar")
    assert not quiz.attempts.exists()


def test_less_time_reaches_them_too_and_may_end_them(clock):
    attempt = start(time_limit=20)
    clock.shift(HOUR / 4)
    Quiz.objects.update(time_limit=5)
    retime_attempts(Attempt.objects.all())
    attempt.refresh_from_db()

    assert ends(attempt) == [5]
    assert submit_overdue(attempt, NOW + HOUR / 4)


def test_a_limit_that_is_taken_away_ends_nothing(clock):
    attempt = start(time_limit=20)
    Quiz.objects.update(time_limit=None)
    retime_attempts(Attempt.objects.all())
    attempt.refresh_from_db()

    assert attempt.ends_at is None


def test_an_assignment_that_is_withdrawn_leaves_the_terms_of_the_quiz(clock):
    learner, quiz = make_user(), make_quiz(questions=[make_question()], time_limit=20)
    given = give(quiz, learner, closes_at=NOW + HOUR / 6)
    attempt = start_attempt(learner, quiz, "ar")
    before = ends(attempt)
    given.delete()
    retime_attempts(Attempt.objects.all())

    assert before + ends(attempt) == [10, 20]


@pytest.mark.parametrize("count", [1, 3])
def test_changing_the_ends_takes_as_many_queries_for_three_as_for_one(count):
    students = [make_user() for _each in range(count)]
    quiz = make_quiz(questions=[make_question()], time_limit=20)
    given = give(quiz, *students)
    for each in students:
        start_attempt(each, quiz, "ar")
        extend(given, each, extra_minutes=5)
    with counted() as queries:
        retime_attempts(given.attempts.all())

    # attempts, enrolments, extensions; all ends
    assert queries.counts == (3, 1)


# When the time is over


@pytest.mark.parametrize(
    ("after", "is_finished"), [(9, False), (10, False), (14.99, False), (15, True)]
)
def test_the_server_finishes_an_attempt_after_the_grace(clock, after, is_finished):
    attempt = start(time_limit=10)
    save_response(attempt.responses.get(), RIGHT, "ar")
    clock.shift(timedelta(minutes=after))
    said = submit_overdue(attempt, NOW + timedelta(minutes=after))

    assert (said, attempt.is_submitted) == (is_finished, is_finished)
    assert attempt.was_timed_out is is_finished
    assert scores(attempt) == ([("right", 1)] if is_finished else [])


def test_an_attempt_without_limit_is_never_finished_by_the_clock(clock):
    attempt = start()

    assert not submit_overdue(attempt, NOW + 10_000 * HOUR)
    assert submit_all_overdue(NOW + 10_000 * HOUR) == 0


def test_an_attempt_that_was_finished_is_not_finished_by_the_clock(clock):
    attempt = start(time_limit=10)
    submit_attempt(attempt)
    before = list(Attempt.objects.values())
    # As a page has it that fetched the attempt a moment before.
    submit_overdue(attempt, NOW + HOUR)

    assert list(Attempt.objects.values()) == before


def test_an_attempt_that_was_given_more_time_meanwhile_goes_on(clock):
    attempt = start(time_limit=10)
    clock.shift(HOUR)
    older = Attempt.objects.get()
    Attempt.objects.update(ends_at=NOW + 2 * HOUR)

    assert not submit_overdue(older, NOW + HOUR)
    assert older.ends_at == NOW + 2 * HOUR
    assert stored(attempt) == [({}, "", False)]
    assert Attempt.objects.in_progress().get() == attempt


def test_all_that_is_overdue_is_finished(clock):
    over = [start(time_limit=each) for each in (5, 10)]
    others = [start(time_limit=11), start()]
    clock.shift(timedelta(minutes=15))

    assert submit_all_overdue(NOW + timedelta(minutes=15)) == 2
    assert set(Attempt.objects.submitted()) == set(over)
    assert set(Attempt.objects.in_progress()) == set(others)
    assert submit_all_overdue(NOW + timedelta(minutes=15)) == 0


# What comes between scoring and finishing


@pytest.fixture
def before_finishing(monkeypatch):
    """Do something after an attempt was scored, before the transaction."""

    def set_up(act):
        read, acts = attempt_module._Graded.of, [act]

        def read_then_act(attempt):
            graded = read(attempt)
            if acts:
                acts.pop()()
            return graded

        monkeypatch.setattr(attempt_module._Graded, "of", read_then_act)

    return set_up


@pytest.mark.parametrize("act", [save_response, send_response])
@pytest.mark.parametrize("earlier", [{}, WRONG])
def test_an_answer_that_comes_while_the_others_are_scored_counts(
    before_finishing, act, earlier
):
    attempt = start(make_question(), make_question())
    first, second = attempt.responses.all()
    if earlier:
        save_response(first, earlier, "ar")
    save_response(second, WRONG, "ar")
    before_finishing(lambda: act(first, RIGHT, "en"))
    submit_attempt(attempt)
    attempt.refresh_from_db()

    assert stored(attempt) == [(RIGHT, "en", False), (WRONG, "ar", False)]
    assert scores(attempt) == [("right", 1), ("wrong", 0)]
    assert (attempt.score, attempt.max_score) == (1, 2)


def test_what_is_asked_once_more_while_the_answers_are_scored_is_finished_too(
    before_finishing,
):
    attempt = start()
    send_response(attempt.responses.get(), WRONG, "ar")
    before_finishing(lambda: repeat_missed(Attempt.objects.get()))
    submit_attempt(attempt)

    assert scores(attempt) == [("wrong", 0), ("blank", 0)]
    assert not attempt.responses.filter(sent_at=None).exists()


def test_finishing_reads_the_answers_once_where_none_came_meanwhile(monkeypatch):
    attempt = start(make_question(), make_question(), make_question())
    first, second, _third = attempt.responses.all()
    send_response(first, RIGHT, "ar")
    save_response(second, RIGHT, "ar")
    read, reads = attempt_module._Graded.of, []
    monkeypatch.setattr(
        attempt_module._Graded, "of", lambda each: reads.append(1) or read(each)
    )
    submit_attempt(attempt)
    attempt.refresh_from_db()

    assert (len(reads), attempt.score) == (1, 2)


# What was missed, once more


def practice(*values, **fields):
    """Send answers in a practice quiz."""
    attempt = start(*[make_question() for _each in values], **fields)
    for response, value in zip(attempt.responses.all(), values, strict=True):
        send_response(response, value, "ar")
    return attempt


def places(attempt):
    """Return the places of an attempt, and which are asked once more."""
    return list(attempt.responses.values_list("position", "is_repeat"))


def test_what_was_missed_is_asked_once_more_after_all_else():
    attempt = practice(WRONG, RIGHT, WRONG)
    asked = list(attempt.responses.values_list("revision", flat=True))

    assert repeat_missed(attempt) == 4
    assert places(attempt)[3:] == [(4, True), (5, True)]
    assert list(attempt.responses.values_list("revision", flat=True))[3:] == [
        asked[0],
        asked[2],
    ]


def test_what_is_answered_once_more_counts_nowhere():
    attempt = practice(WRONG, RIGHT)
    again = attempt.responses.get(position=repeat_missed(attempt))
    send_response(again, RIGHT, "ar")
    submit_attempt(attempt)
    attempt.refresh_from_db()

    assert scores(attempt) == [("wrong", 0), ("right", 1), ("right", 1)]
    assert (attempt.score, attempt.max_score) == (1, 2)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: practice(RIGHT, RIGHT),
        lambda: practice(WRONG, repeats_missed=False),
        start,
        lambda: practice(WRONG, preset="test"),
    ],
)
def test_nothing_is_asked_once_more_where_nothing_was_missed_or_not_all_is_sent(
    attempt,
):
    attempt = attempt()
    before = places(attempt)
    with pytest.raises(NothingMissed):
        repeat_missed(attempt)

    assert places(attempt) == before


def test_nothing_is_asked_a_third_time():
    attempt = practice(WRONG)
    send_response(attempt.responses.get(position=repeat_missed(attempt)), WRONG, "ar")
    with pytest.raises(NothingMissed):
        repeat_missed(attempt)


def test_what_waits_for_a_marker_was_not_missed():
    attempt = start(make_question(kind="extended_text"))
    send_response(attempt.responses.get(), SAMPLES["extended_text"].right, "ar")
    with pytest.raises(NothingMissed):
        repeat_missed(attempt)


def test_nothing_is_asked_once_more_after_the_end():
    attempt = practice(WRONG)
    older = Attempt.objects.get()
    submit_attempt(attempt)
    # As the page has it that is pressed, and as a page had it a moment before.
    for each in (Attempt.objects.get(), older):
        with pytest.raises(AttemptClosed):
            repeat_missed(each)

    assert places(attempt) == [(1, False)]


# What a visitor did, with limits


def test_more_attempts_than_the_limit_are_taken_over_and_none_is_begun():
    guest, learner = make_user(is_guest=True), make_user()
    quiz = make_quiz(questions=[make_question()], attempt_limit=1)
    attempts = [start_attempt(each, quiz, "ar") for each in (learner, guest)]
    for each in attempts:
        submit_attempt(each)
    adopt_attempts(guest, learner)

    assert list(learner.attempts.order_by("number")) == attempts
    with pytest.raises(NoAttemptsLeft):
        start_attempt(learner, quiz, "ar")


def test_an_open_attempt_is_taken_over_with_its_end(clock):
    guest, learner = make_user(is_guest=True), make_user()
    attempt = start(learner=guest, time_limit=10)
    adopt_attempts(guest, learner)
    attempt = Attempt.objects.get()

    assert (attempt.learner, ends(attempt)) == (learner, [10])


def test_an_attempt_that_a_visitor_finishes_meanwhile_is_taken_over(
    before_finishing,
):
    guest, learner = make_user(is_guest=True), make_user()
    theirs = start(learner=learner)
    attempt = start_attempt(guest, theirs.quiz, "ar")
    before_finishing(lambda: submit_attempt(Attempt.objects.get(pk=attempt.pk)))
    adopt_attempts(guest, learner)

    assert list(learner.attempts.order_by("number")) == [theirs, attempt]
    assert scores(attempt) == [("blank", 0)]


# At the same moment


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
def test_the_last_attempt_is_begun_once_from_two_pages():
    learner = make_user()
    quiz = make_quiz(questions=[make_question()], attempt_limit=2)
    submit_attempt(start_attempt(learner, quiz, "ar"))

    def start_and_finish():
        submit_attempt(start_attempt(learner, quiz, "ar"))

    gave = at_once(*[start_and_finish] * 3)

    assert learner.attempts.count() == 2
    assert set(names_of(gave)) <= {"NoneType", "AttemptClosed", "NoAttemptsLeft"}
    assert gave.count(None) == 1


@at_the_same_moment
@pytest.mark.parametrize("run", range(3))
def test_a_quiz_without_limit_is_begun_and_finished_by_many_pages(run):
    learner, quiz = make_user(), make_quiz(questions=[make_question()])

    def start_and_finish():
        for _each in range(4):
            with suppress(AttemptClosed):
                submit_attempt(start_attempt(learner, quiz, "ar"))

    gave = at_once(*[start_and_finish] * 4)
    numbers = sorted(learner.attempts.values_list("number", flat=True))

    assert gave == [None] * 4
    assert numbers == list(range(1, len(numbers) + 1))
    assert not learner.attempts.in_progress().exists()


@at_the_same_moment
@pytest.mark.parametrize("run", range(3))
def test_two_ends_of_what_was_all_sent_before_are_one(run):
    attempt = practice(RIGHT)
    gave = at_once(*[lambda: submit_attempt(attempt)] * 4)

    assert names_of(gave) == ["AttemptClosed"] * 3 + ["NoneType"]
    assert scores(attempt) == [("right", 1)]


@at_the_same_moment
def test_what_is_overdue_is_finished_once_however_many_look():
    attempts = [start(make_question(), time_limit=1) for _each in range(3)]
    for each in attempts:
        save_response(each.responses.get(), RIGHT, "ar")
    later = timezone.now() + HOUR
    gave = at_once(*[lambda: submit_all_overdue(later)] * 3)

    assert sum(gave) == 3
    assert [scores(each) for each in attempts] == [[("right", 1)]] * 3
    assert (
        list(Attempt.objects.values_list("was_timed_out", "score")) == [(True, 1)] * 3
    )


@at_the_same_moment
@pytest.mark.parametrize("run", range(3))
def test_what_is_overdue_is_finished_once_by_the_clock_or_by_its_learner(run):
    attempt = start(make_question(), time_limit=1)
    save_response(attempt.responses.get(), RIGHT, "ar")
    later = timezone.now() + HOUR
    gave = at_once(
        lambda: submit_all_overdue(later),
        lambda: submit_overdue(Attempt.objects.get(), later),
        lambda: submit_attempt(Attempt.objects.get()),
    )
    is_by_learner = gave[2] is None
    attempt.refresh_from_db()

    assert gave[0] + is_by_learner <= 1
    assert attempt.was_timed_out is not is_by_learner
    assert (attempt.score, scores(attempt)) == (1, [("right", 1)])


@at_the_same_moment
@pytest.mark.parametrize("times", [1, 2])
def test_answers_of_many_learners_at_the_same_moment_are_all_kept_once(times):
    learners, question = [make_user() for _each in range(20)], make_question()
    quiz = make_quiz(questions=[question], preset="test")
    attempts = [start_attempt(each, quiz, "ar") for each in learners]
    pages = [(each.responses.get().pk, Tab(each.responses.get())) for each in attempts]
    messages = [(pk, tab.page()) for pk, tab in pages]

    def save(pk, page):
        row = Response.objects.select_related("attempt__quiz").get(pk=pk)
        save_response(row, RIGHT, "ar", page=page)
        return row.receipt

    gave = at_once(*[partial(save, *each) for each in messages * times])
    rows = Response.objects.values_list("version", "page_key", "value")

    assert len(set(gave)) == len(messages)
    assert gave == gave[: len(messages)] * times
    assert sorted(key for _version, key, _value in rows) == sorted(
        page.key for _pk, page in messages
    )
    assert all((version, value) == (1, RIGHT) for version, _key, value in rows)


@at_the_same_moment
def test_two_presses_ask_what_was_missed_once_and_both_lead_there():
    attempt = practice(WRONG, WRONG)
    gave = at_once(*[lambda: repeat_missed(Attempt.objects.get())] * 3)

    assert {each for each in gave if not isinstance(each, NothingMissed)} == {3}
    assert places(attempt) == [(1, False), (2, False), (3, True), (4, True)]


@at_the_same_moment
@pytest.mark.parametrize("run", range(3))
def test_what_is_asked_once_more_at_the_end_is_finished_or_not_asked(run):
    attempt = practice(WRONG)
    gave = at_once(
        lambda: repeat_missed(Attempt.objects.get()), lambda: submit_attempt(attempt)
    )

    assert gave[1] is None
    assert isinstance(gave[0], AttemptClosed | int)
    assert not attempt.responses.filter(sent_at=None).exists()
    assert len(scores(attempt)) == attempt.responses.count()
