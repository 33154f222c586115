"""What a learner has done and knows, over whole courses."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils import timezone

from quiz.assessment.outcome import UNJUDGED
from quiz.assessment.skills import SKILLS, skill_of
from quiz.models import Outcome
from quiz.models.attempt import best_attempt
from quiz.reports.course import CoursePath, attempts_in, course_paths
from quiz.reports.result import IN_PARTS, SKILL_NAMES, Bar
from quiz.reports.weak import TO_PRACTISE


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
    enough: int = TO_PRACTISE  # per cent from which on a skill is not weak


def learner_progress(courses, learner):
    """Return what a learner has read and taken in each course, and their skills."""
    finished = [each for each in attempts_in(courses, learner) if each.is_submitted]
    lines = _quiz_lines(finished)
    bars = _skill_bars(courses, finished)
    return [
        LearnerProgress(
            path=path,
            read=sum(line.is_read for line in path.lines),
            quizzes=tuple(
                line for line in lines if line.quiz.course_id == path.course.pk
            ),
            skills=bars[path.course.pk],
            weakest=min(
                (bar for bar in bars[path.course.pk] if bar.is_weak),
                key=lambda bar: bar.share,
                default=None,
            ),
        )
        for path in course_paths(courses, learner)
    ]


def _quiz_lines(finished):
    by_quiz: dict[Any, list[Any]] = {}
    for attempt in finished:
        by_quiz.setdefault(attempt.quiz, []).append(attempt)
    lines = (
        QuizLine(
            quiz=quiz,
            best=best_attempt(attempts),
            latest=attempts[0],
            count=len(attempts),
        )
        for quiz, attempts in by_quiz.items()
    )
    return sorted(lines, key=lambda line: (line.quiz.position, line.quiz.pk))


def _skill_bars(courses, finished):
    """Add up the outcomes that count of what may be told, by course and skill."""
    now = timezone.now()
    told = [each.pk for each in finished if IN_PARTS in each.reviewable(now)]
    outcomes = (
        Outcome.objects.filter(response__attempt__in=told, response__is_repeat=False)
        .select_related("revision__question")
        .defer("revision__item_data")
        .annotate(course=F("response__attempt__quiz__course"))
    )
    score, highest = Counter(), Counter()
    for outcome in outcomes.by_response().values():
        if outcome.state in UNJUDGED:
            continue
        question = outcome.revision.question
        place = outcome.course, skill_of(question.kind, question.level)
        score[place] += outcome.score
        highest[place] += outcome.max_score
    return {
        course.pk: tuple(
            Bar(SKILL_NAMES[skill], score[course.pk, skill], highest[course.pk, skill])
            for skill in SKILLS
            if highest[course.pk, skill]
        )
        for course in courses
    }
