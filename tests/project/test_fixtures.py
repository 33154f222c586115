"""The courses of fixtures/, as they are shipped."""

import json
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from quiz.actions.attempt import start_attempt
from quiz.actions.course import publish_course
from quiz.assessment.content import faults as faults_of_lesson
from quiz.assessment.faults import faults
from quiz.models import Course, Edition, Figure, Lesson, Question, Quiz, Revision, Slot
from tests import snapshot
from tests.factories import make_user

FILES = sorted((settings.BASE_DIR / "fixtures").glob("*.json"))


def items():
    """Return every question as it would be published."""
    questions = Question.objects.with_rows()
    return {question.uid: question.to_item() for question in questions}


def rows():
    """Return all rows without their own keys, in an order of their own."""
    taken = snapshot.take("quiz")
    return {model: sorted(repr(row[1:]) for row in taken[model]) for model in taken}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_that_is_loaded_again_makes_no_new_rows(course, file):
    counts = {model: len(each) for model, each in rows().items()}
    before = items()
    call_command("loaddata", file, verbosity=0)

    assert {model: len(each) for model, each in rows().items()} == counts
    assert items() == before


def test_a_course_that_is_loaded_again_is_as_it_was(course):
    before = rows()
    call_command("load_course")

    assert rows() == before


def test_publishing_again_makes_nothing_new(course):
    before = rows()
    publish_course(course)

    assert rows() == before


def test_what_is_dumped_is_loaded_as_it_was(course, tmp_path):
    before = items()
    file = tmp_path / "course.json"
    call_command(
        "dumpdata",
        "quiz",
        use_natural_foreign_keys=True,
        use_natural_primary_keys=True,
        exclude=["quiz.revision", "quiz.edition"],
        output=str(file),
        verbosity=0,
    )
    kept = json.loads(file.read_text(encoding="utf-8"))
    for row in kept:
        row["fields"].pop("current", None)
    file.write_text(json.dumps(kept), encoding="utf-8")
    for model in (Slot, Question, Figure, Course):
        model.objects.all().delete()
    for _each in range(2):
        call_command("loaddata", file, verbosity=0)

    assert items() == before


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_rows_are_named_by_natural_keys(file):
    rows = json.loads(Path(file).read_text(encoding="utf-8"))

    assert [row["model"] for row in rows if "pk" in row] == []


def test_no_question_and_no_lesson_has_a_fault(course):
    assert [
        (question.uid, fault)
        for question in Question.objects.with_rows()
        for fault in faults(question.to_item())
    ] == []
    assert [
        (lesson.slug, fault)
        for lesson in Lesson.objects.all()
        for fault in faults_of_lesson(lesson.to_content())
    ] == []


def test_all_of_the_course_is_published(course):
    assert not Lesson.objects.filter(current=None).exists()
    assert not Question.objects.filter(current=None).exists()
    assert not Quiz.objects.filter(is_published=False).exists()
    assert Revision.objects.count() == Question.objects.count()
    assert Edition.objects.count() == Lesson.objects.count()


def test_every_draw_has_a_choice(course):
    slots = Slot.objects.exclude(draw_count=None).select_related("quiz__course")

    assert [slot for slot in slots if slot.pool().count() <= slot.draw_count] == []


@pytest.mark.parametrize("uid", ["midway-exam", "course-exam"])
def test_two_learners_get_different_but_equal_exams(course, monkeypatch, uid):
    seeds = count(1)
    monkeypatch.setattr("secrets.randbits", lambda _bits: next(seeds))
    quiz = Quiz.objects.get(uid=uid)
    drawn = [
        [
            response.revision.question
            for response in start_attempt(make_user(), quiz, "ar").responses.all()
        ]
        for _learner in range(6)
    ]
    blueprints = {
        tuple(sorted((each.level, each.stance) for each in questions))
        for questions in drawn
    }
    of_lessons = list(quiz.slots.exclude(draw_lesson=None))
    lessons = {
        tuple(each.lesson_id for each in questions[: len(of_lessons)])
        for questions in drawn
    }

    assert len(blueprints) == 1
    assert lessons == {tuple(slot.draw_lesson_id for slot in of_lessons)}
    assert len({frozenset(questions) for questions in drawn}) == len(drawn)
