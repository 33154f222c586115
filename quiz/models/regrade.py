"""Regrades: who had answers judged once more, how, and why."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from quiz.assessment import regrade
from quiz.assessment.regrade import FULL, KEY, LEFT_OUT, fit
from quiz.models.question import Question
from quiz.models.revision import Revision, items_of, shown_of


class Way(models.TextChoices):
    """How answers are judged once more."""

    KEY = KEY, _("By the key of a revision")
    FULL = FULL, _("Void: counts full for everybody")
    LEFT_OUT = LEFT_OUT, _("Void: left out for everybody")


@dataclass(frozen=True)
class Ruling:
    """How the answers to some revisions of a question are to be judged."""

    question: Question
    way: str
    asked: tuple[Revision, ...]  # whose answers are judged
    revision: Revision | None = None  # whose key judges; none where void

    @property
    def is_void(self):
        """Say whether no key judges."""
        return self.revision is None

    def judged_by(self, asked_id):
        """Return the key of the revision that judges the answers to one of them."""
        return asked_id if self.is_void else self.revision.pk

    def judge(self, asked_id, value):
        """Score an answer to one of the revisions."""
        judging_id = self.judged_by(asked_id)
        return regrade.judge(self.way, items_of([judging_id])[judging_id], value)

    def fits(self):
        """Return each revision asked with how it differs from what judges it."""
        if self.is_void:
            return []
        shown = shown_of([self.revision.pk, *(each.pk for each in self.asked)])
        _uid, judging = shown[self.revision.pk]
        return [(each, fit(shown[each.pk][1], judging)) for each in self.asked]


class RegradeQuerySet(models.QuerySet):
    """Find regrades by whether they hold."""

    def standing(self):
        """Keep those that were not undone."""
        return self.filter(undone_at=None)


class Regrade(models.Model):
    """A question judged once more, and for whom that changed anything.

    It adds an outcome to each answer that it judges, and changes none. Of several the
    newest counts that was not undone; who answers later is judged by it, too.
    """

    question = models.ForeignKey(
        Question,
        models.PROTECT,
        related_name="regrades",
        verbose_name=pgettext_lazy("field", "question"),
    )
    way = models.CharField(_("how"), max_length=10, choices=Way)
    revision = models.ForeignKey(
        Revision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("judged by"),
    )
    asked = models.ManyToManyField(
        Revision, related_name="regrades", verbose_name=_("whose answers")
    )
    reason = models.CharField(_("reason"), max_length=200)
    # Finished attempts, when it was made.
    rose = models.PositiveIntegerField(_("results that rose"), default=0)
    fell = models.PositiveIntegerField(_("results that fell"), default=0)
    stayed = models.PositiveIntegerField(_("results that stayed"), default=0)
    regraded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("regraded by")
    )
    regraded_at = models.DateTimeField(_("regraded"), default=timezone.now)
    undone_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = RegradeQuerySet.as_manager()

    class Meta:
        verbose_name = _("regrade")
        verbose_name_plural = _("regrades")
        ordering = ("question", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(way__in=Way.values), name="regrade_way_known"
            ),
            models.CheckConstraint(
                condition=Q(way=KEY, revision__isnull=False)
                | (~Q(way=KEY) & Q(revision=None)),
                name="regrade_by_a_revision_or_void",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="regrade_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="regrade_undone_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.question.uid} {self.pk}"

    @property
    def is_standing(self):
        """Say whether it was not undone."""
        return self.undone_at is None

    @property
    def ruling(self):
        """Return how it judges."""
        return Ruling(self.question, self.way, tuple(self.asked.all()), self.revision)
