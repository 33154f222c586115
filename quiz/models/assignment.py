"""Quizzes given to a class."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from django.db import models
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Classroom, User
from quiz.assessment.terms import REFUSALS, time_limit
from quiz.models.quiz import Quiz


def _order(terms, now):
    """Sort what is open first, then what will be; each by how long it stays open."""
    refusal = terms.refusal(now)
    closes_at = terms.closes_at or datetime.max.replace(tzinfo=UTC)
    return REFUSALS.index(refusal) if refusal else -1, -closes_at.timestamp()


class AssignmentQuerySet(models.QuerySet):
    """Find what a student was given."""

    def given_to(self, student):
        """Keep what the open classes give that a student is in now."""
        return self.filter(
            classroom__enrollments__student=student,
            classroom__enrollments__left_at=None,
            classroom__archived_at=None,
        )

    def terms_for(self, student, quiz, now):
        """Return under which assignment a student takes a quiz, and the terms.

        Of several that which lets one begin now, and of those that which closes last.
        None, with the quiz's own terms, where nobody gave it.
        """
        given = self.given_to(student).filter(quiz=quiz)
        offers = [
            (each, each.terms_of(student))
            for each in given.select_related("classroom", "quiz")
        ]
        return min(
            offers or [(None, quiz.terms)], key=lambda offer: _order(offer[1], now)
        )


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
    # Where these are empty, the quiz's own hold.
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    released_at = models.DateTimeField(_("results released"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=Q(opens_at=None)
                | Q(closes_at=None)
                | Q(closes_at__gt=F("opens_at")),
                name="assignment_closes_after_it_opens",
            ),
        ]

    def __str__(self):
        return f"{self.classroom} · {self.quiz}"

    def terms_of(self, student):
        """Fetch when, for how long and how often a student may take the quiz."""
        return self.terms_with(
            self.classroom.enrollments.filter(student=student).first(),
            self.extensions.filter(student=student).first(),
        )

    @property
    def terms(self):
        """Return the terms of the class, by who was given nothing else."""
        return self.terms_with(None, None)

    def terms_with(self, enrollment, extension):
        """Return the terms of a student with a place in the class, and an extension.

        Either may be None: who left the class is measured as anybody is.
        """
        multiplier = enrollment.time_multiplier if enrollment else Decimal(1)
        usual = self.quiz.terms
        tries = usual.attempt_limit
        closes_at = self.closes_at or usual.closes_at
        if closes_at and extension and extension.closes_at:
            # The class may have been given longer since: nobody is held to less.
            closes_at = max(closes_at, extension.closes_at)
        return replace(
            usual,
            opens_at=self.opens_at or usual.opens_at,
            closes_at=closes_at,
            time_limit=time_limit(
                self.quiz.time_limit,
                multiplier,
                extension.extra_minutes if extension else 0,
            ),
            attempt_limit=tries + extension.extra_attempts
            if extension and tries is not None
            else tries,
        )

    def last_closing(self):
        """Return when it closes for the last student; None where it never does."""
        closes_at = self.terms.closes_at
        later = self.extensions.aggregate(last=Max("closes_at"))["last"]
        return closes_at and max(closes_at, later or closes_at)


class Extension(models.Model):
    """More time or tries that a teacher gave one student on one assignment."""

    assignment = models.ForeignKey(
        Assignment,
        models.CASCADE,
        related_name="extensions",
        verbose_name=_("assignment"),
    )
    student = models.ForeignKey(
        User, models.CASCADE, related_name="extensions", verbose_name=_("student")
    )
    extra_minutes = models.PositiveSmallIntegerField(_("more minutes"), default=0)
    extra_attempts = models.PositiveSmallIntegerField(_("more attempts"), default=0)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    granted_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("granted by")
    )
    granted_at = models.DateTimeField(_("granted"), default=timezone.now)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [
            models.UniqueConstraint(
                fields=("assignment", "student"), name="extension_once_a_student"
            )
        ]

    def __str__(self):
        return f"{self.assignment} · {self.student}"
