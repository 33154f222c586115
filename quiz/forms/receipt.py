"""What a teacher may send to look up a receipt."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReceiptForm(forms.Form):
    """The code that a student shows."""

    code = forms.CharField(
        label=_("Code of the receipt"),
        help_text=_("Capitals, spaces and dashes do not matter."),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "class": "inp short",
                "dir": "ltr",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Write the code that the student shows.")},
    )
