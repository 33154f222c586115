"""Pages about oneself; signing in and out is allauth's, in our words."""

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.enrolment import enroll
from accounts.forms import JoinForm, ProfileForm, read_code
from accounts.models import Classroom
from accounts.people import change_person

REFUSED = 422
LIMITED = 429
UNSENT = 503
LOGIN_WAIT = 5 * 60


@never_cache
@login_required
@require_http_methods(("GET", "HEAD", "POST"))
def profile(request):
    """Show what a person may change about themselves, and change it."""
    person = request.user
    form = ProfileForm(person, request.POST or None)
    if request.POST.get("oldpassword"):
        too_often = consume_or_429(request, action="change_password", user=person)
        if too_often:
            return too_often
    if form.is_valid():
        return _change(request, form)
    context = {
        "form": form,
        "join_form": JoinForm(),
        "classrooms": Classroom.objects.attended_by(person).prefetch_related(
            "teachers"
        ),
        "section": "account",
    }
    status = REFUSED if form.errors else 200
    return render(request, "accounts/profile.html", context, status=status)


def _change(request, form):
    person, old_address = request.user, request.user.email
    change_person(
        person,
        **{
            name: form.cleaned_data[name]
            for name in ("display_name", "email", "language")
        },
    )
    if old_address not in ("", person.email):
        get_adapter().send_notification_mail(
            "account/email/email_changed", person, email=old_address
        )
    with override(person.language):
        messages.success(request, _("What you changed is saved."))
        return redirect("account_profile")


@never_cache
@require_http_methods(("GET", "HEAD", "POST"))
def join_class(request):
    """Ask for the code of a class, and join it."""
    if not request.user.is_authenticated:
        return _sign_in_first(request, request.POST.get("code", ""))
    if request.method == "POST":
        return _limit_codes(request) or _join(request, JoinForm(request.POST))
    return _ask_for_code(request, JoinForm())


@never_cache
@require_http_methods(("GET", "HEAD", "POST"))
def join_class_code(request, code):
    """Show the class that a link leads to, and join it."""
    if not request.user.is_authenticated:
        return _sign_in_first(request, code)
    if too_often := _limit_codes(request):
        return too_often
    form = JoinForm({"code": code})
    if request.method == "POST":
        return _join(request, form)
    if not form.is_valid():
        return _ask_for_code(request, form, status=404)
    if known := _go_where_known(request, form.classroom):
        return known
    context = {"classroom": form.classroom, "section": "account"}
    return render(request, "accounts/join.html", context)


def _limit_codes(request):
    return consume_or_429(
        request, action="join_class", user=request.user, limit_get=True
    )


def _join(request, form):
    if not form.is_valid():
        return _ask_for_code(request, form, status=REFUSED)
    classroom = form.classroom
    if known := _go_where_known(request, classroom):
        return known
    enroll(classroom, request.user)
    messages.success(
        request, _("You are in the class now: %(name)s") % {"name": classroom.name}
    )
    return redirect("quiz:classrooms")


def _go_where_known(request, classroom):
    """Lead whose class it is already to it; return None for all others."""
    if Classroom.objects.taught_by(request.user).filter(pk=classroom.pk).exists():
        messages.info(request, _("You teach this class, so there is no need to join."))
        return redirect("quiz:classroom", classroom.pk)
    if classroom.enrollments.filter(student=request.user, left_at=None).exists():
        messages.info(
            request,
            _("You are in this class already: %(name)s") % {"name": classroom.name},
        )
        return redirect("quiz:classrooms")
    return None


def _sign_in_first(request, typed):
    messages.info(
        request,
        _("To join the class, sign in or create an account: you come back to it then."),
    )
    code = read_code(typed)
    back = reverse("join_class_code", args=[code]) if code else reverse("join_class")
    return redirect_to_login(back)


def _ask_for_code(request, form, status=200):
    context = {"form": form, "section": "account"}
    return render(request, "accounts/join_code.html", context, status=status)


class LoginView(allauth_views.LoginView):
    """Sign a person in."""

    def form_invalid(self, form):
        """Say to programs, too, that a limit is reached."""
        response = super().form_invalid(form)
        if form.has_error("__all__", "too_many_login_attempts"):
            response.status_code = LIMITED
            response.headers["Retry-After"] = LOGIN_WAIT
        return response


class SignupView(allauth_views.SignupView):
    """Create an account."""

    def form_valid(self, form):
        """Make the person and sign them in, both or neither."""
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:
            # Another took the name between the question and the answer.
            form.add_error("username", get_adapter().validation_error("username_taken"))
            return self.form_invalid(form)

    def get_success_url(self):
        """Go on in the language that was chosen."""
        url = super().get_success_url()
        person = getattr(self, "user", None)
        if not person:
            return url
        return translate_url(url or reverse("quiz:home"), person.language)


class PasswordResetView(allauth_views.PasswordResetView):
    """Send the way to a new password."""

    def form_valid(self, form):
        """Say so where no message could be sent."""
        try:
            return super().form_valid(form)
        except OSError:
            form.add_error(
                None,
                _("The message could not be sent. Try again later."),
            )
            response = self.form_invalid(form)
            response.status_code = UNSENT
            return response
