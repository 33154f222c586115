"""Every address of the lessons and quizzes, grouped by its first word."""

from django.urls import path

from quiz.views import attempt, classroom, course, progress

app_name = "quiz"

course_urls = [
    path("", course.home, name="home"),
    path("about/", course.about, name="about"),
    path("courses/", course.courses, name="courses"),
    path("courses/<slug:course_slug>/", course.course, name="course"),
    path(
        "courses/<slug:course_slug>/<slug:lesson_slug>/", course.lesson, name="lesson"
    ),
    path(
        "courses/<slug:course_slug>/<slug:lesson_slug>/read/",
        progress.note,
        name="note_reading",
    ),
]

attempt_urls = [
    path("quizzes/<slug:uid>/", attempt.quiz, name="quiz"),
    path("quizzes/<slug:uid>/start/", attempt.start, name="start"),
    path("attempts/<int:attempt_id>/check/", attempt.check, name="check"),
    path("attempts/<int:attempt_id>/submit/", attempt.submit, name="submit"),
    path("attempts/<int:attempt_id>/result/", attempt.result, name="result"),
    path(
        "attempts/<int:attempt_id>/<int:position>/", attempt.respond, name="respond"
    ),
]

progress_urls = [path("progress/", progress.progress, name="progress")]

classroom_urls = [
    path("classes/", classroom.classrooms, name="classrooms"),
]

urlpatterns = course_urls + attempt_urls + progress_urls + classroom_urls
