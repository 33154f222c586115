"""Rows for tests: plain functions that fill in only what must be there."""

from decimal import Decimal
from itertools import count

from django.utils import timezone

from accounts.models import Classroom, Enrollment, User
from quiz.assessment.item import canonical, digest
from quiz.models import Attempt, Course, LearningPoint, Lesson, Question, Quiz, Revision
from tests.quiz.assessment.samples import SAMPLES

_number = count(1)


def _in_both(**words):
    """Name the columns of both languages: title="x" gives title_ar and title_en."""
    return {
        f"{field}_{code}": f"{text} {code}" if text else ""
        for field, text in words.items()
        for code in ("ar", "en")
    }


def make_user(username=None, **fields):
    """Make a person who cannot sign in by password: hashing is slow."""
    user = User(username=username or f"person-{next(_number)}", **fields)
    user.set_unusable_password()
    user.save()
    return user


def make_course(slug=None, **fields):
    """Make a course."""
    words = _in_both(
        title="Course",
        summary="Summary",
        source_title="Source",
        source_outlet="Outlet",
        source_author="Author",
        source_date="Date",
        source_genre="Genre",
        source_language="Language",
        source_credit="Credit",
    )
    slug = slug or f"course-{next(_number)}"
    return Course.objects.create(slug=slug, **{**words, **fields})


def make_lesson(course=None, slug=None, **fields):
    """Make a lesson without passages, unpublished."""
    number = next(_number)
    return Lesson.objects.create(
        course=course or make_course(),
        slug=slug or f"lesson-{number}",
        **{"position": number, **_in_both(title="Lesson", summary="Summary"), **fields},
    )


def make_question(lesson=None, kind="choice", **fields):
    """Make a question with the sample of its kind as its published revision."""
    lesson = lesson or make_lesson()
    point, _is_new = LearningPoint.objects.get_or_create(
        lesson=lesson, slug="point", defaults={"position": 1, **_in_both(text="Point")}
    )
    words = {**_in_both(prompt="Prompt", explanation="Explanation")}
    question = Question.objects.create(
        lesson=lesson,
        kind=kind,
        learning_point=point,
        **{"level": "remember", "stance": "fact", **words, **fields},
    )
    item = canonical(SAMPLES[kind].item)
    question.current = Revision.objects.create(
        question=question, number=1, digest=digest(item), item_data=item.to_data()
    )
    question.save(update_fields=("current",))
    return question


def make_quiz(course=None, questions=(), **fields):
    """Make a published practice quiz with its questions in fixed places."""
    number = next(_number)
    words = _in_both(title=f"Quiz {number}")
    quiz = Quiz.objects.create(
        course=course or make_course(),
        uid=fields.pop("uid", f"quiz-{number}"),
        **{"is_published": True, "position": number, **words, **fields},
    )
    for position, question in enumerate(questions, 1):
        quiz.slots.create(position=position, question=question)
    return quiz


def make_classroom(*teachers, **fields):
    """Make a class."""
    classroom = Classroom.objects.create(**{"name": f"Class {next(_number)}", **fields})
    classroom.teachers.set(teachers)
    return classroom


def enroll(classroom, *students, **fields):
    """Put students into a class."""
    return [
        Enrollment.objects.create(classroom=classroom, student=student, **fields)
        for student in students
    ]


def make_attempt(learner, quiz, score=None, max_score=10, **fields):
    """Make an attempt without answers: finished where a score is given."""
    now = timezone.now()
    done = {}
    if score is not None:
        done = {
            "score": Decimal(str(score)),
            "max_score": Decimal(str(max_score)),
            "submitted_at": now,
        }
    number = learner.attempts.filter(quiz=quiz).count() + 1
    return Attempt.objects.create(
        learner=learner,
        quiz=quiz,
        **{
            "number": number,
            "seed": number,
            "language": "ar",
            "started_at": now,
            **done,
            **fields,
        },
    )
