"""What a class is given to do, when, and what single students are given beyond it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quiz.actions import assignment as actions
from quiz.actions import extension as extensions
from quiz.actions.release import NotOpenYet, StillOpen, hide_results, release_results
from quiz.forms.assignment import (
    ALREADY_ASSIGNED,
    RESULTS_RELEASED,
    AssignmentForm,
    DatesForm,
    ExtensionForm,
    TimeForm,
)
from quiz.forms.moment import MOMENT_IS_OVER
from quiz.models import Extension
from quiz.reports.assignment import assignment_report
from quiz.views.teacher import (
    allow_form,
    assignment_or_404,
    enrollment_or_404,
    open_or_404,
    sent,
    show,
)


def _page(request, name, assignment, form=None, **context):
    return show(
        request,
        name,
        form,
        classroom=assignment.classroom,
        assignment=assignment,
        **context,
    )


@require_safe
@login_required
def assignment(request, classroom_id, assignment_id):
    """Show a teacher when a class takes a quiz, and how far each student is."""
    assignment = assignment_or_404(
        request, classroom_id, assignment_id, may_be_over=True
    )
    now = timezone.now()
    return _page(
        request,
        "assignment",
        assignment,
        report=assignment_report(assignment, now),
        quiz=assignment.quiz,
        terms=assignment.terms,
    )


@allow_form
@login_required
def assign(request, classroom_id):
    """Give a quiz to a class."""
    classroom = open_or_404(request, classroom_id)
    form = AssignmentForm(classroom, sent(request))
    if form.is_valid():
        try:
            assignment = actions.assign_quiz(
                classroom, form.cleaned_data["quiz"], request.user, **form.moments
            )
        except actions.AlreadyAssigned:
            form.add_error("quiz", ALREADY_ASSIGNED)
        except actions.MomentPast as past:
            form.add_error(past.name, MOMENT_IS_OVER)
        else:
            messages.success(request, _("The quiz is assigned."))
            _warn_of_dates(request, assignment)
            return redirect("quiz:classroom", classroom.pk)
    return show(request, "assign", form, classroom=classroom)


def _warn_of_dates(request, assignment):
    """Say what dates bring about that a teacher may not expect."""
    terms = assignment.terms
    if terms.needs_opening and not terms.opens_at:
        messages.warning(
            request,
            _("This exam has no opening yet, so nobody can begin it. Give it one."),
        )
    has_all = terms.opens_at and terms.closes_at and terms.time_limit
    if has_all and terms.closes_at - terms.opens_at < terms.time_limit:
        messages.warning(
            request, _("It closes before the time limit is over, even for the first.")
        )


@allow_form
@login_required
def change_assignment(request, classroom_id, assignment_id):
    """Set when an assignment opens, is due and closes."""
    assignment = assignment_or_404(request, classroom_id, assignment_id)
    form = DatesForm(sent(request), assignment=assignment)
    if form.is_valid():
        if not form.has_changed():
            return redirect(_address(assignment))
        try:
            actions.change_dates(assignment, **form.moments)
        except actions.ResultsReleased:
            form.add_error("closes_at", RESULTS_RELEASED)
        else:
            messages.success(request, _("The dates are changed."))
            assignment.refresh_from_db()
            _warn_of_dates(request, assignment)
            return redirect(_address(assignment))
    return _page(request, "change_assignment", assignment, form)


@require_POST
@login_required
def release(request, classroom_id, assignment_id):
    """Tell a class the results of an exam."""
    assignment = assignment_or_404(request, classroom_id, assignment_id)
    try:
        released_at = release_results(assignment)
    except NotOpenYet:
        messages.warning(
            request, _("The exam has not opened yet: there are no results to release.")
        )
    except StillOpen as still:
        messages.warning(
            request,
            _(
                "The exam can still be taken until %(when)s. Close it first, or release"
                " the results afterwards."
            )
            % {"when": _written(still.closes_at)},
        )
    else:
        if released_at > timezone.now():
            told = _(
                "The class sees the results from %(when)s: answers may still come."
            )
            messages.success(request, told % {"when": _written(released_at)})
        else:
            messages.success(
                request, _("The results are released: the class sees them.")
            )
    return redirect(_address(assignment))


@require_POST
@login_required
def hide(request, classroom_id, assignment_id):
    """Tell a class the results of an exam no longer."""
    assignment = assignment_or_404(request, classroom_id, assignment_id)
    hide_results(assignment)
    messages.success(request, _("The results are hidden again."))
    return redirect(_address(assignment))


@allow_form
@login_required
def extend(request, classroom_id, assignment_id, student_id):
    """Give one student more time or attempts than the class, or take it back."""
    assignment = assignment_or_404(request, classroom_id, assignment_id)
    student = enrollment_or_404(assignment.classroom, student_id).student
    given = assignment.extensions.filter(student=student).first()
    if given and request.POST.get("go") == "withdraw":
        extensions.withdraw_extension(given)
        messages.success(request, _("The extension is withdrawn."))
        return redirect(_address(assignment))
    row = given or Extension(student=student)
    row.assignment = assignment
    form = ExtensionForm(sent(request), instance=row)
    if form.is_valid():
        try:
            extensions.extend(assignment, student, request.user, **form.cleaned_data)
        except actions.ResultsReleased:
            form.add_error(None, RESULTS_RELEASED)
        else:
            messages.success(
                request, _("The extension is given. It holds for open attempts, too.")
            )
            return redirect(_address(assignment))
    return _page(
        request, "extend", assignment, form, student=student, is_given=bool(given)
    )


@allow_form
@login_required
def change_time(request, classroom_id, student_id):
    """Set how many times the usual time a student has in the quizzes of a class."""
    classroom = open_or_404(request, classroom_id)
    enrollment = enrollment_or_404(classroom, student_id)
    form = TimeForm(
        sent(request),
        initial={"time_multiplier": enrollment.time_multiplier.normalize()},
    )
    if form.is_valid():
        if form.has_changed():
            extensions.change_time(enrollment, form.cleaned_data["time_multiplier"])
            messages.success(request, _("The time is changed, open attempts included."))
        return redirect("quiz:student", classroom.pk, student_id)
    return show(
        request,
        "change_time",
        form,
        classroom=classroom,
        student=enrollment.student,
    )


@allow_form
@login_required
def withdraw_assignment(request, classroom_id, assignment_id):
    """Take a quiz back from a class, after asking."""
    assignment = assignment_or_404(request, classroom_id, assignment_id)
    if request.method == "POST":
        actions.withdraw_assignment(assignment)
        messages.success(request, _("The quiz is withdrawn. The attempts are kept."))
        return redirect("quiz:classroom", classroom_id)
    return _page(request, "withdraw_assignment", assignment)


def _address(assignment):
    """Name the page of an assignment."""
    return resolve_url("quiz:assignment", assignment.classroom_id, assignment.pk)


def _written(moment):
    return date_format(localtime(moment), "DATETIME_FORMAT")
