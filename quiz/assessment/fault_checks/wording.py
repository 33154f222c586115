"""Faults of the words: a language that is missing, and gaps."""

from collections import Counter
from collections.abc import Iterator

from quiz.assessment.fault import Check, Fault
from quiz.assessment.gaps import has_stray_brackets, name_gaps
from quiz.assessment.item import LANGUAGES, Item, Text
from quiz.assessment.kinds import Kind


def _check_languages(item: Item, kind: Kind) -> Iterator[Fault]:
    for place, text in _required(item, kind):
        yield from _missing(place, text)
    for place, text in _optional(item, kind):
        # Words in neither language are no fault here: nothing was to be said.
        if any(text.values()):
            yield from _missing(place, text)


def _check_gaps(item: Item, kind: Kind) -> Iterator[Fault]:
    if not kind.has_gaps:
        return
    gaps = [part.id for part in item.shown.parts]
    for language in LANGUAGES:
        body = item.shown.body.get(language, "")
        counts = Counter(name_gaps(body))
        for gap in gaps:
            if body and counts[gap] != 1:
                detail: dict[str, object] = {"gap": gap, "count": counts[gap]}
                yield Fault("gap_count", "body", language, detail)
        for gap in sorted(counts.keys() - set(gaps)):
            yield Fault("unknown_gap", "body", language, {"gap": gap})


def _check_brackets(item: Item, kind: Kind) -> Iterator[Fault]:
    for place, text in (*_required(item, kind), *_optional(item, kind)):
        if place.startswith("passages."):
            continue
        for language, words in text.items():
            is_gapped = kind.has_gaps and place == "body"
            if has_stray_brackets(words) if is_gapped else "[[" in words:
                yield Fault("stray_brackets", place, language)


def _missing(place: str, text: Text) -> Iterator[Fault]:
    for language in LANGUAGES:
        if not text.get(language, "").strip():
            yield Fault("missing_text", place, language)


def _required(item: Item, kind: Kind) -> Iterator[tuple[str, Text]]:
    shown, review = item.shown, item.review
    yield "prompt", shown.prompt
    if kind.has_gaps:
        yield "body", shown.body
    if kind.parts in ("rows", "fixed"):
        yield from ((part.id, part.text) for part in shown.parts)
    for part in (*shown.parts, *shown.rubric):
        yield from ((option.id, option.text) for option in part.options)
    yield from ((option.id, option.text) for option in shown.options)
    yield from ((part.id, part.text) for part in shown.rubric)
    yield "explanation", review.explanation
    for uid, text in review.passages.items():
        yield f"passages.{uid}", text


def _optional(item: Item, kind: Kind) -> Iterator[tuple[str, Text]]:
    if not kind.has_gaps:
        yield "body", item.shown.body
    if kind.parts in ("answer", "gaps"):
        yield from ((part.id, part.text) for part in item.shown.parts)
    for row, text in item.review.feedback.items():
        yield f"feedback.{row}", text


CHECKS: tuple[Check, ...] = (_check_languages, _check_gaps, _check_brackets)
