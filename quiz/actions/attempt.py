"""Taking a quiz: starting, answering, finishing."""

import secrets
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from quiz.actions.progress import note_reading
from quiz.assessment.arrangement import draw
from quiz.assessment.scoring import SCORER, score
from quiz.models import Attempt, Outcome, Question, Response


class AttemptClosed(Exception):
    """The answer was sent already, or its attempt is finished: nothing is changed."""


class AnswerChanged(Exception):
    """Another answer was kept meanwhile: it stands, and nothing is changed."""


class QuizEmpty(Exception):
    """The quiz has no question that could be asked."""


class QuizWithdrawn(Exception):
    """The quiz is no longer offered, and no attempt at it is open."""


class LearnerGone(Exception):
    """The visitor's row was given to a person meanwhile, and is no more."""


def start_attempt(learner, quiz, language):
    """Return the learner's open attempt, made now where there is none.

    Raises QuizWithdrawn where none may be made, QuizEmpty where no question of the
    quiz is published, and LearnerGone where a visitor signed in meanwhile.
    """
    open_attempts = learner.attempts.in_progress().filter(quiz=quiz)
    if attempt := open_attempts.first():
        return attempt
    if not quiz.is_published:
        raise QuizWithdrawn
    try:
        return _new_attempt(learner, quiz, language)
    except IntegrityError as error:
        # Two starts at once: the constraint let one through, and both get it.
        if attempt := open_attempts.all().first():
            return attempt
        if User.objects.filter(pk=learner.pk).exists():
            raise
        raise LearnerGone from error


@transaction.atomic
def _new_attempt(learner, quiz, language):
    attempts = learner.attempts.filter(quiz=quiz)
    attempt = Attempt.objects.create(
        learner=learner,
        quiz=quiz,
        number=(attempts.aggregate(Max("number"))["number__max"] or 0) + 1,
        seed=secrets.randbits(62),
        language=language,
    )
    questions = _draw_questions(attempt)
    if not questions:
        raise QuizEmpty
    Response.objects.bulk_create(
        Response(attempt=attempt, position=position, revision_id=question.current_id)
        for position, question in enumerate(questions, 1)
    )
    return attempt


def _draw_questions(attempt):
    """Return the questions of an attempt: the fixed ones keep theirs from the draws."""
    slots = list(attempt.quiz.slots.select_related("question", "quiz__course"))
    taken = {slot.question.uid for slot in slots if slot.question}
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
        pool = {question.uid: question for question in slot.pool()}
        drawn = draw(
            pool.keys() - taken, slot.draw_count, attempt.seed, slot.position, met
        )
        taken.update(drawn)
        questions += [pool[uid] for uid in drawn]
    return questions


def save_response(response, value, language):
    """Keep an answer as a draft.

    Raises AttemptClosed where it is sent already, and AnswerChanged where another
    answer was kept after this row was fetched.
    """
    _change(response, value=value, language=language, saved_at=timezone.now())


def flag_response(response, is_flagged):
    """Flag an answer for a later look, or take the flag away."""
    _change(response, is_flagged=is_flagged)


def _change(response, **fields):
    # One conditional UPDATE on the row itself: sending locks the same row, so a
    # draft cannot slip in behind it, in either database; nor over a newer draft.
    rows = Response.objects.filter(pk=response.pk, sent_at=None)
    if rows.filter(saved_at=response.saved_at).update(**fields):
        for name, value in fields.items():
            setattr(response, name, value)
        return
    raise AnswerChanged if rows.exists() else AttemptClosed


@transaction.atomic
def send_response(response, value, language):
    """Keep an answer for good, and score it.

    Raises AttemptClosed where it is sent already: the first answer stands; and
    AnswerChanged where another was kept after this row was fetched.
    """
    now = timezone.now()
    _change(response, value=value, language=language, saved_at=now, sent_at=now)
    _score([response])


@transaction.atomic
def submit_attempt(attempt):
    """Finish an attempt once: send what is saved, score it, and add it up.

    Raises AttemptClosed where it is finished already.
    """
    now = timezone.now()
    open_attempt = Attempt.objects.filter(pk=attempt.pk, submitted_at=None)
    if not open_attempt.update(submitted_at=now):
        raise AttemptClosed
    attempt.responses.filter(sent_at=None).update(sent_at=now)
    _score(attempt.responses.filter(outcomes=None).select_related("revision"))
    total(attempt)


def _score(responses):
    outcomes = []
    for response in responses:
        outcome = score(response.revision.item, response.value)
        outcomes.append(
            Outcome(
                response=response,
                revision=response.revision,
                scorer=SCORER,
                state=outcome.state,
                score=outcome.score,
                max_score=outcome.max_score,
                detail=outcome.detail,
            )
        )
    Outcome.objects.bulk_create(outcomes)


def total(attempt):
    """Write the sums over the outcomes that count into the attempt.

    What still waits for a marker counts nothing yet, but its highest score does.
    """
    counting = Outcome.objects.filter(response__attempt=attempt).by_response()
    Attempt.objects.filter(pk=attempt.pk).update(
        score=sum((each.score or Decimal(0) for each in counting.values()), Decimal(0)),
        max_score=sum((each.max_score for each in counting.values()), Decimal(0)),
    )


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
            submit_attempt(attempt)
        last = theirs.aggregate(Max("number"))["number__max"] or 0
        Attempt.objects.filter(pk=attempt.pk).update(learner=learner, number=last + 1)
    for row in guest.lessons_progress.select_related("lesson"):
        is_finished = row.finished_at is not None
        note_reading(learner, row.lesson, row.furthest, is_finished=is_finished)
    guest.delete()
