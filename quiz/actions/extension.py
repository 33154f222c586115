"""Giving one student more time or attempts than the class has."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Enrollment
from quiz.actions.assignment import hold, keep_closed
from quiz.actions.attempt import retime_attempts
from quiz.models import Attempt, Extension


@transaction.atomic
def extend(assignment, student, teacher, **given):
    """Give a student what the class has not, from now on; attempts that are open too.

    Raises ResultsReleased where the student could take an exam whose results the
    class knows.
    """
    assignment = hold(assignment)
    Extension.objects.update_or_create(
        assignment=assignment,
        student=student,
        defaults={"granted_by": teacher, "granted_at": timezone.now(), **given},
    )
    keep_closed(assignment)
    retime_attempts(assignment.attempts.filter(learner=student))


@transaction.atomic
def withdraw_extension(extension):
    """Take back what a student was given; an open attempt ends as for the class."""
    Extension.objects.filter(pk=extension.pk).delete()
    retime_attempts(extension.assignment.attempts.filter(learner=extension.student))


@transaction.atomic
def change_time(enrollment, time_multiplier):
    """Give a student this many times the usual time in all quizzes of a class."""
    Enrollment.objects.filter(pk=enrollment.pk).update(time_multiplier=time_multiplier)
    retime_attempts(
        Attempt.objects.filter(
            learner=enrollment.student_id,
            assignment__classroom=enrollment.classroom_id,
        )
    )
