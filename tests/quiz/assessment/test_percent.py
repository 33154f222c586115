from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.assessment.percent import whole_percent

wholes = st.decimals("0.0001", 1000, places=4)


@given(wholes, st.data())
def test_the_ends_are_all_and_nothing(whole, data):
    part = data.draw(st.decimals(0, whole, places=4))
    percent = whole_percent(part, whole)

    assert (percent == 100) == (part == whole)
    assert (percent == 0) == (part == 0)
    assert 0 <= percent <= 100


@given(wholes, st.data())
def test_it_is_the_nearest_but_at_the_ends(whole, data):
    part = data.draw(st.decimals(0, whole, places=4))
    exact = 100 * Fraction(part) / Fraction(whole)
    assume(1 <= exact <= 99)

    assert -Fraction(1, 2) < whole_percent(part, whole) - exact
    assert whole_percent(part, whole) - exact <= Fraction(1, 2)


@given(wholes, st.data())
def test_more_is_never_told_as_less(whole, data):
    parts = st.decimals(0, whole, places=4)
    less, more = sorted([data.draw(parts), data.draw(parts)])

    assert whole_percent(less, whole) <= whole_percent(more, whole)


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (0, 0, 0),
        (1, 0, 0),
        (1, 200, 1),
        (1, 8, 13),
        (2, 3, 67),
        (199, 200, 99),
        (Decimal("0.0001"), Decimal(1000), 1),
        (Decimal("9.9999"), Decimal(10), 99),
        (62.5, 100, 63),
        (3, 3, 100),
    ],
)
def test_halves_go_up_and_no_end_is_claimed(part, whole, percent):
    assert whole_percent(part, whole) == percent
