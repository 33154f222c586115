"""What an editor may write into the rows of a lesson."""

from itertools import groupby

from django import forms
from django.db.models import F, Max
from django.forms.models import BaseInlineFormSet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.models import Edition, LearningPoint, Passage
from quiz.models.question import make_ident
from quiz.models.texts import excerpt

# Beyond every place that is used, within the column.
ASIDE = 10_000


# What is said of an empty menu, and what its link says.
NONE_YET = {
    LearningPoint: (
        gettext_lazy("The lesson has no learning points yet; a question needs one."),
        gettext_lazy("Add a learning point (in a new tab)"),
    ),
    Passage: (
        gettext_lazy("The lesson has no passages yet."),
        gettext_lazy("Add a passage (in a new tab)"),
    ),
}


def named(row):
    """Name a row by its code with the first words of its text, for a list."""
    return f"{row} · {excerpt(row.text)}" if row.text else str(row)


def given_lesson(form):
    """Return the key of the lesson that a form speaks of, or None before it does."""
    given = form.data.get(form.add_prefix("lesson")) if form.is_bound else None
    key = given or form.instance.lesson_id or form.initial.get("lesson")
    return key if str(key or "").isdecimal() else None


def by_lesson(rows, name):
    """Put rows under the names of their lessons, in the order of reading."""
    rows = rows.select_related("lesson__course").order_by(
        "lesson__course", "lesson__position", "lesson", "position", "pk"
    )
    return [
        (str(lesson), [(row.pk, name(row)) for row in group])
        for lesson, group in groupby(rows, key=lambda row: row.lesson)
    ]


def offer_rows(field, lesson, refusal):
    """Offer the rows of a lesson, or of each under its name while none is chosen."""
    model = field.queryset.model
    if model is Passage:
        field.label_from_instance = named
    field.error_messages["invalid_choice"] = refusal
    if lesson is None:
        field.choices = [
            ("", field.empty_label),
            *by_lesson(model.objects.all(), field.label_from_instance),
        ]
        return
    field.queryset = model.objects.filter(lesson=lesson)
    if not field.queryset.exists():
        what, link = NONE_YET[model]
        # In a new tab: what is typed here stays, and is sent again afterwards.
        field.help_text = format_html(
            '{} <a href="{}?lesson={}" target="_blank">{}</a>',
            what,
            reverse(f"admin:quiz_{model._meta.model_name}_add"),
            lesson,
            link,
        )
        field.error_messages["required"] = what


class PlacedForm(forms.ModelForm):
    """A row that gets a name, and the last place, where none is given."""

    names = ("uid", "slug")

    def __init__(self, *args, order=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.order = order
        for name in self.names:
            if name not in self.fields:
                continue
            if self.instance.pk:
                self.fields[name].disabled = self.is_settled()
            else:
                self.fields[name].required = False
                self.fields[name].help_text = gettext_lazy("Empty: a name is made.")
        if "position" in self.fields:
            self.fields["position"].required = False
            self.fields["position"].help_text = gettext_lazy("Empty: the last place.")

    def is_settled(self):
        """Say whether the name is for good, because readers' links hold it."""
        return False

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


class CourseForm(PlacedForm):
    """A course, whose words show as soon as they are saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        require_words(self)

    def is_settled(self):
        """Say whether lessons were read under the course's address."""
        return Edition.objects.filter(lesson__course=self.instance).exists()


class LessonForm(PlacedForm):
    """A lesson, which keeps its address once it was read there."""

    def is_settled(self):
        """Say whether the lesson was read under its address."""
        return self.instance.editions.exists()


class PassageForm(PlacedForm):
    """A passage, which keeps its name once it was published: reviews cite it."""

    def __init__(self, *args, is_read=None, **kwargs):
        self.is_read = is_read
        super().__init__(*args, **kwargs)

    def is_settled(self):
        """Say whether the passage's lesson was published."""
        if self.is_read is None:
            return self.instance.lesson.editions.exists()
        return self.is_read


def require_words(form):
    """Ask for both languages of each text that may not be empty."""
    for name, field in form.fields.items():
        column = form._meta.model._meta.get_field(name)
        if original := getattr(column, "translated_field", None):
            field.required = not original.blank
            field.error_messages["required"] = gettext_lazy(
                "Learners see this text, so it stands in both languages."
            )


class NameForm(forms.ModelForm):
    """A name, whose words show as soon as they are saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        require_words(self)


class PlacedFormSet(BaseInlineFormSet):
    """Rows in order: new ones come last, and places may be exchanged in one go."""

    def get_form_kwargs(self, index):
        kwargs = super().get_form_kwargs(index)
        if index is not None:
            kwargs["order"] = max(0, index - self.initial_form_count())
        return kwargs


class PassageFormSet(PlacedFormSet):
    """The passages of a lesson; whether it was published is asked once."""

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "is_read": self._is_read}

    @cached_property
    def _is_read(self):
        return bool(self.instance.pk) and self.instance.editions.exists()


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

    def __init__(self, *args, lesson=None, **kwargs):
        super().__init__(*args, **kwargs)
        offer_rows(
            self.fields[self.passage_field],
            lesson or given_lesson(self),
            gettext_lazy("Choose among the passages of the lesson."),
        )


class FigureForm(OfLessonForm):
    """A figure, which stands after a passage."""

    passage_field = "after"


class TermForm(OfLessonForm):
    """A term, which stands in a passage."""

    passage_field = "passage"


class TermFormSet(PlacedFormSet):
    """The terms of a lesson, which all point to its passages."""

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "lesson": self.instance.pk}
