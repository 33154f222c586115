"""What learners do: runs through quizzes, answers, and what scoring gave."""

from collections import defaultdict
from copy import copy
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db import models
from django.db.models import (
    Case,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.db.models.functions import Cast, Greatest, Least, Round
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language, User
from quiz.assessment.arrangement import arrange
from quiz.assessment.outcome import BLANK, PARTLY, PENDING, RIGHT, UNJUDGED, VOID, WRONG
from quiz.assessment.outcome import Outcome as Scored
from quiz.assessment.percent import whole_percent
from quiz.assessment.presets import CLOSED, DURING, NOTHING, SUBMITTED, Reviewable
from quiz.assessment.response import check_response
from quiz.assessment.terms import GRACE, whole_minutes
from quiz.models.assignment import Assignment
from quiz.models.quiz import Quiz
from quiz.models.receipt import receipt
from quiz.models.regrade import Regrade
from quiz.models.revision import Revision, items_of, shown_of


class AttemptQuerySet(models.QuerySet):
    """Find attempts by where they stand."""

    def in_progress(self):
        """Keep the attempts that still take answers."""
        return self.filter(submitted_at=None)

    def submitted(self):
        """Keep the attempts that are finished."""
        return self.exclude(submitted_at=None)

    def with_percent(self):
        """Add the result as `whole_percent` has it, reckoned by the database.

        In whole numbers, for halves are lost in others.
        """
        score, highest = (
            Cast(
                Round(
                    ExpressionWrapper(F(name) * 10_000, models.DecimalField()),
                ),
                models.BigIntegerField(),
            )
            for name in ("score", "max_score")
        )
        rounded = (200 * score + highest) / (2 * highest)
        return self.annotate(
            result=Case(
                When(Q(score=None) | Q(max_score=0), then=None),
                When(score=0, then=0),
                When(score=F("max_score"), then=100),
                default=Least(Greatest(rounded, 1), 99),
                output_field=models.BigIntegerField(),
            )
        )

    def to_tally(self):
        """Keep the finished attempts that the tallies do not have as they stand."""
        return self.submitted().filter(is_tallied=False)

    def overdue(self, now):
        """Keep the open attempts whose time is over, with what may come late."""
        return self.in_progress().filter(ends_at__lte=now - GRACE)


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
    # Under whose dates it was begun; empty where nobody gave the quiz.
    assignment = models.ForeignKey(
        Assignment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="attempts",
        verbose_name=_("assignment"),
    )
    number = models.PositiveIntegerField(_("number"))
    seed = models.BigIntegerField(editable=False)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    # When its time is over; empty where there is no limit.
    ends_at = models.DateTimeField(_("time over"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("finished"), null=True, blank=True)
    was_timed_out = models.BooleanField(_("finished by the clock"), default=False)
    # Whether the tally of its quiz has it as it stands: see `actions/tally.py`.
    is_tallied = models.BooleanField(default=False, editable=False)
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
            models.CheckConstraint(
                condition=Q(was_timed_out=False) | Q(submitted_at__isnull=False),
                name="attempt_timed_out_is_submitted",
            ),
        ]
        indexes = [
            # Of `submit_overdue`, which looks every minute.
            models.Index(
                fields=("ends_at",),
                condition=Q(submitted_at=None),
                name="attempt_ending",
            ),
            models.Index(
                fields=("quiz", "learner", "submitted_at"), name="attempt_by_quiz"
            ),
            # Of the tally, which looks for what came since.
            models.Index(
                fields=("quiz", "assignment"),
                condition=Q(submitted_at__isnull=False, is_tallied=False),
                name="attempt_to_tally",
            ),
        ]

    def __str__(self):
        return f"{self.learner} · {self.quiz.uid} · {self.number}"

    @property
    def is_submitted(self):
        """Say whether the attempt is finished."""
        return self.submitted_at is not None

    @property
    def receipt(self):
        """Return the code by which its submission can be looked up."""
        return receipt("attempt", self.pk)

    def seconds_left(self, now):
        """Return the seconds until its time is over, or None without a limit."""
        if self.ends_at is None:
            return None
        return max(0.0, (self.ends_at - now).total_seconds())

    def minutes_left(self, now):
        """Return the minutes that are sure to be left, or None without a limit."""
        return whole_minutes(self.ends_at and self.ends_at - now)

    def is_over(self, now):
        """Say whether its time is over, submitted or not."""
        return self.ends_at is not None and now >= self.ends_at

    def is_overdue(self, now):
        """Say whether the server should submit it: nothing more may come."""
        return (
            not self.is_submitted
            and self.ends_at is not None
            and now >= self.ends_at + GRACE
        )

    def phase(self, now):
        """Name the row of the review rules that holds: during, submitted or closed."""
        if not self.is_submitted:
            return DURING
        moment = self.quiz.tells_all_at(self.assignment)
        return CLOSED if moment and moment <= now else SUBMITTED

    def reviewable(self, now):
        """Return what may be told of its answers, of those that were sent."""
        return self.quiz.review(self.phase(now))

    def as_told(self, now):
        """Return it as its learner may see it: without a score that is not told yet."""
        if Reviewable.SCORE in self.reviewable(now):
            return self
        told = copy(self)
        told.score = told.max_score = None
        return told

    @property
    def places(self):
        """Return where each of its questions stands, in order: not what is asked."""
        rows = self.responses.order_by("position").values_list(
            "position", "sent_at", "value", "is_flagged"
        )
        return [
            Place(position, sent_at is not None, bool(value), is_flagged)
            for position, sent_at, value, is_flagged in rows
        ]

    def to_repeat(self, responses, now):
        """Return which of its answers can be given once more, at the end of practice.

        None before all are sent, none after it was done, and none without time.
        """
        if self.is_submitted or self.is_over(now) or not self.quiz.repeats:
            return []
        if not all(each.is_sent and not each.is_repeat for each in responses):
            return []
        outcomes = Outcome.objects.filter(response__attempt=self).by_response()
        return [
            each
            for each in responses
            if outcomes[each.pk].state not in {RIGHT, *UNJUDGED}
        ]

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


def best_attempt(attempts):
    """Return the attempt with the best score, or None; of equals, the first.

    One whose score is not known, or not told, comes after all others.
    """
    return max(
        attempts, key=lambda each: (each.score is not None, each.share), default=None
    )


class Place(NamedTuple):
    """Where one question of an attempt stands: light, as each page shows them all."""

    position: int
    is_sent: bool
    is_answered: bool
    is_flagged: bool


class ResponseQuerySet(models.QuerySet):
    """Find answers by whose they are."""

    def given_by(self, learner):
        """Keep a learner's own, each with its attempt and quiz."""
        return self.filter(attempt__learner=learner).select_related("attempt__quiz")

    def with_ways_on(self):
        """Add what says where buttons lead: the last place and the course."""
        rows = Response.objects.filter(attempt=OuterRef("attempt"))
        return self.annotate(
            last_place=Subquery(rows.order_by("-position").values("position")[:1]),
            course_slug=F("attempt__quiz__course__slug"),
        )

    def scored(self):
        """Leave out what was asked once more, which counts nowhere."""
        return self.filter(is_repeat=False)


class Certainty(models.IntegerChoices):
    """How certain a learner is of an answer, in practice."""

    GUESSED = 1, _("A guess")
    FAIRLY = 2, _("Fairly certain")
    CERTAIN = 3, _("Certain")


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
    # Asked once more at the end of practice; never part of the score.
    is_repeat = models.BooleanField(_("asked once more"), default=False)
    certainty = models.PositiveSmallIntegerField(
        _("how certain"), null=True, blank=True, choices=Certainty
    )
    # Each change that is kept counts. The page that made the last one has a key of its
    # own, and numbers what it sends: so nothing is taken twice, or in the wrong order.
    version = models.PositiveIntegerField(default=0, editable=False)
    page_key = models.CharField(max_length=32, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # By how much it came after the end of the time: given before, and kept.
    late_seconds = models.PositiveIntegerField(_("seconds late"), default=0)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # What it was before: see `assessment/history.py`.
    history = models.JSONField(default=list, blank=True, editable=False)

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
                fields=("attempt", "revision", "is_repeat"),
                name="response_revision_once",
            ),
            models.CheckConstraint(
                condition=Q(certainty=None) | Q(certainty__in=Certainty.values),
                name="response_certainty_known",
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
        """Return what is asked, as this attempt arranges it; without its key."""
        uid, shown = shown_of([self.revision_id])[self.revision_id]
        return arrange(shown, self.attempt.seed, uid)

    @property
    def item(self):
        """Return the whole Item, with its key: for scoring and for the review only."""
        return items_of([self.revision_id])[self.revision_id]

    @property
    def receipt(self):
        """Return the code by which the answer can be looked up; empty before one."""
        return receipt("response", self.pk, self.version) if self.version else ""

    @property
    def is_answered(self):
        """Say whether anything is answered, be it a draft."""
        return bool(self.value)

    @property
    def is_complete(self):
        """Say whether nothing is missing or to be mended."""
        return not check_response(self.shown, self.value)

    @property
    def was_certain(self):
        """Say whether the learner said so."""
        return self.certainty == Certainty.CERTAIN

    @property
    def outcome(self):
        """Return the outcome that counts, or None before there is one."""
        return self.outcomes.by_response().get(self.pk)

    def reviewable(self, now):
        """Return what may be told of it: the one place where review rules are read."""
        return self.attempt.reviewable(now) if self.is_sent else NOTHING

    @property
    def is_sent(self):
        """Say whether the answer can no longer be changed."""
        return self.sent_at is not None


class OutcomeQuerySet(models.QuerySet):
    """Find the outcomes that count."""

    def standing(self):
        """Leave out what was given by a regrade that was undone, and sort by answer."""
        # A join that keeps the outcomes without a regrade, too.
        return self.filter(regrade__undone_at=None).order_by("response_id", "pk")

    def by_person(self):
        """Keep what persons gave, the oldest first."""
        return self.exclude(marker=None).order_by("created_at", "pk")

    def by_response(self):
        """Return the outcome that counts of each response, by the response's key."""
        groups = groupby(self.standing(), attrgetter("response_id"))
        return {key: counting(list(outcomes)) for key, outcomes in groups}

    def totals(self):
        """Return the total of each attempt, by the attempt's key.

        What was asked once more counts nowhere.
        """
        rows = self.filter(response__is_repeat=False).defer("detail")
        rows = rows.annotate(attempt_id=F("response__attempt"))
        of_attempts = defaultdict(list)
        for outcome in rows.by_response().values():
            of_attempts[outcome.attempt_id].append(outcome)
        return {key: total(outcomes) for key, outcomes in of_attempts.items()}


class Total(NamedTuple):
    """What the answers of an attempt come to."""

    score: Decimal
    max_score: Decimal


def total(outcomes):
    """Add up the outcomes that count.

    What still waits for a marker counts nothing yet, but its highest score does.
    """
    outcomes = list(outcomes)
    return Total(
        sum((each.score or Decimal(0) for each in outcomes), Decimal(0)),
        sum((each.max_score for each in outcomes), Decimal(0)),
    )


def counting(outcomes):
    """Return which of the standing outcomes of one response counts.

    That of the newest regrade where it makes the question void, else a person's, else
    that of the newest regrade, else the newest.
    """
    newest = max(outcomes, key=lambda each: (each.regrade_id or 0, each.order))
    if newest.state == VOID:
        return newest
    by_person = [each for each in outcomes if each.marker_id]
    return max(by_person, key=attrgetter("order"), default=newest)


class Verdict(models.TextChoices):
    """What became of an answer: the states of scoring, in words."""

    RIGHT = RIGHT, _("Correct")
    PARTLY = PARTLY, _("Partly correct")
    WRONG = WRONG, _("Not correct")
    BLANK = BLANK, _("Not answered")
    PENDING = PENDING, _("Waiting for a teacher")
    VOID = VOID, _("Void question")


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
    # What a person who marked it tells the learner.
    comment = models.TextField(_("comment"), blank=True)
    regrade = models.ForeignKey(
        Regrade,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes",
        verbose_name=_("regrade"),
    )
    created_at = models.DateTimeField(_("scored"), default=timezone.now)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.UniqueConstraint(
                fields=("response", "revision", "scorer"),
                condition=Q(marker=None, regrade=None),
                name="outcome_once_a_scorer",
            ),
            models.UniqueConstraint(
                fields=("response", "regrade"), name="outcome_once_a_regrade"
            ),
            models.CheckConstraint(
                condition=Q(marker=None) | Q(regrade=None),
                name="outcome_by_person_or_regrade",
            ),
            models.CheckConstraint(
                condition=Q(marker=None) | ~Q(state=PENDING),
                name="outcome_by_person_is_scored",
            ),
            models.CheckConstraint(
                condition=Q(comment="") | Q(marker__isnull=False),
                name="outcome_comment_by_person",
            ),
            models.CheckConstraint(
                condition=~Q(state=VOID) | Q(regrade__isnull=False),
                name="outcome_void_by_regrade",
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
    def order(self):
        """Return what tells the older of two from the newer."""
        return self.created_at, self.pk

    @property
    def item(self):
        """Return the whole Item that judged, with its key: for the review only."""
        return items_of([self.revision_id])[self.revision_id]

    @property
    def scored(self):
        """Return the outcome as scoring gave it."""
        return Scored.from_detail(self.state, self.score, self.max_score, self.detail)
