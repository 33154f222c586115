"""The pages that tell how questions did."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from quiz.actions.assignment import assign_quiz
from quiz.actions.classroom import archive_classroom
from quiz.actions.tally import keep_tallies
from quiz.models.revision import items_of
from tests.factories import (
    enroll,
    make_classroom,
    make_question,
    make_quiz,
    make_revision,
    make_user,
)
from tests.quiz.actions.taking import LAVA, RIGHT, finish
from tests.quiz.learning import take_all

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HUGE = 10**30
PAGES = ("item_analysis", "quiz_item_analysis")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def assignment(teacher, classroom):
    quiz = make_quiz(questions=[make_question() for _each in range(4)])
    return assign_quiz(classroom, quiz, teacher)


@pytest.fixture
def editor():
    return make_user(role="editor")


def let_take(assignment, learners, **fields):
    """Let students of the class take its quiz."""
    students = [make_user() for _each in range(learners)]
    enroll(assignment.classroom, *students)
    take_all(assignment.quiz, learners=students, **fields)


def address(name, assignment, language="en", choice=()):
    args = [assignment.classroom_id, assignment.pk]
    if name == "quiz_item_analysis":
        args = [assignment.quiz.uid]
    with override(language):
        query = "&".join(f"{key}={value}" for key, value in dict(choice).items())
        return reverse(f"quiz:{name}", args=args) + (f"?{query}" if query else "")


@pytest.fixture
def sign_in(client, teacher, editor):
    """Sign in who may see a page."""

    def sign_in(name):
        client.force_login(teacher if name == "item_analysis" else editor)
        return client

    return sign_in


class TestEveryPage:
    @pytest.mark.parametrize("language", ["ar", "en"])
    @pytest.mark.parametrize("name", PAGES)
    def test_it_works(self, sign_in, assignment, name, language):
        let_take(assignment, 12)
        page = sign_in(name).get(address(name, assignment, language))
        assert page.status_code == 200
        question = assignment.quiz.slots.first().question
        assert question.current.item.shown.prompt[language] in page.text

    @pytest.mark.parametrize("role", ["teacher", "student"])
    @pytest.mark.parametrize("name", PAGES)
    def test_somebody_else_finds_nothing(self, client, assignment, name, role):
        client.force_login(make_user(role=role))
        assert client.get(address(name, assignment)).status_code == 404

    def test_a_student_of_the_class_finds_nothing(self, client, assignment):
        student = make_user()
        enroll(assignment.classroom, student)
        client.force_login(student)
        for name in PAGES:
            assert client.get(address(name, assignment)).status_code == 404

    def test_an_editor_sees_no_class(self, client, assignment, editor):
        client.force_login(editor)
        assert client.get(address("item_analysis", assignment)).status_code == 404

    @pytest.mark.parametrize("name", PAGES)
    def test_signed_out_one_is_sent_to_sign_in(self, client, assignment, name):
        url = address(name, assignment)
        assert client.get(url).url == f"/en/people/login/?next={url}"

    @pytest.mark.parametrize("name", PAGES)
    def test_it_is_only_read(self, sign_in, assignment, name):
        assert sign_in(name).post(address(name, assignment)).status_code == 405

    @pytest.mark.parametrize("name", PAGES)
    def test_unknown_ids_are_not_found(self, sign_in, assignment, name):
        url = address(name, assignment)
        for known in (
            f"/classes/{assignment.classroom_id}/",
            f"/assignments/{assignment.pk}/",
            f"/quizzes/{assignment.quiz.uid}/",
        ):
            if known in url:
                unknown = url.replace(known, f"/{known.split('/')[1]}/{HUGE}/")
                assert sign_in(name).get(unknown).status_code == 404

    @pytest.mark.parametrize("choice", [{"attempts": "none"}, {"language": "fr"}])
    @pytest.mark.parametrize(
        ("language", "words"), [("ar", "لا يوجد هذا الخيار"), ("en", "no such choice")]
    )
    def test_a_choice_that_is_none_is_told_of(
        self, sign_in, assignment, choice, language, words
    ):
        let_take(assignment, 1)
        url = address("item_analysis", assignment, language, choice)
        page = sign_in("item_analysis").get(url)
        assert page.status_code == 422
        assert words in page.text
        assert "question-" in page.text


class TestItemAnalysis:
    @pytest.fixture
    def page(self, sign_in, assignment):
        def page(**choice):
            url = address("item_analysis", assignment, choice=choice)
            return sign_in("item_analysis").get(url).text

        return page

    def test_before_anybody_has_finished_it_says_so(self, page):
        assert "Nobody has finished yet" in page()

    def test_of_few_it_tells_no_numbers(self, page, assignment):
        let_take(assignment, 9)
        text = page()
        assert "There are not enough answers yet" in text
        assert "Not enough attempts yet." in text
        assert text.count("Not enough answers yet: ") == 4
        assert "Average mark" not in text

    def test_of_enough_it_tells_how_each_question_did(self, page, assignment):
        let_take(assignment, 20)
        text = page()
        assert text.count("Average mark") == 4
        assert "Nothing points at a fault in a question." in text
        assert "Coefficient of internal consistency" in text

    def test_a_question_that_may_be_at_fault_comes_first(self, page, assignment):
        question = assignment.quiz.slots.get(position=2).question
        make_revision(question, credit={"answer": {"press": 1.0}})
        let_take(assignment, 30)
        _before, _mark, after = page().partition("Worth a look")
        told = after.partition("The quiz as a whole")[0]
        assert f'href="#question-{question.pk}"' in told
        assert "those who did best chose" in told
        assert told.count("<li>") == 1

    def test_only_what_the_class_did_is_counted(self, page, assignment):
        finish(assignment.quiz, LAVA)
        let_take(assignment, 1)
        assert '<bdi dir="ltr">1</bdi> attempt counted' in page()

    def test_all_attempts_and_one_language_can_be_chosen(self, page, assignment):
        student = make_user()
        enroll(assignment.classroom, student)
        for _each in range(2):
            finish(assignment.quiz, RIGHT, learner=student)
        assert '<bdi dir="ltr">1</bdi> attempt counted' in page()
        assert '<bdi dir="ltr">2</bdi> attempts counted' in page(attempts="all")
        assert "Not enough answers yet: " in page(language="en")
        assert '<option value="en" selected>' in page(language="en")

    def test_it_says_that_some_are_still_to_be_counted(
        self, page, assignment, monkeypatch
    ):
        monkeypatch.setattr("quiz.actions.tally.MOST", 0)
        let_take(assignment, 1)
        assert "Still counting" in page()

    def test_a_class_that_is_archived_can_be_looked_at(self, page, assignment):
        let_take(assignment, 1)
        archive_classroom(assignment.classroom)
        assert "attempt counted" in page()

    @pytest.mark.parametrize("learners", [1, 12])
    def test_its_queries_do_not_grow(
        self, sign_in, assignment, django_assert_num_queries, learners
    ):
        let_take(assignment, learners)
        keep_tallies([assignment.quiz])
        client = sign_in("item_analysis")
        items_of.forget()
        # The session, the teacher, the assignment; what is new, the tally, the
        # revisions, their items, the mistakes.
        with django_assert_num_queries(8):
            client.get(address("item_analysis", assignment))


def test_editors_see_all_who_took_it_and_no_names(client, editor, assignment):
    let_take(assignment, 1)
    finish(assignment.quiz, RIGHT, learner=make_user(display_name="ليلى حدّاد"))
    client.force_login(editor)
    text = client.get(address("quiz_item_analysis", assignment)).text
    assert '<bdi dir="ltr">2</bdi> attempts counted' in text
    assert "ليلى" not in text


def test_the_page_of_an_assignment_leads_there(client, teacher, assignment):
    client.force_login(teacher)
    with override("en"):
        args = [assignment.classroom_id, assignment.pk]
        page = client.get(reverse("quiz:assignment", args=args)).text
    assert address("item_analysis", assignment) in page


def test_another_teacher_of_the_class_sees_it_too(client, assignment):
    other = make_user(role="teacher")
    assignment.classroom.teachers.add(other)
    client.force_login(other)
    assert client.get(address("item_analysis", assignment)).status_code == 200
    assert (
        client.get(
            address("item_analysis", assignment).replace(
                f"/classes/{assignment.classroom_id}/",
                f"/classes/{make_classroom(other).pk}/",
            )
        ).status_code
        == 404
    )
