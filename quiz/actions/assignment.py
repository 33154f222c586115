"""Giving quizzes to a class, and telling it the results of an exam."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from quiz.actions.attempt import retime_attempts
from quiz.assessment.terms import GRACE, NOT_OPEN_YET
from quiz.models import Assignment


class AlreadyAssigned(Exception):
    """The class was given this quiz before: nothing is changed."""


class MomentPast(Exception):
    """A moment that should be still to come is over: nothing is changed."""

    def __init__(self, name):
        super().__init__(name)
        self.name = name  # due_at or closes_at


class ResultsReleased(Exception):
    """The class knows the results, so nobody of it may take the exam any more."""


class NotOpenYet(Exception):
    """The exam has not opened: there are no results to release."""


class StillOpen(Exception):
    """The exam can still be taken by somebody of the class."""

    def __init__(self, closes_at):
        super().__init__(closes_at)
        self.closes_at = closes_at  # for the last of them


def assign_quiz(  # noqa: PLR0913 - what, to whom, by whom, and the three moments
    classroom, quiz, teacher, *, due_at=None, opens_at=None, closes_at=None
):
    """Give a quiz to a class, with when it opens, is due and closes.

    Raises AlreadyAssigned where the class has the quiz, and MomentPast where the time
    to take it passed meanwhile.
    """
    now = timezone.now()
    for name, moment in (("due_at", due_at), ("closes_at", closes_at)):
        if moment and moment <= now:
            raise MomentPast(name)
    assignment, is_new = Assignment.objects.get_or_create(
        classroom=classroom,
        quiz=quiz,
        defaults={
            "assigned_by": teacher,
            "assigned_at": now,
            "due_at": due_at,
            "opens_at": opens_at,
            "closes_at": closes_at,
        },
    )
    if not is_new:
        raise AlreadyAssigned
    return assignment


@transaction.atomic
def change_dates(assignment, *, due_at, opens_at, closes_at):
    """Set when an assignment opens, is due and closes; None takes a moment away.

    Attempts that are open end by the new closing. Raises ResultsReleased where the
    class would have time again after its results were released.
    """
    assignment = hold(assignment)
    assignment.due_at = due_at
    assignment.opens_at = opens_at
    assignment.closes_at = closes_at
    assignment.save(update_fields=("due_at", "opens_at", "closes_at"))
    keep_closed(assignment)
    retime_attempts(assignment.attempts.all())


def hold(assignment):
    """Fetch an assignment anew, and let nobody else change it before the end."""
    rows = Assignment.objects.select_for_update(of=("self",))
    return rows.select_related("quiz").get(pk=assignment.pk)


def keep_closed(assignment):
    """Raise ResultsReleased where a class that knows the results has time again."""
    if assignment.released_at:
        closes_at = assignment.last_closing()
        if closes_at is None or closes_at > timezone.now():
            raise ResultsReleased


@transaction.atomic
def release_results(assignment):
    """Tell the results of an exam to a class, and close it where nothing does.

    Returns the moment from which they show: where attempts are open, the end of the
    time in which an answer may still come, since the key helps who waits with it.
    Raises NotOpenYet, and StillOpen where somebody of the class may take it.
    """
    now = timezone.now()
    assignment = hold(assignment)
    if assignment.terms(None, None).refusal(now) == NOT_OPEN_YET:
        raise NotOpenYet
    if assignment.last_closing() is None:
        assignment.closes_at = now
    if (last := assignment.last_closing()) > now:
        raise StillOpen(last)
    assignment.save(update_fields=("closes_at",))
    retime_attempts(assignment.attempts.all())
    open_attempts = assignment.attempts.in_progress()
    last_end = open_attempts.aggregate(last=Max("ends_at"))["last"]
    assignment.released_at = max(now, last_end + GRACE) if last_end else now
    assignment.save(update_fields=("released_at",))
    return assignment.released_at


def hide_results(assignment):
    """Tell the results of an exam no longer; who has seen them has seen them."""
    Assignment.objects.filter(pk=assignment.pk).update(released_at=None)


def withdraw_assignment(assignment):
    """Take a quiz back from a class; the attempts are the students' and stay."""
    Assignment.objects.filter(pk=assignment.pk).delete()
