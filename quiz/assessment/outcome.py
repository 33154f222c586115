"""What scoring a response gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Self

RIGHT, PARTLY, WRONG, BLANK, PENDING, VOID = STATES = (
    "right",
    "partly",
    "wrong",
    "blank",
    "pending",
    "void",  # the question counts for nobody, or full for everybody
)
# What says nothing of what a learner knows.
UNJUDGED = frozenset({PENDING, VOID})

# Answers that are no option. No id looks like these: an id begins with a letter.
OTHER = "*"  # typed, and neither accepted nor foreseen
UNREADABLE = "?"
UNANSWERED = "-"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The score of one response, and how it came about."""

    state: str  # one of STATES
    score: Decimal | None  # None while it waits for a person
    max_score: Decimal
    # Part id → the share that the part earned on its own, before the rule.
    parts: dict[str, Decimal] = field(default_factory=dict)
    # near, spelling, near_miss, unreadable, or a fold that was forgiven.
    notes: tuple[str, ...] = ()
    # Part or criterion id → the ids that the answer was read as; absent if blank.
    classes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_unreadable(self) -> bool:
        """Tell whether the answer could not be read: no mistake, in an analysis."""
        return "unreadable" in self.notes

    @property
    def detail(self) -> dict[str, Any]:
        """Write parts, notes and classes as plain data that JSON can hold."""
        return {
            "parts": {part: str(share) for part, share in self.parts.items()},
            "notes": list(self.notes),
            "classes": {part: list(ids) for part, ids in self.classes.items()},
        }

    @classmethod
    def from_detail(
        cls,
        state: str,
        score: Decimal | None,
        max_score: Decimal,
        detail: Mapping[str, Any],
    ) -> Self:
        """Read an outcome back from what was stored of it."""
        parts = detail.get("parts", {})
        classes = detail.get("classes", {})
        return cls(
            state=state,
            score=score,
            max_score=max_score,
            parts={part: Decimal(share) for part, share in parts.items()},
            notes=tuple(detail.get("notes", ())),
            classes={part: tuple(ids) for part, ids in classes.items()},
        )
