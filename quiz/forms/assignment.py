"""What a teacher may send about an assignment."""

from itertools import groupby

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quiz.forms.moment import (
    MOMENT_IS_OVER,
    MomentField,
    MomentsForm,
    refuse_slip,
)
from quiz.models import Assignment, Extension, Quiz

MOMENTS = ("opens_at", "due_at", "closes_at")
LONGEST = 24 * 60  # minutes that may be added to an attempt
MOST_ATTEMPTS = 20
DECIMAL_MARKS = str.maketrans({"٫": ".", ",": "."})

ALREADY_ASSIGNED = _(
    "The class has this quiz already. Choose another, or change the dates on the page"
    " of the class."
)
RESULTS_RELEASED = _(
    "The class knows the results, so nobody of it may be given time again. Hide the"
    " results first."
)


class DatesForm(MomentsForm, forms.Form):
    """When an assignment opens, is due and closes; empty for no such moment."""

    opens_at = MomentField(label=_("Opens"))
    due_at = MomentField(label=_("Due date and time"))
    closes_at = MomentField(label=_("Closes"))

    def __init__(self, *args, assignment=None, **kwargs):
        self.instance = assignment or Assignment()
        initial = {name: getattr(self.instance, name) for name in MOMENTS}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["opens_at"].help_text = _("Time zone: %(zone)s") % {
            "zone": timezone.get_current_timezone()
        }
        self.fields["due_at"].help_text = _(
            "For the students to plan by; what is done later shows as late."
        )
        self.fields["closes_at"].help_text = _(
            "Nobody begins later, and attempts that are open end at this moment."
        )

    def clean_opens_at(self):
        """Refuse a slip of the keys."""
        return self.clean_moment("opens_at")

    def clean_due_at(self):
        """Refuse what is over, too."""
        return self.clean_coming("due_at")

    def clean_closes_at(self):
        """Refuse what is over, too: open attempts would end before they know."""
        return self.clean_coming("closes_at")

    def clean(self):
        """Refuse moments in the wrong order, at the later one."""
        cleaned = super().clean()
        opens_at, due_at, closes_at = (cleaned.get(name) for name in MOMENTS)
        closing = closes_at
        if quiz := cleaned.get("quiz") or self.quiz:
            # Where these are empty, the quiz's own hold.
            opens_at, closing = opens_at or quiz.opens_at, closes_at or quiz.closes_at
        if opens_at and closing and closing <= opens_at:
            name = "closes_at" if closes_at else "opens_at"
            self.add_error(name, _("It closes after it opens."))
        elif due_at and opens_at and due_at <= opens_at:
            self.add_error("due_at", _("It is due after it opens."))
        elif due_at and closing and due_at > closing:
            self.add_error("due_at", _("It is due before it closes."))
        return cleaned

    @property
    def quiz(self):
        """Return the quiz of the assignment, or None before there is one."""
        return self.instance.quiz if self.instance.quiz_id else None

    @property
    def moments(self):
        """Return what was given, for the actions."""
        return {name: self.cleaned_data[name] for name in MOMENTS}


class AssignmentForm(DatesForm):
    """A quiz to give to a class."""

    quiz = forms.ModelChoiceField(
        label=_("Quiz"),
        queryset=Quiz.objects.none(),
        empty_label=_("Choose a quiz"),
        error_messages={
            "required": _("Choose a quiz."),
            "invalid_choice": _("This quiz cannot be assigned. Choose one listed."),
        },
    )
    field_order = ("quiz", *MOMENTS)

    def __init__(self, classroom, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.assigned = set(classroom.assignments.values_list("quiz_id", flat=True))
        field = self.fields["quiz"]
        field.queryset = (
            Quiz.objects.published()
            .select_related("course")
            .order_by("course__position", "course__slug", "position", "pk")
        )
        quizzes = list(field.queryset)
        self.has_quizzes = bool(quizzes)
        field.choices = [("", field.empty_label), *self._by_course(quizzes)]

    def _by_course(self, quizzes):
        return [
            (str(course), [(quiz.pk, self._label(quiz)) for quiz in group])
            for course, group in groupby(quizzes, key=lambda quiz: quiz.course)
        ]

    def _label(self, quiz):
        if quiz.pk in self.assigned:
            return _("%(quiz)s (assigned already)") % {"quiz": quiz}
        return str(quiz)

    def clean_quiz(self):
        """Refuse a quiz that the class has."""
        quiz = self.cleaned_data["quiz"]
        if quiz.pk in self.assigned:
            raise forms.ValidationError(ALREADY_ASSIGNED)
        return quiz


class ExtensionForm(forms.ModelForm):
    """What one student is given beyond the class, and why."""

    closes_at = MomentField(label=_("Closes for this student"))

    class Meta:
        model = Extension
        fields = ("extra_minutes", "extra_attempts", "closes_at", "reason")
        labels = {
            "extra_minutes": _("More minutes for each attempt"),
            "extra_attempts": _("More attempts"),
            "reason": _("Reason"),
        }
        help_texts = {"reason": _("For you and other teachers; the student sees none.")}
        error_messages = {"reason": {"required": _("Say why, for the record.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        quiz = self.instance.assignment.quiz
        for name, most in (
            ("extra_minutes", LONGEST),
            ("extra_attempts", MOST_ATTEMPTS),
        ):
            field = self.fields[name]
            field.required = False
            field.validators.append(MaxValueValidator(most))
            field.widget.attrs |= {"class": "inp short", "dir": "ltr"}
        self.fields["reason"].widget.attrs |= {"class": "inp", "dir": "auto"}
        # What cannot have an effect is not asked.
        if quiz.time_limit is None:
            del self.fields["extra_minutes"]
        if quiz.terms.attempt_limit is None:
            del self.fields["extra_attempts"]
        if self.instance.assignment.last_closing() is None:
            del self.fields["closes_at"]

    @property
    def is_of_use(self):
        """Say whether anything limits the quiz, so that there is more to give."""
        return len(self.fields) > 1

    def clean_closes_at(self):
        """Refuse what is over, and what is no later than for the class."""
        closes_at = refuse_slip(self.cleaned_data["closes_at"])
        if closes_at is None or "closes_at" not in self.changed_data:
            return self.instance.closes_at if closes_at else None
        if closes_at <= timezone.now():
            raise forms.ValidationError(MOMENT_IS_OVER)
        usual = self.instance.assignment.terms.closes_at
        if usual and closes_at <= usual:
            raise forms.ValidationError(_("It closes later than for the class."))
        return closes_at

    def clean_extra_minutes(self):
        """Read nothing as none."""
        return self.cleaned_data["extra_minutes"] or 0

    def clean_extra_attempts(self):
        """Read nothing as none."""
        return self.cleaned_data["extra_attempts"] or 0

    def clean(self):
        """Refuse an extension that gives nothing."""
        cleaned = super().clean()
        given = ("extra_minutes", "extra_attempts", "closes_at")
        if not self.errors and not any(cleaned.get(name) for name in given):
            raise forms.ValidationError(_("Give more of something, or go back."))
        return cleaned


class MultiplierField(forms.DecimalField):
    """A number as people write it: with Arabic digits and marks, too."""

    def to_python(self, value):
        """Read what was written as a decimal."""
        return super().to_python(str(value or "").translate(DECIMAL_MARKS))


class TimeForm(forms.Form):
    """How many times the usual time a student has in all quizzes of the class."""

    time_multiplier = MultiplierField(
        label=_("Times the usual time"),
        help_text=_(
            "From 1 to 5, such as 1.5 for half as much again. It holds for every quiz"
            " with a time limit that the class is given, open attempts included."
        ),
        min_value=1,
        max_value=5,
        max_digits=3,
        decimal_places=2,
        widget=forms.TextInput(
            attrs={"class": "inp short", "dir": "ltr", "inputmode": "decimal"}
        ),
        error_messages={
            "required": _("Give a number from 1 to 5."),
            "invalid": _("Give a number from 1 to 5."),
            "min_value": _("Give a number from 1 to 5."),
            "max_value": _("Give a number from 1 to 5."),
            "max_decimal_places": _("Two places after the point are enough."),
            "max_digits": _("Two places after the point are enough."),
            "max_whole_digits": _("Give a number from 1 to 5."),
        },
    )
