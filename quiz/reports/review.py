"""What is told about one answer, once it may be told."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from quiz.assessment.kinds import KINDS
from quiz.assessment.outcome import (
    BLANK,
    OTHER,
    PARTLY,
    RIGHT,
    UNREADABLE,
    VOID,
    WRONG,
)
from quiz.assessment.presets import NOTHING, Reviewable

# A score of one question says whether it is right, so both must be allowed.
SCORE_OF_ONE = Reviewable.SCORE | Reviewable.CORRECTNESS

NOTES = {
    "near": _("Near enough for part of the mark."),
    "spelling": _("One letter differs from the accepted spelling."),
    "hamza": _("Forgiven: the hamza."),
    "ta_marbuta": _("Forgiven: ta marbuta written as ha."),
    "unreadable": _("This could not be read as an answer."),
}


@dataclass(frozen=True)
class ReviewedOption:
    """An option with what became of it."""

    text: dict[str, str]
    is_picked: bool
    is_right: bool
    state: str  # right, or of a picked one wrong; empty where nothing is to be said
    feedback: dict[str, str]

    @property
    def is_told(self):
        """Say whether the option needs a word: picked, or right."""
        return self.is_picked or self.is_right


@dataclass(frozen=True)
class ReviewedPart:
    """One place for an answer, with what was given and what is right."""

    id: str
    text: dict[str, str]
    options: tuple[ReviewedOption, ...]
    typed: str
    accepted: tuple[dict[str, str], ...]  # typed kinds: what earns the whole part
    state: str  # as of a whole answer; empty where it is not told
    feedback: dict[str, str]

    @property
    def given(self):
        """Return the options that were picked."""
        return [option for option in self.options if option.is_picked]

    @property
    def right(self):
        """Return the options that are right."""
        return [option for option in self.options if option.is_right]

    @property
    def is_right(self):
        """Say whether the part earned its whole share."""
        return self.state == RIGHT


@dataclass(frozen=True)
class Proof:
    """A passage that proves the answer, as it read when the question was asked."""

    uid: str
    text: dict[str, str]
    passage: Any  # the passage as published now, or None
    number: int | None


@dataclass(frozen=True)
class Review:
    """All that is told about one answer."""

    shown: Any
    layout: str
    is_answered: bool
    outcome: Any  # with an empty state where it is not told
    parts: tuple[ReviewedPart, ...]
    explanation: dict[str, str]
    notes: tuple[Any, ...]
    proofs: tuple[Proof, ...]

    @property
    def is_wrong(self):
        """Say whether nothing of the answer is right."""
        return self.outcome.state == WRONG


def review(item, shown, value, outcome, content=None):
    """Return what there is to tell about an answer.

    `shown` is the item's as the attempt arranges it; `content` its lesson as published.
    """
    return Review(
        shown=shown,
        layout=KINDS[shown.kind].layout,
        is_answered=bool(value),
        outcome=outcome,
        parts=tuple(_part(item, shown, part, value, outcome) for part in shown.parts),
        explanation=item.review.explanation,
        notes=tuple(NOTES[note] for note in outcome.notes if note in NOTES),
        proofs=_proofs(item, content),
    )


def _part(item, shown, part, value, outcome):
    kind = KINDS[shown.kind]
    credit = item.key.credit.get(part.id, {})
    given = value.get(part.id, ())
    state = _state(part, given, outcome)
    feedback = item.review.feedback
    read_as = [
        each
        for each in outcome.classes.get(part.id, ())
        if each not in {OTHER, UNREADABLE}
    ]
    typed_feedback = feedback.get(read_as[0], {}) if read_as else {}
    # In rows it says why an option does not fit.
    is_fitting = state == RIGHT and kind.layout != "picks"
    return ReviewedPart(
        id=part.id,
        text=part.text,
        options=tuple(
            _option(
                option,
                {} if is_fitting else feedback.get(option.id, {}),
                is_picked=option.id in given,
                is_right=credit.get(option.id, 0) > 0,
            )
            for option in shown.menu(part)
        ),
        typed=given if isinstance(given, str) else "",
        accepted=tuple(
            item.key.accepted[answer]
            for answer, share in credit.items()
            if share == 1 and answer in item.key.accepted
        ),
        state=state,
        feedback=feedback.get(part.id) or (typed_feedback if kind.is_typed else {}),
    )


def _state(part, given, outcome):
    """Say what became of one part, by its own share."""
    if part.id not in outcome.parts:
        # Judged by hand, as a whole.
        return outcome.state
    share = outcome.parts[part.id]
    if share:
        return RIGHT if share == 1 else PARTLY
    return WRONG if given else BLANK


def _option(option, feedback, *, is_picked, is_right):
    state = WRONG if is_picked else ""
    return ReviewedOption(
        text=option.text,
        is_picked=is_picked,
        is_right=is_right,
        state=RIGHT if is_right else state,
        feedback=feedback,
    )


def withhold(review, told):
    """Return a review without what may not be told."""
    # Nothing is to be learned from the key and the words of a void question.
    taught = NOTHING if review.outcome.state == VOID else told
    has_feedback = Reviewable.FEEDBACK in taught
    return replace(
        review,
        outcome=replace(
            review.outcome,
            state=review.outcome.state if Reviewable.CORRECTNESS in told else "",
            score=review.outcome.score if SCORE_OF_ONE in told else None,
            parts={},
            classes={},
        ),
        parts=tuple(_withhold_of_part(part, taught) for part in review.parts),
        explanation=review.explanation if has_feedback else {},
        notes=review.notes if has_feedback else (),
        proofs=review.proofs if Reviewable.EVIDENCE in taught else (),
    )


def _withhold_of_part(part, told):
    return replace(
        part,
        options=tuple(_withhold_of_option(option, told) for option in part.options),
        accepted=part.accepted if Reviewable.KEY in told else (),
        state=part.state if Reviewable.CORRECTNESS in told else "",
        feedback=part.feedback if Reviewable.FEEDBACK in told else {},
    )


def _withhold_of_option(option, told):
    tells_key = Reviewable.KEY in told
    tells_state = option.is_picked and Reviewable.CORRECTNESS in told
    # What is said to an option that was not picked gives the key away.
    tells_why = Reviewable.FEEDBACK in told and (option.is_picked or tells_key)
    return replace(
        option,
        is_right=option.is_right and tells_key,
        state=option.state if tells_state or (option.is_right and tells_key) else "",
        feedback=option.feedback if tells_why else {},
    )


def _proofs(item, content):
    numbered = enumerate(content.passages, 1) if content else ()
    published = {passage.id: (number, passage) for number, passage in numbered}
    proofs = []
    for uid in item.review.evidence:
        number, passage = published.get(uid, (None, None))
        proofs.append(Proof(uid, item.review.passages[uid], passage, number))
    return tuple(proofs)
