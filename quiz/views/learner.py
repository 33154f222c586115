"""Who must be known before a page is shown."""

from functools import partial, wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

NOT_KEPT = _(
    "You were signed out, so what you sent last was not kept. What was saved before is"
    " safe."
)


def ask_for_account(request, reason, address=None):
    """Send a visitor to sign in, say why, and come back to the page afterwards."""
    messages.warning(request, reason)
    return redirect_to_login(address or request.get_full_path())


def wants_json(request):
    """Say whether a script asks, which reads no page."""
    return request.headers.get("accept", "") == "application/json"


def learner_required(view=None, *, back=None):
    """Send those to sign in who are neither signed in nor a visitor with a row.

    `back` names the page to come to afterwards, for a view that only takes forms.
    """
    if view is None:
        return partial(learner_required, back=back)

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.learner.is_authenticated:
            return view(request, *args, **kwargs)
        if wants_json(request):
            sign_in = redirect_to_login(request.get_full_path()).url
            return JsonResponse({"error": "signed_out", "next": sign_in}, status=401)
        if request.method == "POST":
            # The session ended while the page was open: an answer went nowhere.
            messages.warning(request, NOT_KEPT)
        address = reverse(back, kwargs=kwargs) if back else request.get_full_path()
        return redirect_to_login(address)

    return wrapped
