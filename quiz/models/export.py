"""What was taken out of a class as a file, by whom."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Classroom, User
from quiz.models.assignment import Assignment


class Content(models.TextChoices):
    """What a file holds."""

    GRADEBOOK = "gradebook", _("Results of all students in all quizzes")
    ANSWERS = "answers", _("Every answer to one quiz")
    ITEM_ANALYSIS = "item_analysis", _("Statistics of the questions of one quiz")


class Format(models.TextChoices):
    """In which form a file is written."""

    XLSX = "xlsx", _("Excel (XLSX)")
    CSV = "csv", _("Plain text (CSV)")


class Export(models.Model):
    """A file that a teacher had made; noted before the first row leaves."""

    classroom = models.ForeignKey(
        Classroom, models.CASCADE, related_name="exports", verbose_name=_("class")
    )
    assignment = models.ForeignKey(
        Assignment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assignment"),
    )
    content = models.CharField(_("content"), max_length=20, choices=Content)
    format = models.CharField(_("format"), max_length=10, choices=Format)
    has_names = models.BooleanField(_("with names"))
    exported_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("exported by")
    )
    exported_at = models.DateTimeField(_("exported"), default=timezone.now)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ("-exported_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(content__in=Content.values), name="export_content_known"
            ),
            models.CheckConstraint(
                condition=Q(format__in=Format.values), name="export_format_known"
            ),
        ]

    def __str__(self):
        return f"{self.classroom} · {self.content}"
