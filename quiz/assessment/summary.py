"""How a class answered one question, as the rows of a teacher's table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from quiz.assessment.item import Item, Part
from quiz.assessment.number import Unreadable, read_number, write_number
from quiz.assessment.outcome import OTHER, PENDING, UNANSWERED, UNREADABLE, Outcome
from quiz.assessment.text import strict

Marked = tuple[object, Outcome]


@dataclass(frozen=True, slots=True)
class Line:
    """How many gave one answer to one part."""

    part: str
    answer: str  # an id of an option or answer, OTHER, UNREADABLE or UNANSWERED
    given: str  # for OTHER, what was typed, in one form for all its spellings
    count: int
    share: Decimal  # of the responses; those not yet marked by hand are left out


@dataclass(frozen=True, slots=True)
class Cross:
    """How many gave one answer to the first part and one to the second."""

    first: str
    second: str
    count: int
    share: Decimal


def summarize(item: Item, marked: Iterable[Marked]) -> list[Line]:
    """Count each answer to each part, options that nobody picked included.

    After a part's options come the unreadable, where there can be or are any, the
    unanswered, and what else was typed, the most common first.
    """
    settled = [each for each in marked if each[1].state != PENDING]
    parts = item.shown.rubric or item.shown.parts
    return [line for part in parts for line in _lines(item, part, settled)]


def cross(item: Item, marked: Iterable[Marked]) -> list[Cross]:
    """Count each pair of answers to the first two parts, such as claim × evidence."""
    first, second = item.shown.parts[:2]
    outcomes = [outcome for _, outcome in marked]
    counts = Counter(
        (one, other)
        for outcome in outcomes
        for one in outcome.classes.get(first.id, ())
        for other in outcome.classes.get(second.id, ())
    )
    return [
        Cross(
            one.id,
            other.id,
            counts[one.id, other.id],
            _share(counts[one.id, other.id], len(outcomes)),
        )
        for one in item.shown.menu(first)
        for other in item.shown.menu(second)
    ]


def _lines(item: Item, part: Part, marked: Sequence[Marked]) -> Iterator[Line]:
    counts = Counter(
        each
        for _, outcome in marked
        for each in outcome.classes.get(part.id) or (UNANSWERED,)
    )
    others = Counter(
        _given(part, response)
        for response, outcome in marked
        if OTHER in outcome.classes.get(part.id, ())
    )
    is_typed = part.takes in ("number", "text")
    answers = list(item.key.accepted) if is_typed else _ids(item, part)
    if is_typed or counts[UNREADABLE]:
        answers.append(UNREADABLE)
    for answer in [*answers, UNANSWERED]:
        yield _line(part, answer, "", counts[answer], marked)
    # By text within a count, so that the table stands still between two visits.
    for given, count in sorted(others.items(), key=lambda each: (-each[1], each[0])):
        yield _line(part, OTHER, given, count, marked)


def _line(
    part: Part, answer: str, given: str, count: int, marked: Sequence[Marked]
) -> Line:
    return Line(part.id, answer, given, count, _share(count, len(marked)))


def _ids(item: Item, part: Part) -> list[str]:
    return [option.id for option in item.shown.menu(part)]


def _given(part: Part, response: object) -> str:
    """Give what was typed, in one form for all its spellings."""
    typed = response.get(part.id) if isinstance(response, Mapping) else None
    if not isinstance(typed, str):
        return ""
    if part.takes == "number":
        number = read_number(typed)
        return "" if isinstance(number, Unreadable) else write_number(number)
    return strict(typed)


def _share(count: int, total: int) -> Decimal:
    share = Fraction(count, total) if total else Fraction(0)
    return Decimal(round(share * 10_000)).scaleb(-4)
