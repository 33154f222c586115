"""Numbers as people type them, in Arabic, Persian and European digits."""

import re
from decimal import Decimal
from enum import StrEnum


class Unreadable(StrEnum):
    """Why a text is not taken for a number."""

    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"


# Left-to-right and right-to-left marks, embeddings, overrides and isolates.
_DIRECTION_MARKS = (
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Arabic thousands separator, and the spaces that do not break a line.
_GROUP_MARKS = "\u066c\u00a0\u2009\u202f"

_PLAIN_MARKS = str.maketrans(
    {
        **{ord("٠") + digit: str(digit) for digit in range(10)},
        **{ord("۰") + digit: str(digit) for digit in range(10)},
        **dict.fromkeys(map(ord, _DIRECTION_MARKS)),
        **dict.fromkeys(map(ord, _GROUP_MARKS), " "),
        ord("\u2212"): "-",  # minus sign
        ord("\u2013"): "-",  # en dash, which word processors put for a minus
        ord("\u066b"): ".",  # Arabic decimal separator
        ord("\u060c"): ",",  # Arabic comma
    }
)

_SIGN = r"(?P<sign>[+-]?) ?"
# A comma with three digits after it: thousands to some, a decimal mark to others.
_AMBIGUOUS = re.compile(rf"{_SIGN}[1-9][0-9]{{0,2}},[0-9]{{3}}")
_NUMBER = re.compile(
    rf"""{_SIGN.replace(" ", "[ ]")}
    (?P<whole>
        [0-9]+                              # 1234
      | [1-9][0-9]{{0,2}} ([ ][0-9]{{3}})+  # 1 234
      | [1-9][0-9]{{0,2}} (,[0-9]{{3}})+    # 1,234,567
      |                                     # .5
    )
    ( (?P<mark>[.,]) (?P<decimals>[0-9]+) )?
    """,
    re.VERBOSE,
)


def read_number(text: str) -> Decimal | Unreadable:
    """Read one plain number, or name why it cannot be read."""
    plain = text.translate(_PLAIN_MARKS).strip()
    if _AMBIGUOUS.fullmatch(plain):
        return Unreadable.AMBIGUOUS_NUMBER
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return Unreadable.NOT_A_NUMBER
    whole, mark, decimals = match.group("whole", "mark", "decimals")
    if not (whole or decimals) or (mark == "," and "," in whole):
        return Unreadable.NOT_A_NUMBER
    digits = re.sub("[ ,]", "", whole) or "0"
    return Decimal(f"{match['sign']}{digits}.{decimals or '0'}")


def write_number(number: Decimal) -> str:
    """Write a number plainly, the same for all ways of writing it."""
    digits = format(number, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits
