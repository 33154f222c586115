"""The rules for numbers and percentages."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from quiz.assessment.agreement.alignment import align
from quiz.assessment.agreement.finding import Finding, Level, Mark
from quiz.assessment.agreement.months import read_month_names, read_months
from quiz.assessment.agreement.numbers import Number, read_numbers
from quiz.assessment.agreement.prose import Pair, Prose
from quiz.assessment.agreement.rules.differences import both_ways, find_marks, unpaired

DUAL_ENDINGS = ("ان", "ين", "تا", "تي")
SHORTEST_DUAL = 5


def check_numbers(pair: Pair) -> Iterator[Finding]:
    """Find the numbers that one language has and the other has not.

    A figure that is missing is an error. A number in words is often said otherwise
    (a pronoun, a dual), so it is one only where each language has one of its own.
    """
    numbers = {language: _numbers(prose) for language, prose in pair.items()}
    lacking: dict[str, list[Number]] = {}
    for language, other in both_ways(pair):
        said = _values(numbers[other])
        # One may write 5/3/2026 where the other names the month.
        said.update(
            Fraction(number)
            for month in read_months(pair[other])
            for number in month.numbers
        )
        if _may_have_dual(pair[other]):
            said.add(Fraction(2))
        lacking[language] = [
            number
            for number in numbers[language]
            if not number.is_hint and not _is_said(number, said)
        ]
    is_figure = any(number.is_figure for found in lacking.values() for number in found)
    level = Level.ERROR if is_figure or all(lacking.values()) else Level.WARNING
    if level is Level.WARNING:
        lacking = _more_often(pair, numbers) or lacking
    yield from find_marks(
        "numbers",
        level,
        {
            language: [_number_mark(pair[language], number) for number in found]
            for language, found in lacking.items()
        },
    )


def check_percentages(pair: Pair) -> Iterator[Finding]:
    """Find the numbers that are a percentage in one language only."""
    numbers = {language: _numbers(prose) for language, prose in pair.items()}
    lacking = {}
    for language, other in both_ways(pair):
        plain = _values(number for number in numbers[other] if not number.is_percent)
        percent = _values(number for number in numbers[other] if number.is_percent)
        lacking[language] = [
            _number_mark(pair[language], number)
            for number in numbers[language]
            if number.is_percent
            and _is_said(number, plain)
            and not _is_said(number, percent)
        ]
    yield from find_marks("percentages", Level.ERROR, lacking)


def unlike_figures(pair: Pair) -> dict[str, list[Fraction]]:
    """List the figures that one language has, and the other not or not so often."""
    figures = {
        language: [number for number in _numbers(prose) if number.is_figure]
        for language, prose in pair.items()
    }
    return {
        language: sorted(number.readings[0] for number in found)
        for language, found in unpaired(figures, _is_same).items()
    }


def _numbers(prose: Prose) -> list[Number]:
    # "تشرين الثاني" is no second.
    named = (
        index
        for month in read_month_names(prose)
        if not month.is_hint
        for index in range(month.first, month.last + 1)
    )
    return read_numbers(prose, frozenset(named))


def _values(numbers: Iterable[Number]) -> set[Fraction]:
    return {value for number in numbers for value in (*number.readings, *number.parts)}


def _is_said(number: Number, said: set[Fraction]) -> bool:
    if any(value in said for value in number.readings):
        return True
    return bool(number.parts) and all(value in said for value in number.parts)


def _more_often(
    pair: Pair, numbers: Mapping[str, list[Number]]
) -> dict[str, list[Number]]:
    """Find a number that stands more often in one language, as another in the other.

    So a "first" that became a "third" is found, though a first and a third stand
    elsewhere. More of one language alone is a repetition, and tells nothing.
    """
    left: dict[str, list[Number]] = {language: [] for language in pair}
    for sentence in align(pair):
        of_sentence = {
            language: [
                number
                for number in numbers[language]
                if prose.tokens
                and prose.tokens[0].start
                <= pair[language].tokens[number.first].start
                <= prose.tokens[-1].start
            ]
            for language, prose in sentence.items()
        }
        alone = _alone(of_sentence)
        if all(alone.values()):
            for language, found in alone.items():
                left[language] += found
    return left if all(left.values()) else {}


def _alone(numbers: Mapping[str, list[Number]]) -> dict[str, list[Number]]:
    alone = unpaired(numbers, _is_same)
    return {
        language: [
            number
            for number in alone[language]
            if not number.is_hint and not _is_said(number, _parts(numbers[other]))
        ]
        for language, other in both_ways(numbers)
    }


def _is_same(number: Number, other: Number) -> bool:
    return not set(number.readings).isdisjoint(other.readings)


def _parts(numbers: Iterable[Number]) -> set[Fraction]:
    return {part for number in numbers for part in number.parts}


def _may_have_dual(prose: Prose) -> bool:
    return prose.language == "ar" and any(
        len(token.key) >= SHORTEST_DUAL and token.key.endswith(DUAL_ENDINGS)
        for token in prose.tokens
    )


def _number_mark(prose: Prose, number: Number) -> Mark:
    value = f"{number.value}%" if number.is_percent else number.value
    return prose.mark(value, number.first, number.last)
