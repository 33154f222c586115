"""What a class understood of a text: for its teacher, and to be shown to it."""

from django.contrib.auth.decorators import login_required
from django.views.decorators.http import require_safe

from quiz.forms.item_analysis import SelectionForm
from quiz.reports.comprehension_map import comprehension_map as lay_over
from quiz.reports.item_result import asked_groups, item_results
from quiz.views.item_analysis import read_tally
from quiz.views.teacher import assignment_or_404, show


@require_safe
@login_required
def comprehension_map(request, classroom_id, assignment_id):
    """Show the text with how the class did on what rests on each passage."""
    return _page(request, "comprehension_map", classroom_id, assignment_id)


@require_safe
@login_required
def projector(request, classroom_id, assignment_id):
    """Show the same in large, to be looked at together."""
    return _page(request, "projector", classroom_id, assignment_id)


def _page(request, name, classroom_id, assignment_id):
    assignment = assignment_or_404(
        request, classroom_id, assignment_id, may_be_over=True
    )
    form = SelectionForm(request.GET)
    counts, is_behind = read_tally(assignment.quiz, assignment)
    groups = asked_groups(counts, assignment.quiz)
    return show(
        request,
        name,
        form,
        classroom=assignment.classroom,
        assignment=assignment,
        quiz=assignment.quiz,
        attempt_count=counts.totals(form.selection).total(),
        lessons=lay_over(item_results(groups, counts, form.selection)),
        is_behind=is_behind,
    )
