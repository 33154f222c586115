"""How the questions of a quiz did: in one class, or with all who took it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from quiz.actions.tally import keep_tallies
from quiz.forms.item_analysis import SelectionForm
from quiz.models import Quiz, Tally
from quiz.reports.item_analysis import item_analysis as analyse
from quiz.views.teacher import assignment_or_404, show


@require_safe
@login_required
def item_analysis(request, classroom_id, assignment_id):
    """Show how the questions of an assignment did in its class."""
    assignment = assignment_or_404(
        request, classroom_id, assignment_id, may_be_over=True
    )
    return _page(request, assignment.quiz, assignment, classroom=assignment.classroom)


@require_safe
@login_required
def quiz_item_analysis(request, uid):
    """Show editors how the questions of a quiz did with all who took it."""
    if not request.user.can_edit:
        raise Http404
    return _page(request, get_object_or_404(Quiz, uid=uid))


def _page(request, quiz, assignment=None, **context):
    form = SelectionForm(request.GET)
    counts, is_behind = read_tally(quiz, assignment)
    return show(
        request,
        "item_analysis",
        form,
        quiz=quiz,
        assignment=assignment,
        selection=form.selection,
        report=analyse(quiz, counts, form.selection),
        is_behind=is_behind,
        **context,
    )


def read_tally(quiz, assignment=None):
    """Return what was counted, and whether some attempts are still to be counted.

    Of an assignment, or without one of all who took the quiz.
    """
    is_behind = keep_tallies([quiz], None if assignment is None else [assignment])
    tally = Tally.objects.filter(quiz=quiz, assignment=assignment).first() or Tally()
    return tally.counts, is_behind
