"""A learner's own progress."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from quiz.actions.progress import note_reading
from quiz.forms.progress import ReadingForm
from quiz.models import Course, Lesson
from quiz.reports.progress import learner_progress
from quiz.views.learner import learner_required


@require_safe
@learner_required
def progress(request):
    """Show what the learner has read and taken, and which skills grow."""
    courses = list(Course.objects.open_to(request.user))
    return render(
        request,
        "quiz/progress/progress.html",
        {
            "reports": learner_progress(courses, request.learner),
            "section": "progress",
        },
    )


@require_POST
@learner_required(back="quiz:lesson")
def note(request, course_slug, lesson_slug):
    """Note how far the learner has read: by the page itself, or by its button."""
    lesson = get_object_or_404(
        Lesson.objects.published().select_related("course", "current"),
        course__slug=course_slug,
        slug=lesson_slug,
    )
    address = reverse("quiz:lesson", args=[course_slug, lesson_slug])
    if not lesson.course.is_open and not request.user.is_authenticated:
        return redirect_to_login(address)
    form = ReadingForm(lesson.current, request.POST)
    is_noted = form.is_valid() and note_reading(
        request.learner, lesson, **form.cleaned_data
    )
    if request.headers.get("Sec-Fetch-Mode") == "cors":
        return HttpResponse(status=204 if is_noted else 400)
    return redirect(address)
