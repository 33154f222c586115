"""Rules for what a quiz asks of the mind, and whether it is known: L20."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil, floor

from quiz.assessment.item_rules.finding import (
    ERROR,
    WARNING,
    Labelled,
    Spot,
    quiz_rule,
    rule,
)

# A quiz with fewer questions is a part of something, with no mixture of its own.
_FEWEST = 6
_RECALL = ("remember", "understand")
_MOST_RECALL = 0.5
# The share of each group of levels in a quiz, from and to.
_SHARES = {
    _RECALL: (0.3, 0.4),
    ("apply", "analyse"): (0.3, 0.4),
    ("evaluate",): (0.2, 0.3),
}


@rule("L20", ERROR)
def unlabelled(question: Labelled) -> Iterator[Spot]:
    """Ask that level and learning point are set."""
    if not (question.level and question.learning_point):
        yield Spot("level")


@quiz_rule("L20", ERROR)
def too_much_recall(questions: Sequence[Labelled]) -> Iterator[Spot]:
    """Ask that half of the questions at least ask for more than recall."""
    total = len(questions)
    count = sum(question.level in _RECALL for question in questions)
    if total >= _FEWEST and count > _MOST_RECALL * total:
        yield Spot(detail={"count": count, "total": total})


@quiz_rule("L20", WARNING)
def uneven_levels(questions: Sequence[Labelled]) -> Iterator[Spot]:
    """Point to a group of levels with too few or too many questions."""
    total = len(questions)
    if total < _FEWEST:
        return
    counts = Counter(question.level for question in questions)
    for levels, (least, greatest) in _SHARES.items():
        count = sum(counts[level] for level in levels)
        fewest, most = floor(least * total), ceil(greatest * total)
        if not fewest <= count <= most:
            yield Spot(
                detail={
                    "count": count,
                    "total": total,
                    "levels": levels,
                    "fewest": fewest,
                    "most": most,
                }
            )


@quiz_rule("L20", WARNING)
def no_evidence_question(questions: Sequence[Labelled]) -> Iterator[Spot]:
    """Point to a quiz that never asks for the evidence."""
    yield from _without(questions, {"two_part", "hottext"})


@quiz_rule("L20", WARNING)
def no_sorting_question(questions: Sequence[Labelled]) -> Iterator[Spot]:
    """Point to a quiz in which no statements are sorted."""
    yield from _without(questions, {"categorise"})


def _without(questions: Sequence[Labelled], kinds: set[str]) -> Iterator[Spot]:
    if len(questions) < _FEWEST:
        return
    if not any(question.item.shown.kind in kinds for question in questions):
        yield Spot()
