"""The rules for questions, sentences, quotations and length."""

from collections.abc import Iterator

from quiz.assessment.agreement.finding import Finding, Level
from quiz.assessment.agreement.prose import Pair
from quiz.assessment.agreement.rules.differences import find_counts
from quiz.assessment.agreement.structure import (
    count_questions,
    count_quotations,
    count_sentences,
)

# Arabic is written shorter, without short vowels: letters of Arabic to one of English.
LENGTH_RATIO = (0.4, 1.8)
SHORTEST_COMPARED = 40  # in fewer letters, one word makes any ratio


def check_questions(pair: Pair) -> Iterator[Finding]:
    """Find out whether one language asks and the other tells.

    A warning only: "Name some of them." asks in Arabic what is a question in English.
    """
    counts = {language: count_questions(prose) for language, prose in pair.items()}
    if bool(min(counts.values())) != bool(max(counts.values())):
        yield find_counts("questions", Level.WARNING, pair, counts)


def check_sentences(pair: Pair) -> Iterator[Finding]:
    """Find out whether one language has far more sentences."""
    counts = {language: count_sentences(prose) for language, prose in pair.items()}
    fewest, most = min(counts.values()), max(counts.values())
    if most > fewest * 3 / 2 + 1:
        yield find_counts("sentences", Level.WARNING, pair, counts)


def check_quotations(pair: Pair) -> Iterator[Finding]:
    """Find out whether one language quotes more."""
    counts = {language: count_quotations(prose) for language, prose in pair.items()}
    if min(counts.values()) != max(counts.values()):
        yield find_counts("quotations", Level.WARNING, pair, counts)


def check_length(pair: Pair) -> Iterator[Finding]:
    """Find a text that is missing, or too short to say all that the other says."""
    counts = {language: len(prose.text.strip()) for language, prose in pair.items()}
    if bool(counts["ar"]) != bool(counts["en"]):
        yield find_counts("length", Level.ERROR, pair, counts)
    elif max(counts.values()) >= SHORTEST_COMPARED:
        shortest, longest = LENGTH_RATIO
        if not shortest <= counts["ar"] / counts["en"] <= longest:
            yield find_counts("length", Level.WARNING, pair, counts)
