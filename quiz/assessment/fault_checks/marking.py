"""Faults of the key: shares, orders, rubrics and accepted answers."""

from collections.abc import Iterator
from itertools import combinations

from quiz.assessment.fault import Check, Fault
from quiz.assessment.item import LANGUAGES, Item, Part, canonical
from quiz.assessment.kinds import Kind
from quiz.assessment.number import Unreadable, read_number, write_number
from quiz.assessment.reading import share_of
from quiz.assessment.text import loose, strict


def _check_names(item: Item, kind: Kind) -> Iterator[Fault]:
    marked = {part.id: part for part in _marked_parts(item, kind)}
    for part_id, credit in item.key.credit.items():
        part = marked.get(part_id)
        if part is None:
            yield Fault("unknown_part", "key", detail={"part": part_id})
            continue
        answers = _answers(item, kind, part)
        for option, share in credit.items():
            if option not in answers:
                yield Fault("unknown_option", part_id, detail={"option": option})
            if not 0 <= share <= 1:
                yield Fault("bad_share", part_id, detail={"option": option})


def _check_shares(item: Item, kind: Kind) -> Iterator[Fault]:
    for part in _marked_parts(item, kind):
        answers = _answers(item, kind, part)
        shares = {answer: share_of(item.key, part.id, answer) for answer in answers}
        if 1 not in shares.values():
            yield Fault("no_full_mark", part.id)
        elif not kind.is_typed and set(shares.values()) == {1}:
            yield Fault("every_option_right", part.id)
        for option, share in shares.items():
            if part.takes == "many" and 0 < share < 1:
                yield Fault("partial_share", part.id, detail={"option": option})


def _check_order(item: Item, kind: Kind) -> Iterator[Fault]:
    if kind.menus != "places":
        return
    parts = canonical(item).shown.parts
    places = [place for part in parts for place in item.key.credit.get(part.id, ())]
    expected = [str(number + 1) for number in range(len(parts))]
    if sorted(places) != sorted(expected):
        yield Fault("bad_places", "parts", detail={"count": len(parts)})
    elif places == expected:
        yield Fault("order_given_away", "parts")


def _check_rubric(item: Item, kind: Kind) -> Iterator[Fault]:
    if kind.has_rubric and not item.shown.rubric:
        yield Fault("no_rubric", "rubric")


def _check_accepted(item: Item, kind: Kind) -> Iterator[Fault]:
    if not kind.is_typed:
        return
    for language in LANGUAGES:
        whole = (
            answer
            for answer, text in item.key.accepted.items()
            if text.get(language, "").strip() and _share(item, answer) == 1
        )
        if not any(whole):
            yield Fault("no_accepted", "accepted", language)
    for first, second in combinations(item.key.accepted, 2):
        if _share(item, first) == _share(item, second):
            continue
        if _forms(item, kind, first) & _forms(item, kind, second):
            yield Fault("same_answer", first, detail={"other": second})


def _check_numbers(item: Item, kind: Kind) -> Iterator[Fault]:
    if kind.takes != "number":
        return
    for answer, text in item.key.accepted.items():
        for language, written in text.items():
            if not written.strip():
                continue
            number = read_number(written)
            if isinstance(number, Unreadable):
                yield Fault(number.value, answer, language, {"text": written})
        if len(_forms(item, kind, answer)) > 1:
            yield Fault("number_differs", answer)
        if item.key.is_relative and "0" in _forms(item, kind, answer):
            # A share of nothing is nothing.
            yield Fault("relative_zero", answer)


def _check_letters(item: Item, kind: Kind) -> Iterator[Fault]:
    if kind.takes != "text":
        return
    for answer, text in item.key.accepted.items():
        for language, written in text.items():
            if written.strip() and not strict(written):
                yield Fault("no_letters", answer, language, {"text": written})


def _marked_parts(item: Item, kind: Kind) -> tuple[Part, ...]:
    return item.shown.rubric if kind.has_rubric else item.shown.parts


def _answers(item: Item, kind: Kind, part: Part) -> list[str]:
    if kind.is_typed:
        return list(item.key.accepted)
    return [option.id for option in item.shown.menu(part)]


def _share(item: Item, answer: str) -> object:
    return share_of(item.key, "answer", answer)


def _forms(item: Item, kind: Kind, answer: str) -> set[str]:
    """List how an accepted answer reads, each way once."""
    written = item.key.accepted[answer].values()
    if kind.takes != "number":
        return set(map(loose, written)) - {""}
    numbers = map(read_number, written)
    return {
        write_number(number) for number in numbers if not isinstance(number, Unreadable)
    }


CHECKS: tuple[Check, ...] = (
    _check_names,
    _check_shares,
    _check_order,
    _check_rubric,
    _check_accepted,
    _check_numbers,
    _check_letters,
)
