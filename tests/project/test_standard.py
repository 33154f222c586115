"""What every lesson of a shipped course has, so that a teacher can use it as it is."""

from collections import Counter

import pytest

from quiz.models import Choice, Lesson, Question
from quiz.models.question import Kind, Level

pytestmark = pytest.mark.once

RECALL = {Level.REMEMBER, Level.UNDERSTAND}
# Where an option stands for a mistake, and is not one of several for all the parts.
WITH_MISTAKES = (
    "choice",
    "multiple_response",
    "true_false",
    "two_part",
    "hottext",
    "inline_choice",
    "numeric",
    "text_entry",
)


def words(lesson, language):
    """Count the words of a lesson's headings and passages."""
    return sum(
        len(getattr(passage, f"{name}_{language}").split())
        for passage in lesson.passages.all()
        for name in ("heading", "text")
    )


def outside(values, low, high):
    """Return what is not between two numbers."""
    return {name: value for name, value in values.items() if not low <= value <= high}


def test_a_lesson_is_read_at_one_sitting(course):
    lessons = course.lessons.all()

    assert outside({each.slug: each.passages.count() for each in lessons}, 8, 15) == {}
    for language in ("ar", "en"):
        lengths = {each.slug: words(each, language) for each in lessons}
        assert outside(lengths, 250, 450) == {}


def test_a_lesson_has_points_and_terms(course):
    lessons = course.lessons.all()

    assert (
        outside({each.slug: each.learning_points.count() for each in lessons}, 3, 5)
        == {}
    )
    assert outside({each.slug: each.terms.count() for each in lessons}, 3, 5) == {}


def test_a_lesson_asks_enough_and_of_each_sort(course):
    for lesson in course.lessons.all():
        kinds = Counter(
            lesson.questions.filter(is_prequestion=False).values_list("kind", flat=True)
        )
        assert kinds.total() >= 9
        assert {"two_part", "categorise"} <= kinds.keys()
        assert lesson.questions.prequestions().count() == 3


def test_each_kind_of_question_is_used(course):
    used = Counter(
        Question.objects.filter(is_prequestion=False).values_list("kind", flat=True)
    )

    assert outside({kind: used[kind] for kind in Kind.values}, 5, 20) == {}


def test_no_more_than_half_of_a_practice_quiz_is_recall(course):
    for quiz in course.quizzes.practice():
        levels = [slot.question.level for slot in quiz.slots.all()]
        assert 2 * sum(level in RECALL for level in levels) <= len(levels), quiz.uid


def test_each_wrong_option_says_which_mistake_it_is(course):
    wrong = Choice.objects.filter(fraction=0, question__kind__in=WITH_MISTAKES)

    assert list(wrong.filter(error="").values_list("question__uid", "ident")) == []


def test_each_lesson_ends_by_asking_where_to_check(course):
    for lesson in Lesson.objects.all():
        headings = [passage.heading_en for passage in lesson.passages.all()]
        assert any("critically" in heading for heading in headings), lesson.slug
