"""A few lines of a lesson, for those who don't know Fahm yet."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sample:
    """Two passages of unlike stance, and what the lesson teaches."""

    line: Any  # the lesson's line in its course
    passages: tuple[Any, ...]
    point: dict[str, str]


def find_sample(path):
    """Return lines of the first lesson that show what the marks are for.

    No question is shown: which passage proves an answer is told to nobody before.
    """
    if not path.lines:
        return None
    line = path.lines[0]
    content = line.lesson.current.content
    told = [each for each in content.passages if not each.is_background]
    other = next((each for each in told if each.stance != told[0].stance), None)
    if other is None or not content.points:
        return None
    return Sample(line, (told[0], other), content.points[0].text)
