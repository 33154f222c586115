"""Words in two languages, read by their columns and never through the active one."""

from django.utils.translation import get_language, get_language_info

from quiz.assessment.item import LANGUAGES

# How much of a text names its row.
EXCERPT = 60


def in_both(row, field):
    """Return a field's words by language; a language without words is left out."""
    words = {code: getattr(row, f"{field}_{code}") for code in LANGUAGES}
    return {code: text for code, text in words.items() if text}


def in_page_language(words):
    """Return words in the language of the page, else in the other, else none."""
    return words.get(get_language()) or next(iter(words.values()), "")


def language_name(code):
    """Name a language in the language of the page."""
    return get_language_info(code)["name_translated"]


def listed(words):
    """Join words by the comma of the page's language."""
    return {"ar": "، "}.get(get_language(), ", ").join(map(str, words))


def excerpt(text):
    """Return the first words of a text, for a name or a list."""
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …"
