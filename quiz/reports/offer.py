"""What holds for one learner who is about to take a quiz, or to go on with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quiz.assessment.terms import Terms, whole_minutes
from quiz.models import Assignment
from quiz.reports.telling import Telling, tellings

# What a learner may expect; nobody is measured by it.
MINUTES_A_QUESTION = 1


@dataclass(frozen=True)
class Offer:
    """The terms of one learner at one quiz, as they stand at one moment."""

    terms: Terms
    tellings: tuple[Telling, ...]
    question_count: int
    taken: int  # attempts, the open one included
    open: Any  # the attempt to go on with, or None
    now: datetime

    @property
    def minutes(self):
        """Return about how long the questions take."""
        return self.question_count * MINUTES_A_QUESTION

    @property
    def refusal(self):
        """Return why no attempt can be begun; empty if one can, or is open."""
        return "" if self.open else self.terms.refusal(self.now, self.taken)

    @property
    def attempts_left(self):
        """Return how many can be begun; None without a limit."""
        return self.terms.attempts_left(self.taken)

    @property
    def begins_at(self):
        """Return when the attempt began, or can begin at the earliest."""
        if self.open:
            return self.open.started_at
        return max(self.now, self.terms.opens_at or self.now)

    @property
    def ends_at(self):
        """Return when its time is over; None without a limit."""
        return self.open.ends_at if self.open else self.terms.ends_at(self.begins_at)

    @property
    def first_limit(self):
        """Name what ends it first: limit or closing; empty if neither does."""
        return self.terms.first_limit(self.begins_at)

    @property
    def limit_minutes(self):
        """Return how long an attempt may take; None without a limit."""
        return whole_minutes(self.terms.time_limit)

    @property
    def minutes_left(self):
        """Return how long there is from now, or from its opening; None without end."""
        if self.ends_at is None:
            return None
        return whole_minutes(self.ends_at - max(self.now, self.begins_at))

    @property
    def is_over(self):
        """Say whether the time of the open attempt is over."""
        return bool(self.open and self.open.is_over(self.now))

    @property
    def has_moments(self):
        """Say whether a moment is told, so that its time zone should be."""
        return bool(
            self.ends_at
            or self.terms.opens_at
            or self.terms.closes_at
            or any(each.at for each in self.tellings)
        )


def offer(quiz, learner, attempts, now):
    """Return what holds for a learner with some attempts at a quiz."""
    open_attempt = next((each for each in attempts if not each.is_submitted), None)
    assignment, terms = None, quiz.terms
    if learner.is_authenticated:
        assignment, terms = Assignment.objects.terms_for(learner, quiz, now)
    return Offer(
        terms=terms,
        tellings=tellings(quiz, assignment),
        question_count=open_attempt.responses.scored().count()
        if open_attempt
        else quiz.question_count,
        taken=len(attempts),
        open=open_attempt,
        now=now,
    )
