import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.assessment.arrangement import arrange
from quiz.assessment.response import (
    LIMITS,
    FormatError,
    check_response,
    is_blank,
    read_form,
    read_ratings,
    read_response,
)
from quiz.assessment.scoring import score
from tests.quiz.assessment.item_strategies import (
    any_sample,
    each_rule,
    responses,
    samples,
)
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.assessment.strategies import json_values, kinds

every_kind = pytest.mark.parametrize("kind", SAMPLES)
few = settings(max_examples=10)  # of each kind and rule


class Form(dict):
    """A form as a browser sends it: each field with a list of strings."""

    def getlist(self, key):
        return self.get(key, [])


def shown_of(kind):
    return SAMPLES[kind].item.shown


def refusal(kind, sent):
    """Give the code and the part with which an answer is refused."""
    with pytest.raises(FormatError) as caught:
        read_response(shown_of(kind), sent)
    return caught.value.code, caught.value.part


@every_kind
def test_a_response_is_read_as_it_is_stored(kind):
    for response in (SAMPLES[kind].right, SAMPLES[kind].wrong):
        assert read_response(shown_of(kind), response) == response


@every_kind
def test_a_form_reads_like_json(kind):
    right = SAMPLES[kind].right
    form = Form(csrfmiddlewaretoken=["x"])
    for part, answer in right.items():
        form[f"r-{part}"] = [answer] if isinstance(answer, str) else answer
    assert read_form(shown_of(kind), form) == right


def test_whose_a_field_is_says_nothing_of_the_answer():
    shown = shown_of("numeric")
    assert read_form(shown, Form({"r-answer.31": ["2.17"]})) == {"answer": "2.17"}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"r-answer.31": ["1"], "r-answer.32": ["2"]}, "two_for_one"),
        ({"r-.31": ["1"]}, "unknown_part"),
    ],
)
def test_a_field_stands_for_one_part_once(fields, code):
    with pytest.raises(FormatError, match=code):
        read_form(shown_of("numeric"), Form(fields))


@every_kind
def test_nothing_is_a_blank_answer(kind):
    shown = shown_of(kind)
    assert read_response(shown, {}) == {}
    assert read_response(shown, {part.id: [""] for part in shown.parts}) == {}
    assert read_response(shown, {part.id: None for part in shown.parts}) == {}
    assert check_response(shown, {}) == tuple(
        (part.id, "blank") for part in shown.parts
    )


@every_kind
def test_a_right_answer_needs_no_mending(kind):
    assert check_response(shown_of(kind), SAMPLES[kind].right) == ()


@every_kind
def test_an_unknown_part_is_refused(kind):
    sent = {**SAMPLES[kind].right, "gone": ["x"]}
    assert refusal(kind, sent) == ("unknown_part", "gone")


@every_kind
def test_an_unknown_part_is_refused_in_a_form(kind):
    with pytest.raises(FormatError, match="unknown_part: gone"):
        read_form(shown_of(kind), Form({"r-gone": ["x"]}))


@pytest.mark.parametrize(
    ("kind", "sent", "code"),
    [
        ("choice", {"answer": ["gold"]}, "unknown_option"),
        ("choice", {"answer": ["lava", "press"]}, "two_for_one"),
        ("choice", {"answer": 3}, "not_text"),
        ("choice", {"answer": [3]}, "not_text"),
        ("choice", {"answer": {"lava": True}}, "not_text"),
        ("choice", {"answer": ["lava\0"]}, "not_text"),
        ("multiple_response", {"answer": ["soft", "gold"]}, "unknown_option"),
        ("numeric", {"answer": "1" * 41}, "too_long"),
        ("numeric", {"answer": 2.17}, "not_text"),
        ("numeric", {"answer": ["1", "2"]}, "two_for_one"),
        ("text_entry", {"answer": "a" * 201}, "too_long"),
        ("text_entry", {"answer": "a\0b"}, "not_text"),
        ("text_entry", {"answer": "\ud800"}, "not_text"),
        ("extended_text", {"answer": "a" * 20_001}, "too_long"),
    ],
)
def test_what_no_honest_form_sends_is_refused(kind, sent, code):
    assert refusal(kind, sent) == (code, "answer")


@pytest.mark.parametrize("sent", [None, [], "answer", 1])
def test_what_is_no_mapping_is_refused(sent):
    assert refusal("choice", sent) == ("not_an_answer", "")


def test_a_label_of_another_menu_is_refused():
    assert refusal("inline_choice", {"hard": ["sed"]}) == ("unknown_option", "hard")


def test_a_place_beyond_the_last_is_refused():
    assert refusal("order", {"sea": ["5"]}) == ("unknown_option", "sea")


def test_an_event_cannot_stand_in_two_places():
    assert refusal("order", {"sea": ["1", "2"]}) == ("two_for_one", "sea")


@pytest.mark.parametrize(
    ("kind", "length"),
    [("numeric", 40), ("text_entry", 200), ("extended_text", 20_000)],
)
def test_the_longest_text_is_read(kind, length):
    sent = {"answer": "1" * length}
    assert read_response(shown_of(kind), sent) == sent


def test_a_line_end_counts_once():
    sent = {"answer": ["a\r\n" * 10_000]}
    assert read_response(shown_of("extended_text"), sent) == {"answer": "a\n" * 10_000}


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_a_line_end_of_any_system_is_one(end):
    read = read_response(shown_of("extended_text"), {"answer": f"a{end}b"})
    assert read == {"answer": "a\nb"}


def test_picks_are_sorted_and_without_doubles():
    sent = {"answer": ["soft", "dense", "soft", ""]}
    read = read_response(shown_of("multiple_response"), sent)
    assert read == {"answer": ["dense", "soft"]}


def test_what_is_typed_is_kept_as_typed():
    sent = {"answer": " ٢٫١٨ "}
    assert read_response(shown_of("numeric"), sent) == sent


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "\u200f", "\u00a0\u2067\u2069"])
def test_a_text_that_nobody_sees_is_blank(text):
    assert is_blank(text)
    assert read_response(shown_of("text_entry"), {"answer": text}) == {}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("five", "not_a_number"),
        ("5 km", "number_with_words"),
        ("٥ كم", "number_with_words"),
        ("1,234", "ambiguous_number"),
        (" ", "blank"),
    ],
)
def test_a_number_to_be_mended_is_named(typed, code):
    assert check_response(shown_of("numeric"), {"answer": typed}) == (("answer", code),)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("؟", "no_letters"), ("\u0640\u064b", "no_letters"), (" ", "blank")],
)
def test_a_text_without_letters_is_named(typed, code):
    shown = shown_of("text_entry")
    assert check_response(shown, {"answer": typed}) == (("answer", code),)


def test_two_events_in_one_place_are_named_and_still_read():
    response = {"sea": ["1"], "dry": ["1"], "settle": ["3"]}
    assert read_response(shown_of("order"), response) == response
    assert check_response(shown_of("order"), response) == (
        ("bury", "blank"),
        ("dry", "same_place_twice"),
        ("sea", "same_place_twice"),
    )


def test_ratings_name_the_levels_of_the_rubric():
    sample = SAMPLES["extended_text"]
    shown = sample.item.shown
    assert read_ratings(shown, sample.right_ratings) == sample.right_ratings
    with pytest.raises(FormatError, match="unknown_part: answer"):
        read_ratings(shown, {"answer": "x"})
    with pytest.raises(FormatError, match="unknown_option: cites"):
        read_ratings(shown, {"cites": ["w1"]})


@each_rule
@few
@given(data=st.data(), seed=st.integers(0, 2**62))
def test_a_well_formed_answer_reads_back_to_itself(kind, rule, data, seed):
    sample = data.draw(samples(kind, rule))
    shown = sample.item.shown
    response = read_response(shown, data.draw(responses(sample)))
    stored = json.loads(json.dumps(response))
    assert read_response(shown, response) == response
    assert read_response(shown, stored) == response
    assert read_response(arrange(shown, seed, "salt"), stored) == response


@given(any_sample(), st.data())
def test_a_form_with_blanks_and_doubles_reads_like_json(sample, data):
    shown = sample.item.shown
    sent = data.draw(responses(sample))
    form = Form()
    for part, answer in reversed(sent.items()):
        values = [answer] if isinstance(answer, str) else [*answer[::-1], *answer]
        owner = data.draw(st.sampled_from(["", ".31"]))
        form[f"r-{part}{owner}"] = ["", *values, "\n"]
    assert read_form(shown, form) == read_response(shown, sent)


@given(any_sample(), st.data())
def test_what_is_to_be_mended_is_said_of_each_part_once(sample, data):
    shown = sample.item.shown
    response = read_response(shown, data.draw(responses(sample)))
    found = dict(check_response(shown, response))
    assert len(found) == len(check_response(shown, response))
    assert {part.id for part in shown.parts} >= set(found)
    assert {part for part, code in found.items() if code == "blank"} == {
        part.id for part in shown.parts if part.id not in response
    }
    assert dict(check_response(arrange(shown, 7, "salt"), response)) == found
    assert check_response(shown, sample.right) == ()


@given(any_sample("numeric"), st.data())
def test_a_number_is_unreadable_where_it_is_to_be_mended(sample, data):
    response = read_response(sample.item.shown, data.draw(responses(sample)))
    codes = {code for _, code in check_response(sample.item.shown, response)}
    assert score(sample.item, response).is_unreadable == bool(codes - {"blank"})


@given(any_sample(), st.data())
def test_what_no_form_of_the_question_sends_is_refused(sample, data):
    shown = sample.item.shown
    part = data.draw(st.sampled_from(shown.parts))
    bad = data.draw(st.sampled_from([None, "nul", "number", "unknown", "two", "long"]))
    sent = dict(data.draw(responses(sample)))
    menu = [option.id for option in shown.menu(part)]
    if bad == "nul":
        sent[part.id], code = ["a\0b"], "not_text"
    elif bad == "number":
        sent[part.id], code = [1], "not_text"
    elif bad is None:
        sent["gone"], code = ["x"], "unknown_part"
    elif part.takes in LIMITS:
        too_long = "1" * (LIMITS[part.takes] + 1)
        sent[part.id] = ["1", "2"] if bad == "two" else too_long
        code = "two_for_one" if bad == "two" else "too_long"
    elif bad == "two" and part.takes != "many":
        sent[part.id], code = menu[:2], "two_for_one"
    else:
        sent[part.id], code = [*menu[:1], "gone"], "unknown_option"
    with pytest.raises(FormatError, match=code):
        read_response(shown, sent)


@given(kinds, json_values)
def test_any_json_is_read_or_refused(kind, sent):
    shown = shown_of(kind)
    try:
        response = read_response(shown, sent)
    except FormatError as error:
        refused = error.code
    else:
        refused = None
    assert refused or read_response(shown, response) == response
