import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from quiz.actions.attempt import start_attempt
from quiz.actions.question import withdraw_question
from quiz.models import Quiz
from tests.factories import (
    make_course,
    make_draft,
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("draws", "count"), [((), 2), ((1,), 3), ((2,), 4), ((9,), 5), ((2, 9), 5)]
)
def test_a_quiz_counts_the_fixed_questions_and_those_that_can_be_drawn(draws, count):
    lesson = make_published_lesson()
    questions = [make_question(lesson) for _each in range(5)]
    quiz = make_quiz(lesson.course, questions[:2])
    for position, draw_count in enumerate(draws, 3):
        quiz.slots.create(position=position, draw_count=draw_count)
    attempt = start_attempt(make_user(), quiz, "en")

    assert quiz.question_count == count == attempt.responses.count()


def test_a_quiz_counts_no_question_that_was_withdrawn():
    lesson = make_published_lesson()
    fixed, drawn = make_question(lesson), make_question(lesson)
    quiz = make_quiz(lesson.course, [fixed])
    quiz.slots.create(position=2, draw_count=1)
    counts = [quiz.question_count]
    for question in (drawn, fixed):
        withdraw_question(question)
        counts.append(quiz.question_count)

    assert counts == [2, 1, 0]


def test_only_published_quizzes_can_be_taken_in_their_order():
    course = make_course()
    later = make_quiz(course, position=2)
    make_quiz(course, position=1, is_published=False)
    first = make_quiz(course, position=1)

    assert list(course.quizzes.published()) == [first, later]


def test_only_practice_tells_after_each_answer():
    practice, test = make_quiz(), make_quiz(preset="test")

    assert list(Quiz.objects.practice()) == [practice]
    assert (practice.tells_after_each, test.tells_after_each) == (True, False)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"draw_count": 0},
        {"draw_level": "remember"},
        {"has_question": True, "draw_count": 1},
        {"has_question": True, "draw_stance": "fact"},
    ],
)
def test_a_slot_is_either_fixed_or_drawn(fields):
    quiz, question = make_quiz(), make_question()
    fixed = {"question": question} if fields.pop("has_question", False) else {}

    with pytest.raises(IntegrityError), transaction.atomic():
        quiz.slots.create(position=1, **fixed, **fields)


def test_a_quiz_is_either_published_or_withdrawn():
    quiz = make_quiz()
    with pytest.raises(IntegrityError), transaction.atomic():
        Quiz.objects.filter(pk=quiz.pk).update(withdrawn_at=timezone.now())


@pytest.mark.parametrize("fields", [{"draw_level": "guess"}, {"draw_stance": "rumour"}])
def test_a_draw_names_a_known_level_and_stance_or_none(fields):
    quiz = make_quiz()
    quiz.slots.create(position=1, draw_count=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        quiz.slots.create(position=2, draw_count=1, **fields)


def test_a_pool_holds_the_published_questions_of_the_course_that_fit():
    course = make_course()
    lesson, other = make_published_lesson(course), make_published_lesson(course)
    wanted = make_question(lesson, level="apply", stance="claim")
    make_question(other, level="apply", stance="claim")
    make_question(lesson, level="remember", stance="claim")
    make_question(lesson, level="apply", stance="fact")
    make_question(level="apply", stance="claim")
    make_draft(SAMPLES["choice"].item, lesson, level="apply", stance="claim")
    slot = make_quiz(course).slots.create(
        position=1,
        draw_count=1,
        draw_lesson=lesson,
        draw_level="apply",
        draw_stance="claim",
    )

    assert list(slot.pool()) == [wanted]


def test_a_slot_that_names_nothing_draws_from_the_whole_course():
    course = make_course()
    first, second = (
        make_question(make_published_lesson(course)),
        make_question(make_published_lesson(course)),
    )
    make_question()
    slot = make_quiz(course).slots.create(position=1, draw_count=1)

    assert list(slot.pool()) == [first, second]
