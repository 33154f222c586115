"""A share in whole per cent, by one rule for every page."""

from decimal import Decimal
from fractions import Fraction
from math import floor

Number = int | float | Decimal | Fraction


def whole_percent(part: Number, whole: Number) -> int:
    """Say which share of the whole a part is: halves go up, and no end is claimed.

    All of it alone is 100, and nothing of it alone is 0.
    """
    if not whole:
        return 0
    share = Fraction(part) / Fraction(whole)
    rounded = floor(100 * share + Fraction(1, 2))
    return min(max(rounded, 1), 99) if 0 < share < 1 else rounded
