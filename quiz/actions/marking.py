"""Marking by a teacher: ratings by the rubric, with a comment."""

from django.db import transaction

from quiz.actions.regrade import add_up
from quiz.actions.response import judge
from quiz.assessment.outcome import BLANK, PENDING
from quiz.models import Attempt, Outcome


class NotToBeMarked(Exception):
    """Nobody can mark this: it is not finished, is blank, or lacks a rating."""


class MarkedMeanwhile(Exception):
    """The answer was marked once more since the page was made: nothing is changed."""


def mark_response(response, ratings, comment, marker, seen):
    """Judge an answer by ratings of the rubric; of several marks the newest counts.

    `seen` is how many marks the page showed; sending it once more changes nothing.
    Raises NotToBeMarked and MarkedMeanwhile.
    """
    # Scored before the transaction, which should hold up nobody else.
    outcome = judge(response, response.value, ratings)
    if outcome.state in {BLANK, PENDING}:
        raise NotToBeMarked
    outcome.marker, outcome.comment = marker, comment
    with transaction.atomic():
        # Locked, so that of two who mark at once the second sees the first. What an
        # open attempt comes to may be on its way already, without this.
        rows = Attempt.objects.submitted().filter(pk=response.attempt_id)
        if not rows.select_for_update(no_key=True).first():
            raise NotToBeMarked
        marks = list(Outcome.objects.by_person().filter(response=response))
        if marks and _is_same(marks[-1], outcome):
            return
        if len(marks) != seen:
            raise MarkedMeanwhile
        outcome.save(force_insert=True)
        add_up([response.attempt_id])


def _is_same(mark, other):
    names = ("marker_id", "revision_id", "detail", "comment")
    return all(getattr(mark, name) == getattr(other, name) for name in names)
