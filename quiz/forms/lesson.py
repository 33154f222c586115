"""What an editor may write into the rows of a lesson."""

from django import forms
from django.db.models import F, Max
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.models import Edition, Lesson, Passage, Question
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
        _require_words(self)

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


class QuizForm(PlacedForm):
    """A quiz on a lesson of its course, in both languages once it is published."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.is_published:
            _require_words(self)
        course = self.data.get(self.add_prefix("course")) or self.instance.course_id
        if "lesson" in self.fields and str(course or "").isdecimal():
            field = self.fields["lesson"]
            field.queryset = Lesson.objects.filter(course=course)
            field.error_messages["invalid_choice"] = gettext_lazy(
                "Choose among the lessons of the course."
            )

    def is_settled(self):
        """Say whether learners may have the address of the quiz."""
        return self.instance.is_published or self.instance.attempts.exists()


def _require_words(form):
    """Ask for both languages of each text that may not be empty."""
    for name, field in form.fields.items():
        column = form._meta.model._meta.get_field(name)
        if original := getattr(column, "translated_field", None):
            field.required = not original.blank
            field.error_messages["required"] = gettext_lazy(
                "Learners see this text, so it stands in both languages."
            )


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


class SlotForm(ExclusivePlaceForm):
    """A place in a quiz, which asks and draws from the quiz's own course."""

    def __init__(self, *args, course=None, **kwargs):
        super().__init__(*args, **kwargs)
        if course is None:
            return
        for name, rows, message in (
            (
                "question",
                Question.objects.filter(lesson__course=course),
                gettext_lazy("Choose among the questions of the course."),
            ),
            (
                "draw_lesson",
                Lesson.objects.filter(course=course),
                gettext_lazy("Choose among the lessons of the course."),
            ),
        ):
            if name in self.fields:
                self.fields[name].queryset = rows
                self.fields[name].widget.course = course
                self.fields[name].error_messages["invalid_choice"] = message


class SlotFormSet(ExclusivePlaceFormSet):
    """The places of a quiz."""

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "course": self.instance.course_id}


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
