"""Read a translated field by its columns, never through the active language."""

LANGUAGES = ("ar", "en")


def in_both(row, field):
    """Return a field's words by language; a language without words is left out."""
    words = {code: getattr(row, f"{field}_{code}") for code in LANGUAGES}
    return {code: text for code, text in words.items() if text}
