"""Visitors who answer questions before they sign up."""

from django.utils.translation import get_language

from accounts.models import User

SESSION_KEY = "guest"


def guest_of(request):
    """Return the visitor's row, or None where there is none yet."""
    pk = request.session.get(SESSION_KEY)
    return User.objects.filter(pk=pk, is_guest=True).first() if pk else None


def ensure_learner(request):
    """Return who is learning; a visitor is given a row, kept by the session."""
    if not request.learner.is_authenticated:
        guest = User.objects.create_guest(language=get_language())
        request.session[SESSION_KEY] = guest.pk
        request.learner = guest
    return request.learner
