import pytest

from quiz.assessment.presets import (
    CLOSED,
    DURING,
    EVERYTHING,
    EXAM,
    GIVEN_AWAY,
    NOTHING,
    PHASES,
    PRACTICE,
    PRESETS,
    SUBMITTED,
    TAKEN_BACK,
    TEST,
    TOLD_EARLY,
    Reviewable,
    review_faults,
)

ALL, NONE = EVERYTHING, NOTHING
SCORE, CORRECTNESS = Reviewable.SCORE, Reviewable.CORRECTNESS
FEEDBACK, KEY, EVIDENCE = Reviewable.FEEDBACK, Reviewable.KEY, Reviewable.EVIDENCE


def faults_of(during, submitted, closed=EVERYTHING, *, is_exam=False):
    rows = dict(zip(PHASES, (during, submitted, closed), strict=True))
    return review_faults(rows, is_exam=is_exam)


@pytest.mark.parametrize("name", PRESETS)
def test_each_preset_makes_sense(name):
    rules = PRESETS[name]
    rows = (rules.review_during, rules.review_submitted, rules.review_closed)
    assert faults_of(*rows, is_exam=rules.is_exam) == []


@pytest.mark.parametrize("told", [FEEDBACK, KEY, FEEDBACK | KEY | SCORE | EVIDENCE])
def test_who_is_told_why_is_told_whether(told):
    assert faults_of(NOTHING, told) == [(SUBMITTED, GIVEN_AWAY)]
    assert faults_of(told | CORRECTNESS, told | CORRECTNESS) == []


def test_the_score_of_one_answer_gives_it_away_and_that_of_all_does_not():
    assert faults_of(SCORE, SCORE) == [(DURING, GIVEN_AWAY)]
    assert faults_of(NOTHING, SCORE) == []


def test_evidence_alone_may_be_told():
    assert faults_of(EVIDENCE, EVIDENCE, EVIDENCE) == []


def test_what_was_told_is_not_taken_back():
    assert faults_of(EVERYTHING, CORRECTNESS) == [(SUBMITTED, TAKEN_BACK)]
    assert faults_of(CORRECTNESS, NOTHING, NOTHING) == [
        (SUBMITTED, TAKEN_BACK),
        (CLOSED, TAKEN_BACK),
    ]


def test_an_exam_tells_at_most_the_score_before_its_release():
    assert faults_of(NOTHING, SCORE, is_exam=True) == []
    assert faults_of(CORRECTNESS, EVERYTHING, is_exam=True) == [
        (DURING, TOLD_EARLY),
        (SUBMITTED, TOLD_EARLY),
    ]
    assert faults_of(SCORE, SCORE, is_exam=True) == [(DURING, TOLD_EARLY)]


@pytest.mark.parametrize(
    ("preset", "rules"),
    [(PRACTICE, [ALL, ALL, ALL]), (TEST, [NONE, ALL, ALL]), (EXAM, [NONE, NONE, ALL])],
)
def test_each_preset_tells_more_from_phase_to_phase(preset, rules):
    assert [getattr(PRESETS[preset], f"review_{each}") for each in PHASES] == rules


def test_every_preset_tells_everything_in_the_end():
    assert {getattr(each, f"review_{CLOSED}") for each in PRESETS.values()} == {ALL}


def test_only_practice_asks_once_more_and_only_an_exam_has_one_attempt():
    assert {name: each.repeats_missed for name, each in PRESETS.items()} == {
        PRACTICE: True,
        TEST: False,
        EXAM: False,
    }
    assert {name: each.attempt_limit for name, each in PRESETS.items()} == {
        PRACTICE: None,
        TEST: None,
        EXAM: 1,
    }
    assert [name for name, each in PRESETS.items() if each.is_exam] == [EXAM]


def test_everything_is_the_sum_of_all_that_may_be_told():
    assert (int(NOTHING), int(EVERYTHING)) == (0, 31)
    assert list(EVERYTHING) == list(Reviewable)
