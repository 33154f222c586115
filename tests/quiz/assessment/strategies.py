"""What anybody might send, for the property tests."""

from hypothesis import strategies as st

from quiz.assessment.item import Part, Shown
from quiz.assessment.response import LIMITS
from tests.quiz.assessment.samples import SAMPLES

kinds = st.sampled_from(sorted(SAMPLES))

LETTERS = "ابتةهيىكأإآؤئءلaeéIıßﻻ٠۱2.,٫٬٪% -'\u064e\u0651\u0640\u200d\u200f"

# Any text that a database stores, and one that people are likelier to type.
anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
typed = st.text(LETTERS) | anything


def _typed_answers(part: Part) -> st.SearchStrategy[str]:
    hints = ["2.17", "٢٫١٩", "1,234", "الهاليت", "halit", "أيّ نص"]
    return (typed | st.sampled_from(hints)).map(lambda text: text[: LIMITS[part.takes]])


def _picks(shown: Shown, part: Part) -> st.SearchStrategy[list[str]]:
    ids = [option.id for option in shown.menu(part)]
    largest = len(ids) if part.takes == "many" else 1
    return st.lists(st.sampled_from(ids), max_size=largest, unique=True)


def answers(shown: Shown) -> st.SearchStrategy[dict[str, object]]:
    """Draw well-formed answers, whole or in part."""
    return st.fixed_dictionaries(
        {},
        optional={
            part.id: _typed_answers(part)
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
