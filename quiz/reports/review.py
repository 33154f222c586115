"""What is told about one answer, once it may be told."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from quiz.assessment.kinds import KINDS
from quiz.assessment.outcome import OTHER, UNREADABLE

NOTES = {
    "near": _("Near enough for part of the mark."),
    "spelling": _("One letter differs from the accepted spelling."),
    "hamza": _("Forgiven: the hamza."),
    "ta_marbuta": _("Forgiven: ta marbuta written as ha."),
    "unreadable": _("This could not be read as a number."),
}


@dataclass(frozen=True)
class ReviewedOption:
    """An option with what became of it."""

    text: dict[str, str]
    is_picked: bool
    is_right: bool
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
    feedback: dict[str, str]
    share: Any  # Decimal: the part's own share, before the rule

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
        return self.share == 1


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
    outcome: Any
    parts: tuple[ReviewedPart, ...]
    explanation: dict[str, str]
    notes: tuple[Any, ...]
    proofs: tuple[Proof, ...]


def review(item, shown, value, outcome, content=None):
    """Return what to tell about an answer.

    `shown` is the item's as the attempt arranges it; `content` its lesson as published.
    """
    return Review(
        shown=shown,
        layout=KINDS[shown.kind].layout,
        outcome=outcome,
        parts=tuple(_part(item, shown, part, value, outcome) for part in shown.parts),
        explanation=item.review.explanation,
        notes=tuple(NOTES[note] for note in outcome.notes if note in NOTES),
        proofs=_proofs(item, content),
    )


def _part(item, shown, part, value, outcome):
    credit = item.key.credit.get(part.id, {})
    given = value.get(part.id, ())
    feedback = item.review.feedback
    read_as = [
        each
        for each in outcome.classes.get(part.id, ())
        if each not in {OTHER, UNREADABLE}
    ]
    typed_feedback = feedback.get(read_as[0], {}) if read_as else {}
    return ReviewedPart(
        id=part.id,
        text=part.text,
        options=tuple(
            ReviewedOption(
                text=option.text,
                is_picked=option.id in given,
                is_right=credit.get(option.id, 0) > 0,
                feedback=feedback.get(option.id, {}),
            )
            for option in shown.menu(part)
        ),
        typed=given if isinstance(given, str) else "",
        accepted=tuple(
            item.key.accepted[answer]
            for answer, share in credit.items()
            if share == 1 and answer in item.key.accepted
        ),
        feedback=feedback.get(part.id)
        or (typed_feedback if KINDS[shown.kind].is_typed else {}),
        share=outcome.parts.get(part.id, 0),
    )


def _proofs(item, content):
    numbered = enumerate(content.passages, 1) if content else ()
    published = {passage.id: (number, passage) for number, passage in numbered}
    proofs = []
    for uid in item.review.evidence:
        number, passage = published.get(uid, (None, None))
        proofs.append(Proof(uid, item.review.passages[uid], passage, number))
    return tuple(proofs)
