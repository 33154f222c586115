from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.number import has_words, read_number, write_number
from tests.quiz.assessment.strategies import DIGITS, anything, written

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
    ("1\u2007234", "1234"),
    ("1\u2009234", "1234"),
    ("1،234،567", "1234567"),
    ("1٬234,5", "1234.5"),
    ("١٬٢٣٤،٥", "1234.5"),
    ("1 234,567", "1234.567"),
    ("\ufeff5\u200b", "5"),
    ("1\u200c2", "12"),
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
    "1.234.567,8",
    "1,234،567",
    "1,234،5",
    "1 234٬567",
    "1٬23",
    "1٬2345",
    "٬5",
    "5٬",
    "5,",
    "5٫",
    "٫",
    "٫٫5",
    "2٫1٫7",
    "-٬5",
    "+-5",
    "\u20125",
    "٥\u2212",
    "(5)",
    "5/2",
    "5:2",
    "1'234",
    "５",
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

AMBIGUOUS = ["1,234", "١،٢٣٤", "12,345", "999,999", "-1,234", "۱,۲۳۴", "+ 1,000"]


@pytest.mark.parametrize(("typed", "number"), NUMBERS)
def test_a_number_is_read(typed, number):
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_named_so(typed):
    assert read_number(typed) == "not_a_number"


@pytest.mark.parametrize("typed", AMBIGUOUS)
def test_what_may_be_two_numbers_is_named_so(typed):
    assert read_number(typed) == "ambiguous_number"


numbers = st.decimals(-10_000_000, 10_000_000, places=3) | st.integers().map(Decimal)


@given(st.data(), numbers)
def test_a_number_is_read_however_it_is_written(data, number):
    assert read_number(data.draw(written(number))) == number


@given(numbers)
def test_what_is_written_plainly_reads_back(number):
    assert read_number(write_number(number)) == number
    assert write_number(read_number(write_number(number))) == write_number(number)


@given(st.text("0123456789٠٣۵.,،٫٬ -+", max_size=12))
def test_no_digit_is_lost_or_made_up(text):
    number = read_number(text)
    if isinstance(number, Decimal):
        digits = "".join(str(int(each)) for each in text if each.isdecimal())
        shifts = (Decimal(digits).scaleb(-places) for places in range(len(digits) + 1))
        assert abs(number) in shifts
        assert number.is_signed() == ("-" in text)


@given(st.data(), numbers, st.sampled_from("aEكن%٪°/:'²½१５_^()٭="))
def test_a_number_with_anything_else_in_it_is_no_number(data, number, mark):
    text = data.draw(written(number))
    index = data.draw(st.integers(0, len(text)))
    assert read_number(text[:index] + mark + text[index:]) == "not_a_number"


@given(st.integers(1_000_000), st.sampled_from("٬،, \u00a0."), st.data())
def test_thousands_of_other_than_three_digits_are_no_number(number, mark, data):
    first, *groups = f"{number:,}".split(",")
    index = data.draw(st.integers(0, len(groups) - 1))
    groups[index] = data.draw(st.sampled_from([groups[index][1:], groups[index] + "0"]))
    assert read_number(mark.join([first, *groups])) == "not_a_number"


@given(
    st.sampled_from(["", "-", "+", "\u2212"]),
    st.integers(1, 999),
    st.sampled_from(",،"),
    st.integers(0, 999),
    st.sampled_from(DIGITS),
)
def test_one_comma_with_three_digits_after_it_is_asked_about(
    sign, whole, comma, rest, digits
):
    text = f"{sign}{whole}{comma}{rest:03}"
    typed = text.translate(str.maketrans(DIGITS[0], digits))
    assert read_number(typed) == "ambiguous_number"


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


@pytest.mark.parametrize(
    "text",
    [
        "5 km",
        "5km",
        "٥ كم",
        "٥كم",
        "-5 °C",
        ".5 كغ",
        "2,17 أمتار",
        "50%",
        "٪٥٠",
        "$12",
        "نحو 7",
        "about 1,234.5 metres",
    ],
)
def test_a_number_with_words_is_seen(text):
    assert has_words(text)


@pytest.mark.parametrize(
    "text", ["km", "خمسة", "", "5 km 3", "1 or 2", "1980-1988", "1/2", "5 × 3"]
)
def test_what_is_not_one_number_with_words_is_not(text):
    assert not has_words(text)
