"""The rules by which two texts are compared, one function each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from quiz.assessment.agreement.alignment import align
from quiz.assessment.agreement.currencies import read_currencies
from quiz.assessment.agreement.finding import Finding, Level, Mark
from quiz.assessment.agreement.months import Month, read_months
from quiz.assessment.agreement.names import Name, find_names
from quiz.assessment.agreement.negation import denies_more, read_denials
from quiz.assessment.agreement.numbers import Number, read_numbers
from quiz.assessment.agreement.prose import Pair, Prose
from quiz.assessment.agreement.structure import (
    count_questions,
    count_quotations,
    count_sentences,
)

# Arabic is written shorter, without short vowels: letters of Arabic to one of English.
LENGTH_RATIO = (0.4, 1.8)
SHORTEST_COMPARED = 40  # in fewer letters, one word makes any ratio
DUAL_ENDINGS = ("ان", "ين", "تا", "تي")
SHORTEST_DUAL = 5


def check_numbers(pair: Pair) -> Iterator[Finding]:
    """Find the numbers that one language has and the other has not.

    A figure that is missing is an error. A number in words is often said otherwise
    (a pronoun, a dual), so it is one only where each language has one of its own.
    """
    numbers = {language: _numbers(prose) for language, prose in pair.items()}
    lacking: dict[str, list[Number]] = {}
    for language, other in _both_ways(pair):
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
    yield from _finding(
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
    for language, other in _both_ways(pair):
        plain = _values(number for number in numbers[other] if not number.is_percent)
        percent = _values(number for number in numbers[other] if number.is_percent)
        lacking[language] = [
            _number_mark(pair[language], number)
            for number in numbers[language]
            if number.is_percent
            and _is_said(number, plain)
            and not _is_said(number, percent)
        ]
    yield from _finding("percentages", Level.ERROR, lacking)


def check_months(pair: Pair) -> Iterator[Finding]:
    """Find the months that one language names and the other does not.

    Naming one more often is no difference, unless the other names another more often.
    """
    months = {language: read_months(prose) for language, prose in pair.items()}
    lacking = {
        language: [
            month
            for month in months[language]
            if not month.is_hint and not _is_named(month, months[other])
        ]
        for language, other in _both_ways(pair)
    }
    if not any(lacking.values()):
        unpaired = _unpaired_months(months)
        lacking = unpaired if all(unpaired.values()) else lacking
    yield from _finding(
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


def check_currencies(pair: Pair) -> Iterator[Finding]:
    """Find the currencies that one language names and the other does not.

    One may leave it out where it is clear: that is a warning.
    """
    found = {language: list(read_currencies(prose)) for language, prose in pair.items()}
    lacking = _lacking(found)
    level = Level.ERROR if all(found.values()) else Level.WARNING
    yield from _finding("currencies", level, lacking)


def check_names(pair: Pair, names: Sequence[Name]) -> Iterator[Finding]:
    """Find the names of the glossary that one language has and the other has not."""
    found = {
        language: list(find_names(prose, names)) for language, prose in pair.items()
    }
    yield from _finding("names", Level.ERROR, _lacking(found))


def check_negation(pair: Pair) -> Iterator[Finding]:
    """Find denials that the other language has no words for, as far as words tell."""
    lacking: dict[str, list[Mark]] = {language: [] for language in pair}
    for sentence in align(pair):
        denials = {
            language: read_denials(prose) for language, prose in sentence.items()
        }
        for language, other in _both_ways(pair):
            if denies_more(denials[language], denials[other]):
                lacking[language] += denials[language].sure
    yield from _finding("negation", Level.WARNING, lacking)


def check_questions(pair: Pair) -> Iterator[Finding]:
    """Find out whether one language asks and the other tells.

    A warning only: "Name some of them." asks in Arabic what is a question in English.
    """
    counts = {language: count_questions(prose) for language, prose in pair.items()}
    if bool(min(counts.values())) != bool(max(counts.values())):
        yield _counts("questions", Level.WARNING, pair, counts)


def check_sentences(pair: Pair) -> Iterator[Finding]:
    """Find out whether one language has far more sentences."""
    counts = {language: count_sentences(prose) for language, prose in pair.items()}
    fewest, most = min(counts.values()), max(counts.values())
    if most > fewest * 3 / 2 + 1:
        yield _counts("sentences", Level.WARNING, pair, counts)


def check_quotations(pair: Pair) -> Iterator[Finding]:
    """Find out whether one language quotes more."""
    counts = {language: count_quotations(prose) for language, prose in pair.items()}
    if min(counts.values()) != max(counts.values()):
        yield _counts("quotations", Level.WARNING, pair, counts)


def check_length(pair: Pair) -> Iterator[Finding]:
    """Find a text that is missing, or too short to say all that the other says."""
    counts = {language: len(prose.text.strip()) for language, prose in pair.items()}
    if bool(counts["ar"]) != bool(counts["en"]):
        yield _counts("length", Level.ERROR, pair, counts)
    elif max(counts.values()) >= SHORTEST_COMPARED:
        shortest, longest = LENGTH_RATIO
        if not shortest <= counts["ar"] / counts["en"] <= longest:
            yield _counts("length", Level.WARNING, pair, counts)


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


def _both_ways(pair: Pair) -> Iterator[tuple[str, str]]:
    first, second = pair
    yield first, second
    yield second, first


def _numbers(prose: Prose) -> list[Number]:
    # "تشرين الثاني" is no second, and 5/3/2026 says the same month in both.
    months = read_months(prose)
    named = (
        index
        for month in months
        if not month.is_hint and prose.tokens[month.first].kind == "word"
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
        unpaired = _unpaired(of_sentence)
        if all(unpaired.values()):
            for language, found in unpaired.items():
                left[language] += found
    return left if all(left.values()) else {}


def _unpaired(numbers: Mapping[str, list[Number]]) -> dict[str, list[Number]]:
    (first, ours), (second, theirs) = numbers.items()
    rest = list(theirs)
    alone = []
    for number in ours:
        same = [other for other in rest if set(other.readings) & set(number.readings)]
        if same:
            rest.remove(same[0])
        else:
            alone.append(number)
    return {
        language: [
            number
            for number in found
            if not number.is_hint and not _is_said(number, _parts(numbers[other]))
        ]
        for language, other, found in ((first, second, alone), (second, first, rest))
    }


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


def _is_named(month: Month, others: Iterable[Month]) -> bool:
    return any(set(month.numbers) & set(other.numbers) for other in others)


def _unpaired_months(months: Mapping[str, list[Month]]) -> dict[str, list[Month]]:
    (first, ours), (second, theirs) = months.items()
    rest = list(theirs)
    alone = []
    for month in ours:
        same = [other for other in rest if _is_named(month, (other,))]
        if same:
            rest.remove(same[0])
        else:
            alone.append(month)
    return {
        language: [month for month in found if not month.is_hint]
        for language, found in ((first, alone), (second, rest))
    }


def _lacking(found: Mapping[str, Sequence[Mark]]) -> dict[str, list[Mark]]:
    first, second = found
    return {
        language: [
            mark
            for mark in found[language]
            if mark.value not in {other_mark.value for other_mark in found[other]}
        ]
        for language, other in ((first, second), (second, first))
    }


def _finding(
    rule: str, level: Level, marks: Mapping[str, Iterable[Mark]]
) -> Iterator[Finding]:
    found = {language: tuple(places) for language, places in marks.items()}
    if any(found.values()):
        yield Finding(rule, level, found)


def _counts(rule: str, level: Level, pair: Pair, counts: Mapping[str, int]) -> Finding:
    marks = {
        language: (prose.whole(str(counts[language])),)
        for language, prose in pair.items()
    }
    return Finding(rule, level, marks)
