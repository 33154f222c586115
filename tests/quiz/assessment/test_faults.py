from dataclasses import replace
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.assessment.faults import MESSAGES, faults, message
from quiz.assessment.item import Item, Key, Option, Part
from tests.quiz.assessment.builders import option, words
from tests.quiz.assessment.item_strategies import each_rule, samples
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.assessment.strategies import kinds

ITEMS = {kind: sample.item for kind, sample in SAMPLES.items()}
CHOICE, SET, NUMERIC = ITEMS["choice"], ITEMS["multiple_response"], ITEMS["numeric"]
TEXT, MATCH, ORDER = ITEMS["text_entry"], ITEMS["match"], ITEMS["order"]
GAPS, ESSAY = ITEMS["gap_match"], ITEMS["extended_text"]


def shown(item: Item, **changes: object) -> Item:
    return replace(item, shown=replace(item.shown, **changes))


def key(item: Item, **changes: object) -> Item:
    return replace(item, key=replace(item.key, **changes))


def review(item: Item, **changes: object) -> Item:
    return replace(item, review=replace(item.review, **changes))


def found(item: Item) -> set[tuple[str, str, str]]:
    return {(each.code, each.place, each.language) for each in faults(item)}


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_sound_question_has_no_fault(kind):
    assert faults(ITEMS[kind]) == []


@each_rule
@settings(max_examples=10)
@given(data=st.data())
def test_a_drawn_question_is_sound(kind, rule, data):
    assert faults(data.draw(samples(kind, rule)).item) == []


TWICE = (*CHOICE.shown.options, option("lava", "حمم", "Lava"))
EQUAL = {"d217": words("2.5", "2.5"), "d25": words("2.5", "٢٫٥٠")}
IN_ORDER = tuple(
    replace(part, id=ident)
    for part, ident in zip(ORDER.shown.parts, "abcd", strict=True)
)

CASES = [
    (shown(CHOICE, kind="riddle"), ("unknown_kind", "kind", "")),
    (shown(CHOICE, rule="exact"), ("unknown_rule", "rule", "")),
    (shown(CHOICE, points=0), ("bad_points", "points", "")),
    (key(CHOICE, tolerance="1"), ("unknown_setting", "settings", "")),
    (key(TEXT, is_relative=True), ("unknown_setting", "settings", "")),
    (key(SET, near=0.5), ("unknown_setting", "settings", "")),
    (key(NUMERIC, near=1.5), ("bad_near", "settings", "")),
    (key(NUMERIC, tolerance="-1"), ("bad_tolerance", "settings", "")),
    (key(NUMERIC, tolerance="1e9"), ("bad_tolerance", "settings", "")),
    (
        key(NUMERIC, tolerance="0", is_relative=True),
        ("relative_zero", "settings", ""),
    ),
    (
        key(NUMERIC, accepted={"d217": words("0", "0")}, is_relative=True),
        ("relative_zero", "d217", ""),
    ),
    (shown(CHOICE, options=TWICE), ("duplicate_id", "lava", "")),
    (
        shown(CHOICE, options=(*CHOICE.shown.options, option("answer", "أ", "A"))),
        ("duplicate_id", "answer", ""),
    ),
    (
        shown(CHOICE, options=(*CHOICE.shown.options, option("1st", "أ", "A"))),
        ("bad_id", "1st", ""),
    ),
    (shown(CHOICE, parts=(Part("other", "one"),)), ("wrong_parts", "parts", "")),
    (
        shown(ITEMS["two_part"], parts=ITEMS["two_part"].shown.parts[::-1]),
        ("wrong_parts", "parts", ""),
    ),
    (shown(MATCH, parts=()), ("no_parts", "parts", "")),
    (shown(CHOICE, parts=(Part("answer", "many"),)), ("wrong_takes", "answer", "")),
    (
        shown(ITEMS["hottext"], options_shuffled=True),
        ("must_not_shuffle", "options", ""),
    ),
    (shown(GAPS, parts_shuffled=True), ("must_not_shuffle", "parts", "")),
    (
        shown(
            ITEMS["true_false"],
            parts=tuple(
                replace(part, is_shuffled=True)
                for part in ITEMS["true_false"].shown.parts
            ),
        ),
        ("must_not_shuffle", "verdict", ""),
    ),
    (
        shown(CHOICE, options=CHOICE.shown.options[2:]),
        ("too_few_options", "options", ""),
    ),
    (shown(ORDER, parts=ORDER.shown.parts[:1]), ("too_few_options", "parts", "")),
    (
        shown(ESSAY, rubric=(replace(ESSAY.shown.rubric[0], options=()),)),
        ("too_few_options", "cites", ""),
    ),
    (
        shown(MATCH, options=MATCH.shown.options[:3]),
        ("too_few_targets", "options", ""),
    ),
    (shown(CHOICE, prompt={"ar": "كيف؟"}), ("missing_text", "prompt", "en")),
    (shown(CHOICE, prompt={"en": "How?", "ar": " "}), ("missing_text", "prompt", "ar")),
    (shown(CHOICE, body={"en": "Look."}), ("missing_text", "body", "ar")),
    (shown(GAPS, body={}), ("missing_text", "body", "ar")),
    (
        shown(SET, options=(*SET.shown.options, Option("new", {"ar": "جديد"}))),
        ("missing_text", "new", "en"),
    ),
    (
        shown(MATCH, parts=(*MATCH.shown.parts[1:], Part("halite", "one"))),
        ("missing_text", "halite", "ar"),
    ),
    (
        shown(NUMERIC, parts=(Part("answer", "number", {"en": "g"}),)),
        ("missing_text", "answer", "ar"),
    ),
    (review(CHOICE, explanation={"ar": "لأن"}), ("missing_text", "explanation", "en")),
    (
        review(CHOICE, feedback={"lava": {"en": "Basalt."}}),
        ("missing_text", "feedback.lava", "ar"),
    ),
    (
        review(CHOICE, passages={"salt-1": {"ar": "ملح"}}),
        ("missing_text", "passages.salt-1", "en"),
    ),
    (
        shown(GAPS, body=words("[[g1]] و[[g2]]", "[[g2]] and [[g2]] [[g1]]")),
        ("gap_count", "body", "en"),
    ),
    (
        shown(GAPS, body=words("[[g1]] و[[g2]]", "[[g1]] [[g2]] [[g3]]")),
        ("unknown_gap", "body", "en"),
    ),
    (
        shown(GAPS, body=words("[[g1]] و[[g2]] [[", "[[g1]] [[g2]]")),
        ("stray_brackets", "body", "ar"),
    ),
    (
        shown(CHOICE, body=words("[[g1]]", "Look.")),
        ("stray_brackets", "body", "ar"),
    ),
    (shown(CHOICE, prompt=words("ما؟", "[[What?")), ("stray_brackets", "prompt", "en")),
    (
        key(CHOICE, credit={**CHOICE.key.credit, "gone": {}}),
        ("unknown_part", "key", ""),
    ),
    (
        key(CHOICE, credit={"answer": {"vapour": 1.0, "gone": 1.0}}),
        ("unknown_option", "answer", ""),
    ),
    (
        key(NUMERIC, credit={"answer": {"d217": 1.0, "gone": 1.0}}),
        ("unknown_option", "answer", ""),
    ),
    (
        key(CHOICE, credit={"answer": {"vapour": 1.0, "lava": 2.0}}),
        ("bad_share", "answer", ""),
    ),
    (key(CHOICE, credit={"answer": {"vapour": 0.5}}), ("no_full_mark", "answer", "")),
    (key(MATCH, credit={"halite": {"food": 1.0}}), ("no_full_mark", "gypsum", "")),
    (key(ESSAY, credit={"cites": {"c1": 1.0}}), ("no_full_mark", "weighs", "")),
    (
        key(
            SET,
            credit={
                "answer": dict.fromkeys(("dense", "metal", "soft", "volcano"), 1.0)
            },
        ),
        ("every_option_right", "answer", ""),
    ),
    (
        key(SET, credit={"answer": {"soft": 1.0, "dense": 0.5}}),
        ("partial_share", "answer", ""),
    ),
    (
        key(ORDER, credit={**ORDER.key.credit, "dry": {"1": 1.0}}),
        ("bad_places", "parts", ""),
    ),
    (
        replace(
            shown(ORDER, parts=IN_ORDER[::-1]),
            key=Key({ident: {str(n): 1.0} for n, ident in enumerate("abcd", 1)}),
        ),
        ("order_given_away", "parts", ""),
    ),
    (shown(ESSAY, rubric=()), ("no_rubric", "rubric", "")),
    (
        key(TEXT, accepted={"halite": {"en": "halite"}}),
        ("no_accepted", "accepted", "ar"),
    ),
    (
        key(NUMERIC, accepted={"d217": words("2.17", "2.71")}),
        ("number_differs", "d217", ""),
    ),
    (
        key(NUMERIC, accepted={"d217": words("2.17", "two")}),
        ("not_a_number", "d217", "en"),
    ),
    (
        key(NUMERIC, accepted={"d217": words("1,234", "1234")}),
        ("ambiguous_number", "d217", "ar"),
    ),
    (
        key(TEXT, accepted={"halite": words("؟", "halite")}),
        ("no_letters", "halite", "ar"),
    ),
    (key(NUMERIC, accepted=EQUAL), ("same_answer", "d217", "")),
    (
        key(
            TEXT,
            credit={"answer": {"halite": 1.0}},
            accepted={"halite": words("مكة", "halite"), "no": words("مكه", "no")},
        ),
        ("same_answer", "halite", ""),
    ),
    (review(CHOICE, evidence=()), ("no_evidence", "evidence", "")),
    (review(CHOICE, evidence=("salt-9",)), ("missing_passage", "passages.salt-9", "")),
    (
        review(CHOICE, rests_on={"lava": "salt-9"}),
        ("missing_passage", "passages.salt-9", ""),
    ),
    (
        review(CHOICE, feedback={"gone": words("لا", "No")}),
        ("unknown_row", "feedback", ""),
    ),
    (review(CHOICE, rests_on={"gone": "salt-1"}), ("unknown_row", "rests_on", "")),
]


@pytest.mark.parametrize(("item", "fault"), CASES, ids=[case[1][0] for case in CASES])
def test_a_fault_is_found(item, fault):
    assert fault in found(item)
    for each in faults(item):
        assert "{" not in message(each)


def test_every_fault_is_tried():
    assert {fault[0] for _, fault in CASES} == set(MESSAGES)


def test_all_faults_are_listed_at_once():
    item = review(shown(CHOICE, rule="exact", prompt={}), evidence=())
    assert found(item) == {
        ("unknown_rule", "rule", ""),
        ("missing_text", "prompt", "ar"),
        ("missing_text", "prompt", "en"),
        ("no_evidence", "evidence", ""),
    }


@given(kinds, kinds)
def test_a_question_under_another_kind_is_judged_without_a_crash(kind, other):
    for fault in faults(shown(ITEMS[kind], kind=other)):
        assert message(fault)


@given(kinds)
def test_an_empty_question_is_judged_without_a_crash(kind):
    item = shown(ITEMS[kind], prompt={}, parts=(), options=(), rubric=())
    item = review(key(item, credit={}, accepted={}), explanation={}, evidence=())
    assert {"no_parts", "missing_text", "no_evidence"} <= {
        fault.code for fault in faults(item)
    }


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_is_filled_by_name(code):
    names = [name for _, name, _, _ in Formatter().parse(MESSAGES[code]) if name]
    assert all(name.isidentifier() for name in names)
