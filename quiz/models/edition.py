"""Lessons as readers see them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quiz.assessment.content import Content
from quiz.models.course import Lesson

WORDS_A_MINUTE = 120


def minutes_of(word_count):
    """Return about how long reading takes, in whole minutes."""
    return max(1, round(word_count / WORDS_A_MINUTE))


class Edition(models.Model):
    """A lesson as it stood when published; never changed afterwards."""

    lesson = models.ForeignKey(
        Lesson, models.CASCADE, related_name="editions", verbose_name=_("lesson")
    )
    number = models.PositiveIntegerField(_("number"))
    digest = models.CharField(max_length=32, editable=False)
    content_data = models.JSONField(editable=False)
    # Copies of what the content says, for lists; made by `publish_lesson`.
    passage_count = models.PositiveSmallIntegerField(editable=False)
    word_count = models.PositiveSmallIntegerField(editable=False)
    created_at = models.DateTimeField(_("published"), default=timezone.now)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("lesson", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("lesson", "number"), name="edition_number_once"
            ),
            models.UniqueConstraint(
                fields=("lesson", "digest"), name="edition_digest_once"
            ),
        ]

    def __str__(self):
        return f"{self.lesson.slug} {self.number}"

    @property
    def minutes(self):
        """Return about how long reading takes, in whole minutes."""
        return minutes_of(self.word_count)

    @property
    def content(self):
        """Return the lesson as plain data."""
        return Content.from_data(self.content_data)
