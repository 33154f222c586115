"""Which skill a question trains: results are told by it."""

RECALL, TELLING, REASONING, EVIDENCE = SKILLS = (
    "recall",
    "telling",
    "reasoning",
    "evidence",
)


def skill_of(kind: str, level: str) -> str:
    """Name the skill of a question by its kind and its level."""
    if kind == "categorise":
        return TELLING
    if kind in {"two_part", "hottext"}:
        return EVIDENCE
    return RECALL if level in {"remember", "understand"} else REASONING
