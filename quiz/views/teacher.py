"""What the pages of teachers share: how a form is taken, and whose a class is."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts.models import Classroom
from quiz.models import Assignment

UNPROCESSABLE = 422
allow_form = require_http_methods(["GET", "HEAD", "POST"])


def sent(request):
    """Return what a form was sent with, or None where the page is only read."""
    return request.POST if request.method == "POST" else None


def show(request, name, form=None, **context):
    """Show a page of the classes; where a form was refused, with the status for it."""
    return render(
        request,
        f"quiz/classroom/{name}.html",
        {"section": "classrooms", "form": form, **context},
        status=UNPROCESSABLE if form and form.errors else 200,
    )


def taught_or_404(request, classroom_id):
    """Return a class of the teacher's own."""
    return get_object_or_404(Classroom.objects.taught_by(request.user), pk=classroom_id)


def open_or_404(request, classroom_id):
    """Return a class of the teacher's own that can still be changed."""
    return get_object_or_404(
        Classroom.objects.taught_by(request.user).open(), pk=classroom_id
    )


def enrollment_or_404(classroom, student_id):
    """Return the place that a student has in a class now."""
    enrollments = classroom.enrollments.filter(left_at=None)
    return get_object_or_404(
        enrollments.select_related("student", "classroom"), student__pk=student_id
    )


def assignment_or_404(request, classroom_id, assignment_id, *, may_be_over=False):
    """Return what a class of the teacher's own was given, with its class and quiz.

    Of a class that can still be changed, unless it may be over.
    """
    classrooms = Classroom.objects.taught_by(request.user)
    return get_object_or_404(
        Assignment.objects.select_related("quiz", "classroom"),
        pk=assignment_id,
        classroom__pk=classroom_id,
        classroom__in=classrooms if may_be_over else classrooms.open(),
    )
