"""Giving quizzes to a class, and taking them back."""

from django.db import transaction
from django.utils import timezone

from quiz.actions.attempt import retime_attempts
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


def withdraw_assignment(assignment):
    """Take a quiz back from a class; the attempts are the students' and stay."""
    with transaction.atomic():
        rows = Assignment.objects.filter(pk=assignment.pk)
        # Locked, so that nobody tallies its attempts at this moment.
        list(rows.select_for_update())
        rows.delete()
