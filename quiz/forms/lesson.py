"""What an editor may write into the rows of a lesson."""

from django import forms
from django.db.models import F, Max
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.models import Passage
from quiz.models.question import make_ident

# Beyond every place that is used, within the column.
ASIDE = 10_000


class PlacedForm(forms.ModelForm):
    """A row that gets a name, and the last place, where none is given."""

    names = ("uid", "slug")

    def __init__(self, *args, order=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.order = order
        for name in self.names:
            if name in self.fields and not self.instance.pk:
                self.fields[name].required = False
                self.fields[name].help_text = gettext_lazy("Empty: a name is made.")
        if "position" in self.fields:
            self.fields["position"].required = False
            self.fields["position"].help_text = gettext_lazy("Empty: the last place.")

    def clean_uid(self):
        """Make a name where none is given."""
        return self.cleaned_data["uid"] or make_ident()

    def clean_slug(self):
        """Make a name where none is given."""
        return self.cleaned_data["slug"] or make_ident()

    def clean_position(self):
        """Give the last place where none is given."""
        place = self.cleaned_data["position"]
        if place is None:
            siblings = self._siblings()
            last = siblings.aggregate(Max("position"))["position__max"] or 0
            return last + 1 + self.order
        if place >= ASIDE:
            raise forms.ValidationError(_("Choose a place below 10000."))
        return place

    def _siblings(self):
        owner = next(
            name
            for name in ("figure", "quiz", "lesson", "course", "pk")
            if name == "pk" or hasattr(self._meta.model, name)
        )
        if owner == "pk":
            return self._meta.model.objects.all()
        given = self.cleaned_data.get(owner) or getattr(self.instance, f"{owner}_id")
        return self._meta.model.objects.filter(**{owner: given})


class PlacedFormSet(BaseInlineFormSet):
    """Rows in order: new ones come last, and places may be exchanged in one go."""

    def get_form_kwargs(self, index):
        kwargs = super().get_form_kwargs(index)
        if index is not None:
            kwargs["order"] = max(0, index - self.initial_form_count())
        return kwargs


class ExclusivePlaceForm(PlacedForm):
    """A row whose place no other row may have."""

    def _get_validation_exclusions(self):
        # The form set looks at all rows together: two may exchange their places.
        return super()._get_validation_exclusions() | {"position"}


class ExclusivePlaceFormSet(PlacedFormSet):
    """Rows of which no two stand in one place."""

    def clean(self):
        """Refuse two rows in one place."""
        super().clean()
        taken = set()
        for form in self.forms:
            place = getattr(form, "cleaned_data", {}).get("position")
            if place is None or self._should_delete_form(form):
                continue
            if place in taken:
                form.add_error("position", _("Another row has this place."))
            taken.add(place)

    def save(self, commit=True):  # noqa: FBT002 - as Django has it
        """Put the changed rows aside first, so that places can be exchanged."""
        moved = [form.instance.pk for form in self.initial_forms if form.has_changed()]
        self.model.objects.filter(pk__in=moved).update(position=F("position") + ASIDE)
        return super().save(commit)


class OfLessonForm(PlacedForm):
    """A row that points to a passage, which is one of its own lesson."""

    passage_field = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = self.data.get(self.add_prefix("lesson")) if self.is_bound else None
        key = given or self.instance.lesson_id or self.initial.get("lesson")
        if str(key or "").isdecimal():
            field = self.fields[self.passage_field]
            field.queryset = Passage.objects.filter(lesson=key)
            field.error_messages["invalid_choice"] = gettext_lazy(
                "Choose among the passages of the lesson."
            )

    def clean(self):
        """Check that the passage is one of the lesson."""
        cleaned = super().clean()
        lesson = cleaned.get("lesson") or getattr(self.instance, "lesson", None)
        passage = cleaned.get(self.passage_field)
        if lesson and passage and passage.lesson_id != lesson.pk:
            self.add_error(
                self.passage_field, _("Choose among the passages of the lesson.")
            )
        return cleaned


class FigureForm(OfLessonForm):
    """A figure, which stands after a passage."""

    passage_field = "after"


class TermForm(OfLessonForm):
    """A term, which stands in a passage."""

    passage_field = "passage"
