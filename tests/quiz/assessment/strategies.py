"""What anybody might send, for the property tests."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st

from quiz.assessment.item import Part, Shown
from quiz.assessment.response import LIMITS
from tests.quiz.assessment.samples import SAMPLES

THOUSANDS_MARKS = "٬,، \u00a0\u2007\u2009\u202f"
UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2067\u2069\ufeff"

kinds = st.sampled_from(sorted(SAMPLES))

LETTERS = (
    "ابتةهيىكأإآؤئءلوaeéIıßﻻ٠۱2.,،٫٬٪% -/«»'´²½…\u064e\u0651\u0654\u0640\u200d\u200f"
)
# European, Arabic, Persian.
DIGITS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]

# Any text that a database stores, and one that people are likelier to type.
anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
typed = st.text(LETTERS) | anything


@st.composite
def written(draw: st.DrawFn, number: Decimal) -> str:
    """Write a number in one of all the ways in which people do."""
    whole, _, decimals = format(number.copy_abs(), "f").partition(".")
    decimals += "0" * draw(st.integers(0, 2))
    mark = draw(st.sampled_from(["", *THOUSANDS_MARKS])) if int(whole) > 999 else ""
    points = ".٫" if mark in ("،", ",") else ".٫,،"
    if mark in ("،", ",") and int(whole) < 1_000_000:
        decimals = decimals or "0"  # 1,234 would be read in two ways
    if not mark and len(decimals) == 3 and 0 < int(whole) < 1_000:
        points = ".٫"  # so would 1,234 for 1.234
    if mark:
        whole = f"{int(whole):,}".replace(",", mark)
    else:
        whole = draw(st.sampled_from(["", "0", "00"])) + whole
    if decimals and not whole.strip("0"):
        whole = draw(st.sampled_from(["", whole]))
    if decimals:
        decimals = draw(st.sampled_from(points)) + decimals
    signs = ["-", "\u2212", "\u2013", "- "] if number.is_signed() else ["", "+", "+ "]
    text = draw(st.sampled_from(signs)) + whole + decimals
    text = text.translate(str.maketrans(DIGITS[0], draw(st.sampled_from(DIGITS))))
    index = draw(st.integers(0, len(text)))
    unseen = draw(st.sampled_from(["", *UNSEEN]))
    return f" {text[:index]}{unseen}{text[index:]} "


@st.composite
def spelled(draw: st.DrawFn, text: str) -> str:
    """Spell a text in another way that no teacher would mark."""
    index = draw(st.integers(0, len(text)))
    text = text[:index] + draw(st.sampled_from(["", *UNSEEN])) + text[index:]
    before, after = draw(st.sampled_from(["  ", "«»", "“”", '""', " .", " ؟"]))
    return f"{before}{text.upper() if draw(st.booleans()) else text}{after}"


def _typed_answers(part: Part, hints: Sequence[str]) -> st.SearchStrategy[str]:
    common = ["2.17", "٢٫١٩", "1,234", "الهاليت", "halit", "أيّ نص"]
    hinted = st.sampled_from([*common, *hints])
    slips = hinted.map(lambda text: text[:-1])
    return (typed | hinted | slips).map(lambda text: text[: LIMITS[part.takes]])


def _picks(shown: Shown, part: Part) -> st.SearchStrategy[list[str]]:
    ids = [option.id for option in shown.menu(part)]
    largest = len(ids) if part.takes == "many" else 1
    return st.lists(st.sampled_from(ids), max_size=largest, unique=True)


def answers(
    shown: Shown, hints: Sequence[str] = ()
) -> st.SearchStrategy[dict[str, object]]:
    """Draw well-formed answers, whole or in part."""
    return st.fixed_dictionaries(
        {},
        optional={
            part.id: _typed_answers(part, hints)
            if part.takes in LIMITS
            else _picks(shown, part)
            for part in shown.parts
        },
    )


def ratings(shown: Shown) -> st.SearchStrategy[dict[str, object]]:
    """Draw well-formed ratings, whole or in part."""
    return st.fixed_dictionaries(
        {}, optional={part.id: _picks(shown, part) for part in shown.rubric}
    )


# What JSON can hold, and no question asked for.
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["answer", "g1", "sea", "claim"]) | st.text(), inner
        )
    ),
    max_leaves=8,
)
