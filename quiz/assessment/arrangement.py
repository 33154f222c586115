"""Shuffles and draws: sorted by a keyed hash, so that nothing need be stored.

Python's own random module promises no lasting order; and in a sorted list, an
option that is added or withdrawn moves no other.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from hashlib import blake2b
from typing import TypeVar

from quiz.assessment.item import Option, Part, Shown

_Row = TypeVar("_Row", Part, Option)


def arrange(shown: Shown, seed: int, uid: str) -> Shown:
    """Put the shuffled lists of a question in the order of one attempt."""
    parts = tuple(
        replace(
            part,
            options=_shuffled(part.options, seed, uid, f"{part.id}.options"),
        )
        if part.is_shuffled
        else part
        for part in shown.parts
    )
    options = shown.options
    if shown.parts_shuffled:
        parts = _shuffled(parts, seed, uid, "parts")
    if shown.options_shuffled:
        options = _shuffled(options, seed, uid, "options")
    return replace(shown, parts=parts, options=options)


def draw(
    candidates: Iterable[str],
    count: int,
    seed: int,
    slot: int | str,
    met: Collection[str] = (),
) -> list[str]:
    """Draw question uids for a slot, those that the learner has not met first."""
    known = frozenset(met)
    ranked = sorted(
        set(candidates),
        key=lambda uid: (uid in known, _hash(seed, slot, uid), uid),
    )
    return ranked[: max(0, count)]


def _shuffled(
    rows: tuple[_Row, ...], seed: int, uid: str, name: str
) -> tuple[_Row, ...]:
    return tuple(sorted(rows, key=lambda row: (_hash(seed, uid, name, row.id), row.id)))


def _hash(*words: int | str) -> bytes:
    # No uid or id holds the separator, so no two lists of words read the same.
    return blake2b("\x1f".join(map(str, words)).encode(), digest_size=8).digest()
