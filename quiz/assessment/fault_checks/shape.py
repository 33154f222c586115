"""Faults of the shape: ids, parts, menus and settings."""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from quiz.assessment.fault import Check, Fault
from quiz.assessment.item import Item
from quiz.assessment.kinds import Kind
from quiz.assessment.number import Unreadable, read_number

_IDENT = re.compile(r"[a-z][a-z0-9_-]{0,31}")
_FEWEST = 2


def _check_rule_and_points(item: Item, kind: Kind) -> Iterator[Fault]:
    shown = item.shown
    if shown.rule not in kind.rules:
        yield Fault("unknown_rule", "rule", detail={"rule": shown.rule})
    if not isinstance(shown.points, int) or shown.points < 1:
        yield Fault("bad_points", "points", detail={"points": shown.points})


def _check_settings(item: Item, kind: Kind) -> Iterator[Fault]:
    key = item.key
    given = {
        "tolerance": key.tolerance != "0",
        "is_relative": key.is_relative,
        "near": key.near != 0,
    }
    for setting, is_given in given.items():
        if is_given and setting not in kind.settings:
            yield Fault("unknown_setting", "settings", detail={"setting": setting})
    if not 0 <= key.near <= 1:
        yield Fault("bad_near", "settings")
    tolerance = read_number(key.tolerance)
    if isinstance(tolerance, Unreadable) or tolerance < 0:
        yield Fault("bad_tolerance", "settings", detail={"tolerance": key.tolerance})
    elif key.is_relative and Fraction(tolerance) == 0:
        yield Fault("relative_zero", "settings")


def _check_ids(item: Item, kind: Kind) -> Iterator[Fault]:
    for ident, count in Counter(row_ids(item)).items():
        if count > 1:
            detail: dict[str, object] = {"id": ident, "count": count}
            yield Fault("duplicate_id", ident, detail=detail)
        if not _IDENT.fullmatch(ident):
            yield Fault("bad_id", ident, detail={"id": ident})


def _check_parts(item: Item, kind: Kind) -> Iterator[Fault]:
    parts = item.shown.parts
    found = tuple(part.id for part in parts)
    if not parts:
        yield Fault("no_parts", "parts")
    elif kind.part_ids and found != kind.part_ids:
        detail = {"expected": ", ".join(kind.part_ids), "found": ", ".join(found)}
        yield Fault("wrong_parts", "parts", detail={**detail})
    for part in parts:
        if part.takes != kind.takes:
            detail = {"takes": part.takes, "expected": kind.takes}
            yield Fault("wrong_takes", part.id, detail={**detail})


def _check_shuffles(item: Item, kind: Kind) -> Iterator[Fault]:
    shown = item.shown
    if shown.options_shuffled and "options" not in kind.shuffles:
        yield Fault("must_not_shuffle", "options")
    if shown.parts_shuffled and "parts" not in kind.shuffles:
        yield Fault("must_not_shuffle", "parts")
    for part in (*shown.parts, *shown.rubric):
        if part.is_shuffled and not kind.shuffles_menu(part.id):
            yield Fault("must_not_shuffle", part.id)


def _check_menus(item: Item, kind: Kind) -> Iterator[Fault]:
    shown = item.shown
    own = shown.rubric if kind.has_rubric else shown.parts
    counts = {
        "shared": {"options": len(shown.options)},
        "places": {"parts": len(shown.parts)},
        "accepted": {},
    }.get(kind.menus, {part.id: len(part.options) for part in own})
    for place, count in counts.items():
        if count < _FEWEST:
            yield Fault("too_few_options", place, detail={"count": count})
    sources, targets = len(shown.parts), len(shown.options)
    if shown.kind == "match" and targets <= sources:
        detail: dict[str, object] = {"targets": targets, "sources": sources}
        yield Fault("too_few_targets", "options", detail=detail)


def row_ids(item: Item) -> list[str]:
    """List the ids of all parts, options, criteria, levels and accepted answers."""
    parts = (*item.shown.parts, *item.shown.rubric)
    return [
        *(part.id for part in parts),
        *(option.id for part in parts for option in part.options),
        *(option.id for option in item.shown.options),
        *item.key.accepted,
    ]


CHECKS: tuple[Check, ...] = (
    _check_rule_and_points,
    _check_settings,
    _check_ids,
    _check_parts,
    _check_shuffles,
    _check_menus,
)
