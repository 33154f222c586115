"""A fault of a question, and what is said about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from quiz.assessment.item import Item
from quiz.assessment.kinds import Kind

# English patterns by code. They are translated whole, then filled.
MESSAGES: dict[str, str] = {
    # Shape
    "unknown_kind": "There is no kind of question named “{kind}”.",
    "unknown_rule": "A question of this kind is not marked by the rule “{rule}”.",
    "unknown_setting": "A question of this kind has no setting “{setting}”.",
    "bad_points": "Points must be a whole number, 1 or more; here they are {points}.",
    "bad_near": "The share for a near miss must be from 0 to 1.",
    "bad_tolerance": "The tolerance “{tolerance}” is no plain number of 0 or more.",
    "relative_zero": "A relative tolerance of 0 accepts one number only. "
    "Give a larger tolerance, or make it absolute.",
    "bad_id": "“{id}” cannot be an id. Begin with a small letter a–z; then "
    "a–z, 0–9, - and _ may follow, 32 characters at most.",
    "duplicate_id": "The id “{id}” is used {count} times. Each row needs its own.",
    "wrong_parts": "A question of this kind has the parts {expected}, not {found}.",
    "no_parts": "The question has nothing to answer. Add a row.",
    "wrong_takes": "The part “{place}” takes “{takes}”, but this kind "
    "takes “{expected}”.",
    "must_not_shuffle": "The order of “{place}” has a meaning: do not shuffle it.",
    "too_few_options": "“{place}” has {count} to choose from. Give two at least.",
    "too_few_targets": "There are {targets} targets for {sources} sources. Add "
    "targets, so that the last pair is not found by elimination.",
    # Words
    "missing_text": "The text of “{place}” is missing in this language: {language}.",
    "gap_count": "{language}: [[{gap}]] stands {count} times, not once.",
    "unknown_gap": "{language}: [[{gap}]] names no gap of this question.",
    "stray_brackets": "{language}: “[[” stands in “{place}” where it opens no gap.",
    # Marks
    "unknown_part": "The key names the part “{part}”, which does not exist.",
    "unknown_option": "The key of “{place}” names “{option}”, which does not exist.",
    "bad_share": "The share of “{option}” in “{place}” must be from 0 to 1.",
    "no_full_mark": "Nothing in “{place}” earns the whole mark.",
    "every_option_right": "Every option of “{place}” is right.",
    "partial_share": "“{option}” earns a part of the mark. In a set, an option "
    "is either right or wrong.",
    "bad_places": "The events must stand in the places 1 to {count}, one in each.",
    "order_given_away": "In order of id, the events stand in the right order. "
    "Change an id.",
    "no_rubric": "There is no rubric. Add a criterion with its levels.",
    # Accepted answers
    "no_accepted": "No answer earns the whole mark in this language: {language}.",
    "number_differs": "The number of “{place}” is not the same in both languages.",
    "not_a_number": "{language}: “{text}” is not a plain number.",
    "ambiguous_number": "{language}: “{text}” can be read as two numbers. Write it "
    "without a comma.",
    "no_letters": "{language}: “{text}” has no letter or digit.",
    "same_answer": "“{place}” and “{other}” read the same, but earn different shares.",
    # Proof
    "no_evidence": "No passage proves the answer. Name one at least.",
    "missing_passage": "The words of the passage “{passage}” are missing.",
    "unknown_row": "“{place}” speaks of “{row}”, which does not exist.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that must be mended before a question is published."""

    code: str  # a name of MESSAGES
    place: str = ""  # a field, the id of a row, or passages.<uid>
    language: str = ""
    detail: dict[str, object] = field(default_factory=dict)

    @property
    def params(self) -> dict[str, object]:
        """Gather all that fills the pattern of the message."""
        return {**self.detail, "place": self.place, "language": self.language}


Check = Callable[[Item, Kind], Iterator[Fault]]


def message(fault: Fault) -> str:
    """Say in English what is wrong and what to do."""
    return MESSAGES[fault.code].format(**fault.params)
