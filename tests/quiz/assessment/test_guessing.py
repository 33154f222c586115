import random
from dataclasses import replace
from fractions import Fraction

import pytest

from quiz.assessment.guessing import guess_share
from quiz.assessment.kinds import KINDS
from quiz.assessment.scoring import score
from tests.quiz.assessment.samples import SAMPLES

PICKED = sorted(
    kind
    for kind, sample in SAMPLES.items()
    if guess_share(sample.item) is not None and not KINDS[kind].is_typed
)


def test_what_is_guessed_by_kind():
    assert {
        kind: guess_share(SAMPLES[kind].item) for kind in ("choice", "numeric")
    } == {
        "choice": Fraction(1, 3),
        "numeric": 0,
    }
    assert guess_share(SAMPLES["multiple_response"].item) is None
    assert guess_share(SAMPLES["extended_text"].item) is None


@pytest.mark.parametrize("kind", PICKED)
def test_the_share_is_what_picking_blindly_earns_in_the_long_run(kind):
    item, chance = SAMPLES[kind].item, random.Random(1)  # noqa: S311 - a simulation
    shown, tries, earned = item.shown, 4000, 0
    for _each in range(tries):
        if KINDS[kind].menus == "places":
            places = chance.sample(range(1, len(shown.parts) + 1), len(shown.parts))
            picks = [str(each) for each in places]
        else:
            picks = [chance.choice(shown.menu(part)).id for part in shown.parts]
        value = {part.id: [pick] for part, pick in zip(shown.parts, picks, strict=True)}
        earned += score(item, value).score / shown.points
    assert float(earned / tries) == pytest.approx(float(guess_share(item)), abs=0.03)


@pytest.mark.parametrize("rule", ["each", "every", "chain"])
def test_each_rule_of_two_parts(rule):
    item = SAMPLES["two_part"].item
    menus = [len(item.shown.menu(part)) for part in item.shown.parts]
    first, both = Fraction(1, menus[0]), Fraction(1, menus[0] * menus[1])
    wanted = {
        "each": (first + Fraction(1, menus[1])) / 2,
        "every": both,
        "chain": (first + both) / 2,
    }
    changed = replace(item, shown=replace(item.shown, rule=rule))
    assert guess_share(changed) == wanted[rule]
