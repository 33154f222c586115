"""What is told of each question of a quiz."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from statistics import mean, stdev

import pytest

from quiz.actions.regrade import regrade_question
from quiz.actions.response import judge
from quiz.actions.tally import scan
from quiz.assessment.item_hints import CHECK_KEY, OTHER_BY_LANGUAGE
from quiz.assessment.outcome import UNANSWERED
from quiz.assessment.regrade import FULL, KEY
from quiz.assessment.tally import Selection
from quiz.models import Attempt, Choice, ErrorKind
from quiz.models.regrade import Ruling
from quiz.reports.item_analysis import item_analysis
from tests.factories import make_question, make_quiz, make_revision, make_user
from tests.quiz.actions.taking import LAVA, RIGHT, TO_LAVA, VAPOUR, WRONG, finish
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.learning import take_all

pytestmark = pytest.mark.django_db


def analysed(quiz, *, language="", is_first_only=True):
    attempts = Attempt.objects.submitted().filter(quiz=quiz)
    return item_analysis(quiz, scan(attempts), Selection(is_first_only, language))


def result_of(quiz, **selection):
    (line,) = analysed(quiz, **selection).lines
    return line.result


@pytest.fixture
def quiz():
    return make_quiz(questions=[make_question()])


def options_of(result):
    return {
        each.ident: (each.count, each.is_right)
        for part in result.parts
        for each in part.options
    }


def test_each_option_is_counted_and_what_was_left_out(quiz):
    for value in (VAPOUR, VAPOUR, LAVA, {}):
        finish(quiz, value)
    assert options_of(result_of(quiz)) == {
        "lava": (1, False),
        "press": (0, False),
        "vapour": (2, True),
        UNANSWERED: (1, False),
    }


def test_the_wrong_answer_that_misled_most_is_named_with_its_mistake(quiz):
    question = quiz.slots.get().question
    Choice.objects.create(question=question, ident="lava", error="half_truth")
    for value in (VAPOUR, LAVA, LAVA, {"answer": ["press"]}):
        finish(quiz, value)
    (part,) = result_of(quiz).parts
    assert part.misled_by.ident == "lava"
    assert part.misled_by.percent == 50
    assert part.misled_by.error == ErrorKind.HALF_TRUTH.label


def test_a_question_that_nobody_missed_misled_nobody(quiz):
    finish(quiz, RIGHT)
    (part,) = result_of(quiz).parts
    assert part.misled_by is None


def test_of_few_answers_no_number_is_told(quiz):
    for _each in range(9):
        finish(quiz, RIGHT)
    assert not result_of(quiz).is_enough
    assert not analysed(quiz).is_enough
    finish(quiz, RIGHT)
    assert result_of(quiz).is_enough
    assert (result_of(quiz).percent, result_of(quiz).interval) == (100, (72, 100))


def test_the_numbers_are_those_of_the_attempts():
    quiz = make_quiz(questions=[make_question() for _each in range(3)])
    take_all(quiz, learners=12, seed=4)
    rows = [
        [each.outcome.score for each in attempt.responses.order_by("position")]
        for attempt in Attempt.objects.filter(quiz=quiz)
    ]
    report = analysed(quiz)
    assert report.quiz.count == 12
    assert report.quiz.mean == pytest.approx(float(mean(map(sum, rows))))
    assert report.quiz.deviation == pytest.approx(stdev(float(sum(r)) for r in rows))
    for place, line in enumerate(report.lines):
        marks = [row[place] for row in rows]
        assert line.result.place == place + 1
        assert line.result.earned.share == Fraction(sum(marks)) / 12
        assert line.statistics.deviation == pytest.approx(stdev(map(float, marks)))


def test_another_language_is_looked_at_alone(quiz):
    finish(quiz, RIGHT)
    attempt = finish(quiz)
    attempt.responses.update(language="en")
    assert result_of(quiz).earned.count == 2
    assert result_of(quiz, language="en").earned.count == 1
    (line,) = analysed(quiz).lines
    assert [(each.code, each.earned.count) for each in line.languages] == [
        ("ar", 1),
        ("en", 1),
    ]


def test_later_attempts_are_counted_where_that_is_wished(quiz):
    learner = make_user()
    finish(quiz, WRONG, learner=learner)
    finish(quiz, RIGHT, learner=learner)
    assert result_of(quiz).earned.count == 1
    assert result_of(quiz, is_first_only=False).earned.count == 2


def test_a_key_that_is_wrong_is_suspected(quiz):
    quiz = make_quiz(questions=[make_question() for _each in range(8)])
    wrong = quiz.slots.get(position=3).question
    make_revision(wrong, credit={"answer": {"press": 1.0}})
    take_all(quiz, learners=30, seed=1)
    report = analysed(quiz)
    assert [each.result.question for each in report.suspects] == [wrong]
    (suspect,) = report.suspects
    assert (suspect.hints[0].code, suspect.hints[0].option) == (CHECK_KEY, "vapour")
    assert suspect.result.options_by_id["vapour"]["en"]


def test_a_translation_that_is_wrong_is_suspected():
    quiz = make_quiz(questions=[make_question() for _each in range(8)])
    bad = quiz.slots.get(position=2).question
    take_all(quiz, learners=80, seed=1, misread=bad)
    (suspect,) = analysed(quiz).suspects
    assert suspect.result.question == bad
    assert suspect.hints[0].code == OTHER_BY_LANGUAGE


def test_once_the_key_is_mended_and_judged_by_it_nothing_is_suspected():
    quiz = make_quiz(questions=[make_question() for _each in range(8)])
    question = quiz.slots.get(position=3).question
    right = question.current
    wrong = make_revision(question, credit={"answer": {"press": 1.0}})
    take_all(quiz, learners=30, seed=1)
    regrade_question(Ruling(question, KEY, (wrong,), right), "Reason", make_user())
    report = analysed(quiz)
    assert report.suspects == []
    (line,) = [each for each in report.lines if each.result.question == question]
    assert options_of(line.result)["vapour"][1]


def test_a_void_question_is_not_analysed(quiz):
    question = quiz.slots.get().question
    finish(quiz, RIGHT)
    regrade_question(Ruling(question, FULL, (question.current,)), "Reason", make_user())
    assert analysed(quiz).lines == ()


def test_answers_to_another_wording_are_left_out_and_counted(quiz):
    question = quiz.slots.get().question
    finish(quiz, RIGHT)
    finish(quiz, RIGHT)
    item = question.current.item
    make_revision(
        question,
        replace(item, shown=replace(item.shown, prompt={"ar": "غيره", "en": "Other"})),
    )
    finish(quiz, WRONG)
    result = result_of(quiz)
    assert (result.earned.count, result.older) == (1, 2)
    assert result.prompt["en"] == "Other"


def test_another_key_under_the_same_words_is_the_same_question(quiz):
    question = quiz.slots.get().question
    finish(quiz, RIGHT)
    make_revision(question, credit=TO_LAVA)
    finish(quiz, RIGHT)
    result = result_of(quiz)
    assert (result.earned.count, result.older) == (2, 0)
    assert result.earned.share == Fraction(1, 2)


def test_drawn_questions_come_last_and_are_measured_by_the_whole_total():
    fixed = make_question()
    quiz = make_quiz(questions=[fixed])
    first, second = (make_question(lesson=fixed.lesson) for _each in range(2))
    attempts = [finish(quiz, RIGHT, RIGHT), finish(quiz, WRONG, RIGHT)]
    for attempt, drawn in zip(attempts, (first, second), strict=True):
        response = attempt.responses.create(
            position=2,
            revision=drawn.current,
            sent_at=attempt.started_at,
            value=RIGHT,
        )
        judge(response, RIGHT).save()
    lines = analysed(quiz).lines
    assert [each.result.place for each in lines] == [1, None, None]


@pytest.mark.parametrize("count", [1, 4])
def test_it_asks_as_often_for_one_question_as_for_four(
    count, django_assert_num_queries
):
    quiz = make_quiz(questions=[make_question() for _each in range(count)])
    finish(quiz, *[RIGHT] * count)
    counts = scan(Attempt.objects.filter(quiz=quiz))
    # The revisions and the mistakes; the items are in memory since they were scored.
    with django_assert_num_queries(2):
        item_analysis(quiz, counts, Selection())


def test_every_kind_of_question_can_be_told_of():
    for kind in sorted(set(SAMPLES) - {"extended_text"}):
        quiz = make_quiz(questions=[make_question(kind=kind)])
        for _each in range(12):
            finish(quiz, SAMPLES[kind].right)
        (line,) = analysed(quiz).lines
        assert line.result.percent == 100, kind
        assert Counter(
            option.is_right for part in line.result.parts for option in part.options
        )[True], kind
