import pytest

from quiz.assessment.kinds import KINDS
from quiz.assessment.scoring import RULES
from tests.quiz.assessment.samples import SAMPLES


def test_there_is_a_sample_of_every_kind():
    assert list(SAMPLES) == [
        "choice",
        "multiple_response",
        "true_false",
        "two_part",
        "hottext",
        "numeric",
        "text_entry",
        "match",
        "categorise",
        "order",
        "gap_match",
        "inline_choice",
        "extended_text",
    ]
    assert list(KINDS) == list(SAMPLES)


def test_every_rule_is_known_to_the_scorer():
    rules = {rule for kind in KINDS.values() for rule in kind.rules}
    assert rules == {*RULES, "by_hand"}


def test_four_layouts_serve_all():
    layouts = {kind.layout for kind in KINDS.values()}
    assert layouts == {"picks", "typed", "rows", "gaps"}


@pytest.mark.parametrize("name", KINDS)
def test_the_parts_take_what_the_kind_says(name):
    shown = SAMPLES[name].item.shown
    assert {part.takes for part in shown.parts} == {KINDS[name].takes}
    assert shown.points == KINDS[name].points


def test_what_may_be_shuffled_is_what_has_no_order_of_its_own():
    assert {name: kind.shuffles for name, kind in KINDS.items() if kind.shuffles} == {
        "choice": ("options",),
        "multiple_response": ("options",),
        "true_false": ("reason",),
        "two_part": ("claim",),
        "match": ("options",),
        "categorise": ("parts",),
        "order": ("parts",),
        "gap_match": ("options",),
        "inline_choice": ("menus",),
    }
    assert [name for name, kind in KINDS.items() if kind.always_shuffled] == ["order"]


def test_a_menu_is_shuffled_by_its_part_or_with_all():
    assert KINDS["two_part"].shuffles_menu("claim")
    assert not KINDS["two_part"].shuffles_menu("evidence")
    assert KINDS["inline_choice"].shuffles_menu("hard")
