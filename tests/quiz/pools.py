"""Questions that differ in all that a slot may ask for."""

import itertools

from quiz.models import LearningPoint
from tests.factories import make_course, make_published_lesson, make_question


def make_varied_course():
    """Make two lessons whose questions differ in all that a slot may ask for."""
    course = make_course()
    questions = []
    for _each in range(2):
        lesson = make_published_lesson(course)
        for level, stance, difficulty in itertools.product(
            ("remember", "apply"), ("fact", "claim"), (1, 3)
        ):
            question = make_question(
                lesson, level=level, stance=stance, difficulty=difficulty
            )
            questions.append(question)
        second = LearningPoint.objects.create(
            lesson=lesson, slug="second", position=2, text_ar="ثانٍ", text_en="Second"
        )
        for question in questions[-8::2]:
            question.learning_point = second
            question.save()
    return course, questions


def all_filters(question):
    """List each combination of what a slot may ask for that a question has."""
    wanted = {
        "draw_lesson": question.lesson,
        "draw_learning_point": question.learning_point,
        "draw_level": question.level,
        "draw_stance": question.stance,
        "draw_difficulty": question.difficulty,
    }
    return [
        dict(chosen)
        for count in range(len(wanted) + 1)
        for chosen in itertools.combinations(wanted.items(), count)
    ]
