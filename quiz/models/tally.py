"""Tallies of quizzes: kept sums, and what each attempt has added to them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quiz.assessment import tally
from quiz.models.assignment import Assignment
from quiz.models.attempt import Attempt
from quiz.models.quiz import Quiz


class Tally(models.Model):
    """Sums over the finished attempts at a quiz: of one class, or of all."""

    quiz = models.ForeignKey(
        Quiz, models.CASCADE, related_name="tallies", verbose_name=_("quiz")
    )
    assignment = models.OneToOneField(
        Assignment,
        models.CASCADE,
        null=True,
        related_name="tally",
        verbose_name=_("assignment"),
    )
    data = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [
            models.UniqueConstraint(
                fields=("quiz",),
                condition=Q(assignment=None),
                name="tally_of_all_once_a_quiz",
            )
        ]

    def __str__(self):
        return str(self.assignment or self.quiz)

    @property
    def counts(self):
        """Return the sums."""
        return tally.Tally(self.data)


class TallyEntryQuerySet(models.QuerySet):
    """Find entries by whether they still hold."""

    def orphans(self):
        """Keep what attempts have added that are no more."""
        return self.filter(attempt=None)


class TallyEntry(models.Model):
    """What an attempt has added to its tallies; it stays when the attempt goes.

    So it can be taken away again, whatever became of the answers meanwhile.
    """

    quiz = models.ForeignKey(
        Quiz, models.CASCADE, related_name="tally_entries", verbose_name=_("quiz")
    )
    assignment = models.ForeignKey(
        Assignment,
        models.SET_NULL,
        null=True,
        related_name="tally_entries",
        verbose_name=_("assignment"),
    )
    attempt = models.OneToOneField(
        Attempt,
        models.SET_NULL,
        null=True,
        related_name="tally_entry",
        verbose_name=_("attempt"),
    )
    data = models.JSONField(editable=False)

    objects = TallyEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a tally")
        verbose_name_plural = _("entries of tallies")
        indexes = [
            models.Index(
                fields=("quiz",), condition=Q(attempt=None), name="tally_entry_orphans"
            )
        ]

    def __str__(self):
        return f"{self.quiz_id}: {self.attempt_id}"

    @property
    def entry(self):
        """Return what was added."""
        return tally.Entry.from_data(self.data)
