"""A difference between the two languages of a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How sure it is that the two languages say different things."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a text says in one place."""

    value: str  # the same in both languages: 1000000, 25%, USD, the id of a name
    start: int  # of the words that say it, as indexes into the text
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What each language says that the other does not."""

    rule: str
    level: Level
    marks: Mapping[str, tuple[Mark, ...]]  # by language
