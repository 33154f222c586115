"""When what is told about the answers of a quiz."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from quiz.assessment.presets import CLOSED, EVERYTHING, NOTHING, PHASES, Reviewable

ASPECTS = {
    Reviewable.SCORE: _("the score"),
    Reviewable.CORRECTNESS: _("which answers are right"),
    Reviewable.FEEDBACK: _("feedback"),
    Reviewable.KEY: _("the right answers"),
    Reviewable.EVIDENCE: _("the evidence"),
}


@dataclass(frozen=True)
class Telling:
    """What is told from one moment on, and was not told before."""

    phase: str  # during, submitted or closed
    aspects: Reviewable
    # Of the last phase alone.
    at: datetime | None = None  # None where nobody has said when
    is_release: bool = False  # of an exam, instead of its closing
    has_teacher: bool = False  # who releases it

    @property
    def is_everything(self):
        """Say whether all that there is comes at once."""
        return self.aspects == EVERYTHING

    @property
    def names(self):
        """Name what is told."""
        return tuple(ASPECTS[each] for each in self.aspects)


def tellings(quiz, assignment=None, after=None):
    """Return when what is told about the answers, in the order of time.

    `after` leaves out a phase with those before it, and what is told in it.
    """
    told, phases = NOTHING, PHASES
    if after is not None:
        told, phases = quiz.review(after), PHASES[PHASES.index(after) + 1 :]
    found: list[Any] = []
    for phase in phases:
        aspects = quiz.review(phase) & ~told
        told |= aspects
        if aspects and phase == CLOSED:
            found.append(
                Telling(
                    phase,
                    aspects,
                    at=quiz.tells_all_at(assignment),
                    is_release=quiz.is_exam,
                    has_teacher=assignment is not None,
                )
            )
        elif aspects:
            found.append(Telling(phase, aspects))
    return tuple(found)


def tellings_to_come(attempt, now):
    """Return when the rest is told about the answers of an attempt."""
    return tellings(attempt.quiz, attempt.assignment, after=attempt.phase(now))
