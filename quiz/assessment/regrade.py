"""Regrading: answers judged once more, by a mended key or by none."""

from dataclasses import dataclass, replace
from decimal import Decimal

from quiz.assessment.item import Item, Part, Shown
from quiz.assessment.outcome import VOID, Outcome
from quiz.assessment.scoring import score

KEY, FULL, LEFT_OUT = WAYS = (
    "key",  # judged by the key of another revision
    "full",  # void: counts full for everybody
    "left_out",  # void: counts for nobody
)

# What may differ between two revisions of which one judges the answers to the other.
WORDING, RULE, POINTS = CHANGES = ("wording", "rule", "points")


def judge(way: str, item: Item, response: object) -> Outcome:
    """Score a response as a regrade wills; what was read in it is kept with it."""
    outcome = score(item, response)
    if way == KEY:
        return outcome
    points = outcome.max_score if way == FULL else Decimal(0)
    return replace(outcome, state=VOID, score=points, max_score=points)


@dataclass(frozen=True, slots=True)
class Fit:
    """How what judges an answer differs from what was asked."""

    is_other_kind: bool
    ids: tuple[str, ...]  # of parts and options that only one of the two has
    changes: tuple[str, ...]  # of CHANGES; a person has to weigh them

    @property
    def is_allowed(self) -> bool:
        """Say whether an answer to the one means the same to the other."""
        return not (self.is_other_kind or self.ids)


def fit(asked: Shown, judging: Shown) -> Fit:
    """Compare what was asked with what is to judge the answers."""
    is_there = {
        WORDING: _words(asked) != _words(judging),
        RULE: asked.rule != judging.rule,
        POINTS: asked.points != judging.points,
    }
    return Fit(
        is_other_kind=asked.kind != judging.kind,
        ids=tuple(sorted({each[-1] for each in _ids(asked) ^ _ids(judging)})),
        changes=tuple(each for each in CHANGES if is_there[each]),
    )


def _ids(shown: Shown) -> set[tuple[str, ...]]:
    """Give the ids of parts, and those of options within their part."""
    parts: tuple[Part, ...] = (*shown.parts, *shown.rubric)
    options = {(part.id, option.id) for part in parts for option in shown.menu(part)}
    return {(part.id,) for part in parts} | options


def _words(shown: Shown) -> Shown:
    return replace(shown, kind="", rule="", points=0)
