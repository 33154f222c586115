"""What a teacher may send about an assignment."""

from itertools import groupby

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quiz.models import Quiz

MINUTE = "%Y-%m-%dT%H:%M"  # what the browser's own field for a moment takes
YEARS_AHEAD = 10  # further off is a slip of the keys

ALREADY_ASSIGNED = _(
    "The class has this quiz already. Choose another, or change the due date on the"
    " page of the class."
)
MOMENT_IS_OVER = _("This moment is over. Choose one that is still to come.")


def to_the_minute(moment):
    """Leave out what the form's field cannot show."""
    return moment and moment.replace(second=0, microsecond=0)


class DueDateForm(forms.Form):
    """By when an assignment should be done; empty for no such moment."""

    due_at = forms.DateTimeField(
        label=_("Due date and time"),
        required=False,
        input_formats=[MINUTE, f"{MINUTE}:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "inp", "dir": "ltr"},
            format=MINUTE,
        ),
        error_messages={
            "invalid": _("Give the date and the time, or leave both empty."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_at"].help_text = _("Time zone: %(zone)s") % {
            "zone": timezone.get_current_timezone()
        }

    def clean_due_at(self):
        """Refuse what is over; what stood there before may stay."""
        due_at, now = self.cleaned_data["due_at"], timezone.now()
        if due_at is None or "due_at" not in self.changed_data:
            return due_at
        if due_at <= now:
            raise forms.ValidationError(MOMENT_IS_OVER)
        if due_at.year > now.year + YEARS_AHEAD:
            raise forms.ValidationError(_("This is too far off. Look at the year."))
        return due_at


class AssignmentForm(DueDateForm):
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
    field_order = ("quiz", "due_at")

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
