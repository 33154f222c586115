"""Rules for the numbers of both languages: L16 and L19."""

import re
from collections.abc import Iterator

from quiz.assessment.agreement import compare_figures
from quiz.assessment.item_rules.finding import ERROR, WARNING, Labelled, Spot, rule
from quiz.assessment.item_rules.layout import own_texts, told_texts

_ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")
# What is drawn in another order among Arabic letters: ranges, dates by hyphens, a
# leading minus, and Latin words that end in a mark. Our pages isolate most of them;
# plain text, and the systems that a question may be taken to, do not.
_TURNING = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}"
    r"|\d[\d.,]*[%٪]?\s?[-–—]\s?\d[\d.,]*[%٪]?"
    r"|(?<![\w\d-])[-−]\d[\d.,]*"
    r"|[A-Za-z][\w.]*[+#]+(?!\w)"
)


@rule("L16", ERROR)
def other_numbers(question: Labelled) -> Iterator[Spot]:
    """Ask that the same numbers stand in both languages."""
    for place, arabic, english in _unlike(question):
        if arabic and english:
            yield Spot(place, detail={"ar": _listed(arabic), "en": _listed(english)})


@rule("L16", WARNING)
def missing_numbers(question: Labelled) -> Iterator[Spot]:
    """Point to numbers that one language has, and the other perhaps in words."""
    for place, arabic, english in _unlike(question):
        if not (arabic and english):
            numbers = _listed(arabic or english)
            yield Spot(place, "en" if arabic else "ar", {"numbers": numbers})


@rule("L19", WARNING)
def turning_number(question: Labelled) -> Iterator[Spot]:
    """Point to numbers that Arabic text may turn round."""
    for place, text in (*own_texts(question.item), *told_texts(question.item)):
        for found in _TURNING.finditer(_ISOLATED.sub(" ", text.get("ar", ""))):
            yield Spot(place, "ar", {"text": found[0]})


def _unlike(
    question: Labelled,
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Give the texts whose numbers differ, with those of one language alone."""
    for place, text in own_texts(question.item):
        if not all(text.get(language, "").strip() for language in ("ar", "en")):
            continue  # a fault already
        unlike = compare_figures(text)
        if any(unlike.values()):
            yield place, unlike["ar"], unlike["en"]


def _listed(numbers: tuple[str, ...]) -> str:
    return " · ".join(numbers)
