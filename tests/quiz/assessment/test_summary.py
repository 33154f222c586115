from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.outcome import OTHER, UNANSWERED, UNREADABLE
from quiz.assessment.scoring import score
from quiz.assessment.summary import Cross, Line, cross, summarize
from tests.quiz.assessment.item_strategies import any_sample, responses
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.assessment.strategies import ratings


def marked(kind, *responses):
    """Score responses as a class gave them."""
    item = SAMPLES[kind].item
    return item, [(response, score(item, response)) for response in responses]


def table(kind, *responses):
    """Summarize responses as rows of part, answer, text, count and share."""
    return [
        (line.part, line.answer, line.given, line.count, str(line.share))
        for line in summarize(*marked(kind, *responses))
    ]


def counts(kind, *responses):
    """Summarize responses as counts by part and answer."""
    return {
        (line.part, line.answer): line.count
        for line in summarize(*marked(kind, *responses))
        if line.count
    }


def test_every_option_has_a_row_even_if_nobody_picked_it():
    assert table("choice", {"answer": ["lava"]}, {"answer": ["vapour"]}, {}) == [
        ("answer", "lava", "", 1, "0.3333"),
        ("answer", "press", "", 0, "0.0000"),
        ("answer", "vapour", "", 1, "0.3333"),
        ("answer", UNANSWERED, "", 1, "0.3333"),
    ]


def test_a_class_that_answered_nothing_has_a_table_of_zeros():
    lines = summarize(SAMPLES["choice"].item, [])
    assert lines[-1] == Line("answer", UNANSWERED, "", 0, Decimal(0))
    assert [line.count for line in lines] == [0, 0, 0, 0]


def test_a_set_counts_how_many_picked_each():
    assert counts(
        "multiple_response",
        {"answer": ["dense", "soft"]},
        {"answer": ["dense", "metal"]},
    ) == {("answer", "dense"): 2, ("answer", "metal"): 1, ("answer", "soft"): 1}


def test_a_categorisation_is_a_grid_of_statements_and_labels():
    assert counts(
        "categorise",
        SAMPLES["categorise"].right,
        {"s4": ["fact"], "s2": ["fact"]},
    ) == {
        ("s2", "fact"): 2,
        ("s3", "claim"): 1,
        ("s3", UNANSWERED): 1,
        ("s4", "fact"): 1,
        ("s4", "forecast"): 1,
        ("s5", "opinion"): 1,
        ("s5", UNANSWERED): 1,
    }


def test_an_order_is_a_grid_of_events_and_places():
    result = counts("order", SAMPLES["order"].right, {"sea": ["2"], "dry": ["1"]})
    assert result[("sea", "1")] == result[("sea", "2")] == 1
    assert result[("bury", UNANSWERED)] == 1


def test_numbers_are_counted_by_what_they_say():
    responses = ["2.17", "2.5", "٣٫٠", "3", "3.00", "٢٠", "1,234", "?", " "]
    rows = table("numeric", *({"answer": typed} for typed in responses))
    assert rows == [
        ("answer", "d217", "", 1, "0.1111"),
        ("answer", "d25", "", 1, "0.1111"),
        ("answer", UNREADABLE, "", 2, "0.2222"),
        ("answer", UNANSWERED, "", 1, "0.1111"),
        ("answer", OTHER, "3", 3, "0.3333"),
        ("answer", OTHER, "20", 1, "0.1111"),
    ]


def test_texts_are_counted_by_how_they_read():
    responses = ["Gypsum", "gypsum.", "كوارتز", "halite", "Halite!", "sylvite"]
    rows = table("text_entry", *({"answer": typed} for typed in responses))
    assert [row[1:4] for row in rows] == [
        ("halite", "", 2),
        ("the-halite", "", 0),
        ("rock", "", 0),
        ("sylvite", "", 1),
        (UNREADABLE, "", 0),
        (UNANSWERED, "", 0),
        (OTHER, "gypsum", 2),
        (OTHER, "كوارتز", 1),
    ]


def test_an_essay_is_counted_by_its_ratings():
    sample = SAMPLES["extended_text"]
    outcomes = [
        score(sample.item, sample.right, sample.right_ratings),
        score(sample.item, sample.right, sample.wrong_ratings),
        score(sample.item, sample.right),
        score(sample.item, {}),
    ]
    lines = summarize(sample.item, [(sample.right, each) for each in outcomes])
    assert [(line.part, line.answer, line.count) for line in lines] == [
        ("cites", "c0", 1),
        ("cites", "c1", 1),
        ("cites", UNANSWERED, 1),
        ("weighs", "w0", 1),
        ("weighs", "w1", 0),
        ("weighs", "w2", 1),
        ("weighs", UNANSWERED, 1),
    ]
    assert {line.share for line in lines} == {Decimal("0.3333"), Decimal(0)}


def test_an_option_that_is_gone_shows_as_unreadable():
    assert counts("choice", {"answer": ["gone"]}) == {("answer", UNREADABLE): 1}


def test_a_claim_is_crossed_with_its_evidence():
    item, answered = marked(
        "two_part",
        {"claim": ["vapour"], "evidence": ["p1"]},
        {"claim": ["vapour"], "evidence": ["p2"]},
        {"claim": ["lava"], "evidence": ["p2"]},
        {"claim": ["lava"]},
    )
    quarter, none = Decimal("0.2500"), Decimal(0)
    assert cross(item, answered) == [
        Cross("lava", "p1", 0, none),
        Cross("lava", "p2", 1, quarter),
        Cross("lava", "p3", 0, none),
        Cross("vapour", "p1", 1, quarter),
        Cross("vapour", "p2", 1, quarter),
        Cross("vapour", "p3", 0, none),
    ]


@pytest.mark.parametrize("kind", sorted(SAMPLES.keys() - {"extended_text"}))
def test_each_part_with_one_answer_adds_up_to_the_class(kind):
    sample = SAMPLES[kind]
    lines = summarize(*marked(kind, sample.right, sample.right, sample.wrong, {}))
    for part in sample.item.shown.parts:
        total = sum(line.count for line in lines if line.part == part.id)
        assert total == 4 or (part.takes == "many" and total > 4)


@given(any_sample(), st.data())
def test_every_answer_of_a_class_is_counted_once(sample, data):
    item = sample.item
    shown = item.shown
    answered = data.draw(
        st.lists(st.tuples(responses(sample), st.none() | ratings(shown)), max_size=4)
    )
    given_marks = [
        (response, score(item, response, rated)) for response, rated in answered
    ]
    lines = summarize(item, given_marks)
    settled = sum(outcome.state != "pending" for _, outcome in given_marks)
    for part in shown.rubric or shown.parts:
        counts = [line.count for line in lines if line.part == part.id]
        assert sum(counts) == settled or (
            part.takes == "many" and sum(counts) > settled
        )
        assert max(counts) <= settled
    assert all(0 <= line.share <= 1 for line in lines)
    assert summarize(item, given_marks[::-1]) == lines
