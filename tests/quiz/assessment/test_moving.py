import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.moving import EARLIER, LATER, MOVES, move, read_move
from quiz.assessment.response import check_response, read_response
from tests.quiz.assessment.item_strategies import responses
from tests.quiz.assessment.samples import SAMPLES

ORDER = SAMPLES["order"].item.shown
EVENTS = {part.id: part for part in ORDER.parts}
RIGHT = {"sea": ["1"], "dry": ["2"], "settle": ["3"], "bury": ["4"]}

ways = st.sampled_from(MOVES)
events = st.sampled_from(ORDER.parts)
orders = st.permutations(["1", "2", "3", "4"]).map(
    lambda places: {
        part.id: [place] for part, place in zip(ORDER.parts, places, strict=True)
    }
)


def test_an_event_changes_places_with_its_neighbour():
    assert move(ORDER, RIGHT, EVENTS["dry"], LATER) == {
        **RIGHT,
        "dry": ["3"],
        "settle": ["2"],
    }
    assert move(ORDER, RIGHT, EVENTS["dry"], EARLIER) == {
        **RIGHT,
        "dry": ["1"],
        "sea": ["2"],
    }


@pytest.mark.parametrize(("event", "way"), [("sea", EARLIER), ("bury", LATER)])
def test_what_stands_at_the_end_stays(event, way):
    assert move(ORDER, RIGHT, EVENTS[event], way) == RIGHT


@pytest.mark.parametrize(("way", "place"), [(EARLIER, "2"), (LATER, "4")])
def test_what_has_no_place_gets_a_free_one(way, place):
    assert move(ORDER, {"sea": ["1"], "dry": ["3"]}, EVENTS["bury"], way) == {
        "sea": ["1"],
        "dry": ["3"],
        "bury": [place],
    }


def test_into_a_free_place_nobody_gives_way():
    assert move(ORDER, {"sea": ["1"]}, EVENTS["sea"], LATER) == {"sea": ["2"]}


def test_two_at_the_place_to_which_it_moves_both_give_way():
    given = {"sea": ["1"], "dry": ["2"], "settle": ["2"]}
    assert move(ORDER, given, EVENTS["sea"], LATER) == {
        "sea": ["2"],
        "dry": ["1"],
        "settle": ["1"],
    }


@given(orders, events, ways)
def test_a_whole_order_stays_whole(response, event, way):
    moved = move(ORDER, response, event, way)
    assert check_response(ORDER, moved) == ()
    changed = [each for each in moved if moved[each] != response[each]]
    assert len(changed) in {0, 2}


@given(orders, events, ways)
def test_back_again_is_where_it_was(response, event, way):
    back = EARLIER if way == LATER else LATER
    moved = move(ORDER, response, event, way)
    assert moved == response or move(ORDER, moved, event, back) == response


@given(responses(SAMPLES["order"]), events, ways)
def test_no_answer_makes_it_fail_and_no_place_is_lost(sent, event, way):
    response = read_response(ORDER, sent)
    moved = move(ORDER, response, event, way)
    assert {*response} <= {*moved} <= {*response, event.id}
    assert sum(map(len, moved.values())) in {
        sum(map(len, response.values())),
        sum(map(len, response.values())) + 1,
    }


@pytest.mark.parametrize("way", MOVES)
def test_a_button_is_read(way):
    assert read_move(ORDER, f"{way}.dry") == (EVENTS["dry"], way)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("order", "earlier"),
        ("order", "earlier."),
        ("order", "earlier.unknown"),
        ("order", "sooner.dry"),
        ("order", "send"),
        ("order", ""),
        ("categorise", "earlier.cause"),
    ],
)
def test_another_button_moves_nothing(kind, name):
    assert read_move(SAMPLES[kind].item.shown, name) is None
