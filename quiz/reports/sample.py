"""A few lines of a lesson, for those who don't know Fahm yet."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sample:
    """Two passages of unlike stance, and a question that one of them answers."""

    line: Any  # the lesson's line in its course
    passages: tuple[Any, ...]
    cited: Any  # the passage that proves the answer
    prompt: dict[str, str]


def find_sample(path):
    """Return lines of the first lesson that show what a mark and evidence are."""
    for line in path.lines:
        questions = line.lesson.questions.published().select_related("current")
        asked = questions.filter(kind="choice").prefetch_related("evidence").first()
        if asked is None:
            continue
        passages = line.lesson.current.content.passages
        proof = {passage.uid for passage in asked.evidence.all()}
        cited = next((each for each in passages if each.id in proof), None)
        if cited is None:
            continue
        other = next((each for each in passages if each.stance != cited.stance), None)
        shown = sorted((each for each in (cited, other) if each), key=passages.index)
        return Sample(line, tuple(shown), cited, asked.current.item.shown.prompt)
    return None
