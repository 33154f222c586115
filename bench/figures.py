"""Figures of a load, from the times of its requests; no request, no database."""

from dataclasses import dataclass
from math import ceil
from operator import eq, ge, le
from statistics import median

SIGNS = {"≥": ge, "≤": le, "=": eq}


@dataclass(frozen=True)
class Load:
    """What one round of one load came to."""

    seconds: float
    times: tuple[float, ...]  # of each request, in seconds
    errors: int = 0
    busy: float = 0  # which share of a core the client took

    @property
    def rate(self):
        """Return how many requests were answered a second."""
        return len(self.times) / self.seconds

    def percentile(self, percent):
        """Return the time within which so many of a hundred were answered."""
        return percentile(self.times, percent)


def percentile(values, percent):
    """Return the smallest value that so many of a hundred values do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, ceil(len(ranked) * percent / 100) - 1)]


def middle(figure, *rounds):
    """Return the median of a figure of each round, for lists of the rounds' loads.

    What is compared is of the same round, so that a slow minute slows down both.
    """
    return median(figure(*each) for each in zip(*rounds, strict=True))


@dataclass(frozen=True)
class Goal:
    """A ratio that was measured, and what it should be."""

    name: str
    ratio: float
    wanted: str  # such as "≥ 0.60"; also "≤" and "="

    @property
    def is_met(self):
        """Say whether the ratio is what it should be."""
        sign, limit = self.wanted.split()
        return SIGNS[sign](self.ratio, float(limit))

    @property
    def verdict(self):
        """Say in a word whether it is met."""
        return yes_or_no(self.is_met)


def yes_or_no(is_well):
    """Write whether all is well, so that a failure is seen."""
    return "yes" if is_well else "NO"


def table(head, *rows):
    """Write rows of texts and numbers as a table in Markdown."""
    lines = [head, ("---", *["---:"] * (len(head) - 1)), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def goals_table(goals):
    """Write goals as a table."""
    return table(
        ("ratio", "measured", "goal", "met"),
        *(
            (
                each.name,
                f"{round(each.ratio, 2):g}",
                each.wanted,
                each.verdict,
            )
            for each in goals
        ),
    )


def milliseconds(seconds):
    """Write a time in milliseconds."""
    return f"{seconds * 1000:.1f} ms"
