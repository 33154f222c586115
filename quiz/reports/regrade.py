"""Whom a regrade would change, and by how much, before it is made."""

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Q

from quiz.assessment.presets import Reviewable
from quiz.models import Attempt, Outcome, Revision
from quiz.models.attempt import counting
from quiz.models.receipt import receipt
from quiz.models.revision import items_of

# Changed results on one page.
PER_PAGE = 100
# The key of a regrade that is not made yet: newer than all others.
NEWEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Change:
    """A finished attempt whose result would change."""

    attempt_id: int
    score: Decimal | None  # of the question; None while it waits for a marker
    max_score: Decimal
    new_score: Decimal | None
    new_max_score: Decimal
    percent: int | None  # of the attempt; None where nothing of it counts
    new_percent: int | None
    does_rise: bool  # or falls
    learner: Any = None  # told to administrators only

    @property
    def receipt(self):
        """Return the code by which the attempt can be named without its learner."""
        return receipt("attempt", self.attempt_id)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a regrade, or taking it back, would do."""

    rose: int
    fell: int
    stayed: int
    unfinished: int  # attempts with answers that would be judged, and no result yet
    page: Any  # of changes, those that fall first


@dataclass(frozen=True, slots=True)
class Told:
    """What a learner is told of a regrade."""

    way: str
    reason: str  # empty where it is not told


def tell_regrade(regrade, told):
    """Return what may be told of the regrade that counts for an answer, or None."""
    if regrade is None or not told & (Reviewable.SCORE | Reviewable.CORRECTNESS):
        return None
    # A reason may say what is right, as feedback does.
    return Told(regrade.way, regrade.reason if Reviewable.FEEDBACK in told else "")


def asked_revisions(question):
    """Return the revisions that were asked, each with `sent` and `waiting` answers."""
    is_sent = Q(responses__sent_at__isnull=False)
    return (
        Revision.objects.filter(question=question, responses__isnull=False)
        .defer("item_data")
        .annotate(
            sent=Count("responses", filter=is_sent),
            waiting=Count("responses", filter=~is_sent),
        )
        .order_by("number")
    )


def judged_otherwise(question):
    """Count the answers that earlier revisions judged otherwise than the current does.

    What a regrade judged since is left to those who made it.
    """
    if question.current_id is None:
        return 0
    regraded = {
        revision.pk
        for regrade in question.regrades.standing().prefetch_related("asked")
        for revision in regrade.asked.all()
    }
    asked = [each for each in asked_revisions(question) if each.pk not in regraded]
    items = items_of([question.current_id, *(each.pk for each in asked)])
    current = _marking(items[question.current_id])
    return sum(each.sent for each in asked if _marking(items[each.pk]) != current)


def _marking(item):
    return item.key, item.shown.rule, item.shown.points


def preview_regrade(ruling, page=1, *, with_names=False):
    """Return what a ruling would do: three queries, however many answers there are."""

    def after(outcomes):
        first = outcomes[0]
        judged = ruling.judge(first.asked, first.value)
        new = Outcome(
            regrade_id=NEWEST,
            state=judged.state,
            score=judged.score,
            max_score=judged.max_score,
        )
        return counting([*outcomes, new])

    asked = Outcome.objects.filter(response__revision__in=ruling.asked)
    return _preview(asked, after, page, with_names=with_names)


def preview_undoing(regrade, page=1, *, with_names=False):
    """Return what undoing a regrade would do, in as many queries."""

    def after(outcomes):
        return counting([each for each in outcomes if each.regrade_id != regrade.pk])

    judged = Outcome.objects.filter(response__outcomes__regrade=regrade)
    return _preview(judged, after, page, with_names=with_names)


def _preview(outcomes, after, page, *, with_names):
    """Follow each answer through once; what is kept of it is one change, if any."""
    rows = (
        outcomes.filter(response__is_repeat=False)
        .standing()
        .defer("detail", "comment")
        .annotate(
            attempt_id=F("response__attempt"),
            total=F("response__attempt__score"),
            max_total=F("response__attempt__max_score"),
            asked=F("response__revision"),
            value=F("response__value"),
        )
        .iterator(chunk_size=2000)
    )
    changes, unfinished, stayed = [], 0, 0
    for _key, group in groupby(rows, attrgetter("response_id")):
        of_one = list(group)
        now, then = counting(of_one), after(of_one)
        if now.total is None:
            unfinished += 1
        elif change := _change(now, then):
            changes.append(change)
        else:
            stayed += 1
    rising = [each for each in changes if each.does_rise]
    falling = [each for each in changes if not each.does_rise]
    return Preview(
        rose=len(rising),
        fell=len(falling),
        stayed=stayed,
        unfinished=unfinished,
        page=_page(falling + rising, page, with_names=with_names),
    )


def _change(now, then):
    """Return what becomes of an attempt, or None where its result stays."""
    before = Attempt(score=now.total, max_score=now.max_total)
    after = Attempt(
        score=now.total - (now.score or 0) + (then.score or 0),
        max_score=now.max_total - now.max_score + then.max_score,
    )
    if after.share == before.share:
        return None
    return Change(
        attempt_id=now.attempt_id,
        score=now.score,
        max_score=now.max_score,
        new_score=then.score,
        new_max_score=then.max_score,
        percent=before.percent,
        new_percent=after.percent,
        does_rise=after.share > before.share,
    )


def _page(changes, number, *, with_names):
    page = Paginator(changes, PER_PAGE).get_page(number)
    if with_names:
        attempts = Attempt.objects.select_related("learner").in_bulk(
            [each.attempt_id for each in page]
        )
        page.object_list = [
            replace(each, learner=attempts[each.attempt_id].learner) for each in page
        ]
    return page
