"""Who must be known before a page is shown."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login


def learner_required(view):
    """Send those to sign in who are neither signed in nor a visitor with a row."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not request.learner.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return wrapped
