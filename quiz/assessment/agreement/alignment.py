"""Which sentences of two texts say the same.

The likeliest way to pair them by their lengths, after Gale and Church (1993), and by
the figures that they share.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quiz.assessment.agreement.prose import Pair, Prose
from quiz.assessment.agreement.structure import sentences

# How unlikely it is that so many sentences are translated by so many, as the negative
# logarithm of how often it is seen.
_UNLIKELY = {
    (1, 1): 0.1,
    (1, 2): 2.4,
    (2, 1): 2.4,
    (1, 0): 4.6,
    (0, 1): 4.6,
    (2, 2): 4.5,
    (1, 3): 5.0,
    (3, 1): 5.0,
}
_VARIANCE = 6.8  # of the length of a translation, to each letter of the sentence
_LEAST_CHANCE = 1e-12
_SHARED_FIGURE = 1.5  # what one in both is worth


@dataclass(frozen=True, slots=True)
class _Sentence:
    prose: Prose
    length: int
    figures: frozenset[str]


def align(pair: Pair) -> tuple[Pair, ...]:
    """Cut a pair into parts that say the same: mostly a sentence of each."""
    first, second = pair
    ours, theirs = (_measure(sentences(prose)) for prose in pair.values())
    return tuple(
        {first: _join(pair[first], some), second: _join(pair[second], others)}
        for some, others in _likeliest(ours, theirs)
    )


def _measure(parts: Sequence[Prose]) -> list[_Sentence]:
    return [
        _Sentence(
            prose,
            prose.tokens[-1].end - prose.tokens[0].start,
            frozenset(token.word for token in prose.tokens if token.kind == "figure"),
        )
        for prose in parts
    ]


def _likeliest(
    ours: list[_Sentence], theirs: list[_Sentence]
) -> Iterator[tuple[list[_Sentence], list[_Sentence]]]:
    ratio = _length(ours) / (_length(theirs) or 1) or 1
    costs = {(0, 0): 0.0}
    steps = {}
    for end in range(len(ours) + 1):
        for other_end in range(len(theirs) + 1):
            options = [
                (
                    costs[end - count, other_end - other_count]
                    + unlikely
                    + _cost(
                        ours[end - count : end],
                        theirs[other_end - other_count : other_end],
                        ratio,
                    ),
                    (count, other_count),
                )
                for (count, other_count), unlikely in _UNLIKELY.items()
                if count <= end and other_count <= other_end
            ]
            if options:
                costs[end, other_end], steps[end, other_end] = min(options)
    parts = []
    end, other_end = len(ours), len(theirs)
    while end or other_end:
        count, other_count = steps[end, other_end]
        parts.append(
            (ours[end - count : end], theirs[other_end - other_count : other_end])
        )
        end, other_end = end - count, other_end - other_count
    return reversed(parts)


def _cost(
    some: Sequence[_Sentence], others: Sequence[_Sentence], ratio: float
) -> float:
    if not (some and others):
        return 0.0
    length, other_length = _length(some), _length(others) * ratio
    deviation = math.sqrt(_VARIANCE * (length + other_length) / 2)
    chance = math.erfc(abs(length - other_length) / deviation / math.sqrt(2))
    shared = _figures(some) & _figures(others)
    return -math.log(max(chance, _LEAST_CHANCE)) - _SHARED_FIGURE * len(shared)


def _length(parts: Sequence[_Sentence]) -> int:
    return sum(part.length for part in parts)


def _figures(parts: Sequence[_Sentence]) -> frozenset[str]:
    return frozenset().union(*(part.figures for part in parts))


def _join(whole: Prose, parts: Sequence[_Sentence]) -> Prose:
    tokens = tuple(token for part in parts for token in part.prose.tokens)
    return Prose(whole.language, whole.text, tokens)
