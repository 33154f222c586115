"""How each question of a quiz did, told from its tally."""

from collections import Counter
from dataclasses import dataclass
from statistics import median

from quiz.assessment import item_hints
from quiz.assessment.guessing import guess_share
from quiz.assessment.item_analysis import (
    ItemStatistics,
    Marks,
    QuizStatistics,
    analyse,
)
from quiz.assessment.item_hints import ENOUGH, Figures, Hint, Share
from quiz.assessment.percent import whole_percent
from quiz.assessment.tally import UNIT, Selection
from quiz.reports.item_result import ItemResult, asked_groups, item_results

LANGUAGES = ("ar", "en")


@dataclass(frozen=True)
class LanguageLine:
    """How those did who answered in one language."""

    code: str
    earned: Share

    @property
    def is_enough(self):
        """Say whether so many answered that a share says something."""
        return self.earned.count >= ENOUGH

    @property
    def percent(self):
        """Return the facility in whole per cent."""
        return whole_percent(self.earned.share, 1)


@dataclass(frozen=True)
class ItemLine:
    """How one question did."""

    result: ItemResult
    statistics: ItemStatistics
    hints: tuple[Hint, ...]
    languages: tuple[LanguageLine, ...]
    seconds: float | None  # the median; None of too few

    @property
    def is_suspect(self):
        """Say whether the question itself may be at fault."""
        return any(each.code in item_hints.SUSPICIONS for each in self.hints)


@dataclass(frozen=True)
class ItemAnalysis:
    """How a quiz and its questions did."""

    lines: tuple[ItemLine, ...]  # in the order of the quiz, drawn ones last
    quiz: QuizStatistics

    @property
    def is_enough(self):
        """Say whether so many finished that numbers say something."""
        return self.quiz.count >= ENOUGH

    @property
    def suspects(self):
        """Return the questions that should be looked at, the worst first."""
        found = [each for each in self.lines if each.is_suspect]
        return sorted(
            found, key=lambda line: item_hints.HINTS.index(line.hints[0].code)
        )


def item_analysis(quiz, counts, selection):
    """Return how the questions of a quiz did, by the counts of a tally.

    Two queries; one more where a question was not asked in this process yet.
    """
    groups = asked_groups(counts, quiz)
    results = item_results(groups, counts, selection)
    shares = [
        {
            code: group.share(counts, Selection(selection.is_first_only, code))
            for code in LANGUAGES
        }
        for group in groups
    ]
    usual = item_hints.usual_differences(dict(enumerate(shares)))
    analysis = analyse(
        {
            number: Marks(
                group.joint(counts, selection),
                highest=group.highest,
                is_drawn=group.place is None,
                guess=guess_share(group.item),
            )
            for number, group in enumerate(groups)
        },
        counts.totals(selection),
        unit=UNIT,
    )
    lines = []
    for number, (group, result) in enumerate(zip(groups, results, strict=True)):
        statistics = analysis.items[number]
        seconds = group.seconds(counts, selection)
        timed = sum(seconds.values())
        figures = Figures(
            earned=result.earned,
            correlation=None
            if statistics.discrimination is None
            else statistics.discrimination / 100,
            guess=guess_share(group.item),
            # A part that nobody left out was not skipped.
            skipped=min(each.skipped for each in result.parts),
            languages=shares[number],
            usual_difference=usual[number],
            timed=timed,
            seconds=median(seconds.elements()) if timed else None,
            **_menu(group, group.options(counts, selection)),
        )
        lines.append(
            ItemLine(
                result=result,
                statistics=statistics,
                hints=tuple(item_hints.hints(figures)),
                languages=tuple(LanguageLine(*each) for each in shares[number].items()),
                seconds=figures.seconds if timed >= ENOUGH else None,
            )
        )
    return ItemAnalysis(tuple(lines), analysis.quiz)


def _menu(group, given):
    """Return how a question with one menu, of which one is picked, was answered."""
    if not _has_one_menu(group.item):
        return {}
    (part,) = group.item.shown.parts
    cells = {
        option.id: _rests(group, part, option.id, given[part.id][option.id])
        for option in group.item.shown.menu(part)
    }
    credit = group.item.key.credit.get(part.id, {})
    return {
        "options": {ident: totals.total() for ident, totals in cells.items()},
        "best": item_hints.best_third(cells),
        "right": frozenset(ident for ident, share in credit.items() if share == 1),
    }


def _has_one_menu(item):
    shown = item.shown
    return len(shown.parts) == 1 and shown.parts[0].takes == "one"


def _rests(group, part, ident, totals):
    """Count by what was earned on the rest of the attempt."""
    if group.place is None:
        return totals
    share = group.item.key.credit.get(part.id, {}).get(ident, 0)
    mark = round(share * group.highest)
    return Counter({total - mark: n for total, n in totals.items()})
