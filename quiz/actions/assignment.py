"""Giving quizzes to a class."""

from django.utils import timezone

from quiz.models import Assignment


class AlreadyAssigned(Exception):
    """The class was given this quiz before: nothing is changed."""


class DueDatePast(Exception):
    """The moment by which it should be done is over: nothing is changed."""


def assign_quiz(classroom, quiz, teacher, due_at=None):
    """Give a quiz to a class, with the moment by which it should be done.

    Raises AlreadyAssigned where the class has the quiz, and DueDatePast where the
    moment passed meanwhile.
    """
    now = timezone.now()
    if due_at and due_at <= now:
        raise DueDatePast
    assignment, is_new = Assignment.objects.get_or_create(
        classroom=classroom,
        quiz=quiz,
        defaults={
            "assigned_by": teacher,
            "assigned_at": now,
            "due_at": due_at,
        },
    )
    if not is_new:
        raise AlreadyAssigned
    return assignment


def change_due_date(assignment, due_at):
    """Set by when an assignment should be done, or with None take that away."""
    Assignment.objects.filter(pk=assignment.pk).update(due_at=due_at)


def withdraw_assignment(assignment):
    """Take a quiz back from a class; the attempts are the students' and stay."""
    Assignment.objects.filter(pk=assignment.pk).delete()
