"""What an attempt came to, and what to read again.

What may not be told is not in here either, so that no page can let it slip.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from quiz.assessment import skills
from quiz.assessment.outcome import PENDING, RIGHT, UNJUDGED
from quiz.assessment.percent import whole_percent
from quiz.assessment.presets import EVERYTHING, Reviewable
from quiz.models import Certainty, Outcome, Stance
from quiz.models.revision import items_of
from quiz.reports.regrade import tell_regrade
from quiz.reports.weak import TO_PRACTISE

# A score of some of the questions says what became of them, so both must be allowed.
IN_PARTS = Reviewable.SCORE | Reviewable.CORRECTNESS
# What to read again is the evidence of what was missed.
TO_READ = Reviewable.EVIDENCE | Reviewable.CORRECTNESS

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


class Calibration(Bar):
    """How many of the answers of one certainty were right."""

    @property
    def is_weak(self):
        """Say that none is: a guess is no mistake."""
        return False


@dataclass(frozen=True)
class Line:
    """One question of the attempt."""

    position: int
    prompt: dict[str, str]
    is_answered: bool
    state: str  # empty where it is not told
    regrade: Any  # quiz.reports.regrade.Told, or None


@dataclass(frozen=True)
class Repeats:
    """What was asked once more at the end of practice."""

    lines: tuple[Line, ...]
    right: int | None  # None where it is not told


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

    certain: tuple[LessonToRead, ...]  # where a certain answer was not right
    first: tuple[LessonToRead, ...]
    rest: tuple[LessonToRead, ...]
    rest_count: int  # passages


@dataclass(frozen=True)
class Result:
    """What an attempt came to."""

    score: Decimal | None  # None where it is not told
    max_score: Decimal | None
    lines: tuple[Line, ...]
    answered: int
    late: int  # answers that were given in time and came after it
    repeats: Repeats | None
    calibration: tuple[Calibration, ...]  # what was certain first
    by_skill: tuple[Bar, ...]
    by_stance: tuple[Bar, ...]
    by_point: tuple[Bar, ...]
    to_read: ToRead
    evidence_found: int  # questions on evidence that were answered right
    evidence_asked: int
    pending: int  # answers that wait for a marker


def result(attempt, told=EVERYTHING):
    """Return what a finished attempt came to, as far as it may be told."""
    outcomes = Outcome.objects.filter(response__attempt=attempt)
    outcomes = outcomes.select_related("regrade").by_response()
    responses = list(
        attempt.responses.select_related(
            "revision__question__learning_point",
            "revision__question__lesson__course",
            "revision__question__lesson__current",
        )
    )
    every = [(each, each.revision.question, outcomes[each.pk]) for each in responses]
    rows = [row for row in every if not row[0].is_repeat]
    scored = [row for row in rows if row[2].state not in UNJUDGED]
    with_score = Reviewable.SCORE in told
    with_states = Reviewable.CORRECTNESS in told
    in_parts = scored if IN_PARTS in told else []
    on_evidence = [
        outcome
        for _response, question, outcome in in_parts
        if skills.skill_of(question.kind, question.level) == skills.EVIDENCE
    ]
    return Result(
        score=attempt.score if with_score else None,
        max_score=attempt.max_score if with_score else None,
        lines=_lines(rows, told),
        answered=sum(response.is_answered for response, *_rest in rows),
        late=sum(response.late_seconds > 0 for response, *_rest in rows),
        repeats=_repeats(every, told),
        calibration=_calibration(scored) if with_states else (),
        by_skill=_bars(
            in_parts,
            lambda question: SKILL_NAMES[
                skills.skill_of(question.kind, question.level)
            ],
        ),
        by_stance=_bars(in_parts, lambda question: Stance(question.stance)),
        by_point=_bars(in_parts, lambda question: question.learning_point),
        to_read=_to_read(rows if TO_READ in told else []),
        evidence_found=sum(outcome.state == RIGHT for outcome in on_evidence),
        evidence_asked=len(on_evidence),
        pending=(
            sum(outcome.state == PENDING for _, _, outcome in rows) if with_score else 0
        ),
    )


def _lines(rows, told):
    return tuple(
        Line(
            position=response.position,
            prompt=response.revision.item.shown.prompt,
            is_answered=response.is_answered,
            state=outcome.state if Reviewable.CORRECTNESS in told else "",
            regrade=tell_regrade(outcome.regrade, told),
        )
        for response, _question, outcome in rows
    )


def _repeats(rows, told):
    repeated = [row for row in rows if row[0].is_repeat]
    if not repeated:
        return None
    lines = _lines(repeated, told)
    right = sum(line.state == RIGHT for line in lines)
    return Repeats(lines, right if Reviewable.CORRECTNESS in told else None)


def _calibration(rows):
    """Count what was right of each certainty: a picture, and no score."""
    given, right = Counter(), Counter()
    for response, _question, outcome in rows:
        given[response.certainty] += 1
        right[response.certainty] += outcome.state == RIGHT
    return tuple(
        Calibration(each, right[each], given[each])
        for each in reversed(Certainty)
        if given[each]
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
    certain = set()
    missed = [row for row in rows if _is_missed(row[2]) and row[1].lesson.current]
    # The revision that judged may be a mended one.
    items = items_of(outcome.revision_id for _response, _question, outcome in missed)
    for response, question, outcome in missed:
        evidence = items[outcome.revision_id].review.evidence
        wanted.setdefault(question.lesson, Counter()).update(evidence)
        if response.was_certain:
            certain.update(evidence)
    found = [
        (lesson, content.title, PassageToRead(passage, number, count))
        for lesson in sorted(wanted, key=lambda each: each.position)
        for content in [lesson.current.content]
        for number, passage in enumerate(content.passages, 1)
        if (count := wanted[lesson][passage.id])
    ]

    def is_certain(each):
        return each[2].passage.id in certain

    # Sorting keeps the order of reading among those to which as many questions lead.
    most = sorted(found, key=lambda each: (not is_certain(each), -each[2].questions))
    most = most[:TO_READ_FIRST]
    return ToRead(
        certain=_by_lesson(each for each in found if each in most and is_certain(each)),
        first=_by_lesson(
            each for each in found if each in most and not is_certain(each)
        ),
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
