"""How allauth makes people here, greets them and writes to them."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse, translate_url
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.guests import FORMER_KEY, SESSION_KEY, guest_of
from accounts.models import User
from accounts.people import waiting_guest

logger = logging.getLogger(__name__)

PASSWORD_FAULTS = {
    "password_too_short": _("This password is too short: use at least 8 characters."),
    "password_too_common": _(
        "This password is one of the first that others try. Choose another."
    ),
    "password_too_similar": _(
        "This password is too much like your name or address. Choose another."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign visitors up in the row that they already have."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The password or the username is not right."),
        "too_many_login_attempts": _(
            "There were too many tries with this username. Wait five minutes, then"
            " try again."
        ),
        "username_taken": _("This username is taken. Choose another."),
        "username_blacklisted": _("This username cannot be used. Choose another."),
        "enter_current_password": _("This is not your current password."),
    }

    def adopt(self, guest, person):
        """Give what a visitor did to the person; what that is, others know."""

    def new_user(self, request):
        """Return the visitor's row, so that signing up loses nothing."""
        return waiting_guest(request.session.get(SESSION_KEY)) or super().new_user(
            request
        )

    def save_user(self, request, user, form, commit=True):  # noqa: FBT002 - allauth's
        """Make a person of the row with what they sent."""
        user = super().save_user(request, user, form, commit=False)
        user.display_name = form.cleaned_data["display_name"]
        user.language = form.cleaned_data["language"]
        user.is_guest = False
        user.date_joined = timezone.now()
        if commit:
            user.save()
        return user

    def post_login(self, request, user, **kwargs):
        """Take along what was done before signing in, once, and say so."""
        guest = guest_of(request)
        if guest:
            request.session[FORMER_KEY] = guest.pk
            self.adopt(guest, user)
        if request.session.pop(SESSION_KEY, None) == user.pk or guest:
            told = _("What you answered before signing in is kept in your account.")
            messages.success(request, told)
        return super().post_login(request, user, **kwargs)

    def get_login_redirect_url(self, request):
        """Go where a person has something to do, in the language of the page."""
        if request.user.can_edit:
            return reverse("admin:index")
        if request.user.can_teach:
            return reverse("quiz:classrooms")
        return reverse("quiz:home")

    def set_password(self, user, password):
        """Set a password, and let the person in with it at once."""
        super().set_password(user, password)
        self._delete_login_attempts_cached_email(self.request, username=user.username)

    def clean_username(self, username, shallow=False):  # noqa: FBT002 - allauth's
        """Refuse a name that cannot be one, in words of our own."""
        username = User.normalize_username(username)
        try:
            username = super().clean_username(username, shallow=shallow)
        except ValidationError as error:
            if error.code != "invalid":
                raise
            raise ValidationError(
                _("Use letters, digits and the signs . - _ @ + only, without spaces."),
                code="invalid",
            ) from error
        if not shallow and User.objects.alike(username).exists():
            raise self.validation_error("username_taken")
        return username

    def clean_password(self, password, user=None):
        """Refuse a weak password, in words of our own."""
        try:
            return super().clean_password(password, user)
        except ValidationError as error:
            # One at a time: a longer password is seldom still a common one.
            fault = error.error_list[0]
            message = PASSWORD_FAULTS.get(fault.code, fault.message)
            raise ValidationError(message, fault.code, fault.params) from error

    def get_password_change_redirect_url(self, request):
        """Go back to where the link was."""
        return reverse("account_profile")

    def get_client_ip(self, request):
        """Return the address; where a socket has none, all share one."""
        try:
            return super().get_client_ip(request)
        except PermissionDenied:
            return ""

    def send_mail(self, template_prefix, email, context):
        """Write in the language of who reads it."""
        reader = context.get("user")
        language = reader.language if reader else translation.get_language()
        with translation.override(language):
            super().send_mail(template_prefix, email, context)

    def send_password_reset_mail(self, user, email, context):
        """Lead to the page in the language of who reads it, too."""
        url = translate_url(context["password_reset_url"], user.language)
        super().send_password_reset_mail(
            user, email, {**context, "password_reset_url": url}
        )

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell a person what was changed; the change stands where no mail goes out."""
        try:
            super().send_notification_mail(
                template_prefix,
                user,
                {**(context or {}), "user": user},
                email or user.email,
            )
        except OSError:
            logger.exception("A message about a changed account was not sent.")
