"""What a teacher may send about a class."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Classroom

NAME_LENGTH = Classroom._meta.get_field("name").max_length


class ClassroomForm(forms.Form):
    """The name of a class."""

    name = forms.CharField(
        label=_("Name of the class"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(
            attrs={"class": "inp", "dir": "auto", "autocomplete": "off"}
        ),
        error_messages={
            "required": _("Give the class a name, such as “10 B”."),
            "max_length": _("This is too long: use at most %(limit_value)d letters."),
        },
    )

    def clean_name(self):
        """Refuse a name in which nothing can be read."""
        name = self.cleaned_data["name"]
        if not any(map(str.isalnum, name)):
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        return name
