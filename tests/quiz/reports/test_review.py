from dataclasses import replace

import pytest
from django.utils import translation

from quiz.assessment.arrangement import arrange
from quiz.assessment.content import Content, Passage
from quiz.assessment.outcome import VOID
from quiz.assessment.presets import EVERYTHING, NOTHING, Reviewable
from quiz.assessment.scoring import score
from quiz.assessment.text import FOLDS
from quiz.reports.review import NOTES, review, withhold
from tests.quiz.assessment.builders import words
from tests.quiz.assessment.samples import SAMPLES

every_kind = pytest.mark.parametrize("kind", SAMPLES)


def told(kind, value, content=None):
    """Return what is told about an answer."""
    item = SAMPLES[kind].item
    shown = arrange(item.shown, 7, "question")
    return review(item, shown, value, score(item, value), content)


@every_kind
def test_the_order_is_that_of_the_attempt(kind):
    item = SAMPLES[kind].item
    shown = arrange(item.shown, 7, "question")
    report = told(kind, SAMPLES[kind].right)

    assert [part.id for part in report.parts] == [part.id for part in shown.parts]
    assert [[each.text for each in part.options] for part in report.parts] == [
        [each.text for each in shown.menu(part)] for part in shown.parts
    ]


@every_kind
def test_a_right_answer_is_right_in_all_its_parts(kind):
    report = told(kind, SAMPLES[kind].right)
    is_by_hand = kind == "extended_text"

    assert {part.is_right for part in report.parts} == {not is_by_hand}
    assert all(part.given == part.right for part in report.parts)


@every_kind
def test_of_a_wrong_answer_the_right_one_is_told(kind):
    report = told(kind, SAMPLES[kind].wrong)
    has_answer = [bool(part.right or part.accepted) for part in report.parts]

    assert has_answer == [kind != "extended_text"] * len(report.parts)
    assert not any(part.is_right for part in report.parts)


@every_kind
def test_of_no_answer_nothing_is_given(kind):
    report = told(kind, {})

    assert [(part.given, part.typed) for part in report.parts] == [([], "")] * len(
        report.parts
    )
    assert report.outcome.state == "blank"


def test_each_option_tells_what_became_of_it():
    (part,) = told("choice", {"answer": ["lava"]}).parts
    by_text = {option.text["en"]: option for option in part.options}

    assert {
        text: (option.is_picked, option.is_right, option.is_told)
        for text, option in by_text.items()
    } == {
        "By the cooling of lava": (True, False, True),
        "By the pressing of forests": (False, False, False),
        "By the evaporation of sea water": (False, True, True),
    }
    assert by_text["By the cooling of lava"].feedback["en"] == "That is basalt."


def test_a_foreseen_mistake_has_its_feedback():
    (part,) = told("numeric", {"answer": "2.5"}).parts

    assert part.feedback["en"] == "That is its hardness, not its density."
    assert part.accepted == ({"ar": "2.17", "en": "2.17"},)


@pytest.mark.parametrize("answer", ["1", "about two"])
def test_an_answer_that_nobody_foresaw_has_none(answer):
    (part,) = told("numeric", {"answer": answer}).parts

    assert (part.typed, part.feedback) == (answer, {})


@pytest.mark.parametrize(
    ("kind", "answer", "count"),
    [
        ("numeric", "2.17", 0),
        ("numeric", "2.20", 1),
        ("numeric", "many", 1),
        ("text_entry", "halit", 1),
        ("text_entry", "هاليت", 0),
    ],
)
def test_what_was_forgiven_or_not_read_is_said(kind, answer, count):
    assert len(told(kind, {"answer": answer}).notes) == count


@pytest.mark.parametrize("kind", ["numeric", "text_entry"])
def test_what_could_not_be_read_is_not_called_a_number(kind):
    with translation.override("en"):
        notes = [str(note) for note in told(kind, {"answer": "؟"}).notes]

    assert notes == ["This could not be read as an answer."]


def test_each_fold_that_was_forgiven_is_named_in_the_review():
    item = SAMPLES["text_entry"].item
    accepted = {"right": words("إدارة", "board")}
    key = replace(item.key, accepted=accepted, credit={"answer": {"right": 1.0}})
    item, value = replace(item, key=key), {"answer": "اداره"}
    outcome = score(item, value)
    with translation.override("en"):
        notes = [str(note) for note in review(item, item.shown, value, outcome).notes]

    assert (outcome.state, set(FOLDS) - set(NOTES)) == ("right", set())
    assert notes == [
        "Forgiven: the hamza.",
        "Forgiven: ta marbuta written as ha.",
    ]


def test_proofs_read_as_they_did_when_the_question_was_asked():
    passage = Passage("salt-2", {"en": "Edited"}, "fact", {})
    other = Passage("salt-9", {"en": "Other"}, "fact", {})
    content = Content("salt", {}, {}, (other, passage))
    texts = SAMPLES["multiple_response"].item.review.passages
    proofs = told("multiple_response", {}, content).proofs

    assert [
        (proof.uid, proof.text, proof.passage, proof.number) for proof in proofs
    ] == [
        ("salt-1", texts["salt-1"], None, None),
        ("salt-2", texts["salt-2"], passage, 2),
    ]


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ({"answer": "2.17"}, "right"),
        ({"answer": "2.20"}, "partly"),
        ({"answer": "9"}, "wrong"),
        ({}, "blank"),
    ],
)
def test_each_part_says_what_became_of_it(value, state):
    (part,) = told("numeric", value).parts

    assert part.state == state


@pytest.mark.parametrize(
    ("ratings", "state"),
    [(None, "pending"), ("right_ratings", "right"), ("wrong_ratings", "wrong")],
)
def test_what_is_judged_by_hand_is_judged_as_a_whole(ratings, state):
    sample = SAMPLES["extended_text"]
    outcome = score(sample.item, sample.right, ratings and getattr(sample, ratings))
    (part,) = review(sample.item, sample.item.shown, sample.right, outcome).parts

    assert part.state == state


# What is withheld


def allowed(kind, which, aspects):
    """Return what is told of a sample answer where only some aspects are."""
    return withhold(told(kind, getattr(SAMPLES[kind], which)), aspects)


@every_kind
@pytest.mark.parametrize("which", ["right", "wrong"])
def test_nothing_is_withheld_where_everything_is_told(kind, which):
    whole = told(kind, getattr(SAMPLES[kind], which))
    found = allowed(kind, which, EVERYTHING)

    assert found.parts == whole.parts
    assert (found.explanation, found.notes, found.proofs) == (
        whole.explanation,
        whole.notes,
        whole.proofs,
    )
    assert (found.outcome.state, found.outcome.score) == (
        whole.outcome.state,
        whole.outcome.score,
    )


@every_kind
def test_where_nothing_is_told_right_and_wrong_look_alike(kind):
    found = [allowed(kind, which, NOTHING) for which in ("right", "wrong")]

    for each in found:
        assert (each.outcome.state, each.outcome.score) == ("", None)
        assert (each.outcome.parts, each.outcome.classes) == ({}, {})
        assert (each.explanation, each.notes, each.proofs) == ({}, (), ())
        for part in each.parts:
            assert (part.state, part.feedback, part.accepted, part.right) == (
                "",
                {},
                (),
                [],
            )
            assert {(o.state, tuple(o.feedback)) for o in part.options} <= {("", ())}


@every_kind
def test_what_was_given_is_always_told(kind):
    value = SAMPLES[kind].wrong
    found = allowed(kind, "wrong", NOTHING)

    assert [bool(part.given or part.typed) for part in found.parts] == [
        part.id in value for part in found.parts
    ]


def test_the_score_of_one_question_is_a_verdict_too():
    both = Reviewable.SCORE | Reviewable.CORRECTNESS
    scores = [
        allowed("choice", "right", aspects).outcome.score
        for aspects in (Reviewable.SCORE, Reviewable.CORRECTNESS, both)
    ]

    assert scores == [None, None, 1]


def marks(which, aspects):
    """Return what is told of each option of a choice, by its text."""
    (part,) = allowed("choice", which, aspects).parts
    return {
        each.text["en"].split()[-1]: (each.state, each.is_right, bool(each.feedback))
        for each in part.options
    }


def test_a_verdict_alone_marks_what_was_picked_and_not_the_key():
    assert marks("wrong", Reviewable.CORRECTNESS) == {
        "lava": ("wrong", False, False),
        "forests": ("", False, False),
        "water": ("", False, False),
    }
    assert marks("right", Reviewable.CORRECTNESS)["water"] == ("right", False, False)


def test_the_key_alone_marks_what_is_right_and_nothing_as_wrong():
    assert marks("wrong", Reviewable.KEY) == {
        "lava": ("", False, False),
        "forests": ("", False, False),
        "water": ("right", True, False),
    }


def test_feedback_alone_is_on_what_was_picked():
    assert marks("wrong", Reviewable.FEEDBACK) == {
        "lava": ("", False, True),
        "forests": ("", False, False),
        "water": ("", False, False),
    }
    with_key = marks("wrong", Reviewable.FEEDBACK | Reviewable.KEY)
    assert with_key["forests"] == ("", False, True)


@every_kind
def test_without_a_verdict_the_right_one_is_told_of_every_part(kind):
    found = [allowed(kind, which, Reviewable.KEY) for which in ("right", "wrong")]
    keys = [
        [(part.id, part.accepted, [each.text for each in part.right]) for part in parts]
        for parts in (each.parts for each in found)
    ]

    assert keys[0] == keys[1]


def test_of_a_void_question_neither_key_nor_words_are_told():
    value = SAMPLES["choice"].right
    every = told("choice", value)
    void = replace(every, outcome=replace(every.outcome, state=VOID))
    shown = withhold(void, EVERYTHING)

    assert shown.outcome.state == VOID
    assert [len(part.given) for part in shown.parts] == [1]
    assert not any(part.right or part.state or part.feedback for part in shown.parts)
    assert not any(
        option.state or option.feedback
        for part in shown.parts
        for option in part.options
    )
    assert (shown.explanation, shown.notes, shown.proofs) == ({}, (), ())
