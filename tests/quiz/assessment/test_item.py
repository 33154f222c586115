import json
from dataclasses import FrozenInstanceError, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.item import (
    Item,
    Key,
    Option,
    Part,
    Review,
    Shown,
    canonical,
    digest,
)
from tests.quiz.assessment.builders import words
from tests.quiz.assessment.item_strategies import any_sample, samples
from tests.quiz.assessment.samples import SAMPLES

every_kind = pytest.mark.parametrize("kind", SAMPLES)


def backwards(item: Item) -> Item:
    """Turn each list round that is shuffled when it is shown."""
    shown = item.shown
    parts = tuple(
        replace(part, options=part.options[::-1]) if part.is_shuffled else part
        for part in shown.parts
    )
    return replace(
        item,
        shown=replace(
            shown,
            parts=parts[::-1] if shown.parts_shuffled else parts,
            options=shown.options[::-1] if shown.options_shuffled else shown.options,
        ),
    )


@every_kind
def test_an_item_survives_json(kind):
    item = SAMPLES[kind].item
    text = json.dumps(item.to_data())
    assert Item.from_data(json.loads(text)) == item


@given(any_sample())
def test_a_drawn_item_survives_json_in_one_form(sample):
    item = sample.item
    assert Item.from_data(json.loads(json.dumps(item.to_data()))) == item
    assert Shown.from_data(item.to_data()["shown"]) == item.shown
    assert canonical(canonical(item)) == canonical(item)
    assert canonical(backwards(item)) == canonical(item)
    stored = Item.from_data(json.loads(json.dumps(item.to_data(), sort_keys=True)))
    assert digest(canonical(stored)) == digest(backwards(item)) == digest(item)


@given(any_sample(), any_sample())
def test_two_questions_have_one_digest_only_if_they_are_one(one, other):
    is_one = canonical(one.item) == canonical(other.item)
    assert (digest(one.item) == digest(other.item)) == is_one


@given(any_sample(), st.data())
def test_what_is_shown_tells_nothing_of_the_key(sample, data):
    item = canonical(sample.item)
    other = data.draw(samples(item.shown.kind, item.shown.rule)).item
    changed = canonical(replace(item, key=other.key, review=other.review))
    assert json.dumps(changed.shown.to_data()) == json.dumps(item.shown.to_data())


@given(any_sample("order"), st.data())
def test_the_events_in_any_order_are_shown_alike(sample, data):
    item = sample.item
    places = data.draw(st.permutations(list(item.key.credit.values())))
    key = replace(item.key, credit=dict(zip(item.key.credit, places, strict=True)))
    changed = replace(item, key=key)
    assert canonical(changed).shown == canonical(item).shown
    assert (digest(changed) == digest(item)) == (key == item.key)


@given(any_sample(), st.sampled_from(["ar", "en"]), st.data())
def test_an_edit_is_something_new_and_its_undoing_the_old(sample, language, data):
    item = sample.item
    uid = data.draw(st.sampled_from(sorted(item.review.passages)))
    passage = item.review.passages[uid]
    edited = {**passage, language: passage[language] + "."}
    review = replace(item.review, passages={**item.review.passages, uid: edited})
    changed = replace(item, review=review)
    assert digest(changed) != digest(item)
    undone = replace(review, passages={**review.passages, uid: passage})
    assert digest(replace(changed, review=undone)) == digest(item)


@every_kind
def test_what_is_shown_is_read_alone(kind):
    item = SAMPLES[kind].item
    assert Shown.from_data(item.to_data()["shown"]) == item.shown
    assert item.shown.to_data() == item.to_data()["shown"]


@every_kind
def test_item_data_is_three_records(kind):
    assert list(SAMPLES[kind].item.to_data()) == ["shown", "key", "review"]


def test_a_field_equal_to_its_default_is_left_out():
    assert SAMPLES["choice"].item.to_data()["shown"] == {
        "kind": "choice",
        "rule": "each",
        "points": 1,
        "prompt": words(
            "بحسب الدرس، كيف يتكوّن الهاليت؟",
            "According to the lesson, how does halite form?",
        ),
        "parts": [{"id": "answer", "takes": "one"}],
        "options": [
            {"id": "lava", "text": words("بتبرّد الحمم", "By the cooling of lava")},
            {
                "id": "press",
                "text": words("بضغط الغابات المدفونة", "By the pressing of forests"),
            },
            {
                "id": "vapour",
                "text": words("بتبخّر مياه البحر", "By the evaporation of sea water"),
            },
        ],
        "options_shuffled": True,
    }


@every_kind
def test_canonical_twice_is_once(kind):
    item = backwards(SAMPLES[kind].item)
    assert canonical(canonical(item)) == canonical(item)


@every_kind
def test_the_order_of_a_shuffled_list_is_nothing_new(kind):
    item = SAMPLES[kind].item
    assert canonical(backwards(item)) == canonical(item)
    assert digest(backwards(item)) == digest(item)


def test_the_order_of_quoted_passages_is_something_new():
    item = SAMPLES["hottext"].item
    turned = replace(item.shown, options=item.shown.options[::-1])
    assert digest(replace(item, shown=turned)) != digest(item)


def test_the_events_in_another_order_are_something_new():
    item = SAMPLES["order"].item
    credit = {**item.key.credit, "sea": {"2": 1.0}, "dry": {"1": 1.0}}
    changed = replace(item, key=replace(item.key, credit=credit))
    assert digest(changed) != digest(item)
    assert canonical(changed).shown == canonical(item).shown


@every_kind
def test_a_change_of_key_and_review_leaves_what_is_shown(kind):
    item = SAMPLES[kind].item
    changed = replace(
        item,
        key=Key(credit={}),
        review=Review(explanation=words("غيره", "Another"), evidence=("salt-9",)),
    )
    before = json.dumps(canonical(item).shown.to_data())
    assert json.dumps(canonical(changed).shown.to_data()) == before
    assert digest(changed) != digest(item)


def test_one_way_to_write_a_share_makes_one_digest():
    item = SAMPLES["choice"].item
    credit = {"answer": {"vapour": 1, "lava": 0}, "other": {}}
    written = replace(item, key=replace(item.key, credit=credit))
    assert digest(written) == digest(item)


@every_kind
def test_a_digest_outlives_a_database_that_sorts_names(kind):
    item = SAMPLES[kind].item
    stored = json.loads(json.dumps(item.to_data(), sort_keys=True))
    assert digest(Item.from_data(stored)) == digest(item)


def test_a_digest_is_32_hexadecimal_digits():
    digests = {digest(sample.item) for sample in SAMPLES.values()}
    assert len(digests) == len(SAMPLES)
    assert all(len(each) == 32 and int(each, 16) for each in digests)


def test_no_field_of_key_or_review_is_one_of_what_is_shown():
    def names(*records):
        return {each.name for record in records for each in fields(record)}

    assert names(Key, Review) & names(Shown, Part, Option) == set()


def test_a_record_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        SAMPLES["choice"].item.shown.rule = "exact"


def test_an_unknown_field_is_refused():
    with pytest.raises(TypeError):
        Shown.from_data({**SAMPLES["choice"].item.shown.to_data(), "key": {}})


def test_an_empty_menu_means_the_options_of_the_item():
    shown = SAMPLES["match"].item.shown
    assert shown.menu(shown.parts[0]) == shown.options


def test_a_part_has_its_own_menu():
    shown = SAMPLES["inline_choice"].item.shown
    assert [each.id for each in shown.menu(shown.parts[1])] == ["sed", "vol"]


def test_an_event_is_put_in_one_of_as_many_places():
    shown = SAMPLES["order"].item.shown
    assert [each.id for each in shown.menu(shown.parts[0])] == ["1", "2", "3", "4"]


def test_nothing_is_picked_where_an_answer_is_typed():
    shown = SAMPLES["numeric"].item.shown
    assert shown.menu(shown.parts[0]) == ()


def test_a_form_field_is_named_after_its_part():
    assert Part("sea", "place").field_name == "r-sea"
