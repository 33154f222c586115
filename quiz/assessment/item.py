"""A question as plain data: what is shown, what scores, what is told afterwards."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from typing import Any, Self, TypeVar

LANGUAGES = ("ar", "en")
FIELD_PREFIX = "r-"
# No id has it: what follows in the name of a field says only whose the field is.
FIELD_OWNER = "."

# By language; empty where there are no words.
Text = dict[str, str]


def _to_data(value: Any) -> Any:
    """Turn records into dicts, leaving out each field that equals its default."""
    if isinstance(value, tuple):
        return [_to_data(each) for each in value]
    if not is_dataclass(value):
        return value
    data = {}
    for each in fields(value):
        content = getattr(value, each.name)
        default = each.default
        if each.default_factory is not MISSING:
            default = each.default_factory()
        # Left out, so that a new field with a default changes no digest.
        if content != default:
            data[each.name] = _to_data(content)
    return data


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be picked."""

    id: str
    text: Text

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read an option from plain data."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class Part:
    """One place for an answer, or one criterion of a rubric."""

    id: str
    takes: str  # one, many, place, number, text or long
    text: Text = field(default_factory=dict)
    options: tuple[Option, ...] = ()  # empty: the item's options are the menu
    is_shuffled: bool = False

    @property
    def field_name(self) -> str:
        """Name the form field that answers this part."""
        return FIELD_PREFIX + self.id

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read a part from plain data."""
        return cls(**{**data, "options": _options(data)})


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a learner may see before answering."""

    kind: str
    rule: str
    points: int
    prompt: Text
    parts: tuple[Part, ...]
    body: Text = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    options_shuffled: bool = False
    parts_shuffled: bool = False
    rubric: tuple[Part, ...] = ()

    def menu(self, part: Part) -> tuple[Option, ...]:
        """List what may be picked for a part; nothing where the answer is typed."""
        if part.options:
            return part.options
        if part.takes in ("one", "many"):
            return self.options
        if part.takes == "place":
            return tuple(_place(number + 1) for number in range(len(self.parts)))
        return ()

    def to_data(self) -> dict[str, Any]:
        """Write plain data that JSON can hold."""
        data: dict[str, Any] = _to_data(self)
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read what is shown from plain data."""
        return cls(
            **{
                **data,
                "parts": tuple(map(Part.from_data, data["parts"])),
                "options": _options(data),
                "rubric": tuple(map(Part.from_data, data.get("rubric", ()))),
            }
        )


@dataclass(frozen=True, slots=True)
class Key:
    """What scores."""

    credit: dict[str, dict[str, float]]  # part id → option id → share; absent is 0
    accepted: dict[str, Text] = field(default_factory=dict)  # typed kinds: by answer id
    tolerance: str = "0"  # a decimal as text
    is_relative: bool = False
    near: float = 0  # the share that a near miss keeps

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read a key from plain data."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class Review:
    """What is told after the answer."""

    explanation: Text
    evidence: tuple[str, ...]  # uids of the passages that prove the answer
    feedback: dict[str, Text] = field(default_factory=dict)  # by option, answer or part
    rests_on: dict[str, str] = field(default_factory=dict)  # row id → passage uid
    passages: dict[str, Text] = field(default_factory=dict)  # each as it read

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read a review from plain data."""
        return cls(**{**data, "evidence": tuple(data["evidence"])})


@dataclass(frozen=True, slots=True)
class Item:
    """One question: three records that never mix."""

    shown: Shown
    key: Key
    review: Review

    def to_data(self) -> dict[str, Any]:
        """Write plain data that JSON can hold: shown, key and review."""
        data: dict[str, Any] = _to_data(self)
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read an item from plain data."""
        return cls(
            shown=Shown.from_data(data["shown"]),
            key=Key.from_data(data["key"]),
            review=Review.from_data(data["review"]),
        )


def canonical(item: Item) -> Item:
    """Put shuffled lists in order of id, and shares in one form.

    An author writes the right option first and events in their order; what is
    stored must not say so.
    """
    shown, key = item.shown, item.key
    parts = tuple(
        replace(part, options=_settled(part.options, is_shuffled=part.is_shuffled))
        for part in shown.parts
    )
    return replace(
        item,
        shown=replace(
            shown,
            parts=_settled(parts, is_shuffled=shown.parts_shuffled),
            options=_settled(shown.options, is_shuffled=shown.options_shuffled),
        ),
        key=replace(key, credit=_nonzero(key.credit), near=float(key.near)),
    )


def digest(item: Item) -> str:
    """Name the content of an item by 32 hexadecimal digits."""
    text = json.dumps(
        canonical(item).to_data(),
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )
    return hashlib.sha256(text.encode()).hexdigest()[:32]


Row = TypeVar("Row", Part, Option)


def _options(data: Mapping[str, Any]) -> tuple[Option, ...]:
    return tuple(map(Option.from_data, data.get("options", ())))


def _place(number: int) -> Option:
    return Option(str(number), {language: str(number) for language in LANGUAGES})


def _settled(rows: tuple[Row, ...], *, is_shuffled: bool) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: row.id)) if is_shuffled else rows


def _nonzero(credit: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    shares = {
        part: {option: float(share) for option, share in options.items() if share}
        for part, options in credit.items()
    }
    return {part: options for part, options in shares.items() if options}
