from dataclasses import replace

import pytest

from tests.quiz.assessment.item_rules.builders import (
    choice,
    found,
    found_in_quiz,
    labelled,
)

SHORT = {"ar": "جفاف البحر القديم", "en": "Drying of an old sea"}
MIDDLE = {"ar": "جفاف البحر القديم في السهل", "en": "Drying of an old sea in plains"}
LONG = {
    "ar": "جفاف البحر القديم في السهل الواسع بعد آلاف السنين",
    "en": "Drying of an old sea in the wide plains over thousands of years",
}
languages = pytest.mark.parametrize("language", ["ar", "en"])


@languages
def test_a_right_option_that_is_much_longer_is_pointed_to(language):
    options = [MIDDLE[language], MIDDLE[language] + " x", LONG[language]]

    assert found(choice(language, options=options), "telling_length") == [
        ("options", language)
    ]
    assert (
        found(choice(language, options=options, right=("lava",)), "telling_length")
        == []
    )


@languages
def test_options_of_very_unlike_length_are_pointed_to(language):
    options = [SHORT[language], MIDDLE[language], LONG[language]]

    assert found(choice(language, options=options), "uneven_length") == [
        ("options", language)
    ]
    options = [f"{MIDDLE[language]} {number}" for number in range(3)]
    assert found(choice(language, options=options), "uneven_length") == []


def test_among_short_options_length_tells_nothing():
    item = choice("en", options=["No", "Yes", "Perhaps so"])

    assert found(item, "telling_length") == found(item, "uneven_length") == []


@languages
def test_a_quiz_whose_right_options_are_mostly_the_longest_is_an_error(language):
    options = [SHORT[language], MIDDLE[language], LONG[language]]
    longest = labelled(choice(language, options=options))
    shortest = labelled(choice(language, options=options[::-1]))

    assert found_in_quiz([longest] * 4 + [shortest] * 2, "longest_key") == [
        {"count": 4, "total": 6}
    ]
    assert found_in_quiz([longest] * 3 + [shortest] * 3, "longest_key") == []
    assert found_in_quiz([longest] * 5, "longest_key") == []


def test_right_options_in_one_place_are_an_error_unless_they_are_shuffled():
    def fixed(right):
        return labelled(choice(right=(right,), options_shuffled=False))

    shuffled = labelled(choice(right=("press",)))

    assert found_in_quiz(
        [fixed("press")] * 5 + [fixed("lava")] * 3, "key_position"
    ) == [{"count": 5, "total": 8, "number": 2}]
    assert (
        found_in_quiz([fixed("press")] * 4 + [fixed("lava")] * 4, "key_position") == []
    )
    assert found_in_quiz([shuffled] * 9, "key_position") == []
    assert found_in_quiz([fixed("press")] * 7, "key_position") == []


@pytest.mark.parametrize(
    ("language", "options"),
    [
        ("ar", ["بضغط الغابات", "بتبرّد الحمم", "بجفاف والهاليت"]),
        ("en", ["Forests pressed", "Lava cooled", "Halite dried"]),
    ],
)
def test_a_word_of_the_question_in_the_right_option_alone_is_pointed_to(
    language, options
):
    assert found(choice(language, options=options), "repeated_word") == [
        ("vapour", language)
    ]
    assert (
        found(choice(language, options=options, right=("lava",)), "repeated_word") == []
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_words_that_every_question_has_are_no_clue(language):
    option = {"ar": "بحسب الدرس", "en": "According to the lesson"}[language]
    options = ["one", "two", option]

    assert found(choice(language, options=options), "repeated_word") == []


@pytest.mark.parametrize(
    ("language", "options"),
    [
        ("ar", ["ملح أبيض", "طين أحمر", "ملح أحمر"]),
        ("en", ["white salts", "large clays", "white clays"]),
    ],
)
def test_a_right_option_that_shares_most_words_is_pointed_to(language, options):
    options = [each.replace("ملح", "ملوح") for each in options]

    assert found(choice(language, options=options), "converging_options") == [
        ("options", language)
    ]
    other = choice(language, options=options, right=("lava",))
    assert found(other, "converging_options") == []


def test_nothing_right_at_all_is_a_fault_and_no_clue():
    item = choice(right=())
    bare = replace(item, shown=replace(item.shown, options=()))

    for each in (item, bare):
        assert found(each, "telling_length") == found(each, "converging_options") == []
