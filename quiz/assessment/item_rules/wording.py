"""How the rules read words: without marks, and without what is quoted."""

import re

from quiz.assessment.agreement.structure import QUOTATION
from quiz.assessment.text import loose, strict

# Single marks too: they set words apart in English where Arabic has none, so that
# quotations are not counted by them.
_QUOTED = re.compile(rf"{QUOTATION}|‘[^’]*’(?!\w)")
# What may stand before an Arabic word and is written with it.
_ARABIC_PREFIX = "[وف]?"
# One form of each word is wanted here, the likeliest. To look a word up, all its forms
# are tried (`bare_forms`), also those that lose a letter of the root: كتاب, تاب.
_ARABIC_PREFIXES = re.compile(r"^[وف]?(?:[بك]?ال|لل)?(?=\w{3})")
_STOP_WORDS = {
    "ar": "الذي|التي|الذين|كان|كانت|هذه|هذا|ذلك|تلك|بين|حسب|بحسب|المقال|الكاتب"
    "|الدرس|على|إلى|عند|منذ|بعد|قبل|مثل|غير|أيّ|وفق|يرى|يذكر|عنه|عنها|فيه|فيها|منه|منها"
    "|عليه|عليها|إليه|إليها",
    "en": "about|according|after|also|article|author|authors|before|being|does|from"
    "|have|into|lesson|more|most|other|over|such|than|that|their|them|then|there|these"
    "|they|this|those|were|what|when|where|which|while|with|would",
}
_SHORTEST_CONTENT_WORD = 4


def unquoted(text: str) -> str:
    """Drop what stands in quotation marks: those are others' words."""
    return _QUOTED.sub(" ", text)


def plain(text: str) -> str:
    """Reduce a text to its own bare words."""
    return loose(unquoted(text))


def length(text: str) -> int:
    """Count the letters of a text, marks left out."""
    return len(strict(text))


def word_count(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())


def any_of(language: str, words: str) -> re.Pattern[str]:
    """Make a pattern that finds any of the words, parted by |, in a plain text."""
    prefix = _ARABIC_PREFIX if language == "ar" else ""
    longest_first = sorted(map(loose, words.split("|")), key=len, reverse=True)
    listed = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w){prefix}({listed})(?!\w)")


def content_words(text: str, language: str) -> frozenset[str]:
    """List the words of a text that carry its meaning."""
    stop_words = set(map(loose, _STOP_WORDS[language].split("|")))
    words = set(loose(text).split()) - stop_words
    if language == "ar":
        words = {_ARABIC_PREFIXES.sub("", word) for word in words} - stop_words
    return frozenset(
        word
        for word in words
        if len(word) >= _SHORTEST_CONTENT_WORD and not word.isdecimal()
    )
