"""What a class understood of a text: its answers, laid over the passages."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from quiz.models import Lesson
from quiz.reports.item_result import Understood

# From this share on, in whole per cent, a passage has the level, the best first.
LEVELS = (80, 60, 45, 0)


@dataclass(frozen=True)
class MappedPassage(Understood):
    """A passage, with the questions that rest on it."""

    passage: Any
    number: int

    @property
    def level(self):
        """Return how well it was understood, 0 the best and 3 the worst; or None."""
        if not self.is_enough:
            return None
        return next(
            level for level, least in enumerate(LEVELS) if self.percent >= least
        )


@dataclass(frozen=True)
class MappedLesson:
    """A lesson's text as a class understood it."""

    lesson: Lesson
    content: Any
    passages: tuple[MappedPassage, ...]


def comprehension_map(results):
    """Return the lessons that the questions of a quiz are about, each as understood.

    Of one lesson the whole text, of several only what questions rest on. One query.
    """
    resting = defaultdict(list)
    for line in results:
        for uid in line.evidence:
            resting[uid].append(line)
    keys = {line.question.lesson_id for line in results}
    lessons = Lesson.objects.published().filter(pk__in=keys).select_related("current")
    mapped = []
    for lesson in lessons:
        content = lesson.current.content
        passages = [
            MappedPassage(
                results=tuple(resting[each.id]),
                passage=each,
                number=number,
            )
            for number, each in enumerate(content.passages, 1)
            if len(keys) == 1 or resting[each.id]
        ]
        mapped.append(MappedLesson(lesson, content, tuple(passages)))
    return tuple(mapped)
