from dataclasses import replace

import pytest

from quiz.assessment.scoring import score
from tests.quiz.assessment.builders import words
from tests.quiz.assessment.samples import SAMPLES


def read(kind, typed, **key):
    """Give what an answer was read as, its score and what was noted."""
    item = SAMPLES[kind].item
    item = replace(item, key=replace(item.key, **key))
    outcome = score(item, {"answer": typed})
    return outcome.classes["answer"][0], str(outcome.score.normalize()), outcome.notes


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("2.17", ("d217", "1", ())),
        ("٢٫١٩", ("d217", "1", ())),
        ("2,15", ("d217", "1", ())),
        ("2.191", ("d217", "0.5", ("near",))),
        ("2.21", ("d217", "0.5", ("near",))),
        ("2.13", ("d217", "0.5", ("near",))),
        ("2.2100001", ("*", "0", ())),
        ("2.5", ("d25", "0", ())),
        ("2.52", ("d25", "0", ())),
        ("2.54", ("*", "0", ())),
        ("-2.17", ("*", "0", ())),
        ("1,234", ("?", "0", ("unreadable",))),
        ("two", ("?", "0", ("unreadable",))),
    ],
)
def test_a_number_is_read_within_its_tolerance(typed, result):
    assert read("numeric", typed) == result


def test_without_near_a_near_number_earns_nothing():
    assert read("numeric", "2.2", near=0) == ("*", "0", ())


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("210", ("n200", "1", ())),
        ("190", ("n200", "1", ())),
        ("220", ("n200", "0.5", ("near",))),
        ("221", ("*", "0", ())),
        ("-200", ("*", "0", ())),
    ],
)
def test_a_relative_tolerance_grows_with_the_number(typed, result):
    key = {
        "credit": {"answer": {"n200": 1.0}},
        "accepted": {"n200": words("٢٠٠", "200")},
        "tolerance": "0.05",
        "is_relative": True,
    }
    assert read("numeric", typed, **key) == result


def test_a_negative_number_has_a_positive_tolerance():
    key = {
        "credit": {"answer": {"cold": 1.0}},
        "accepted": {"cold": words("-20", "-20")},
        "tolerance": "0.1",
        "is_relative": True,
    }
    assert read("numeric", "−٢٢", **key) == ("cold", "1", ())


def test_the_highest_share_within_reach_counts():
    key = {"credit": {"answer": {"d217": 0.5, "d25": 1.0}}, "tolerance": "1"}
    assert read("numeric", "2.2", **key) == ("d25", "1", ())


def test_no_digit_is_lost_in_a_long_number():
    key = {"tolerance": "0", "near": 0}
    long = "2.17" + "0" * 34
    assert read("numeric", long + "0", **key) == ("d217", "1", ())
    assert read("numeric", long + "1", **key) == ("*", "0", ())


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("halite", ("halite", "1", ())),
        ("HALITE.", ("halite", "1", ())),
        ("هاليت", ("halite", "1", ())),
        ("الهاليت", ("the-halite", "1", ())),
        ("rock salt", ("rock", "0.5", ())),
        ("الملح الصخرى", ("rock", "0.5", ())),
        ("halit", ("halite", "0.5", ("spelling",))),
        ("rock sallt", ("rock", "0.25", ("spelling",))),
        ("سيلفيت", ("sylvite", "0", ())),
        ("sylvit", ("*", "0", ())),
        ("gypsum", ("*", "0", ())),
        ("؟؟", ("?", "0", ("unreadable",))),
    ],
)
def test_a_text_is_read_as_a_teacher_would(typed, result):
    assert read("text_entry", typed) == result


def test_without_near_a_slip_earns_nothing():
    assert read("text_entry", "halit", near=0) == ("*", "0", ("near_miss",))


SEA = {
    "credit": {"answer": {"sea": 1.0}},
    "accepted": {
        "sea": words("أحياء", "life"),
        "quarters": words("احياء", "quarters"),
        "isle": words("جزيرة", "island"),
    },
}


def test_a_foreseen_mistake_comes_before_a_forgiving_reading():
    assert read("text_entry", "احياء", **SEA) == ("quarters", "0", ())
    assert read("text_entry", "احيا", **SEA) == ("sea", "1", ("hamza",))


def test_a_mistake_is_forgiven_nothing():
    assert read("text_entry", "جزيره", **SEA) == ("isle", "0", ())


def test_what_was_forgiven_is_noted():
    key = {
        "credit": {"answer": {"office": 1.0}},
        "accepted": {"office": words("إدارة", "administration")},
    }
    assert read("text_entry", "اداره", **key) == (
        "office",
        "1",
        ("hamza", "ta_marbuta"),
    )
    assert read("text_entry", "إداره", **key) == ("office", "1", ("ta_marbuta",))


def test_an_accepted_answer_without_letters_matches_nothing():
    key = {"accepted": {"halite": words("", "؟")}, "credit": {"answer": {"halite": 1}}}
    assert read("text_entry", "!", **key) == ("?", "0", ("unreadable",))
    assert read("text_entry", "ء", **key) == ("*", "0", ())
