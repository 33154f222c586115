"""Pages that belong to no part: errors, and what a reader prefers to see."""

from django.http import HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from config.context import THEMES

PREFERENCES = {"theme": THEMES, "marks": ("shown", "hidden")}
YEAR = 60 * 60 * 24 * 365


@require_POST
def set_preference(request):
    """Keep how a reader likes pages, in a cookie, and go back to the page."""
    for name, values in PREFERENCES.items():
        value = request.POST.get(name)
        if value in values:
            back = request.POST.get("next", "")
            if not url_has_allowed_host_and_scheme(back, request.get_host()):
                back = reverse("quiz:home")
            response = redirect(back)
            response.set_cookie(name, value, max_age=YEAR, samesite="Lax")
            return response
    return bad_request(request, None)


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


def server_error(request):
    """Say in both languages that the fault is ours; uses nothing that may fail."""
    return HttpResponseServerError(render_to_string("500.html"))
