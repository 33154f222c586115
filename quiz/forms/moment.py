"""Dates with times, as people write them into forms."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MINUTE = "%Y-%m-%dT%H:%M"  # what the browser's own field for a moment takes
YEARS_AHEAD = 10  # further off is a slip of the keys

MOMENT_IS_OVER = gettext_lazy("This moment is over. Choose one that is still to come.")


def to_the_minute(moment):
    """Leave out what the form's field cannot show."""
    return moment and moment.replace(second=0, microsecond=0)


def refuse_slip(moment):
    """Return a moment that is within reach of today, or None where there is none.

    Raises ValidationError.
    """
    if moment and abs(moment.year - timezone.now().year) > YEARS_AHEAD:
        raise forms.ValidationError(_("This is too far off. Look at the year."))
    return moment


class MomentsForm(forms.BaseForm):
    """A form with moments of its `instance`, each of which may stay as it is."""

    def clean_moment(self, name):
        """Refuse a slip of the keys; what stood there before may stay."""
        if name not in self.changed_data:
            # With its seconds, which the field cannot show.
            return getattr(self.instance, name)
        return refuse_slip(self.cleaned_data[name])

    def clean_coming(self, name):
        """Refuse what is over, too, unless it stood there before."""
        moment, is_new = self.cleaned_data[name], name in self.changed_data
        if is_new and moment and moment <= timezone.now():
            raise forms.ValidationError(MOMENT_IS_OVER)
        return self.clean_moment(name)


class MomentField(forms.DateTimeField):
    """A date with a time, to the minute, in the browser's own field; or empty."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            input_formats=[MINUTE, f"{MINUTE}:%S", "%Y-%m-%d %H:%M"],
            widget=forms.DateTimeInput(
                attrs={"type": "datetime-local", "class": "inp", "dir": "ltr"},
                format=MINUTE,
            ),
            error_messages={
                "invalid": gettext_lazy(
                    "Give the date and the time, or leave both empty."
                )
            },
            **kwargs,
        )

    def has_changed(self, initial, data):
        """Compare what the field can show: it has no seconds."""
        return super().has_changed(to_the_minute(initial), data)
