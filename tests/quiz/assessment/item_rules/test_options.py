from dataclasses import replace

import pytest

from tests.quiz.assessment.item_rules.builders import choice, found
from tests.quiz.assessment.samples import SAMPLES


def places(language, option, rule):
    """Return where a rule finds something, when an option reads so in a language."""
    others = {"ar": ["ملح", "طين أحمر"], "en": ["Salt", "Red clay"]}[language]
    return found(choice(language, options=[*others, option]), rule)


@pytest.mark.parametrize(
    ("language", "option"),
    [
        ("ar", "جميع ما سبق"),
        ("ar", "كلّ ما ذُكر أعلاه"),
        ("ar", "لا شيء مما سبق"),
        ("ar", "ليس أيّاً مما ذُكر"),
        ("ar", "جميع الإجابات صحيحة"),
        ("ar", "كلاهما"),
        ("ar", "(أ) و(ب)"),
        ("ar", "أ و ب معاً"),
        ("en", "All of the above"),
        ("en", "None of the above."),
        ("en", "Both of these"),
        ("en", "Both A and B"),
        ("en", "All of the answers are correct"),
        ("en", "Neither"),
    ],
)
def test_an_option_that_speaks_of_others_is_an_error(language, option):
    assert places(language, option, "combined_option") == [("vapour", language)]


@pytest.mark.parametrize(
    ("language", "option"),
    [
        ("ar", "كل ما تنتجه المناجم"),
        ("ar", "جميع الخيارات مطروحة على الطاولة"),
        ("ar", "كلاهما بلد غني بالمعادن"),
        ("ar", "«كل ما سبق» عبارة في المقال"),
        ("en", "All options are on the table"),
        ("en", "None of the options on the table was taken"),
        ("en", "Both countries export lead"),
        ("en", "A and other letters"),
    ],
)
def test_an_option_about_the_world_is_let_be(language, option):
    assert places(language, option, "combined_option") == []


@pytest.mark.parametrize(
    ("language", "option", "rule"),
    [
        ("ar", "يبقى دائماً", "absolute_word"),
        ("ar", "وكل الدول", "absolute_word"),
        ("en", "It always stays", "absolute_word"),
        ("en", "Only salt", "absolute_word"),
        ("ar", "يجفّ أحياناً", "vague_word"),
        ("ar", "معظم البحار", "vague_word"),
        ("en", "It often dries", "vague_word"),
        ("en", "Salt may stay", "vague_word"),
    ],
)
def test_absolute_and_vague_words_are_pointed_to(language, option, rule):
    assert places(language, option, rule) == [("vapour", language)]


@pytest.mark.parametrize(
    ("language", "option", "rule"),
    [
        ("ar", "كلّ من الملح والطين", "absolute_word"),
        ("ar", "قوله «دائماً»", "absolute_word"),
        ("ar", "شكل البحر", "absolute_word"),
        ("en", "Not at all salty", "absolute_word"),
        ("en", "The word “always”", "absolute_word"),
        ("ar", "العادات والتقاليد", "vague_word"),
        ("en", "In May 2020", "vague_word"),
        ("en", "At most three", "vague_word"),
    ],
)
def test_words_that_only_look_so_are_let_be(language, option, rule):
    assert places(language, option, rule) == []


@pytest.mark.parametrize(
    ("language", "option"), [("ar", "طين أحْمَر."), ("en", "red  clay")]
)
def test_options_that_read_the_same_are_an_error(language, option):
    assert places(language, option, "same_options") == [("press", language)]
    assert places(language, option, "alike_options") == []


def test_a_letter_more_makes_another_option():
    assert places("ar", "طين أحمر قديم", "same_options") == []


@pytest.mark.parametrize(
    ("language", "options"),
    [
        ("ar", ["أكبر احتياطي من الزنك", "أكبر احتياطيّ من الزنكِ", "ملح"]),
        ("en", ["The largest zinc reserves", "The largest zinc reserve", "Salt"]),
    ],
)
def test_options_that_hardly_differ_are_pointed_to(language, options):
    item = choice(language, options=options)
    rules = ("same_options", "alike_options")

    assert [found(item, rule) for rule in rules] in (
        [[("lava", language)], []],
        [[], [("lava", language)]],
    )


@pytest.mark.parametrize(
    ("language", "options"),
    [
        ("ar", ["استقلّت البلاد عام 1990", "استقلّت البلاد عام 1991", "ملح"]),
        ("en", ["Independent since 1990", "Independent since 1991", "Salt"]),
        ("en", ["5 degrees", "-5 degrees", "Salt"]),
    ],
)
def test_options_that_differ_by_a_figure_differ(language, options):
    item = choice(language, options=options)

    assert found(item, "same_options") == found(item, "alike_options") == []


@pytest.mark.parametrize("kind", ["gap_match", "inline_choice"])
def test_gaps_have_no_words_that_could_be_alike(kind):
    item = SAMPLES[kind].item
    parts = tuple(replace(part, text={}) for part in item.shown.parts)
    item = replace(item, shown=replace(item.shown, parts=parts))

    assert len(parts) > 1
    assert found(item, "alike_options") == []


def test_sources_of_a_match_have_to_differ_too():
    item = SAMPLES["match"].item
    first, second, *rest = item.shown.parts
    parts = (first, replace(second, text=first.text), *rest)
    item = replace(item, shown=replace(item.shown, parts=parts))

    assert found(item, "same_options") == [(first.id, "ar"), (first.id, "en")]


@pytest.mark.parametrize(
    ("count", "is_right"), [(2, False), (3, True), (4, True), (5, False)]
)
def test_a_single_choice_has_three_or_four_options(count, is_right):
    item = choice(options=[f"x{number}" for number in range(count)], right=("lava",))

    assert found(item, "option_count") == ([] if is_right else [("options", "")])


def test_a_single_choice_has_one_right_option():
    assert found(choice(right=("lava", "press")), "right_count") == [("options", "")]
    assert found(choice(right=("lava",)), "right_count") == []


@pytest.mark.parametrize(
    ("count", "right", "rule"),
    [
        (3, ("lava", "press"), "option_count"),
        (4, ("lava", "press"), None),
        (6, ("lava", "press", "vapour"), None),
        (4, ("lava",), "right_count"),
        (4, ("lava", "press", "vapour"), "right_count"),
    ],
)
def test_a_set_has_four_to_six_options_with_two_right_and_two_wrong(count, right, rule):
    item = choice(
        kind="multiple_response",
        options=[f"x{number}" for number in range(count)],
        right=right,
    )
    counts = ("option_count", "right_count")

    assert {each for each in counts if found(item, each)} >= ({rule} if rule else set())
    assert bool(rule) == any(found(item, each) for each in counts)


def test_the_verdict_has_two_options():
    assert found(SAMPLES["true_false"].item, "option_count") == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_option_of_more_than_twenty_words_is_long(language):
    assert places(language, "word " * 21, "long_option") == [("vapour", language)]
    assert places(language, "word " * 20, "long_option") == []


@pytest.mark.parametrize(
    ("language", "beginning"), [("ar", "لأنه يتكوّن من"), ("en", "Because it forms")]
)
def test_words_that_begin_all_options_belong_into_the_question(language, beginning):
    options = [f"{beginning} {end}" for end in ("salt", "clay", "lava")]
    item = choice(language, options=options)

    assert found(item, "shared_beginning") == [("options", language)]
    other = choice(language, options=[*options[:2], f"salt {options[2]}"])
    assert found(other, "shared_beginning") == []
