"""An answer as plain words, for lists and files."""

from collections.abc import Mapping
from typing import Any

from quiz.assessment.item import Part, Shown

# Between two options, and between two parts.
MARKS = {"ar": ("، ", "؛ "), "en": (", ", "; ")}
ENDS = ("?", "؟", ":")


def answer_words(shown: Shown, value: Mapping[str, Any], language: str) -> str:
    """Return what was picked or typed; several parts with what each is about."""
    told = []
    for part in shown.parts:
        if given := _given(shown, part, value.get(part.id), language):
            about = part.text.get(language, "") if len(shown.parts) > 1 else ""
            told.append(_joined(about, given))
    _comma, semicolon = MARKS[language]
    return semicolon.join(told)


def _joined(about: str, given: str) -> str:
    if not about:
        return given
    return f"{about} {given}" if about.endswith(ENDS) else f"{about}: {given}"


def _given(shown: Shown, part: Part, given: object, language: str) -> str:
    if isinstance(given, str):
        return given.strip()
    if not isinstance(given, list):
        return ""
    texts = {option.id: option.text for option in shown.menu(part)}
    words = [texts.get(ident, {}) for ident in given]
    # What is not translated yet is told in the other language.
    comma, _semicolon = MARKS[language]
    return comma.join(
        text.get(language) or next(iter(text.values()), "") for text in words
    )
