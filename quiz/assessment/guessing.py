"""What a learner earns who knows nothing and picks."""

from collections.abc import Sequence
from fractions import Fraction

from quiz.assessment.item import Item, Part
from quiz.assessment.reading import share_of

# Of a set nobody can say how many a guesser ticks.
_UNKNOWN = ("plus_minus", "exact", "per_option", "by_hand")
_HALF = Fraction(1, 2)


def guess_share(item: Item) -> Fraction | None:
    """Return the share that guessing earns on average, or None where none is known.

    What has to be typed is guessed by nobody.
    """
    shown = item.shown
    if shown.rule in _UNKNOWN:
        return None
    if shown.rule == "pairwise":
        return _HALF
    shares = [_shares(item, part) for part in shown.parts]
    if shown.rule == "each":
        return _mean([_mean(each) for each in shares])
    right = [_mean([Fraction(share == 1) for share in each]) for each in shares]
    chances, chance = [], Fraction(1)
    for each in right:
        chance *= each
        chances.append(chance)
    # Of a chain each part counts that is right with all before it; else only all do.
    return _mean(chances) if shown.rule == "chain" else chance


def _shares(item: Item, part: Part) -> list[Fraction]:
    """List what each option of a part earns."""
    menu = item.shown.menu(part)
    return [share_of(item.key, part.id, option.id) for option in menu]


def _mean(shares: Sequence[Fraction]) -> Fraction:
    return sum(shares, Fraction(0)) / len(shares) if shares else Fraction(0)
