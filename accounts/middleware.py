"""Who is learning, and in which language."""

from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from accounts.guests import guest_of


class LearnerMiddleware:
    """Give each request its `learner`: who is signed in, or the visitor's own row.

    A visitor without a row is Django's AnonymousUser, as in `request.user`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.learner = SimpleLazyObject(
            lambda: (
                request.user
                if request.user.is_authenticated
                else guest_of(request) or request.user
            )
        )
        return self.get_response(request)


class PrivateMiddleware:
    """Let no cache keep the pages of who has a session: the next one reads them.

    A computer of a school has many learners, and its Back button would show the pages
    of who signed out. Who only reads has no session, and pages as any cache likes.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.session.is_empty():
            patch_cache_control(response, private=True, no_store=True)
        return response


class LanguageMiddleware:
    """Remember the language of the last page, for addresses that name none."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        language = translation.get_language_from_path(request.path_info)
        if language and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=True,
            )
        return response
