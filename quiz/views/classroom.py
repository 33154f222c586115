"""Classes: what a student has to do in them, and what a teacher sees and keeps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quiz.actions import classroom as actions
from quiz.actions.tally import tallied_assignments
from quiz.forms.classroom import ClassroomForm
from quiz.reports.assignment import attended_classrooms, student_history
from quiz.reports.classroom import classroom_report, taught_classrooms
from quiz.reports.teaching import teaching_report
from quiz.views.qr_code import draw_qr
from quiz.views.roster import can_renew
from quiz.views.teacher import (
    allow_form,
    enrollment_or_404,
    open_or_404,
    sent,
    show,
    taught_or_404,
)


def _invitation(request, classroom):
    """Return what a page needs to show how one joins a class."""
    address = reverse("join_class_code", args=[classroom.code])
    address = request.build_absolute_uri(address)
    return {"join_address": address, "qr": draw_qr(address)}


@allow_form
@login_required
def classrooms(request):
    """List the classes that a person teaches or attends; a teacher opens one here."""
    can_teach = request.user.can_teach
    if request.method == "POST" and not can_teach:
        raise Http404
    form = ClassroomForm(sent(request))
    if form.is_valid():
        classroom = actions.open_classroom(request.user, form.cleaned_data["name"])
        return redirect("quiz:classroom", classroom.pk)
    return show(
        request,
        "classrooms",
        form,
        taught=taught_classrooms(request.user) if can_teach else None,
        attended=attended_classrooms(request.user, timezone.now()),
    )


@require_safe
@login_required
def classroom(request, classroom_id):
    """Show a teacher how a class stands, and how one joins it."""
    classroom = taught_or_404(request, classroom_id)
    assignments = tallied_assignments(classroom)
    return show(
        request,
        "classroom",
        classroom=classroom,
        report=classroom_report(classroom, assignments, timezone.now()),
        teaching=teaching_report(assignments),
        **_invitation(request, classroom),
    )


@require_safe
@login_required
def class_code(request, classroom_id):
    """Show how to join, large and without a name, for a wall or a projector."""
    classroom = open_or_404(request, classroom_id)
    return show(
        request, "class_code", classroom=classroom, **_invitation(request, classroom)
    )


@require_safe
@login_required
def student(request, classroom_id, student_id):
    """Show a teacher what one student has done on the quizzes of the class."""
    classroom = taught_or_404(request, classroom_id)
    enrollment = enrollment_or_404(classroom, student_id)
    return show(
        request,
        "student",
        classroom=classroom,
        student=enrollment.student,
        time_multiplier=enrollment.time_multiplier,
        can_renew=can_renew(classroom, enrollment.student),
        history=student_history(enrollment, timezone.now()),
    )


@allow_form
@login_required
def rename_classroom(request, classroom_id):
    """Change the name of a class."""
    classroom = open_or_404(request, classroom_id)
    form = ClassroomForm(sent(request), initial={"name": classroom.name})
    if form.is_valid():
        if not actions.rename_classroom(classroom, form.cleaned_data["name"]):
            messages.warning(request, _("The class was archived meanwhile."))
        return redirect("quiz:classroom", classroom.pk)
    return show(request, "rename", form, classroom=classroom)


@require_POST
@login_required
def archive_classroom(request, classroom_id):
    """Close a class; it can be opened again."""
    classroom = taught_or_404(request, classroom_id)
    if actions.archive_classroom(classroom):
        messages.success(
            request, _("The class is archived. All that was done is kept.")
        )
    return redirect("quiz:classroom", classroom.pk)


@require_POST
@login_required
def reopen_classroom(request, classroom_id):
    """Open an archived class again."""
    classroom = taught_or_404(request, classroom_id)
    if actions.reopen_classroom(classroom):
        messages.success(request, _("The class is open again."))
    return redirect("quiz:classroom", classroom.pk)


@allow_form
@login_required
def new_code(request, classroom_id):
    """Give a class another code, after asking."""
    classroom = open_or_404(request, classroom_id)
    if request.method == "POST":
        actions.renew_code(classroom)
        messages.success(request, _("The class has a new code."))
        return redirect("quiz:classroom", classroom.pk)
    return show(request, "new_code", classroom=classroom)


@allow_form
@login_required
def remove_student(request, classroom_id, student_id):
    """Take a student out of a class, after asking."""
    classroom = open_or_404(request, classroom_id)
    enrollment = get_object_or_404(
        classroom.enrollments.select_related("student"), student__pk=student_id
    )
    if request.method == "POST":
        if actions.remove_student(enrollment):
            messages.success(
                request,
                _("The student is no longer in the class. What was done is kept."),
            )
        return redirect("quiz:classroom", classroom.pk)
    return show(
        request, "remove_student", classroom=classroom, student=enrollment.student
    )
