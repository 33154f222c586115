"""Marking what a class wrote, one answer after the other."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from quiz.actions.marking import MarkedMeanwhile, mark_response
from quiz.forms.marking import MarkForm
from quiz.models import Response
from quiz.reports.marking import answers_by_hand, marking_report
from quiz.reports.review import review
from quiz.views.teacher import (
    allow_form,
    assignment_or_404,
    sent,
    show,
)

MARKED_MEANWHILE = gettext_lazy(
    "The answer was marked meanwhile; that mark is shown below. Save yours to put it in"
    " its place, or go back."
)


@require_safe
@login_required
def marking(request, classroom_id, assignment_id):
    """List what a class wrote on a quiz: what waits for a mark comes first."""
    assignment = assignment_or_404(
        request, classroom_id, assignment_id, may_be_over=True
    )
    return show(
        request,
        "marking",
        classroom=assignment.classroom,
        assignment=assignment,
        report=marking_report(assignment),
    )


@allow_form
@login_required
def mark(request, classroom_id, assignment_id, response_id):
    """Show one answer with the rubric, and take its mark."""
    assignment = assignment_or_404(request, classroom_id, assignment_id)
    found = answers_by_hand(assignment).filter(response__pk=response_id)
    response = get_object_or_404(
        Response.objects.select_related("attempt__learner", "attempt__quiz"),
        pk__in=found.values("response"),
    )
    marks = list(response.outcomes.by_person().select_related("marker"))
    form = MarkForm(response.item, marks, sent(request))
    if form.is_valid():
        try:
            mark_response(
                response,
                form.ratings,
                form.cleaned_data["comment"],
                request.user,
                form.cleaned_data["seen"],
            )
        except MarkedMeanwhile:
            form.confirm(len(marks), MARKED_MEANWHILE)
        else:
            return _go_on(request, assignment, response)
    return show(
        request,
        "mark",
        form,
        classroom=assignment.classroom,
        assignment=assignment,
        response=response,
        review=review(
            response.item, response.shown, response.value, response.outcome.scored
        ),
        marks=marks,
    )


def _go_on(request, assignment, response):
    """Lead to the next answer that waits, or back to the list."""
    report = marking_report(assignment)
    place = assignment.classroom_id, assignment.pk
    if following := report.next_after(response):
        messages.success(request, _("The mark is saved. Here is the next answer."))
        return redirect("quiz:mark", *place, following.pk)
    messages.success(request, _("The mark is saved. No answer waits any more."))
    return redirect("quiz:marking", *place)
