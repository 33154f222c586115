"""Places for answers in a running text: ``[[gap]]``."""

import re
from dataclasses import dataclass

_GAP = re.compile(r"\[\[([a-z][a-z0-9_-]{0,31})\]\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words, or a gap; the other of the two is empty."""

    text: str = ""
    gap: str = ""


def split_gaps(body: str) -> tuple[Piece, ...]:
    """Cut a text at its gaps, keeping the order in which it is read."""
    # With a group in its pattern, split gives words and gaps by turns.
    return tuple(
        Piece(gap=each) if index % 2 else Piece(text=each)
        for index, each in enumerate(_GAP.split(body))
        if each
    )


def name_gaps(body: str) -> tuple[str, ...]:
    """List the gaps of a text, as often as each stands there."""
    return tuple(_GAP.findall(body))


def has_stray_brackets(body: str) -> bool:
    """Tell whether ``[[`` stands where it opens no gap."""
    return "[[" in _GAP.sub(" ", body)
