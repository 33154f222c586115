from dataclasses import replace

import pytest

from quiz.assessment.item import Part
from tests.quiz.assessment.builders import make_item, words
from tests.quiz.assessment.item_rules.builders import choice, found
from tests.quiz.assessment.samples import SAMPLES


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("ar", "يتكوّن الهاليت بحسب الدرس:"),
        ("en", "According to the lesson, halite forms"),
    ],
)
def test_an_unfinished_sentence_is_no_question(language, prompt):
    assert found(choice(language, prompt), "no_question") == [("prompt", language)]


@pytest.mark.parametrize("kind", ["order", "match", "hottext", "gap_match"])
def test_a_task_may_be_told_by_an_instruction(kind):
    assert found(SAMPLES[kind].item, "no_question") == []


def test_a_question_may_be_followed_by_a_hint():
    item = choice("en", "How does halite form? The lesson says it.")

    assert found(item, "no_question") == []


@pytest.mark.parametrize(
    ("language", "prompt"), [("ar", "كيف يتكوّن الهاليت?"), ("en", "How does it form؟")]
)
def test_the_question_mark_of_the_other_language_is_found(language, prompt):
    item = choice(language, prompt)

    assert found(item, "foreign_question_mark") == [("prompt", language)]


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("ar", "ما معنى «Who is who?» هنا؟"),
        ("ar", "كيف؟"),
        ("en", "What is “من؟” here?"),
    ],
)
def test_what_is_quoted_keeps_its_question_mark(language, prompt):
    assert found(choice(language, prompt), "foreign_question_mark") == []


NEGATIVE_QUESTIONS = [
    ("ar", "أيّ هذه المواد ليست معدناً؟"),
    ("ar", "ما الذي لا يذكره المقال؟"),
    ("ar", "كل ما يأتي أسباب باستثناء واحد، فما هو؟"),
    ("ar", "أيّ عبارة خاطئة؟"),
    ("ar", "أيّ من هذه المواد ليس معدناً؟"),
    ("ar", "بحسب المقال، أيّ دولة لم تنضمّ؟"),
    ("en", "Which of these is not a mineral?"),
    ("en", "What does the article not say?"),
    ("en", "All of these are reasons except which?"),
    ("en", "Which statement is false?"),
]
# They deny something, and ask for what is so.
NEGATIVE_WORDS = [
    ("ar", "أيّ معلومة تلزم لمعرفة ما لا يذكره المقال؟"),
    ("ar", "لماذا لم يُعلن الخبر؟"),
    ("ar", "أيّ سبب جعل دولة لا تنضمّ؟"),
    ("ar", "ماذا يحدث ما لم تنضمّ؟"),
    ("ar", "ما سبب لا مركزية الحكم؟"),
    ("ar", "ما الفرق بين الدول التي لم تنضمّ وغيرها؟"),
    ("en", "Which fact, if it were not so, would change the view?"),
    ("en", "Why did the call never take place?"),
    ("en", "Which cause made some states not join?"),
    ("en", "What is the name of the state which did not join?"),
    ("en", "What is the false claim about lead?"),
    ("en", "What did the states not in the Accords sign?"),
]
POSITIVE = [
    ("ar", "أيّ مادة أصلب؟"),
    ("ar", "ما معنى قوله «لا عودة»؟"),
    ("ar", "ما الذي لا يزال قائماً؟"),
    ("ar", "ما الذي لا شك في أصله؟"),
    ("ar", "إلى أيّ نوع تنتمي كل عبارة؟ قد يبقى نوع بلا عبارة."),
    ("ar", "لا يسمّي المقال مصدره. أيّ مصدر يصلح للتحقق؟"),
    ("en", "Which of these is harder?"),
    ("en", "What does “not yet” mean here?"),
    ("en", "What does „not yet“ mean here?"),
    ("en", "Which takes at least two years?"),
    ("en", "The source is not named. Which source would serve?"),
]


@pytest.mark.parametrize(("language", "prompt"), NEGATIVE_QUESTIONS)
def test_a_question_for_what_is_not_so_is_an_error(language, prompt):
    item = choice(language, prompt)

    assert found(item, "negative_question") == [("prompt", language)]
    assert found(item, "negative_word") == []
    assert found(item, "negative_question", allow_negative=True) == []


@pytest.mark.parametrize(("language", "prompt"), NEGATIVE_WORDS)
def test_another_negation_is_pointed_to(language, prompt):
    item = choice(language, prompt)

    assert found(item, "negative_question") == []
    assert found(item, "negative_word") == [("prompt", language)]
    assert found(item, "negative_word", allow_negative=True) == []


@pytest.mark.parametrize(("language", "prompt"), POSITIVE)
def test_what_is_quoted_or_told_beside_the_question_denies_nothing(language, prompt):
    item = choice(language, prompt)

    assert found(item, "negative_question") == []
    assert found(item, "negative_word") == []


def test_the_verdict_may_be_false():
    item = SAMPLES["true_false"].item

    assert found(item, "negative_question") == found(item, "negative_word") == []


@pytest.mark.parametrize(
    ("language", "prompt", "options"),
    [
        ("ar", "ما الذي لا يذكره الدرس؟", ["ليس بحراً", "ملح", "طين"]),
        ("en", "Which is not said?", ["It is not a sea", "It is salt", "It is clay"]),
    ],
)
def test_a_double_negative_is_found_at_the_option(language, prompt, options):
    item = choice(language, prompt, options)

    assert found(item, "double_negative") == [("lava", language)]


@pytest.mark.parametrize(
    ("language", "prompt", "options"),
    [
        ("ar", "ما الذي يذكره الدرس؟", ["ليس بحراً", "ملح", "طين"]),
        ("ar", "ما الذي لا يذكره الدرس؟", ["بحر", "ملح", "طين"]),
        ("en", "Which is said?", ["It is not a sea", "It is salt", "It is clay"]),
        ("en", "Which is not said?", ["It is a sea", "It is salt", "It is clay"]),
    ],
)
def test_one_negation_is_no_double_one(language, prompt, options):
    assert found(choice(language, prompt, options), "double_negative") == []


def test_a_question_without_a_stance_is_an_error():
    assert found(choice(), "no_stance", stance="") == [("stance", "")]
    assert found(choice(), "no_stance", stance="claim") == []


@pytest.mark.parametrize(
    ("language", "prompt"),
    [("ar", "ما هدف واشنطن في آسيا؟"), ("en", "What is Washington after in Asia?")],
)
def test_what_is_no_fact_has_to_be_somebodys(language, prompt):
    item = choice(language, prompt)

    assert found(item, "no_attribution", stance="analysis") == [("prompt", language)]
    assert found(item, "no_attribution", stance="fact") == []


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("ar", "ما هدف واشنطن في رأي الكاتب؟"),
        ("ar", "وفقاً للمقال، ما الهدف؟"),
        ("ar", "إلى مَن ينسب القول؟"),
        ("en", "What is the aim, in the author’s view?"),
        ("en", "How does the article explain it?"),
        ("en", "What did Trump say it was?"),
    ],
)
def test_an_attribution_may_be_said_in_many_ways(language, prompt):
    assert found(choice(language, prompt), "no_attribution", stance="analysis") == []


def test_the_attribution_may_stand_in_a_part():
    item = SAMPLES["two_part"].item
    first, *rest = item.shown.parts
    asked = words("كيف يفسّره الكاتب؟", "How does the author explain it?")
    parts = (replace(first, text=asked), *rest)
    item = replace(item, shown=replace(item.shown, parts=parts, prompt={}))

    assert found(item, "no_attribution", stance="analysis") == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_question_of_more_than_forty_words_is_long(language):
    mark = {"ar": "؟", "en": "?"}[language]

    assert found(choice(language, "word " * 40 + mark), "long_question") == [
        ("prompt", language)
    ]
    assert found(choice(language, "word " * 39 + mark), "long_question") == []


def test_the_parts_of_a_question_in_two_parts_have_to_ask():
    halves = (
        Part("claim", "one", words("السبب:", "The reason:")),
        Part("evidence", "one", words("أيّ فقرة؟", "Which passage?")),
    )
    item = make_item("two_part", words("جزءان.", "Two parts."), halves, {})

    assert found(item, "no_question") == [("claim", "ar"), ("claim", "en")]
