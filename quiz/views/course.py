"""Reading: the start, a course, a lesson."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from quiz.models import Course, Lesson
from quiz.reports.assignment import next_tasks
from quiz.reports.course import course_path, course_paths, progress_by_lesson
from quiz.reports.glossary import course_glossary
from quiz.reports.prequestion import prequestions
from quiz.reports.sample import find_sample
from quiz.views.learner import ask_for_account

NEEDS_ACCOUNT = _("This course needs an account. After signing in you come back to it.")
# On the start page; the page of the classes has all.
TASKS_SHOWN = 3


@require_safe
def home(request):
    """Say what Fahm is, or where the learner left off."""
    courses = list(Course.objects.open_to(request.user))
    paths = course_paths(courses, request.learner)
    begun = [path for path in paths if path.is_begun]
    user = request.user
    tasks = next_tasks(user, timezone.now()) if user.is_authenticated else ()
    is_new = not begun and not tasks
    return render(
        request,
        "quiz/course/home.html",
        {
            "paths": paths,
            "begun": begun,
            "tasks": tasks[:TASKS_SHOWN],
            "is_new": is_new,
            "sample": find_sample(paths[0]) if is_new and paths else None,
        },
    )


@require_safe
def about(request):
    """Say what Fahm does, and what the marks mean."""
    return render(request, "quiz/course/about.html", {"section": "about"})


@require_safe
def courses(request):
    """List the courses; where there is one only, go there."""
    courses = list(Course.objects.open_to(request.user))
    if len(courses) == 1:
        return redirect("quiz:course", courses[0].slug)
    return render(
        request,
        "quiz/course/courses.html",
        {"courses": courses, "section": "courses"},
    )


@require_safe
def course(request, course_slug):
    """Show a course's lessons and quizzes, and the learner's way through them."""
    course = get_object_or_404(Course, slug=course_slug)
    if not course.is_open and not request.user.is_authenticated:
        return ask_for_account(request, NEEDS_ACCOUNT)
    return render(
        request,
        "quiz/course/course.html",
        {"path": course_path(course, request.learner), "section": "courses"},
    )


@require_safe
def glossary(request, course_slug):
    """List the terms that a course explains, and the names that it speaks of."""
    course = get_object_or_404(Course, slug=course_slug)
    if not course.is_open and not request.user.is_authenticated:
        return ask_for_account(request, NEEDS_ACCOUNT)
    return render(
        request,
        "quiz/course/glossary.html",
        {
            "course": course,
            "glossary": course_glossary(course, get_language()),
            "section": "courses",
        },
    )


@require_safe
def lesson(request, course_slug, lesson_slug):
    """Show a lesson as it was published."""
    lesson = get_object_or_404(
        Lesson.objects.published().select_related("course", "current"),
        course__slug=course_slug,
        slug=lesson_slug,
    )
    if not lesson.course.is_open and not request.user.is_authenticated:
        return ask_for_account(request, NEEDS_ACCOUNT)
    lessons = list(lesson.course.lessons.listed())
    quiz = lesson.quizzes.published().practice().first()
    question_count = quiz.question_count if quiz else 0
    content = lesson.current.content
    return render(
        request,
        "quiz/course/lesson.html",
        {
            "course": lesson.course,
            "lesson": lesson,
            "content": content,
            "prequestions": prequestions(lesson, content),
            "number": [each.pk for each in lessons].index(lesson.pk) + 1,
            "count": len(lessons),
            "quiz": quiz if question_count else None,
            "question_count": question_count,
            "progress": progress_by_lesson([lesson.course], request.learner).get(
                lesson.pk
            ),
            "cited": request.GET.get("cited", "").split(","),
            "section": "courses",
        },
    )
