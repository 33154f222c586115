"""Faults of the proof: passages that are named, or must be."""

from collections.abc import Iterator

from quiz.assessment.fault import Check, Fault
from quiz.assessment.fault_checks.shape import row_ids
from quiz.assessment.item import Item
from quiz.assessment.kinds import Kind


def _check_evidence(item: Item, kind: Kind) -> Iterator[Fault]:
    review = item.review
    if not review.evidence:
        yield Fault("no_evidence", "evidence")
    named = dict.fromkeys((*review.evidence, *review.rests_on.values()))
    for uid in named:
        if uid not in review.passages:
            yield Fault("missing_passage", f"passages.{uid}", detail={"passage": uid})


def _check_rows(item: Item, kind: Kind) -> Iterator[Fault]:
    rows = set(row_ids(item))
    for place, named in (
        ("feedback", item.review.feedback),
        ("rests_on", item.review.rests_on),
    ):
        for row in named:
            if row not in rows:
                yield Fault("unknown_row", place, detail={"row": row})


CHECKS: tuple[Check, ...] = (_check_evidence, _check_rows)
