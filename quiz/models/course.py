"""What is read: courses, lessons, and their smallest parts that can be cited."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quiz.assessment import content
from quiz.models.published import Published
from quiz.models.texts import in_both


class Stance(models.TextChoices):
    """How the article puts a passage: four kinds, the same in every lesson."""

    FACT = "fact", _("Reported fact")
    CLAIM = "claim", _("Attributed claim")
    FORECAST = "forecast", _("Forecast")
    ANALYSIS = "analysis", _("Author’s analysis")


class CourseQuerySet(models.QuerySet):
    """Find courses by who may read them."""

    def open_to(self, user):
        """Keep the courses that a person, or a visitor, may read."""
        return self if user.is_authenticated else self.filter(is_open=True)

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Course(models.Model):
    """A long text made into lessons, with where that text comes from."""

    slug = models.SlugField(_("address"), unique=True)
    position = models.PositiveSmallIntegerField(_("place"), default=1)
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary"))
    source_title = models.CharField(_("title of the source"), max_length=160)
    source_outlet = models.CharField(_("published by"), max_length=160)
    source_author = models.CharField(_("author of the source"), max_length=160)
    source_date = models.CharField(_("date of the source"), max_length=160)
    source_genre = models.CharField(_("kind of text"), max_length=160)
    source_language = models.CharField(_("language of the source"), max_length=160)
    source_credit = models.CharField(_("credit"), max_length=200)
    is_open = models.BooleanField(_("open to visitors"), default=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ("position", "slug")

    def __str__(self):
        return self.title or self.slug

    def natural_key(self):
        return (self.slug,)


# The rows that `Lesson.to_content` reads.
LESSON_ROWS = (
    "passages",
    "learning_points",
    "terms__passage",
    "figures__after",
    "figures__rows",
)


class LessonQuerySet(models.QuerySet):
    """Find lessons by what readers may see."""

    def with_rows(self):
        """Fetch all that `to_content` reads, in a fixed number of queries."""
        return self.prefetch_related(*LESSON_ROWS)

    def published(self):
        """Keep the lessons that readers see, in order."""
        return self.exclude(current=None).order_by("position", "pk")

    def not_withdrawn(self):
        """Keep what is published or never was: what was withdrawn stays so."""
        withdrawn = Lesson.objects.filter(current=None).exclude(editions=None)
        return self.exclude(pk__in=withdrawn.values("pk"))

    def listed(self):
        """Keep what readers see of each lesson in a list, as it was published.

        The rows have `shown_title` and `shown_summary` by language, `passage_count`
        and `word_count`; the passages stay in the database.
        """
        return self.published().annotate(
            shown_title=F("current__content_data__title"),
            shown_summary=F("current__content_data__summary"),
            passage_count=F("current__passage_count"),
            word_count=F("current__word_count"),
        )

    def with_terms(self):
        """Add the key terms as they were published, as plain data: `shown_terms`."""
        return self.annotate(shown_terms=F("current__content_data__terms"))

    def get_by_natural_key(self, course, slug):
        return self.get(course__slug=course, slug=slug)


class Lesson(Published):
    """A short part of a course; what an editor changes. Readers see its Edition."""

    course = models.ForeignKey(
        Course,
        models.CASCADE,
        related_name="lessons",
        verbose_name=pgettext_lazy("field", "course"),
    )
    slug = models.SlugField(_("address"))
    position = models.PositiveSmallIntegerField(_("place"))
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary"))
    current = models.ForeignKey(
        "Edition",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("published edition"),
    )

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ("course", "position", "pk")
        constraints = [
            models.UniqueConstraint(fields=("course", "slug"), name="lesson_slug_once")
        ]

    def __str__(self):
        return self.title or self.slug

    def natural_key(self):
        return (self.course.slug, self.slug)

    natural_key.dependencies = ["quiz.course"]

    def to_content(self):
        """Return the lesson as plain data, in both languages."""
        return content.Content(
            slug=self.slug,
            title=in_both(self, "title"),
            summary=in_both(self, "summary"),
            passages=tuple(row.to_content() for row in self.passages.all()),
            points=tuple(row.to_content() for row in self.learning_points.all()),
            terms=tuple(row.to_content() for row in self.terms.all()),
            figures=tuple(row.to_content() for row in self.figures.all()),
        )


class OfLessonQuerySet(models.QuerySet):
    """Find a row of a lesson by its natural key."""

    def get_by_natural_key(self, course, lesson, slug):
        return self.get(lesson__course__slug=course, lesson__slug=lesson, slug=slug)


class LearningPoint(models.Model):
    """What a reader should know after the lesson; results are told by it."""

    lesson = models.ForeignKey(
        Lesson,
        models.CASCADE,
        related_name="learning_points",
        verbose_name=pgettext_lazy("field", "lesson"),
    )
    slug = models.SlugField(_("name"))
    position = models.PositiveSmallIntegerField(_("place"))
    text = models.CharField(_("text"), max_length=200)

    objects = OfLessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("learning point")
        verbose_name_plural = _("learning points")
        ordering = ("lesson", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("lesson", "slug"), name="learning_point_slug_once"
            )
        ]

    def __str__(self):
        return self.text or self.slug

    def natural_key(self):
        return (*self.lesson.natural_key(), self.slug)

    natural_key.dependencies = ["quiz.lesson"]

    def to_content(self):
        """Return the point as plain data."""
        return content.Point(id=self.slug, text=in_both(self, "text"))


class PassageManager(models.Manager):
    """Find a passage by its natural key."""

    def get_by_natural_key(self, uid):
        return self.get(uid=uid)


class Passage(models.Model):
    """One to three sentences: the smallest part of a lesson that can be cited."""

    uid = models.SlugField(_("name"), max_length=60, unique=True)
    lesson = models.ForeignKey(
        Lesson,
        models.CASCADE,
        related_name="passages",
        verbose_name=pgettext_lazy("field", "lesson"),
    )
    position = models.PositiveSmallIntegerField(_("place"))
    heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("Only where a new section begins."),
    )
    text = models.TextField(_("text"))
    stance = models.CharField(
        pgettext_lazy("of a passage", "stance"), max_length=10, choices=Stance
    )
    is_background = models.BooleanField(
        _("background"),
        default=False,
        help_text=_("Common knowledge that the article does not state."),
    )
    attribution = models.CharField(_("who says so"), max_length=120, blank=True)
    section = models.CharField(_("section of the source"), max_length=160)

    objects = PassageManager()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ("lesson", "position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(stance__in=Stance.values), name="passage_stance_known"
            )
        ]

    def __str__(self):
        return self.uid

    def natural_key(self):
        return (self.uid,)

    def to_content(self):
        """Return the passage as plain data."""
        return content.Passage(
            id=self.uid,
            text=in_both(self, "text"),
            stance=self.stance,
            section=in_both(self, "section"),
            heading=in_both(self, "heading"),
            attribution=in_both(self, "attribution"),
            is_background=self.is_background,
        )
