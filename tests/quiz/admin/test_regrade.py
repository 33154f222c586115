"""Regrading from a question's page: look, confirm, take back."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from accounts.models import Role
from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.regrade import regrade_question
from quiz.actions.response import send_response
from quiz.admin.rights import EditorRights
from quiz.assessment.regrade import FULL, KEY, LEFT_OUT
from quiz.models import Attempt, Regrade, Response
from quiz.models.regrade import Ruling
from tests.factories import make_question, make_quiz, make_revision, make_user
from tests.quiz.admin.pages import Page

pytestmark = pytest.mark.django_db

VAPOUR, LAVA = {"answer": ["vapour"]}, {"answer": ["lava"]}
REASON = "The key named the wrong one."


@pytest.fixture
def question():
    """Make a question whose key says vapour."""
    return make_question()


@pytest.fixture
def quiz(question):
    """Make a quiz of the question and another one."""
    return make_quiz(questions=[question, make_question()])


def finish(quiz, value, learner=None):
    """Answer the first question of a quiz, and send it."""
    attempt = start_attempt(learner or make_user(), quiz, "ar")
    send_response(attempt.responses.first(), value, "ar")
    submit_attempt(attempt)
    return attempt


def page(question, **query):
    return reverse(
        "admin:quiz_question_regrade", args=[question.pk], query=query or None
    )


def undo_page(regrade):
    return reverse(
        "admin:quiz_question_undo_regrade", args=[regrade.question_id, regrade.pk]
    )


def void_page(question, way=FULL, **query):
    return page(question, way=way, asked=question.current_id, **query)


def by_lava(question):
    """Return the page on which another key is to judge what was asked first."""
    asked = question.current
    judging = make_revision(question, credit={"answer": {"lava": 1.0}})
    return page(question, way=KEY, revision=judging.pk, asked=asked.pk)


def confirm(client, address, **changes):
    """Open a page and confirm what it shows, as a browser does."""
    seen = Page(client.get(address)).field("seen")["value"]
    return client.post(address, {"reason": REASON, "seen": seen, **changes})


def void(question, way=FULL):
    asked = Ruling(question, way, (question.current,))
    return regrade_question(asked, REASON, make_user(role=Role.EDITOR))


def share(attempt):
    attempt.refresh_from_db()
    return attempt.score, attempt.max_score


def test_the_page_of_a_question_leads_to_it_once_there_are_answers(
    editing, question, quiz
):
    change = reverse("admin:quiz_question_change", args=[question.pk])
    assert page(question) not in Page(editing.get(change)).links
    finish(quiz, LAVA)
    assert page(question) in Page(editing.get(change)).links


def test_it_offers_ways_and_changes_nothing(editing, question, quiz):
    attempt = finish(quiz, LAVA)
    shown = Page(editing.get(page(question)))
    ways = [each["value"] for each in shown.fields if each.get("name") == "way"]
    assert ways == [KEY, FULL, LEFT_OUT]
    assert "seen" not in shown.names
    assert share(attempt) == (0, 2)


def test_of_a_question_that_nobody_was_asked_it_says_so(editing, question):
    assert "way" not in Page(editing.get(page(question))).names


def test_it_shows_what_would_change_before_it_does(editing, question, quiz):
    attempt = finish(quiz, LAVA)
    answer = editing.get(by_lava(question))
    assert answer.status_code == 200
    assert answer.context["preview"].rose == 1
    assert attempt.receipt in answer.content.decode()
    assert not Page(answer).inline
    assert not Regrade.objects.exists()


def test_administrators_are_told_names_and_editors_are_not(
    administrating, question, quiz
):
    learner = make_user("sara", display_name="Sara Nasser")
    finish(quiz, LAVA, learner)
    address = void_page(question)
    assert "Sara Nasser" in administrating.get(address).content.decode()
    administrating.force_login(make_user(role=Role.EDITOR))
    assert "Sara Nasser" not in administrating.get(address).content.decode()


def test_it_lists_what_was_typed_and_missed_by_a_letter(editing):
    question = make_question(kind="text_entry")
    make_revision(question, near=0)
    assert "were one letter off" not in editing.get(page(question)).text
    finish(make_quiz(questions=[question]), {"answer": "<b>halit"})
    finish(make_quiz(questions=[question]), {"answer": "halit"})

    assert "<li><bdi>halit</bdi> × " in editing.get(page(question)).text


@pytest.mark.parametrize(
    ("way", "expected"), [(KEY, (1, 2)), (FULL, (1, 2)), (LEFT_OUT, (0, 1))]
)
def test_it_regrades_once_that_is_confirmed(editing, question, quiz, way, expected):
    attempt = finish(quiz, LAVA)
    given = list(Response.objects.values())
    address = by_lava(question) if way == KEY else void_page(question, way)
    answer = confirm(editing, address)
    assert answer.status_code == 302
    assert answer.url == page(question)
    made = Regrade.objects.get()
    assert (made.way, made.reason) == (way, REASON)
    assert made.regraded_by.username == "editor"
    assert share(attempt) == expected
    assert list(Response.objects.values()) == given
    assert LogEntry.objects.filter(object_id=question.pk).count() == 1


def test_the_log_says_who_and_why_and_leads_back(editing, question, quiz):
    finish(quiz, LAVA)
    confirm(editing, void_page(question))
    answer = editing.get(page(question))
    assert REASON in answer.content.decode()
    assert undo_page(Regrade.objects.get()) in Page(answer).links


def test_confirming_twice_makes_one_regrade(editing, question, quiz):
    finish(quiz, LAVA)
    address = void_page(question)
    seen = Page(editing.get(address)).field("seen")["value"]
    for _each in range(2):
        editing.post(address, {"reason": REASON, "seen": seen})
    assert Regrade.objects.count() == 1


def test_a_page_that_is_out_of_date_changes_nothing(editing, question, quiz):
    attempt = finish(quiz, LAVA)
    address = void_page(question, LEFT_OUT)
    seen = Page(editing.get(address)).field("seen")["value"]
    void(question, FULL)
    answer = editing.post(address, {"reason": REASON, "seen": seen}, follow=True)
    assert [each.level_tag for each in answer.context["messages"]] == ["warning"]
    assert Regrade.objects.count() == 1
    assert share(attempt) == (1, 2)


@pytest.mark.parametrize(
    "changes", [{"reason": ""}, {"reason": "x" * 201}, {"seen": ""}, {"seen": "x"}]
)
def test_it_is_not_confirmed_without_a_reason_or_what_was_seen(
    editing, question, quiz, changes
):
    finish(quiz, LAVA)
    assert confirm(editing, void_page(question), **changes).status_code == 422
    assert not Regrade.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        {"way": "nonsense"},
        {"asked": "x"},
        {"asked": "999999"},
        {"way": KEY, "revision": "x"},
        {"way": KEY, "revision": ""},
        {"asked": ""},
    ],
)
def test_what_makes_no_ruling_is_refused(editing, question, quiz, query):
    finish(quiz, LAVA)
    address = page(question, **{"way": FULL, "asked": question.current_id, **query})
    answer = editing.get(address)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    sent = editing.post(address, {"reason": REASON, "seen": 0})
    assert sent.status_code == 422
    assert not Regrade.objects.exists()


def test_what_says_nothing_of_how_is_refused(editing, question, quiz):
    finish(quiz, LAVA)
    sent = editing.post(page(question), {"reason": REASON, "seen": 0})
    assert sent.status_code == 422


def test_revisions_of_another_question_judge_nothing(editing, question, quiz):
    finish(quiz, LAVA)
    other = make_question().current_id
    answer = editing.get(
        page(question, way=KEY, asked=question.current_id, revision=other)
    )
    assert set(answer.context["form"].errors) == {"revision"}


def test_it_is_undone_once_that_is_confirmed(editing, editor, question, quiz):
    attempt = finish(quiz, LAVA)
    made = void(question)
    answer = editing.get(undo_page(made))
    assert answer.context["preview"].fell == 1
    assert not Page(answer).inline
    assert share(attempt) == (1, 2)
    assert editing.post(undo_page(made)).url == page(question)
    made.refresh_from_db()
    assert made.undone_by == editor
    assert share(attempt) == (0, 2)
    assert undo_page(made) not in Page(editing.get(page(question))).links


def test_undoing_twice_is_undoing_once(editing, question, quiz):
    attempt = finish(quiz, LAVA)
    made = void(question)
    for _each in range(2):
        assert editing.post(undo_page(made)).url == page(question)
    assert editing.get(undo_page(made)).url == page(question)
    assert share(attempt) == (0, 2)
    assert LogEntry.objects.count() == 1


def test_a_regrade_of_another_question_is_not_found(editing, question, quiz):
    finish(quiz, LAVA)
    made = void(question)
    other = make_question()
    address = reverse("admin:quiz_question_undo_regrade", args=[other.pk, made.pk])
    assert editing.post(address).status_code == 404
    made.refresh_from_db()
    assert made.is_standing


@pytest.mark.parametrize("name", ["regrade", "undo_regrade"])
@pytest.mark.parametrize("ask", ["get", "post"])
def test_what_is_not_there_is_not_found(editing, name, ask):
    args = [999999] if name == "regrade" else [999999, 999999]
    address = reverse(f"admin:quiz_question_{name}", args=args)
    assert getattr(editing, ask)(address).status_code == 404


@pytest.mark.parametrize("ask", ["get", "post"])
def test_visitors_are_asked_to_sign_in(client, question, quiz, ask):
    finish(quiz, LAVA)
    made = void(question)
    for address in (void_page(question, LEFT_OUT), undo_page(made)):
        answer = getattr(client, ask)(address, follow=True)
        assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert Regrade.objects.standing().count() == 1


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER])
@pytest.mark.parametrize("ask", ["get", "post"])
def test_students_and_teachers_are_kept_out(client, question, quiz, role, ask):
    finish(quiz, LAVA)
    made = void(question)
    client.force_login(make_user(role=role))
    for address in (void_page(question, LEFT_OUT), undo_page(made)):
        assert getattr(client, ask)(address, follow=True).status_code == 403
    assert Regrade.objects.standing().count() == 1


@pytest.mark.parametrize("ask", ["get", "post"])
def test_who_may_not_change_the_question_does_not_regrade_it(
    editing, question, quiz, monkeypatch, ask
):
    finish(quiz, LAVA)
    made = void(question)
    monkeypatch.setattr(
        EditorRights, "has_change_permission", lambda *_args, **_kwargs: False
    )
    for address in (void_page(question, LEFT_OUT), undo_page(made)):
        assert getattr(editing, ask)(address).status_code == 403
    assert Regrade.objects.standing().count() == 1


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(editing, question, quiz, method):
    finish(quiz, LAVA)
    made = void(question)
    for address in (void_page(question), undo_page(made)):
        assert getattr(editing, method)(address).status_code == 405


@pytest.mark.parametrize("learners", [1, 3])
def test_a_preview_costs_as_much_for_many_as_for_one(
    administrating, question, quiz, learners, django_assert_num_queries
):
    for _each in range(learners):
        finish(quiz, LAVA)
    address = by_lava(question)
    with django_assert_num_queries(16):
        answer = administrating.get(address)
    assert answer.context["preview"].rose == learners == Attempt.objects.count()
