"""Who may enter the admin, and what they see and change there."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import Role
from quiz.actions.attempt import start_attempt
from quiz.actions.response import send_response
from quiz.admin.rights import EditorRights
from quiz.models import LessonProgress, Passage, Question
from tests.factories import make_attempt, make_quiz, make_user
from tests.quiz.admin.pages import Page
from tests.quiz.admin.rows import make_draft, make_draft_lesson, publish

pytestmark = pytest.mark.django_db

EDITED = (
    "course",
    "lesson",
    "passage",
    "learningpoint",
    "term",
    "figure",
    "name",
    "question",
    "quiz",
)
LEARNERS = ("attempt", "outcome")


def changelist(name):
    return reverse(f"admin:quiz_{name}_changelist")


def change_page(question):
    return reverse("admin:quiz_question_change", args=[question.pk])


@pytest.mark.parametrize("name", [*EDITED, *LEARNERS])
def test_visitors_are_asked_to_sign_in(client, name):
    answer = client.get(changelist(name), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER])
@pytest.mark.parametrize("name", [*EDITED, *LEARNERS])
def test_students_and_teachers_are_kept_out(client, role, name):
    client.force_login(make_user(role=role))
    assert client.get(changelist(name), follow=True).status_code == 403


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER])
@pytest.mark.parametrize("button", ["_publish", "_withdraw"])
def test_students_and_teachers_publish_nothing(client, role, button):
    question = make_draft("choice")
    client.force_login(make_user(role=role))
    client.post(change_page(question), {button: ""})
    assert Question.objects.get().current is None


@pytest.mark.parametrize("button", ["_publish", "_withdraw"])
def test_who_may_not_change_a_row_does_not_publish_it(editing, monkeypatch, button):
    question = make_draft("choice")
    publish(question)
    Question.objects.update(prompt_en="Changed")
    data = Page(editing.get(change_page(question))).data
    monkeypatch.setattr(EditorRights, "has_change_permission", _nobody)
    assert button not in Page(editing.get(change_page(question))).buttons
    assert editing.post(change_page(question), {**data, button: ""}).status_code == 403
    chosen = {"action": "publish_chosen", "_selected_action": [question.pk]}
    editing.post(changelist("question"), chosen)
    assert Question.objects.get().current.number == 1
    assert question.revisions.count() == 1


def test_who_may_not_add_a_row_does_not_save_it_as_new(editing, monkeypatch):
    question = make_draft("choice")
    monkeypatch.setattr(EditorRights, "has_add_permission", _nobody)
    url = reverse("admin:quiz_question_change", args=[question.pk])
    data = Page(editing.get(url)).data
    assert editing.post(url, {**data, "_saveasnew": "1"}).status_code == 403
    assert Question.objects.get() == question


def _nobody(self, request, obj=None):
    return False


@pytest.mark.parametrize("name", EDITED)
def test_editors_see_and_add_what_is_taught(editing, name):
    assert editing.get(changelist(name)).status_code == 200
    assert editing.get(reverse(f"admin:quiz_{name}_add")).status_code == 200


@pytest.mark.parametrize("name", LEARNERS)
def test_editors_see_nothing_that_learners_did(editing, name):
    assert editing.get(changelist(name)).status_code == 403
    index = Page(editing.get(reverse("admin:index")))
    assert changelist(name) not in index.links


def test_editors_see_no_people_and_no_sign_in_data(editing):
    apps = editing.get(reverse("admin:index")).context["app_list"]
    assert {app["app_label"] for app in apps} == {"quiz"}


@pytest.mark.parametrize("name", [*EDITED, *LEARNERS])
def test_administrators_see_all(administrating, name):
    assert administrating.get(changelist(name)).status_code == 200


def test_administrators_read_attempts_and_change_none(administrating):
    question = make_draft("choice")
    publish(question)
    quiz = make_quiz(question.lesson.course, [Question.objects.get()])
    attempt = start_attempt(make_user("sara"), quiz, "ar")
    send_response(attempt.responses.get(), {}, "ar")
    url = reverse("admin:quiz_attempt_change", args=[attempt.pk])
    page = Page(administrating.get(url))
    assert "sara" in page.words
    assert [field for field in page.fields if field.get("name") == "_save"] == []
    assert administrating.post(url, page.data).status_code == 403
    delete = reverse("admin:quiz_attempt_delete", args=[attempt.pk])
    assert administrating.post(delete, {"post": "yes"}).status_code == 403
    assert administrating.get(reverse("admin:quiz_attempt_add")).status_code == 403


def test_questions_are_searched_by_editors_only(client, editor):
    question = make_draft("choice")
    url = reverse("admin:autocomplete")
    asked = {"app_label": "quiz", "model_name": "slot", "field_name": "question"}
    client.force_login(make_user(role=Role.TEACHER))
    assert client.get(url, asked, follow=True).status_code == 403
    client.force_login(editor)
    found = client.get(url, asked).json()["results"]
    assert [each["id"] for each in found] == [str(question.pk)]


def test_what_answers_rest_on_is_not_deleted_and_no_name_is_told(editing):
    question = make_draft("choice")
    publish(question)
    quiz = make_quiz(question.lesson.course, [Question.objects.get()])
    attempt = start_attempt(make_user("sara"), quiz, "ar")
    send_response(attempt.responses.get(), {}, "ar")
    for name, row in (
        ("question", question),
        ("quiz", quiz),
        ("lesson", question.lesson),
        ("course", question.lesson.course),
    ):
        url = reverse(f"admin:quiz_{name}_delete", args=[row.pk])
        for answer in (editing.get(url), editing.post(url, {"post": "yes"})):
            assert answer.status_code == 200
            page = Page(answer)
            assert 'errornote" role="alert' in answer.content.decode()
            assert "sara" not in page.words
        assert type(row).objects.filter(pk=row.pk).exists()
        chosen = {"action": "delete_selected", "_selected_action": [row.pk]}
        answer = editing.post(changelist(name), {**chosen, "post": "yes"})
        assert "sara" not in answer.content.decode()
        assert type(row).objects.filter(pk=row.pk).exists()


def test_a_lesson_that_was_read_is_not_deleted(editing):
    lesson = make_draft_lesson()
    LessonProgress.objects.create(learner=make_user("sara"), lesson=lesson, furthest=1)
    url = reverse("admin:quiz_lesson_delete", args=[lesson.pk])
    answer = editing.post(url, {"post": "yes"})
    assert "sara" not in answer.content.decode()
    lesson.refresh_from_db()


def test_a_draft_that_nothing_rests_on_is_deleted(editing):
    question = make_draft("match")
    url = reverse("admin:quiz_question_delete", args=[question.pk])
    page = Page(editing.get(url))
    assert not re.search("[a-z]+-[a-z]+ ", page.words)
    assert editing.post(url, {"post": "yes"}).status_code == 302
    assert not Question.objects.exists()


def test_a_passage_that_an_option_quotes_is_not_deleted_from_its_lesson(editing):
    question = make_draft("hottext")
    lesson = question.lesson
    url = reverse("admin:quiz_lesson_change", args=[lesson.pk])
    page = Page(editing.get(url))
    answer = editing.post(url, {**page.data, "passages-0-DELETE": "on"})
    assert answer.status_code == 200
    assert Passage.objects.filter(lesson=lesson).count() == 5


def test_a_quiz_that_was_taken_keeps_its_attempts(editing):
    quiz = make_quiz()
    make_attempt(make_user("sara"), quiz)
    url = reverse("admin:quiz_quiz_delete", args=[quiz.pk])
    assert "sara" not in editing.post(url, {"post": "yes"}).content.decode()
    assert quiz.attempts.count() == 1


@pytest.mark.parametrize(
    ("language", "verdict"), [("en", "Partly correct"), ("ar", "إجابة صحيحة جزئياً")]
)
def test_an_outcome_is_told_in_words_and_without_spare_noughts(
    administrating, language, verdict
):
    question = make_draft("choice")
    publish(question)
    quiz = make_quiz(question.lesson.course, [Question.objects.get()])
    attempt = make_attempt(make_user(), quiz, score="0.25", max_score=1)
    response = attempt.responses.create(position=1, revision=question.revisions.get())
    outcome = response.outcomes.create(
        revision=response.revision, scorer=1, state="partly", score="0.25", max_score=1
    )
    with translation.override(language):
        urls = [
            changelist("outcome"),
            reverse("admin:quiz_outcome_change", args=[outcome.pk]),
            changelist("attempt"),
            reverse("admin:quiz_attempt_change", args=[attempt.pk]),
        ]
    pages = [Page(administrating.get(url)).words for url in urls]
    assert all("0.25" in words and "0.2500" not in words for words in pages)
    assert all(verdict in words for words in pages[:2])
