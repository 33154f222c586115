from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.faults import Fault, faults, message
from quiz.assessment.item import Item, Text
from tests.quiz.assessment.item_strategies import any_sample
from tests.quiz.assessment.samples import SAMPLES


def with_body(item: Item, body: Text) -> Item:
    return replace(item, shown=replace(item.shown, body=body))


def test_a_message_names_language_gap_and_count():
    item = SAMPLES["gap_match"].item
    item = with_body(item, {**item.shown.body, "en": "only [[g2]]"})
    assert list(map(message, faults(item))) == ["en: [[g1]] stands 0 times, not once."]


@given(
    any_sample("gap_match", "inline_choice"),
    st.sampled_from(["ar", "en"]),
    st.sampled_from(["drop", "double", "rename"]),
    st.data(),
)
def test_a_gap_that_is_lost_in_translation_is_named(sample, language, change, data):
    item = sample.item
    part = data.draw(st.sampled_from(item.shown.parts)).id
    gap = f"[[{part}]]"
    instead = {"drop": "-", "double": gap + gap, "rename": "[[elsewhere]]"}[change]
    body = item.shown.body
    body = {**body, language: body[language].replace(gap, instead)}
    expected = [
        Fault("gap_count", "body", language, {"gap": part, "count": gap_count(instead)})
    ]
    if change == "rename":
        expected.append(Fault("unknown_gap", "body", language, {"gap": "elsewhere"}))
    assert faults(with_body(item, body)) == expected


def gap_count(instead: str) -> int:
    return 0 if "elsewhere" in instead else instead.count("[[")
