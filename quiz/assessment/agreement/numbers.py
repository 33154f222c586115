"""The numbers of a text by value, however they are written."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from quiz.assessment.agreement.numerals import Numeral, find_numeral
from quiz.assessment.agreement.prose import Prose, has_and, key
from quiz.assessment.agreement.sum import Sum
from quiz.assessment.number import read_number, write_number
from quiz.assessment.text import strict

# A full stop with three digits after it groups thousands for some.
_GROUPED_BY_POINTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_DECADE = re.compile(r"['’]?s\b")
_DASH = r"\s*[-/\u2010-\u2015\u0640]\s*"
_RANGE = re.compile(rf"{_DASH}|\s+(?:to|and|or|و|أو|إلى|الى|حتى)\s*")
# Behind a figure: "£30m" is thirty million, and "30m" may be.
_SUFFIXES = {"k": 10**3, "m": 10**6}
_PERCENT_SIGNS = frozenset("%٪")
_PERCENT_WORDS = frozenset(
    map(key, ["percent", "pct", "percentage", "بالمئة", "بالمائة"])
)
_PERCENT_PHRASES = frozenset(
    (key(first), key(second))
    for first, second in (
        ("per", "cent"),
        ("في", "المئة"),
        ("في", "المائة"),
        ("من", "المئة"),
        ("من", "المائة"),
    )
)
_UNITS_OF_TIME = frozenset(map(key, ["second", "ثانية"]))


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a text says, and all that it may be."""

    readings: tuple[Fraction, ...]  # the likeliest first
    parts: tuple[Fraction, ...]  # of which it is made: 6 and a half
    first: int  # the tokens that say it
    last: int
    is_figure: bool = False
    is_hint: bool = False  # asks for nothing in the other language
    is_percent: bool = False

    @property
    def value(self) -> str:
        """Write it the same for both languages."""
        return write_value(self.readings[0])


def read_numbers(prose: Prose, skipped: frozenset[int] = frozenset()) -> list[Number]:
    """List the numbers of a text; the skipped tokens say something else."""
    numbers: list[Number] = []
    index = 0
    while index < len(prose.tokens):
        number = None if index in skipped else _read_one(prose, index, skipped)
        if number is None:
            index += 1
            continue
        numbers.append(_with_percent(prose, number))
        index = numbers[-1].last + 1
        if index < len(prose.tokens) and prose.tokens[index].key in _UNITS_OF_TIME:
            index += 1  # "30 seconds" is no rank
    return _in_ranges(prose, numbers)


def write_value(value: Fraction) -> str:
    """Write a value as a decimal where it has an end, as a fraction where not."""
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return write_number(decimal) if Fraction(decimal) == value else str(value)


def read_figure(text: str) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """Read digits and their separators: all values, and the figures they are of."""
    # In some Arabic texts, that comma groups thousands too.
    plain = strict(text.replace("،", ","))
    parts = tuple(Fraction(part) for part in re.findall("[0-9]+", plain))
    readings = [Fraction(plain)] if re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain) else []
    if _GROUPED_BY_POINTS.fullmatch(plain):
        readings.append(Fraction(plain.replace(".", "")))
    number = read_number(text)
    if isinstance(number, Decimal):
        readings.append(Fraction(number))
    if not readings:  # a time, a version
        return parts[:1], parts
    # That comma may also stand in a list without spaces.
    return tuple(dict.fromkeys(readings)), parts if "،" in text else ()


def _read_vulgar(text: str) -> Fraction:
    above, slash, below = unicodedata.normalize("NFKC", text).partition("\u2044")
    return Fraction(int(above), int(below)) if slash else Fraction(int(above))


def read_roman(text: str) -> Fraction:
    """Read a Roman numeral: a letter before a greater one is taken away."""
    values = [_ROMAN_VALUES[letter] for letter in text]
    return Fraction(
        sum(
            -value if value < following else value
            for value, following in zip(values, [*values[1:], 0], strict=True)
        )
    )


def _read_one(prose: Prose, start: int, skipped: frozenset[int]) -> Number | None:
    total = Sum(prose.language)
    readings: tuple[Fraction, ...] = ()
    last = start - 1
    is_figure = is_hint = False
    for index, numeral, is_and in _numerals(prose, start):
        if index in skipped or not total.can_take(numeral, is_and=is_and):
            break
        total.take(numeral, is_and=is_and)
        token = prose.tokens[index]
        is_hint = numeral.kind == "hint"
        if token.kind == "figure":
            is_figure = True
            readings, parts = read_figure(token.text)
            total.parts[-1:] = parts or total.parts[-1:]
        else:
            readings = ()
        last = index
    if last < start:
        return None
    if len(total.kinds) > 1 or not readings:
        readings = total.readings()
    number = Number(
        readings=readings,
        parts=tuple(total.parts) if len(total.parts) > 1 else (),
        first=start,
        last=last,
        is_figure=is_figure,
        is_hint=is_hint or total.kinds == ["scales"] or _is_lone_one(total),
    )
    return _with_suffix(prose, number) if is_figure else number


def _numerals(prose: Prose, start: int) -> Iterator[tuple[int, Numeral, bool]]:
    """Go through the numerals that stand in one phrase, with the "and" before each."""
    previous = start
    is_and = False
    for index in range(start, len(prose.tokens)):
        token = prose.tokens[index]
        if index > start and not prose.is_joined(index - 1, index):
            return
        if index > start and token.key in ("and", "و"):
            is_and = True
            continue
        if index > start and token.key in ("a", "an") and index - previous <= 2:
            continue
        found = _find(token.kind, token.text, token.key, prose.language)
        if found is None:
            return
        numeral, bare = found
        yield index, numeral, is_and or has_and(token.key, bare, prose.language)
        previous, is_and = index, False


def _find(kind: str, text: str, word: str, language: str) -> tuple[Numeral, str] | None:
    if kind == "figure":
        readings, _ = read_figure(text)
        return Numeral("figure", readings[0]), word
    if kind == "vulgar":
        return Numeral("vulgar", _read_vulgar(text)), word
    if kind != "word" or word in _PERCENT_WORDS:
        return None
    if language == "en" and _ROMAN.fullmatch(text):
        return Numeral("hint", read_roman(text)), word
    return find_numeral(word, language)


def _is_lone_one(total: Sum) -> bool:
    return total.kinds == ["unit"] and total.value() == 1


def _with_suffix(prose: Prose, number: Number) -> Number:
    value = number.readings[0]
    rest = prose.text[prose.tokens[number.last].end :]
    if _DECADE.match(rest):
        # 1960s are the sixties, and those of the twentieth century.
        return replace(number, readings=(value, value % 100, value // 100 + 1))
    suffix = re.match(r"[km]\b", rest)
    if suffix:
        times = _SUFFIXES[suffix[0]]
        return replace(number, readings=(*number.readings, value * times))
    return number


def _with_percent(prose: Prose, number: Number) -> Number:
    after = prose.tokens[number.last + 1 : number.last + 3]
    if after and prose.is_joined(number.last, number.last + 1):
        if after[0].text in _PERCENT_SIGNS or after[0].key in _PERCENT_WORDS:
            return replace(number, is_percent=True, last=number.last + 1)
        if tuple(token.key for token in after) in _PERCENT_PHRASES:
            return replace(number, is_percent=True, last=number.last + 2)
    before = number.first - 1
    if before >= 0 and prose.tokens[before].text in _PERCENT_SIGNS:
        is_joined = prose.tokens[before].end == prose.tokens[number.first].start
        return replace(number, is_percent=is_joined)
    return number


def _in_ranges(prose: Prose, numbers: list[Number]) -> list[Number]:
    """Let 25 be a percentage too in "25 to 30%", and 21 a year in "1620-21"."""
    ranged = list(numbers)
    for index in range(len(ranged) - 2, -1, -1):
        first, second = ranged[index], ranged[index + 1]
        start = prose.tokens[first.last].end
        between = prose.text[start : prose.tokens[second.first].start]
        if not _RANGE.fullmatch(between):
            continue
        if second.is_percent:
            ranged[index] = replace(first, is_percent=True)
        if re.fullmatch(_DASH, between):
            ranged[index + 1] = _as_end(first, second)
    return ranged


def _as_end(first: Number, second: Number) -> Number:
    begin, end = first.value, second.value
    if not (begin + end).isdecimal() or len(begin) <= len(end):
        return second
    whole = Fraction(begin[: -len(end)] + end)
    return replace(second, readings=(*second.readings, whole))
