"""Arabic and English side by side, each field with its own language and direction."""

from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    RelatedFieldWidgetWrapper,
)
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from quiz.forms.number import NumberInput
from quiz.models.texts import language_name

DIRECTIONS = {"ar": "rtl", "en": "ltr"}


def pair(name):
    """Return the columns of a translated field, which stand side by side."""
    return tuple(f"{name}_{language}" for language in DIRECTIONS)


class TextArea(AdminTextareaWidget):
    """A text of some lines; what a browser does to line ends is undone.

    Else a text that is saved unchanged would differ from the published one.
    """

    def __init__(self, attrs=None):
        super().__init__({"rows": 4, **(attrs or {})})

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class CodeInput(AdminTextInputWidget):
    """A name in small Latin letters."""

    def __init__(self, attrs=None):
        super().__init__({"dir": "ltr", "size": 30, "class": "code", **(attrs or {})})


class Bilingual:
    """Give each field of a form its language, and keep foreign hosts and pop-ups out.

    Comes before modeltranslation's classes, which leave the bare field out.
    """

    formfield_overrides = {
        models.TextField: {"widget": TextArea},
        models.SlugField: {"widget": CodeInput},
        models.PositiveSmallIntegerField: {"widget": NumberInput},
        models.DecimalField: {"widget": NumberInput},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            # A window in front of a half-filled form is lost on a phone.
            field.widget = field.widget.widget
        if original := getattr(db_field, "translated_field", None):
            language = db_field.language
            field.label = _("%(field)s (%(language)s)") % {
                "field": capfirst(original.verbose_name),
                "language": language_name(language),
            }
            field.widget.attrs |= {"lang": language, "dir": DIRECTIONS[language]}
            # A draft may lack a language; publishing asks for both.
            field.required = False
        return field
