"""What an attempt came to, and what to read again."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from quiz.assessment import skills
from quiz.assessment.outcome import PENDING, RIGHT
from quiz.assessment.percent import whole_percent
from quiz.models import Outcome, Stance
from quiz.reports.weak import TO_PRACTISE

# Passages to read again that are shown at once; the others wait behind a line.
TO_READ_FIRST = 5

SKILL_NAMES = {
    skills.RECALL: _("Recalling facts"),
    skills.TELLING: _("Telling claims from facts"),
    skills.REASONING: _("Following the reasoning"),
    skills.EVIDENCE: _("Finding the evidence"),
}


@dataclass(frozen=True)
class Bar:
    """A score on one thing: a skill, a stance, a learning point."""

    label: Any  # words by language, or words
    score: Decimal
    max_score: Decimal

    @property
    def share(self):
        """Return which part of the highest score was earned."""
        return self.score / self.max_score if self.max_score else Decimal(0)

    @property
    def percent(self):
        """Return the score in whole per cent."""
        return whole_percent(self.score, self.max_score)

    @property
    def is_weak(self):
        """Say whether so little was earned that this is to be practised."""
        return self.percent < TO_PRACTISE


@dataclass(frozen=True)
class Line:
    """One question of the attempt."""

    position: int
    prompt: dict[str, str]
    state: str
    score: Decimal | None
    max_score: Decimal


@dataclass(frozen=True)
class PassageToRead:
    """A passage to read again, and how many questions say so."""

    passage: Any
    number: int
    questions: int


@dataclass(frozen=True)
class LessonToRead:
    """Passages of one lesson to read again, in the order of reading."""

    lesson: Any
    title: dict[str, str]  # as published
    passages: tuple[PassageToRead, ...]


@dataclass(frozen=True)
class ToRead:
    """What to read again: where most questions lead comes first, the rest is kept."""

    first: tuple[LessonToRead, ...]
    rest: tuple[LessonToRead, ...]
    rest_count: int  # passages


@dataclass(frozen=True)
class Result:
    """What an attempt came to."""

    lines: tuple[Line, ...]
    by_skill: tuple[Bar, ...]
    by_stance: tuple[Bar, ...]
    by_point: tuple[Bar, ...]
    to_read: ToRead
    evidence_found: int  # questions on evidence that were answered right
    evidence_asked: int
    pending: int  # answers that wait for a marker


def result(attempt):
    """Return what a finished attempt came to."""
    outcomes = Outcome.objects.filter(response__attempt=attempt).by_response()
    responses = list(
        attempt.responses.select_related(
            "revision__question__learning_point",
            "revision__question__lesson__course",
            "revision__question__lesson__current",
        )
    )
    rows = [(each, each.revision.question, outcomes[each.pk]) for each in responses]
    scored = [row for row in rows if row[2].state != PENDING]
    on_evidence = [
        outcome
        for _response, question, outcome in scored
        if skills.skill_of(question.kind, question.level) == skills.EVIDENCE
    ]
    return Result(
        lines=tuple(_line(*row) for row in rows),
        by_skill=_bars(
            scored,
            lambda question: SKILL_NAMES[
                skills.skill_of(question.kind, question.level)
            ],
        ),
        by_stance=_bars(scored, lambda question: Stance(question.stance)),
        by_point=_bars(scored, lambda question: question.learning_point),
        to_read=_to_read(rows),
        evidence_found=sum(outcome.state == RIGHT for outcome in on_evidence),
        evidence_asked=len(on_evidence),
        pending=len(rows) - len(scored),
    )


def _line(response, question, outcome):
    return Line(
        position=response.position,
        prompt=response.revision.item.shown.prompt,
        state=outcome.state,
        score=outcome.score,
        max_score=outcome.max_score,
    )


def _bars(rows, label_of):
    score, highest = Counter(), Counter()
    for _response, question, outcome in rows:
        label = label_of(question)
        score[label] += outcome.score
        highest[label] += outcome.max_score
    return tuple(Bar(label, score[label], highest[label]) for label in highest)


def _to_read(rows):
    """Return the evidence of what was wrong, or less than half right."""
    wanted: dict[Any, Counter[str]] = {}  # by lesson, whose text is read once
    for response, question, outcome in rows:
        if _is_missed(outcome) and question.lesson.current:
            evidence = response.revision.item.review.evidence
            wanted.setdefault(question.lesson, Counter()).update(evidence)
    found = [
        (lesson, content.title, PassageToRead(passage, number, count))
        for lesson in sorted(wanted, key=lambda each: each.position)
        for content in [lesson.current.content]
        for number, passage in enumerate(content.passages, 1)
        if (count := wanted[lesson][passage.id])
    ]
    # Sorting keeps the order of reading among those to which as many questions lead.
    most = sorted(found, key=lambda each: -each[2].questions)[:TO_READ_FIRST]
    return ToRead(
        first=_by_lesson(each for each in found if each in most),
        rest=_by_lesson(each for each in found if each not in most),
        rest_count=len(found) - len(most),
    )


def _is_missed(outcome):
    return outcome.state != PENDING and 2 * outcome.score < outcome.max_score


def _by_lesson(found):
    return tuple(
        LessonToRead(
            lesson, title, tuple(passage for _lesson, _title, passage in group)
        )
        for (lesson, title), group in groupby(found, key=lambda each: each[:2])
    )
