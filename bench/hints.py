"""How often the hints find a fault in small and large classes, and how often they err.

Learners of unlike ability answer questions of unlike difficulty, as a two-parameter
logistic model with guessing has it; in each class three of twenty questions have a
fault. No site and no database: python -m bench.hints
"""

import random
from collections import Counter, defaultdict
from fractions import Fraction
from math import exp

from bench.figures import table
from quiz.assessment.item_analysis import Marks, analyse
from quiz.assessment.item_hints import (
    BELOW_GUESSING,
    CHECK_KEY,
    IDLE_OPTION,
    NOT_SEPARATING,
    OTHER_BY_LANGUAGE,
    Figures,
    Share,
    best_third,
    hints,
    usual_differences,
)

SIZES = (10, 30, 100, 1000)
CLASSES = {10: 1000, 30: 1000, 100: 400, 1000: 40}
QUESTIONS, OPTIONS = 20, "abcd"
MISKEYED, MISTRANSLATED, IDLE = range(3)
SUSPECTS = (CHECK_KEY, BELOW_GUESSING)


def main():
    """Print how often each fault is found, and a good question suspected."""
    print(
        "\n## hints: share of classes in which a planted fault is found, and of\n"
        "good questions that are suspected of it\n"
    )
    print(table(["learners", "classes", *NAMES], *map(row, SIZES)))


NAMES = [
    "wrong key found",
    "bad translation found",
    "idle option found",
    "good: key suspected",
    "good: translation suspected",
    "good: option called idle",
    "good: called not separating",
]


def row(size):
    """Return the figures of many classes of one size, as text."""
    rates = measure(size, CLASSES[size], seed=size)
    return [
        f"{size:,}",
        f"{CLASSES[size]:,}",
        *(f"{100 * each:.1f} %" for each in rates),
    ]


def measure(size, classes, seed):
    """Return the rates of `NAMES` over simulated classes."""
    chance = random.Random(seed)
    found, good = Counter(), Counter()
    for _each in range(classes):
        for place, codes in enumerate(told(chance, size)):
            if place == MISKEYED:
                found["key"] += bool(codes.intersection(SUSPECTS))
            elif place == MISTRANSLATED:
                found["language"] += OTHER_BY_LANGUAGE in codes
            elif place == IDLE:
                found["idle"] += (IDLE_OPTION, "d") in codes
            else:
                good["all"] += 1
                good["key"] += bool(codes.intersection(SUSPECTS))
                good["language"] += OTHER_BY_LANGUAGE in codes
                good["idle"] += any(IDLE_OPTION in each for each in codes)
                good["flat"] += NOT_SEPARATING in codes
    return [
        *(found[name] / classes for name in ("key", "language", "idle")),
        *(good[name] / good["all"] for name in ("key", "language", "idle", "flat")),
    ]


def told(chance, size):
    """Let one class answer; return the codes of the hints of each question."""
    questions = [Simulated.drawn(chance, place) for place in range(QUESTIONS)]
    answers = []
    for number in range(size):
        ability, language = chance.gauss(0, 1), ("ar", "en")[number % 2]
        picks = [each.answer(chance, ability, language) for each in questions]
        answers.append((language, picks))
    return [
        {hint.code for hint in each} | {(hint.code, hint.option) for hint in each}
        for each in hints_of(questions, answers)
    ]


class Simulated:
    """A question with four options, of which `a` is right whatever its key says."""

    def __init__(self, difficulty, slope, weights, place):
        self.difficulty, self.slope, self.weights = difficulty, slope, weights
        self.place = place
        self.key = "b" if place == MISKEYED else "a"

    @classmethod
    def drawn(cls, chance, place):
        """Draw a question of usual difficulty."""
        weights = [chance.uniform(1, 3) for _option in OPTIONS[1:]]
        if place == IDLE:
            weights[2] = 0.02
        if place == MISKEYED:
            # An author takes a plausible option for the right one, not any.
            weights[0] = max(weights)
        difficulty = chance.uniform(-1.5, 1)
        if place == IDLE:
            difficulty = chance.uniform(-0.5, 1)
        return cls(difficulty, chance.uniform(0.8, 1.8), weights, place)

    def answer(self, chance, ability, language):
        """Return the option that a learner picks."""
        if self.place == MISTRANSLATED and language == "en" and chance.random() < 0.7:
            return chance.choices(OPTIONS[1:], self.weights)[0]
        knows = 1 / (1 + exp(-1.7 * self.slope * (ability - self.difficulty)))
        if chance.random() < knows:
            return "a"
        return chance.choices(OPTIONS, [1, *self.weights])[0]


def hints_of(questions, answers):
    """Return the hints of each question, from what was picked."""
    marks = [
        [int(pick == each.key) for each, pick in zip(questions, picks, strict=True)]
        for _language, picks in answers
    ]
    totals = [sum(row) for row in marks]
    joints, cells = defaultdict(Counter), defaultdict(lambda: defaultdict(Counter))
    by_language = defaultdict(lambda: defaultdict(Counter))
    for (language, picks), row, total in zip(answers, marks, totals, strict=True):
        for place, (pick, mark) in enumerate(zip(picks, row, strict=True)):
            joints[place][mark, total] += 1
            cells[place][pick][total - mark] += 1
            by_language[place][language][mark] += 1
    analysis = analyse(
        {place: Marks(joint, 1) for place, joint in joints.items()}, Counter(totals)
    )
    shares = {
        place: {language: share(found[language]) for language in ("ar", "en")}
        for place, found in by_language.items()
    }
    usual = usual_differences(shares)
    for place, each in enumerate(questions):
        item = analysis.items[place]
        earned = share(Counter(row[place] for row in marks))
        yield hints(
            Figures(
                earned=earned,
                correlation=item.discrimination and item.discrimination / 100,
                guess=Fraction(1, len(OPTIONS)),
                options={o: sum(cells[place][o].values()) for o in OPTIONS},
                best=best_third(cells[place]),
                right=frozenset(each.key),
                languages=shares[place],
                usual_difference=usual[place],
            )
        )


def share(counts):
    """Return which share of answers was right."""
    count = sum(counts.values())
    return Share(count, Fraction(counts[1], count) if count else Fraction(0))


if __name__ == "__main__":
    main()
