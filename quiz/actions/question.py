"""Publishing questions: what is asked is a revision, frozen."""

from django.core.exceptions import ValidationError
from django.db import transaction

from quiz.assessment.faults import faults, message
from quiz.assessment.item import digest
from quiz.models import Question, Revision


@transaction.atomic
def publish_question(question):
    """Freeze the question as a revision that new attempts ask from now on.

    An unchanged question makes no new revision, and old words go back to the
    revision that they made. Raises ValidationError with all faults.
    """
    question = Question.objects.select_for_update().with_rows().get(pk=question.pk)
    item = question.to_item()
    if found := faults(item):
        raise ValidationError([message(fault) for fault in found])
    revision, _created = Revision.objects.get_or_create(
        question=question,
        digest=digest(item),
        defaults={
            "number": question.revisions.count() + 1,
            "item_data": item.to_data(),
        },
    )
    Question.objects.filter(pk=question.pk).update(current=revision)
    return revision


def withdraw_question(question):
    """Ask the question no more in new attempts; its revisions stay."""
    Question.objects.filter(pk=question.pk).update(current=None)
