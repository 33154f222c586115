"""Answering a question: asked, taken, and told about once it may be told.

A form gets pages and redirects. A script, which accepts JSON alone, gets a word on what
became of the answer: the two never differ in what they do.
"""

import re

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Language
from quiz.actions.attempt import submit_overdue
from quiz.actions.response import (
    AnswerChanged,
    AttemptClosed,
    Page,
    TimeOver,
    flag_response,
    save_response,
    send_response,
)
from quiz.assessment.moving import move, read_move
from quiz.assessment.response import FormatError, check_response, read_form
from quiz.forms.attempt import controls, unreadable
from quiz.models import Certainty, Lesson, Question, Response
from quiz.reports.marking import tell_mark
from quiz.reports.regrade import tell_regrade
from quiz.reports.review import review, withhold
from quiz.reports.telling import tellings_to_come
from quiz.views.learner import learner_required, wants_json

# The state that a button wishes for, so that pressing it twice is pressing it once.
FLAGS = {"flag": True, "unflag": False}
# Why an answer was not kept, and the status that says so.
REFUSALS = {"stale": 400, "overtaken": 409}
# More than anybody can send from one page, and what a column holds.
LARGEST_NUMBER = 2**31 - 1


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
def respond(request, attempt_id, position):
    """Ask one question and take its answer; tell about it once it may be told."""
    now = timezone.now()
    is_taking = request.method == "POST"
    found = Response.objects.given_by(request.learner)
    if is_taking and _leads_on(request.POST.get("go", "")):
        found = found.with_ways_on()
    response = get_object_or_404(found, attempt__pk=attempt_id, position=position)
    submit_overdue(response.attempt, now)
    if is_taking:
        return _take(request, response)
    if wants_json(request):
        return _state(response, now)
    if response.reviewable(now):
        return _tell(request, response)
    if response.is_sent:
        return redirect("quiz:result", attempt_id)
    if response.attempt.is_over(now):
        return redirect("quiz:check", attempt_id)
    return _ask(request, response)


def _ask(request, response, *, problems=(), refusal=""):
    """Show a question with what is answered so far, or was sent and not kept."""
    shown, attempt, now = response.shown, response.attempt, timezone.now()
    form = controls(shown, response.value, get_language(), problems, owner=response.pk)
    status = REFUSALS.get(refusal) or (422 if form.problems else 200)
    return render(
        request,
        "quiz/attempt/respond.html",
        {
            **_place(response),
            "shown": shown,
            "form": form,
            "refusal": refusal,
            "is_to_mend": bool(form.problems),
            "is_blank": not response.value,
            "page": Page.showing(response),
            "left": attempt.seconds_left(now),
            "minutes_left": attempt.minutes_left(now),
            "certainties": Certainty.choices if attempt.quiz.asks_certainty else (),
        },
        status=status,
    )


def _place(response):
    """Return where the question stands in its attempt."""
    places = response.attempt.places
    waiting = [place.position for place in places if not place.is_sent]
    later = [position for position in waiting if position > response.position]
    return {
        "attempt": response.attempt,
        "quiz": response.attempt.quiz,
        "response": response,
        "places": places,
        "count": len(places),
        "waiting": [each for each in waiting if each != response.position],
        "next_position": next(iter(later or waiting), None),
    }


def _take(request, response):
    """Keep an answer: for good where it is sent, else as a draft."""
    go = request.POST.get("go", "")
    try:
        page = _read_page(request.POST, response)
        value = read_form(response.shown, request.POST)
    except FormatError:
        return _refuse(request, response, "stale")
    if moved := read_move(response.shown, go):
        value = move(response.shown, value, *moved)
    problems = check_response(response.shown, value)
    is_sending = response.attempt.quiz.tells_after_each and go.startswith("send")
    to_mend = problems if is_sending or unreadable(problems) else ()
    if go == "send_as_it_is" and value:
        to_mend = ()
    keep = send_response if is_sending and not to_mend else save_response
    try:
        keep(
            response,
            value,
            get_language(),
            page=page,
            certainty=_read_certainty(request.POST, response),
        )
        if go in FLAGS:
            flag_response(response, FLAGS[go])
    except AttemptClosed as closed:
        return _say_closed(request, response, closed)
    except AnswerChanged:
        return _refuse(request, response, "overtaken", value)
    is_to_mend = bool(to_mend) and go in {"send", "send_as_it_is", "next"}
    if wants_json(request):
        return _acknowledge(request, response, go, is_to_mend=is_to_mend)
    if is_to_mend:
        return _ask(request, response, problems=to_mend)
    return redirect(_where(request, response, go))


def _read_page(form, response):
    """Read which page sends, and what it shows; a form without it was made just now."""
    if "page" not in form:
        return Page.showing(response)
    key = form["page"]
    if not re.fullmatch(r"[\w-]{8,32}", key, re.ASCII):
        raise FormatError("unknown_page")
    age = form.get("age")
    return Page(
        key=key,
        sequence=_read_number(form.get("sequence", "1")),
        seen=_read_number(form.get("seen", "")),
        age=None if age is None else _read_number(age),
    )


def _read_number(text):
    if not re.fullmatch(r"[0-9]{1,10}", text) or int(text) > LARGEST_NUMBER:
        raise FormatError("not_a_number")
    return int(text)


def _read_certainty(form, response):
    given = form.get("certainty", "")
    is_asked = response.attempt.quiz.asks_certainty
    return int(given) if is_asked and given in map(str, Certainty.values) else None


def _refuse(request, response, refusal, value=None):
    """Say that an answer was not kept, and show what is."""
    if wants_json(request):
        told = {"error": refusal}
        if refusal == "overtaken":
            told |= _kept(response, timezone.now())
        return JsonResponse(told, status=REFUSALS[refusal])
    if value is not None:
        # What is kept is as it was; the page shows what it could put there.
        response.value = value
    return _ask(request, response, refusal=refusal)


def _kept(response, now):
    """Return what is kept of an answer, for a script."""
    return {
        "version": response.version,
        "answer": response.value,
        "certainty": response.certainty,
        "left": response.attempt.seconds_left(now),
    }


def _state(response, now):
    """Say what is kept, to a page that comes back into view."""
    is_open = not response.is_sent and not response.attempt.is_over(now)
    here = reverse("quiz:respond", args=[response.attempt_id, response.position])
    return JsonResponse(
        {
            **_kept(response, now),
            "flagged": response.is_flagged,
            "next": None if is_open else here,
        }
    )


def _acknowledge(request, response, go, *, is_to_mend):
    """Say to a script that an answer is kept, and where its button leads."""
    stays = go == "" or go in FLAGS
    return JsonResponse(
        {
            "version": response.version,
            "receipt": response.receipt,
            "left": response.attempt.seconds_left(timezone.now()),
            "next": None if stays or is_to_mend else _where(request, response, go),
            "flagged": response.is_flagged,
        },
        status=422 if is_to_mend else 200,
    )


def _say_closed(request, response, closed):
    """Say that the first answer stands, or that the time was over before this one."""
    here = reverse("quiz:respond", args=[response.attempt_id, response.position])
    is_over = isinstance(closed, TimeOver) or response.attempt.was_timed_out
    if wants_json(request):
        return JsonResponse(
            {"error": "time_over" if is_over else "sent", "next": here}, status=410
        )
    if is_over:
        told = _("The time was over before this answer came, so it is not kept.")
    elif response.is_answered:
        told = _("This answer was sent before. The first one stands; nothing is lost.")
    else:
        told = _("The quiz was sent before this answer came, so it does not count.")
    messages.warning(request, told)
    return redirect(here)


def _leads_on(go):
    """Say whether a button leads to another question, or to the course."""
    is_place = go.isascii() and go.isdigit() and len(go) < 5
    return is_place or go in {"next", "leave"}


def _where(request, response, go):
    """Return the address to which a button of the question leads."""
    attempt = response.attempt
    here = reverse("quiz:respond", args=[attempt.pk, response.position])
    if go == "leave":
        if response.value:
            messages.success(request, _("Saved. You can go on later."))
        return reverse("quiz:course", args=[response.course_slug])
    if go == "check":
        return reverse("quiz:check", args=[attempt.pk])
    if go == "language":
        return translate_url(here, _other_language())
    if go == "next":
        go = str(response.position + 1)
    if _leads_on(go):
        if 1 <= int(go) <= response.last_place:
            return reverse("quiz:respond", args=[attempt.pk, int(go)])
        return reverse("quiz:check", args=[attempt.pk])
    moved = read_move(response.shown, go)
    return f"{here}#field-{moved[0].id}" if moved else here


def _other_language():
    return next(code for code in Language.values if code != get_language())


def _tell(request, response):
    """Tell about an answer: as much as the review rules allow."""
    question = Question.objects.only("lesson").get(revisions__pk=response.revision_id)
    lesson = Lesson.objects.select_related("current", "course").get(
        pk=question.lesson_id
    )
    outcome = response.outcome
    now, attempt, place = timezone.now(), response.attempt, _place(response)
    told = response.reviewable(now)
    every = review(
        outcome.item,
        response.shown,
        response.value,
        outcome.scored,
        lesson.current.content if lesson.current else None,
    )
    return render(
        request,
        "quiz/attempt/review.html",
        {
            **place,
            "course": lesson.course,
            "lesson": lesson,
            "review": withhold(every, told),
            "regrade": tell_regrade(outcome.regrade, told),
            "mark": tell_mark(outcome, told),
            "to_come": tellings_to_come(attempt, now),
            "can_repeat": not place["waiting"]
            and bool(attempt.to_repeat(attempt.responses.all(), now)),
        },
    )
