import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quiz.assessment.arrangement import arrange
from quiz.assessment.item import Item, Review, Shown, canonical
from quiz.assessment.outcome import STATES, Outcome
from quiz.assessment.response import check_response, read_response
from quiz.assessment.scoring import score
from tests.quiz.assessment.builders import words
from tests.quiz.assessment.item_strategies import (
    any_sample,
    each_rule,
    responses,
    samples,
)
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.assessment.strategies import json_values, kinds, ratings

every_kind = pytest.mark.parametrize("kind", SAMPLES)
few = settings(max_examples=10)  # of each kind and rule
some = settings(max_examples=50)


@every_kind
def test_a_right_answer_scores_the_maximum(kind):
    sample = SAMPLES[kind]
    outcome = score(sample.item, sample.right, sample.right_ratings)
    assert outcome.state == "right"
    assert outcome.score == outcome.max_score == sample.item.shown.points


@every_kind
def test_a_wrong_answer_scores_nothing(kind):
    sample = SAMPLES[kind]
    outcome = score(sample.item, sample.wrong, sample.wrong_ratings)
    assert (outcome.state, outcome.score) == ("wrong", 0)


@every_kind
def test_nothing_is_blank(kind):
    for nothing in ({}, None):
        outcome = score(SAMPLES[kind].item, nothing)
        assert (outcome.state, outcome.score, outcome.classes) == ("blank", 0, {})


def test_a_right_essay_is_pending_until_it_is_rated():
    sample = SAMPLES["extended_text"]
    outcome = score(sample.item, sample.right)
    assert (outcome.state, outcome.score, outcome.max_score) == ("pending", None, 1)


@each_rule
@few
@given(data=st.data())
def test_the_key_earns_all_and_its_opposite_nothing(kind, rule, data):
    sample = data.draw(samples(kind, rule))
    item = sample.item
    right = score(item, sample.right, sample.right_ratings)
    assert (right.state, right.score) == ("right", item.shown.points)
    wrong = score(item, sample.wrong, sample.wrong_ratings)
    assert (wrong.state, wrong.score) == ("wrong", 0)


@each_rule
@few
@given(data=st.data())
def test_nothing_is_blank_in_whatever_way_it_was_left(kind, rule, data):
    item = data.draw(samples(kind, rule)).item
    ids = [part.id for part in item.shown.parts]
    nothing = st.sampled_from([None, [], [""], "", " ", "\u200f", "\n"])
    left = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(ids, nothing)))
    outcome = score(item, left, data.draw(ratings(item.shown)))
    assert (outcome.state, outcome.score, outcome.classes) == ("blank", 0, {})


def check(outcome: Outcome, points: int) -> None:
    """Check what holds of every outcome."""
    assert outcome.state in STATES
    if outcome.state == "pending":
        assert outcome.score is None
        return
    assert 0 <= outcome.score <= points == outcome.max_score
    assert outcome.score == outcome.score.quantize(Decimal("0.0001"))
    assert all(0 <= share <= 1 for share in outcome.parts.values())
    # So that nothing but a full answer earns the whole mark.
    assert (outcome.state == "right") == (outcome.score == points)
    assert (outcome.state in ("wrong", "blank")) == (outcome.score == 0)


@each_rule
@few
@given(data=st.data())
def test_any_answer_scores_between_nothing_and_the_maximum(kind, rule, data):
    sample = data.draw(samples(kind, rule))
    shown = sample.item.shown
    response = read_response(shown, data.draw(responses(sample)))
    rated = data.draw(st.none() | ratings(shown))
    outcome = score(sample.item, response, rated)
    check(outcome, shown.points)
    check_response(shown, response)


@each_rule
@few
@given(data=st.data(), seed=st.integers(0, 2**62))
def test_the_way_of_a_response_changes_no_mark(kind, rule, data, seed):
    sample = data.draw(samples(kind, rule))
    item = sample.item
    sent = data.draw(responses(sample))
    rated = data.draw(st.none() | ratings(item.shown))
    outcome = score(item, sent, rated)
    response = read_response(item.shown, sent)
    assert score(item, response, rated) == outcome

    turned = {
        part: answer if isinstance(answer, str) else answer[::-1]
        for part, answer in reversed(sent.items())
    }
    assert score(item, turned, rated) == outcome
    assert score(_stored(item), json.loads(json.dumps(response)), rated) == outcome
    arranged = replace(item, shown=arrange(item.shown, seed, "salt"))
    assert _unordered(score(arranged, response, rated)) == _unordered(outcome)
    settled = score(canonical(item), response, rated)
    assert _unordered(settled) == _unordered(outcome)

    kept = json.loads(json.dumps(outcome.detail))
    assert (
        Outcome.from_detail(outcome.state, outcome.score, outcome.max_score, kept)
        == outcome
    )


def _stored(item: Item) -> Item:
    """Read an item back from a database that sorts names."""
    return Item.from_data(json.loads(json.dumps(item.to_data(), sort_keys=True)))


def _unordered(outcome: Outcome) -> Outcome:
    """Forget the order of what was noted, which goes by the parts."""
    return replace(outcome, notes=tuple(sorted(outcome.notes)))


@each_rule
@few
@given(data=st.data())
def test_other_words_under_the_same_ids_change_no_mark(kind, rule, data):
    sample = data.draw(samples(kind, rule))
    response = data.draw(responses(sample))
    rated = data.draw(st.none() | ratings(sample.item.shown))
    assert score(_reworded(sample.item), response, rated) == score(
        sample.item, response, rated
    )


def _reworded(item: Item) -> Item:
    """Give every text of a question other words, but for the accepted answers."""
    review = Review(explanation=words("غيره", "Another"), evidence=("salt-9",))
    shown = Shown.from_data(_other_words(item.shown.to_data()))
    return replace(item, shown=shown, review=review)


def _other_words(data: object) -> object:
    if isinstance(data, list):
        return [_other_words(each) for each in data]
    if not isinstance(data, dict):
        return data
    if set(data) == {"ar", "en"}:
        return words("كلام", "words")
    return {name: _other_words(each) for name, each in data.items()}


@some
@given(any_sample(), st.data())
def test_the_language_of_a_page_changes_no_mark(sample, data):
    swapped = Item.from_data(json.loads(_swapped(json.dumps(sample.item.to_data()))))
    response = data.draw(responses(sample))
    mark, other = score(sample.item, response), score(swapped, response)
    assert (other.state, other.score, other.parts) == (
        mark.state,
        mark.score,
        mark.parts,
    )


def _swapped(data: str) -> str:
    """Give each language the words of the other."""
    return (
        data.replace('"ar":', '"xx":')
        .replace('"en":', '"ar":')
        .replace('"xx":', '"en":')
    )


@given(kinds, json_values, json_values)
def test_whatever_was_stored_nothing_is_raised(kind, response, rated):
    item = SAMPLES[kind].item
    check(score(item, response, rated), item.shown.points)


ONE_PICK = [each for each in each_rule.args[1] if each[1] in ("each", "every", "chain")]


@pytest.mark.parametrize(("kind", "rule"), ONE_PICK)
@few
@given(data=st.data())
def test_a_part_that_is_put_right_never_costs(kind, rule, data):
    sample = data.draw(samples(kind, rule))
    response = data.draw(responses(sample))
    part = data.draw(st.sampled_from(sorted(sample.right)))
    mended = {**response, part: sample.right[part]}
    assert score(sample.item, mended).score >= score(sample.item, response).score


@pytest.mark.parametrize(("kind", "rule"), ONE_PICK)
@few
@given(data=st.data())
def test_a_part_that_is_spoiled_or_left_never_pays(kind, rule, data):
    sample = data.draw(samples(kind, rule))
    response = data.draw(responses(sample))
    part = data.draw(st.sampled_from(sorted(sample.right)))
    spoiled = {**response, part: sample.wrong[part]}
    left = {each: response[each] for each in response if each != part}
    before = score(sample.item, response).score
    assert score(sample.item, left).score <= before
    assert score(sample.item, spoiled).score == score(sample.item, left).score


@some
@given(any_sample("extended_text"), st.data())
def test_a_criterion_that_is_raised_never_costs(sample, data):
    part = data.draw(st.sampled_from(sorted(sample.right_ratings)))
    rated = {
        each: data.draw(st.sampled_from([sample.right_ratings, sample.wrong_ratings]))[
            each
        ]
        for each in sample.right_ratings
    }
    raised = {**rated, part: sample.right_ratings[part]}
    item, answer = sample.item, sample.right
    assert score(item, answer, raised).score >= score(item, answer, rated).score


SETS = pytest.mark.parametrize(
    ("kind", "rule"),
    [each for each in each_rule.args[1] if each[0] in ("multiple_response", "hottext")],
)


@SETS
@few
@given(data=st.data())
def test_a_wrong_pick_never_pays_and_a_right_one_never_costs(kind, rule, data):
    sample = data.draw(samples(kind, rule))
    [right], [wrong] = sample.right.values(), sample.wrong.values()
    picked = data.draw(st.sets(st.sampled_from(right + wrong), min_size=1))
    before = _of_set(sample.item, picked)
    assert _of_set(sample.item, picked | {data.draw(st.sampled_from(right))}) >= before
    assert _of_set(sample.item, picked | {data.draw(st.sampled_from(wrong))}) <= before


@SETS
@few
@given(data=st.data())
def test_one_wrong_pick_beside_all_right_ones_costs(kind, rule, data):
    sample = data.draw(samples(kind, rule))
    [right], [wrong] = sample.right.values(), sample.wrong.values()
    everything = _of_set(sample.item, {*right, *wrong})
    one_more = _of_set(sample.item, {*right, data.draw(st.sampled_from(wrong))})
    assert everything <= one_more < sample.item.shown.points


@SETS
@few
@given(data=st.data())
def test_a_right_pick_that_is_missing_costs(kind, rule, data):
    sample = data.draw(samples(kind, rule))
    [right] = sample.right.values()
    missing = data.draw(st.sampled_from(right))
    assert _of_set(sample.item, {*right} - {missing}) < sample.item.shown.points


def _of_set(item: Item, picked: set[str]) -> Decimal:
    return score(item, {item.shown.parts[0].id: sorted(picked)}).score


@some
@given(any_sample("two_part"), st.data())
def test_of_a_chain_only_what_stands_before_a_mistake_counts(sample, data):
    first, second = sample.right
    after = data.draw(st.sampled_from([sample.right, sample.wrong]))[second]
    response = {first: sample.wrong[first], second: after}
    assert score(sample.item, response).score == 0


@st.composite
def orders(draw: st.DrawFn, sample: object) -> dict[str, int]:
    """Draw a place for each event, every place once."""
    events = sorted(sample.right)
    places = draw(st.permutations(range(1, len(events) + 1)))
    return dict(zip(events, places, strict=True))


def _of_order(item: Item, places: dict[str, int]) -> Decimal:
    return score(item, {each: [str(place)] for each, place in places.items()}).score


@some
@given(any_sample("order"), st.data())
def test_two_events_put_the_right_way_round_always_pay(sample, data):
    places = data.draw(orders(sample))
    first, second = data.draw(st.permutations(sorted(places)))[:2]
    if int(sample.right[first][0]) > int(sample.right[second][0]):
        first, second = second, first
    assume(places[first] > places[second])
    swapped = {**places, first: places[second], second: places[first]}
    assert _of_order(sample.item, swapped) > _of_order(sample.item, places)


@some
@given(any_sample("order"), st.data())
def test_an_order_and_its_opposite_make_a_whole(sample, data):
    places = data.draw(orders(sample))
    opposite = {each: len(places) + 1 - place for each, place in places.items()}
    both = _of_order(sample.item, places) + _of_order(sample.item, opposite)
    assert abs(both - sample.item.shown.points) <= Decimal("0.0001")


@some
@given(any_sample("order"), st.data())
def test_an_event_without_a_place_never_pays(sample, data):
    places = data.draw(orders(sample))
    gone = data.draw(st.sampled_from(sorted(places)))
    rest = {each: place for each, place in places.items() if each != gone}
    assert _of_order(sample.item, rest) <= _of_order(sample.item, places)
    shared = {**rest, gone: next(iter(rest.values()))}
    assert _of_order(sample.item, shared) < sample.item.shown.points
