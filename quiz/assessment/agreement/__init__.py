"""Whether the two languages of a text say the same, as far as it can be counted."""

from collections.abc import Mapping, Sequence

from quiz.assessment.agreement.finding import Finding, Level, Mark
from quiz.assessment.agreement.names import Name
from quiz.assessment.agreement.prose import read
from quiz.assessment.agreement.rules import RULES, check_names

__all__ = ["Finding", "Level", "Mark", "Name", "compare"]


def compare(
    texts: Mapping[str, str], names: Sequence[Name] = ()
) -> tuple[Finding, ...]:
    """List what the Arabic and the English of a text do not both say.

    The names are the glossary; without it, names are not compared.
    """
    pair = {language: read(language, texts[language]) for language in ("ar", "en")}
    return (
        *(finding for rule in RULES for finding in rule(pair)),
        *check_names(pair, names),
    )
