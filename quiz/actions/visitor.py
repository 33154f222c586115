"""Forgetting visitors who did not come back."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from quiz.models import Attempt, LessonProgress, Response

# A few at once, so that nobody's answer waits long for SQLite's one writer.
BATCH = 200


def clear_visitors(before):
    """Delete the visitors who did nothing since then, with what they did."""
    while _clear_some(before):
        pass


@transaction.atomic
def _clear_some(before):
    visitors = User.objects.filter(is_guest=True, date_joined__lt=before)
    # Locked, so that nobody is deleted who signs up meanwhile.
    idle = visitors.exclude(_did_something_since(before)).select_for_update()
    found = list(idle.values_list("pk", flat=True)[:BATCH])
    User.objects.filter(pk__in=found).delete()
    return found


def _did_something_since(moment):
    visitor = OuterRef("pk")
    attempts = Attempt.objects.filter(
        Q(started_at__gte=moment) | Q(submitted_at__gte=moment), learner=visitor
    )
    responses = Response.objects.filter(
        Q(saved_at__gte=moment) | Q(sent_at__gte=moment), attempt__learner=visitor
    )
    lessons = LessonProgress.objects.filter(read_at__gte=moment, learner=visitor)
    return Exists(attempts) | Exists(responses) | Exists(lessons)
