from dataclasses import replace

import pytest

from tests.quiz.assessment.builders import words
from tests.quiz.assessment.item_rules.builders import choice, found, with_feedback
from tests.quiz.assessment.samples import SAMPLES


def test_an_option_without_feedback_is_an_error_in_both_languages():
    item = choice()
    feedback = {**item.review.feedback}
    del feedback["press"]
    item = replace(item, review=replace(item.review, feedback=feedback))

    assert found(item, "no_feedback") == [("press", "ar"), ("press", "en")]


@pytest.mark.parametrize(
    ("kind", "row"),
    [("order", "sea"), ("match", "halite"), ("numeric", "d217"), ("two_part", "p1")],
)
def test_what_is_told_about_depends_on_the_kind(kind, row):
    assert (row, "en") in found(SAMPLES[kind].item, "no_feedback")


def test_a_rubric_needs_no_feedback():
    assert found(SAMPLES["extended_text"].item, "no_feedback") == []


@pytest.mark.parametrize(
    ("language", "text"), [("ar", "هذا هو الفحم."), ("en", "That is coal.")]
)
def test_feedback_of_a_few_letters_explains_nothing(language, text):
    item = with_feedback(language, press=text)

    assert found(item, "short_feedback") == [("feedback.press", language)]
    assert found(choice(), "short_feedback") == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_two_options_are_not_told_the_same(language):
    same = choice().review.feedback["lava"][language]
    item = with_feedback(language, press=f"{same} ")

    assert found(item, "same_feedback") == [("feedback.press", language)]
    assert found(choice(), "same_feedback") == []


def test_spellings_of_one_answer_may_be_told_the_same():
    item = SAMPLES["text_entry"].item
    told = words("هذا هو الاسم العلمي في الدرس.", "That is its name in the lesson.")
    feedback = {"halite": told, "the-halite": told}
    item = replace(item, review=replace(item.review, feedback=feedback))

    assert found(item, "same_feedback") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "هذه إجابة خاطئة."),
        ("ar", "إجابة صحيحة! أحسنت، فالملح يبقى."),
        ("en", "This is the wrong answer."),
        ("en", "Correct! The salt stays behind."),
    ],
)
def test_feedback_that_begins_with_the_verdict_alone_is_pointed_to(language, text):
    item = with_feedback(language, press=text)

    assert found(item, "verdict_only") == [("feedback.press", language)]


@pytest.mark.parametrize(
    "text",
    [
        words(
            "الخيار غير صحيح لأن الفحم من الغابات.", "Wrong: coal comes from forests."
        ),
        words("هو الاتحاد السوفيتي كما في الدرس.", "It is the Soviet Union, as told."),
    ],
)
def test_feedback_with_a_reason_is_let_be(text):
    for language in ("ar", "en"):
        assert (
            found(with_feedback(language, press=text[language]), "verdict_only") == []
        )
