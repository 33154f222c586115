"""What is said of a question, and of how few answers nothing is said."""

from collections import Counter
from fractions import Fraction
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.hints import NAMES, measure
from quiz.assessment.item_hints import (
    ANSWERED_QUICKLY,
    BELOW_GUESSING,
    CHECK_KEY,
    FEW_RIGHT,
    IDLE_OPTION,
    NEARLY_ALL_RIGHT,
    NOT_SEPARATING,
    OFTEN_SKIPPED,
    OTHER_BY_LANGUAGE,
    Figures,
    Hint,
    Share,
    best_third,
    hints,
    usual_differences,
    wilson,
)

KEY = frozenset("a")


def figures(count, earned, **others):
    """Return figures of a question that some of all got right."""
    return Figures(Share(count, Fraction(earned, count)), **others)


def codes(*given, **others):
    return [each.code for each in hints(figures(*given, **others))]


def test_nothing_is_said_of_a_sound_question():
    assert (
        codes(
            40,
            26,
            correlation=0.3,
            guess=Fraction(1, 4),
            options={"a": 26, "b": 5, "c": 5, "d": 4},
            best={
                "a": Fraction(11),
                "b": Fraction(2),
                "c": Fraction(0),
                "d": Fraction(0),
            },
            right=KEY,
            skipped=1,
            timed=40,
            seconds=20,
        )
        == []
    )


def test_the_strong_who_pick_another_option_point_at_it():
    best = {"a": Fraction(1), "b": Fraction(9), "c": Fraction(0)}
    (hint,) = hints(figures(30, 12, best=best, right=KEY))
    assert hint == Hint(CHECK_KEY, "b")


def test_in_a_small_class_that_is_an_early_sign():
    best = {"a": Fraction(0), "b": Fraction(5)}
    assert hints(figures(15, 6, best=best, right=KEY)) == [
        Hint(CHECK_KEY, "b", is_early=True)
    ]
    assert hints(figures(14, 6, best=best, right=KEY)) == []


def test_one_more_of_the_strong_may_be_chance():
    best = {"a": Fraction(4), "b": Fraction(6)}
    assert codes(30, 12, best=best, right=KEY) == []


@pytest.mark.parametrize(
    ("count", "correlation", "told"),
    [(30, -0.4, [CHECK_KEY]), (30, -0.3, []), (400, -0.11, [CHECK_KEY])],
)
def test_who_did_well_and_missed_it_points_at_the_key(count, correlation, told):
    assert codes(count, count // 2, correlation=correlation) == told


@pytest.mark.parametrize(
    ("count", "right", "told"),
    [
        (9, 1, []),
        (10, 2, [FEW_RIGHT]),
        (15, 3, [BELOW_GUESSING]),
        (15, 4, [FEW_RIGHT]),  # half of a larger class might know it
        (100, 29, [BELOW_GUESSING]),
        (100, 30, []),
        (10, 10, [NEARLY_ALL_RIGHT]),
        (9, 9, []),
    ],
)
def test_few_and_nearly_all(count, right, told):
    assert codes(count, right, guess=Fraction(1, 4)) == told


def test_without_a_guess_there_is_nothing_to_be_below():
    assert codes(100, 10) == [FEW_RIGHT]


def languages(arabic, english, count=40):
    shares = [Share(count, Fraction(right, count)) for right in (arabic, english)]
    return dict(zip(("ar", "en"), shares, strict=True))


@pytest.mark.parametrize(
    ("arabic", "english", "count", "usual", "told"),
    [
        (36, 18, 40, 0, [OTHER_BY_LANGUAGE]),
        (18, 36, 40, 0, [OTHER_BY_LANGUAGE]),
        (24, 18, 40, 0, []),
        # Nine of twenty is less than chance can make of it in two groups so small.
        (15, 9, 20, 0, []),
        (19, 6, 20, 0, [OTHER_BY_LANGUAGE]),
        (18, 6, 19, 0, []),
        # Who answers in English knows less of everything.
        (36, 18, 40, Fraction(4, 10), []),
    ],
)
def test_another_language_with_other_results_points_at_the_translation(
    arabic, english, count, usual, told
):
    found = languages(arabic, english, count)
    assert codes(80, 45, languages=found, usual_difference=Fraction(usual)) == told


def test_the_usual_difference_is_that_of_the_other_questions():
    shares = {
        "one": languages(30, 10),
        "two": languages(20, 20),
        "three": languages(24, 20),
    }
    usual = usual_differences(shares)
    assert usual["one"] == mean([Fraction(0), Fraction(1, 10)])
    assert usual_differences({"only": languages(30, 10)}) == {"only": 0}


@pytest.mark.parametrize(
    ("count", "right", "correlation", "told"),
    [
        (50, 25, 0.05, [NOT_SEPARATING]),
        (49, 25, 0.05, []),
        (50, 25, 0.1, []),
        (50, 46, 0.05, []),  # nearly all know it
    ],
)
def test_what_sets_nobody_apart(count, right, correlation, told):
    assert codes(count, right, correlation=correlation) == told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"a": 40, "b": 30, "c": 29, "d": 1}, [Hint(IDLE_OPTION, "d")]),
        ({"a": 40, "b": 30, "c": 25, "d": 5}, []),
        ({"a": 96, "b": 2, "c": 2, "d": 0}, []),  # few are wrong at all
        ({"a": 12, "b": 9, "c": 8, "d": 0}, []),  # of 29
        ({"a": 14, "b": 9, "c": 8, "d": 0}, [Hint(IDLE_OPTION, "d")]),
        ({"a": 1, "b": 50, "c": 49, "d": 0}, [Hint(IDLE_OPTION, "d")]),
    ],
)
def test_an_option_that_hardly_anybody_picks(options, told):
    count = sum(options.values())
    given = figures(count, count // 2, options=options, right=KEY)
    assert hints(given) == told


def test_nothing_is_said_of_options_where_the_key_is_not_one_of_them():
    assert codes(100, 50, options={"a": 99, "b": 1}) == []


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ({"skipped": 7}, [OFTEN_SKIPPED]),
        ({"skipped": 6}, []),
        ({"timed": 10, "seconds": 2.5}, [ANSWERED_QUICKLY]),
        ({"timed": 9, "seconds": 2.5}, []),
        ({"timed": 40, "seconds": 3}, []),
    ],
)
def test_skipped_and_rushed(others, told):
    assert codes(40, 20, **others) == told


def test_the_worst_comes_first():
    assert codes(100, 10, correlation=-0.5, skipped=30, guess=Fraction(1, 4)) == [
        CHECK_KEY,
        BELOW_GUESSING,
        OFTEN_SKIPPED,
    ]


@given(
    st.integers(0, 5),
    st.floats(-1, 1),
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 5)),
)
def test_of_five_answers_nothing_is_said(right, correlation, options):
    best = {each: Fraction(n) for each, n in options.items()}
    assert (
        codes(
            5,
            right,
            correlation=correlation,
            guess=Fraction(1, 4),
            options=options,
            best=best,
            right=KEY,
            skipped=5,
            timed=5,
            seconds=1.0,
        )
        == []
    )


def test_the_interval_is_that_of_wilson():
    # Newcombe 1998, table I: 81 of 263, and 0 of 20.
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(0, 0) == (0, 1)


def test_who_stands_level_at_the_edge_of_the_best_third_counts_in_part():
    cells = {"a": Counter({9: 1, 5: 2}), "b": Counter({5: 2, 1: 1})}
    # Two of six: the one with nine, and one of the four with five.
    assert best_third(cells) == {"a": Fraction(3, 2), "b": Fraction(1, 2)}


@given(
    st.dictionaries(
        st.sampled_from("abcd"),
        st.dictionaries(st.integers(0, 9), st.integers(1, 9)).map(Counter),
        min_size=1,
    )
)
def test_the_best_third_is_a_third(cells):
    everybody = sum(sum(each.values()) for each in cells.values())
    assert sum(best_third(cells).values()) == Fraction(everybody, 3)


def test_of_a_million_answers_the_hints_are_soon_said():
    options = {"a": 500_000, "b": 300_000, "c": 190_000, "d": 10_000}
    best = {each: Fraction(n, 3) for each, n in options.items()}
    given = figures(1_000_000, 500_000, options=options, best=best, right=KEY)
    assert hints(given) == [Hint(IDLE_OPTION, "d")]


@pytest.mark.parametrize(
    ("learners", "wrong_key", "bad_translation"), [(30, 0.85, 0), (100, 0.98, 0.7)]
)
def test_faults_are_found_and_good_questions_are_left_alone(
    learners, wrong_key, bad_translation
):
    rates = dict(zip(NAMES, measure(learners, classes=60, seed=1), strict=True))
    assert rates["wrong key found"] >= wrong_key
    assert rates["bad translation found"] >= bad_translation
    assert rates["good: key suspected"] <= 0.04
    assert rates["good: translation suspected"] <= 0.02
    assert rates["good: option called idle"] <= 0.04


def test_a_class_of_ten_is_told_nothing_of_faults():
    assert set(measure(10, classes=60, seed=1)) == {0}
