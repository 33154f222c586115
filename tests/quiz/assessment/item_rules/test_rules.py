from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment import faults as question_faults
from quiz.assessment.item import canonical
from quiz.assessment.item_rules import (
    ERROR,
    FAULTS,
    MESSAGES,
    QUIZ_RULES,
    RULES,
    Labelled,
    find,
    find_in_quiz,
    message,
)
from tests.quiz.assessment.item_rules.builders import choice, labelled
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.assessment.strategies import typed

HINTS = (
    "5 March 2020",
    "3-1",
    "٣–٥٪",
    "1,234.5",
    "May",
    "25..-3",
    "1.2.3-5",
    "«",
    "A and B",
    "³",
)


def test_every_rule_has_a_name_of_its_own_and_a_message():
    names = [rule.name for rule in (*RULES, *QUIZ_RULES)]

    assert sorted(names) == sorted(MESSAGES)


def test_the_rules_are_those_of_the_list():
    numbers = {rule.number for rule in (*RULES, *QUIZ_RULES)}

    assert numbers == {f"L{number}" for number in range(1, 21)}


def test_what_is_a_fault_already_is_one():
    codes = {code for codes in FAULTS.values() for code in codes}

    assert codes - question_faults.MESSAGES.keys() == set()


def test_a_good_question_is_let_be():
    assert find(labelled(choice())) == []


def test_a_finding_is_told_whole():
    item = choice("en", options=["By cooling", "By pressing", "All of the above"])
    finding = find(labelled(item))[0]

    assert (finding.rule, finding.number, finding.level) == (
        "combined_option",
        "L1",
        ERROR,
    )
    assert message(finding) == (
        "en: “vapour” speaks of other options. Let each option stand by itself."
    )


@pytest.mark.parametrize("kind", SAMPLES)
def test_questions_of_every_kind_can_be_asked_and_told(kind):
    item = SAMPLES[kind].item
    bare = replace(
        item,
        shown=replace(item.shown, prompt={}, body={}, options=()),
        key=replace(item.key, credit={}, accepted={}),
        review=replace(item.review, explanation={}, feedback={}, passages={}),
    )
    for each in (item, canonical(item), bare):
        question = Labelled(each)
        for finding in (*find(question), *find_in_quiz([question] * 10)):
            assert message(finding)


def test_a_kind_that_is_unknown_is_a_fault_and_breaks_no_rule():
    item = choice()
    odd = replace(item, shown=replace(item.shown, kind="riddle"))

    assert find(labelled(odd)) == []


@given(
    prompt=typed,
    options=st.lists(typed | st.sampled_from(HINTS), min_size=2, max_size=6),
    is_shuffled=st.booleans(),
)
def test_whatever_is_typed_can_be_asked_and_told(prompt, options, is_shuffled):
    item = choice(prompt=prompt, options=options, options_shuffled=is_shuffled)
    question = labelled(item, stance="claim")

    for finding in (*find(question), *find_in_quiz([question] * 8)):
        assert message(finding)
