"""Rules of taking a quiz that belong together, so that nobody sets forty switches."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntFlag

PRACTICE, TEST, EXAM = "practice", "test", "exam"


class Reviewable(IntFlag):
    """What may be told about an answer: the columns of the review rules."""

    SCORE = 1
    CORRECTNESS = 2
    FEEDBACK = 4
    KEY = 8
    EVIDENCE = 16


NOTHING = Reviewable(0)
EVERYTHING = ~NOTHING

# The rows of the review rules: of an answer that was sent while its attempt is open;
# after the attempt; after the quiz is closed, or for an exam released.
DURING, SUBMITTED, CLOSED = PHASES = ("during", "submitted", "closed")


@dataclass(frozen=True, slots=True)
class Preset:
    """The rules of one preset; a quiz may set each otherwise."""

    review_during: Reviewable = NOTHING
    review_submitted: Reviewable = EVERYTHING
    review_closed: Reviewable = EVERYTHING
    attempt_limit: int | None = None
    repeats_missed: bool = False
    # Nobody begins before a moment of opening is set, and "closed" is "released".
    is_exam: bool = False


PRESETS = {
    PRACTICE: Preset(review_during=EVERYTHING, repeats_missed=True),
    TEST: Preset(),
    EXAM: Preset(review_submitted=NOTHING, attempt_limit=1, is_exam=True),
}

# What is wrong with a row of the review rules.
GIVEN_AWAY, TOLD_EARLY, TAKEN_BACK = "given_away", "told_early", "taken_back"

# What shows whether an answer was right; of a whole attempt, its score does not.
_SHOWS_CORRECTNESS = Reviewable.FEEDBACK | Reviewable.KEY
# What an exam may tell before its results are released.
_BEFORE_RELEASE = {DURING: NOTHING, SUBMITTED: Reviewable.SCORE, CLOSED: EVERYTHING}


def review_faults(
    review: Mapping[str, Reviewable], *, is_exam: bool
) -> list[tuple[str, str]]:
    """Name the rows of the review rules that make no sense, each with the reason."""
    found = []
    told = NOTHING
    for phase in PHASES:
        row = review[phase]
        shows = _SHOWS_CORRECTNESS
        if phase == DURING:
            shows |= Reviewable.SCORE
        if is_exam and row & ~_BEFORE_RELEASE[phase]:
            found.append((phase, TOLD_EARLY))
            continue
        if row & shows and Reviewable.CORRECTNESS not in row:
            found.append((phase, GIVEN_AWAY))
        elif told & ~row:
            found.append((phase, TAKEN_BACK))
        told |= row
    return found
