from dataclasses import replace
from decimal import Decimal

import pytest

from quiz.assessment.item import Option, Part
from quiz.assessment.outcome import Outcome
from quiz.assessment.scoring import score
from tests.quiz.assessment.builders import words
from tests.quiz.assessment.samples import SAMPLES


def with_rule(kind, rule):
    item = SAMPLES[kind].item
    return replace(item, shown=replace(item.shown, rule=rule))


def with_key(kind, **changes):
    item = SAMPLES[kind].item
    return replace(item, key=replace(item.key, **changes))


def mark(item, response, ratings=None):
    """Give the state and the score as text."""
    outcome = score(item, response, ratings)
    return outcome.state, str(outcome.score)


SETS = [
    # picked, plus_minus, exact, per_option
    (["dense", "soft"], "1.0000", "1.0000", "1.0000"),
    (["soft"], "0.5000", "0.0000", "0.7500"),
    (["dense", "metal", "soft"], "0.5000", "0.0000", "0.7500"),
    (["metal", "soft"], "0.0000", "0.0000", "0.5000"),
    (["dense", "metal", "soft", "volcano"], "0.0000", "0.0000", "0.5000"),
    (["metal", "volcano"], "0.0000", "0.0000", "0.0000"),
]


@pytest.mark.parametrize(("picked", "plus_minus", "exact", "per_option"), SETS)
def test_a_set_is_marked_by_its_rule(picked, plus_minus, exact, per_option):
    response = {"answer": picked}
    rules = {"plus_minus": plus_minus, "exact": exact, "per_option": per_option}
    assert {
        rule: str(score(with_rule("multiple_response", rule), response).score)
        for rule in rules
    } == rules


@pytest.mark.parametrize("rule", ["plus_minus", "exact", "per_option"])
def test_picking_nothing_is_blank_by_every_rule(rule):
    item = with_rule("multiple_response", rule)
    assert mark(item, {"answer": []}) == ("blank", "0.0000")


@pytest.mark.parametrize(
    ("response", "result"),
    [
        ({"verdict": ["false"], "reason": ["evap"]}, ("right", "1.0000")),
        ({"verdict": ["false"], "reason": ["cool"]}, ("wrong", "0.0000")),
        ({"verdict": ["true"], "reason": ["evap"]}, ("wrong", "0.0000")),
        ({"verdict": ["false"]}, ("wrong", "0.0000")),
        ({}, ("blank", "0.0000")),
    ],
)
def test_a_verdict_needs_its_reason(response, result):
    assert mark(SAMPLES["true_false"].item, response) == result


@pytest.mark.parametrize(
    ("response", "result"),
    [
        ({"claim": ["vapour"], "evidence": ["p1"]}, ("right", "2.0000")),
        ({"claim": ["vapour"], "evidence": ["p2"]}, ("partly", "1.0000")),
        ({"claim": ["vapour"]}, ("partly", "1.0000")),
        ({"claim": ["lava"], "evidence": ["p1"]}, ("wrong", "0.0000")),
        ({"evidence": ["p1"]}, ("wrong", "0.0000")),
    ],
)
def test_evidence_counts_only_after_its_claim(response, result):
    assert mark(SAMPLES["two_part"].item, response) == result


def test_several_passages_may_each_prove_a_claim():
    credit = {"claim": {"vapour": 1.0}, "evidence": {"p1": 1.0, "p3": 1.0}}
    item = with_key("two_part", credit=credit)
    assert mark(item, {"claim": ["vapour"], "evidence": ["p3"]}) == ("right", "2.0000")


def test_a_part_keeps_its_own_share_beside_the_rule():
    outcome = score(SAMPLES["two_part"].item, {"claim": ["lava"], "evidence": ["p1"]})
    assert outcome.parts == {"claim": Decimal(0), "evidence": Decimal(1)}


PLACES = ["sea", "dry", "settle", "bury"]


def in_places(*places):
    """Put the events, in their right order, into places; 0 leaves one out."""
    pairs = zip(PLACES, places, strict=True)
    return {event: [str(place)] for event, place in pairs if place}


@pytest.mark.parametrize(
    ("places", "result"),
    [
        ((1, 2, 3, 4), ("right", "1.0000")),
        ((2, 1, 3, 4), ("partly", "0.8333")),
        ((4, 3, 2, 1), ("wrong", "0.0000")),
        ((1, 1, 3, 4), ("partly", "0.8333")),
        ((1, 1, 1, 1), ("wrong", "0.0000")),
        ((0, 2, 3, 4), ("partly", "0.5000")),
        ((1, 0, 0, 0), ("wrong", "0.0000")),
        ((0, 0, 0, 0), ("blank", "0.0000")),
        ((4, 1, 2, 3), ("partly", "0.5000")),
    ],
)
def test_an_order_is_marked_by_its_pairs(places, result):
    assert mark(SAMPLES["order"].item, in_places(*places)) == result


@pytest.mark.parametrize(
    ("response", "result"),
    [
        ({"halite": ["food"]}, ("partly", "0.3333")),
        ({"halite": ["food"], "gypsum": ["wall"]}, ("partly", "0.6667")),
        ({"halite": ["food"], "gypsum": ["food"]}, ("partly", "0.3333")),
        ({"halite": ["glass"]}, ("wrong", "0.0000")),
    ],
)
def test_each_pair_earns_its_share(response, result):
    assert mark(SAMPLES["match"].item, response) == result


def test_three_thirds_as_stored_make_a_whole():
    item = with_key("match", credit={"halite": {"food": 0.3333}})
    shown = replace(item.shown, parts=item.shown.parts[:1], points=3)
    outcome = score(replace(item, shown=shown), {"halite": ["food"]})
    assert outcome.score == 1


def test_the_score_is_the_share_times_the_points():
    item = SAMPLES["match"].item
    item = replace(item, shown=replace(item.shown, points=2))
    outcome = score(item, {"halite": ["food"]})
    assert (outcome.score, outcome.max_score) == (Decimal("0.6667"), Decimal(2))


def test_the_best_of_several_shares_counts():
    # No form sends two for one; an old or damaged row may hold them.
    item = with_key("choice", credit={"answer": {"vapour": 1.0, "press": 0.25}})
    assert mark(item, {"answer": ["press"]}) == ("partly", "0.2500")
    assert mark(item, {"answer": ["press", "vapour"]}) == ("right", "1.0000")


def test_an_essay_waits_for_all_its_ratings():
    item = SAMPLES["extended_text"].item
    answer = {"answer": "نعم"}
    assert mark(item, answer) == ("pending", "None")
    assert mark(item, answer, {"cites": ["c1"]}) == ("pending", "None")
    assert mark(item, answer, {"cites": ["c1"], "weighs": ["gone"]})[0] == "pending"


@pytest.mark.parametrize(
    ("cites", "weighs", "result"),
    [
        ("c1", "w2", ("right", "1.0000")),
        ("c1", "w1", ("partly", "0.7500")),
        ("c0", "w1", ("partly", "0.2500")),
        ("c0", "w0", ("wrong", "0.0000")),
    ],
)
def test_the_criteria_of_a_rubric_weigh_the_same(cites, weighs, result):
    ratings = {"cites": [cites], "weighs": [weighs]}
    item = SAMPLES["extended_text"].item
    assert mark(item, {"answer": "نعم"}, ratings) == result


def test_an_empty_essay_is_blank_whatever_its_ratings():
    sample = SAMPLES["extended_text"]
    assert mark(sample.item, {"answer": " "}, sample.right_ratings) == (
        "blank",
        "0.0000",
    )


def test_the_ratings_are_kept_as_classes():
    sample = SAMPLES["extended_text"]
    outcome = score(sample.item, sample.right, sample.right_ratings)
    assert outcome.classes == {"cites": ("c1",), "weighs": ("w2",)}


@pytest.mark.parametrize("nothing", ["", " ", [], [""], ["\u200f"], None, {}, 0])
def test_a_pick_of_nothing_is_blank(nothing):
    assert mark(SAMPLES["choice"].item, {"answer": nothing}) == ("blank", "0.0000")


def test_an_option_that_is_gone_is_unreadable():
    outcome = score(SAMPLES["choice"].item, {"answer": ["gone"]})
    assert (outcome.state, outcome.notes) == ("wrong", ("unreadable",))


@pytest.mark.parametrize("rule", ["plus_minus", "exact", "per_option"])
def test_options_that_are_gone_earn_nothing_by_every_rule(rule):
    item = with_rule("multiple_response", rule)
    assert mark(item, {"answer": ["gone"]}) == ("wrong", "0.0000")


def test_an_outcome_survives_storage():
    sample = SAMPLES["text_entry"]
    outcome = score(sample.item, {"answer": "halit"})
    assert outcome.detail == {
        "parts": {"answer": "0.5000"},
        "notes": ["spelling"],
        "classes": {"answer": ["halite"]},
    }
    stored = (outcome.state, outcome.score, outcome.max_score, outcome.detail)
    assert Outcome.from_detail(*stored) == outcome


def test_ids_that_look_like_places_are_no_trouble():
    item = SAMPLES["gap_match"].item
    shown = replace(
        item.shown,
        parts=(Part("g1", "one"),),
        options=(Option("1", words("١", "1")), Option("2", words("٢", "2"))),
    )
    item = replace(item, shown=shown, key=replace(item.key, credit={"g1": {"2": 1.0}}))
    assert mark(item, {"g1": ["2"]}) == ("right", "1.0000")
