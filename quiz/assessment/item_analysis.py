"""Classical statistics of a quiz and its questions, as Moodle defines them.

Marks and totals are whole numbers of one small unit, such as a ten-thousandth of a
point, so that sums are exact; `unit` says how many of them make a point. Variances and
covariances are those of a sample, with n − 1. What cannot be said is None: of too few
attempts, or where all did the same.

The formulas: https://docs.moodle.org/dev/Quiz_statistics_calculations
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import sqrt
from typing import Generic, TypeVar

Name = TypeVar("Name")

# By what a question earned and what its whole attempt did: how many attempts.
Joint = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Marks:
    """What attempts earned on one question, beside their totals."""

    joint: Joint
    highest: int  # what could be earned
    # A drawn question is measured against the whole total: each attempt drew others.
    is_drawn: bool = False
    guess: Fraction | None = None  # the share that guessing earns, where it is known


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """How one question did; shares and weights are per cent, deviations points."""

    count: int
    facility: float | None
    deviation: float | None
    guess: float | None
    intended_weight: float | None
    effective_weight: float | None  # None, too, where its covariance is negative
    discrimination: float | None  # 100 · correlation with the rest of the attempt
    efficiency: float | None
    covariance: float | None  # with the rest, in squared points
    greatest_covariance: float | None


@dataclass(frozen=True, slots=True)
class QuizStatistics:
    """How a whole quiz did; marks in points, shares in per cent."""

    count: int
    mean: float | None
    median: float | None
    deviation: float | None
    skewness: float | None
    kurtosis: float | None
    consistency: float | None  # 100 · Cronbach's alpha
    error_ratio: float | None
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class Analysis(Generic[Name]):
    """The statistics of a quiz, and of each of its questions by name."""

    quiz: QuizStatistics
    items: dict[Name, ItemStatistics]


def analyse(
    items: Mapping[Name, Marks], totals: Mapping[int, int], *, unit: int = 1
) -> Analysis[Name]:
    """Return the statistics of questions and of the totals of their attempts."""
    roots = {
        name: _root(
            _covariance((mark, total, n) for (mark, total), n in marks.joint.items())
        )
        for name, marks in items.items()
    }
    weight = sum(root for root in roots.values() if root is not None)
    points = sum(marks.highest for marks in items.values())
    return Analysis(
        _quiz(items.values(), totals, unit),
        {
            name: _item(marks, unit, points, weight, roots[name])
            for name, marks in items.items()
        },
    )


def _item(
    marks: Marks, unit: int, points: int, weight: float, root: float | None
) -> ItemStatistics:
    pairs = [
        (mark, total if marks.is_drawn else total - mark, n)
        for (mark, total), n in marks.joint.items()
        if n
    ]
    count = sum(n for _mark, _rest, n in pairs)
    earned = sum(mark * n for mark, _rest, n in pairs)
    variance = _covariance((mark, mark, n) for mark, _rest, n in pairs)
    if not marks.highest:
        variance = None
    covariance = _covariance(pairs)
    greatest = _covariance(_side_by_side(pairs))
    others = _covariance((rest, rest, n) for _mark, rest, n in pairs)
    spread = variance * others if variance and others else None
    return ItemStatistics(
        count=count,
        facility=_percent(earned, marks.highest * count),
        deviation=None if variance is None else sqrt(variance) / unit,
        guess=None if marks.guess is None else float(100 * marks.guess),
        intended_weight=_percent(marks.highest, points),
        effective_weight=None if root is None or not weight else 100 * root / weight,
        discrimination=100 * float(covariance) / sqrt(spread)
        if spread and covariance is not None
        else None,
        efficiency=float(100 * covariance / greatest)
        if greatest and covariance is not None
        else None,
        covariance=_in_points(covariance, unit),
        greatest_covariance=_in_points(greatest, unit),
    )


def _quiz(
    items: Iterable[Marks], totals: Mapping[int, int], unit: int
) -> QuizStatistics:
    count = sum(totals.values())
    if not count:
        return QuizStatistics(0, *(None,) * 8)
    mean = Fraction(sum(total * n for total, n in totals.items()), count)
    second, third, fourth = (
        sum(n * (total - mean) ** power for total, n in totals.items()) / count
        for power in (2, 3, 4)
    )
    k2 = count * second / (count - 1) if count > 1 else None
    deviation = None if k2 is None else sqrt(k2) / unit
    skewness = kurtosis = consistency = error_ratio = None
    if k2 and count > 2:
        k3 = count**2 * third / ((count - 1) * (count - 2))
        skewness = float(k3) / float(k2) ** 1.5
    if k2 and count > 3:
        k4 = (
            count**2
            * ((count + 1) * fourth - 3 * (count - 1) * second**2)
            / ((count - 1) * (count - 2) * (count - 3))
        )
        kurtosis = float(k4 / k2**2)
    consistency = _consistency(items, k2, count)
    if consistency is not None:
        error_ratio = 100 * sqrt(max(0.0, 1 - consistency / 100))
    return QuizStatistics(
        count=count,
        mean=float(mean) / unit,
        median=_median(totals, count) / unit,
        deviation=deviation,
        skewness=skewness,
        kurtosis=kurtosis,
        consistency=consistency,
        error_ratio=error_ratio,
        standard_error=None
        if error_ratio is None or deviation is None
        else error_ratio * deviation / 100,
    )


def _consistency(
    items: Iterable[Marks], k2: Fraction | None, count: int
) -> float | None:
    """Return Cronbach's alpha in per cent, where all attempts were asked the same."""
    places = list(items)
    asked_of_all = all(sum(marks.joint.values()) == count for marks in places)
    if not k2 or len(places) < 2 or not asked_of_all:
        return None
    variances = sum(
        _covariance((mark, mark, n) for (mark, _total), n in marks.joint.items()) or 0
        for marks in places
    )
    return float(100 * Fraction(len(places), len(places) - 1) * (1 - variances / k2))


def _covariance(triples: Iterable[tuple[int, int, int]]) -> Fraction | None:
    """Return the covariance of pairs, each given with how often it occurs."""
    n = x = y = xy = 0
    for one, other, times in triples:
        n += times
        x += one * times
        y += other * times
        xy += one * other * times
    return Fraction(n * xy - x * y, n * (n - 1)) if n > 1 else None


def _side_by_side(
    pairs: Iterable[tuple[int, int, int]],
) -> Iterator[tuple[int, int, int]]:
    """Pair the lowest mark with the lowest rest, and so on up: none could be better."""
    rows = list(pairs)
    marks = deque(_runs((mark, n) for mark, _rest, n in rows))
    rests = deque(_runs((rest, n) for _mark, rest, n in rows))
    begin = 0
    while marks:
        (mark, mark_end), (rest, rest_end) = marks[0], rests[0]
        end = min(mark_end, rest_end)
        yield mark, rest, end - begin
        begin = end
        if mark_end == end:
            marks.popleft()
        if rest_end == end:
            rests.popleft()


def _runs(counted: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sort values, and give each with the place where it ends in the sorted list."""
    counts = Counter[int]()
    for value, n in counted:
        counts[value] += n
    values = sorted(counts)
    return zip(values, accumulate(counts[value] for value in values), strict=True)


def _median(totals: Mapping[int, int], count: int) -> float:
    """Return the middle total, or the mean of the two in the middle."""
    seen, first = 0, None
    for total in sorted(total for total, n in totals.items() if n):
        seen += totals[total]
        if first is None and seen >= (count + 1) // 2:
            first = total
        if first is not None and seen >= count // 2 + 1:
            return (first + total) / 2
    raise ValueError(count)


def _root(covariance: Fraction | None) -> float | None:
    return None if covariance is None or covariance < 0 else sqrt(covariance)


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def _in_points(covariance: Fraction | None, unit: int) -> float | None:
    return None if covariance is None else float(covariance / unit**2)
