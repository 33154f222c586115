"""What was answered when: a short history that is kept with each answer."""

from collections.abc import Mapping, Sequence
from typing import Any

# What follows so soon in the same language is one change: somebody is typing.
ONE_CHANGE = 10  # seconds
# The first changes and the newest are kept; what a column holds is bounded by it.
FIRST, NEWEST = 5, 25
LONGEST = 80  # signs of one typed answer

Entry = dict[str, Any]


def remember(
    history: Sequence[Entry], seconds: int, value: Mapping[str, Any], language: str
) -> list[Entry]:
    """Return a history with one change more, `seconds` after the attempt began."""
    entry = {
        "at": max(0, seconds),
        "language": language,
        "value": {part: _shortened(given) for part, given in value.items()},
    }
    kept = list(history)
    if kept and _is_one_change(kept[-1], entry):
        # The moment stays that of the first sign: by it time is measured.
        kept[-1] = {**entry, "at": kept[-1]["at"], "until": entry["at"]}
    else:
        kept.append(entry)
    if len(kept) > FIRST + NEWEST:
        kept = kept[:FIRST] + kept[-NEWEST:]
    return kept


def _is_one_change(last: Entry, entry: Entry) -> bool:
    if last["language"] != entry["language"]:
        return False
    is_soon = entry["at"] - last.get("until", last["at"]) <= ONE_CHANGE
    return last["value"] == entry["value"] or (is_soon and _is_typed(entry))


def _is_typed(entry: Entry) -> bool:
    return any(isinstance(given, str) for given in entry["value"].values())


def _shortened(given: Any) -> Any:
    if isinstance(given, str) and len(given) > LONGEST:
        return given[: LONGEST - 1] + "…"
    return given
