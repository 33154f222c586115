"""Rules for what is told after the answer: L14 and L15."""

import re
from collections.abc import Iterator

from quiz.assessment.item import LANGUAGES, Item
from quiz.assessment.item_rules.finding import ERROR, WARNING, Labelled, Spot, rule
from quiz.assessment.item_rules.wording import length
from quiz.assessment.kinds import KINDS
from quiz.assessment.text import loose, strict

_SHORTEST = 20

_VERDICT = {
    "ar": re.compile(
        r"(?:(?:هذا|هذه|هو|هي|الاجابه|الجواب|الخيار|نعم|لا|انه|انها|ليس|ليست|غير"
        r"|صحيح|صحيحه|الصحيح|الصحيحه|صواب|الصواب|خطا|خاطي|خاطيه|احسنت|ممتاز|للاسف"
        r"|اختيار|اجابه|جواب|بل|هنا)(?: |$))+"
    ),
    "en": re.compile(
        r"(?:(?:this|that|it|is|its|thats|the|an?|your|answer|option|choice|yes|no|not"
        r"|right|wrong|correct|incorrect|true|false|well|done|great|good|sorry"
        r"|unfortunately)(?: |$))+"
    ),
}


@rule("L14", ERROR)
def no_feedback(question: Labelled) -> Iterator[Spot]:
    """Ask that each answer is told about; the explanation is a fault already."""
    item = question.item
    for row in _answered_rows(item):
        if not any(item.review.feedback.get(row, {}).values()):
            # One language alone is a fault already.
            yield from (Spot(row, language) for language in LANGUAGES)


@rule("L14", ERROR)
def short_feedback(question: Labelled) -> Iterator[Spot]:
    """Ask that feedback is long enough to explain."""
    for row, text in question.item.review.feedback.items():
        for language, words in text.items():
            if 0 < length(words) < _SHORTEST:
                yield Spot(f"feedback.{row}", language)


@rule("L14", ERROR)
def same_feedback(question: Labelled) -> Iterator[Spot]:
    """Ask that no two answers are told the same, but for spellings of one answer."""
    if question.item.key.accepted:
        return
    for language in LANGUAGES:
        seen: set[str] = set()
        for row, text in question.item.review.feedback.items():
            words = strict(text.get(language, ""))
            if words and words in seen:
                yield Spot(f"feedback.{row}", language)
            seen.add(words)


@rule("L15", WARNING)
def verdict_only(question: Labelled) -> Iterator[Spot]:
    """Point to feedback that begins with the verdict alone, which is told anyway."""
    for row, text in question.item.review.feedback.items():
        for language, words in text.items():
            first, *_rest = re.split(r"(?<=[.!؟?])\s", words.strip(), maxsplit=1)
            if _VERDICT[language].fullmatch(loose(first)):
                yield Spot(f"feedback.{row}", language)


def _answered_rows(item: Item) -> list[str]:
    """List the rows that an answer leads to: each of them is told about."""
    kind, shown = KINDS.get(item.shown.kind), item.shown
    if kind is None or kind.has_rubric:
        return []
    if kind.is_typed:
        return list(item.key.accepted)
    if kind.layout == "rows":
        return [part.id for part in shown.parts]
    own = [option.id for part in shown.parts for option in part.options]
    return own or [option.id for option in shown.options]
