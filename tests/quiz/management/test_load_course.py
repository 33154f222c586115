from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from quiz.actions.question import withdraw_question
from quiz.actions.quiz import withdraw_quiz
from quiz.models import Course, Lesson, Question, Quiz
from tests.quiz.admin.rows import make_draft

pytestmark = pytest.mark.django_db
DATES = [datetime(2026, 5, day, 8, tzinfo=UTC) for day in (4, 5, 6)]
FILES = sorted((settings.BASE_DIR / "fixtures").glob("*.json"))


def counts():
    return {model: model.objects.count() for model in (Lesson, Question, Quiz)}


def test_everything_is_published(course):
    assert Lesson.objects.published().count() == Lesson.objects.count() > 0
    assert Question.objects.published().count() == Question.objects.count()
    assert Quiz.objects.published().count() == Quiz.objects.count()


def test_loading_again_makes_nothing_twice(course):
    editions = list(Lesson.objects.values_list("slug", "current"))
    before = counts()

    call_command("load_course")

    assert counts() == before
    assert list(Lesson.objects.values_list("slug", "current")) == editions


def test_an_option_that_the_files_do_not_hold_any_more_is_gone(course):
    question = Question.objects.filter(kind="choice").first()
    elsewhere = make_draft("choice")
    before = [question.to_item(), elsewhere.to_item()]
    question.choices.create(ident="old", position=9, text_ar="قديم", text_en="Old")

    call_command("load_course")

    asked = Question.objects.with_rows()
    assert before == [asked.get(pk=each.pk).to_item() for each in (question, elsewhere)]


def test_what_was_withdrawn_is_not_brought_back_by_loading_again(course):
    question = Question.objects.exclude(slots=None).first()
    withdraw_question(question)
    for quiz in Quiz.objects.filter(slots__question=question):
        withdraw_quiz(quiz)
    was = list(Quiz.objects.values_list("uid", "is_published", "withdrawn_at"))

    call_command("load_course")

    question.refresh_from_db()
    assert question.current is None
    now = list(Quiz.objects.values_list("uid", "is_published", "withdrawn_at"))
    assert now == was


def test_the_dates_of_a_quiz_are_not_taken_back_by_loading_again(course):
    names = ("opens_at", "closes_at", "released_at")
    dates = dict(zip(names, DATES, strict=True))
    Quiz.objects.filter(uid="course-exam").update(**dates, time_limit=45)

    call_command("load_course")

    quiz = Quiz.objects.get(uid="course-exam")
    assert {name: getattr(quiz, name) for name in names} == dates
    # What is no date is the files'.
    assert quiz.time_limit is None


def test_loading_the_files_alone_takes_nothing_from_readers(course):
    before = [
        list(model.objects.values_list("pk", "current")) for model in (Lesson, Question)
    ]

    call_command("loaddata", *FILES, verbosity=0)

    assert before == [
        list(model.objects.values_list("pk", "current")) for model in (Lesson, Question)
    ]


def test_a_course_of_other_hands_is_not_published(course):
    lesson = make_draft("choice").lesson

    call_command("load_course")

    lesson.refresh_from_db()
    assert lesson.current is None


def test_what_an_editor_changed_is_let_be_where_only_the_empty_is_filled(course):
    Course.objects.update(title_ar="عنوان آخر")

    call_command("load_course", only_if_empty=True)

    assert Course.objects.get(pk=course.pk).title_ar == "عنوان آخر"


def test_a_course_that_cannot_be_published_is_not_loaded(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "fixtures").mkdir()
    (tmp_path / "fixtures" / "1.json").write_text(
        """[
        {"model": "quiz.course", "fields": {"slug": "empty"}},
        {"model": "quiz.lesson", "fields":
            {"course": ["empty"], "slug": "none", "position": 1}}
        ]""",
        encoding="utf-8",
    )

    with pytest.raises(CommandError, match="empty cannot be published"):
        call_command("load_course")
    assert not Course.objects.exists()


def test_no_course_at_all_is_said(settings, tmp_path):
    settings.BASE_DIR = tmp_path

    with pytest.raises(CommandError, match="no course in fixtures"):
        call_command("load_course")
