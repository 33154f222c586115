"""Taking a quiz: its start, the check before the end, the result."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.guests import ensure_learner
from quiz.actions.attempt import (
    LearnerGone,
    NoAttemptsLeft,
    NotBegun,
    NothingMissed,
    NotOpenYet,
    QuizClosed,
    QuizEmpty,
    QuizWithdrawn,
    repeat_missed,
    start_attempt,
    submit_attempt,
    submit_overdue,
)
from quiz.actions.progress import note_reading
from quiz.actions.response import AttemptClosed
from quiz.assessment.presets import Reviewable
from quiz.models import Attempt, Quiz
from quiz.models.attempt import best_attempt
from quiz.models.revision import shown_of
from quiz.reports.offer import offer
from quiz.reports.result import result as attempt_result
from quiz.reports.telling import tellings_to_come
from quiz.views.learner import ask_for_account, learner_required

# Why a quiz was not begun.
NOT_BEGUN = {
    QuizEmpty: gettext_lazy("This quiz has no questions yet. Try again later."),
    QuizWithdrawn: gettext_lazy("This quiz is no longer offered."),
    NotOpenYet: gettext_lazy("This quiz is not open yet."),
    QuizClosed: gettext_lazy("This quiz is closed."),
    NoAttemptsLeft: gettext_lazy("There is no attempt left at this quiz."),
    LearnerGone: gettext_lazy("You signed in meanwhile. Begin the quiz once more."),
}
NEEDS_ACCOUNT = gettext_lazy(
    "This quiz needs an account, so that its result can be kept. After signing in you"
    " come back to it."
)


def _quiz_or_404(request, uid):
    """Return a quiz that is offered, or at which the learner has attempts."""
    attempts = Attempt.objects.filter(learner=request.learner.pk)
    quizzes = Quiz.objects.select_related("course", "lesson").filter(
        Q(is_published=True) | Q(pk__in=attempts.values("quiz"))
    )
    return get_object_or_404(quizzes, uid=uid)


def _is_open_to(quiz, user):
    """Visitors may try what is practice, of an open course; others may take all."""
    return user.is_authenticated or (quiz.is_practice and quiz.course.is_open)


@require_safe
def quiz(request, uid):
    """Say what a quiz asks of one, before it is begun."""
    quiz = _quiz_or_404(request, uid)
    if not _is_open_to(quiz, request.user):
        return ask_for_account(request, NEEDS_ACCOUNT)
    learner, now, attempts = request.learner, timezone.now(), []
    if learner.is_authenticated:
        own = learner.attempts.filter(quiz=quiz)
        attempts = list(own.select_related("assignment", "quiz"))
    for each in attempts:
        submit_overdue(each, now)
    return render(
        request,
        "quiz/attempt/quiz.html",
        {
            "quiz": quiz,
            "offer": offer(quiz, learner, attempts, now),
            "finished": [each.as_told(now) for each in attempts if each.is_submitted],
            "section": "courses",
        },
    )


@require_POST
def start(request, uid):
    """Begin the quiz, or go on with the attempt that is open."""
    quiz = _quiz_or_404(request, uid)
    if not _is_open_to(quiz, request.user):
        return ask_for_account(request, NEEDS_ACCOUNT, reverse("quiz:quiz", args=[uid]))
    learner = ensure_learner(request)
    try:
        attempt = start_attempt(learner, quiz, get_language())
    except NotBegun as reason:
        messages.error(request, NOT_BEGUN[type(reason)])
        return redirect("quiz:quiz", uid)
    if quiz.lesson and quiz.lesson.current and "has_read" in request.POST:
        passages = quiz.lesson.current.passage_count
        note_reading(learner, quiz.lesson, passages, is_finished=True)
    return redirect(_where_to_go_on(attempt, quiz))


def _where_to_go_on(attempt, quiz):
    """Return the address of the first question that still waits, else of the check.

    Where each answer is told about, what is not sent waits; elsewhere what is not
    answered, and after that what is not complete.
    """
    waiting = _with_what_is_shown(attempt, attempt.responses.filter(sent_at=None))
    if not quiz.tells_after_each:
        waiting = [each for each in waiting if not each.is_answered] or [
            each for each in waiting if not each.is_complete
        ]
    if not waiting:
        return reverse("quiz:check", args=[attempt.pk])
    return reverse("quiz:respond", args=[attempt.pk, waiting[0].position])


def _with_what_is_shown(attempt, responses):
    """Return answers with all that is shown of them, in two queries at most."""
    responses = list(responses)
    shown_of(each.revision_id for each in responses)
    for each in responses:
        each.attempt = attempt
    return responses


def _attempt_or_404(request, attempt_id, *related):
    """Return a learner's attempt, finished where its time is over."""
    attempts = request.learner.attempts.all()
    if related:
        attempts = attempts.select_related(*related)
    attempt = get_object_or_404(attempts, pk=attempt_id)
    submit_overdue(attempt, timezone.now())
    return attempt


@require_safe
@learner_required
def check(request, attempt_id):
    """List what is answered and what is not, before all is sent."""
    attempt = _attempt_or_404(request, attempt_id, "assignment", "quiz__course")
    if attempt.is_submitted:
        return redirect("quiz:result", attempt.pk)
    now = timezone.now()
    responses = _with_what_is_shown(attempt, attempt.responses.all())
    waiting = [each for each in responses if not each.is_sent]
    return render(
        request,
        "quiz/attempt/check.html",
        {
            "attempt": attempt,
            "quiz": attempt.quiz,
            "course": attempt.quiz.course,
            "responses": responses,
            "waiting": waiting,
            "left": attempt.seconds_left(now),
            "minutes_left": attempt.minutes_left(now),
            "is_over": attempt.is_over(now),
            "can_repeat": bool(attempt.to_repeat(responses, now)),
            "can_see": bool(attempt.reviewable(now)),
            "unanswered": [each for each in waiting if not each.is_answered],
            "incomplete": [
                each for each in waiting if each.is_answered and not each.is_complete
            ],
        },
    )


@require_POST
@learner_required(back="quiz:check")
def repeat(request, attempt_id):
    """Ask what was missed in practice once more."""
    attempt = _attempt_or_404(request, attempt_id, "quiz")
    try:
        position = repeat_missed(attempt)
    except AttemptClosed:
        messages.info(request, _("These answers were sent before."))
        return redirect("quiz:result", attempt.pk)
    except NothingMissed:
        messages.info(request, _("There is nothing to answer once more."))
        return redirect("quiz:check", attempt.pk)
    return redirect("quiz:respond", attempt.pk, position)


@require_POST
@learner_required(back="quiz:check")
def submit(request, attempt_id):
    """Finish the attempt; once more changes nothing."""
    attempt = _attempt_or_404(request, attempt_id)
    try:
        submit_attempt(attempt)
    except AttemptClosed:
        messages.info(request, _("These answers were sent before."))
    return redirect("quiz:result", attempt.pk)


@require_safe
@learner_required
def result(request, attempt_id):
    """Show what the attempt came to, and what to read again."""
    attempt = _attempt_or_404(
        request, attempt_id, "assignment", "quiz__course", "quiz__lesson"
    )
    if not attempt.is_submitted:
        return redirect("quiz:check", attempt.pk)
    now = timezone.now()
    finished = attempt.quiz.attempts.submitted().filter(learner=request.learner)
    others = [
        each.as_told(now)
        for each in finished.exclude(pk=attempt.pk).select_related("assignment")
    ]
    told = attempt.reviewable(now)
    taken = max(each.number for each in (attempt, *others))
    return render(
        request,
        "quiz/attempt/result.html",
        {
            "attempt": attempt.as_told(now),
            "quiz": attempt.quiz,
            "result": attempt_result(attempt, told),
            "can_see": bool(told),
            "has_evidence": Reviewable.EVIDENCE in told,
            "to_come": tellings_to_come(attempt, now),
            "best_before": best_attempt(
                each for each in others if each.number < attempt.number
            ),
            # Where a class gives more, the quiz's own page says so.
            "can_retake": not attempt.quiz.terms.refusal(now, taken),
            "next_lesson": _next_lesson(attempt.quiz),
        },
    )


def _next_lesson(quiz):
    if not quiz.lesson:
        return None
    later = quiz.course.lessons.listed().filter(position__gt=quiz.lesson.position)
    return later.first()
