"""Key terms of a lesson."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quiz.assessment import content
from quiz.models.course import Lesson, OfLessonQuerySet, Passage
from quiz.models.texts import in_both


class Term(models.Model):
    """A key term, explained where it first stands."""

    lesson = models.ForeignKey(
        Lesson,
        models.CASCADE,
        related_name="terms",
        verbose_name=pgettext_lazy("field", "lesson"),
    )
    slug = models.SlugField(_("name"))
    position = models.PositiveSmallIntegerField(_("place"))
    passage = models.ForeignKey(
        Passage,
        models.CASCADE,
        related_name="terms",
        verbose_name=pgettext_lazy("field", "passage"),
    )
    anchor = models.CharField(
        _("words in the passage"),
        max_length=120,
        help_text=_("Exactly as they stand there; they are underlined."),
    )
    term = models.CharField(pgettext_lazy("field", "term"), max_length=120)
    definition = models.TextField(_("definition"))
    is_background = models.BooleanField(_("background"), default=False)

    objects = OfLessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ("lesson", "position", "pk")
        constraints = [
            models.UniqueConstraint(fields=("lesson", "slug"), name="term_slug_once")
        ]

    def __str__(self):
        return self.term or self.slug

    def natural_key(self):
        return (*self.lesson.natural_key(), self.slug)

    natural_key.dependencies = ["quiz.lesson"]

    def to_content(self):
        """Return the term as plain data."""
        return content.Term(
            id=self.slug,
            passage=self.passage.uid,
            anchor=in_both(self, "anchor"),
            term=in_both(self, "term"),
            definition=in_both(self, "definition"),
            is_background=self.is_background,
        )
