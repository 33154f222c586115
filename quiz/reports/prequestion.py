"""What a lesson asks before its text, and answers below it."""

from dataclasses import dataclass
from typing import Any

from quiz.assessment.arrangement import arrange
from quiz.assessment.scoring import score
from quiz.reports.review import Review, review

# Nobody's attempt: every reader meets the options in one order.
SEED = 0


@dataclass(frozen=True)
class Prequestion:
    """A question that is asked before reading: never sent, and never scored."""

    uid: str
    shown: Any
    answer: Review  # as of a question that was left blank


def prequestions(lesson, content):
    """Return what a lesson asks before it is read, in its order."""
    rows = lesson.questions.prequestions().select_related("current")
    return tuple(_prequestion(row, content) for row in rows)


def _prequestion(question, content):
    item = question.current.item
    shown = arrange(item.shown, SEED, question.uid)
    return Prequestion(
        uid=question.uid,
        shown=shown,
        answer=review(item, shown, {}, score(item, {}), content),
    )
