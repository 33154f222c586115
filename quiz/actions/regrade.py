"""Regrading: judging answers once more, and taking it back. No answer is touched."""

from collections import Counter
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from quiz.assessment.scoring import SCORER
from quiz.models import Attempt, Outcome, Question, Regrade, Response

# Rows that are written at once.
BATCH = 500


class RegradeRefused(Exception):
    """What was asked has other parts or options than what would judge the answers."""


class RegradedBefore(Exception):
    """The answers are judged that way already."""


class RegradedMeanwhile(Exception):
    """Somebody else regraded the question, or took a regrade back, meanwhile."""


def regrade_question(ruling, reason, person, seen=None):
    """Judge answers once more as a ruling says, and note who wished it and why.

    `seen` is the `regrade_stamp` of the page that it was decided on. Raises
    RegradeRefused, RegradedBefore and RegradedMeanwhile; then nothing is changed.
    """
    if not all(fit.is_allowed for _revision, fit in ruling.fits()):
        raise RegradeRefused
    # Judged before the transaction, which should hold up nobody else.
    answers = Response.objects.filter(revision__in=ruling.asked)
    judged = dict(_judge(ruling, _scored(answers)))
    with transaction.atomic():
        _lock(ruling.question)
        # First, so that who confirms twice is not told of somebody else.
        if _is_judged_so(ruling):
            raise RegradedBefore
        if seen is not None and seen != regrade_stamp(ruling.question):
            raise RegradedMeanwhile
        regrade = Regrade.objects.create(
            question=ruling.question,
            way=ruling.way,
            revision=ruling.revision,
            reason=reason,
            regraded_by=person,
        )
        regrade.asked.set(ruling.asked)
        attempts = _append(regrade, ruling, _scored(answers), judged)
        moved = add_up(attempts)
        regrade.rose, regrade.fell, regrade.stayed = moved[1], moved[-1], moved[0]
        regrade.save(update_fields=("rose", "fell", "stayed"))
    _catch_up(regrade, attempts)
    return regrade


def undo_regrade(regrade, person):
    """Let a regrade count no more: all results are what they would be without it.

    Raises RegradedMeanwhile where it was undone before.
    """
    with transaction.atomic():
        _lock(regrade.question)
        rows = Regrade.objects.standing().filter(pk=regrade.pk)
        if not rows.update(undone_by=person, undone_at=timezone.now()):
            raise RegradedMeanwhile
        attempts = _attempts_of(regrade)
        add_up(attempts)
    regrade.refresh_from_db()
    _catch_up(regrade, attempts)


def regrade_stamp(question):
    """Return a number that grows with each regrade of a question and each undoing."""
    regrades = question.regrades.all()
    return regrades.count() + regrades.exclude(undone_at=None).count()


def follow_regrades(responses, revisions):
    """Judge what was just scored by the regrades of its questions, too.

    For those who answered before a regrade and send after it. `revisions` are the keys
    of what was asked. One query where there was no regrade; to be called in the
    transaction that scored, after it changed the rows of the answers: who regrades at
    the same moment waits for those.
    """
    asked = Regrade.asked.through.objects.filter(revision__in=revisions)
    found = set(asked.values_list("regrade", flat=True))
    if not found:
        return
    attempts = set(responses.values_list("attempt", flat=True))
    for regrade in _with_asked(Regrade.objects.standing().filter(pk__in=found)):
        asked = responses.filter(revision__in=regrade.asked.all())
        _append(regrade, regrade.ruling, _scored(asked))
    # In any case: what the answers came to may have been read before a regrade.
    add_up(attempts)


def add_up(attempts):
    """Write the sums over the outcomes that count into finished attempts.

    They are to be tallied once more. Returns how many rose (1), fell (-1) and
    stayed (0).
    """
    moved = Counter()
    keys = iter(sorted(attempts))
    while batch := list(islice(keys, BATCH)):
        # Locked before adding up, so that of two who do so each sees the outcomes of
        # the other; open ones, too, for they may be on their way to being finished.
        rows = Attempt.objects.filter(pk__in=batch).order_by("pk")
        rows = rows.select_for_update(no_key=True)
        finished = [each for each in rows if each.score is not None]
        totals = Outcome.objects.filter(response__attempt__in=finished).totals()
        for attempt in finished:
            before = attempt.share
            attempt.score, attempt.max_score = totals[attempt.pk]
            attempt.is_tallied = False
            moved[(attempt.share > before) - (attempt.share < before)] += 1
        Attempt.objects.bulk_update(finished, ["score", "max_score", "is_tallied"])
    return moved


def _with_asked(regrades):
    return regrades.select_related("question", "revision").prefetch_related("asked")


def _lock(question):
    """Let others who regrade the question wait."""
    Question.objects.select_for_update(no_key=True).get(pk=question.pk)


def _is_judged_so(ruling):
    """Say whether the newest regrade of each revision judges as the ruling does."""
    newest = {}
    for regrade in _with_asked(ruling.question.regrades.standing().order_by("pk")):
        for revision in regrade.asked.all():
            newest[revision] = regrade.way, regrade.revision
    wanted = ruling.way, ruling.revision
    return all(newest.get(each) == wanted for each in ruling.asked)


def _scored(responses):
    """Keep the answers that were scored, asked once more or not."""
    scored = Outcome.objects.filter(response=OuterRef("pk"), regrade=None)
    return responses.filter(Exists(scored)).order_by("pk")


def _judge(ruling, responses):
    """Give the key of each answer with what it comes to."""
    rows = responses.values_list("pk", "revision_id", "value")
    for pk, asked_id, value in rows.iterator(chunk_size=2000):
        yield pk, ruling.judge(asked_id, value)


def _append(regrade, ruling, responses, judged=None):
    """Add the outcome of a regrade to answers without one, and return their attempts.

    What is not judged yet came meanwhile, and is judged now.
    """
    judged = judged or {}
    has_one = Outcome.objects.filter(response=OuterRef("pk"), regrade=regrade)
    rows = list(
        responses.filter(~Exists(has_one)).values_list("pk", "attempt", "revision_id")
    )
    late = [pk for pk, *_rest in rows if pk not in judged]
    if late:
        judged |= dict(_judge(ruling, responses.filter(pk__in=late)))
    now = timezone.now()
    outcomes = (
        Outcome(
            response_id=pk,
            revision_id=ruling.judged_by(asked_id),
            scorer=SCORER,
            state=judged[pk].state,
            score=judged[pk].score,
            max_score=judged[pk].max_score,
            detail=judged[pk].detail,
            regrade=regrade,
            created_at=now,
        )
        for pk, _attempt, asked_id in rows
    )
    while batch := list(islice(outcomes, BATCH)):
        Outcome.objects.bulk_create(batch)
    return {attempt for _pk, attempt, _asked in rows}


def _attempts_of(regrade):
    return set(
        Response.objects.filter(outcomes__regrade=regrade).values_list(
            "attempt", flat=True
        )
    )


def _catch_up(regrade, done):
    """Reach those who sent an answer while the regrade, or its undoing, was written.

    They could not see it, nor it them. It shows by now, so that who begins later sees
    it; who began before holds a row that is waited for.
    """
    answers = Response.objects.filter(revision__in=regrade.asked.all())
    with transaction.atomic():
        waiting = answers.filter(attempt__score=None).order_by("pk")
        list(waiting.select_for_update(no_key=True, of=("self",)).values_list("pk"))
    with transaction.atomic():
        attempts = _attempts_of(regrade) - done
        if regrade.is_standing:
            attempts |= _append(regrade, regrade.ruling, _scored(answers))
        add_up(attempts)
