"""How far a learner has come in a course."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from quiz.models import Attempt, Lesson, Quiz
from quiz.models.edition import minutes_of

OPEN, HALF, DONE = "open", "half", "done"


@dataclass(frozen=True)
class LessonLine:
    """One lesson in a course's list."""

    lesson: Any
    number: int
    state: str  # open, half or done
    furthest: int  # passages read
    is_read: bool  # to the end, once
    quiz: Any  # the lesson's practice quiz, or None
    best: Any  # the learner's best finished attempt at it, or None

    @property
    def minutes(self):
        """Return about how long reading takes."""
        return minutes_of(self.lesson.word_count)


@dataclass(frozen=True)
class CoursePath:
    """A course as one learner meets it."""

    course: Any
    lines: tuple[LessonLine, ...]
    quizzes: tuple[Any, ...]  # those over the whole course
    next: LessonLine | None  # where to go on; None when all is done

    @property
    def is_begun(self):
        """Say whether anything is read or taken."""
        return any(line.state != OPEN for line in self.lines)


def course_path(course, learner):
    """Return the course's lessons with the learner's state in each."""
    return course_paths([course], learner)[0]


def course_paths(courses, learner):
    """Return the same of several courses; the database is asked no more often."""
    lessons = _by_course(Lesson.objects.listed().filter(course__in=courses))
    quizzes = _by_course(Quiz.objects.published().filter(course__in=courses))
    progress = progress_by_lesson(courses, learner)
    best = best_by_quiz(courses, learner)
    return [
        _path(course, lessons[course.pk], quizzes[course.pk], progress, best)
        for course in courses
    ]


def _by_course(rows):
    by_course = defaultdict(list)
    for row in rows:
        by_course[row.course_id].append(row)
    return by_course


def _path(course, lessons, quizzes, progress, best):
    # Backwards, so that of several of one lesson the first is kept.
    practice = {
        quiz.lesson_id: quiz
        for quiz in reversed(quizzes)
        if quiz.lesson_id and quiz.preset == Quiz.Preset.PRACTICE
    }
    lines = []
    for number, lesson in enumerate(lessons, 1):
        quiz = practice.get(lesson.pk)
        row = progress.get(lesson.pk)
        attempt = best.get(quiz.pk) if quiz else None
        lines.append(
            LessonLine(
                lesson=lesson,
                number=number,
                state=_state(row, attempt, quiz),
                furthest=min(row.furthest, lesson.passage_count) if row else 0,
                is_read=row is not None and row.finished_at is not None,
                quiz=quiz,
                best=attempt,
            )
        )
    return CoursePath(
        course=course,
        lines=tuple(lines),
        quizzes=tuple(quiz for quiz in quizzes if quiz.lesson_id is None),
        next=next((line for line in lines if line.state != DONE), None),
    )


def _state(progress, best, quiz):
    if not progress and not best:
        return OPEN
    is_read = progress is not None and progress.finished_at is not None
    return DONE if is_read and (best or not quiz) else HALF


def progress_by_lesson(courses, learner):
    """Return the learner's progress rows, by lesson."""
    if not learner.is_authenticated:
        return {}
    rows = learner.lessons_progress.filter(lesson__course__in=courses)
    return {row.lesson_id: row for row in rows}


def best_by_quiz(courses, learner):
    """Return the learner's best finished attempt at each quiz, by quiz."""
    best: dict[int, Attempt] = {}
    for attempt in finished_attempts(courses, learner):
        known = best.get(attempt.quiz_id)
        if known is None or attempt.share > known.share:
            best[attempt.quiz_id] = attempt
    return best


def finished_attempts(courses, learner):
    """Return the learner's finished attempts in some courses, the newest first."""
    if not learner.is_authenticated:
        return []
    return learner.attempts.submitted().filter(quiz__course__in=courses)
