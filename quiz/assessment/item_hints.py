"""What the figures of a question say in plain words, and from how many answers on.

A small class says little, so nothing is said of fewer answers than stand beside each
rule, and nothing that chance explains well. `bench/hints.py` measures how often a fault
is found and how often a good question is suspected.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import comb, sqrt
from statistics import NormalDist, median
from typing import TypeVar

Name = TypeVar("Name")

CHECK_KEY = "check_key"
BELOW_GUESSING = "below_guessing"
FEW_RIGHT = "few_right"
NEARLY_ALL_RIGHT = "nearly_all_right"
NOT_SEPARATING = "not_separating"
IDLE_OPTION = "idle_option"
OFTEN_SKIPPED = "often_skipped"
OTHER_BY_LANGUAGE = "other_by_language"
ANSWERED_QUICKLY = "answered_quickly"
# The worst first: what is told above all else.
HINTS = (
    CHECK_KEY,
    OTHER_BY_LANGUAGE,
    BELOW_GUESSING,
    OFTEN_SKIPPED,
    ANSWERED_QUICKLY,
    FEW_RIGHT,
    NOT_SEPARATING,
    IDLE_OPTION,
    NEARLY_ALL_RIGHT,
)

# The question itself may be at fault, and not what its readers know.
SUSPICIONS = frozenset({CHECK_KEY, BELOW_GUESSING, OTHER_BY_LANGUAGE})

# From this many answers on a facility is told at all.
ENOUGH = 10
LEAST = {
    CHECK_KEY: 30,
    BELOW_GUESSING: 15,
    FEW_RIGHT: 10,
    NEARLY_ALL_RIGHT: 10,
    NOT_SEPARATING: 50,
    IDLE_OPTION: 30,
    OFTEN_SKIPPED: 15,
    OTHER_BY_LANGUAGE: 20,  # in each language
    ANSWERED_QUICKLY: 10,
}
EARLY_SIGN = 15  # of a wrong key
# By how much chance has to be ruled out: the quantile of the normal distribution.
SURE, VERY_SURE = 1.96, 2.576
UNLIKELY, VERY_UNLIKELY = 0.05, 0.01
MANY = 500  # from here on the normal distribution is exact enough


@dataclass(frozen=True, slots=True)
class Hint:
    """What the answers suggest; of which option, where it is about one."""

    code: str
    option: str = ""
    is_early: bool = False  # from too few answers to be more than a sign


@dataclass(frozen=True, slots=True)
class Share:
    """Which part was earned, of how many answers."""

    count: int
    share: Fraction = Fraction(0)

    @property
    def interval(self) -> tuple[float, float]:
        """Return where the share would lie among all who might have been asked.

        Wilson's interval, of 95 %; for part marks it is rather too wide.
        """
        return wilson(float(self.share), self.count)


def together(shares: Iterable[Share]) -> Share:
    """Return the share of all answers to several questions, each answer alike."""
    counted = [each for each in shares if each.count]
    count = sum(each.count for each in counted)
    earned = sum((each.share * each.count for each in counted), Fraction(0))
    return Share(count, earned / count if count else Fraction(0))


@dataclass(frozen=True, slots=True)
class Figures:
    """What the hints are drawn from: one question, answered by some."""

    earned: Share
    correlation: float | None = None  # with the rest of the attempt
    guess: Fraction | None = None
    # Of a question with one menu: how many of all, and of the best third, picked each.
    options: Mapping[str, int] = field(default_factory=dict)
    best: Mapping[str, Fraction] = field(default_factory=dict)
    right: frozenset[str] = frozenset()
    skipped: int = 0
    languages: Mapping[str, Share] = field(default_factory=dict)  # in a fixed order
    # By how much the shares of the two languages differ over the other questions.
    usual_difference: Fraction = Fraction(0)
    timed: int = 0  # how many answers have a time
    seconds: float | None = None  # the median


def hints(figures: Figures) -> list[Hint]:
    """Return what may be said of a question, the worst first."""
    found = [
        *_check_key(figures),
        *_facility(figures),
        *_language(figures),
        *_separation(figures),
        *_idle_options(figures),
        *_manner(figures),
    ]
    return sorted(found, key=lambda hint: (HINTS.index(hint.code), hint.option))


def wilson(share: float, count: int, quantile: float = SURE) -> tuple[float, float]:
    """Return the score interval of a share (Wilson 1927)."""
    if not count:
        return 0.0, 1.0
    square = quantile**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = quantile * sqrt(share * (1 - share) / count + square / (4 * count**2))
    half /= 1 + square / count
    return max(0.0, middle - half), min(1.0, middle + half)


def usual_differences(
    shares: Mapping[Name, Mapping[str, Share]],
) -> dict[Name, Fraction]:
    """Return, for each question, how the two languages differ over all the others.

    The median: who answers in one language may know more, which is no translation's
    fault, and another bad translation should not hide this one.
    """
    differences = {
        name: one.share - other.share
        for name, found in shares.items()
        if len(found) == 2
        for one, other in [tuple(found.values())]
    }
    usual = {}
    for name in shares:
        others = [each for other, each in differences.items() if other != name]
        usual[name] = median(others) if others else Fraction(0)
    return usual


def best_third(cells: Mapping[str, Counter[int]]) -> dict[str, Fraction]:
    """Return how many of the best third picked each option.

    `cells` count, for each option, by what its pickers earned on the rest. Of those
    who stand level at the edge of the third, a like share of each is counted.
    """
    everybody = Counter[int]()
    for counts in cells.values():
        everybody.update(counts)
    left = Fraction(sum(everybody.values()), 3)
    found = dict.fromkeys(cells, Fraction(0))
    for rest in sorted(everybody, reverse=True):
        taken = min(Fraction(1), left / everybody[rest])
        for option, counts in cells.items():
            found[option] += taken * counts[rest]
        left -= taken * everybody[rest]
        if not left:
            break
    return found


def _check_key(figures: Figures) -> Iterator[Hint]:
    count = figures.earned.count
    if count < EARLY_SIGN:
        return
    is_early = count < LEAST[CHECK_KEY]
    rival = _rival(figures)
    if rival:
        yield Hint(CHECK_KEY, rival, is_early)
    elif _is_negative(figures.correlation, count):
        yield Hint(CHECK_KEY, is_early=is_early)


def _rival(figures: Figures) -> str:
    """Return the wrong option that the best prefer to the key, not by chance."""
    if not figures.right:
        return ""
    wrong = [each for each in figures.best if each not in figures.right]
    if not wrong:
        return ""
    rival = max(wrong, key=lambda each: (figures.best[each], each))
    picked = round(figures.best[rival])
    right = round(sum(figures.best.get(each, Fraction(0)) for each in figures.right))
    is_sure = picked > right and _tail(picked, picked + right) <= UNLIKELY
    return rival if is_sure else ""


def _tail(successes: int, tries: int, chance: float = 0.5) -> float:
    """Return how likely at least so many of the tries succeed."""
    if tries > MANY:
        spread = NormalDist(tries * chance, sqrt(tries * chance * (1 - chance)))
        return 1 - spread.cdf(successes - 0.5)
    return sum(
        comb(tries, each) * chance**each * (1 - chance) ** (tries - each)
        for each in range(successes, tries + 1)
    )


def _is_negative(correlation: float | None, count: int) -> bool:
    """Say whether who did well missed it, and not by chance."""
    return correlation is not None and correlation < min(-0.1, -SURE / sqrt(count))


def _facility(figures: Figures) -> Iterator[Hint]:
    count, share = figures.earned.count, figures.earned.share
    _low, high = figures.earned.interval
    is_guessed = (
        figures.guess is not None
        and share < figures.guess + Fraction(5, 100)
        and high < 0.5
    )
    if is_guessed and count >= LEAST[BELOW_GUESSING]:
        yield Hint(BELOW_GUESSING)
    elif share < Fraction(30, 100) and count >= LEAST[FEW_RIGHT]:
        yield Hint(FEW_RIGHT)
    if share > Fraction(95, 100) and count >= LEAST[NEARLY_ALL_RIGHT]:
        yield Hint(NEARLY_ALL_RIGHT)


def _language(figures: Figures) -> Iterator[Hint]:
    shares = list(figures.languages.values())
    least = LEAST[OTHER_BY_LANGUAGE]
    if len(shares) != 2 or min(each.count for each in shares) < least:
        return
    one, other = shares
    difference = one.share - other.share - figures.usual_difference
    error = sqrt(sum(_variance(each) for each in shares))
    if abs(difference) > max(Fraction(20, 100), Fraction(VERY_SURE * error)):
        yield Hint(OTHER_BY_LANGUAGE)


def _variance(each: Share) -> float:
    """Return that of a share, with Agresti's two more of each kind."""
    share = (float(each.share) * each.count + 1) / (each.count + 2)
    return share * (1 - share) / each.count


def _separation(figures: Figures) -> Iterator[Hint]:
    is_flat = figures.correlation is not None and 0 <= figures.correlation < 0.1
    # Where nearly all are right, there is nobody to be set apart.
    is_easy = figures.earned.share > Fraction(90, 100)
    if is_flat and not is_easy and figures.earned.count >= LEAST[NOT_SEPARATING]:
        yield Hint(NOT_SEPARATING)


def _idle_options(figures: Figures) -> Iterator[Hint]:
    count = sum(figures.options.values())
    if count < LEAST[IDLE_OPTION] or not figures.right:
        return
    wrong = {
        option: picked
        for option, picked in figures.options.items()
        if option not in figures.right
    }
    missed = sum(wrong.values())
    for option, picked in wrong.items():
        is_rare = picked < count * Fraction(5, 100)
        # Where few are wrong at all, few are left to pick it.
        is_shunned = 3 * picked * len(wrong) < missed
        by_chance = _tail(missed - picked, missed, 1 - 1 / len(wrong))
        if is_rare and is_shunned and by_chance <= VERY_UNLIKELY:
            yield Hint(IDLE_OPTION, option)


def _manner(figures: Figures) -> Iterator[Hint]:
    count = figures.earned.count
    often = count * Fraction(15, 100)
    if figures.skipped > often and count >= LEAST[OFTEN_SKIPPED]:
        yield Hint(OFTEN_SKIPPED)
    is_quick = figures.seconds is not None and figures.seconds < 3
    if is_quick and figures.timed >= LEAST[ANSWERED_QUICKLY]:
        yield Hint(ANSWERED_QUICKLY)
