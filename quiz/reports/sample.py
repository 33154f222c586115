"""A few lines of a lesson, for those who don't know Fahm yet."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from quiz.models import Question


@dataclass(frozen=True)
class Sample:
    """Two passages of unlike stance, and a question that one of them answers."""

    line: Any  # the lesson's line in its course
    passages: tuple[Any, ...]
    cited: Any  # the passage that proves the answer
    prompt: dict[str, str]


def find_sample(path):
    """Return lines of the first lesson that show what a mark and evidence are."""
    lines = {line.lesson.pk: line for line in path.lines}
    asked = (
        Question.objects.published()
        .filter(lesson__in=lines, kind="choice", evidence__lesson=F("lesson"))
        .select_related("lesson__current")
        .annotate(shown_prompt=F("current__item_data__shown__prompt"))
        .prefetch_related("evidence")
        .order_by("lesson__position", "lesson_id", "position", "pk")
        .first()
    )
    if asked is None:
        return None
    passages = asked.lesson.current.content.passages
    proof = {passage.uid for passage in asked.evidence.all()}
    cited = next((each for each in passages if each.id in proof), None)
    if cited is None:
        return None
    other = next((each for each in passages if each.stance != cited.stance), None)
    shown = sorted((each for each in (cited, other) if each), key=passages.index)
    return Sample(lines[asked.lesson_id], tuple(shown), cited, asked.shown_prompt)
