"""Quizzes: lists of questions, fixed or drawn."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quiz.models.course import Course, Lesson, Stance
from quiz.models.published import Published
from quiz.models.question import Level, Question


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
        ) & (Q(slots__draw_lesson=None) | Q(slots__draw_lesson=question.lesson_id))
        if not Question.objects.drawable().filter(pk=question.pk).exists():
            return self.filter(slots__question=question)
        return self.filter(Q(slots__question=question) | is_drawn).distinct()

    def get_by_natural_key(self, uid):
        return self.get(uid=uid)


class Quiz(Published):
    """A list of questions on a lesson, or over a whole course."""

    class Preset(models.TextChoices):
        PRACTICE = "practice", _("Practice: feedback after each answer")
        TEST = "test", _("Test: feedback at the end")

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
    is_published = models.BooleanField(_("published"), default=False)
    withdrawn_at = models.DateTimeField(
        _("withdrawn"), null=True, blank=True, editable=False
    )

    published_fields = ("is_published", "withdrawn_at")
    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ("course", "position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(preset__in=("practice", "test")), name="quiz_preset_known"
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

    @property
    def question_count(self):
        """Return how many questions an attempt asks, of those published now."""
        slots = list(self.slots.select_related("question"))
        fixed = [slot.question for slot in slots if slot.question]
        taken = {question.pk for question in fixed}
        count = sum(question.current_id is not None for question in fixed)
        for slot in slots:
            if slot.draw_count:
                pool = slot.pool().exclude(pk__in=taken).values_list("pk", flat=True)
                drawn = set(pool[: slot.draw_count])
                taken |= drawn
                count += len(drawn)
        return count

    @property
    def tells_after_each(self):
        """Say whether an answer that was sent is told about at once."""
        return self.preset == self.Preset.PRACTICE


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
        ]

    def __str__(self):
        return f"{self.quiz.uid} {self.position}"

    def natural_key(self):
        return (self.quiz.uid, self.position)

    natural_key.dependencies = ["quiz.quiz"]

    def pool(self):
        """Return the published questions that the slot may draw."""
        pool = (
            Question.objects.published()
            .drawable()
            .filter(lesson__course=self.quiz.course, lesson__current__isnull=False)
        )
        if self.draw_lesson_id:
            pool = pool.filter(lesson=self.draw_lesson_id)
        if self.draw_level:
            pool = pool.filter(level=self.draw_level)
        if self.draw_stance:
            pool = pool.filter(stance=self.draw_stance)
        return pool
