"""When two texts are the same answer: as a teacher of Arabic would judge."""

import re
import unicodedata
from collections.abc import Callable

SLIP_LENGTH = 5  # in a shorter word, one letter makes another word too easily

# Marks that stand alone decompose into a space and a mark, which would cut a word.
_ISOLATED_MARKS = {
    **dict.fromkeys((*range(0xFC5E, 0xFC64), *range(0xFE70, 0xFE80, 2))),
    ord("\u00b4"): "'",  # the accent that some keyboards have for an apostrophe
}
# What the digits before it would swallow: 10² is not 102, nor 3½ 31/2.
_AFTER_DIGITS = (
    (re.compile("(?<=\\d)(?=[¹²³\u2070-\u207b])"), "^"),
    (re.compile("(?<=\\d)(?=[¼-¾\u2150-\u215e])"), " "),
    (re.compile("(?<=\\d)\u0640+(?=\\d)"), "-"),  # a tatweel for a dash: 1980ـ1988
)
_DIGITS = "0123456789"
_LETTERS: dict[str, str | None] = {
    **dict(zip("٠١٢٣٤٥٦٧٨٩", _DIGITS, strict=True)),
    **dict(zip("۰۱۲۳۴۵۶۷۸۹", _DIGITS, strict=True)),
    "\u0649": "\u064a",  # alef maksura → ya
    "\u06cc": "\u064a",  # Persian ya → ya
    "\u06a9": "\u0643",  # Persian kaf → kaf
    "\u06aa": "\u0643",  # swash kaf → kaf
    "\u06be": "\u0647",  # the ha of Urdu with two eyes → ha
    "\u06c1": "\u0647",  # the ha of Urdu → ha
    "\u06d5": "\u0647",  # the ha of Kurdish → ha
    "\u06c3": "\u0629",  # the ta marbuta of Urdu → ta marbuta
    "\u0671": "\u0627",  # alef wasla → alef
    "\u066a": "%",
    "\u066b": ".",
    "\u066c": None,  # the thousands separator
    "\u0640": None,  # tatweel
    "\u2044": "/",  # what NFKC makes of ½
    "\u2013": "-",  # en dash, which word processors put for a minus
    "\u2212": "-",  # minus sign
}
_ONE_FORM = str.maketrans(_LETTERS)
_BARE_SEATS = str.maketrans("آأإؤئ", "اااوي", "ء")
# Before a long u some schools write it on ئ or on the line (شئون, رءوس), others on ؤ;
# in مئوية the و is no vowel.
_HAMZA_BEFORE_WAW = re.compile("[ئء](?=و(?!ي))")

_THOUSANDS_COMMA = re.compile("(?<=[0-9])[,،](?=[0-9]{3}(?![0-9]))")
_ELLIPSIS = re.compile(r"\.{2,}")
# The point of a decimal number, and the minus of a text that begins with it.
_IN_NUMBER = re.compile(r"(?<=[0-9])\.(?=[0-9])|^[^\w-]*-(?=[0-9])")
_SPACE_BEFORE_PERCENT = re.compile(r"(?<=[0-9]) +(?=%)")
# In a line of Arabic, ٥٠٪ is often typed as it is seen: the sign first.
_PERCENT_FIRST = re.compile(r"(?<!\S)%([0-9]+(?:\.[0-9]+)?)(?!\S)")
_FIGURE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?%?")
# A list passes over it at the beginning.
_ARTICLE = {"ar": re.compile("^ال(?=..)"), "en": re.compile("^(?:the|an?) ")}
# They stand inside words (U.S., don't); other punctuation stands between words.
_INSIDE_WORDS = frozenset(".'\u2018\u2019`\u02bb\u02bc\u02be\u02bf")


def strict(text: str) -> str:
    """Reduce a text to what no teacher would mark: no marks, case or punctuation."""
    seen = "".join(filter(_is_seen, text)).translate(_ISOLATED_MARKS)
    for pattern, mark in _AFTER_DIGITS:
        seen = pattern.sub(mark, seen)
    composed = unicodedata.normalize("NFKC", seen)
    # Before they compose again: a hamza above a Persian ya is ئ.
    one_form = composed.casefold().translate(_ONE_FORM)
    folded = unicodedata.normalize("NFKC", one_form)
    bare = "".join(filter(_is_kept, folded))
    words = _ELLIPSIS.sub(" ", _THOUSANDS_COMMA.sub("", bare))
    kept = {match.end() - 1 for match in _IN_NUMBER.finditer(words)}
    spaced = "".join(
        letter if index in kept else _unpunctuated(letter)
        for index, letter in enumerate(words)
    )
    # What stood between two letters is gone, so they may compose now.
    return _tidied(unicodedata.normalize("NFC", spaced))


def loose(text: str) -> str:
    """Reduce a text further, by every fold that has a name."""
    return _fold(strict(text), *FOLDS)


def search_key(text: str) -> str:
    """Reduce a text to what is kept, and looked for, in search columns."""
    return loose(text)


def sort_key(text: str, language: str) -> str:
    """Reduce a text to what its place in an alphabetical list goes by."""
    bare = _ARTICLE[language].sub("", strict(text))
    # Letters of Arabic stand in Unicode in the order of the alphabet.
    apart = unicodedata.normalize("NFD", _fold(bare, *FOLDS))
    return "".join(filter(_is_kept, apart))


def forgiven(given: str, accepted: str) -> tuple[str, ...] | None:
    """Name the folds without which the two would differ; None where they differ."""
    first, second = strict(given), strict(accepted)
    if _fold(first, *FOLDS) != _fold(second, *FOLDS):
        return None
    return tuple(
        name
        for name in FOLDS
        if _fold(first, *(FOLDS.keys() - {name}))
        != _fold(second, *(FOLDS.keys() - {name}))
    )


def is_one_slip(given: str, accepted: str) -> bool:
    """Tell whether one letter is added, left out, changed or swapped with the next.

    Figures are never a slip: 1991 is not a misspelling of 1990.
    """
    first, second = loose(given), loose(accepted)
    if len(second) < SLIP_LENGTH or _FIGURE.findall(first) != _FIGURE.findall(second):
        return False
    return first != second and _differ_by_one(first, second)


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf") or letter.isspace()


def _is_kept(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Mn", "Me")


def _unpunctuated(letter: str) -> str:
    if letter in _INSIDE_WORDS:
        return ""
    if letter != "%" and unicodedata.category(letter)[0] == "P":
        return " "
    return letter


def _without_hamza(text: str) -> str:
    return _HAMZA_BEFORE_WAW.sub("ؤ", text).translate(_BARE_SEATS)


def _without_ta_marbuta(text: str) -> str:
    return text.replace("ة", "ه")


# Folds that are named, because the review tells what was forgiven.
FOLDS: dict[str, Callable[[str], str]] = {
    "hamza": _without_hamza,
    "ta_marbuta": _without_ta_marbuta,
}


def _fold(text: str, *names: str) -> str:
    for name in names:
        text = FOLDS[name](text)
    return _tidied(text)


def _tidied(text: str) -> str:
    plain = " ".join(text.split())
    return _PERCENT_FIRST.sub(r"\1%", _SPACE_BEFORE_PERCENT.sub("", plain))


def _differ_by_one(first: str, second: str) -> bool:
    start = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        start += 1
    rest, other_rest = first[start:], second[start:]
    if len(rest) == len(other_rest):
        is_swapped = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
        return rest[1:] == other_rest[1:] or is_swapped
    return rest[1:] == other_rest or rest == other_rest[1:]
