"""How often what was answered: sums from which all statistics of a quiz are told.

A tally is kept, not made: an entry is added when an attempt is finished, and taken away
when it no longer holds. Of each question it knows how often each mark came with each
total, which is all that `item_analysis` asks for, and likewise of each option.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from quiz.assessment.item_analysis import Joint

# Marks are kept in whole ten-thousandths of a point, which scoring rounds to.
UNIT = 10_000
# Longer than this, somebody did something else meanwhile.
LONGEST = 600  # seconds

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """What one answer to a question came to."""

    revision: int
    language: str
    mark: int
    classes: Mapping[str, tuple[str, ...]]  # by part: what the answer was read as
    seconds: int | None = None  # since the answer before it


@dataclass(frozen=True, slots=True)
class Entry:
    """What one finished attempt adds to a tally."""

    is_first: bool  # of its learner at this quiz
    total: int
    answers: tuple[Answered, ...]

    def to_data(self) -> Data:
        """Write plain data that JSON can hold."""
        return {
            "first": self.is_first,
            "total": self.total,
            "answers": [
                [
                    each.revision,
                    each.language,
                    each.mark,
                    {part: list(ids) for part, ids in each.classes.items()},
                    each.seconds,
                ]
                for each in self.answers
            ],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read an entry from plain data."""
        return cls(
            data["first"],
            data["total"],
            tuple(
                Answered(
                    revision,
                    language,
                    mark,
                    {part: tuple(ids) for part, ids in classes.items()},
                    seconds,
                )
                for revision, language, mark, classes, seconds in data["answers"]
            ),
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """Which attempts and answers are looked at."""

    is_first_only: bool = True
    language: str = ""  # of the answers; empty for both

    def of(self, cells: Mapping[str, Data]) -> Iterator[Data]:
        """Give the cells of a tally that belong to it."""
        for key, cell in cells.items():
            first, language = key.split()
            if self.is_first_only and first == LATER:
                continue
            if not self.language or language == self.language:
                yield cell


FIRST, LATER = "1", "0"


class Tally:
    """Counts by what was answered; equal where the same entries stand in them."""

    def __init__(self, data: Data | None = None) -> None:
        self._totals: dict[str, int] = {}
        self._items: dict[str, Data] = {}
        if data:
            self._totals, self._items = data["totals"], data["items"]

    def to_data(self) -> Data:
        """Write plain data that JSON can hold."""
        return {"totals": self._totals, "items": self._items}

    def add(self, entry: Entry, times: int = 1) -> None:
        """Count an entry, or with -1 take it away again."""
        first = FIRST if entry.is_first else LATER
        points = entry.total // UNIT
        _count(self._totals, times, first, entry.total)
        for each in entry.answers:
            item = self._items.setdefault(str(each.revision), {})
            cell = f"{first} {each.language}"
            _count(item, times, "marks", cell, each.mark, entry.total)
            for part, idents in each.classes.items():
                for ident in idents:
                    _count(item, times, "options", part, ident, cell, points)
            if each.seconds is not None:
                _count(item, times, "seconds", cell, min(each.seconds, LONGEST))
            if not item:
                del self._items[str(each.revision)]

    def update(self, other: Self) -> None:
        """Count all that another tally has counted, too."""
        _merge(self.to_data(), other.to_data())

    @property
    def revisions(self) -> list[int]:
        """List the questions that were answered, by the revisions that were asked."""
        return sorted(map(int, self._items))

    def totals(self, selection: Selection) -> Counter[int]:
        """Count attempts by their total, whatever language they were answered in."""
        counts = Counter[int]()
        for first, totals in self._totals.items():
            if not (selection.is_first_only and first == LATER):
                counts.update(_numbered(totals))
        return counts

    def joint(self, revision: int, selection: Selection) -> Joint:
        """Count answers to a question by their mark and the total of the attempt."""
        counts = Counter[tuple[int, int]]()
        for marks in selection.of(self._item(revision, "marks")):
            for mark, totals in marks.items():
                for total, n in totals.items():
                    counts[int(mark), int(total)] += n
        return counts

    def options(
        self, revision: int, selection: Selection
    ) -> dict[str, dict[str, Counter[int]]]:
        """Count answers by part, by what they were read as, and by total.

        The totals are in whole points: enough to tell who did well, and few.
        """
        found: dict[str, dict[str, Counter[int]]] = {}
        for part, options in self._item(revision, "options").items():
            for ident, cells in options.items():
                counts = Counter[int]()
                for points in selection.of(cells):
                    for each, n in points.items():
                        counts[int(each) * UNIT] += n
                if counts:
                    found.setdefault(part, {})[ident] = counts
        return found

    def seconds(self, revision: int, selection: Selection) -> Counter[int]:
        """Count answers by the seconds that they took."""
        counts = Counter[int]()
        for cells in selection.of(self._item(revision, "seconds")):
            counts.update(_numbered(cells))
        return counts

    def _item(self, revision: int, name: str) -> Data:
        found: Data = self._items.get(str(revision), {}).get(name, {})
        return found


def _merge(cells: Data, others: Data) -> None:
    for key, value in others.items():
        if isinstance(value, dict):
            _merge(cells.setdefault(key, {}), value)
        else:
            cells[key] = cells.get(key, 0) + value


def _count(cells: Data, times: int, key: object, *path: object) -> None:
    """Add to the count at the end of a path, and leave nothing empty on it."""
    name = str(key)
    if path:
        _count(cells.setdefault(name, {}), times, *path)
    else:
        cells[name] = cells.get(name, 0) + times
    if not cells[name]:
        del cells[name]


def _numbered(cells: Mapping[str, int]) -> dict[int, int]:
    return {int(key): n for key, n in cells.items()}
