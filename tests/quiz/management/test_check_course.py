from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from quiz.actions.question import withdraw_question
from quiz.models import Course, Question
from tests.factories import make_draft, make_lesson, make_question, make_quiz
from tests.quiz.assessment.item_rules.builders import choice

pytestmark = pytest.mark.django_db


def told(*args, **options):
    """Return what the command tells in English."""
    out = StringIO()
    with translation.override("en"):
        call_command("check_course", *args, stdout=out, **options)
    return out.getvalue().splitlines()


def fails(*args, **options):
    """Return what the command tells in English before it fails, and why it does."""
    out = StringIO()
    with translation.override("en"), pytest.raises(CommandError) as failure:
        call_command("check_course", *args, stdout=out, **options)
    return [*out.getvalue().splitlines(), str(failure.value)]


def test_the_shipped_course_has_no_errors(course):
    (total,) = told(course.slug)

    assert total.startswith("0 errors · ")


def test_a_good_question_is_not_told():
    question = make_draft(choice(), level="apply")

    assert told(question.lesson.course.slug, warnings=True) == ["0 errors · 0 warnings"]


def test_errors_are_told_under_their_lesson_and_question_and_make_it_fail():
    item = choice("en", options=["Salt", "Red clay", "Both A and B"])
    question = make_draft(item, make_lesson(slug="salt"), uid="halite")

    assert fails(question.lesson.course.slug) == [
        "Lesson en (\u2068salt\u2069)",
        "  According to the lesson, how does halite form? (\u2068halite\u2069)",
        (
            "    Error: English: “option 3 (\u2068vapour\u2069)” speaks of other"
            " options. Let each option stand by itself. [L1]"
        ),
        "1 error · 0 warnings",
    ]


def test_languages_that_differ_are_told_with_what_each_says():
    question = make_draft(choice(), make_lesson(slug="salt"), uid="halite")
    question.lesson.passages.update(
        text_ar="بلغت القيمة 450 مليون دولار.", text_en="The value was $540 million."
    )
    question.explanation_ar += " وكان ذلك في 7 نوفمبر 2025."
    question.explanation_en += " That was on 7 October 2025."
    question.save()

    lines = fails(question.lesson.course.slug)
    assert lines[1].endswith(
        "a difference in numbers. Arabic: 450000000. English: 540000000."
    )
    assert lines[3:] == [
        ("    Error: Explanation: a difference in months. Arabic: 11. English: 10."),
        "2 errors · 0 warnings",
    ]


def test_faults_are_errors_too():
    question = make_draft(choice(), make_lesson(slug="salt"), uid="halite")
    question.lesson.passages.update(section_en="")
    Question.objects.update(explanation_ar="")

    assert fails() == [
        "Lesson en (\u2068salt\u2069)",
        (
            "    Error: Passage 1 (\u2068salt-1\u2069), section of the source: no text"
            " in English."
        ),
        "  According to the lesson, how does halite form? (\u2068halite\u2069)",
        ("    Error: The text of “explanation” is missing in this language: Arabic."),
        "2 errors · 0 warnings",
    ]


def test_warnings_are_counted_and_told_where_they_are_asked_for():
    item = choice("en", options=["Salt", "Red clay", "It always dries"])
    course = make_draft(item).lesson.course

    assert told(course.slug) == ["0 errors · 1 warning"]
    *_names, warning, total = told(course.slug, warnings=True)
    assert (warning.split(": ")[0].strip(), warning[-4:], total) == (
        "Warning",
        "[L5]",
        "0 errors · 1 warning",
    )


def test_a_quiz_is_told_under_its_lesson_or_under_the_whole_course():
    lesson = make_lesson(slug="salt")
    questions = [make_draft(choice(), lesson, level="remember") for _each in range(6)]
    course = lesson.course
    make_quiz(course, questions, lesson=lesson, uid="practice", title_en="Practice")
    make_quiz(course, questions, uid="exam", title_en="Exam")
    recall = (
        "    Error: 6 of 6 questions only ask to remember or understand. Let half of"
        " them at most do so. [L20]"
    )

    assert fails(course.slug) == [
        "Lesson en (\u2068salt\u2069)",
        "  Practice (\u2068practice\u2069)",
        recall,
        "The whole course",
        "  Exam (\u2068exam\u2069)",
        recall,
        "2 errors · 10 warnings",
    ]


def test_a_quiz_that_draws_has_no_mixture_of_its_own():
    lesson = make_lesson()
    questions = [make_draft(choice(), lesson, level="remember") for _each in range(6)]
    quiz = make_quiz(lesson.course, questions)
    quiz.slots.create(position=7, draw_count=1)

    assert told(lesson.course.slug) == ["0 errors · 0 warnings"]


def test_what_was_withdrawn_is_let_be():
    question = make_question()
    assert fails(question.lesson.course.slug)

    withdraw_question(question)
    question.lesson.passages.all().delete()
    assert "Prompt" not in " ".join(fails(question.lesson.course.slug))


def test_all_courses_are_checked_where_none_is_named():
    make_draft(choice("en", "Halite forms:"))
    make_lesson()

    assert Course.objects.count() == 2
    *_told, fault, total = fails()
    assert (fault, total) == (
        "    Error: The lesson has no passages.",
        "2 errors · 1 warning",
    )


def test_an_unknown_course_is_said():
    with pytest.raises(CommandError, match="no course nowhere"):
        call_command("check_course", "nowhere")


def test_it_tells_in_arabic():
    make_draft(choice("ar", "يتكوّن الهاليت:"))
    out = StringIO()

    with pytest.raises(CommandError, match="خطأ واحد · تنبيهان"):
        call_command("check_course", stdout=out)
    assert (
        "    خطأ: السؤال ليس بصيغة سؤال (العربية). يُختم بعلامة استفهام. [L2]"
        in out.getvalue().splitlines()
    )
