"""What a teacher takes out of a class as a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.models import Assignment
from quiz.models.export import Content, Format


class ExportForm(forms.Form):
    """Choose the content, the quiz where it is about one, the format, and names."""

    content = forms.ChoiceField(label=_("What"), choices=Content)
    assignment = forms.ModelChoiceField(
        label=_("Quiz"),
        queryset=Assignment.objects.none(),
        required=False,
        empty_label=_("All quizzes"),
        help_text=_("For answers and statistics, which are of one quiz each."),
    )
    format = forms.ChoiceField(label=_("Format"), choices=Format)
    has_names = forms.BooleanField(
        label=_("With names"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "tick"}),
        help_text=_("Without, each student has a number that says nothing of them."),
    )

    def __init__(self, assignments, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignment"].queryset = assignments
        self.fields["assignment"].label_from_instance = lambda each: str(each.quiz)

    def clean(self):
        """Ask for a quiz where the content is about one."""
        cleaned = super().clean()
        is_about_one = cleaned.get("content") in {
            Content.ANSWERS,
            Content.ITEM_ANALYSIS,
        }
        if is_about_one and "assignment" in cleaned and not cleaned["assignment"]:
            self.add_error("assignment", _("Choose a quiz."))
        return cleaned
