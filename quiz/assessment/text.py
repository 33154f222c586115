"""When two texts are the same answer: as a teacher of Arabic would judge."""

import re
import unicodedata
from collections.abc import Mapping

SLIP_LENGTH = 5  # in a shorter word, one letter makes another word too easily

# Marks that stand alone decompose into a space and a mark, which would cut a word.
_ISOLATED_MARKS = dict.fromkeys((*range(0xFC5E, 0xFC64), *range(0xFE70, 0xFE80, 2)))
_DIGITS = "0123456789"
_LETTERS: dict[str, str | None] = {
    **dict(zip("٠١٢٣٤٥٦٧٨٩", _DIGITS, strict=True)),
    **dict(zip("۰۱۲۳۴۵۶۷۸۹", _DIGITS, strict=True)),
    "\u0649": "\u064a",  # alef maksura → ya
    "\u06cc": "\u064a",  # Persian ya → ya
    "\u06a9": "\u0643",  # Persian kaf → kaf
    "\u0671": "\u0627",  # alef wasla → alef
    "\u066a": "%",
    "\u066b": ".",
    "\u066c": None,  # the thousands separator
    "\u0640": None,  # tatweel
}
_ONE_FORM = str.maketrans(_LETTERS)
# Folds that are named, because the review tells what was forgiven.
FOLDS: dict[str, Mapping[int, int | None]] = {
    "hamza": str.maketrans("آأإؤئ", "اااوي", "ء"),
    "ta_marbuta": str.maketrans("ة", "ه"),
}

_THOUSANDS_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_INNER_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_SPACE_BEFORE_PERCENT = re.compile(r"(?<=[0-9]) +(?=%)")
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")
# A list passes over it at the beginning.
_ARTICLE = {"ar": re.compile("^ال(?=..)"), "en": re.compile("^(?:the|an?) ")}
# They stand inside words (U.S., don't); other punctuation stands between words.
_INSIDE_WORDS = frozenset(".'\u2018\u2019`")


def strict(text: str) -> str:
    """Reduce a text to what no teacher would mark: no marks, case or punctuation."""
    composed = unicodedata.normalize("NFKC", text.translate(_ISOLATED_MARKS))
    folded = unicodedata.normalize("NFKC", composed.casefold())
    bare = "".join(filter(_is_kept, folded)).translate(_ONE_FORM)
    words = _THOUSANDS_COMMA.sub("", bare)
    points = {match.start() for match in _INNER_POINT.finditer(words)}
    spaced = "".join(
        letter if index in points else _unpunctuated(letter)
        for index, letter in enumerate(words)
    )
    # What stood between two letters is gone, so they may compose now.
    plain = unicodedata.normalize("NFC", " ".join(spaced.split()))
    return _SPACE_BEFORE_PERCENT.sub("", plain)


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


def _is_kept(letter: str) -> bool:
    category = unicodedata.category(letter)
    if category == "Cc":
        return letter.isspace()
    return category not in ("Mn", "Me", "Cf")


def _unpunctuated(letter: str) -> str:
    if letter in _INSIDE_WORDS:
        return ""
    if letter != "%" and unicodedata.category(letter)[0] == "P":
        return " "
    return letter


def _fold(text: str, *names: str) -> str:
    for name in names:
        text = text.translate(FOLDS[name])
    return " ".join(text.split())


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
