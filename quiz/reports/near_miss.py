"""Typed answers that missed an accepted one by a letter, for who writes the key."""

from collections import Counter
from dataclasses import dataclass

from quiz.assessment.text import loose
from quiz.models import Outcome
from quiz.models.question import Kind

MOST = 20


@dataclass(frozen=True)
class NearMiss:
    """What was typed, and how often."""

    text: str
    count: int


def near_misses(question):
    """Return the near misses of what is asked now, those that came most often first.

    One query, none for a question that is not typed. Nobody is named.
    """
    if question.kind != Kind.TEXT_ENTRY or question.current_id is None:
        return ()
    rows = Outcome.objects.filter(
        response__revision=question.current_id, marker=None, regrade=None, score=0
    ).values_list("response__value", "detail__notes")
    typed = Counter()
    spelled = {}
    for value, notes in rows.iterator(chunk_size=2000):
        if "near_miss" in (notes or ()):
            (text,) = value.values()
            spelled.setdefault(loose(text), text)
            typed[loose(text)] += 1
    return tuple(
        NearMiss(spelled[text], count) for text, count in typed.most_common(MOST)
    )
