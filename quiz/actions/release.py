"""Telling the results of an exam: of a quiz to everybody, or of an assignment.

What is released is a Quiz, or the Assignment that gives it to a class: both open and
close, have attempts, and know since when their results are told.
"""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from quiz.actions.attempt import retime_attempts
from quiz.assessment.terms import GRACE, NOT_OPEN_YET


class NotOpenYet(Exception):
    """The exam has not opened: there are no results to release."""


class StillOpen(Exception):
    """The exam can still be taken by somebody, whom its key would reach."""

    def __init__(self, closes_at):
        super().__init__(closes_at)
        self.closes_at = closes_at  # for the last of them


@transaction.atomic
def release_results(exam):
    """Tell the results of an exam, and close it where nothing does.

    Returns the moment from which they show: where attempts are open, the end of the
    time in which an answer may still come, since the key helps who waits with it.
    Raises NotOpenYet, and StillOpen where somebody may take it.
    """
    now = timezone.now()
    exam = type(exam).objects.select_for_update().get(pk=exam.pk)
    if exam.released_at:
        return exam.released_at
    if exam.terms.refusal(now) == NOT_OPEN_YET:
        raise NotOpenYet
    if exam.last_closing() is None:
        exam.closes_at = now
    if (last := exam.last_closing()) > now:
        raise StillOpen(last)
    exam.save(update_fields=("closes_at",))
    retime_attempts(exam.attempts.all())
    open_attempts = exam.attempts.in_progress()
    last_end = open_attempts.aggregate(last=Max("ends_at"))["last"]
    exam.released_at = max(now, last_end + GRACE) if last_end else now
    exam.save(update_fields=("released_at",))
    return exam.released_at


def hide_results(exam):
    """Tell the results of an exam no longer; who has seen them has seen them."""
    type(exam).objects.filter(pk=exam.pk).update(released_at=None)
