"""Names that a course speaks of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quiz.assessment import agreement
from quiz.models.course import Course
from quiz.models.texts import in_both


class NameQuerySet(models.QuerySet):
    """Find a name by its natural key."""

    def get_by_natural_key(self, course, slug):
        return self.get(course__slug=course, slug=slug)


class Name(models.Model):
    """A person, place, organisation, agreement or event, as each language calls it."""

    class Kind(models.TextChoices):
        PERSON = "person", pgettext_lazy("kind of name", "Person")
        PLACE = "place", pgettext_lazy("kind of name", "Place")
        ORGANISATION = (
            "organisation",
            pgettext_lazy("kind of name", "Organisation or group"),
        )
        AGREEMENT = "agreement", pgettext_lazy("kind of name", "Agreement")
        EVENT = "event", pgettext_lazy("kind of name", "Event or issue")

    course = models.ForeignKey(
        Course,
        models.CASCADE,
        related_name="names",
        verbose_name=pgettext_lazy("field", "course"),
    )
    slug = models.SlugField(_("code"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    variants = models.TextField(
        _("other spellings"), blank=True, help_text=_("One a line.")
    )
    note = models.CharField(
        _("who or what it is"), max_length=240, help_text=_("One short sentence.")
    )

    objects = NameQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a course", "name")
        verbose_name_plural = _("names")
        ordering = ("course", "slug")
        constraints = [
            models.UniqueConstraint(fields=("course", "slug"), name="name_slug_once"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=("person", "place", "organisation", "agreement", "event")
                ),
                name="name_kind_known",
            ),
        ]

    def __str__(self):
        return self.name or self.slug

    def natural_key(self):
        return (self.course.slug, self.slug)

    natural_key.dependencies = ["quiz.course"]

    def to_spellings(self):
        """Return the name with all its spellings as plain data."""
        lines = {
            language: [text, *in_both(self, "variants").get(language, "").splitlines()]
            for language, text in in_both(self, "name").items()
        }
        return agreement.Name(
            id=self.slug,
            spellings={
                language: tuple(line.strip() for line in each if line.strip())
                for language, each in lines.items()
            },
        )
