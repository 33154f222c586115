"""The names of a glossary, found in a text."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quiz.assessment.agreement.finding import Mark
from quiz.assessment.agreement.prose import Prose, Token, bare_forms, read


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and how it may be spelled in each language."""

    id: str
    spellings: Mapping[str, tuple[str, ...]]


def find_names(prose: Prose, names: Sequence[Name]) -> Iterator[Mark]:
    """Go through the names that a text says, the longest spelling first."""
    taken: set[int] = set()
    found = sorted(_places(prose, names), key=lambda place: -len(place[0]))
    for place, name in found:
        if taken.isdisjoint(place):
            taken.update(place)
            yield prose.mark(name.id, place[0], place[-1])


def _places(prose: Prose, names: Sequence[Name]) -> Iterator[tuple[range, Name]]:
    """Go through the places where a spelling stands, also within a longer one."""
    # A text has few words that a name begins with, so it is asked for those alone.
    by_first_word = _by_first_word(prose.language, names)
    for first, token in enumerate(prose.tokens):
        for form in _forms(token, prose.language):
            for spelling, name in by_first_word.get(form, ()):
                if _stands_at(prose, first, spelling):
                    yield range(first, first + len(spelling)), name


def _by_first_word(
    language: str, names: Sequence[Name]
) -> Mapping[str, list[tuple[tuple[Token, ...], Name]]]:
    by_first_word = defaultdict(list)
    for name in names:
        for spelling in name.spellings.get(language, ()):
            if tokens := _tokens(language, spelling):
                for form in _wanted_forms(tokens[0], language):
                    by_first_word[form].append((tokens, name))
    return by_first_word


@lru_cache(maxsize=4096)
def _tokens(language: str, spelling: str) -> tuple[Token, ...]:
    return read(language, spelling).tokens


def _stands_at(prose: Prose, first: int, spelling: tuple[Token, ...]) -> bool:
    found = prose.tokens[first : first + len(spelling)]
    return len(found) == len(spelling) and all(
        _is_same(token, wanted, prose.language)
        for token, wanted in zip(found, spelling, strict=True)
    )


def _is_same(token: Token, wanted: Token, language: str) -> bool:
    # "US" is not "us".
    has_capital = token.text != token.text.lower() or wanted.text == wanted.text.lower()
    return has_capital and not _forms(token, language).isdisjoint(
        _wanted_forms(wanted, language)
    )


def _forms(token: Token, language: str) -> frozenset[str]:
    if language == "ar":
        return frozenset(bare_forms(token.key, language))
    return frozenset({_without_possessive(token)})


def _wanted_forms(wanted: Token, language: str) -> frozenset[str]:
    if language == "ar":
        # The glossary may give the article or leave it out.
        return frozenset({wanted.key, wanted.key.removeprefix("ال")})
    return frozenset({_without_possessive(wanted)})


def _without_possessive(token: Token) -> str:
    for ending in ("'s", "’s", "'", "’"):
        if token.text.endswith(ending):
            return token.text.removesuffix(ending).casefold()
    return token.key
