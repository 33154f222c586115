"""Quizzes given to a class."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Classroom, User
from quiz.models.quiz import Quiz


class Assignment(models.Model):
    """A quiz that a class should take, with the day by which."""

    classroom = models.ForeignKey(
        Classroom, models.CASCADE, related_name="assignments", verbose_name=_("class")
    )
    quiz = models.ForeignKey(
        Quiz, models.PROTECT, related_name="assignments", verbose_name=_("quiz")
    )
    assigned_by = models.ForeignKey(
        User,
        models.PROTECT,
        related_name="+",
        verbose_name=_("assigned by"),
    )
    assigned_at = models.DateTimeField(_("assigned"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = (F("due_at").asc(nulls_last=True), "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("classroom", "quiz"), name="assignment_once_a_class"
            ),
            models.CheckConstraint(
                condition=Q(due_at=None) | Q(due_at__gt=F("assigned_at")),
                name="assignment_due_after_assigned",
            ),
        ]

    def __str__(self):
        return f"{self.classroom} · {self.quiz}"
