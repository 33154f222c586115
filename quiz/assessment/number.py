"""Numbers as people type them, in Arabic, Persian and European digits."""

import re
from decimal import Decimal
from enum import StrEnum


class Unreadable(StrEnum):
    """Why a text is not taken for a number."""

    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"


# Marks of direction, joiners and what else is copied along and seen by nobody.
_UNSEEN = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# The spaces that do not break a line, and the thin one.
_SPACES = "\u00a0\u2007\u2009\u202f"

_PLAIN_MARKS = str.maketrans(
    {
        **{ord("٠") + digit: str(digit) for digit in range(10)},
        **{ord("۰") + digit: str(digit) for digit in range(10)},
        **dict.fromkeys(map(ord, _UNSEEN)),
        **dict.fromkeys(map(ord, _SPACES), " "),
        ord("\u2212"): "-",  # minus sign
        ord("\u2013"): "-",  # en dash, which word processors put for a minus
        ord("\u066b"): ".",  # Arabic decimal separator
    }
)

# A sign, and the point of .5: they belong to the number.
_BEFORE_DIGITS = "+-.\u2212\u2013\u066b"


def _habit(thousands: str, point: str) -> re.Pattern[str]:
    """Describe one way of writing numbers by its marks."""
    return re.compile(
        rf"""(?P<sign>[+-]?) [ ]?
        (?P<whole>
            [0-9]+
          | [1-9][0-9]{{0,2}} (?P<mark>[{thousands}]) [0-9]{{3}} ((?P=mark)[0-9]{{3}})*
          | (?=[{point}])
        )
        ( [{point}] (?P<decimals>[0-9]+) )?
        """,
        re.VERBOSE,
    )


# With ٬ for the Arabic thousands, and the comma of either script.
_HABITS = (_habit(" ٬,،", "."), _habit(" ٬", ".,،"))


def read_number(text: str) -> Decimal | Unreadable:
    """Read one plain number, or name why it cannot be read."""
    plain = text.translate(_PLAIN_MARKS).strip()
    matches = filter(None, (habit.fullmatch(plain) for habit in _HABITS))
    # A comma with three digits after it: thousands to some, a decimal mark to others.
    numbers = set(map(_value, matches))
    if len(numbers) > 1:
        return Unreadable.AMBIGUOUS_NUMBER
    return numbers.pop() if numbers else Unreadable.NOT_A_NUMBER


def has_words(text: str) -> bool:
    """Tell whether a number can be read that stands with words or signs: 5 km, 5%."""
    digits = [index for index, letter in enumerate(text) if letter.isdecimal()]
    if not digits:
        return False
    first, last = digits[0], digits[-1] + 1
    while first and text[first - 1] in _BEFORE_DIGITS:
        first -= 1
    return isinstance(read_number(text[first:last]), Decimal)


def write_number(number: Decimal) -> str:
    """Write a number plainly, the same for all ways of writing it."""
    digits = format(number, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def _value(match: re.Match[str]) -> Decimal:
    whole = re.sub("[^0-9]", "", match["whole"])
    return Decimal(f"{match['sign']}{whole or 0}.{match['decimals'] or 0}")
