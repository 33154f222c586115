"""What people may send about themselves."""

import unicodedata

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Classroom, Language, User

NAME = {"dir": "auto", "autocapitalize": "none", "spellcheck": "false"}
LATIN = {"dir": "ltr"}
# How each field is written, by its name: direction, keyboard, what a browser fills in.
ATTRIBUTES = {
    "login": {**NAME, "autocomplete": "username"},
    "username": {**NAME, "autocomplete": "username"},
    "display_name": {"dir": "auto", "autocomplete": "name"},
    "email": {**LATIN, "autocomplete": "email"},
    "password": LATIN,
    "oldpassword": LATIN,
    "password1": LATIN,
    "code": {
        **LATIN,
        "autocomplete": "off",
        "autocapitalize": "characters",
        "spellcheck": "false",
    },
}
# Said of an empty field, by its name.
REQUIRED = {
    "login": _("Write your username."),
    "username": _("Choose a username."),
    "email": _("Write your e-mail address."),
    "password": _("Write your password."),
    "oldpassword": _("Write your current password."),
    "password1": _("Choose a password."),
    "code": _("Write the code of the class."),
}
NO_ADDRESS = _("This is not a whole e-mail address. One has an @ in the middle.")
PASSWORD_HINT = _("At least 8 characters; several words in a row are good.")


class Plain:
    """Give the fields of a form our look, our labels and our words."""

    labels = {}
    hints = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        # One look at a password is better than typing it blind twice.
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.update(ATTRIBUTES.get(name, {}))
            if not isinstance(field.widget, forms.Select):
                field.widget.attrs["class"] = "inp"
            field.label = self.labels.get(name, field.label)
            field.help_text = str(self.hints.get(name, ""))
            field.error_messages["required"] = REQUIRED.get(name, "")
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = NO_ADDRESS
                field.validators = [_valid_address]


def _valid_address(value):
    try:
        forms.EmailField.default_validators[0](value)
    except forms.ValidationError as error:
        raise forms.ValidationError(NO_ADDRESS, code="invalid") from error


class LanguageSelect(forms.Select):
    """Offer each language in its own words, and say so to who hears them."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["lang"] = value
        return option


class PersonFields(forms.Form):
    """How a person is called and addressed."""

    display_name = forms.CharField(
        max_length=User._meta.get_field("display_name").max_length, required=False
    )
    language = forms.ChoiceField(choices=Language.choices, widget=LanguageSelect)

    def clean_display_name(self):
        """Drop what is not seen: it could turn the words around it."""
        words = self.cleaned_data["display_name"].split()
        name = " ".join(filter(None, map(_seen, words)))
        if name and not any(map(str.isalnum, name)):
            raise forms.ValidationError(
                _("Write a name that can be read, or leave this empty."),
                code="unreadable",
            )
        return name


def _seen(word):
    return "".join(
        sign
        for sign in word
        if sign in JOINERS or unicodedata.category(sign) not in {"Cc", "Cf"}
    )


# They shape letters and are part of names.
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


class LoginForm(Plain, allauth_forms.LoginForm):
    """A username and a password."""

    labels = {"login": _("Username"), "password": _("Password")}

    def clean_login(self):
        """Read a name as it was read at signing up."""
        return User.normalize_username(super().clean_login())

    def clean(self):
        """Say beside the password what is wrong with it."""
        try:
            return super().clean()
        except forms.ValidationError as error:
            is_limit = error.code == "too_many_login_attempts"
            self.add_error(None if is_limit else "password", error)
            return self.cleaned_data


class SignupForm(Plain, PersonFields, allauth_forms.SignupForm):
    """A new account."""

    field_order = ("username", "display_name", "email", "password1", "language")
    labels = {
        "username": _("Username"),
        "display_name": _("Name shown to others"),
        "email": _("E-mail"),
        "password1": _("Password"),
        "language": _("Language"),
    }
    hints = {
        "username": _("For signing in. Letters and digits, without spaces."),
        "display_name": _("What the teacher sees; without it, the username."),
        "email": _("Only for a forgotten password."),
        "password1": PASSWORD_HINT,
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()

    def clean(self):
        """Compare the password with the name shown to others, too."""
        cleaned = super().clean()
        password, name = cleaned.get("password1"), cleaned.get("display_name")
        if password and name:
            try:
                get_adapter().clean_password(password, User(display_name=name))
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return cleaned


class ChangePasswordForm(Plain, allauth_forms.ChangePasswordForm):
    """The current password, and a new one."""

    labels = {"oldpassword": _("Current password"), "password1": _("New password")}
    hints = {"password1": PASSWORD_HINT}


class ResetPasswordForm(Plain, allauth_forms.ResetPasswordForm):
    """The address to which the way to a new password is sent."""

    labels = {"email": _("E-mail")}


class ResetPasswordKeyForm(Plain, allauth_forms.ResetPasswordKeyForm):
    """A new password, for who came by the link of a message."""

    labels = {"password1": _("New password")}
    hints = {"password1": PASSWORD_HINT}


class ProfileForm(Plain, PersonFields):
    """What a person may change; another address asks for the password."""

    email = forms.EmailField(required=False)
    oldpassword = forms.CharField(
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("display_name", "language", "email", "oldpassword")
    labels = {
        "display_name": _("Name shown to others"),
        "language": _("Language"),
        "email": _("E-mail"),
        "oldpassword": _("Password"),
    }
    hints = {
        "display_name": _("What the teacher sees; without it, the username."),
        "language": _("Of the pages and of messages."),
        "email": _("Only for a forgotten password."),
        "oldpassword": _("Needed only to change the e-mail address."),
    }

    def __init__(self, person, *args, **kwargs):
        self.person = person
        initial = {
            name: getattr(person, name)
            for name in ("display_name", "email", "language")
        }
        super().__init__(*args, initial=initial, **kwargs)
        if person.can_teach:
            self.fields["display_name"].help_text = _(
                "What your students see; without it, the username."
            )

    def clean_email(self):
        """Write all addresses alike."""
        return self.cleaned_data["email"].lower()

    def clean(self):
        """Have another address proved: it is a way to another password."""
        changes = self.cleaned_data.get("email", self.person.email) != self.person.email
        password = self.cleaned_data.get("oldpassword", "")
        if changes and not self.person.check_password(password):
            fault = _("This is not your current password.")
            self.add_error(
                "oldpassword", fault if password else REQUIRED["oldpassword"]
            )


class JoinForm(Plain, forms.Form):
    """The code of a class, as people write it."""

    code = forms.CharField(max_length=40)
    labels = {"code": _("Code of the class")}
    hints = {"code": _("Six letters and digits, from the teacher.")}
    classroom = None

    def clean_code(self):
        """Find the class that is meant."""
        typed = self.cleaned_data["code"]
        self.classroom = Classroom.objects.filter(code=read_code(typed)).first()
        if not self.classroom:
            raise forms.ValidationError(
                _("No class has this code. Compare it with the teacher’s.")
            )
        if self.classroom.archived_at:
            raise forms.ValidationError(
                _("This class is closed. Ask the teacher whether there is a new one.")
            )
        return typed


def read_code(typed):
    """Return a code without spaces and dashes, in capitals and Latin digits."""
    signs = unicodedata.normalize("NFKC", typed).upper()
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() else sign
        for sign in signs
        if sign.isalnum()
    )
