"""The names of a glossary, found in a text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    for tokens, name in _by_length(prose.language, names):
        for first in range(len(prose.tokens) - len(tokens) + 1):
            place = range(first, first + len(tokens))
            if taken.isdisjoint(place) and _stands_at(prose, first, tokens):
                taken.update(place)
                yield prose.mark(name.id, place[0], place[-1])


def _by_length(
    language: str, names: Sequence[Name]
) -> list[tuple[tuple[Token, ...], Name]]:
    spellings = [
        (read(language, spelling).tokens, name)
        for name in names
        for spelling in name.spellings.get(language, ())
    ]
    return sorted(
        ((tokens, name) for tokens, name in spellings if tokens),
        key=lambda spelling: -len(spelling[0]),
    )


def _stands_at(prose: Prose, first: int, spelling: tuple[Token, ...]) -> bool:
    found = prose.tokens[first : first + len(spelling)]
    return all(
        _is_same(token, wanted, prose.language)
        for token, wanted in zip(found, spelling, strict=True)
    )


def _is_same(token: Token, wanted: Token, language: str) -> bool:
    if language == "ar":
        # The glossary may give the article or leave it out.
        forms = set(bare_forms(token.key, language))
        return wanted.key in forms or wanted.key.removeprefix("ال") in forms
    # "US" is not "us".
    has_capital = token.text != token.text.lower() or wanted.text == wanted.text.lower()
    return has_capital and _without_possessive(token) == _without_possessive(wanted)


def _without_possessive(token: Token) -> str:
    for ending in ("'s", "’s", "'", "’"):
        if token.text.endswith(ending):
            return token.text.removesuffix(ending).casefold()
    return token.key
