"""Which attempts and answers statistics are told of."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from quiz.assessment.tally import Selection

FIRST, ALL = "first", "all"


class SelectionForm(forms.Form):
    """Choose by address; without a choice first attempts count, in both languages."""

    attempts = forms.ChoiceField(
        label=_("Attempts counted"),
        choices=[(FIRST, _("First attempts only")), (ALL, _("All attempts"))],
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Answered in"),
        choices=[("", _("Both languages")), *Language.choices],
        required=False,
    )

    @property
    def selection(self):
        """Return what is chosen; where that makes no sense, the usual."""
        chosen = self.cleaned_data if self.is_valid() else {}
        return Selection(
            is_first_only=chosen.get("attempts") != ALL,
            language=chosen.get("language", ""),
        )
