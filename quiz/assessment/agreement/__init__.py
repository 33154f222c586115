"""Whether the two languages of a text say the same, as far as it can be counted."""

from collections.abc import Mapping, Sequence

from quiz.assessment.agreement.finding import Finding, Level, Mark
from quiz.assessment.agreement.names import Name
from quiz.assessment.agreement.numbers import write_value
from quiz.assessment.agreement.prose import Pair, read
from quiz.assessment.agreement.rules import RULES, check_names, unlike_figures

__all__ = ["Finding", "Level", "Mark", "Name", "compare", "compare_figures"]


def compare(
    texts: Mapping[str, str], names: Sequence[Name] = ()
) -> tuple[Finding, ...]:
    """List what the Arabic and the English of a text do not both say.

    The names are the glossary; without it, names are not compared.
    """
    pair = _read(texts)
    return (
        *(finding for rule in RULES for finding in rule(pair)),
        *check_names(pair, names),
    )


def compare_figures(texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """List the figures of each language that the other has not, or not so often.

    Numbers in words do not count; a million after a figure does.
    """
    unlike = unlike_figures(_read(texts))
    return {
        language: tuple(map(write_value, found)) for language, found in unlike.items()
    }


def _read(texts: Mapping[str, str]) -> Pair:
    return {language: read(language, texts[language]) for language in ("ar", "en")}
