"""Numbers as editors type them, in the digits of either language."""

from decimal import Decimal

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget

from quiz.assessment.number import read_number, write_number


class NumberInput(AdminTextInputWidget):
    """A number in any digits: the browser's own field drops the Arabic ones."""

    def __init__(self, attrs=None):
        super().__init__(
            {
                "class": "number",
                "inputmode": "decimal",
                "dir": "ltr",
                "size": 6,
                **(attrs or {}),
            }
        )

    def format_value(self, value):
        """Write a share as 0.5, whatever places the database keeps."""
        return super().format_value(
            write_number(value) if isinstance(value, Decimal) else value
        )

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        number = read_number(value or "")
        # What is no number is left to the field to refuse.
        return write_number(number) if isinstance(number, Decimal) else value


class DecimalField(forms.DecimalField):
    """A decimal that is kept in JSON, as text or as a number."""

    widget = NumberInput

    def __init__(self, *, kept_as, **kwargs):
        super().__init__(**kwargs)
        self.kept_as = kept_as

    def has_changed(self, initial, data):
        """Compare by value: 0.50 is what 0.5 was."""
        return super().has_changed(read_number(str(initial)), data)

    def clean(self, value):
        """Return the number as it is kept."""
        return self.kept_as(super().clean(value))
