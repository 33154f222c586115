"""The rules of item writing: what makes a question clear, fair and worth asking.

The rules are numbered as in the list that they come from (L1 to L20; Haladyna, Downing
and Rodriguez 2002, and the NBME's guide of 2020). An error breaks scoring, or is a flaw
beyond doubt; a warning is for a person to weigh. What keeps a question from being
published is a fault (`quiz/assessment/faults.py`), and is not found a second time.
"""

from collections.abc import Sequence

from quiz.assessment.item_rules import (
    agreement,
    asking,
    clues,
    mixture,
    options,
    sequences,
    telling,
)
from quiz.assessment.item_rules.finding import (
    ERROR,
    MESSAGES,
    WARNING,
    Finding,
    Labelled,
    Level,
    QuizRule,
    Rule,
    message,
)

__all__ = [
    "ERROR",
    "FAULTS",
    "MESSAGES",
    "QUIZ_RULES",
    "RULES",
    "WARNING",
    "Finding",
    "Labelled",
    "Level",
    "find",
    "find_in_quiz",
    "message",
]

RULES: tuple[Rule, ...] = (
    options.combined_option,  # L1
    asking.no_question,  # L2
    asking.foreign_question_mark,
    asking.negative_question,  # L3
    asking.negative_word,
    asking.double_negative,  # L4
    options.absolute_word,  # L5
    options.vague_word,  # L6
    clues.telling_length,  # L7
    clues.uneven_length,
    sequences.unsorted_options,  # L9
    sequences.overlapping_options,
    options.same_options,  # L10
    options.alike_options,
    clues.repeated_word,  # L11
    clues.converging_options,  # L12
    options.option_count,  # L13
    options.right_count,
    telling.no_feedback,  # L14
    telling.short_feedback,
    telling.same_feedback,
    telling.verdict_only,  # L15
    agreement.other_numbers,  # L16
    agreement.missing_numbers,
    asking.no_stance,  # L17
    asking.no_attribution,
    asking.long_question,  # L18
    options.long_option,
    options.shared_beginning,
    agreement.turning_number,  # L19
    mixture.unlabelled,  # L20
)
QUIZ_RULES: tuple[QuizRule, ...] = (
    clues.longest_key,  # L7
    clues.key_position,  # L8
    mixture.too_much_recall,  # L20
    mixture.uneven_levels,
    mixture.no_evidence_question,
    mixture.no_sorting_question,
)
# What the rules ask for and is a fault already, by the number of the rule.
FAULTS: dict[str, tuple[str, ...]] = {
    "L13": ("too_few_options", "no_full_mark", "every_option_right"),
    "L14": ("no_evidence", "missing_passage", "missing_text"),
    "L16": ("missing_text", "number_differs", "gap_count"),
}


def find(question: Labelled) -> list[Finding]:
    """List all that the rules find in a question."""
    return [finding for rule in RULES for finding in rule.findings(question)]


def find_in_quiz(questions: Sequence[Labelled]) -> list[Finding]:
    """List all that the rules find in the questions of a quiz together."""
    return [finding for rule in QUIZ_RULES for finding in rule.findings(questions)]
