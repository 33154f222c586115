"""How often it is right, on pairs that others translated.

Run with -s to see the figures.
"""

import json
import random
from collections import Counter

import pytest

from quiz.assessment.agreement import Level, compare
from tests.quiz.assessment.agreement.glossary import NAMES
from tests.quiz.assessment.agreement.planting import PLANTS

MOST_FALSE_ALARMS = {"question": 0.03, "paragraph": 0.10}
RULES = {
    "numbers": "numbers",
    "ranks": "numbers",
    "months": "months",
    "names": "names",
    "negation": "negation",
}
LEAST_FOUND = 0.95


@pytest.fixture(scope="module", params=["question", "paragraph"])
def kind(request):
    return request.param


@pytest.fixture(scope="module")
def pairs(corpora, kind):
    path = corpora / "ar-en" / f"{kind}_pairs.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    return {
        row["id"]: {"ar": row["ar"], "en": row["en"]} for row in map(json.loads, lines)
    }


def test_it_seldom_warns_of_a_good_translation(pairs, kind):
    findings = [compare(pair, NAMES) for pair in pairs.values()]
    alarms = [
        found for found in findings if any(one.level is Level.ERROR for one in found)
    ]
    by_rule = Counter(
        (one.rule, one.level.value) for found in findings for one in found
    )
    print(f"\n{kind}: {len(pairs)} pairs, {len(alarms)} with an error; {by_rule}")  # noqa: T201  (the figures are for a person)
    assert len(alarms) <= MOST_FALSE_ALARMS[kind] * len(pairs)
    # A lost "not" is a warning, which would else be free to find in every text.
    assert by_rule["negation", "warning"] <= MOST_FALSE_ALARMS[kind] * len(pairs)


@pytest.mark.parametrize("fault", PLANTS)
def test_it_finds_what_is_planted(pairs, kind, fault):
    rule = RULES[fault]
    planted = [
        (pair, changed)
        for uid, pair in pairs.items()
        for changed in PLANTS[fault](pair, random.Random(f"{uid} {fault}"))  # noqa: S311  (no secret)
    ]
    found = [
        new for pair, changed in planted if (new := _new_finding(pair, changed, rule))
    ]
    errors = sum(one.level is Level.ERROR for one in found)
    print(f"\n{kind}, {fault}: {len(found)} of {len(planted)}, {errors} as errors")  # noqa: T201  (the figures are for a person)
    assert len(found) >= LEAST_FOUND * len(planted)


def _new_finding(pair, changed, rule):
    before, after = (_by_rule(texts, rule) for texts in (pair, changed))
    is_new = after and (not before or _values(after) != _values(before))
    return after if is_new else None


def _by_rule(texts, rule):
    return next((one for one in compare(texts, NAMES) if one.rule == rule), None)


def _values(finding):
    return {
        language: [mark.value for mark in marks]
        for language, marks in finding.marks.items()
    }
