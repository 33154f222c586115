from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from quiz.actions.attempt import start_attempt
from quiz.actions.question import withdraw_question
from quiz.assessment.presets import PHASES, Reviewable
from quiz.models import Quiz, Slot
from tests.factories import (
    make_course,
    make_draft,
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.pools import all_filters, make_varied_course

pytestmark = pytest.mark.django_db
LATER = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("preset", "fields", "repeats"),
    [
        ("practice", {}, True),
        ("practice", {"repeats_missed": False}, False),
        # To ask it once more is to tell what was missed.
        ("practice", {"review_during": Reviewable.SCORE.value}, False),
        ("test", {"repeats_missed": True}, False),
        (
            "test",
            {"repeats_missed": True, "review_during": Reviewable.CORRECTNESS.value},
            True,
        ),
    ],
)
def test_what_was_missed_is_asked_once_more_where_it_is_told(preset, fields, repeats):
    assert Quiz(preset=preset, **fields).repeats is repeats


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


# What draws go by


def test_a_pool_holds_what_fits_all_that_the_slot_asks_for():
    course, questions = make_varied_course()
    quiz = make_quiz(course)
    for draws in all_filters(questions[0]):
        slot = Slot(quiz=quiz, draw_count=1, **draws)
        wanted = {name.removeprefix("draw_"): draws[name] for name in draws}
        fitting = [
            each
            for each in questions
            if all(getattr(each, name) == value for name, value in wanted.items())
        ]
        assert list(slot.pool()) == fitting
        assert [each for each in questions if slot.fits(each)] == fitting


def test_a_question_names_the_quizzes_that_may_draw_it():
    course, questions = make_varied_course()
    quizzes = []
    for position, draws in enumerate(all_filters(questions[0])):
        quiz = make_quiz(course, position=position)
        quiz.slots.create(position=1, draw_count=1, **draws)
        # One that no question fits: what is wanted is read of one slot at a time.
        quiz.slots.create(position=2, draw_count=1, draw_level="evaluate")
        quizzes.append(quiz)
    fixed = make_quiz(course, questions[:1], position=99)
    make_quiz().slots.create(position=1, draw_count=1)
    for question in questions:
        drawing = {
            slot.quiz_id
            for slot in Slot.objects.filter(quiz__in=quizzes)
            if question in slot.pool()
        }
        if question == questions[0]:
            drawing.add(fixed.pk)
        asking = Quiz.objects.asking(question).values_list("pk", flat=True)
        assert sorted(asking) == sorted(drawing)


def test_a_prequestion_is_drawn_by_no_quiz():
    question = make_question(make_published_lesson(), is_prequestion=True)
    quiz = make_quiz(question.lesson.course)
    quiz.slots.create(position=1, draw_count=1, draw_difficulty=question.difficulty)

    assert list(Quiz.objects.asking(question)) == []
    assert quiz.question_count == 0


def test_a_quiz_counts_what_fits_its_draws_once():
    course, questions = make_varied_course()
    quiz = make_quiz(course, questions[:1])
    hard = [each for each in questions if each.difficulty == 3]
    point = questions[0].learning_point
    draws = [
        {"draw_count": 9, "draw_difficulty": 3},
        {"draw_count": 9, "draw_learning_point": point},
        {"draw_count": 9, "draw_learning_point": point, "draw_difficulty": 3},
    ]
    for position, draw in enumerate(draws, 2):
        quiz.slots.create(position=position, **draw)
    of_point = [each for each in questions if each.learning_point_id == point.pk]

    assert quiz.question_count == len({questions[0], *hard, *of_point})
    attempt = start_attempt(make_user(), quiz, "en")
    assert attempt.responses.count() == quiz.question_count


@pytest.mark.parametrize("slots", [1, 3])
def test_counting_costs_the_same_with_one_draw_and_with_three(
    django_assert_num_queries, slots
):
    question = make_question(make_published_lesson())
    quiz = make_quiz(question.lesson.course)
    for position in range(slots):
        quiz.slots.create(position=position, draw_count=1, draw_difficulty=2)
    with django_assert_num_queries(2):
        assert quiz.question_count == 1


@pytest.mark.parametrize("difficulty", [0, 4])
def test_a_draw_names_a_known_difficulty_or_none(difficulty):
    quiz = make_quiz()
    quiz.slots.create(position=1, draw_count=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        quiz.slots.create(position=2, draw_count=1, draw_difficulty=difficulty)


# The rules of taking it


@pytest.mark.parametrize(
    "fields",
    [
        {"preset": "game"},
        {"time_limit": 0},
        {"attempt_limit": 0},
        {"opens_at": LATER, "closes_at": LATER},
        {"review_during": 32},
        {"review_submitted": 32},
        {"review_closed": 32},
        {"preset": "test", "asks_certainty": True},
    ],
)
def test_the_database_refuses_rules_that_cannot_be(fields):
    quiz = make_quiz()
    with pytest.raises(IntegrityError), transaction.atomic():
        Quiz.objects.filter(pk=quiz.pk).update(**fields)


@pytest.mark.parametrize(
    ("preset", "told", "attempts", "repeats"),
    [
        ("practice", (31, 31, 31), None, True),
        ("test", (0, 31, 31), None, False),
        ("exam", (0, 0, 31), 1, False),
    ],
)
def test_what_is_empty_is_as_the_preset_has_it(preset, told, attempts, repeats):
    quiz = Quiz(preset=preset)
    assert tuple(quiz.review(phase).value for phase in PHASES) == told
    assert (quiz.terms.attempt_limit, quiz.repeats) == (attempts, repeats)


def test_what_is_set_goes_before_the_preset():
    quiz = Quiz(preset="exam", review_submitted=1, attempt_limit=3)
    assert [quiz.review(phase).value for phase in PHASES] == [0, 1, 31]
    assert quiz.terms.attempt_limit == 3


def test_nothing_is_a_rule_of_its_own():
    quiz = Quiz(preset="practice", review_during=0, repeats_missed=False)
    assert (quiz.tells_after_each, quiz.repeats) == (False, False)
