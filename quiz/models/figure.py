"""Figures of a lesson, with their rows."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quiz.assessment import content
from quiz.models.course import Lesson, Passage
from quiz.models.texts import in_both


class FigureManager(models.Manager):
    """Find a figure by its natural key."""

    def get_by_natural_key(self, uid):
        return self.get(uid=uid)


class Figure(models.Model):
    """A chart drawn from its rows, with a sentence above and a table behind it."""

    class Kind(models.TextChoices):
        RANKS = "ranks", _("Places in a ranking")
        TIMELINE = "timeline", _("Dates in order")
        ROUTE = "route", _("Places on a way")
        AMOUNTS = "amounts", _("Amounts side by side")
        GROUPS = "groups", _("Points in groups")

    uid = models.SlugField(_("name"), max_length=60, unique=True)
    lesson = models.ForeignKey(
        Lesson,
        models.CASCADE,
        related_name="figures",
        verbose_name=pgettext_lazy("field", "lesson"),
    )
    position = models.PositiveSmallIntegerField(_("place"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    after = models.ForeignKey(
        Passage,
        models.PROTECT,
        related_name="figures",
        verbose_name=_("stands after the passage"),
    )
    title = models.CharField(_("title"), max_length=160)
    caption = models.TextField(_("what it shows, in a sentence"))
    label_heading = models.CharField(_("heading of the first column"), max_length=60)
    value_heading = models.CharField(
        _("heading of the values"), max_length=60, blank=True
    )
    share_heading = models.CharField(
        _("heading of the shares"), max_length=60, blank=True
    )
    note_heading = models.CharField(
        _("heading of the notes"), max_length=60, blank=True
    )

    objects = FigureManager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ("lesson", "position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=("ranks", "timeline", "route", "amounts", "groups")
                ),
                name="figure_kind_known",
            )
        ]

    def __str__(self):
        return self.title or self.uid

    def natural_key(self):
        return (self.uid,)

    def to_content(self):
        """Return the figure as plain data."""
        return content.Figure(
            id=self.uid,
            kind=self.kind,
            after=self.after.uid,
            title=in_both(self, "title"),
            caption=in_both(self, "caption"),
            headings={
                column: in_both(self, f"{column}_heading")
                for column in ("label", "value", "share", "note")
                if in_both(self, f"{column}_heading")
            },
            rows=tuple(row.to_content() for row in self.rows.all()),
        )


class FigureRowQuerySet(models.QuerySet):
    """Find a row by its natural key."""

    def get_by_natural_key(self, figure, position):
        return self.get(figure__uid=figure, position=position)


class FigureRow(models.Model):
    """One line of a figure: a mineral, a date, a place."""

    figure = models.ForeignKey(
        Figure, models.CASCADE, related_name="rows", verbose_name=_("figure")
    )
    position = models.PositiveSmallIntegerField(_("place"))
    label = models.CharField(_("label"), max_length=120)
    value = models.DecimalField(
        _("value"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    share = models.DecimalField(
        _("share, per cent"), max_digits=6, decimal_places=3, null=True, blank=True
    )
    note = models.CharField(_("note"), max_length=240, blank=True)

    objects = FigureRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of a figure")
        verbose_name_plural = _("rows of a figure")
        ordering = ("figure", "position")
        constraints = [
            models.UniqueConstraint(
                fields=("figure", "position"), name="figure_row_place_once"
            )
        ]

    def __str__(self):
        return self.label or str(self.position)

    def natural_key(self):
        return (self.figure.uid, self.position)

    natural_key.dependencies = ["quiz.figure"]

    def to_content(self):
        """Return the row as plain data; numbers as text without spare noughts."""
        return content.Row(
            label=in_both(self, "label"),
            note=in_both(self, "note"),
            value="" if self.value is None else f"{self.value.normalize():f}",
            share="" if self.share is None else f"{self.share.normalize():f}",
        )
