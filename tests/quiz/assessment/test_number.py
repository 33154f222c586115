from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.number import read_number, write_number
from tests.quiz.assessment.strategies import anything

NUMBERS = [
    ("2.17", "2.17"),
    ("٢٫١٧", "2.17"),
    ("۲٫۱۷", "2.17"),
    ("٢.١٧", "2.17"),
    ("2,17", "2.17"),
    ("٢،١٧", "2.17"),
    ("  5 ", "5"),
    ("007", "7"),
    (".5", "0.5"),
    ("٫٥", "0.5"),
    (",5", "0.5"),
    ("0,123", "0.123"),
    ("1234,567", "1234.567"),
    ("1.234", "1.234"),
    ("1 234", "1234"),
    ("1\u00a0234\u00a0567", "1234567"),
    ("1\u202f234,5", "1234.5"),
    ("١٬٢٣٤", "1234"),
    ("١٬٢٣٤٫٥", "1234.5"),
    ("1,234,567", "1234567"),
    ("1,234.5", "1234.5"),
    ("1,234,567٫8", "1234567.8"),
    ("-5", "-5"),
    ("\u22125", "-5"),
    ("\u20135", "-5"),
    ("- ٥", "-5"),
    ("+5", "5"),
    ("\u200f٥\u200e", "5"),
    ("\u2067-٢٫٥\u2069", "-2.5"),
    ("1٢۳", "123"),
    ("-0", "0"),
]

NO_NUMBERS = [
    "",
    " ",
    "-",
    ".",
    ",",
    "2 17",
    "5 km",
    "1e5",
    "5²",
    "²",
    "½",
    "12%",
    "٪١٢",
    "5.",
    "1.2.3",
    "1.234.567",
    "1.234,5",
    "1,23,456",
    "1,234,56",
    "1,234,567,8",
    "0,123,456",
    "1 23",
    "1  234",
    "--5",
    "5-",
    "0x10",
    "inf",
    "NaN",
    "خمسة",
    "१२",
    "1_000",
]

AMBIGUOUS = ["1,234", "١،٢٣٤", "12,345", "999,999", "-1,234", "۱,۲۳۴"]


@pytest.mark.parametrize(("typed", "number"), NUMBERS)
def test_a_number_is_read(typed, number):
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_named_so(typed):
    assert read_number(typed) == "not_a_number"


@pytest.mark.parametrize("typed", AMBIGUOUS)
def test_what_may_be_two_numbers_is_named_so(typed):
    assert read_number(typed) == "ambiguous_number"


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]),
    st.sampled_from([".", "٫"]),
    st.sampled_from(["-", "\u2212", "\u2013"]),
)
def test_each_digit_set_and_mark_gives_the_same_number(number, digits, mark, minus):
    typed = format(number, "f").replace(".", mark).replace("-", minus)
    assert read_number(typed.translate(str.maketrans("0123456789", digits))) == number


@given(st.integers(min_value=1_000), st.sampled_from("٬ \u00a0\u202f"))
def test_thousands_may_stand_apart(number, mark):
    assert read_number(f"{number:,}".replace(",", mark)) == number


@given(anything)
def test_anything_is_a_number_or_a_reason(text):
    number = read_number(text)
    assert isinstance(number, Decimal) or number in ("not_a_number", "ambiguous_number")


@pytest.mark.parametrize(
    ("number", "written"),
    [("2.50", "2.5"), ("100", "100"), ("1E+2", "100"), ("-0.0", "0"), ("-2.0", "-2")],
)
def test_a_number_is_written_in_one_way(number, written):
    assert write_number(Decimal(number)) == written
