"""The rules by which two texts are compared, one function each."""

from collections.abc import Callable, Iterator

from quiz.assessment.agreement.finding import Finding
from quiz.assessment.agreement.prose import Pair
from quiz.assessment.agreement.rules.months import check_months
from quiz.assessment.agreement.rules.numbers import (
    check_numbers,
    check_percentages,
    unlike_figures,
)
from quiz.assessment.agreement.rules.structure import (
    check_length,
    check_questions,
    check_quotations,
    check_sentences,
)
from quiz.assessment.agreement.rules.words import (
    check_currencies,
    check_names,
    check_negation,
)

__all__ = ["RULES", "check_names", "unlike_figures"]

RULES: tuple[Callable[[Pair], Iterator[Finding]], ...] = (
    check_numbers,
    check_percentages,
    check_months,
    check_currencies,
    check_negation,
    check_questions,
    check_sentences,
    check_quotations,
    check_length,
)
