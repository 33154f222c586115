"""A text as words, figures and signs, each with its place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from quiz.assessment.agreement.finding import Mark
from quiz.assessment.text import strict

_DIGIT = "[0-9٠-٩۰-۹]"
_VULGAR = "¼-¾⅐-⅞"
_LETTER = rf"(?:[^\W\d_²³¹{_VULGAR}]|[\u0300-\u036f\u064b-\u065f\u0670])"
_TOKEN = re.compile(
    rf"""
    (?P<vulgar> [{_VULGAR}] | \d\u2044\d+ )
  | (?P<figure> {_DIGIT}+ (?: [.,،٫٬] {_DIGIT}+ )* )
  | (?P<word> {_LETTER}+ (?: ['’] {_LETTER}+ )* )
  | (?P<sign> [%٪$€£¥₪] )
    """,
    re.VERBOSE,
)
# What is written in one with the Arabic word it stands before; لل goes first, because
# its first letter is a prefix, too.
_PREFIX = re.compile("[وف]?(?:لل|[بكل]?(?:ال)?)")
_SHORTEST_WORD = 3  # in a shorter one, the prefix is part of it: بين
_ONE_FORM = str.maketrans("أإآة", "اااه")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, figure or sign of a text."""

    kind: str  # a name of the pattern's groups
    text: str  # as it stands
    word: str  # without marks and case
    key: str  # and without the letters that are written in several ways
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A text in one language, read once for all rules."""

    language: str
    text: str
    tokens: tuple[Token, ...]

    def is_joined(self, first: int, second: int) -> bool:
        """Tell whether only a space or a hyphen stands between two tokens."""
        between = self.text[self.tokens[first].end : self.tokens[second].start]
        return between.strip(" \u00a0\u202f-\u2010\u2011\u0640") == ""

    def mark(self, value: str, first: int, last: int) -> Mark:
        """Say a value of the tokens from the first to the last."""
        return Mark(value, self.tokens[first].start, self.tokens[last].end)

    def whole(self, value: str) -> Mark:
        """Say a value of the whole text."""
        return Mark(value, 0, len(self.text))


Pair = Mapping[str, Prose]  # by language


def read(language: str, text: str) -> Prose:
    """Cut a text into its tokens."""
    return Prose(language, text, tuple(map(_token, _TOKEN.finditer(text))))


def vocabulary(words: str) -> frozenset[str]:
    """Make a set of words to look up, hamzas and all."""
    return frozenset(map(strict, words.split()))


def key(word: str) -> str:
    """Reduce a word to the form that vocabularies are looked up by."""
    return _strict(word).translate(_ONE_FORM)


def bare_forms(word: str, language: str) -> Iterator[str]:
    """Go through the words that a word may be, its Arabic prefixes taken off."""
    yield word
    prefix = _PREFIX.match(word) if language == "ar" else None
    if prefix:
        for length in range(1, prefix.end() + 1):
            is_prefix = _PREFIX.fullmatch(word, 0, length)
            if is_prefix and len(word) - length >= _SHORTEST_WORD:
                yield word[length:]


def has_and(word: str, bare: str, language: str) -> bool:
    """Tell whether the Arabic "and" is the first letter of a word."""
    return language == "ar" and word != bare and word.startswith("و")


def _token(match: re.Match[str]) -> Token:
    text = match[0]
    return Token(match.lastgroup or "", text, _strict(text), key(text), *match.span())


# A text says the same words over and over.
_strict = lru_cache(maxsize=4096)(strict)
