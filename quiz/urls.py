"""Every address of the lessons and quizzes, grouped by its first word."""

from django.urls import path

from quiz.views import (
    assignment,
    attempt,
    classroom,
    comprehension_map,
    course,
    export,
    item_analysis,
    marking,
    preview,
    progress,
    receipt,
    response,
    roster,
    student_attempt,
)

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
    # Not under its course, where it would take an address from the lessons.
    path("glossaries/<slug:course_slug>/", course.glossary, name="glossary"),
]

attempt_urls = [
    path("quizzes/<slug:uid>/", attempt.quiz, name="quiz"),
    path("quizzes/<slug:uid>/start/", attempt.start, name="start"),
    path(
        "quizzes/<slug:uid>/questions/",
        item_analysis.quiz_item_analysis,
        name="quiz_item_analysis",
    ),
    path("attempts/<int:attempt_id>/check/", attempt.check, name="check"),
    path("attempts/<int:attempt_id>/repeat/", attempt.repeat, name="repeat"),
    path("attempts/<int:attempt_id>/submit/", attempt.submit, name="submit"),
    path("attempts/<int:attempt_id>/result/", attempt.result, name="result"),
    path("attempts/<int:attempt_id>/<int:position>/", response.respond, name="respond"),
]

progress_urls = [path("progress/", progress.progress, name="progress")]

classroom_urls = [
    path("classes/", classroom.classrooms, name="classrooms"),
    path("classes/<int:classroom_id>/", classroom.classroom, name="classroom"),
    path("classes/<int:classroom_id>/code/", classroom.class_code, name="class_code"),
    path(
        "classes/<int:classroom_id>/rename/",
        classroom.rename_classroom,
        name="rename_classroom",
    ),
    path(
        "classes/<int:classroom_id>/archive/",
        classroom.archive_classroom,
        name="archive_classroom",
    ),
    path(
        "classes/<int:classroom_id>/reopen/",
        classroom.reopen_classroom,
        name="reopen_classroom",
    ),
    path("classes/<int:classroom_id>/export/", export.export, name="export"),
    path("classes/<int:classroom_id>/new-code/", classroom.new_code, name="new_code"),
    path(
        "classes/<int:classroom_id>/students/", roster.add_students, name="add_students"
    ),
    path(
        "classes/<int:classroom_id>/students/<int:student_id>/",
        classroom.student,
        name="student",
    ),
    path(
        "classes/<int:classroom_id>/students/<int:student_id>/password/",
        roster.new_card,
        name="new_card",
    ),
    path(
        "classes/<int:classroom_id>/students/<int:student_id>/remove/",
        classroom.remove_student,
        name="remove_student",
    ),
    path(
        "classes/<int:classroom_id>/students/<int:student_id>/time/",
        assignment.change_time,
        name="change_time",
    ),
    path(
        "classes/<int:classroom_id>/students/<int:student_id>/attempts/<int:attempt_id>/",
        student_attempt.student_attempt,
        name="student_attempt",
    ),
    path(
        "classes/<int:classroom_id>/students/<int:student_id>/attempts/<int:attempt_id>/<int:position>/",
        student_attempt.student_answer,
        name="student_answer",
    ),
    path("classes/<int:classroom_id>/assign/", assignment.assign, name="assign"),
    path(
        "classes/<int:classroom_id>/assignments/<int:assignment_id>/",
        assignment.assignment,
        name="assignment",
    ),
    path(
        "classes/<int:classroom_id>/assignments/<int:assignment_id>/release/",
        assignment.release,
        name="release",
    ),
    path(
        "classes/<int:classroom_id>/assignments/<int:assignment_id>/hide/",
        assignment.hide,
        name="hide",
    ),
    path(
        "classes/<int:classroom_id>/assignments/<int:assignment_id>/change/",
        assignment.change_assignment,
        name="change_assignment",
    ),
    path(
        "classes/<int:classroom_id>/assignments/<int:assignment_id>/withdraw/",
        assignment.withdraw_assignment,
        name="withdraw_assignment",
    ),
    path(
        "classes/<int:classroom_id>/assignments/<int:assignment_id>/students/<int:student_id>/",
        assignment.extend,
        name="extend",
    ),
    path(
        "classes/<int:classroom_id>/assignments/<int:assignment_id>/questions/",
        item_analysis.item_analysis,
        name="item_analysis",
    ),
    path(
        "classes/<int:classroom_id>/assignments/<int:assignment_id>/map/",
        comprehension_map.comprehension_map,
        name="comprehension_map",
    ),
    path(
        "classes/<int:classroom_id>/assignments/<int:assignment_id>/map/screen/",
        comprehension_map.projector,
        name="projector",
    ),
    path(
        "classes/<int:classroom_id>/assignments/<int:assignment_id>/marking/",
        marking.marking,
        name="marking",
    ),
    path(
        "classes/<int:classroom_id>/assignments/<int:assignment_id>/marking/<int:response_id>/",
        marking.mark,
        name="mark",
    ),
]

receipt_urls = [path("receipts/", receipt.look_up, name="receipts")]

preview_urls = [
    path(
        "previews/lessons/<slug:course_slug>/<slug:lesson_slug>/",
        preview.preview_lesson,
        name="preview_lesson",
    ),
    path(
        "previews/questions/<slug:uid>/",
        preview.preview_question,
        name="preview_question",
    ),
]

urlpatterns = [
    *course_urls,
    *attempt_urls,
    *progress_urls,
    *classroom_urls,
    *receipt_urls,
    *preview_urls,
]
