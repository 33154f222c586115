"""Faults planted in a pair of texts, each the same in every run."""

import random
import re
from collections.abc import Callable

from quiz.assessment.agreement import Name

# Written here once more, so that a word the code does not know is planted too.
_RANKS = {
    "en": (
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
    ),
    "ar": (
        "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split(),
        "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة".split(),
    ),
}
_MONTHS = {
    "en": (
        "January February March April June July August September October November "
        "December".split(),
    ),
    "ar": (
        "يناير فبراير مارس أبريل يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
        "آذار نيسان أيار حزيران تموز أيلول".split(),
    ),
}
_DENIALS = {
    "en": r"\b(?:not|never|without|no|cannot|nor|neither)\b ?|n['’]t\b",
    "ar": r"\b[وف]?(?:لا|لم|لن|ليس|ليست|ليسوا|غير|دون|بدون|بلا|عدم)\b ?",
}
_LETTERS_MAY_STAND_BEFORE = {"en": "", "ar": "[وفبلك]?"}

Pair = dict[str, str]


def change_digit(pair: Pair, chance: random.Random) -> Pair | None:
    """Put another digit for one of one number."""
    return _plant(pair, chance, lambda _: r"\d", lambda _, digit: _other_digit(digit, chance))


def swap_rank(pair: Pair, chance: random.Random) -> Pair | None:
    """Put another rank for one: the third for the first."""
    return _swap_word(pair, chance, _RANKS)


def change_month(pair: Pair, chance: random.Random) -> Pair | None:
    """Put another month for one."""
    return _swap_word(pair, chance, _MONTHS)


def lose_denial(pair: Pair, chance: random.Random) -> Pair | None:
    """Take a "not" away where both languages have one."""
    return _plant(pair, chance, _DENIALS.__getitem__, lambda *_: "")


def drop_name(pair: Pair, chance: random.Random, names: tuple[Name, ...]) -> Pair | None:
    """Take a name out of one language, in all places."""
    shared = [name for name in names if _is_in_both(pair, name)]
    if not shared:
        return None
    name = chance.choice(shared)
    language = chance.choice(("ar", "en"))
    return {**pair, language: re.sub(_spelled(name, language), "", pair[language])}


PLANTS: dict[str, Callable[[Pair, random.Random], Pair | None]] = {
    "numbers": change_digit,
    "ranks": swap_rank,
    "months": change_month,
    "negation": lose_denial,
}


def _swap_word(pair: Pair, chance: random.Random, words) -> Pair | None:
    def pattern(language):
        every = "|".join(word for list_ in words[language] for word in list_)
        before = _LETTERS_MAY_STAND_BEFORE[language]
        return rf"\b(?<=\b){before}(?:{every})\b"

    def swap(language, found):
        for list_ in words[language]:
            for word in list_:
                if found.endswith(word):
                    others = [other for other in list_ if other != word]
                    return found.removesuffix(word) + chance.choice(others)
        raise AssertionError(found)

    return _plant(pair, chance, pattern, swap)


def _plant(pair, chance, pattern, change) -> Pair | None:
    found = {
        language: list(re.finditer(pattern(language), text))
        for language, text in pair.items()
    }
    if not all(found.values()):
        return None
    language = chance.choice(("ar", "en"))
    text = pair[language]
    match = chance.choice(found[language])
    planted = text[: match.start()] + change(language, match[0]) + text[match.end() :]
    return {**pair, language: planted}


def _other_digit(digit: str, chance: random.Random) -> str:
    return chance.choice([other for other in "123456789" if other != digit])


def _is_in_both(pair: Pair, name: Name) -> bool:
    return all(re.search(_spelled(name, language), pair[language]) for language in pair)


def _spelled(name: Name, language: str) -> str:
    before = _LETTERS_MAY_STAND_BEFORE[language]
    every = "|".join(map(re.escape, name.spellings[language]))
    return rf"\b{before}(?:{every})\b"
