import pytest

from tests.quiz.assessment.item_rules.builders import choice, found

SORTED = [
    ("ar", ["٣ دول", "5 دول", "10 دول"]),
    ("ar", ["5 آذار/مارس 2020", "7 نيسان/أبريل 2020", "1 كانون الثاني/يناير 2021"]),
    ("ar", ["10–20%", "21–30%", "31–40%"]),
    ("ar", ["١–١٫٥%", "١٫٦–٢%", "٢٫١–٣%"]),
    ("ar", ["جانفي 2020", "ماي 2020", "غشت 2020"]),
    ("en", ["3 states", "5 states", "10 states"]),
    ("en", ["5 March 2020", "7 April 2020", "1 January 2021"]),
    ("en", ["1990", "1991", "2020"]),
    ("en", ["10–20%", "21–30%", "31–40%"]),
]
NO_SEQUENCE = [
    ("ar", ["5 دول", "3 مدن", "قارة"]),
    ("ar", ["في 2020 أُعلن", "قبل 1990", "لم يُعلن"]),
    ("en", ["5 states", "3 towns", "a continent"]),
    ("en", ["1.2.3-5", "1.2.2-5", "1.2.1-5"]),
    ("en", ["2 million", "3 thousand", "1 million"]),
    ("ar", ["طائرة إف-35", "طائرة إف-16", "طائرة إف-22"]),
    ("en", ["F-35", "F-16", "F-22"]),
    ("en", ["Group 5+1", "Group 7+2", "Group 3+1"]),
]


@pytest.mark.parametrize(("language", "options"), SORTED)
def test_numbers_and_dates_in_ascending_order_are_let_be(language, options):
    item = choice(language, options=options, options_shuffled=False)

    assert found(item, "unsorted_options") == []
    assert found(item, "overlapping_options") == []


@pytest.mark.parametrize(("language", "options"), SORTED)
def test_numbers_and_dates_in_another_order_are_an_error(language, options):
    item = choice(language, options=options[::-1], options_shuffled=False)

    assert found(item, "unsorted_options") == [("options", language)]


@pytest.mark.parametrize(("language", "options"), SORTED)
def test_numbers_and_dates_are_not_shuffled(language, options):
    item = choice(language, options=options, options_shuffled=True)

    assert found(item, "unsorted_options") == [("options", language)]


@pytest.mark.parametrize(("language", "options"), NO_SEQUENCE)
def test_what_is_no_sequence_has_no_order(language, options):
    assert found(choice(language, options=options), "unsorted_options") == []


@pytest.mark.parametrize(
    ("language", "options"),
    [
        ("ar", ["من 10 إلى 20", "من 20 إلى 30", "من 31 إلى 40"]),
        ("en", ["10 to 20", "15 to 30", "31 to 40"]),
    ],
)
def test_ranges_that_overlap_are_an_error(language, options):
    item = choice(language, options=options, options_shuffled=False)

    assert found(item, "overlapping_options") == [("options", language)]
