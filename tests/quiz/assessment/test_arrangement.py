from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.arrangement import arrange, draw
from quiz.assessment.item import Shown, canonical
from tests.quiz.assessment.item_strategies import any_sample
from tests.quiz.assessment.samples import SAMPLES

seeds = st.integers(0, 2**62)
POOL = [f"salt-{number}" for number in range(8)]


def ids(rows):
    return [row.id for row in rows]


def menus(shown: Shown):
    """Give every list of a question as ids, in the order in which it is shown."""
    return [ids(shown.parts), ids(shown.options)] + [
        ids(part.options) for part in sorted(shown.parts, key=lambda part: part.id)
    ]


def test_the_order_is_the_same_on_every_machine():
    shown = SAMPLES["choice"].item.shown
    orders = [ids(arrange(shown, seed, "salt").options) for seed in range(4)]
    assert orders == [
        ["press", "vapour", "lava"],
        ["press", "vapour", "lava"],
        ["lava", "vapour", "press"],
        ["lava", "press", "vapour"],
    ]


@given(any_sample(), seeds)
def test_a_reload_shows_the_same(sample, seed):
    shown = sample.item.shown
    arranged = arrange(shown, seed, "salt")
    assert arrange(shown, seed, "salt") == arranged
    assert arrange(Shown.from_data(shown.to_data()), seed, "salt") == arranged
    assert arrange(arranged, seed, "salt") == arranged


@given(any_sample(), seeds)
def test_the_order_of_the_author_does_not_matter(sample, seed):
    item = sample.item
    assert arrange(item.shown, seed, "salt") == arrange(
        canonical(item).shown, seed, "salt"
    )


@given(any_sample(), seeds)
def test_only_shuffled_lists_move(sample, seed):
    shown = sample.item.shown
    arranged = arrange(shown, seed, "salt")
    assert list(map(sorted, menus(arranged))) == list(map(sorted, menus(shown)))
    assert arranged.rubric == shown.rubric
    if not shown.options_shuffled:
        assert arranged.options == shown.options
    if not shown.parts_shuffled:
        assert ids(arranged.parts) == ids(shown.parts)
    for part in arranged.parts:
        if not part.is_shuffled:
            assert part in shown.parts


@pytest.mark.parametrize("kind", ["hottext", "numeric", "text_entry", "extended_text"])
def test_a_list_with_an_order_of_its_own_stays(kind):
    shown = SAMPLES[kind].item.shown
    assert all(arrange(shown, seed, "salt") == shown for seed in range(20))


@given(any_sample("choice", "multiple_response", "match", "gap_match"), seeds)
def test_an_option_that_is_withdrawn_moves_no_other(sample, seed):
    shown = sample.item.shown
    whole = ids(arrange(shown, seed, "salt").options)
    for gone in shown.options:
        rest = tuple(option for option in shown.options if option != gone)
        fewer = arrange(replace(shown, options=rest), seed, "salt")
        assert ids(fewer.options) == [each for each in whole if each != gone.id]


@given(any_sample("categorise", "order"), seeds)
def test_a_row_that_is_withdrawn_moves_no_other(sample, seed):
    shown = sample.item.shown
    whole = ids(arrange(shown, seed, "salt").parts)
    rest = arrange(replace(shown, parts=shown.parts[1:]), seed, "salt")
    assert ids(rest.parts) == [each for each in whole if each != shown.parts[0].id]


def test_each_order_comes_about_as_often():
    shown = SAMPLES["choice"].item.shown
    orders = Counter(
        tuple(ids(arrange(shown, seed, "salt").options)) for seed in range(3_000)
    )
    assert len(orders) == 6
    assert all(400 < count < 600 for count in orders.values())


def test_two_questions_are_not_shuffled_alike():
    shown = SAMPLES["match"].item.shown
    same = sum(
        arrange(shown, seed, "salt") == arrange(shown, seed, "iron")
        for seed in range(480)
    )
    assert same < 60


@given(st.permutations(POOL), seeds, st.integers(0, 10))
def test_the_order_of_the_pool_does_not_matter(pool, seed, count):
    drawn = draw(pool, count, seed, 1)
    assert drawn == draw(POOL, count, seed, 1)
    assert len(set(drawn)) == len(drawn) == min(count, len(POOL))


@given(st.sets(st.sampled_from(POOL)), seeds, st.integers(0, 8))
def test_a_question_that_joins_the_pool_moves_no_other(met, seed, slot):
    whole = draw(POOL, len(POOL), seed, slot, met)
    for gone in POOL:
        pool = [uid for uid in POOL if uid != gone]
        drawn = draw(pool, len(POOL), seed, slot, met)
        assert drawn == [uid for uid in whole if uid != gone]


@given(st.sets(st.sampled_from(POOL)), seeds, st.integers(0, 8))
def test_what_a_learner_has_not_met_comes_first(met, seed, count):
    drawn = draw(POOL, count, seed, 1, met)
    fresh = [uid for uid in drawn if uid not in met]
    assert drawn[: len(fresh)] == fresh
    assert len(fresh) == min(count, len(POOL) - len(met))


def test_a_question_is_drawn_once_however_often_it_is_offered():
    assert sorted(draw(POOL + POOL, 16, 1, 1)) == sorted(POOL)


def test_each_question_is_drawn_about_as_often():
    counts = Counter(uid for seed in range(4_000) for uid in draw(POOL, 2, seed, 1))
    assert all(900 < counts[uid] < 1_100 for uid in POOL)


def test_two_slots_draw_apart():
    same = sum(draw(POOL, 2, seed, 1) == draw(POOL, 2, seed, 2) for seed in range(560))
    assert same < 40


def test_a_pool_that_is_too_small_gives_what_there_is():
    assert draw(["a"], 3, 1, 1) == ["a"]
    assert draw([], 3, 1, 1) == []
    assert draw(["a"], 0, 1, 1) == []
    assert draw(["a"], -1, 1, 1) == []
