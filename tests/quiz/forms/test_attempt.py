import pytest
from django.utils import translation

from quiz.assessment.arrangement import arrange
from quiz.assessment.kinds import KINDS
from quiz.assessment.response import check_response, read_form
from quiz.forms.attempt import PROBLEMS, RULES, controls, rule_of, unreadable
from tests.quiz.assessment.samples import SAMPLES

every_kind = pytest.mark.parametrize("kind", SAMPLES)


class Form(dict):
    """A form as a browser sends it."""

    def getlist(self, key):
        return self.get(key, [])


def filled(kind, value, language="ar", problems=()):
    """Return the controls of a question as an attempt arranges it."""
    shown = arrange(SAMPLES[kind].item.shown, 3, "question")
    return controls(shown, value, language, problems)


@every_kind
@pytest.mark.parametrize("which", ["right", "wrong"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_the_controls_send_is_what_they_were_filled_with(kind, which, language):
    value = getattr(SAMPLES[kind], which)
    form = filled(kind, value, language)
    sent = Form(
        {
            part.name: [part.typed]
            if part.typed
            else [option.id for option in part.options if option.is_picked]
            for part in form.parts
        }
    )

    assert read_form(form.shown, sent) == value


@every_kind
def test_only_typed_fields_are_named_by_whose_they_are(kind):
    shown = SAMPLES[kind].item.shown
    names = [part.name for part in controls(shown, {}, "ar", owner=31).parts]
    ending = ".31" if KINDS[kind].is_typed or kind == "extended_text" else ""

    assert names == [part.field_name + ending for part in shown.parts]


@every_kind
def test_controls_are_the_same_in_both_languages_but_for_their_letters(kind):
    forms = [filled(kind, SAMPLES[kind].right, language) for language in ("ar", "en")]
    ids = [
        [(part.name, [option.id for option in part.options]) for part in form.parts]
        for form in forms
    ]

    assert ids[0] == ids[1]
    assert (forms[0].layout, forms[0].control) == (
        KINDS[kind].layout,
        KINDS[kind].control,
    )


@every_kind
def test_without_an_answer_nothing_is_picked_or_typed(kind):
    form = filled(kind, {})

    assert not any(part.typed for part in form.parts)
    assert not any(each.is_picked for part in form.parts for each in part.options)


@pytest.mark.parametrize(
    ("language", "letters"), [("ar", ["أ", "ب", "ج"]), ("en", ["A", "B", "C"])]
)
def test_options_are_lettered_in_the_order_of_the_attempt(language, letters):
    (part,) = filled("choice", {}, language).parts

    assert [option.letter for option in part.options] == letters


@every_kind
def test_the_gaps_of_a_body_are_its_parts_in_each_language(kind):
    form = filled(kind, {})
    parts = {part.id for part in form.parts} if KINDS[kind].has_gaps else set()

    assert {
        code: {part.id for _text, part in pieces if part}
        for code, pieces in form.pieces.items()
    } == ({"ar": parts, "en": parts} if parts else {})


def test_a_problem_stands_beside_its_part_in_the_language_of_the_page():
    value = {"sea": ["1"], "dry": ["1"]}
    shown = SAMPLES["order"].item.shown
    with translation.override("en"):
        form = filled("order", value, "en", check_response(shown, value))

    assert {part.id: part.problem for part in form.problems} == {
        "sea": "Another event has the same place.",
        "dry": "Another event has the same place.",
        "bury": "Not answered yet.",
        "settle": "Not answered yet.",
    }


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "يُكتب العدد وحده؛ فالوحدة «غ/سم³» مكتوبة إلى جانبه."),
        ("en", "Write the number alone: “g/cm³” is written beside it already."),
    ],
)
def test_who_types_a_unit_is_told_that_it_is_there(language, words):
    value = {"answer": "5 km"}
    problems = check_response(SAMPLES["numeric"].item.shown, value)
    with translation.override(language):
        form = filled("numeric", value, language, problems)

    assert [each.problem for each in form.problems] == [words]


def test_of_a_draft_only_what_is_there_is_to_be_mended():
    problems = (("a", "blank"), ("b", "not_a_number"))

    assert unreadable(problems) == (("b", "not_a_number"),)


def test_every_rule_of_every_kind_is_explained():
    rules = {(name, rule) for name, kind in KINDS.items() for rule in kind.rules}

    assert set(RULES) == rules
    assert set(PROBLEMS) == {
        "blank",
        "not_a_number",
        "number_with_words",
        "ambiguous_number",
        "no_letters",
        "same_place_twice",
    }


@pytest.mark.parametrize(
    ("kind", "words"), [("choice", "1 point."), ("two_part", "2 points.")]
)
def test_the_points_are_told_before_the_answer(kind, words):
    with translation.override("en"):
        assert rule_of(SAMPLES[kind].item.shown).endswith(words)
