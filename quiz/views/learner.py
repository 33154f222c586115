"""Who must be known before a page is shown."""

from functools import partial, wraps

from django.contrib.auth.views import redirect_to_login
from django.urls import reverse


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
        address = reverse(back, kwargs=kwargs) if back else request.get_full_path()
        return redirect_to_login(address)

    return wrapped
