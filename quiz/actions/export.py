"""Noting what leaves a class as a file."""

from quiz.models import Export
from quiz.models.export import Content


def note_export(classroom, teacher, *, content, assignment, format, has_names):  # noqa: A002, PLR0913 - what is noted
    """Note who takes what out of a class, and return the note."""
    return Export.objects.create(
        classroom=classroom,
        # The results are of all quizzes, whatever was chosen beside.
        assignment=None if content == Content.GRADEBOOK else assignment,
        content=content,
        format=format,
        has_names=has_names and content != Content.ITEM_ANALYSIS,
        exported_by=teacher,
    )
