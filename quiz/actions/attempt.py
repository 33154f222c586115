"""Taking a quiz: starting and finishing it, and what the clock does."""

import secrets
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils import timezone

from accounts.models import Enrollment, User
from quiz.actions.progress import note_reading
from quiz.actions.regrade import follow_regrades
from quiz.actions.response import AttemptClosed, judge
from quiz.assessment.arrangement import draw
from quiz.assessment.terms import CLOSED, NO_ATTEMPTS_LEFT, NOT_OPEN_YET
from quiz.models import (
    Assignment,
    Attempt,
    Extension,
    Outcome,
    Question,
    Quiz,
    Response,
)
from quiz.models.attempt import Total, total
from quiz.models.revision import items_of


class NotBegun(Exception):
    """No attempt was begun, and none is open."""


class QuizEmpty(NotBegun):
    """The quiz has no question that could be asked."""


class QuizWithdrawn(NotBegun):
    """The quiz is no longer offered, and no attempt at it is open."""


class NotOpenYet(NotBegun):
    """The quiz opens later, or nobody has said when."""


class QuizClosed(NotBegun):
    """The quiz was closed before."""


class NoAttemptsLeft(NotBegun):
    """The learner has taken the quiz as often as it may be taken."""


class LearnerGone(NotBegun):
    """The visitor's row was given to a person meanwhile, and is no more."""


REFUSED = {
    NOT_OPEN_YET: NotOpenYet,
    CLOSED: QuizClosed,
    NO_ATTEMPTS_LEFT: NoAttemptsLeft,
}


def start_attempt(learner, quiz, language):
    """Return the learner's open attempt, made now where there is none.

    Raises a NotBegun that says why where none may be made.
    """
    attempts = learner.attempts.filter(quiz=quiz)
    while True:
        # Before looking for an open one: who begins one after that takes this number.
        taken = _last_number(attempts)
        attempt = attempts.in_progress().first()
        if attempt and not submit_overdue(attempt, timezone.now()):
            return attempt
        if not quiz.is_published:
            raise QuizWithdrawn
        try:
            return _new_attempt(learner, quiz, language, taken)
        except IntegrityError as error:
            if not User.objects.filter(pk=learner.pk).exists():
                raise LearnerGone from error
            # Another page began one at this moment, and may have finished it, too.
            if _last_number(attempts) == taken:
                raise


def _last_number(attempts):
    return attempts.aggregate(last=Max("number"))["last"] or 0


def _new_attempt(learner, quiz, language, taken):
    now = timezone.now()
    assignment, terms = Assignment.objects.terms_for(learner, quiz, now)
    if refusal := terms.refusal(now, taken):
        raise REFUSED[refusal]
    attempt = Attempt(
        learner=learner,
        quiz=quiz,
        assignment=assignment,
        # Unique: of two tabs that begin the last attempt left, one is refused.
        number=taken + 1,
        seed=secrets.randbits(62),
        language=language,
        started_at=now,
        ends_at=terms.ends_at(now),
    )
    # Drawn before the transaction, which should hold up nobody else.
    questions = _draw_questions(attempt)
    if not questions:
        raise QuizEmpty
    with transaction.atomic():
        attempt.save(force_insert=True)
        Response.objects.bulk_create(
            Response(attempt=attempt, position=position, revision_id=each.current_id)
            for position, each in enumerate(questions, 1)
        )
        _keep_to_terms(attempt, taken)
    return attempt


def _keep_to_terms(attempt, taken):
    """Give a new attempt the end of the terms that hold now, or raise as they do.

    They may have been changed since they were read. Who changes them holds the quiz or
    its assignment, and so either waits for this, or was waited for by its insertion.
    """
    now = attempt.started_at
    quiz = Quiz.objects.get(pk=attempt.quiz_id)
    assignment, terms = Assignment.objects.terms_for(attempt.learner, quiz, now)
    if refusal := terms.refusal(now, taken):
        raise REFUSED[refusal]
    ends_at = terms.ends_at(now)
    if (attempt.assignment, attempt.ends_at) != (assignment, ends_at):
        attempt.assignment, attempt.ends_at = assignment, ends_at
        attempt.save(update_fields=("assignment", "ends_at"))


def _draw_questions(attempt):
    """Return the questions of an attempt: the fixed ones keep theirs from the draws."""
    slots = list(attempt.quiz.slots.select_related("question"))
    taken = {slot.question.uid for slot in slots if slot.question}
    pool, met = [], set()
    if any(slot.draw_count for slot in slots):
        # One query, however many slots draw from it.
        pool = list(attempt.quiz.pool())
        met = set(
            Question.objects.filter(
                revisions__responses__attempt__learner=attempt.learner
            ).values_list("uid", flat=True)
        )
    questions = []
    for slot in slots:
        if slot.question:
            questions += [slot.question] if slot.question.current_id else []
            continue
        fitting = {each.uid: each for each in pool if slot.fits(each)}
        drawn = draw(
            fitting.keys() - taken, slot.draw_count, attempt.seed, slot.position, met
        )
        taken.update(drawn)
        questions += [fitting[uid] for uid in drawn]
    return questions


def submit_attempt(attempt, *, by_clock=False):
    """Finish an attempt once: send what is saved, score it, and add it up.

    Raises AttemptClosed where it is finished already, or where the clock would finish
    it and it was given more time meanwhile.
    """
    # Scored before the transaction, which should hold up nobody else.
    graded = _Graded.of(attempt)
    with transaction.atomic():
        now = timezone.now()
        rows = Attempt.objects.filter(pk=attempt.pk, submitted_at=None)
        if by_clock:
            rows = rows.filter(ends_at=attempt.ends_at)
        # First, so that of two ends one is refused, and nothing is asked once more.
        if not rows.update(
            submitted_at=now, was_timed_out=by_clock, **graded.total._asdict()
        ):
            raise AttemptClosed
        # Who saves at this moment is done before, or refused after.
        drafts = attempt.responses.filter(sent_at=None)
        sent = drafts.filter(graded.is_unchanged).update(sent_at=now)
        if sent != graded.draft_count:
            drafts.update(sent_at=now)
            graded = _Graded.of(attempt)
            Attempt.objects.filter(pk=attempt.pk).update(**graded.total._asdict())
        Outcome.objects.bulk_create(graded.outcomes)
        follow_regrades(attempt.responses.all(), graded.revisions)


@dataclass(frozen=True, slots=True)
class _Graded:
    """The answers of an attempt with what they came to, as they were read."""

    draft_count: int
    is_unchanged: Q  # said of a draft: nothing was changed since
    revisions: frozenset  # of the questions, by their keys
    outcomes: list  # of the answers that were not scored before
    total: Total

    @classmethod
    def of(cls, attempt):
        responses = list(attempt.responses.all())
        revisions = frozenset(each.revision_id for each in responses)
        items_of(revisions)
        counting = {}
        if any(each.is_sent for each in responses):
            outcomes = Outcome.objects.filter(response__attempt=attempt)
            counting = outcomes.by_response()
        new = [judge(each, each.value) for each in responses if each.pk not in counting]
        counting |= {each.response_id: each for each in new}
        drafts = [each for each in responses if not each.is_sent]
        by_version = defaultdict(list)
        for each in drafts:
            by_version[each.version].append(each.pk)
        return cls(
            draft_count=len(drafts),
            # Without drafts it is said of whatever came since, and so the count tells.
            is_unchanged=Q(
                *(Q(version=each, pk__in=pks) for each, pks in by_version.items()),
                _connector=Q.OR,
            ),
            revisions=revisions,
            outcomes=new,
            total=total(counting[each.pk] for each in responses if not each.is_repeat),
        )


def submit_overdue(attempt, now):
    """Finish an attempt whose time is over; and say whether it is finished by that."""
    if not attempt.is_overdue(now):
        return False
    # Somebody else may be quicker, or it was given more time meanwhile.
    with suppress(AttemptClosed):
        submit_attempt(attempt, by_clock=True)
    attempt.refresh_from_db(
        fields=("ends_at", "submitted_at", "was_timed_out", "score", "max_score")
    )
    return attempt.is_submitted


def submit_all_overdue(now):
    """Finish every attempt whose time is over, and return how many it finished."""
    count = 0
    for attempt in Attempt.objects.overdue(now).order_by("pk"):
        with suppress(AttemptClosed):
            submit_attempt(attempt, by_clock=True)
            count += 1
    return count


def retime_attempts(attempts):
    """Give open attempts the end that their terms have now.

    Four queries and one for all that is changed, however many attempts there are.
    """
    attempts = list(attempts.in_progress().select_related("quiz", "assignment__quiz"))
    classrooms = {each.assignment.classroom_id for each in attempts if each.assignment}
    enrollments = {
        (row.classroom_id, row.student_id): row
        for row in Enrollment.objects.filter(classroom__in=classrooms)
    }
    extensions = {
        (row.assignment_id, row.student_id): row
        for row in Extension.objects.filter(assignment__classroom__in=classrooms)
    }
    for attempt in attempts:
        given = attempt.assignment
        terms = attempt.quiz.terms
        if given:
            terms = given.terms_with(
                enrollments.get((given.classroom_id, attempt.learner_id)),
                extensions.get((given.pk, attempt.learner_id)),
            )
        attempt.ends_at = terms.ends_at(attempt.started_at)
    Attempt.objects.bulk_update(attempts, ["ends_at"], batch_size=200)


class NothingMissed(Exception):
    """There is no answer to give once more, or it was asked once more already."""


def repeat_missed(attempt):
    """Ask what was missed in practice once more, and return the first place of it.

    Raises AttemptClosed where the attempt is finished, and NothingMissed where not
    all is answered yet, nothing was missed, or it was asked once more already.
    """
    if attempt.is_submitted:
        raise AttemptClosed
    responses = list(attempt.responses.all())
    missed = attempt.to_repeat(responses, timezone.now())
    if not missed:
        raise NothingMissed
    first = max(each.position for each in responses) + 1
    with transaction.atomic():
        # Locked, so that it is not finished before this is done.
        rows = Attempt.objects.filter(pk=attempt.pk, submitted_at=None)
        if not rows.select_for_update(no_key=True).first():
            raise AttemptClosed
        # Of two presses at once the constraint lets one through, and both lead there.
        Response.objects.bulk_create(
            (
                Response(
                    attempt=attempt,
                    position=position,
                    revision_id=each.revision_id,
                    is_repeat=True,
                )
                for position, each in enumerate(missed, first)
            ),
            ignore_conflicts=True,
        )
    return first


@transaction.atomic
def adopt_attempts(guest, learner):
    """Give what a visitor did to the person they turned out to be, once.

    An open attempt is finished first where the person has one of the same quiz open.
    """
    # Locked, so that of two sign-ins at once the second finds nothing left to do.
    guest = type(guest).objects.select_for_update().filter(pk=guest.pk).first()
    if guest is None:
        return
    for attempt in guest.attempts.select_related("quiz").order_by("started_at", "pk"):
        theirs = learner.attempts.filter(quiz=attempt.quiz)
        if not attempt.is_submitted and theirs.in_progress().exists():
            # The visitor's other page may be quicker.
            with suppress(AttemptClosed):
                submit_attempt(attempt)
        number = _last_number(theirs) + 1
        Attempt.objects.filter(pk=attempt.pk).update(learner=learner, number=number)
    for row in guest.lessons_progress.select_related("lesson"):
        is_finished = row.finished_at is not None
        note_reading(learner, row.lesson, row.furthest, is_finished=is_finished)
    guest.delete()
