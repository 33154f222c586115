"""Keeping tallies: entering what was finished since, and taking away what is no more.

`Attempt.is_tallied` says whether the tallies have an attempt as it stands. Finishing
leaves it unset, and whatever changes what an attempt came to unsets it (`add_up`). An
entry remembers what an attempt has added, so that it can be taken away exactly.
"""

from collections import defaultdict

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from quiz.assessment import tally
from quiz.assessment.outcome import PENDING, UNANSWERED, VOID
from quiz.models import (
    Assignment,
    Attempt,
    Outcome,
    Response,
    Tally,
    TallyEntry,
)
from quiz.models.revision import items_of

# Attempts that are entered in one transaction, which others may wait for.
BATCH = 200
# Attempts that somebody waits for who looks at a page; the rest is for the command.
MOST = 1000


def keep_tallies(quizzes, assignments=None, *, is_patient=False):
    """Bring tallies up to date, and say whether any attempt is still to be entered.

    Of all attempts at some quizzes, or of those only that belong to some assignments.
    One query where nothing is to be done. Who is not patient has `MOST` entered.
    """
    quizzes = [getattr(each, "pk", each) for each in quizzes]
    attempts = Attempt.objects.to_tally().filter(quiz__in=quizzes)
    if assignments is not None:
        attempts = attempts.filter(assignment__in=assignments)
    orphans = TallyEntry.objects.orphans().filter(quiz__in=quizzes)
    behind = attempts.order_by().values_list("quiz").union(orphans.values_list("quiz"))
    done = 0
    for (quiz,) in sorted(behind):
        more = True
        while more:
            if done >= MOST and not is_patient:
                return True
            more = _enter_some(quiz, attempts.filter(quiz=quiz))
            done += BATCH
    return False


def tallied_assignments(classroom):
    """Return what a class was given, each with its quiz and its tally up to date.

    One query where nothing is new. `waits` says that attempts are still to be entered.
    """
    to_tally = Attempt.objects.to_tally().filter(assignment=OuterRef("pk"))
    orphans = TallyEntry.objects.orphans().filter(assignment=OuterRef("pk"))
    assignments = classroom.assignments.select_related("quiz", "tally").annotate(
        waits=Exists(to_tally) | Exists(orphans)
    )
    if waiting := [each for each in assignments if each.waits]:
        keep_tallies([each.quiz_id for each in waiting], waiting)
        assignments = assignments.all()
    return list(assignments)


def scan(attempts):
    """Return the tally of finished attempts as it is from scratch."""
    counts = tally.Tally()
    for _attempt, entry in _entries(list(attempts)):
        counts.add(entry)
    return counts


@transaction.atomic
def _enter_some(quiz, attempts):
    """Enter some attempts at a quiz, and say whether there may be more."""
    whole = _locked_whole(quiz)
    rows = list(attempts.order_by("pk").select_for_update(no_key=True)[:BATCH])
    orphans = TallyEntry.objects.orphans().filter(quiz=quiz).order_by("pk")
    gone = [each.pk for each in orphans[:BATCH]]
    former = list(TallyEntry.objects.filter(Q(attempt__in=rows) | Q(pk__in=gone)))
    entries = list(_entries(rows))
    counts = {None: tally.Tally(whole.data)}
    tallies = _locked_tallies(
        {each.assignment_id for each in (*rows, *former)} - {None}
    )
    counts |= {key: tally.Tally(each.data) for key, each in tallies.items()}
    for each in former:
        for key in {None, each.assignment_id} & counts.keys():
            counts[key].add(each.entry, -1)
    for attempt, entry in entries:
        for key in {None, attempt.assignment_id} & counts.keys():
            counts[key].add(entry)
    tallies[None] = whole
    for key, each in tallies.items():
        each.data = counts[key].to_data()
    Tally.objects.bulk_update(tallies.values(), ["data"])
    TallyEntry.objects.filter(pk__in=[each.pk for each in former]).delete()
    TallyEntry.objects.bulk_create(
        TallyEntry(
            quiz_id=quiz,
            assignment_id=attempt.assignment_id,
            attempt=attempt,
            data=entry.to_data(),
        )
        for attempt, entry in entries
    )
    Attempt.objects.filter(pk__in=[each.pk for each in rows]).update(is_tallied=True)
    return BATCH in {len(rows), len(gone)}


def _locked_whole(quiz):
    """Return the tally of all who took a quiz; who enters at this moment waits."""
    tallies = Tally.objects.filter(quiz=quiz, assignment=None).select_for_update()
    if not (found := tallies.first()):
        Tally.objects.bulk_create([Tally(quiz_id=quiz)], ignore_conflicts=True)
        found = tallies.get()
    return found


def _locked_tallies(assignments):
    """Return the tallies of those assignments that are still there, by their keys."""
    rows = Assignment.objects.filter(pk__in=assignments).order_by("pk")
    # Locked, so that none is withdrawn before its tally is written.
    rows = list(rows.select_for_update(no_key=True))
    tallies = Tally.objects.filter(assignment__in=rows).order_by("pk")
    found = {each.assignment_id: each for each in tallies.select_for_update()}
    missing = [
        Tally(quiz_id=each.quiz_id, assignment=each)
        for each in rows
        if each.pk not in found
    ]
    return found | {
        each.assignment_id: each for each in Tally.objects.bulk_create(missing)
    }


def _entries(attempts):
    """Give each attempt with what it adds; not those that wait for a marker."""
    rows = Response.objects.scored().filter(attempt__in=attempts).order_by("position")
    responses, asked = defaultdict(list), set()
    for each in rows.defer("value"):
        responses[each.attempt_id].append(each)
        asked.add(each.revision_id)
    items_of(asked)
    outcomes = Outcome.objects.filter(
        response__attempt__in=attempts, response__is_repeat=False
    ).by_response()
    for attempt in attempts:
        given = [(each, outcomes[each.pk]) for each in responses[attempt.pk]]
        if all(outcome.state != PENDING for _response, outcome in given):
            yield attempt, _entry(attempt, given)


def _entry(attempt, given):
    seconds = _seconds(response for response, _outcome in given)
    return tally.Entry(
        is_first=attempt.number == 1,
        total=_units(attempt.score),
        answers=tuple(
            tally.Answered(
                revision=response.revision_id,
                language=response.language or attempt.language,
                mark=_units(outcome.score),
                classes=_classes(response, outcome),
                seconds=seconds.get(response.pk),
            )
            for response, outcome in given
            # What counts for nobody, or full for everybody, says nothing.
            if outcome.state != VOID
        ),
    )


def _seconds(responses):
    """Return how long after the one before each answer was first given, by its key."""
    firsts = sorted(
        (each.history[0]["at"], each.position, each.pk)
        for each in responses
        if each.history
    )
    moments = [0, *(at for at, _position, _pk in firsts)]
    return {
        pk: at - before
        for (at, _position, pk), before in zip(firsts, moments, strict=False)
    }


def _classes(response, outcome):
    """Return what each part was read as; a part without an answer says so."""
    shown = items_of([response.revision_id])[response.revision_id].shown
    read = outcome.detail.get("classes", {})
    return {
        part.id: tuple(read.get(part.id) or (UNANSWERED,))
        for part in shown.rubric or shown.parts
    }


def _units(score):
    """Return a score in the whole units of a tally."""
    return int(score * tally.UNIT)
