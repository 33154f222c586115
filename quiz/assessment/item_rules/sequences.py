"""Rules for options that are numbers, ranges or dates: L9."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from quiz.assessment.agreement.months import Month, read_month_names
from quiz.assessment.agreement.numbers import read_figure
from quiz.assessment.agreement.prose import Prose, read
from quiz.assessment.item import LANGUAGES
from quiz.assessment.item_rules.finding import ERROR, Labelled, Spot, rule
from quiz.assessment.item_rules.layout import Menu, menus
from quiz.assessment.text import loose

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# Read before punctuation is dropped, or a range could not be told from two numbers.
_FIGURE = r"\d+(?:[,٬]\d{3})*(?:[.٫]\d+)?"
_RANGE = re.compile(
    rf"(?<![\d.,٫٬])({_FIGURE})\s*%?\s*(?:[-–—]|إلى|to)\s*({_FIGURE})(?![\d.,٫٬-]*\d)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[\d.,\s%٪–—-]+")
_SCALES = ("الف", "مليون", "مليار", "thousand", "million", "billion", "trillion")

# A number that belongs to a name: F-35, B52.
_NAMED = re.compile(r"[^\W\d_]-?\d")

# What an option says: from, to.
Span = tuple[tuple[Fraction, ...], tuple[Fraction, ...]]


@rule("L9", ERROR)
def unsorted_options(question: Labelled) -> Iterator[Spot]:
    """Ask that numbers and dates stand in ascending order, unshuffled."""
    for menu in menus(question.item):
        for language in LANGUAGES:
            spans = _spans(menu, language)
            is_sorted = all(one[0] <= other[0] for one, other in pairwise(spans))
            if spans and (menu.is_shuffled or not is_sorted):
                yield Spot(menu.place, language)


@rule("L9", ERROR)
def overlapping_options(question: Labelled) -> Iterator[Spot]:
    """Ask that no number is in two ranges."""
    for menu in menus(question.item):
        for language in LANGUAGES:
            spans = sorted(_spans(menu, language))
            has_range = any(start != end for start, end in spans)
            if has_range and any(one[1] >= other[0] for one, other in pairwise(spans)):
                yield Spot(menu.place, language)


def _spans(menu: Menu, language: str) -> list[Span]:
    """Read all options as numbers, ranges or dates of one kind; none where any isn't.

    The words around the numbers have to be the same: who counts other things in each
    option has no order to keep.
    """
    texts = list(menu.texts(language).values())
    spans = [_span(text, language) for text in texts]
    if len(texts) < 2 or not all(spans):
        return []
    if len({shape for _span, shape in filter(None, spans)}) > 1:
        return []
    return [span for span, _shape in filter(None, spans)]


def _span(text: str, language: str) -> tuple[Span, str] | None:
    if _NAMED.search(text):
        return None
    prose = read(language, text)
    months = read_month_names(prose)
    if months:
        return _date(prose, months)
    if found := _RANGE.search(text):
        start, end = (read_figure(each)[0][0] for each in found.groups())
        return ((start,), (end,)), _shape(loose(_RANGE.sub("", text)))
    bare = loose(text)
    numbers = _NUMBER.findall(bare)
    if len(numbers) != 1:
        return None
    number = (Fraction(numbers[0]),)
    shape = _shape(bare)
    # A million and a thousand are not compared by their figures.
    return None if any(each in shape for each in _SCALES) else ((number, number), shape)


def _date(prose: Prose, months: list[Month]) -> tuple[Span, str] | None:
    named = {number for month in months for number in month.numbers}
    rest = loose(_without(prose, months))
    years = _YEAR.findall(rest)
    rest = _YEAR.sub("", rest)
    days = _NUMBER.findall(rest)
    if len(named) > 1 or len(years) > 1 or len(days) > 1 or _shape(rest):
        return None
    year, day = (int(each[0]) if each else 0 for each in (years, days))
    date = (Fraction(year), Fraction(named.pop()), Fraction(day))
    return (date, date), f"{bool(years)} {bool(days)}"


def _without(prose: Prose, months: list[Month]) -> str:
    text = prose.text
    for month in reversed(months):
        start, end = prose.tokens[month.first].start, prose.tokens[month.last].end
        text = f"{text[:start]} {text[end:]}"
    return text


def _shape(text: str) -> str:
    return " ".join(_UNIT.sub(" ", text).split())
