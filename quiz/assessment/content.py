"""A lesson as plain data: what is published, shown and cited."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from quiz.assessment.item import LANGUAGES, Text


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest part of a lesson that can be cited."""

    id: str
    text: Text
    stance: str
    section: Text
    heading: Text = field(default_factory=dict)
    attribution: Text = field(default_factory=dict)
    is_background: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """What a reader should know afterwards."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Term:
    """A key term; `anchor` is the words of the passage that it explains."""

    id: str
    passage: str
    anchor: Text
    term: Text
    definition: Text
    is_background: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a figure; numbers are decimals as text, or empty."""

    label: Text
    note: Text = field(default_factory=dict)
    value: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart and its table; `headings` by column: label, value, share, note."""

    id: str
    kind: str
    after: str
    title: Text
    caption: Text
    headings: dict[str, Text]
    rows: tuple[Row, ...]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read a figure from plain data."""
        return cls(**{**data, "rows": tuple(Row(**row) for row in data["rows"])})


@dataclass(frozen=True, slots=True)
class Content:
    """A whole lesson."""

    slug: str
    title: Text
    summary: Text
    passages: tuple[Passage, ...]
    points: tuple[Point, ...] = ()
    terms: tuple[Term, ...] = ()
    figures: tuple[Figure, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """Write plain data that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read a lesson from plain data."""
        return cls(
            **{
                **data,
                "passages": tuple(Passage(**row) for row in data["passages"]),
                "points": tuple(Point(**row) for row in data["points"]),
                "terms": tuple(Term(**row) for row in data["terms"]),
                "figures": tuple(Figure.from_data(row) for row in data["figures"]),
            }
        )

    def word_count(self, language: str) -> int:
        """Count the words of headings and passages."""
        return sum(
            len(text.get(language, "").split())
            for passage in self.passages
            for text in (passage.heading, passage.text)
        )


def digest(content: Content) -> str:
    """Name a lesson by 32 hexadecimal digits that change with anything in it."""
    text = json.dumps(content.to_data(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a lesson from being published, and where.

    The codes are no_passages, one_language, anchor_missing and unattributed.
    """

    code: str
    place: str
    language: str = ""


def faults(content: Content) -> list[Fault]:
    """List all that keeps a lesson from being published."""
    found = [] if content.passages else [Fault("no_passages", content.slug)]
    found += [
        Fault("one_language", place, language)
        for place, text in _texts(content)
        for language in LANGUAGES
        if not text.get(language, "").strip()
    ]
    texts = {passage.id: passage.text for passage in content.passages}
    found += [
        Fault("anchor_missing", term.id, language)
        for term in content.terms
        for language, anchor in term.anchor.items()
        if anchor not in texts.get(term.passage, {}).get(language, "")
    ]
    found += [
        Fault("unattributed", passage.id)
        for passage in content.passages
        if passage.stance == "claim" and not passage.attribution
    ]
    return found


def unpublished(passages: Mapping[str, Text], published: Content | None) -> list[str]:
    """Name the passages whose words are not those of the lesson as published."""
    texts = {each.id: each.text for each in published.passages} if published else {}
    return [uid for uid, text in passages.items() if texts.get(uid) != text]


def _texts(content: Content) -> Iterator[tuple[str, Text]]:
    """Give each text that must stand in both languages, with its place."""
    yield "title", content.title
    yield "summary", content.summary
    for passage in content.passages:
        yield passage.id, passage.text
        yield f"{passage.id}: section", passage.section
        yield from _optional(passage.id, passage, ("heading", "attribution"))
    for point in content.points:
        yield point.id, point.text
    for term in content.terms:
        for name in ("anchor", "term", "definition"):
            yield f"{term.id}: {name}", getattr(term, name)
    for figure in content.figures:
        yield f"{figure.id}: title", figure.title
        yield f"{figure.id}: caption", figure.caption
        for name, text in figure.headings.items():
            yield f"{figure.id}: {name}", text
        for number, row in enumerate(figure.rows, 1):
            yield f"{figure.id}: {number}", row.label
            yield from _optional(f"{figure.id}: {number}", row, ("note",))


def _optional(
    place: str, row: Passage | Row, names: tuple[str, ...]
) -> Iterator[tuple[str, Text]]:
    for name in names:
        if text := getattr(row, name):
            yield f"{place}: {name}", text
