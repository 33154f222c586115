"""Drafts as a student would see them; for editors, and nothing is kept."""

from dataclasses import replace
from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from quiz.actions.fault import describe_lesson_fault, describe_question_fault
from quiz.assessment import content as lesson_content
from quiz.assessment.arrangement import arrange
from quiz.assessment.moving import move, read_move
from quiz.assessment.response import FormatError, check_response, read_form
from quiz.assessment.scoring import score
from quiz.forms.attempt import controls
from quiz.models import Lesson, Question
from quiz.reports.review import review

# One order of the options for as long as a draft is looked at.
SEED = 1


def editor_required(view):
    """Hide drafts from all who do not edit."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not (request.user.is_authenticated and request.user.can_edit):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


@require_safe
@editor_required
def preview_lesson(request, course_slug, lesson_slug):
    """Show the draft of a lesson."""
    lesson = get_object_or_404(
        Lesson.objects.select_related("course"),
        course__slug=course_slug,
        slug=lesson_slug,
    )
    draft = lesson.to_content()
    return render(
        request,
        "quiz/preview/lesson.html",
        {
            "course": lesson.course,
            "lesson": lesson,
            "content": replace(
                draft,
                figures=tuple(each for each in draft.figures if each.can_be_drawn),
            ),
            "faults": list(map(describe_lesson_fault, lesson_content.faults(draft))),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def preview_question(request, uid):
    """Ask the draft of a question, and tell how an answer is scored."""
    question = get_object_or_404(
        Question.objects.with_rows().select_related("lesson__course"), uid=uid
    )
    item = question.to_item()
    shown = arrange(item.shown, SEED, question.uid)
    value, problems, is_stale = {}, (), False
    moved = read_move(shown, request.POST.get("go", ""))
    if request.method == "POST":
        try:
            value = read_form(shown, request.POST)
        except FormatError:
            is_stale = True
        else:
            if moved:
                value = move(shown, value, *moved)
            else:
                problems = check_response(shown, value)
    is_told = request.method == "POST" and not is_stale and not moved
    return render(
        request,
        "quiz/preview/question.html",
        {
            "question": question,
            "shown": shown,
            "form": controls(shown, value, get_language(), problems),
            "is_stale": is_stale,
            "faults": [
                describe_question_fault(each, question) for each in question.faults()
            ],
            "review": _review(question, item, shown, value) if is_told else None,
        },
        status=400 if is_stale else 200,
    )


def _review(question, item, shown, value):
    return review(item, shown, value, score(item, value), question.lesson.to_content())
