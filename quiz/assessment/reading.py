"""From what was answered to the ids that it stands for, one part at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quiz.assessment.item import Key, Part, Shown
from quiz.assessment.number import Unreadable, read_number
from quiz.assessment.outcome import OTHER, UNREADABLE
from quiz.assessment.response import is_blank
from quiz.assessment.text import forgiven, is_one_slip, strict


@dataclass(frozen=True, slots=True)
class Reading:
    """What the answer to one part was read as, and the share that it earns."""

    classes: tuple[str, ...] = ()  # empty: not answered
    share: Fraction = Fraction(0)
    notes: tuple[str, ...] = ()


_UNREADABLE = Reading((UNREADABLE,), notes=("unreadable",))


def read_part(shown: Shown, key: Key, part: Part, response: object) -> Reading:
    """Read the answer to one part; whatever was stored, nothing is raised."""
    answer = response.get(part.id) if isinstance(response, Mapping) else None
    if part.takes in ("number", "text", "long"):
        if not isinstance(answer, str) or is_blank(answer):
            return Reading()
        return _read_typed(key, part, answer)
    picked = _strings([answer] if isinstance(answer, str) else answer)
    if not picked:
        return Reading()
    known = sorted(picked & {option.id for option in shown.menu(part)})
    if not known:
        return _UNREADABLE
    return Reading(
        tuple(known), max(share_of(key, part.id, option) for option in known)
    )


def share_of(key: Key, part_id: str, option_id: str) -> Fraction:
    """Give the exact share of a part that an option earns: 0.3333 means a third."""
    return _exact(key.credit.get(part_id, {}).get(option_id, 0))


def _exact(share: float) -> Fraction:
    return min(Fraction(1), max(Fraction(0), Fraction(share).limit_denominator(100)))


def _strings(answer: object) -> set[str]:
    if not isinstance(answer, list | tuple):
        return set()
    return {each for each in answer if isinstance(each, str) and not is_blank(each)}


def _read_typed(key: Key, part: Part, answer: str) -> Reading:
    if part.takes == "number":
        return _read_number(key, part, answer)
    if part.takes == "text":
        return _read_text(key, part, answer)
    return Reading((OTHER,))


def _ranked(key: Key, part: Part) -> list[tuple[Fraction, str]]:
    """List the accepted answers, highest share first.

    By id within a share: databases do not keep the order of an object's names.
    """
    answers = ((share_of(key, part.id, answer), answer) for answer in key.accepted)
    return sorted(answers, key=lambda each: (-each[0], each[1]))


def _read_number(key: Key, part: Part, answer: str) -> Reading:
    given = read_number(answer)
    if isinstance(given, Unreadable):
        return _UNREADABLE
    ranked = _ranked(key, part)
    for share, ident in ranked:
        if _is_within(key, ident, Fraction(given), 1):
            return Reading((ident,), share)
    for share, ident in ranked:
        if key.near and share and _is_within(key, ident, Fraction(given), 2):
            return Reading((ident,), share * _exact(key.near), ("near",))
    return Reading((OTHER,))


def _is_within(key: Key, ident: str, given: Fraction, times: int) -> bool:
    tolerance = read_number(key.tolerance)
    width = Fraction(0) if isinstance(tolerance, Unreadable) else Fraction(tolerance)
    for written in key.accepted[ident].values():
        number = read_number(written)
        if isinstance(number, Unreadable):
            continue
        value = Fraction(number)
        reach = width * abs(value) if key.is_relative else width
        if abs(given - value) <= times * reach:
            return True
    return False


def _read_text(key: Key, part: Part, answer: str) -> Reading:
    given = strict(answer)
    if not given:
        return _UNREADABLE
    # Both languages count: else a switch in mid-attempt would change a mark.
    words = [
        (share, ident, written)
        for share, ident in _ranked(key, part)
        for written in key.accepted[ident].values()
    ]
    for share, ident, written in words:
        if strict(written) == given:
            return Reading((ident,), share)
    return _read_forgiving(key, answer, words) or Reading((OTHER,))


def _read_forgiving(
    key: Key, answer: str, words: Sequence[tuple[Fraction, str, str]]
) -> Reading | None:
    for share, ident, written in words:
        folds = forgiven(answer, written)
        # An accepted answer without letters would match a lone hamza.
        if folds is not None and strict(written):
            # A foreseen mistake is forgiven nothing.
            return Reading((ident,), share, folds if share else ())
    for share, ident, written in words:
        if share and is_one_slip(answer, written):
            if not key.near:
                # For the editor, who may accept it.
                return Reading((OTHER,), notes=("near_miss",))
            return Reading((ident,), share * _exact(key.near), ("spelling",))
    return None
