from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from quiz.actions.quiz import publish_quiz, quiz_faults, rule_faults
from quiz.models import LearningPoint, Quiz
from tests.factories import (
    make_published_lesson,
    make_question,
    make_quiz,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def at_one_moment(time_machine):
    time_machine.move_to(NOW, tick=False)


def make_point(lesson, slug):
    return LearningPoint.objects.create(
        lesson=lesson, slug=slug, position=9, text_ar="ما يُعرف", text_en="A point"
    )


@pytest.fixture
def lesson(db):
    """Return a lesson with four questions: two on each point, two of each difficulty.

    On the first point one is hard, on the second one.
    """
    lesson = make_published_lesson()
    for slug in ("first", "second"):
        for difficulty in (1, 3):
            make_question(lesson, difficulty=difficulty)
            lesson.questions.filter(learning_point__slug="point").update(
                learning_point=lesson.learning_points.filter(slug=slug).first()
                or make_point(lesson, slug)
            )
    return lesson


def make_draws(lesson, *draws):
    """Make a quiz that is not published, with a slot for each draw."""
    quiz = make_quiz(lesson.course, is_published=False)
    for position, draw in enumerate(draws, 1):
        quiz.slots.create(position=position, **{"draw_count": 1, **draw})
    return quiz


def point_of(lesson, slug):
    return {"draw_learning_point": lesson.learning_points.get(slug=slug)}


# Publishing


def test_a_quiz_is_published_where_each_draw_finds_its_questions(lesson):
    quiz = make_draws(
        lesson,
        {"draw_difficulty": 3, **point_of(lesson, "first")},
        {"draw_difficulty": 1, "draw_lesson": lesson},
        {"draw_count": 2},
    )
    publish_quiz(quiz)
    assert Quiz.objects.get(pk=quiz.pk).is_published


@pytest.mark.parametrize(
    ("draw", "fitting"),
    [
        ({"draw_difficulty": 3}, 2),
        ({"draw_difficulty": 2}, 0),
        ({"point": "first"}, 2),
        ({"point": "first", "draw_difficulty": 3}, 1),
        ({"point": "first", "draw_difficulty": 3, "draw_stance": "claim"}, 0),
        ({"draw_level": "remember", "draw_difficulty": 1}, 2),
    ],
)
def test_a_quiz_that_draws_more_than_there_is_is_not_published(lesson, draw, fitting):
    if slug := draw.pop("point", ""):
        draw = {**draw, **point_of(lesson, slug)}
    if fitting:
        assert quiz_faults(make_draws(lesson, {"draw_count": fitting, **draw})) == []
    quiz = make_draws(lesson, {"draw_count": fitting + 1, **draw})
    with pytest.raises(ValidationError) as refused:
        publish_quiz(quiz)
    fit = "question fits" if fitting == 1 else "questions fit"
    assert refused.value.messages == [
        f"Slot 1: {fitting} published {fit}, and it draws {fitting + 1}."
    ]
    assert not Quiz.objects.get(pk=quiz.pk).is_published


def test_a_slot_counts_on_nothing_that_earlier_slots_may_draw(lesson):
    narrow = {"draw_count": 2, "draw_difficulty": 3}
    wide = {"draw_count": 1, "draw_lesson": lesson}
    assert quiz_faults(make_draws(lesson, wide, narrow)) == [
        (
            "Slot 2: 2 published questions fit, and it draws 2. Earlier slots may draw"
            " 1 of them."
        )
    ]
    assert quiz_faults(make_draws(lesson, narrow, wide)) == []


def test_slots_whose_pools_are_apart_take_nothing_from_one_another(lesson):
    draws = [
        {"draw_count": 2, **point_of(lesson, "first")},
        {"draw_count": 2, **point_of(lesson, "second")},
    ]
    assert quiz_faults(make_draws(lesson, *draws)) == []


def test_a_fixed_question_is_in_no_pool(lesson):
    quiz = make_draws(lesson, {"draw_count": 2, "draw_difficulty": 3})
    fixed = lesson.questions.filter(difficulty=3).first()
    quiz.slots.create(position=2, question=fixed)
    assert quiz_faults(quiz) == [
        "Slot 1: 1 published question fits, and it draws 2.",
    ]


def test_a_learning_point_of_another_lesson_than_the_slots_is_told(lesson):
    other = make_published_lesson(lesson.course)
    quiz = make_draws(lesson, {"draw_lesson": other, **point_of(lesson, "first")})
    assert quiz_faults(quiz) == [
        "Slot 1: its learning point is one of another lesson.",
    ]


def test_a_learning_point_of_another_course_is_told(lesson):
    quiz = make_draws(make_published_lesson(), point_of(lesson, "first"))
    assert quiz_faults(quiz) == [
        "Slot 1: its questions are those of another course.",
    ]


@pytest.mark.parametrize("slots", [1, 3])
def test_looking_for_faults_costs_the_same_with_one_draw_and_with_three(
    lesson, django_assert_num_queries, slots
):
    quiz = make_draws(lesson, *[point_of(lesson, "first")] * slots)
    quiz = Quiz.objects.get(pk=quiz.pk)
    with django_assert_num_queries(2):
        quiz_faults(quiz)


# The rules


@pytest.mark.parametrize("preset", Quiz.Preset.values)
def test_a_preset_by_itself_makes_sense(preset):
    assert rule_faults(Quiz(preset=preset)) == []


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"preset": "exam", "review_during": 2}, ["review_during"]),
        ({"preset": "test", "review_submitted": 8}, ["review_submitted"]),
        ({"preset": "test", "review_closed": 0}, ["review_closed"]),
        ({"preset": "test", "repeats_missed": True}, ["repeats_missed"]),
        ({"preset": "practice", "review_during": 0}, []),
    ],
)
def test_rules_that_make_no_sense_are_named_with_their_fields(fields, names):
    assert [name for name, _message in rule_faults(Quiz(**fields))] == names
