"""Questions as they are asked and scored."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quiz.assessment.item import Item
from quiz.models.question import Question


class Revision(models.Model):
    """A question as it stood when published: an Item, never changed afterwards."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="revisions", verbose_name=_("question")
    )
    number = models.PositiveIntegerField(_("number"))
    digest = models.CharField(max_length=32, editable=False)
    item_data = models.JSONField(editable=False)
    created_at = models.DateTimeField(_("published"), default=timezone.now)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("question", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("question", "number"), name="revision_number_once"
            ),
            models.UniqueConstraint(
                fields=("question", "digest"), name="revision_digest_once"
            ),
        ]

    def __str__(self):
        return f"{self.question.uid} {self.number}"

    @property
    def item(self):
        """Return the whole Item, with its key: for scoring and for the review only."""
        return Item.from_data(self.item_data)
