"""What learners do: runs through quizzes, answers, and what scoring gave."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language, User
from quiz.assessment.arrangement import arrange
from quiz.assessment.item import Shown
from quiz.assessment.outcome import BLANK, PARTLY, PENDING, RIGHT, WRONG
from quiz.assessment.outcome import Outcome as Scored
from quiz.assessment.percent import whole_percent
from quiz.assessment.response import check_response
from quiz.models.quiz import Quiz
from quiz.models.revision import Revision


class AttemptQuerySet(models.QuerySet):
    """Find attempts by where they stand."""

    def in_progress(self):
        """Keep the attempts that still take answers."""
        return self.filter(submitted_at=None)

    def submitted(self):
        """Keep the attempts that are finished."""
        return self.exclude(submitted_at=None)


class Attempt(models.Model):
    """One learner's run through one quiz."""

    learner = models.ForeignKey(
        User,
        models.CASCADE,
        related_name="attempts",
        verbose_name=_("learner"),
    )
    quiz = models.ForeignKey(
        Quiz,
        models.PROTECT,
        related_name="attempts",
        verbose_name=pgettext_lazy("field", "quiz"),
    )
    number = models.PositiveIntegerField(_("number"))
    seed = models.BigIntegerField(editable=False)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    submitted_at = models.DateTimeField(_("finished"), null=True, blank=True)
    # Copies of the sums over the outcomes that count, made by `submit_attempt`.
    score = models.DecimalField(
        _("score"), max_digits=8, decimal_places=4, null=True, blank=True
    )
    max_score = models.DecimalField(
        _("highest score"), max_digits=8, decimal_places=4, null=True, blank=True
    )

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ("-started_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("learner", "quiz"),
                condition=Q(submitted_at=None),
                name="attempt_one_in_progress",
            ),
            models.UniqueConstraint(
                fields=("learner", "quiz", "number"), name="attempt_number_once"
            ),
            models.CheckConstraint(
                condition=Q(score=None)
                | Q(
                    score__gte=0,
                    max_score__isnull=False,
                    score__lte=F("max_score"),
                ),
                name="attempt_score_in_range",
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values),
                name="attempt_language_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=("quiz", "learner", "submitted_at"), name="attempt_by_quiz"
            )
        ]

    def __str__(self):
        return f"{self.learner} · {self.quiz.uid} · {self.number}"

    @property
    def is_submitted(self):
        """Say whether the attempt is finished."""
        return self.submitted_at is not None

    @property
    def share(self):
        """Return which part of the highest score was earned; 0 before it is known."""
        return self.score / self.max_score if self.score and self.max_score else 0

    @property
    def percent(self):
        """Return the score in whole per cent, or None before it is known."""
        if self.score is None or not self.max_score:
            return None
        return whole_percent(self.score, self.max_score)


# What is told after the answer, or scores it, as a response reaches it.
TOLD = (
    "revision__item_data",
    "revision__question__settings",
    "revision__question__explanation",
    "revision__question__explanation_ar",
    "revision__question__explanation_en",
)


class ResponseQuerySet(models.QuerySet):
    """Read what was asked, of whom, without its key."""

    def given_by(self, learner):
        """Keep a learner's own, each with its attempt, quiz, lesson and course."""
        return self.filter(attempt__learner=learner).select_related(
            "attempt__quiz__course", "attempt__quiz__lesson"
        )

    def asked(self):
        """Fetch what is shown and leave the key and the review in the database."""
        return (
            self.select_related("revision__question")
            .defer(*TOLD)
            .annotate(shown_data=F("revision__item_data__shown"))
        )


class Response(models.Model):
    """What a learner gave for one question of an attempt: a draft until sent."""

    attempt = models.ForeignKey(
        Attempt, models.CASCADE, related_name="responses", verbose_name=_("attempt")
    )
    position = models.PositiveSmallIntegerField(_("place"))
    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="responses", verbose_name=_("asked")
    )
    value = models.JSONField(_("answer"), default=dict, blank=True)
    language = models.CharField(
        _("language of the answer"), max_length=2, choices=Language, blank=True
    )
    is_flagged = models.BooleanField(_("flagged for later"), default=False)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ("attempt", "position")
        constraints = [
            models.UniqueConstraint(
                fields=("attempt", "position"), name="response_place_once"
            ),
            models.UniqueConstraint(
                fields=("attempt", "revision"), name="response_revision_once"
            ),
            models.CheckConstraint(
                condition=Q(language__in=("", *Language.values)),
                name="response_language_known",
            ),
        ]

    def __str__(self):
        return f"{self.attempt_id}/{self.position}"

    @property
    def shown(self):
        """Return what is asked, as this attempt arranges it; of `asked()` rows only."""
        return arrange(
            Shown.from_data(self.shown_data),
            self.attempt.seed,
            self.revision.question.uid,
        )

    @property
    def stamp(self):
        """Name the state of the draft, so that a form can say which one it shows."""
        return self.saved_at.isoformat() if self.saved_at else ""

    @property
    def is_answered(self):
        """Say whether anything is answered, be it a draft."""
        return bool(self.value)

    @property
    def is_complete(self):
        """Say whether nothing is missing or to be mended; of `asked()` rows only."""
        return not check_response(self.shown, self.value)

    @property
    def may_be_told(self):
        """Say whether the verdict, the key and the evidence may be shown.

        The one place where a quiz's review rules are read.
        """
        if self.attempt.quiz.tells_after_each:
            return self.is_sent
        return self.attempt.is_submitted

    @property
    def is_sent(self):
        """Say whether the answer can no longer be changed."""
        return self.sent_at is not None


class OutcomeQuerySet(models.QuerySet):
    """Find the outcome that counts."""

    def counting(self):
        """Put the outcome that counts last of its response: a person's, the newest."""
        is_by_person = models.ExpressionWrapper(
            Q(marker__isnull=False), models.BooleanField()
        )
        return self.annotate(is_by_person=is_by_person).order_by(
            "response_id", "is_by_person", "created_at", "pk"
        )

    def by_response(self):
        """Return the outcome that counts of each response, by the response's key."""
        return {outcome.response_id: outcome for outcome in self.counting()}


class Verdict(models.TextChoices):
    """What became of an answer: the states of scoring, in words."""

    RIGHT = RIGHT, _("Correct")
    PARTLY = PARTLY, _("Partly correct")
    WRONG = WRONG, _("Not correct")
    BLANK = BLANK, _("Not answered")
    PENDING = PENDING, _("Waiting for a teacher")


class Outcome(models.Model):
    """What scoring a response gave; a regrade adds one and changes none."""

    response = models.ForeignKey(
        Response,
        models.CASCADE,
        related_name="outcomes",
        verbose_name=pgettext_lazy("field", "response"),
    )
    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="+", verbose_name=_("judged by")
    )
    scorer = models.PositiveSmallIntegerField(_("version of the scoring"))
    state = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    score = models.DecimalField(
        _("score"), max_digits=8, decimal_places=4, null=True, blank=True
    )
    max_score = models.DecimalField(_("highest score"), max_digits=8, decimal_places=4)
    detail = models.JSONField(_("detail"), default=dict)
    marker = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("marked by"),
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("scored"), default=timezone.now)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.UniqueConstraint(
                fields=("response", "revision", "scorer"),
                condition=Q(marker=None),
                name="outcome_once_a_scorer",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=F("max_score")),
                name="outcome_score_in_range",
            ),
            models.CheckConstraint(
                condition=Q(state__in=Verdict.values), name="outcome_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=PENDING, score__isnull=True)
                | (~Q(state=PENDING) & Q(score__isnull=False)),
                name="outcome_has_a_score_unless_pending",
            ),
        ]

    def __str__(self):
        return f"{self.response_id}: {self.state}"

    @property
    def scored(self):
        """Return the outcome as scoring gave it."""
        return Scored.from_detail(self.state, self.score, self.max_score, self.detail)
