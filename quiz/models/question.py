"""Questions as authors edit them: three tables for every kind."""

import secrets

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from quiz.assessment.content import unpublished
from quiz.assessment.faults import Fault, faults
from quiz.assessment.item import canonical
from quiz.models.assembly import make_item
from quiz.models.course import LearningPoint, Lesson, Passage, Stance
from quiz.models.published import Published
from quiz.models.texts import in_both

# No vowels, so that no word is spelled in either language's habits.
IDENT_LETTERS = "bcdfghjkmnpqrstvwxz"
IDENT_CHARACTERS = IDENT_LETTERS + "23456789"


def make_ident():
    """Return six characters that say nothing of place or rightness."""
    rest = (secrets.choice(IDENT_CHARACTERS) for _place in range(5))
    return secrets.choice(IDENT_LETTERS) + "".join(rest)


class Kind(models.TextChoices):
    """How a question is asked; each has one line in the registry KINDS."""

    CHOICE = "choice", _("Single choice")
    MULTIPLE_RESPONSE = "multiple_response", _("Multiple response")
    TRUE_FALSE = "true_false", _("True or false, with the reason")
    TWO_PART = "two_part", _("Two parts: claim, then evidence")
    HOTTEXT = "hottext", _("Choosing passages")
    NUMERIC = "numeric", _("A number")
    TEXT_ENTRY = "text_entry", _("A short text")
    MATCH = "match", _("Matching")
    CATEGORISE = "categorise", _("Sorting statements")
    ORDER = "order", _("Putting in order")
    GAP_MATCH = "gap_match", _("Words into gaps")
    INLINE_CHOICE = "inline_choice", _("A menu in each gap")
    EXTENDED_TEXT = "extended_text", _("A written answer")


class Rule(models.TextChoices):
    """How the shares of the parts make a score; each kind knows some of these."""

    EACH = "each", _("Each part counts by itself")
    EVERY = "every", _("All parts must be right")
    CHAIN = "chain", _("A part counts only after the one before it")
    PLUS_MINUS = "plus_minus", _("Right picks less wrong picks")
    EXACT = "exact", _("Exactly the right picks")
    PER_OPTION = "per_option", _("Each option rightly picked or left")
    PAIRWISE = "pairwise", _("Each pair in the right order")
    BY_HAND = "by_hand", _("A person marks by the rubric")


class Level(models.TextChoices):
    """What the question asks of the mind (Bloom, revised)."""

    REMEMBER = "remember", pgettext_lazy("level of a question", "Remember")
    UNDERSTAND = "understand", pgettext_lazy("level of a question", "Understand")
    APPLY = "apply", pgettext_lazy("level of a question", "Apply")
    ANALYSE = "analyse", pgettext_lazy("level of a question", "Analyse")
    EVALUATE = "evaluate", pgettext_lazy("level of a question", "Evaluate")


class Difficulty(models.IntegerChoices):
    """How hard the editor thinks that the question is."""

    EASY = 1, _("Easy")
    MIDDLING = 2, _("Middling")
    HARD = 3, _("Hard")


class ErrorKind(models.TextChoices):
    """The mistake that a wrong option stands for; told to teachers."""

    WRONG_ACTOR = "wrong_actor", _("Someone else’s deed")
    WRONG_NUMBER = "wrong_number", _("Another number")
    WRONG_DATE = "wrong_date", _("Another date")
    WRONG_PLACE = "wrong_place", _("Another place")
    REVERSED_CAUSE = "reversed_cause", _("Cause and effect reversed")
    CLAIM_AS_FACT = "claim_as_fact", _("A claim taken as fact")
    FACT_AS_CLAIM = "fact_as_claim", _("A fact taken as a claim")
    FORECAST_AS_FACT = "forecast_as_fact", _("A forecast taken as fact")
    ANALYSIS_AS_FACT = "analysis_as_fact", _("Analysis taken as fact")
    OVER_GENERALISED = "over_generalised", _("Made too general")
    HALF_TRUTH = "half_truth", _("Only half of it")
    NOT_IN_TEXT = "not_in_text", _("Not in the text")
    CONFUSED_TERMS = "confused_terms", _("Two terms confused")
    WRONG_ORDER = "wrong_order", _("Another order")
    WRONG_PASSAGE = "wrong_passage", _("Another passage")


# The rows that `Question.to_item` reads.
QUESTION_ROWS = (
    "evidence",
    "parts__passage",
    "parts__answers",
    "choices__passage",
    "choices__part",
)


class QuestionQuerySet(models.QuerySet):
    """Find questions by what may be asked."""

    def published(self):
        """Keep the questions that new attempts may ask."""
        return self.exclude(current=None)

    def drawable(self):
        """Keep the questions that a quiz may draw once they are published.

        A prequestion is told by its lesson's page, and what a person marks by hand
        would leave the result of an exam open.
        """
        return self.filter(is_prequestion=False).exclude(kind=Kind.EXTENDED_TEXT)

    def prequestions(self):
        """Keep the published questions that are asked before a lesson is read."""
        return self.published().filter(is_prequestion=True)

    def not_withdrawn(self):
        """Keep what is published or never was: what was withdrawn stays so."""
        withdrawn = Question.objects.filter(current=None).exclude(revisions=None)
        return self.exclude(pk__in=withdrawn.values("pk"))

    def with_rows(self):
        """Fetch all that `to_item` reads, in a fixed number of queries."""
        return self.prefetch_related(*QUESTION_ROWS)

    def get_by_natural_key(self, uid):
        return self.get(uid=uid)


class Question(Published):
    """A question as it is edited: the draft. What is asked is its Revision."""

    uid = models.SlugField(_("name"), max_length=60, unique=True, default=make_ident)
    lesson = models.ForeignKey(
        Lesson,
        models.CASCADE,
        related_name="questions",
        verbose_name=pgettext_lazy("field", "lesson"),
    )
    position = models.PositiveSmallIntegerField(_("place"), default=1)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    # Whether the rule is one of the kind's, the form and publishing say.
    rule = models.CharField(
        _("rule of scoring"),
        max_length=20,
        choices=Rule,
        blank=True,
        help_text=_("Empty: the first rule of the kind."),
    )
    prompt = models.TextField(pgettext_lazy("field", "question"))
    body = models.TextField(
        _("text under the question"),
        blank=True,
        help_text=_("For gaps: a text with a place for each, such as [[gap]]."),
    )
    explanation = models.TextField(_("explanation"))
    evidence = models.ManyToManyField(
        Passage,
        related_name="questions",
        verbose_name=_("evidence"),
        help_text=_("The passages that prove the answer."),
    )
    is_shuffled = models.BooleanField(_("shuffled"), default=True)
    settings = models.JSONField(_("settings"), default=dict, blank=True)
    is_prequestion = models.BooleanField(
        _("asked before reading"),
        default=False,
        help_text=_(
            "Its lesson asks it before the text and answers it below. It is never"
            " scored, and no quiz draws it."
        ),
    )
    level = models.CharField(_("level"), max_length=10, choices=Level)
    difficulty = models.PositiveSmallIntegerField(
        _("difficulty"),
        default=Difficulty.MIDDLING,
        choices=Difficulty,
    )
    stance = models.CharField(
        pgettext_lazy("of a question", "about the stance"),
        max_length=10,
        choices=Stance,
    )
    learning_point = models.ForeignKey(
        LearningPoint,
        models.PROTECT,
        related_name="questions",
        verbose_name=pgettext_lazy("field", "learning point"),
    )
    author = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    reviewer = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewer"),
    )
    current = models.ForeignKey(
        "Revision",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("published revision"),
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("lesson", "position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="question_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(is_prequestion=False) | Q(kind=Kind.CHOICE),
                name="question_prequestion_is_choice",
                violation_error_message=_("Only a single choice is asked before."),
            ),
            models.CheckConstraint(
                condition=Q(rule__in=("", *sorted(Rule.values))),
                name="question_rule_known",
            ),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="question_level_known"
            ),
            models.CheckConstraint(
                condition=Q(stance__in=Stance.values), name="question_stance_known"
            ),
            models.CheckConstraint(
                condition=Q(difficulty__range=(1, 3)), name="question_difficulty_known"
            ),
            models.CheckConstraint(
                condition=Q(author=None) | Q(reviewer=None) | ~Q(author=F("reviewer")),
                name="question_reviewer_is_another",
                violation_error_message=_(
                    "The reviewer is someone else than the author."
                ),
            ),
        ]

    def __str__(self):
        return self.uid

    def natural_key(self):
        return (self.uid,)

    natural_key.dependencies = ["quiz.learningpoint"]

    def to_item(self):
        """Return the question as an Item, in its canonical form."""
        return canonical(make_item(self))

    def faults(self):
        """List all that keeps the question from being published.

        A question tells the words of its passages, so readers must see them already.
        """
        item = self.to_item()
        edition = self.lesson.current
        hidden = unpublished(item.review.passages, edition and edition.content)
        return [
            *faults(item),
            *(
                Fault("passage_not_published", f"passages.{uid}", detail={"id": uid})
                for uid in hidden
            ),
        ]


class Row(models.Model):
    """What a part and a choice share."""

    ident = models.CharField(
        _("name"),
        max_length=32,
        default=make_ident,
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9_-]{0,31}$",
                _("Small Latin letters, digits, - and _; a letter first."),
            )
        ],
    )
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    text = models.TextField(_("text"), blank=True)
    feedback = models.TextField(_("feedback"), blank=True)
    passage = models.ForeignKey(
        Passage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("field", "passage"),
        help_text=_("With an empty text, the words are the passage’s."),
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.ident

    def natural_key(self):
        return (self.question.uid, self.ident)

    natural_key.dependencies = ["quiz.question"]

    def words(self):
        """Return the row's own words, or those of the passage that it quotes."""
        own = in_both(self, "text")
        return own if own or self.passage is None else in_both(self.passage, "text")


class RowQuerySet(models.QuerySet):
    """Find a part or a choice by its natural key."""

    def get_by_natural_key(self, question, ident):
        return self.get(question__uid=question, ident=ident)


class Choice(Row):
    """An option, an accepted or foreseen answer, a level of a criterion."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="choices", verbose_name=_("question")
    )
    part = models.ForeignKey(
        "Part",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="menu",
        verbose_name=_("in the menu of"),
        help_text=_("Empty where all parts share the options."),
    )
    fraction = models.DecimalField(
        _("share of the mark"),
        max_digits=5,
        decimal_places=4,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    error = models.CharField(
        _("kind of mistake"), max_length=20, choices=ErrorKind, blank=True
    )

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ("question", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("question", "ident"), name="choice_ident_once"
            ),
            models.CheckConstraint(
                condition=Q(fraction__gte=0, fraction__lte=1),
                name="choice_fraction_is_share",
            ),
            models.CheckConstraint(
                condition=Q(error__in=("", *ErrorKind.values)),
                name="choice_error_known",
            ),
        ]


class Part(Row):
    """A place for an answer: a statement, a gap, a source, an event, a criterion."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="parts", verbose_name=_("question")
    )
    answers = models.ManyToManyField(
        Choice,
        blank=True,
        related_name="answers_of",
        verbose_name=_("right options"),
        help_text=_("Where the options are shared by several parts."),
    )

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        ordering = ("question", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("question", "ident"), name="part_ident_once"
            )
        ]
