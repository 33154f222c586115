"""What a class is given to do."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from quiz.actions import assignment as actions
from quiz.forms.assignment import (
    ALREADY_ASSIGNED,
    MOMENT_IS_OVER,
    AssignmentForm,
    DueDateForm,
    to_the_minute,
)
from quiz.views.teacher import UNPROCESSABLE, allow_form, open_or_404, sent


def _assignment_or_404(request, classroom_id, assignment_id):
    classroom = open_or_404(request, classroom_id)
    assignments = classroom.assignments.select_related("quiz", "classroom")
    return get_object_or_404(assignments, pk=assignment_id)


@allow_form
@login_required
def assign(request, classroom_id):
    """Give a quiz to a class."""
    classroom = open_or_404(request, classroom_id)
    form = AssignmentForm(classroom, sent(request))
    if form.is_valid():
        try:
            actions.assign_quiz(classroom, teacher=request.user, **form.cleaned_data)
        except actions.AlreadyAssigned:
            form.add_error("quiz", ALREADY_ASSIGNED)
        except actions.DueDatePast:
            form.add_error("due_at", MOMENT_IS_OVER)
        else:
            messages.success(request, _("The quiz is assigned."))
            return redirect("quiz:classroom", classroom.pk)
    return render(
        request,
        "quiz/classroom/assign.html",
        {"section": "classrooms", "classroom": classroom, "form": form},
        status=UNPROCESSABLE if form.errors else 200,
    )


@allow_form
@login_required
def change_assignment(request, classroom_id, assignment_id):
    """Set or take away by when an assignment should be done."""
    assignment = _assignment_or_404(request, classroom_id, assignment_id)
    form = DueDateForm(
        sent(request), initial={"due_at": to_the_minute(assignment.due_at)}
    )
    if form.is_valid():
        if form.has_changed():
            actions.change_due_date(assignment, form.cleaned_data["due_at"])
            messages.success(request, _("The due date is changed."))
        return redirect("quiz:classroom", classroom_id)
    return render(
        request,
        "quiz/classroom/change_assignment.html",
        {
            "section": "classrooms",
            "classroom": assignment.classroom,
            "assignment": assignment,
            "form": form,
        },
        status=UNPROCESSABLE if form.errors else 200,
    )


@allow_form
@login_required
def withdraw_assignment(request, classroom_id, assignment_id):
    """Take a quiz back from a class, after asking."""
    assignment = _assignment_or_404(request, classroom_id, assignment_id)
    if request.method == "POST":
        actions.withdraw_assignment(assignment)
        messages.success(request, _("The quiz is withdrawn. The attempts are kept."))
        return redirect("quiz:classroom", classroom_id)
    return render(
        request,
        "quiz/classroom/withdraw_assignment.html",
        {
            "section": "classrooms",
            "classroom": assignment.classroom,
            "assignment": assignment,
        },
    )
