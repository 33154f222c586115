"""What every page knows."""

from functools import partial
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, pgettext_lazy

LANGUAGE_NAMES = {"ar": "العربية", "en": "English"}
THEMES = {
    "auto": pgettext_lazy("theme", "Automatic"),
    "light": pgettext_lazy("theme", "Light"),
    "dark": pgettext_lazy("theme", "Dark"),
}


def site(request):
    """Give pages the other language's address, and the reader's preferences."""
    other = "en" if get_language() == "ar" else "ar"
    theme = request.COOKIES.get("theme", "auto")
    return {
        "learner": getattr(request, "learner", None),
        "other_language": {
            "code": other,
            "name": LANGUAGE_NAMES[other],
            "dir": "rtl" if other == "ar" else "ltr",
            # Made for the pages that show it alone.
            "url": SimpleLazyObject(
                partial(address_in, other, request.get_full_path())
            ),
        },
        "theme": theme if theme in THEMES else "auto",
        "themes": tuple(THEMES.items()),
        "hides_marks": request.COOKIES.get("marks") == "hidden",
    }


def address_in(language, address):
    """Return the address of the same page in another language.

    The page to come to afterwards goes along: who reads a form in another language
    goes on in that language.
    """
    place = urlsplit(address)
    query = QueryDict(place.query, mutable=True)
    back = query.get("next", "")
    if back.startswith("/"):
        query["next"] = _path_in(language, back)
        address = place._replace(query=query.urlencode(safe="/")).geturl()
    return _path_in(language, address)


def _path_in(language, address):
    """Translate the path; one at which there is nothing leads to the same nothing."""
    translated = translate_url(address, language)
    here = f"/{get_language()}/"
    if translated == address and address.startswith(here):
        return f"/{language}/{address.removeprefix(here)}"
    return translated
