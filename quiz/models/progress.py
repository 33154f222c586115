"""How far a learner has read."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from quiz.models.course import Lesson


class LessonProgress(models.Model):
    """How far one learner has come in one lesson; it only goes forward."""

    learner = models.ForeignKey(
        User,
        models.CASCADE,
        related_name="lessons_progress",
        verbose_name=_("learner"),
    )
    lesson = models.ForeignKey(
        Lesson, models.CASCADE, related_name="progress", verbose_name=_("lesson")
    )
    furthest = models.PositiveSmallIntegerField(_("passages read"), default=0)
    read_at = models.DateTimeField(_("last read"), default=timezone.now)
    finished_at = models.DateTimeField(_("read to the end"), null=True, blank=True)

    class Meta:
        verbose_name = _("progress in a lesson")
        verbose_name_plural = _("progress in lessons")
        constraints = [
            models.UniqueConstraint(
                fields=("learner", "lesson"), name="lesson_progress_once"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(furthest__gte=1),
                name="lesson_progress_finished_is_read",
            ),
        ]

    def __str__(self):
        return f"{self.learner} · {self.lesson.slug}"
