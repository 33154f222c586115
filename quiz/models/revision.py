"""Questions as they are asked and scored."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quiz.assessment.item import Item, Shown
from quiz.models.question import Question

# What is kept in the memory of a process: more than the questions of a large course.
KEPT = 4096


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


class Kept:
    """Rows that never change, read once by each process, several at a time."""

    def __init__(self, fetch):
        self._fetch = fetch
        self._rows = {}

    def __call__(self, pks):
        """Return what is kept, by key; what is not there yet is one query for all."""
        pks, rows = set(pks), self._rows
        missing = pks - rows.keys()
        if missing:
            if len(rows) + len(missing) > KEPT:
                rows, missing = {}, pks
            # Replaced, not changed: other threads may be reading it, or replacing it
            # at this moment by one without these rows.
            self._rows = rows = {**rows, **self._fetch(missing)}
        return rows

    def forget(self):
        """Read everything anew: for tests, whose rows are taken back."""
        self._rows = {}


def _fetch_shown(pks):
    # Without their order, which four tables would be joined for.
    rows = Revision.objects.filter(pk__in=pks).order_by()
    return {
        pk: (uid, Shown.from_data(data))
        for pk, uid, data in rows.values_list("pk", "question__uid", "item_data__shown")
    }


def _fetch_items(pks):
    rows = Revision.objects.filter(pk__in=pks).order_by()
    return {
        pk: Item.from_data(data) for pk, data in rows.values_list("pk", "item_data")
    }


# By revision: the uid of its question, and what is shown of it; not the key.
shown_of = Kept(_fetch_shown)
# By revision: the whole Item, for scoring and for the review only.
items_of = Kept(_fetch_items)
