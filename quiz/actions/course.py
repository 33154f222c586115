"""Publishing courses and lessons: readers see editions, whole, in both languages."""

from django.core.exceptions import ValidationError
from django.db import transaction

from quiz.actions.fault import describe_lesson_fault, name_row
from quiz.actions.question import publish_question
from quiz.actions.quiz import publish_quiz
from quiz.assessment.content import digest, faults
from quiz.assessment.item import LANGUAGES
from quiz.models import Edition, Lesson, Question


@transaction.atomic
def publish_lesson(lesson):
    """Freeze the lesson as an edition that readers see from now on.

    An unchanged lesson makes no new edition, and old words go back to the edition
    that they made. Raises ValidationError with all faults.
    """
    lesson = Lesson.objects.select_for_update().with_rows().get(pk=lesson.pk)
    content = lesson.to_content()
    if found := faults(content):
        raise ValidationError([describe_lesson_fault(fault) for fault in found])
    edition, _created = Edition.objects.get_or_create(
        lesson=lesson,
        digest=digest(content),
        defaults={
            "number": lesson.editions.count() + 1,
            "content_data": content.to_data(),
            "passage_count": len(content.passages),
            "word_count": max(map(content.word_count, LANGUAGES)),
        },
    )
    Lesson.objects.filter(pk=lesson.pk).update(current=edition)
    return edition


def withdraw_lesson(lesson):
    """Take a lesson from the readers; its editions stay."""
    Lesson.objects.filter(pk=lesson.pk).update(current=None)


@transaction.atomic
def publish_course(course):
    """Publish the lessons and questions of a course, and check its published quizzes.

    All or nothing: raises ValidationError with the faults of all rows. What was
    withdrawn stays so, and a quiz that is new is published by itself.
    """
    lessons = list(course.lessons.not_withdrawn())
    of_lessons = _publish_each(publish_lesson, lessons)
    questions = Question.objects.not_withdrawn().filter(lesson__in=lessons)
    of_questions = _publish_each(publish_question, questions)
    if of_lessons:
        # What the lessons lack is said already.
        of_questions = [
            fault for fault in of_questions if fault.code != "passage_not_published"
        ]
    of_quizzes = _publish_each(publish_quiz, course.quizzes.published())
    if found := of_lessons + of_questions + of_quizzes:
        raise ValidationError(found)


def _publish_each(publish, rows):
    """Publish what can be published, and return the faults of the rest by name."""
    found = []
    for row in rows:
        try:
            publish(row)
        except ValidationError as error:
            found += [
                ValidationError(f"{name_row(row)}: {fault.message}", fault.code)
                for fault in error.error_list
            ]
    return found
