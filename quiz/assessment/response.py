"""What a learner sends: read strictly, then checked kindly."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from quiz.assessment.item import FIELD_OWNER, FIELD_PREFIX, Part, Shown
from quiz.assessment.number import Unreadable, has_words, read_number
from quiz.assessment.text import strict

# By part id: the ids that were picked, sorted and without doubles, or what was typed.
Response = dict[str, list[str] | str]

# The longest text that each typed part takes.
LIMITS = {"number": 40, "text": 200, "long": 20_000}

_LINE_END = re.compile("\r\n?")

# Spaces, line ends, controls and marks of direction.
_UNSEEN = frozenset(["Zs", "Zl", "Zp", "Cc", "Cf"])


class FormatError(ValueError):
    """What was sent cannot be an answer to this question.

    Nobody meets this by answering: the form is stale, or it was forged.
    """

    def __init__(self, code: str, part: str = "") -> None:
        super().__init__(f"{code}: {part}" if part else code)
        self.code = code
        self.part = part


class Form(Protocol):
    """The two things asked of a submitted form, such as Django's QueryDict."""

    def __iter__(self) -> Iterator[str]:
        """Name the fields."""

    def getlist(self, key: str) -> list[str]:
        """List the values of a field."""


def read_form(shown: Shown, form: Form) -> Response:
    """Read the response that a submitted form holds."""
    sent: dict[str, list[str]] = {}
    for name in form:
        if name.startswith(FIELD_PREFIX):
            ident = name.removeprefix(FIELD_PREFIX).partition(FIELD_OWNER)[0]
            sent[ident] = sent.get(ident, []) + form.getlist(name)
    return read_response(shown, sent)


def read_response(shown: Shown, sent: object) -> Response:
    """Read a response from JSON values or lists of strings, or raise FormatError.

    An incomplete answer is no error: what is missing or blank is unanswered.
    """
    return _read(shown, shown.parts, sent)


def read_ratings(shown: Shown, sent: object) -> Response:
    """Read a marker's ratings of the rubric, or raise FormatError."""
    return _read(shown, shown.rubric, sent)


def check_response(shown: Shown, response: Response) -> tuple[tuple[str, str], ...]:
    """List what a person should mend, as pairs of a part id and a code.

    The codes are blank, not_a_number, number_with_words, ambiguous_number, no_letters
    and same_place_twice.
    """
    places = [place for part in shown.parts for place in _places(part, response)]
    found = []
    for part in shown.parts:
        answer = response.get(part.id)
        if not answer or (isinstance(answer, str) and is_blank(answer)):
            found.append((part.id, "blank"))
        elif part.takes == "number" and isinstance(answer, str):
            number = read_number(answer)
            if isinstance(number, Unreadable):
                is_with_words = number is Unreadable.NOT_A_NUMBER and has_words(answer)
                code = "number_with_words" if is_with_words else number.value
                found.append((part.id, code))
        elif part.takes == "text" and isinstance(answer, str):
            if not strict(answer):
                found.append((part.id, "no_letters"))
        elif any(places.count(place) > 1 for place in _places(part, response)):
            found.append((part.id, "same_place_twice"))
    return tuple(found)


def is_blank(text: str) -> bool:
    """Tell whether a text holds nothing that can be seen."""
    return all(unicodedata.category(letter) in _UNSEEN for letter in text)


def _read(shown: Shown, parts: Sequence[Part], sent: object) -> Response:
    if not isinstance(sent, Mapping):
        raise FormatError("not_an_answer")
    known = {part.id for part in parts}
    for ident in sent:
        if ident not in known:
            raise FormatError("unknown_part", str(ident))
    response: Response = {}
    for part in parts:
        strings = _strings(part, sent.get(part.id))
        if part.takes in LIMITS:
            answer: list[str] | str = _read_typed(part, strings)
        else:
            answer = _read_picks(shown, part, strings)
        if answer:
            response[part.id] = answer
    return response


def _strings(part: Part, value: object) -> list[str]:
    if value is None:
        return []
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple):
        raise FormatError("not_text", part.id)
    for each in values:
        if not isinstance(each, str):
            raise FormatError("not_text", part.id)
        # No database stores a NUL, nor half of a surrogate pair.
        if "\0" in each or any("\ud800" <= letter <= "\udfff" for letter in each):
            raise FormatError("not_text", part.id)
    return [each for each in values if not is_blank(each)]


def _read_typed(part: Part, strings: list[str]) -> str:
    if len(strings) > 1:
        raise FormatError("two_for_one", part.id)
    # Browsers count a line end as one character and send it as two.
    text = _LINE_END.sub("\n", "".join(strings))
    if len(text) > LIMITS[part.takes]:
        raise FormatError("too_long", part.id)
    return text


def _read_picks(shown: Shown, part: Part, strings: list[str]) -> list[str]:
    picked = sorted(set(strings))
    menu = {option.id for option in shown.menu(part)}
    if not menu.issuperset(picked):
        raise FormatError("unknown_option", part.id)
    if len(picked) > 1 and part.takes != "many":
        raise FormatError("two_for_one", part.id)
    return picked


def _places(part: Part, response: Response) -> list[str]:
    answer = response.get(part.id)
    return answer if part.takes == "place" and isinstance(answer, list) else []
