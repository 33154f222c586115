"""Pages that belong to no part: errors, and what a reader prefers to see."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import (
    HttpResponse,
    HttpResponseRedirect,
    HttpResponseServerError,
    JsonResponse,
)
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from config.context import THEMES
from quiz.views.learner import wants_json

PREFERENCES = {"theme": THEMES, "marks": ("shown", "hidden")}
YEAR = 60 * 60 * 24 * 365
MINUTE, HOUR = 60, 60 * 60
# Seconds after which a database that was away, or full, is tried again.
REPAIR = 5


@require_POST
def set_preference(request):
    """Keep how a reader likes pages, in a cookie, and go back to the page."""
    for name, values in PREFERENCES.items():
        value = request.POST.get(name)
        if value in values:
            back = request.POST.get("next", "")
            if not is_address_of_ours(request, back):
                back = reverse("quiz:home")
            response = HttpResponseRedirect(back)
            response.set_cookie(
                name,
                value,
                max_age=YEAR,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
            return response
    return bad_request(request, None)


def is_address_of_ours(request, address):
    """Say whether an address is a path of this site, and not the name of a view."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(
        address, request.get_host()
    )


def bad_request(request, exception):
    """Say that the request could not be understood."""
    return render(request, "400.html", status=400)


def forbidden(request, exception):
    """Say that the page is not for this person."""
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    """Say that the form had grown old, and how to go on without losing it."""
    return render(request, "403_csrf.html", status=403)


def not_found(request, exception):
    """Say that there is no such page, or not for this person."""
    return render(request, "404.html", status=404)


def too_many_requests(request):
    """Say that there were too many tries, to programs, too: when to come again."""
    page = request.resolver_match.view_name
    # Messages to one address are counted by the hour, all else by the minute.
    wait = HOUR if page == "account_reset_password" else MINUTE
    context = {
        "is_about_visitors": page == "quiz:start",
        "is_about_mail": page == "account_reset_password",
    }
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = wait
    return response


def server_error(request):
    """Say in both languages that the fault is ours; uses nothing that may fail."""
    # Wherever it was raised, in a view or before, what failed ends here.
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return database_away(request)
    return HttpResponseServerError(render_to_string("500.html"))


def database_away(request):
    """Say that nothing can be stored just now, and offer to send a form once more."""
    if wants_json(request):
        response = JsonResponse({"error": "unavailable"}, status=503)
    else:
        language = translation.get_language_from_request(request, check_path=True)
        # Without the request: what it knows of a person is in the database.
        context = {
            "address": request.get_full_path(),
            "csrf_token": get_token(request),
            "fields": _fields(request) if request.method == "POST" else None,
        }
        with translation.override(language):
            response = HttpResponse(render_to_string("503.html", context), status=503)
    response.headers["Retry-After"] = REPAIR
    return response


def _fields(request):
    """Return what a form sent, but for passwords."""
    return [
        (name, values)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
