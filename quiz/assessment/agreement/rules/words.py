"""The rules for currencies, names and denials."""

from collections.abc import Iterator, Sequence

from quiz.assessment.agreement.alignment import align
from quiz.assessment.agreement.currencies import read_currencies
from quiz.assessment.agreement.finding import Finding, Level, Mark
from quiz.assessment.agreement.names import Name, find_names
from quiz.assessment.agreement.negation import denies_more, read_denials
from quiz.assessment.agreement.prose import Pair
from quiz.assessment.agreement.rules.differences import both_ways, find_marks, lacking


def check_currencies(pair: Pair) -> Iterator[Finding]:
    """Find the currencies that one language names and the other does not.

    One may leave it out where it is clear: that is a warning.
    """
    found = {language: list(read_currencies(prose)) for language, prose in pair.items()}
    level = Level.ERROR if all(found.values()) else Level.WARNING
    yield from find_marks("currencies", level, lacking(found))


def check_names(pair: Pair, names: Sequence[Name]) -> Iterator[Finding]:
    """Find the names of the glossary that one language has and the other has not."""
    found = {
        language: list(find_names(prose, names)) for language, prose in pair.items()
    }
    yield from find_marks("names", Level.ERROR, lacking(found))


def check_negation(pair: Pair) -> Iterator[Finding]:
    """Find denials that the other language has no words for, as far as words tell."""
    lost: dict[str, list[Mark]] = {language: [] for language in pair}
    for sentence in align(pair):
        denials = {
            language: read_denials(prose) for language, prose in sentence.items()
        }
        for language, other in both_ways(pair):
            if denies_more(denials[language], denials[other]):
                lost[language] += denials[language].sure
    yield from find_marks("negation", Level.WARNING, lost)
