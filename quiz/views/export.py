"""Taking results, answers and statistics out of a class as files."""

from django.contrib.auth.decorators import login_required
from django.utils import timezone

from quiz.actions.export import note_export
from quiz.actions.tally import tallied_assignments
from quiz.forms.export import ExportForm
from quiz.models.export import Content, Format
from quiz.reports.export import (
    Names,
    answers_sheet,
    gradebook_sheet,
    item_analysis_sheet,
)
from quiz.views.item_analysis import read_tally
from quiz.views.spreadsheet import csv_response, xlsx_response
from quiz.views.teacher import allow_form, sent, show, taught_or_404

LATEST = 20  # exports that are told
WRITERS = {Format.XLSX: xlsx_response, Format.CSV: csv_response}


@allow_form
@login_required
def export(request, classroom_id):
    """Ask what to take out of a class, and send it as a file."""
    classroom = taught_or_404(request, classroom_id)
    form = ExportForm(classroom.assignments.select_related("quiz"), sent(request))
    if form.is_valid():
        note = note_export(classroom, request.user, **form.cleaned_data)
        name = f"fahm-{classroom.pk}-{note.content}-{timezone.localdate():%Y-%m-%d}"
        return WRITERS[note.format](_sheet(note), name)
    return show(
        request,
        "export",
        form,
        classroom=classroom,
        exports=classroom.exports.select_related("exported_by", "assignment__quiz")[
            :LATEST
        ],
    )


def _sheet(note):
    names = Names(note.classroom, are_told=note.has_names)
    if note.content == Content.ANSWERS:
        return answers_sheet(note.assignment, names)
    if note.content == Content.ITEM_ANALYSIS:
        quiz = note.assignment.quiz
        counts, _is_behind = read_tally(quiz, note.assignment)
        return item_analysis_sheet(quiz, counts)
    assignments = tallied_assignments(note.classroom)
    return gradebook_sheet(note.classroom, assignments, names, timezone.now())
