"""Sound questions of every kind and rule, drawn at random, and answers to them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import strategies as st

from quiz.assessment.item import Item, Option, Part
from quiz.assessment.kinds import KINDS, Kind
from quiz.assessment.number import write_number
from quiz.assessment.text import loose
from tests.quiz.assessment.builders import Sample, make_item, words
from tests.quiz.assessment.strategies import answers, spelled, written

Credit = dict[str, dict[str, float]]
Idents = Iterator[str]

# Ids that would tell, if anything went by the name or the place of a row.
IDENTS = [
    *("a", "b", "f", "k", "q", "x", "true", "false", "right", "none", "items"),
    *("a1", "a10", "a2", "b-1", "b_1", "b-", "p1", "p12", "p2", "r-p1", "z" * 32),
    *("vapour", "lava", "press", "soft", "dense", "metal", "sea", "dry", "settle"),
]
SHARES = [0, 0.1, 0.25, 0.3333, 0.5, 0.6667, 1]
# Further from any accepted answer than a slip or a tolerance.
FAR_WORDS = "zzz zzz"

RULES = [(name, rule) for name, kind in KINDS.items() for rule in kind.rules]
each_rule = pytest.mark.parametrize(("kind", "rule"), RULES)


@st.composite
def samples(draw: st.DrawFn, kind: str, rule: str) -> Sample:
    """Draw a question of a kind and a rule, with a right answer and a wrong one."""
    idents = _idents(draw)
    drawn = _DRAW[KINDS[kind].menus](draw, kind, idents)
    shown = replace(drawn.item.shown, rule=rule, points=draw(st.integers(1, 5)))
    return replace(drawn, item=replace(drawn.item, shown=shown))


@st.composite
def any_sample(draw: st.DrawFn, *kinds: str) -> Sample:
    """Draw a question of any kind, or of one of some kinds, by any of its rules."""
    rules = [each for each in RULES if each[0] in (kinds or KINDS)]
    return draw(samples(*draw(st.sampled_from(rules))))


def responses(sample: Sample) -> st.SearchStrategy[dict[str, object]]:
    """Draw well-formed answers, whole or in part, some of them near to right ones."""
    accepted = [
        text for each in sample.item.key.accepted.values() for text in each.values()
    ]
    return answers(sample.item.shown, accepted)


def _idents(draw: st.DrawFn) -> Idents:
    """Give every id once, in one of many orders: their number is a prime."""
    start, step = draw(st.integers(0, 30)), draw(st.integers(1, 30))
    return (IDENTS[(start + step * index) % 31] for index in range(31))


def _shared(draw: st.DrawFn, name: str, idents: Idents) -> Sample:
    kind = KINDS[name]
    parts = _parts(draw, name, idents)
    # A match has more targets than sources.
    options = _menu(draw, idents, fewest=len(parts) + 1 if name == "match" else 2)
    credit = {part.id: _credit(draw, part, options) for part in parts}
    item = make_item(
        name,
        words("أيها؟", "Which?"),
        parts,
        credit,
        options=options,
        options_shuffled="options" in kind.shuffles and draw(st.booleans()),
        parts_shuffled="parts" in kind.shuffles and draw(st.booleans()),
        **_body(draw, kind, parts),
    )
    return _picked(draw, item, parts, credit)


def _own(draw: st.DrawFn, name: str, idents: Idents) -> Sample:
    kind = KINDS[name]
    parts = tuple(
        replace(
            part,
            options=_menu(draw, idents),
            is_shuffled=kind.shuffles_menu(part.id) and draw(st.booleans()),
        )
        for part in _parts(draw, name, idents)
    )
    credit = {part.id: _credit(draw, part, part.options) for part in parts}
    body = _body(draw, kind, parts)
    item = make_item(name, words("أيها؟", "Which?"), parts, credit, **body)
    return _picked(draw, item, parts, credit)


def _places(draw: st.DrawFn, name: str, idents: Idents) -> Sample:
    events = _rows(draw, idents, "place", fewest=2)
    in_order = [part.id for part in events]
    if in_order == sorted(in_order):  # their ids would give the order away
        in_order.reverse()
    count = len(events)
    places = {ident: number for number, ident in enumerate(in_order, 1)}
    item = make_item(
        name,
        words("رتّبها.", "Put them in order."),
        tuple(draw(st.permutations(events))),
        {ident: {str(place): 1.0} for ident, place in places.items()},
        parts_shuffled=True,
    )
    return Sample(
        item,
        right={ident: [str(place)] for ident, place in places.items()},
        wrong={ident: [str(count + 1 - place)] for ident, place in places.items()},
    )


def _accepted(draw: st.DrawFn, name: str, idents: Idents) -> Sample:
    draw_answers = _numbers if name == "numeric" else _texts
    shares = [1, *draw(st.lists(st.sampled_from(SHARES), max_size=4))]
    credit = dict(zip(idents, shares, strict=False))
    accepted, right, wrong, key = draw_answers(draw, credit)
    part = Part("answer", KINDS[name].takes)
    item = make_item(
        name,
        words("ما هو؟", "What is it?"),
        (part,),
        {"answer": {ident: share for ident, share in credit.items() if share}},
        key={
            "accepted": accepted,
            "near": draw(st.sampled_from([0, 0.25, 0.3333, 0.5, 1])),
            **key,
        },
    )
    return Sample(item, right={"answer": right}, wrong={"answer": wrong})


def _numbers(
    draw: st.DrawFn, credit: dict[str, float]
) -> tuple[dict[str, dict[str, str]], str, str, dict[str, object]]:
    places = draw(st.integers(0, 3))
    drawn = draw(_listed(st.integers(-5_000, 5_000).filter(bool), len(credit)))
    numbers = [Decimal(each).scaleb(-places) for each in drawn]
    tolerance = draw(st.sampled_from(["0.02", "٠٫٥", "2", "0"]))
    key = {
        "tolerance": tolerance,
        "is_relative": tolerance != "0" and draw(st.booleans()),
    }
    accepted = {
        ident: words(draw(written(each)), write_number(each))
        for ident, each in zip(credit, numbers, strict=True)
    }
    whole = [
        each for each, share in zip(numbers, credit.values(), strict=True) if share == 1
    ]
    beyond = 6 * max(map(abs, numbers)) + 6
    right = draw(written(draw(st.sampled_from(whole))))
    return accepted, right, draw(written(Decimal(beyond))), key


def _texts(
    draw: st.DrawFn, credit: dict[str, float]
) -> tuple[dict[str, dict[str, str]], str, str, dict[str, object]]:
    letters = "ابتةهيىكأإآؤئءلوم abé12"
    text = st.text(letters, min_size=2, max_size=8).filter(loose)
    texts = draw(_listed(text, 2 * len(credit), unique_by=loose))
    accepted = {
        ident: words(texts.pop(), texts.pop())
        if share == 1 or draw(st.booleans())
        else {draw(st.sampled_from(["ar", "en"])): texts.pop()}
        for ident, share in credit.items()
    }
    whole = [
        text
        for ident, share in credit.items()
        if share == 1
        for text in accepted[ident].values()
    ]
    return accepted, draw(spelled(draw(st.sampled_from(whole)))), FAR_WORDS, {}


def _listed(
    each: st.SearchStrategy[Any], count: int, **unique: object
) -> st.SearchStrategy[list[Any]]:
    unique = unique or {"unique": True}
    return st.lists(each, min_size=count, max_size=count, **unique)


def _levels(draw: st.DrawFn, name: str, idents: Idents) -> Sample:
    rubric = tuple(
        replace(part, options=_menu(draw, idents))
        for part in _rows(draw, idents, "one")
    )
    credit = {part.id: _credit(draw, part, part.options) for part in rubric}
    part = Part("answer", KINDS[name].takes)
    item = make_item(name, words("لماذا؟", "Why?"), (part,), credit, rubric=rubric)
    rated = _picked(draw, item, rubric, credit)
    answer = {"answer": draw(st.sampled_from(["لأن الملح يذوب.", "a\nb", "0"]))}
    return Sample(item, answer, answer, rated.right, rated.wrong)


_DRAW = {
    "shared": _shared,
    "own": _own,
    "places": _places,
    "accepted": _accepted,
    "levels": _levels,
}


def _parts(draw: st.DrawFn, name: str, idents: Idents) -> tuple[Part, ...]:
    kind = KINDS[name]
    if kind.parts == "answer":
        return (Part("answer", kind.takes),)
    if kind.parts == "fixed":
        return tuple(Part(each, kind.takes, _named(each)) for each in kind.part_ids)
    return _rows(draw, idents, kind.takes)


def _rows(
    draw: st.DrawFn, idents: Idents, takes: str, fewest: int = 1
) -> tuple[Part, ...]:
    count = draw(st.integers(fewest, 4))
    return tuple(
        Part(each, takes, _named(each)) for each in (next(idents) for _ in range(count))
    )


def _menu(draw: st.DrawFn, idents: Idents, fewest: int = 2) -> tuple[Option, ...]:
    count = draw(st.integers(fewest, 6))
    return tuple(
        Option(each, _named(each)) for each in (next(idents) for _ in range(count))
    )


def _named(ident: str) -> dict[str, str]:
    return words(f"صف {ident}", f"Row {ident}")


def _credit(
    draw: st.DrawFn, part: Part, options: tuple[Option, ...]
) -> dict[str, float]:
    """Draw a share for each option: one earns all, one nothing, the rest what it is."""
    shares = [0, 1] if part.takes == "many" else SHARES
    rest = [draw(st.sampled_from(shares)) for _ in options[2:]]
    drawn = draw(st.permutations([1, 0, *rest]))
    return {
        option.id: float(share)
        for option, share in zip(options, drawn, strict=True)
        if share
    }


def _body(
    draw: st.DrawFn, kind: Kind, parts: tuple[Part, ...]
) -> dict[str, dict[str, str]]:
    """Draw a text with the gaps of a kind, in an order of each language."""
    if not kind.has_gaps:
        return {}
    gaps = [f"[[{part.id}]]" for part in parts]
    first, second = draw(st.permutations(gaps)), draw(st.permutations(gaps))
    return {"body": words(" ثم ".join(first), " then ".join(second))}


def _picked(
    draw: st.DrawFn, item: Item, parts: tuple[Part, ...], credit: Credit
) -> Sample:
    right, wrong = {}, {}
    for part in parts:
        menu = [option.id for option in item.shown.menu(part)]
        whole = sorted(each for each in menu if credit[part.id].get(each) == 1)
        nothing = sorted(each for each in menu if each not in credit[part.id])
        if part.takes == "many":
            right[part.id], wrong[part.id] = whole, nothing
        else:
            right[part.id] = [draw(st.sampled_from(whole))]
            wrong[part.id] = [draw(st.sampled_from(nothing))]
    return Sample(item, right, wrong)
