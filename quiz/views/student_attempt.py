"""What a student answered, for a teacher of the class."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from quiz.models import Attempt
from quiz.reports.assignment import counts_for
from quiz.reports.student_attempt import answer_report, attempt_lines
from quiz.views.teacher import enrollment_or_404, show, taught_or_404


@require_safe
@login_required
def student_attempt(request, classroom_id, student_id, attempt_id):
    """List what a student answered in one attempt."""
    classroom = taught_or_404(request, classroom_id)
    attempt = _attempt_or_404(classroom, student_id, attempt_id)
    return show(
        request,
        "student_attempt",
        classroom=classroom,
        student=attempt.learner,
        attempt=attempt,
        lines=attempt_lines(attempt),
    )


@require_safe
@login_required
def student_answer(request, classroom_id, student_id, attempt_id, position):
    """Show one answer as the student saw the question, and what it was before."""
    classroom = taught_or_404(request, classroom_id)
    attempt = _attempt_or_404(classroom, student_id, attempt_id)
    response = get_object_or_404(attempt.responses.all(), position=position)
    response.attempt = attempt
    report = answer_report(response)
    return show(
        request,
        "student_answer",
        classroom=classroom,
        student=attempt.learner,
        attempt=attempt,
        report=report,
        review=report.review,
        lesson=report.lesson,
    )


def _attempt_or_404(classroom, student_id, attempt_id):
    """Return an attempt at what the class was given, where it counts for the class."""
    enrollment = enrollment_or_404(classroom, student_id)
    attempts = Attempt.objects.select_related("quiz").filter(
        learner=enrollment.student, quiz__assignments__classroom=classroom
    )
    attempt = get_object_or_404(attempts, pk=attempt_id)
    if not counts_for(attempt, enrollment):
        raise Http404
    attempt.learner = enrollment.student
    return attempt
