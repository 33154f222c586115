import pytest

from quiz.assessment.arrangement import arrange
from quiz.assessment.content import Content, Passage
from quiz.assessment.scoring import score
from quiz.reports.review import review
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
