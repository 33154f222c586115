"""What keeps a question from being published, all found at once."""

from quiz.assessment.fault import MESSAGES, Fault, message
from quiz.assessment.fault_checks import marking, proof, shape, wording
from quiz.assessment.item import Item
from quiz.assessment.kinds import KINDS

__all__ = ["MESSAGES", "Fault", "faults", "message"]


def faults(item: Item) -> list[Fault]:
    """List every fault of a question."""
    kind = KINDS.get(item.shown.kind)
    if kind is None:
        return [Fault("unknown_kind", "kind", detail={"kind": item.shown.kind})]
    return [
        fault
        for check in (*shape.CHECKS, *wording.CHECKS, *marking.CHECKS, *proof.CHECKS)
        for fault in check(item, kind)
    ]
