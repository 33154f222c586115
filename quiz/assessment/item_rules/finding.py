"""What the rules of item writing find, and what is said about it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from quiz.assessment.item import Item

# English patterns by the name of the rule. They are translated whole, then filled.
MESSAGES: dict[str, str] = {
    # The question
    "no_question": "The question does not ask ({language}). End it with a question "
    "mark.",
    "foreign_question_mark": "{language}: the question mark in “{place}” is the other "
    "language’s. Use this one’s.",
    "negative_question": "{language}: “{place}” asks for what is not so (“{word}”). "
    "Ask for what is so.",
    "negative_word": "{language}: “{place}” holds the word “{word}”. Say it without a "
    "negation, where that is possible.",
    "double_negative": "{language}: both the question and “{place}” are negative. "
    "Say one of them in the positive.",
    "no_stance": "The question does not say which stance it is about. Choose one.",
    "no_attribution": "The question is about what is no fact, and does not say whose "
    "words they are ({language}). Name the author, the article or the speaker.",
    "long_question": "{language}: “{place}” has {count} words. Keep it to {most}.",
    "unlabelled": "The level or the learning point is missing. Choose both.",
    # The options
    "combined_option": "{language}: “{place}” speaks of other options. Let each "
    "option stand by itself.",
    "absolute_word": "{language}: “{place}” says “{word}”, which gives wrong options "
    "away. Say it less absolutely.",
    "vague_word": "{language}: “{place}” says “{word}”, which each reader takes "
    "otherwise. Say how often or how much.",
    "unsorted_options": "{language}: the numbers or dates of “{place}” are not in "
    "ascending order. Put them in order, and do not shuffle them.",
    "overlapping_options": "{language}: the ranges of “{place}” overlap. Part them, so "
    "that no number is in two.",
    "same_options": "{language}: “{place}” and “{other}” read the same. Change one.",
    "alike_options": "{language}: “{place}” and “{other}” are almost the same. Let "
    "them differ more plainly.",
    "option_count": "“{place}” has the wrong number of options: {count}. Give from "
    "{fewest} to {most}.",
    "right_count": "“{place}” has the wrong number of right options: {count}. Let "
    "there be from {fewest} to {most}.",
    "long_option": "{language}: “{place}” has {count} words. Keep it to {most}.",
    "shared_beginning": "{language}: all options of “{place}” begin with “{words}”. "
    "Move these words into the question.",
    # Clues
    "telling_length": "{language}: the right option of “{place}” is longer than the "
    "others. Make them of like length.",
    "uneven_length": "{language}: the longest option of “{place}” is more than twice "
    "as long as the shortest. Make them of like length.",
    "repeated_word": "{language}: “{word}” stands in the question and in the right "
    "option “{place}” alone. Say it otherwise in one of them.",
    "converging_options": "{language}: the right option of “{place}” shares more words "
    "with the others than any of them does. Spread the words evenly.",
    # What is told
    "no_feedback": "{language}: there is no feedback on “{place}”. Say why it is right "
    "or wrong.",
    "short_feedback": "{language}: the {place} is too short to explain anything. Say "
    "why, in a sentence.",
    "same_feedback": "{language}: the {place} is the same as another’s. Say what is "
    "particular to this one.",
    "verdict_only": "{language}: the {place} only says right or wrong. Begin with the "
    "reason.",
    # The languages
    "other_numbers": "The numbers of “{place}” differ: {ar} in Arabic, {en} in "
    "English. Make them agree.",
    "missing_numbers": "Only one language has these numbers in “{place}”: {numbers}. "
    "Look whether both say the same.",
    "turning_number": "“{text}” in “{place}” may be shown the wrong way round in "
    "Arabic. Say it in words.",
    # A quiz
    "key_position": "{count} of {total} right answers stand in the place {number}. "
    "Spread them, or let the options be shuffled.",
    "longest_key": "{language}: in {count} of {total} questions the right option is "
    "the longest. Lengthen others, or shorten it.",
    "too_much_recall": "{count} of {total} questions only ask to remember or "
    "understand. Let half of them at most do so.",
    "uneven_levels": "{count} of {total} questions are of these levels: {levels}. "
    "Let there be from {fewest} to {most}.",
    "no_evidence_question": "No question asks for the evidence. Add one in two parts, "
    "or one that chooses passages.",
    "no_sorting_question": "No question sorts statements by their stance. Add one.",
}


class Level(StrEnum):
    """How grave a finding is: a warning is for a person to weigh."""

    ERROR = "error"
    WARNING = "warning"


ERROR, WARNING = Level.ERROR, Level.WARNING


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with what is said about it beside its Item."""

    item: Item
    level: str = ""
    stance: str = ""
    learning_point: str = ""
    allow_negative: bool = False  # it is meant to ask for what is not so


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is wrong, before it is known by which rule."""

    place: str = ""  # as of a Fault: a field, the id of a row, or feedback.<row>
    language: str = ""
    detail: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule finds fault with."""

    rule: str  # a name of MESSAGES
    number: str
    level: Level
    place: str = ""
    language: str = ""
    detail: dict[str, object] = field(default_factory=dict)

    @property
    def params(self) -> dict[str, object]:
        """Gather all that fills the pattern of the message."""
        return {**self.detail, "place": self.place, "language": self.language}


Check = Callable[[Labelled], Iterator[Spot]]
QuizCheck = Callable[[Sequence[Labelled]], Iterator[Spot]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for one question."""

    name: str
    number: str  # of the list of rules, L1 to L20
    level: Level
    check: Check

    def findings(self, question: Labelled) -> list[Finding]:
        """List what the rule finds in a question."""
        return [_stamp(self, spot) for spot in self.check(question)]


@dataclass(frozen=True, slots=True)
class QuizRule:
    """A rule for all questions of a quiz together."""

    name: str
    number: str
    level: Level
    check: QuizCheck

    def findings(self, questions: Sequence[Labelled]) -> list[Finding]:
        """List what the rule finds in a quiz."""
        return [_stamp(self, spot) for spot in self.check(questions)]


def rule(number: str, level: Level) -> Callable[[Check], Rule]:
    """Make a check into a rule of the same name."""
    return lambda check: Rule(check.__name__, number, level, check)


def quiz_rule(number: str, level: Level) -> Callable[[QuizCheck], QuizRule]:
    """Make a check of a whole quiz into a rule of the same name."""
    return lambda check: QuizRule(check.__name__, number, level, check)


def message(finding: Finding) -> str:
    """Say in English what is found and what to do."""
    return MESSAGES[finding.rule].format(**finding.params)


def _stamp(found_by: Rule | QuizRule, spot: Spot) -> Finding:
    return Finding(
        found_by.name,
        found_by.number,
        found_by.level,
        spot.place,
        spot.language,
        spot.detail,
    )
