"""Noting how far a learner has read."""

from django.db import transaction
from django.utils import timezone

from quiz.models import LessonProgress


@transaction.atomic
def note_reading(learner, lesson, furthest, *, is_finished=False):
    """Note that a learner has read a lesson up to a passage; never goes back."""
    now = timezone.now()
    furthest = max(furthest, 1)
    progress, _created = LessonProgress.objects.get_or_create(
        learner=learner,
        lesson=lesson,
        defaults={"furthest": furthest, "read_at": now},
    )
    rows = LessonProgress.objects.filter(pk=progress.pk)
    rows.filter(furthest__lt=furthest).update(furthest=furthest)
    rows.update(read_at=now)
    if is_finished:
        rows.filter(finished_at=None).update(finished_at=now)
