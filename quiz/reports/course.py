"""How far a learner has come in a course."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from quiz.models import Attempt, Lesson, Quiz
from quiz.models.attempt import best_attempt
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
class FurtherQuiz:
    """A quiz that is offered besides those that the lessons end with."""

    quiz: Any
    line: LessonLine | None  # of its lesson; None where it is over the whole course
    best: Any  # the learner's best finished attempt at it, or None


@dataclass(frozen=True)
class CoursePath:
    """A course as one learner meets it."""

    course: Any
    lines: tuple[LessonLine, ...]
    quizzes: tuple[FurtherQuiz, ...]
    open: tuple[Attempt, ...]  # attempts to go on with, the newest first
    next: LessonLine | None  # where to go on; None when all is done

    @property
    def is_begun(self):
        """Say whether anything is read, begun or taken."""
        return bool(
            self.open
            or any(line.state != OPEN for line in self.lines)
            or any(further.best for further in self.quizzes)
        )


def course_path(course, learner):
    """Return the course's lessons with the learner's state in each."""
    return course_paths([course], learner)[0]


def course_paths(courses, learner):
    """Return the same of several courses; the database is asked no more often."""
    lessons = _by_course(Lesson.objects.listed().filter(course__in=courses))
    quizzes = _by_course(Quiz.objects.published().filter(course__in=courses))
    progress = progress_by_lesson(courses, learner)
    attempts = _attempts_by_course(courses, learner)
    return [
        _path(
            course,
            lessons[course.pk],
            quizzes[course.pk],
            progress,
            attempts[course.pk],
        )
        for course in courses
    ]


def _by_course(rows):
    by_course = defaultdict(list)
    for row in rows:
        by_course[row.course_id].append(row)
    return by_course


def _path(course, lessons, quizzes, progress, attempts):
    best = _best_by_quiz(attempts)
    begun = tuple(each for each in attempts if not each.is_submitted)
    begun_quizzes = {each.quiz_id for each in begun}
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
                state=_state(
                    row, attempt, quiz, is_begun=quiz and quiz.pk in begun_quizzes
                ),
                furthest=min(row.furthest, lesson.passage_count) if row else 0,
                is_read=row is not None and row.finished_at is not None,
                quiz=quiz,
                best=attempt,
            )
        )
    return CoursePath(
        course=course,
        lines=tuple(lines),
        quizzes=_further(quizzes, lines, best),
        open=begun,
        next=next((line for line in lines if line.state != DONE), None),
    )


def _further(quizzes, lines, best):
    by_lesson = {line.lesson.pk: line for line in lines}
    at_the_end = {line.quiz.pk for line in lines if line.quiz}
    return tuple(
        FurtherQuiz(quiz, by_lesson.get(quiz.lesson_id), best.get(quiz.pk))
        for quiz in quizzes
        if quiz.pk not in at_the_end
        and (quiz.lesson_id is None or quiz.lesson_id in by_lesson)
    )


def _state(progress, best, quiz, *, is_begun):
    if not progress and not best and not is_begun:
        return OPEN
    is_read = progress is not None and progress.finished_at is not None
    return DONE if is_read and (best or not quiz) else HALF


def progress_by_lesson(courses, learner):
    """Return the learner's progress rows, by lesson."""
    if not learner.is_authenticated:
        return {}
    rows = learner.lessons_progress.filter(lesson__course__in=courses)
    return {row.lesson_id: row for row in rows}


def _attempts_by_course(courses, learner):
    by_course = defaultdict(list)
    if learner.is_authenticated:
        for attempt in attempts_in(courses, learner):
            by_course[attempt.quiz.course_id].append(attempt)
    return by_course


def _best_by_quiz(attempts):
    """Return the best finished attempt at each quiz; of equals, the newest."""
    finished = defaultdict(list)
    for attempt in attempts:
        if attempt.is_submitted:
            finished[attempt.quiz_id].append(attempt)
    return {quiz: best_attempt(each) for quiz, each in finished.items()}


def attempts_in(courses, learner):
    """Return the learner's attempts in some courses as they may see them, newest first.

    With their quizzes.
    """
    now = timezone.now()
    attempts = learner.attempts.filter(quiz__course__in=courses)
    return [each.as_told(now) for each in attempts.select_related("assignment", "quiz")]
