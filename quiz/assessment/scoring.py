"""From a response to its score, in exact fractions, rounded once."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, takewhile

from quiz.assessment.item import Item, Part
from quiz.assessment.outcome import (
    BLANK,
    PARTLY,
    PENDING,
    RIGHT,
    UNREADABLE,
    WRONG,
    Outcome,
)
from quiz.assessment.reading import Reading, read_part, share_of

# Raised when this code would score the same input otherwise.
SCORER = 1

_Readings = Mapping[str, Reading]


def score(item: Item, response: object, ratings: object = None) -> Outcome:
    """Score a response; whatever was stored, nothing is raised."""
    shown = item.shown
    readings = _read(item, shown.parts, response)
    if not any(reading.classes for reading in readings.values()):
        return _outcome(item, BLANK, Fraction(0), readings)
    if shown.rule == "by_hand":
        return _score_by_hand(item, _read(item, shown.rubric, ratings))
    earned = RULES[shown.rule](item, readings)
    return _outcome(item, _state(earned), earned, readings)


def _score_by_hand(item: Item, readings: _Readings) -> Outcome:
    # Half a marking is none: a criterion without a level is not yet marked.
    if not readings or not all(_is_read(each) for each in readings.values()):
        return _outcome(item, PENDING, None, {})
    earned = _each(item, readings)
    return _outcome(item, _state(earned), earned, readings)


def _read(item: Item, parts: tuple[Part, ...], response: object) -> _Readings:
    return {part.id: read_part(item.shown, item.key, part, response) for part in parts}


def _is_read(reading: Reading) -> bool:
    return bool(reading.classes) and UNREADABLE not in reading.classes


def _state(earned: Fraction) -> str:
    if earned == 1:
        return RIGHT
    return PARTLY if earned else WRONG


def _outcome(
    item: Item, state: str, earned: Fraction | None, readings: _Readings
) -> Outcome:
    points = item.shown.points
    shares = {part: reading.share for part, reading in readings.items()}
    if earned is not None and len(shares) == 1:
        # Of a set, the best share of what was picked says nothing.
        shares = dict.fromkeys(shares, earned)
    notes = (note for reading in readings.values() for note in reading.notes)
    return Outcome(
        state=state,
        score=None if earned is None else _rounded(earned * points),
        max_score=_rounded(Fraction(points)),
        parts={part: _rounded(share) for part, share in shares.items()},
        notes=tuple(dict.fromkeys(notes)),
        classes={
            part: reading.classes
            for part, reading in readings.items()
            if reading.classes
        },
    )


def _rounded(number: Fraction) -> Decimal:
    return Decimal(round(number * 10_000)).scaleb(-4)


def _each(item: Item, readings: _Readings) -> Fraction:
    return sum((each.share for each in readings.values()), Fraction(0)) / len(readings)


def _every(item: Item, readings: _Readings) -> Fraction:
    return Fraction(all(each.share == 1 for each in readings.values()))


def _chain(item: Item, readings: _Readings) -> Fraction:
    right = list(takewhile(lambda each: each.share == 1, readings.values()))
    return Fraction(len(right), len(readings))


def _sets(item: Item, readings: _Readings) -> tuple[set[str], set[str], set[str]]:
    """Give the picked, the right and all options of a question of one part."""
    part = item.shown.parts[0]
    menu = {option.id for option in item.shown.menu(part)}
    right = {option for option in menu if share_of(item.key, part.id, option)}
    return menu.intersection(readings[part.id].classes), right, menu


def _plus_minus(item: Item, readings: _Readings) -> Fraction:
    # The same as Moodle's multichoice with fractions of ±100/k %.
    picked, right, _ = _sets(item, readings)
    if not right:
        return Fraction(0)
    net = len(picked & right) - len(picked - right)
    return Fraction(max(0, net), len(right))


def _exact(item: Item, readings: _Readings) -> Fraction:
    picked, right, _ = _sets(item, readings)
    return Fraction(picked == right)


def _per_option(item: Item, readings: _Readings) -> Fraction:
    picked, right, menu = _sets(item, readings)
    if not picked:
        return Fraction(0)
    return Fraction(len(menu) - len(picked ^ right), len(menu))


def _pairwise(item: Item, readings: _Readings) -> Fraction:
    events = sorted(
        (min(places), readings[part.id].classes)
        for part in item.shown.parts
        if (places := _places(item, part))
    )
    pairs = list(combinations([_place(classes) for _, classes in events], 2))
    if not pairs:
        return Fraction(0)
    right = [first and second and first < second for first, second in pairs]
    return Fraction(sum(map(bool, right)), len(pairs))


def _places(item: Item, part: Part) -> list[int]:
    credit = item.key.credit.get(part.id, {})
    return [int(place) for place in credit if place.isdecimal()]


def _place(classes: tuple[str, ...]) -> int:
    """Give the place in which an event was put, 0 for none."""
    return int(classes[0]) if classes and classes[0].isdecimal() else 0


RULES: dict[str, Callable[[Item, _Readings], Fraction]] = {
    "each": _each,
    "every": _every,
    "chain": _chain,
    "plus_minus": _plus_minus,
    "exact": _exact,
    "per_option": _per_option,
    "pairwise": _pairwise,
}
