"""Faults planted in a pair of texts, each the same in every run."""

import itertools
import random
import re
from collections.abc import Callable, Iterator

from tests.quiz.assessment.agreement.glossary import NAMES

# Written here once more, so that a word the code does not know is planted too.
_RANKS = {
    "en": (
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
        ],
    ),
    "ar": (
        [
            "الأول",
            "الثاني",
            "الثالث",
            "الرابع",
            "الخامس",
            "السادس",
            "السابع",
            "الثامن",
            "التاسع",
            "العاشر",
        ],
        [
            "الأولى",
            "الثانية",
            "الثالثة",
            "الرابعة",
            "الخامسة",
            "السادسة",
            "السابعة",
            "الثامنة",
        ],
    ),
}
_MONTHS = {
    "en": (
        [
            "January",
            "February",
            "March",
            "April",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    ),
    "ar": (
        [
            "يناير",
            "فبراير",
            "مارس",
            "أبريل",
            "يونيو",
            "يوليو",
            "أغسطس",
            "سبتمبر",
            "أكتوبر",
            "نوفمبر",
            "ديسمبر",
        ],
        ["آذار", "نيسان", "أيار", "حزيران", "تموز", "أيلول"],
    ),
}
# Not a number ("No. 81"), not "however" (غير أن), not "under the age of" (دون سن), and
# not letters between the marks of another word (مُضَلِّلاً).
_VOWELS = "\u064b-\u0652"
_DENIALS = {
    "en": r"\b(?:not|never|without|no(?!\.? \d)|cannot|nor|neither)\b ?|n['’]t\b",
    "ar": rf"(?<![{_VOWELS}])\b[وف]?(?:لا|لم|لن|ليس|ليست|ليسوا|غير(?! أن)|دون(?! سن)"
    rf"|بدون|بلا|عدم)\b(?![{_VOWELS}]) ?",
}
_BEFORE = {"en": "", "ar": "[وف]?[بلك]?(?:ال)?"}

Pair = dict[str, str]
Change = Callable[[str, str], str]  # of a language, and of what was found in it


def change_digit(pair: Pair, chance: random.Random) -> Iterator[Pair]:
    """Put another digit for one of one number in each language."""
    return _plant(
        pair,
        chance,
        dict.fromkeys(pair, r"\d"),
        lambda _, digit: chance.choice([one for one in "123456789" if one != digit]),
    )


def swap_rank(pair: Pair, chance: random.Random) -> Iterator[Pair]:
    """Put another rank for one: the third for the first."""
    return _swap_word(pair, chance, _RANKS)


def change_month(pair: Pair, chance: random.Random) -> Iterator[Pair]:
    """Put another month for one."""
    return _swap_word(pair, chance, _MONTHS)


def lose_denial(pair: Pair, chance: random.Random) -> Iterator[Pair]:
    """Take a "not" away where both languages have one."""
    return _plant(pair, chance, _DENIALS, lambda *_: "")


def drop_name(pair: Pair, chance: random.Random) -> Iterator[Pair]:
    """Take a name out of one language, in all places."""
    for name in NAMES:
        patterns = {
            language: rf"\b{_BEFORE[language]}(?:{'|'.join(spellings)})\b"
            for language, spellings in name.spellings.items()
        }
        if all(re.search(patterns[language], pair[language]) for language in pair):
            language = chance.choice(("ar", "en"))
            rest = re.sub(patterns[language], "", pair[language])
            yield {**pair, language: rest}


PLANTS: dict[str, Callable[[Pair, random.Random], Iterator[Pair]]] = {
    "numbers": change_digit,
    "ranks": swap_rank,
    "months": change_month,
    "names": drop_name,
    "negation": lose_denial,
}


def _swap_word(
    pair: Pair, chance: random.Random, words: dict[str, tuple[list[str], ...]]
) -> Iterator[Pair]:
    patterns = {
        language: rf"\b{_BEFORE[language]}(?:{'|'.join(itertools.chain(*lists))})\b"
        for language, lists in words.items()
    }

    def swap(language: str, found: str) -> str:
        word, others = next(
            (word, [other for other in list_ if other != word])
            for list_ in words[language]
            for word in list_
            if found.endswith(word)
        )
        return found.removesuffix(word) + chance.choice(others)

    return _plant(pair, chance, patterns, swap)


def _plant(
    pair: Pair, chance: random.Random, patterns: dict[str, str], change: Change
) -> Iterator[Pair]:
    """Change one place in each language, where both languages have such a place."""
    places = {
        language: list(re.finditer(patterns[language], text))
        for language, text in pair.items()
    }
    if all(places.values()):
        for language, text in pair.items():
            place = chance.choice(places[language])
            changed = change(language, place[0])
            yield {
                **pair,
                language: text[: place.start()] + changed + text[place.end() :],
            }
