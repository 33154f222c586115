"""How each question of a quiz did, told from its tally."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median
from typing import Any

from django.db.models import F, OuterRef, Subquery

from quiz.assessment import item_hints
from quiz.assessment.guessing import guess_share
from quiz.assessment.item_analysis import (
    ItemStatistics,
    Marks,
    QuizStatistics,
    analyse,
)
from quiz.assessment.item_hints import ENOUGH, Figures, Hint, Share
from quiz.assessment.outcome import OTHER, UNANSWERED, UNREADABLE
from quiz.assessment.percent import whole_percent
from quiz.assessment.regrade import KEY
from quiz.assessment.tally import UNIT, Selection
from quiz.models import Choice, ErrorKind, Question, Regrade, Revision, Slot
from quiz.models.revision import items_of

LANGUAGES = ("ar", "en")


@dataclass(frozen=True)
class OptionLine:
    """How many gave one answer."""

    ident: str
    text: dict[str, str] | None  # None for what is no option: other, blank, unreadable
    count: int
    percent: int  # whole, of those asked
    best_percent: int | None  # of the best third; None of too few
    is_right: bool
    error: str  # the mistake that it stands for, in words

    @property
    def is_blank(self):
        """Say whether it stands for giving no answer."""
        return self.ident == UNANSWERED

    @property
    def is_unreadable(self):
        """Say whether it stands for what could not be read."""
        return self.ident == UNREADABLE


@dataclass(frozen=True)
class PartLine:
    """How one part of a question was answered."""

    text: dict[str, str]
    options: tuple[OptionLine, ...]

    @property
    def misled_by(self):
        """Return the wrong answer that was given most often, or None."""
        wrong = [
            each
            for each in self.options
            if each.text and not each.is_right and each.count
        ]
        return max(wrong, key=lambda each: each.count, default=None)


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

    question: Question
    place: int | None  # in the quiz; None where it was drawn
    prompt: dict[str, str]
    earned: Share
    statistics: ItemStatistics
    hints: tuple[Hint, ...]
    parts: tuple[PartLine, ...]
    languages: tuple[LanguageLine, ...]
    seconds: float | None  # the median; None of too few
    older: int  # answers to another wording, which are left out

    @property
    def is_enough(self):
        """Say whether so many answered that numbers say something."""
        return self.earned.count >= ENOUGH

    @property
    def percent(self):
        """Return the facility in whole per cent."""
        return whole_percent(self.earned.share, 1)

    @property
    def interval(self):
        """Return where the facility would lie for many like these, in per cent."""
        low, high = self.earned.interval
        return whole_percent(low, 1), whole_percent(high, 1)

    @property
    def is_suspect(self):
        """Say whether the question itself may be at fault."""
        return any(each.code in item_hints.SUSPICIONS for each in self.hints)

    @property
    def options_by_id(self):
        """Return the words of each option, for the hints that name one."""
        return {
            option.ident: option.text
            for part in self.parts
            for option in part.options
            if option.text
        }


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

    Three queries; one more where a question was not asked in this process yet.
    """
    groups = _groups(quiz, counts)
    errors = _errors(groups)
    shares = {
        group.question.pk: {
            code: group.share(counts, Selection(selection.is_first_only, code))
            for code in LANGUAGES
        }
        for group in groups
    }
    usual = item_hints.usual_differences(shares)
    analysis = analyse(
        {
            group.question.pk: Marks(
                group.joint(counts, selection),
                highest=group.highest,
                is_drawn=group.place is None,
                guess=guess_share(group.item),
            )
            for group in groups
        },
        counts.totals(selection),
        unit=UNIT,
    )
    return ItemAnalysis(
        lines=tuple(
            _line(
                group,
                counts,
                selection,
                analysis.items[group.question.pk],
                shares[group.question.pk],
                usual[group.question.pk],
                errors,
            )
            for group in groups
        ),
        quiz=analysis.quiz,
    )


@dataclass
class _Group:
    """A question with those of its revisions that were asked in the same words."""

    question: Question
    place: int | None
    item: Any  # by whose key the answers were judged
    revisions: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)  # asked in other words, before

    @property
    def highest(self):
        """Return what can be earned, in the units of a tally."""
        return self.item.shown.points * UNIT

    @property
    def parts(self):
        """Return what is answered, or marked by hand."""
        return self.item.shown.rubric or self.item.shown.parts

    def joint(self, counts, selection):
        """Count answers by mark and total."""
        found = Counter()
        for revision in self.revisions:
            found.update(counts.joint(revision, selection))
        return found

    def share(self, counts, selection):
        """Return which share was earned, of how many answers."""
        joint = self.joint(counts, selection)
        count = sum(joint.values())
        earned = sum(mark * n for (mark, _total), n in joint.items())
        whole = self.highest * count
        return Share(count, Fraction(earned, whole) if whole else Fraction(0))

    def options(self, counts, selection):
        """Count answers by part, by what they were read as, and by total."""
        found = defaultdict(lambda: defaultdict(Counter))
        for revision in self.revisions:
            for part, options in counts.options(revision, selection).items():
                for ident, totals in options.items():
                    found[part][ident].update(totals)
        return found

    def seconds(self, counts, selection):
        """Count answers by the seconds that they took."""
        found = Counter()
        for revision in self.revisions:
            found.update(counts.seconds(revision, selection))
        return found


def _groups(quiz, counts):
    """Return the questions that were answered, in the order of the quiz."""
    judged = Regrade.objects.standing().filter(asked=OuterRef("pk"), way=KEY)
    slots = Slot.objects.filter(quiz=quiz, question=OuterRef("question"))
    rows = list(
        Revision.objects.filter(pk__in=counts.revisions)
        .select_related("question")
        .defer("item_data")
        .annotate(
            judged_by=Subquery(judged.order_by("-pk").values("revision")[:1]),
            place=Subquery(slots.values("position")[:1]),
        )
        .order_by(F("place").asc(nulls_last=True), "question__uid", "-number")
    )
    items = items_of({key for row in rows for key in (row.pk, row.judged_by) if key})
    groups = {}
    for row in rows:
        # The newest wording comes first, and says which others are the same.
        group = groups.get(row.question_id)
        if group is None:
            item = items[row.judged_by or row.pk]
            group = _Group(row.question, row.place, item)
            groups[row.question_id] = group
        is_same = items[row.pk].shown == group.item.shown
        (group.revisions if is_same else group.others).append(row.pk)
    return list(groups.values())


def _errors(groups):
    """Return the mistakes that wrong options stand for, in words."""
    rows = Choice.objects.filter(question__in=[each.question for each in groups])
    return {
        (question, ident): ErrorKind(error).label
        for question, ident, error in rows.exclude(error="").values_list(
            "question", "ident", "error"
        )
    }


def _line(group, counts, selection, statistics, shares, usual, errors):  # noqa: PLR0913, PLR0917 - all that is known of a question
    earned = group.share(counts, selection)
    given = group.options(counts, selection)
    seconds = group.seconds(counts, selection)
    parts = [_part(group, part, given[part.id], earned, errors) for part in group.parts]
    timed = sum(seconds.values())
    middle = median(seconds.elements()) if timed else None
    figures = Figures(
        earned=earned,
        correlation=None
        if statistics.discrimination is None
        else statistics.discrimination / 100,
        guess=guess_share(group.item),
        # A part that nobody left out was not skipped.
        skipped=min(given[part.id][UNANSWERED].total() for part in group.parts),
        languages=shares,
        usual_difference=usual,
        timed=timed,
        seconds=middle,
        **_menu(group, given),
    )
    return ItemLine(
        question=group.question,
        place=group.place,
        prompt=group.item.shown.prompt,
        earned=earned,
        statistics=statistics,
        hints=tuple(item_hints.hints(figures)),
        parts=tuple(parts),
        languages=tuple(LanguageLine(*each) for each in shares.items()),
        seconds=middle if timed >= ENOUGH else None,
        older=sum(
            sum(counts.joint(revision, selection).values()) for revision in group.others
        ),
    )


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


def _part(group, part, given, earned, errors):
    """Return how one part was answered: each option, and what else was given."""
    item = group.item
    credit = item.key.credit.get(part.id, {})
    texts = {option.id: option.text for option in item.shown.menu(part)}
    if not texts:
        texts = {ident: item.key.accepted[ident] for ident in item.key.accepted}
    best = {}
    if earned.count >= item_hints.EARLY_SIGN and part.takes != "many":
        best = item_hints.best_third(given)
    third = Fraction(earned.count, 3)
    others = [each for each in (OTHER, UNREADABLE, UNANSWERED) if given[each]]
    return PartLine(
        text=part.text,
        options=tuple(
            OptionLine(
                ident=ident,
                text=texts.get(ident),
                count=given[ident].total(),
                percent=whole_percent(given[ident].total(), earned.count),
                best_percent=whole_percent(best.get(ident, 0), third) if best else None,
                is_right=credit.get(ident, 0) > 0,
                error=errors.get((group.question.pk, ident), ""),
            )
            for ident in (*texts, *others)
        ),
    )
