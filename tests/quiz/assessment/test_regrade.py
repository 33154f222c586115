from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.item import Part
from quiz.assessment.regrade import (
    FULL,
    KEY,
    LEFT_OUT,
    POINTS,
    RULE,
    WAYS,
    WORDING,
    Fit,
    fit,
    judge,
)
from quiz.assessment.response import read_response
from quiz.assessment.scoring import score
from tests.quiz.assessment.builders import option, words
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.assessment.strategies import answers, json_values, kinds

CHOICE = SAMPLES["choice"]
SHOWN = CHOICE.item.shown
every_kind = pytest.mark.parametrize("kind", SAMPLES)


@every_kind
@pytest.mark.parametrize("answer", ["right", "wrong"])
def test_a_key_judges_as_it_always_did(kind, answer):
    item, value = SAMPLES[kind].item, getattr(SAMPLES[kind], answer)
    assert judge(KEY, item, value) == score(item, value)


@every_kind
@pytest.mark.parametrize("value", ["right", "wrong", {}])
def test_a_void_question_counts_full_or_is_left_out(kind, value):
    item = SAMPLES[kind].item
    value = getattr(SAMPLES[kind], value) if value else {}
    points = Decimal(item.shown.points)
    full, left_out = (judge(way, item, value) for way in (FULL, LEFT_OUT))

    assert (full.state, full.score, full.max_score) == ("void", points, points)
    assert (left_out.state, left_out.score, left_out.max_score) == ("void", 0, 0)


def test_what_was_read_in_an_answer_to_a_void_question_is_kept():
    assert judge(LEFT_OUT, CHOICE.item, CHOICE.wrong).classes == {"answer": ("lava",)}


@given(st.sampled_from(WAYS), kinds, st.data())
def test_every_answer_can_be_judged_in_every_way(way, kind, data):
    item = SAMPLES[kind].item
    value = data.draw(
        answers(item.shown).map(lambda sent: read_response(item.shown, sent))
    )
    outcome = judge(way, item, value)

    assert outcome.score is None or 0 <= outcome.score <= outcome.max_score
    assert (outcome.state == "void") == (way != KEY)


@given(st.sampled_from(WAYS), kinds, json_values)
def test_whatever_is_stored_nothing_is_raised(way, kind, value):
    judge(way, SAMPLES[kind].item, value)


@every_kind
def test_a_question_fits_itself(kind):
    shown = SAMPLES[kind].item.shown
    assert fit(shown, shown) == Fit(is_other_kind=False, ids=(), changes=())
    assert fit(shown, shown).is_allowed


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"prompt": words("غيره", "Another")}, WORDING),
        ({"options": (*SHOWN.options[:2], option("vapour", "غيره", "x"))}, WORDING),
        ({"rule": "every"}, RULE),
        ({"points": 2}, POINTS),
    ],
)
def test_what_a_person_has_to_weigh_is_told_and_allowed(change, told):
    found = fit(SHOWN, replace(SHOWN, **change))
    assert found.changes == (told,)
    assert found.is_allowed


@pytest.mark.parametrize(
    ("change", "ids"),
    [
        ({"options": SHOWN.options[:2]}, ("vapour",)),
        ({"options": (*SHOWN.options, option("new", "جديد", "New"))}, ("new",)),
        (
            {"parts": (*SHOWN.parts, Part("more", "one"))},
            ("lava", "more", "press", "vapour"),
        ),
    ],
)
def test_other_parts_or_options_are_refused_by_their_ids(change, ids):
    other = replace(SHOWN, **change)
    assert fit(SHOWN, other).ids == fit(other, SHOWN).ids == ids
    assert not fit(SHOWN, other).is_allowed


def test_an_option_that_moved_to_another_part_is_refused():
    shown = SAMPLES["true_false"].item.shown
    verdict, reason = shown.parts
    moved = replace(
        shown,
        parts=(
            replace(verdict, options=(*verdict.options, reason.options[0])),
            replace(reason, options=reason.options[1:]),
        ),
    )
    assert fit(shown, moved).ids == (reason.options[0].id,)


def test_other_criteria_of_a_rubric_are_refused():
    shown = SAMPLES["extended_text"].item.shown
    found = fit(shown, replace(shown, rubric=shown.rubric[1:]))
    assert shown.rubric[0].id in found.ids


def test_another_kind_is_refused():
    found = fit(SHOWN, replace(SHOWN, kind="hottext"))
    assert found.is_other_kind
    assert not found.is_allowed


def test_answers_that_are_accepted_besides_change_nothing_that_was_asked():
    sample = SAMPLES["text_entry"]
    key = sample.item.key
    more = replace(
        sample.item,
        key=replace(
            key,
            credit={"answer": {**key.credit["answer"], "salt": 1.0}},
            accepted={**key.accepted, "salt": words("ملح البحر", "sea salt")},
        ),
    )
    assert fit(sample.item.shown, more.shown).changes == ()
    assert judge(KEY, more, {"answer": "sea salt"}).state == "right"
    assert judge(KEY, sample.item, {"answer": "sea salt"}).state == "wrong"
