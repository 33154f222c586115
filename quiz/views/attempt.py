"""Taking a quiz: its start, a question at a time, the check, the result."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.guests import ensure_learner
from accounts.models import Language
from quiz.actions.attempt import (
    AnswerChanged,
    AttemptClosed,
    LearnerGone,
    QuizEmpty,
    QuizWithdrawn,
    flag_response,
    save_response,
    send_response,
    start_attempt,
    submit_attempt,
)
from quiz.actions.progress import note_reading
from quiz.assessment.response import FormatError, check_response, read_form
from quiz.forms.attempt import controls, unreadable
from quiz.models import Attempt, Lesson, Quiz, Response
from quiz.reports.result import result as attempt_result
from quiz.reports.review import review
from quiz.views.learner import ask_for_account, learner_required

# Why a quiz was not begun.
NOT_BEGUN = {
    QuizEmpty: gettext_lazy("This quiz has no questions yet. Try again later."),
    QuizWithdrawn: gettext_lazy("This quiz is no longer offered."),
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
    return user.is_authenticated or (quiz.tells_after_each and quiz.course.is_open)


@require_safe
def quiz(request, uid):
    """Say what a quiz asks of one, before it is begun."""
    quiz = _quiz_or_404(request, uid)
    if not _is_open_to(quiz, request.user):
        return ask_for_account(request, NEEDS_ACCOUNT)
    attempts = (
        list(request.learner.attempts.filter(quiz=quiz))
        if request.learner.is_authenticated
        else []
    )
    open_attempt = next((each for each in attempts if not each.is_submitted), None)
    return render(
        request,
        "quiz/attempt/quiz.html",
        {
            "quiz": quiz,
            "question_count": open_attempt.responses.count()
            if open_attempt
            else quiz.question_count,
            "open": open_attempt,
            "finished": [each for each in attempts if each.is_submitted],
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
    except tuple(NOT_BEGUN) as reason:
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
    waiting = list(attempt.responses.asked().filter(sent_at=None))
    if not quiz.tells_after_each:
        waiting = [each for each in waiting if not each.is_answered] or [
            each for each in waiting if not each.is_complete
        ]
    if not waiting:
        return reverse("quiz:check", args=[attempt.pk])
    return reverse("quiz:respond", args=[attempt.pk, waiting[0].position])


def _attempt_or_404(request, attempt_id):
    attempts = request.learner.attempts.select_related("quiz__course", "quiz__lesson")
    return get_object_or_404(attempts, pk=attempt_id)


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
def respond(request, attempt_id, position):
    """Ask one question and take its answer; tell about it once it may be told."""
    response = get_object_or_404(
        Response.objects.given_by(request.learner).asked(),
        attempt__pk=attempt_id,
        position=position,
    )
    if response.is_sent and request.method == "POST":
        return _refuse(request, response)
    if response.may_be_told:
        return _tell(request, response)
    if response.is_sent:
        return redirect("quiz:result", attempt_id)
    return (
        _take(request, response)
        if request.method == "POST"
        else _ask(request, response)
    )


# The state that a button wishes for, so that pressing it twice is pressing it once.
FLAGS = {"flag": True, "unflag": False}
# Why an answer was not kept, and the status that says so.
REFUSALS = {"stale": 400, "overtaken": 409}


def _ask(request, response, value=None, problems=(), refusal=""):
    """Show a question with what is answered so far, or was sent and not kept."""
    shown = response.shown
    answer = response.value if value is None else value
    form = controls(shown, answer, get_language(), problems, owner=response.pk)
    status = REFUSALS.get(refusal) or (422 if form.problems else 200)
    return render(
        request,
        "quiz/attempt/respond.html",
        {
            **_place(response),
            "shown": shown,
            "form": form,
            "refusal": refusal,
            "is_blank": not answer,
        },
        status=status,
    )


def _place(response):
    """Return where the question stands in its attempt."""
    attempt = response.attempt
    rows = list(
        attempt.responses.only("attempt", "position", "value", "is_flagged", "sent_at")
    )
    waiting = [row.position for row in rows if not row.is_sent]
    later = [place for place in waiting if place > response.position]
    return {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "response": response,
        "rows": rows,
        "count": len(rows),
        "waiting": [place for place in waiting if place != response.position],
        "next_position": next(iter(later or waiting), None),
    }


def _take(request, response):
    """Keep an answer: for good where it is sent, else as a draft."""
    go = request.POST.get("go", "")
    try:
        value = read_form(response.shown, request.POST)
    except FormatError:
        return _ask(request, response, refusal="stale")
    problems = check_response(response.shown, value)
    is_sending = response.attempt.quiz.tells_after_each and go.startswith("send")
    to_mend = problems if is_sending or unreadable(problems) else ()
    if go == "send_as_it_is" and value:
        to_mend = ()
    try:
        _check_seen(request, response, value)
        if is_sending and not to_mend:
            send_response(response, value, get_language())
        else:
            save_response(response, value, get_language())
        if go in FLAGS:
            flag_response(response, FLAGS[go])
    except AttemptClosed:
        return _refuse(request, response)
    except AnswerChanged:
        response.refresh_from_db(fields=("saved_at",))
        return _ask(request, response, value, refusal="overtaken")
    if to_mend and go in {"send", "send_as_it_is", "next"}:
        return _ask(request, response, value, to_mend)
    if go == "leave" and value:
        messages.success(request, _("Saved. You can go on later."))
    return redirect(_where(response, go))


def _check_seen(request, response, value):
    """Raise AnswerChanged where the page showed an older answer than is kept now."""
    seen = request.POST.get("seen", response.stamp)
    if seen != response.stamp and value != response.value:
        raise AnswerChanged


def _refuse(request, response):
    """Say that the first answer stands, or that all were sent without one."""
    if response.is_answered:
        told = _("This answer was sent before. The first one stands; nothing is lost.")
    else:
        told = _("The quiz was sent before this answer came, so it does not count.")
    messages.warning(request, told)
    return redirect("quiz:respond", response.attempt.pk, response.position)


def _where(response, go):
    """Return the address to which a button of the question leads."""
    attempt = response.attempt
    here = reverse("quiz:respond", args=[attempt.pk, response.position])
    if go == "leave":
        return reverse("quiz:course", args=[attempt.quiz.course.slug])
    if go == "check":
        return reverse("quiz:check", args=[attempt.pk])
    if go == "language":
        return translate_url(here, _other_language())
    if go == "next":
        go = str(response.position + 1)
    if go.isascii() and go.isdigit() and len(go) < 5:
        if attempt.responses.filter(position=int(go)).exists():
            return reverse("quiz:respond", args=[attempt.pk, int(go)])
        return reverse("quiz:check", args=[attempt.pk])
    return here


def _other_language():
    return next(code for code in Language.values if code != get_language())


def _tell(request, response):
    """Tell about an answer: the verdict, the key, the reasons and the evidence."""
    question = response.revision.question
    lesson = Lesson.objects.select_related("current", "course").get(
        pk=question.lesson_id
    )
    outcome = response.outcomes.counting().last()
    place = _place(response)
    return render(
        request,
        "quiz/attempt/review.html",
        {
            **place,
            "lesson": lesson,
            "review": review(
                response.revision.item,
                response.shown,
                response.value,
                outcome.scored,
                lesson.current.content if lesson.current else None,
            ),
            "is_last": place["next_position"] is None,
        },
    )


@require_safe
@learner_required
def check(request, attempt_id):
    """List what is answered and what is not, before all is sent."""
    attempt = _attempt_or_404(request, attempt_id)
    if attempt.is_submitted:
        return redirect("quiz:result", attempt.pk)
    responses = list(attempt.responses.asked())
    waiting = [each for each in responses if not each.is_sent]
    return render(
        request,
        "quiz/attempt/check.html",
        {
            "attempt": attempt,
            "quiz": attempt.quiz,
            "responses": responses,
            "waiting": waiting,
            "unanswered": [each for each in waiting if not each.is_answered],
            "incomplete": [
                each for each in waiting if each.is_answered and not each.is_complete
            ],
        },
    )


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
    attempt = _attempt_or_404(request, attempt_id)
    if not attempt.is_submitted:
        return redirect("quiz:check", attempt.pk)
    earlier = request.learner.attempts.submitted().filter(
        quiz=attempt.quiz, number__lt=attempt.number
    )
    return render(
        request,
        "quiz/attempt/result.html",
        {
            "attempt": attempt,
            "quiz": attempt.quiz,
            "result": attempt_result(attempt),
            "best_before": max(earlier, key=lambda each: each.share, default=None),
            "next_lesson": _next_lesson(attempt.quiz),
        },
    )


def _next_lesson(quiz):
    if not quiz.lesson:
        return None
    later = quiz.course.lessons.listed().filter(position__gt=quiz.lesson.position)
    return later.first()
