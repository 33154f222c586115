"""Noting how far a learner has read."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from quiz.models import LessonProgress


def note_reading(learner, lesson, furthest, *, is_finished=False):
    """Note that a learner has read a lesson up to a passage; never goes back.

    Say whether it is noted: a visitor's row may have been given to a person meanwhile.
    """
    try:
        _note(learner, lesson, furthest, is_finished=is_finished)
    except IntegrityError:
        if User.objects.filter(pk=learner.pk).exists():
            raise
        return False
    return True


@transaction.atomic
def _note(learner, lesson, furthest, *, is_finished):
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
