"""The rule for months."""

from collections.abc import Iterator, Mapping

from quiz.assessment.agreement.finding import Finding, Level
from quiz.assessment.agreement.months import Month, read_months
from quiz.assessment.agreement.prose import Pair
from quiz.assessment.agreement.rules.differences import both_ways, find_marks, unpaired


def check_months(pair: Pair) -> Iterator[Finding]:
    """Find the months that one language names and the other does not.

    Naming one more often is no difference, unless the other names another more often.
    """
    months = {language: read_months(prose) for language, prose in pair.items()}
    lacking = {
        language: [
            month
            for month in months[language]
            if not any(_is_same(month, named) for named in months[other])
        ]
        for language, other in both_ways(pair)
    }
    lacking = _without_hints(lacking)
    if not any(lacking.values()):
        alone = _without_hints(unpaired(months, _is_same))
        lacking = alone if all(alone.values()) else lacking
    yield from find_marks(
        "months",
        Level.ERROR,
        {
            language: [
                pair[language].mark(str(month.numbers[0]), month.first, month.last)
                for month in found
            ]
            for language, found in lacking.items()
        },
    )


def _is_same(month: Month, other: Month) -> bool:
    return not set(month.numbers).isdisjoint(other.numbers)


def _without_hints(months: Mapping[str, list[Month]]) -> dict[str, list[Month]]:
    return {
        language: [month for month in found if not month.is_hint]
        for language, found in months.items()
    }
