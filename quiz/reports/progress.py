"""What a learner has done and knows, over a whole course."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from quiz.assessment.outcome import PENDING
from quiz.assessment.skills import SKILLS, skill_of
from quiz.models import Outcome
from quiz.reports.course import CoursePath, course_path, finished_attempts
from quiz.reports.result import SKILL_NAMES, Bar


@dataclass(frozen=True)
class QuizLine:
    """One quiz with the learner's best and latest finished attempts."""

    quiz: Any
    best: Any
    latest: Any
    count: int


@dataclass(frozen=True)
class LearnerProgress:
    """A learner's progress in one course."""

    path: CoursePath
    read: int  # lessons read to the end
    quizzes: tuple[QuizLine, ...]
    skills: tuple[Bar, ...]
    weakest: Bar | None  # the skill that needs practice most, if any is weak


def learner_progress(course, learner):
    """Return what a learner has read and taken, and their skills."""
    path = course_path(course, learner)
    bars = _skill_bars(course, learner)
    weak = [bar for bar in bars if bar.is_weak]
    read = learner.lessons_progress.filter(lesson__course=course)
    return LearnerProgress(
        path=path,
        read=read.exclude(finished_at=None).count(),
        quizzes=_quiz_lines(course, learner),
        skills=bars,
        weakest=min(weak, key=lambda bar: bar.percent, default=None),
    )


def _quiz_lines(course, learner):
    by_quiz: dict[Any, list[Any]] = {}
    for attempt in finished_attempts(course, learner).select_related("quiz"):
        by_quiz.setdefault(attempt.quiz, []).append(attempt)
    lines = (
        QuizLine(
            quiz=quiz,
            best=max(attempts, key=lambda each: each.percent or 0),
            latest=attempts[0],
            count=len(attempts),
        )
        for quiz, attempts in by_quiz.items()
    )
    return tuple(sorted(lines, key=lambda line: (line.quiz.position, line.quiz.pk)))


def _skill_bars(course, learner):
    """Add up the outcomes that count of all finished attempts, by skill."""
    outcomes = (
        Outcome.objects.filter(
            response__attempt__learner=learner,
            response__attempt__quiz__course=course,
            response__attempt__submitted_at__isnull=False,
        )
        .select_related("revision__question")
        .defer("revision__item_data")
    )
    score, highest = Counter(), Counter()
    for outcome in outcomes.by_response().values():
        if outcome.state == PENDING:
            continue
        question = outcome.revision.question
        skill = skill_of(question.kind, question.level)
        score[skill] += outcome.score
        highest[skill] += outcome.max_score
    return tuple(
        Bar(SKILL_NAMES[skill], score[skill], highest[skill])
        for skill in SKILLS
        if highest[skill]
    )
