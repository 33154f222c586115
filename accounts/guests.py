"""Visitors who answer questions before they sign up."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import consume_or_429
from django.utils.translation import get_language

from accounts.models import User

SESSION_KEY = "guest"
# Whom a visitor was before signing in, whose answers a device may still hold.
FORMER_KEY = "former_guest"


def guest_of(request):
    """Return the visitor's row, or None where there is none yet."""
    pk = request.session.get(SESSION_KEY)
    return User.objects.filter(pk=pk, is_guest=True).first() if pk else None


def ensure_learner(request):
    """Return who is learning; a visitor is given a row, kept by the session.

    A machine that makes rows without end is answered with the page of a limit.
    """
    if not request.learner.is_authenticated:
        if too_often := consume_or_429(request, action="visit", limit_get=True):
            raise ImmediateHttpResponse(too_often)
        guest = User.objects.create_guest(language=get_language())
        request.session[SESSION_KEY] = guest.pk
        request.learner = guest
    return request.learner
