"""Editing quizzes: slots, and when a quiz may be taken."""

import pytest
from django.urls import reverse
from django.utils import translation

from quiz.actions.course import publish_lesson
from quiz.models import Question, Quiz
from tests.factories import make_course, make_question, make_quiz
from tests.quiz.admin.pages import Page, press
from tests.quiz.admin.rows import make_draft, make_draft_lesson, publish

pytestmark = pytest.mark.django_db


def change_url(quiz):
    with translation.override("en"):
        return reverse("admin:quiz_quiz_change", args=[quiz.pk])


def test_all_that_keeps_a_quiz_back_is_told_at_once(editing):
    lesson = make_draft_lesson()
    quiz = make_quiz(lesson.course, is_published=False, title_en="")
    unpublished = make_draft("choice", lesson, prompt_en="Of what is it made?")
    quiz.slots.create(position=1, question=unpublished)
    quiz.slots.create(position=2, draw_count=2, draw_lesson=lesson)
    words = Page(press(editing, change_url(quiz), "_publish")).words
    told = [
        "The title is missing in this language: English.",
        f"Slot 1: the question “Of what is it made? (\u2068{unpublished.uid}\u2069)”",
        "Slot 2: 0 published questions fit, and it draws 2.",
    ]
    assert [each for each in told if each not in words] == []
    assert not Quiz.objects.get().is_published


def test_a_quiz_without_questions_is_not_published(editing):
    quiz = make_quiz(is_published=False)
    words = Page(press(editing, change_url(quiz), "_publish")).words
    assert "The quiz has no questions. Add a slot." in words


def test_draws_share_their_pool_with_one_another_and_not_with_fixed_questions(editing):
    course = make_course()
    lesson = make_draft_lesson(course)
    publish_lesson(lesson)
    questions = [make_question(lesson) for _each in range(3)]
    quiz = make_quiz(course, questions[:1], is_published=False)
    quiz.slots.create(position=2, draw_count=1, draw_lesson=lesson)
    quiz.slots.create(position=3, draw_count=1, draw_lesson=lesson)
    press(editing, change_url(quiz), "_publish")
    assert Quiz.objects.get().is_published
    quiz.slots.create(position=4, draw_count=1, draw_lesson=lesson)
    words = Page(press(editing, change_url(quiz), "_publish")).words
    assert "Slot 4: 2 published questions fit, and it draws 1." in words


def test_a_published_quiz_can_be_withdrawn(editing):
    question = make_draft("choice")
    publish(question)
    quiz = make_quiz(question.lesson.course, [Question.objects.get()])
    press(editing, change_url(quiz), "_withdraw")
    assert not Quiz.objects.get().is_published


def test_a_withdrawn_quiz_is_told_from_a_new_one(editing):
    question = make_draft("choice")
    publish(question)
    quiz = make_quiz(question.lesson.course, [Question.objects.get()])
    words = Page(press(editing, change_url(quiz), "_withdraw")).words
    assert "Withdrawn." in words
    new = make_quiz(question.lesson.course, is_published=False)
    found = {}
    for state in ("draft", "published", "withdrawn"):
        answer = editing.get(reverse("admin:quiz_quiz_changelist"), {"state": state})
        found[state] = list(answer.context["cl"].result_list)
    assert found == {"draft": [new], "published": [], "withdrawn": [quiz]}
    press(editing, change_url(quiz), "_publish")
    quiz.refresh_from_db()
    assert (quiz.is_published, quiz.withdrawn_at) == (True, None)


def test_slots_change_places_in_one_go(editing):
    lesson = make_draft_lesson()
    quiz = make_quiz(lesson.course, [make_question(lesson), make_question(lesson)])
    first, second = (slot.question for slot in quiz.slots.all())
    page = Page(editing.get(change_url(quiz)))
    moved = {"slots-0-position": "2", "slots-1-position": "1"}
    assert editing.post(change_url(quiz), {**page.data, **moved}).status_code == 302
    assert [slot.question for slot in quiz.slots.all()] == [second, first]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"slots-0-draw_count": "2"},
            "A slot has either a question, or the number to be drawn.",
        ),
        (
            {"slots-0-question": "999999"},
            "Choose among the questions of the course.",
        ),
        ({"slots-0-position": "x"}, "Enter a whole number."),
        (
            {"title_en": ""},
            "Learners see this text, so it stands in both languages.",
        ),
        (
            {"slots-0-question": "elsewhere"},
            "Choose among the questions of the course.",
        ),
        ({"lesson": "elsewhere"}, "Choose among the lessons of the course."),
        (
            {
                "slots-0-question": "",
                "slots-0-draw_count": "1",
                "slots-0-draw_lesson": "elsewhere",
            },
            "Choose among the lessons of the course.",
        ),
    ],
)
def test_bad_slots_are_told(editing, changes, message):
    lesson = make_draft_lesson()
    quiz = make_quiz(lesson.course, [make_question(lesson)])
    elsewhere = make_question()
    keys = {"slots-0-question": elsewhere.pk}
    changes = {
        name: keys.get(name, elsewhere.lesson_id) if value == "elsewhere" else value
        for name, value in changes.items()
    }
    page = Page(editing.get(change_url(quiz)))
    answer = editing.post(change_url(quiz), {**page.data, **changes})
    assert answer.status_code == 200
    assert message in Page(answer).words


def test_a_quiz_asks_nothing_that_a_lesson_asks_before_its_text(editing):
    lesson = make_draft_lesson()
    quiz = make_quiz(lesson.course, [make_question(lesson)])
    before = make_question(lesson, is_prequestion=True)
    page = Page(editing.get(change_url(quiz)))
    answer = editing.post(
        change_url(quiz), {**page.data, "slots-0-question": before.pk}
    )
    assert answer.status_code == 200
    assert "Choose among the questions of the course." in Page(answer).words


def test_a_draft_of_a_quiz_may_lack_a_language_and_change_its_name(editing):
    quiz = make_quiz(is_published=False)
    page = Page(editing.get(change_url(quiz)))
    new = {**page.data, "title_en": "", "uid": "other"}
    assert editing.post(change_url(quiz), new).status_code == 302
    assert Quiz.objects.get().uid == "other"


def test_the_address_of_a_published_quiz_stays(editing):
    quiz = make_quiz()
    page = Page(editing.get(change_url(quiz)))
    new = {**page.data, "uid": "other"}
    assert "disabled" in page.field("uid")
    assert editing.post(change_url(quiz), new).status_code == 302
    assert Quiz.objects.get().uid == quiz.uid


def test_a_slot_offers_the_questions_of_its_course_under_their_lessons(editing):
    lesson = make_draft_lesson(title_en="Salt")
    mine = make_draft("choice", lesson, prompt_en="What is salt?")
    stranger = make_question()
    quiz = make_quiz(lesson.course, [mine])
    html = editing.get(change_url(quiz)).content.decode()
    menu = html.partition('name="slots-0-question"')[2].partition("</select>")[0]
    group = menu.partition('<optgroup label="Salt">')[2].partition("</optgroup>")[0]
    assert f"What is salt? (\u2068{mine.uid}\u2069)" in group
    assert f'value="{stranger.pk}"' not in menu


@pytest.mark.parametrize("slots", [1, 3])
def test_a_quiz_reads_its_menus_once(editing, django_assert_num_queries, slots):
    lesson = make_draft_lesson()
    quiz = make_quiz(lesson.course, [make_question(lesson) for _each in range(slots)])
    editing.get(change_url(quiz))
    with django_assert_num_queries(11):
        editing.get(change_url(quiz))


def test_a_new_quiz_is_given_its_questions_once_it_has_a_course(editing):
    with translation.override("en"):
        url = reverse("admin:quiz_quiz_add")
    assert not any(name.startswith("slots") for name in Page(editing.get(url)).names)
    course = make_course()
    answer = press(editing, url, "_save", course=course.pk, title_en="Exam")
    assert answer.redirect_chain == [(change_url(Quiz.objects.get()), 302)]
    assert "slots-TOTAL_FORMS" in Page(answer).names


def test_a_quiz_with_rows_of_another_course_is_not_published(editing):
    lesson = make_draft_lesson()
    publish_lesson(lesson)
    quiz = make_quiz(questions=[make_question(lesson)], is_published=False)
    quiz.slots.create(position=2, draw_count=1, draw_lesson=lesson)
    Quiz.objects.update(lesson=lesson)
    words = Page(press(editing, change_url(quiz), "_publish")).words
    told = [
        "The lesson of the quiz is one of another course.",
        "Slot 1: its questions are those of another course.",
        "Slot 2: its questions are those of another course.",
    ]
    assert [each for each in told if each not in words] == []
    assert not Quiz.objects.get().is_published
