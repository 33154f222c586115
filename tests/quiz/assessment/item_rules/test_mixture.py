import pytest

from quiz.assessment.item_rules import find_in_quiz
from tests.quiz.assessment.item_rules.builders import (
    choice,
    found,
    found_in_quiz,
    labelled,
)
from tests.quiz.assessment.samples import SAMPLES

EVEN = ["remember", "understand", "understand", "apply", "analyse", "analyse"] + [
    "evaluate"
] * 2


def quiz(levels):
    return [labelled(choice(), level=level) for level in levels]


@pytest.mark.parametrize("labels", [{"level": ""}, {"learning_point": ""}])
def test_a_question_needs_a_level_and_a_learning_point(labels):
    assert found(choice(), "unlabelled", **labels) == [("level", "")]
    assert found(choice(), "unlabelled") == []


def test_a_quiz_of_mostly_recall_is_an_error():
    assert found_in_quiz(quiz(["remember"] * 4 + ["apply"] * 2), "too_much_recall") == [
        {"count": 4, "total": 6}
    ]
    assert (
        found_in_quiz(quiz(["remember"] * 3 + ["apply"] * 3), "too_much_recall") == []
    )


def test_a_few_questions_have_no_mixture():
    assert find_in_quiz(quiz(["remember"] * 5)) == []


def test_levels_out_of_balance_are_pointed_to():
    assert found_in_quiz(quiz(EVEN), "uneven_levels") == []
    assert found_in_quiz(quiz(["apply"] * 3 + EVEN[:3]), "uneven_levels") == [
        {"count": 0, "total": 6, "levels": ("evaluate",), "fewest": 1, "most": 2}
    ]


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("two_part", "no_evidence_question"),
        ("hottext", "no_evidence_question"),
        ("categorise", "no_sorting_question"),
    ],
)
def test_a_quiz_asks_for_evidence_and_has_statements_sorted(kind, rule):
    fitting = labelled(SAMPLES[kind].item)

    assert found_in_quiz(quiz(EVEN), rule) == [{}]
    assert found_in_quiz([*quiz(EVEN), fitting], rule) == []
