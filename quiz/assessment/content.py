"""A lesson as plain data: what is published, shown and cited."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
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


DRAWN_BY_VALUE = {"ranks", "amounts"}  # kinds of figures


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

    @property
    def can_be_drawn(self) -> bool:
        """Say whether there is anything to draw, and the numbers that it needs."""
        return bool(self.rows) and (
            self.kind not in DRAWN_BY_VALUE or all(row.value for row in self.rows)
        )

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
class Place:
    """Where a text of a lesson stands: in which column, and of which row."""

    column: str = ""  # empty: the row's own text
    row: str = ""  # passage, point, term or figure; empty: the lesson itself
    number: int = 0  # of the row among its like, from 1
    id: str = ""
    name: Text = field(default_factory=dict)  # the words by which the row is called
    line: int = 0  # of a figure, from 1; 0: the figure itself


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a lesson from being published, and where.

    The codes are no_passages, one_language, anchor_missing and unattributed.
    """

    code: str
    place: Place = Place()
    language: str = ""


def faults(content: Content) -> list[Fault]:
    """List all that keeps a lesson from being published."""
    found = [] if content.passages else [Fault("no_passages")]
    found += [
        Fault("one_language", place, language)
        for place, text in texts_of(content)
        for language in LANGUAGES
        if not text.get(language, "").strip()
    ]
    texts = {passage.id: passage.text for passage in content.passages}
    found += [
        Fault("anchor_missing", _term_place(number, term), language)
        for number, term in enumerate(content.terms, 1)
        for language, anchor in term.anchor.items()
        if anchor not in texts.get(term.passage, {}).get(language, "")
    ]
    found += [
        Fault("unattributed", _passage_place(number, passage))
        for number, passage in enumerate(content.passages, 1)
        if passage.stance == "claim" and not passage.attribution
    ]
    found += [
        Fault("not_drawn", _figure_place(number, figure))
        for number, figure in enumerate(content.figures, 1)
        if not figure.can_be_drawn
    ]
    return found


def unpublished(passages: Mapping[str, Text], published: Content | None) -> list[str]:
    """Name the passages whose words are not those of the lesson as published."""
    texts = {each.id: each.text for each in published.passages} if published else {}
    return [uid for uid, text in passages.items() if texts.get(uid) != text]


def _passage_place(number: int, passage: Passage) -> Place:
    return Place(row="passage", number=number, id=passage.id, name=passage.heading)


def _term_place(number: int, term: Term) -> Place:
    return Place(row="term", number=number, id=term.id, name=term.term)


def _figure_place(number: int, figure: Figure) -> Place:
    return Place(row="figure", number=number, id=figure.id, name=figure.title)


def texts_of(content: Content) -> Iterator[tuple[Place, Text]]:
    """Give each text that must stand in both languages, with its place."""
    yield Place("title"), content.title
    yield Place("summary"), content.summary
    for number, passage in enumerate(content.passages, 1):
        place = _passage_place(number, passage)
        yield place, passage.text
        yield replace(place, column="section"), passage.section
        yield from _optional(place, passage, ("heading", "attribution"))
    for number, point in enumerate(content.points, 1):
        yield Place(row="point", number=number, id=point.id), point.text
    for number, term in enumerate(content.terms, 1):
        for name in ("anchor", "term", "definition"):
            yield replace(_term_place(number, term), column=name), getattr(term, name)
    for number, figure in enumerate(content.figures, 1):
        yield from _texts_of_figure(number, figure)


def _texts_of_figure(number: int, figure: Figure) -> Iterator[tuple[Place, Text]]:
    place = _figure_place(number, figure)
    yield replace(place, column="title"), figure.title
    yield replace(place, column="caption"), figure.caption
    for column, text in figure.headings.items():
        yield replace(place, column=f"{column}_heading"), text
    for line, row in enumerate(figure.rows, 1):
        yield replace(place, line=line), row.label
        yield from _optional(replace(place, line=line), row, ("note",))


def _optional(
    place: Place, row: Passage | Row, names: tuple[str, ...]
) -> Iterator[tuple[Place, Text]]:
    for name in names:
        if text := getattr(row, name):
            yield replace(place, column=name), text
