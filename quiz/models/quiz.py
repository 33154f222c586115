"""Quizzes: lists of questions, fixed or drawn, and the rules of taking them."""

from django.db import models
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quiz.assessment.presets import (
    EVERYTHING,
    EXAM,
    PHASES,
    PRACTICE,
    PRESETS,
    TEST,
    Reviewable,
)
from quiz.assessment.terms import Terms, time_limit
from quiz.models.course import Course, LearningPoint, Lesson, Stance
from quiz.models.published import Published
from quiz.models.question import Difficulty, Level, Question

# The columns of a question that a slot may ask for, each by a field of its own.
DRAWN_BY = ("lesson", "learning_point", "level", "stance", "difficulty")


class QuizQuerySet(models.QuerySet):
    """Find quizzes by what learners may take."""

    def published(self):
        """Keep the quizzes that can be taken, in order."""
        return self.filter(is_published=True).order_by("position", "pk")

    def practice(self):
        """Keep the quizzes that tell after each answer, which visitors may try."""
        return self.filter(preset=Quiz.Preset.PRACTICE)

    def asking(self, question):
        """Keep the quizzes that ask a question, or may draw it."""
        is_drawn = Q(
            course=question.lesson.course_id,
            slots__draw_count__isnull=False,
            slots__draw_level__in=("", question.level),
            slots__draw_stance__in=("", question.stance),
        )
        for name, value in (
            ("difficulty", question.difficulty),
            ("lesson", question.lesson_id),
            ("learning_point", question.learning_point_id),
        ):
            slot = f"slots__draw_{name}"
            is_drawn &= Q(**{slot: None}) | Q(**{slot: value})
        if not Question.objects.drawable().filter(pk=question.pk).exists():
            return self.filter(slots__question=question)
        return self.filter(Q(slots__question=question) | is_drawn).distinct()

    def get_by_natural_key(self, uid):
        return self.get(uid=uid)


class Quiz(Published):
    """A list of questions on a lesson, or over a whole course."""

    class Preset(models.TextChoices):
        PRACTICE = PRACTICE, _("Practice: feedback after each answer")
        TEST = TEST, _("Test: feedback at the end")
        EXAM = EXAM, _("Exam: one attempt, feedback when it is released")

    uid = models.SlugField(_("name"), max_length=60, unique=True)
    course = models.ForeignKey(
        Course,
        models.CASCADE,
        related_name="quizzes",
        verbose_name=pgettext_lazy("field", "course"),
    )
    lesson = models.ForeignKey(
        Lesson,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="quizzes",
        verbose_name=pgettext_lazy("field", "lesson"),
        help_text=_("Empty for a quiz over the whole course."),
    )
    position = models.PositiveSmallIntegerField(_("place"), default=1)
    title = models.CharField(_("title"), max_length=160)
    preset = models.CharField(
        _("preset"), max_length=10, choices=Preset, default=Preset.PRACTICE
    )
    # What is empty below is as the preset has it.
    time_limit = models.PositiveSmallIntegerField(
        _("time limit in minutes"), null=True, blank=True
    )
    attempt_limit = models.PositiveSmallIntegerField(
        _("how many attempts"), null=True, blank=True
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    released_at = models.DateTimeField(
        _("results released"), null=True, blank=True, editable=False
    )
    review_during = models.PositiveSmallIntegerField(
        _("told after each answer"), null=True, blank=True
    )
    review_submitted = models.PositiveSmallIntegerField(
        _("told after the attempt"), null=True, blank=True
    )
    review_closed = models.PositiveSmallIntegerField(
        _("told after the closing"), null=True, blank=True
    )
    repeats_missed = models.BooleanField(
        _("asks what was missed once more"), null=True, blank=True
    )
    asks_certainty = models.BooleanField(_("asks how certain one is"), default=False)
    is_published = models.BooleanField(_("published"), default=False)
    withdrawn_at = models.DateTimeField(
        _("withdrawn"), null=True, blank=True, editable=False
    )

    published_fields = (
        "is_published",
        "withdrawn_at",
        "opens_at",
        "closes_at",
        "released_at",
    )
    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ("course", "position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(preset__in=tuple(PRESETS)), name="quiz_preset_known"
            ),
            models.CheckConstraint(
                condition=(Q(time_limit=None) | Q(time_limit__gte=1))
                & (Q(attempt_limit=None) | Q(attempt_limit__gte=1)),
                name="quiz_limits_positive",
                violation_error_message=_("A limit is at least 1, or empty."),
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None)
                | Q(closes_at=None)
                | Q(closes_at__gt=F("opens_at")),
                name="quiz_closes_after_it_opens",
                violation_error_message=_("It closes after it opens."),
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"review_{phase}": None})
                    | Q(**{f"review_{phase}__lte": EVERYTHING.value}),
                    name=f"quiz_review_{phase}_known",
                )
                for phase in PHASES
            ),
            models.CheckConstraint(
                condition=Q(asks_certainty=False) | Q(preset=PRACTICE),
                name="quiz_certainty_in_practice_only",
                violation_error_message=_("Only practice asks how certain one is."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(is_published=False),
                name="quiz_withdrawn_is_not_published",
            ),
        ]

    def __str__(self):
        return self.title or self.uid

    def natural_key(self):
        return (self.uid,)

    def pool(self):
        """Return the published questions of the course that quizzes may draw.

        With what draws go by; their words stay in the database.
        """
        return (
            Question.objects.published()
            .drawable()
            .filter(lesson__course=self.course_id, lesson__current__isnull=False)
            .only("uid", "current", *DRAWN_BY)
        )

    @property
    def question_count(self):
        """Return how many questions an attempt asks, of those published now."""
        slots = list(self.slots.select_related("question"))
        fixed = [slot.question for slot in slots if slot.question]
        count = sum(question.current_id is not None for question in fixed)
        draws = [slot for slot in slots if slot.draw_count]
        # One query, however many slots draw from it.
        pool = set(self.pool()).difference(fixed) if draws else set()
        for slot in draws:
            fitting = sorted(filter(slot.fits, pool), key=lambda each: each.pk)
            drawn = fitting[: slot.draw_count]
            pool -= set(drawn)
            count += len(drawn)
        return count

    @property
    def tells_after_each(self):
        """Say whether an answer that was sent is told about at once."""
        return bool(self.review("during"))

    @property
    def is_practice(self):
        """Say whether visitors may try it, and nobody is graded by it."""
        return self.preset == PRACTICE

    @property
    def is_exam(self):
        """Say whether it waits for an opening, and its review for a release."""
        return PRESETS[self.preset].is_exam

    @property
    def repeats(self):
        """Say whether what was missed can be answered once more at the end."""
        # To ask it once more is to tell what was missed.
        if Reviewable.CORRECTNESS not in self.review("during"):
            return False
        if self.repeats_missed is None:
            return PRESETS[self.preset].repeats_missed
        return self.repeats_missed

    def review(self, phase):
        """Return what may be told in a phase: the quiz's own rule, or the preset's."""
        name = f"review_{phase}"
        own = getattr(self, name)
        return getattr(PRESETS[self.preset], name) if own is None else Reviewable(own)

    def tells_all_at(self, assignment=None):
        """Return when the last phase begins: an exam's release, or else the closing.

        None where nobody has said when.
        """
        if self.is_exam:
            # A class that is given the exam later waits for a release of its own.
            return assignment.released_at if assignment else self.released_at
        return (assignment and assignment.closes_at) or self.closes_at

    def last_closing(self):
        """Return when it closes for the last, in a class or not; None where never."""
        later = self.assignments.aggregate(
            closing=Max("closes_at"), extended=Max("extensions__closes_at")
        )
        return self.closes_at and max(filter(None, (self.closes_at, *later.values())))

    @property
    def terms(self):
        """Return when and how often it may be taken, by who was given nothing else."""
        limit = self.attempt_limit
        return Terms(
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            time_limit=time_limit(self.time_limit),
            attempt_limit=PRESETS[self.preset].attempt_limit
            if limit is None
            else limit,
            needs_opening=self.is_exam,
        )


class SlotQuerySet(models.QuerySet):
    """Find a slot by its natural key."""

    def get_by_natural_key(self, quiz, position):
        return self.get(quiz__uid=quiz, position=position)


class Slot(models.Model):
    """A place in a quiz: one question, or a number drawn from those that fit."""

    quiz = models.ForeignKey(
        Quiz, models.CASCADE, related_name="slots", verbose_name=_("quiz")
    )
    position = models.PositiveSmallIntegerField(_("place"))
    question = models.ForeignKey(
        Question,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="slots",
        verbose_name=pgettext_lazy("field", "question"),
    )
    draw_count = models.PositiveSmallIntegerField(
        _("how many are drawn"), null=True, blank=True
    )
    draw_lesson = models.ForeignKey(
        Lesson,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("from the lesson"),
    )
    draw_level = models.CharField(
        _("of the level"), max_length=10, choices=Level, blank=True
    )
    draw_stance = models.CharField(
        pgettext_lazy("of a question", "about the stance"),
        max_length=10,
        choices=Stance,
        blank=True,
    )
    draw_learning_point = models.ForeignKey(
        LearningPoint,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("on the learning point"),
    )
    draw_difficulty = models.PositiveSmallIntegerField(
        _("of the difficulty"), null=True, blank=True, choices=Difficulty
    )

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ("quiz", "position")
        constraints = [
            models.UniqueConstraint(
                fields=("quiz", "position"), name="slot_place_once"
            ),
            models.UniqueConstraint(
                fields=("quiz", "question"), name="slot_question_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    question__isnull=False,
                    draw_count=None,
                    draw_lesson=None,
                    draw_level="",
                    draw_stance="",
                    draw_learning_point=None,
                    draw_difficulty=None,
                )
                # Said of NULL, "at least 1" is neither true nor false, and passes.
                | Q(question=None, draw_count__isnull=False, draw_count__gte=1),
                name="slot_fixed_or_drawn",
                violation_error_message=_(
                    "A slot has either a question, or the number to be drawn."
                ),
            ),
            models.CheckConstraint(
                condition=Q(draw_level__in=("", *Level.values)),
                name="slot_level_known",
            ),
            models.CheckConstraint(
                condition=Q(draw_stance__in=("", *Stance.values)),
                name="slot_stance_known",
            ),
            models.CheckConstraint(
                condition=Q(draw_difficulty=None)
                | Q(draw_difficulty__in=Difficulty.values),
                name="slot_difficulty_known",
            ),
        ]

    def __str__(self):
        return f"{self.quiz.uid} {self.position}"

    def natural_key(self):
        return (self.quiz.uid, self.position)

    natural_key.dependencies = ["quiz.quiz"]

    @property
    def wanted(self):
        """Return what a question has to be to be drawn, by the names of its columns."""
        wanted = {
            "lesson_id": self.draw_lesson_id,
            "learning_point_id": self.draw_learning_point_id,
            "level": self.draw_level,
            "stance": self.draw_stance,
            "difficulty": self.draw_difficulty,
        }
        return {name: value for name, value in wanted.items() if value}

    def fits(self, question):
        """Say whether a question of the quiz's pool may be drawn here."""
        return all(
            getattr(question, name) == value for name, value in self.wanted.items()
        )

    def pool(self):
        """Return the published questions that the slot may draw."""
        return self.quiz.pool().filter(**self.wanted)
