"""The months of a text, by both Arab ways of naming them and by number."""

import re
from dataclasses import dataclass

from quiz.assessment.agreement.prose import Prose, bare_forms, vocabulary
from quiz.assessment.text import strict

_ENGLISH = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
# Egypt and the Gulf, the Levant and Iraq, the Maghreb.
_ARABIC = (
    "يناير،كانون الثاني،جانفي",
    "فبراير،شباط،فيفري",
    "مارس،آذار",
    "أبريل،إبريل،نيسان،أفريل",
    "مايو،أيار،ماي",
    "يونيو،يونيه،حزيران،جوان",
    "يوليو،يوليه،تموز،جويلية،يوليوز",
    "أغسطس،آب،أوت،غشت",
    "سبتمبر،أيلول،شتنبر",
    "أكتوبر،تشرين الأول",
    "نوفمبر،تشرين الثاني،نونبر",
    "ديسمبر،كانون الأول،دجنبر",
)
_NAMES = {
    "en": {
        (name,): number
        for number, names in enumerate(_ENGLISH, start=1)
        for name in names.split()
    },
    "ar": {
        tuple(strict(name).split()): number
        for number, names in enumerate(_ARABIC, start=1)
        for name in names.split("،")
    },
}
# They are other words too, and are months for sure only beside a figure.
_AMBIGUOUS = vocabulary(
    "march may august jan feb mar apr jun jul aug sept sep oct nov dec "
    "مارس ماي جوان آب أوت نيسان"
)
_DATE = re.compile(
    r"(?<![\d/.-])(?:\d{4}([-/])(\d{1,2})\1\d{1,2}|(\d{1,2})([-/.])(\d{1,2})\4\d{4})(?![\d/])"
)
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Month:
    """A month that a text names, and the tokens that name it."""

    numbers: tuple[int, ...]  # more than one where day and month may be swapped
    first: int
    last: int
    is_hint: bool  # it may be another word


def read_months(prose: Prose) -> list[Month]:
    """List the months of a text, by name and in dates."""
    return [*_read_dates(prose), *read_month_names(prose)]


def read_month_names(prose: Prose) -> list[Month]:
    """List the months that a text calls by their names."""
    months = []
    index = 0
    while index < len(prose.tokens):
        month = _read_one(prose, index)
        if month:
            months.append(month)
            index = month.last
        index += 1
    return months


def _read_one(prose: Prose, first: int) -> Month | None:
    token = prose.tokens[first]
    if prose.language == "en" and not token.text[0].isupper():
        return None
    following = prose.tokens[first + 1 : first + 2]
    for bare in bare_forms(token.word, prose.language):
        names = [((bare, after.word), first + 1) for after in following]
        for name, last in (*names, ((bare,), first)):
            number = _NAMES[prose.language].get(name)
            if number:
                is_dated = _is_figure(prose, first - 1) or _is_figure(prose, last + 1)
                is_hint = name[0] in _AMBIGUOUS and not is_dated
                return Month((number,), first, last, is_hint)
    return None


def _is_figure(prose: Prose, index: int) -> bool:
    return 0 <= index < len(prose.tokens) and prose.tokens[index].kind == "figure"


def _read_dates(prose: Prose) -> list[Month]:
    """Read 2026-03-05, 5/3/2026 and 5.3.2026."""
    months = []
    for match in _DATE.finditer(prose.text):
        _, month, day, _, other = match.groups()
        numbers = (int(month),) if month else (int(other), int(day))
        possible = tuple(number for number in numbers if 1 <= number <= _LAST_MONTH)
        place = [
            index
            for index, token in enumerate(prose.tokens)
            if match.start() <= token.start < match.end()
        ]
        if possible and place:
            months.append(Month(possible, place[0], place[-1], is_hint=False))
    return months
