"""How questions were answered, told from tallies: what was chosen, and what earned."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import F, OuterRef, Subquery

from quiz.assessment import item_hints
from quiz.assessment.item_hints import ENOUGH, Share
from quiz.assessment.outcome import OTHER, UNANSWERED, UNREADABLE
from quiz.assessment.percent import whole_percent
from quiz.assessment.regrade import KEY
from quiz.assessment.tally import UNIT
from quiz.models import Choice, ErrorKind, Question, Regrade, Revision, Slot
from quiz.models.revision import items_of


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
    takes: str  # one, many, place, number, text or long

    @property
    def skipped(self):
        """Return how many left it out."""
        return sum(each.count for each in self.options if each.is_blank)

    @property
    def misled_by(self):
        """Return the wrong answer that was given most often, or None.

        That an event was put in third place misleads nobody by itself.
        """
        if self.takes == "place":
            return None
        wrong = [
            each
            for each in self.options
            if each.text and not each.is_right and each.count
        ]
        return max(wrong, key=lambda each: each.count, default=None)


@dataclass(frozen=True)
class ItemResult:
    """How one question was answered."""

    question: Question
    place: int | None  # in the quiz; None where it was drawn
    prompt: dict[str, str]
    earned: Share
    parts: tuple[PartLine, ...]
    older: int  # answers to another wording, which are left out
    evidence: tuple[str, ...]  # uids of the passages that it rests on

    @property
    def misled_in(self):
        """Return the part in which one wrong answer was given most often, or None."""
        wrong = [part for part in self.parts if part.misled_by]
        return max(wrong, key=lambda part: part.misled_by.count, default=None)

    @property
    def misled_by(self):
        """Return the wrong answer that was given most often, or None."""
        return self.misled_in and self.misled_in.misled_by

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
    def options_by_id(self):
        """Return the words of each option, for the hints that name one."""
        return {
            option.ident: option.text
            for part in self.parts
            for option in part.options
            if option.text
        }


@dataclass(frozen=True)
class Understood:
    """How the questions on something were answered, taken together."""

    results: tuple[ItemResult, ...]

    @property
    def earned(self):
        """Return which share was earned, each answer counted alike."""
        return item_hints.together(each.earned for each in self.results)

    @property
    def is_enough(self):
        """Say whether so many answered that a share says something."""
        return self.earned.count >= ENOUGH

    @property
    def percent(self):
        """Return which share was earned, in whole per cent."""
        return whole_percent(self.earned.share, 1)

    @property
    def misled(self):
        """Return the question in which most chose one wrong answer, or None."""
        wrong = [each for each in self.results if each.misled_by]
        return max(wrong, key=lambda each: each.misled_by.count, default=None)


def item_results(groups, counts, selection):
    """Return how each of some groups was answered, in their order; one query."""
    errors = _errors(groups)
    return tuple(_result(group, counts, selection, errors) for group in groups)


def _result(group, counts, selection, errors):
    earned = group.share(counts, selection)
    given = group.options(counts, selection)
    return ItemResult(
        question=group.question,
        place=group.place,
        prompt=group.item.shown.prompt,
        earned=earned,
        parts=tuple(
            _part(group, part, given[part.id], earned, errors) for part in group.parts
        ),
        older=sum(
            sum(counts.joint(revision, selection).values()) for revision in group.others
        ),
        evidence=group.item.review.evidence,
    )


@dataclass
class Group:
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


def asked_groups(counts, quiz=None):
    """Return the questions that were answered, in the order of a quiz.

    One query; one more where a question was not asked in this process yet.
    """
    judged = Regrade.objects.standing().filter(asked=OuterRef("pk"), way=KEY)
    slots = Slot.objects.filter(quiz=quiz, question=OuterRef("question"))
    rows = list(
        Revision.objects.filter(pk__in=counts.revisions)
        .select_related("question__learning_point")
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
            group = Group(row.question, row.place, item)
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
        takes=part.takes,
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
