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

    def takes(self, first: str, language: str) -> bool:
        """Say whether a cell of the tally belongs to it."""
        return not (
            (self.is_first_only and first == LATER)
            or (self.language and language != self.language)
        )


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
        _count(self._totals, f"{first} {entry.total}", times)
        for each in entry.answers:
            name = str(each.revision)
            item = self._items.setdefault(
                name, {"marks": {}, "options": {}, "seconds": {}}
            )
            cell = f"{first} {each.language}"
            _count(item["marks"], f"{cell} {each.mark} {entry.total}", times)
            for part, idents in each.classes.items():
                options = item["options"].setdefault(part, {})
                for ident in idents:
                    cells = options.setdefault(ident, {})
                    _count(cells, f"{cell} {entry.total}", times)
                    _drop_empty(options, ident)
                _drop_empty(item["options"], part)
            if each.seconds is not None:
                _count(item["seconds"], f"{cell} {min(each.seconds, LONGEST)}", times)
            if not item["marks"]:
                del self._items[name]

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
        for key, n in self._totals.items():
            first, total = key.split()
            if not (selection.is_first_only and first == LATER):
                counts[int(total)] += n
        return counts

    def joint(self, revision: int, selection: Selection) -> Joint:
        """Count answers to a question by their mark and the total of the attempt."""
        counts = Counter[tuple[int, int]]()
        for (mark, total), n in _cells(self._item(revision)["marks"], selection):
            counts[mark, total] += n
        return counts

    def options(
        self, revision: int, selection: Selection
    ) -> dict[str, dict[str, Counter[int]]]:
        """Count answers by part, by what they were read as, and by total."""
        found: dict[str, dict[str, Counter[int]]] = {}
        for part, options in self._item(revision)["options"].items():
            for ident, cells in options.items():
                counts = Counter[int]()
                for (total,), n in _cells(cells, selection):
                    counts[total] += n
                if counts:
                    found.setdefault(part, {})[ident] = counts
        return found

    def seconds(self, revision: int, selection: Selection) -> Counter[int]:
        """Count answers by the seconds that they took."""
        counts = Counter[int]()
        for (seconds,), n in _cells(self._item(revision)["seconds"], selection):
            counts[seconds] += n
        return counts

    def _item(self, revision: int) -> Data:
        return self._items.get(
            str(revision), {"marks": {}, "options": {}, "seconds": {}}
        )


def _merge(cells: Data, others: Data) -> None:
    for key, value in others.items():
        if isinstance(value, dict):
            _merge(cells.setdefault(key, {}), value)
        else:
            cells[key] = cells.get(key, 0) + value


def _count(cells: dict[str, int], key: str, times: int) -> None:
    cells[key] = cells.get(key, 0) + times
    _drop_empty(cells, key)


def _drop_empty(cells: dict[str, Any], key: str) -> None:
    if not cells[key]:
        del cells[key]


def _cells(
    cells: Mapping[str, int], selection: Selection
) -> Iterator[tuple[tuple[int, ...], int]]:
    for key, n in cells.items():
        first, language, *numbers = key.split()
        if selection.takes(first, language):
            yield tuple(map(int, numbers)), n
