import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.arrangement import arrange
from quiz.assessment.item import Item
from quiz.assessment.outcome import STATES, Outcome
from quiz.assessment.response import check_response, read_response
from quiz.assessment.scoring import score
from quiz.assessment.summary import summarize
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.assessment.strategies import answers, json_values, kinds, ratings

every_kind = pytest.mark.parametrize("kind", SAMPLES)


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


def check(outcome: Outcome, points: int) -> None:
    """Check what holds of every outcome."""
    assert outcome.state in STATES
    if outcome.state == "pending":
        assert outcome.score is None
        return
    assert 0 <= outcome.score <= points == outcome.max_score
    assert outcome.score == outcome.score.quantize(Decimal("0.0001"))
    assert (outcome.state == "right") == (outcome.score == points)
    assert (outcome.state in ("wrong", "blank")) == (outcome.score == 0)


@given(kinds, st.data())
def test_any_answer_scores_between_nothing_and_the_maximum(kind, data):
    item = SAMPLES[kind].item
    shown = item.shown
    response = read_response(shown, data.draw(answers(shown)))
    rated = data.draw(st.none() | ratings(shown))
    outcome = score(item, response, rated)
    check(outcome, shown.points)
    check_response(shown, response)
    summarize(item, [(response, outcome)])


@given(kinds, st.data(), st.integers(0, 2**62))
def test_the_way_of_a_response_changes_no_mark(kind, data, seed):
    item = SAMPLES[kind].item
    response = read_response(item.shown, data.draw(answers(item.shown)))
    outcome = score(item, response)
    arranged = Item(arrange(item.shown, seed, "salt"), item.key, item.review)
    stored = Item.from_data(json.loads(json.dumps(item.to_data(), sort_keys=True)))
    assert score(arranged, response) == outcome
    assert score(stored, json.loads(json.dumps(response))) == outcome
    kept = json.loads(json.dumps(outcome.detail))
    assert (
        Outcome.from_detail(outcome.state, outcome.score, outcome.max_score, kept)
        == outcome
    )


@given(kinds, st.data())
def test_the_language_of_a_page_changes_no_mark(kind, data):
    item = SAMPLES[kind].item
    swapped = Item.from_data(json.loads(_swapped(json.dumps(item.to_data()))))
    response = read_response(item.shown, data.draw(answers(item.shown)))
    assert score(swapped, response) == score(item, response)


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
    summarize(item, [(response, score(item, response, rated))])
