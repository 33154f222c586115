"""The map of what a class understood, and the same for the wall."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from quiz.actions.assignment import assign_quiz
from quiz.actions.classroom import archive_classroom
from quiz.actions.course import publish_lesson
from quiz.actions.question import publish_question
from quiz.actions.tally import keep_tallies
from tests.factories import enroll, make_draft, make_lesson, make_quiz, make_user
from tests.quiz.actions.taking import LAVA, finish
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HUGE = 10**30
PAGES = ("comprehension_map", "projector")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def question():
    lesson = make_lesson()
    question = make_draft(SAMPLES["choice"].item, lesson)
    publish_lesson(lesson)
    publish_question(question)
    question.refresh_from_db()
    return question


@pytest.fixture
def assignment(teacher, classroom, question):
    return assign_quiz(classroom, make_quiz(questions=[question]), teacher)


@pytest.fixture
def signed_in(client, teacher):
    client.force_login(teacher)
    return client


def let_miss(assignment, learners):
    """Let students of the class choose the same wrong option."""
    for _each in range(learners):
        student = make_user(display_name="ليلى حدّاد")
        enroll(assignment.classroom, student)
        finish(assignment.quiz, LAVA, learner=student)


def address(name, assignment, language="en"):
    with override(language):
        args = [assignment.classroom_id, assignment.pk]
        return reverse(f"quiz:{name}", args=args)


@pytest.mark.parametrize("name", PAGES)
class TestEveryPage:
    @pytest.mark.parametrize(
        ("language", "words"), [("ar", "تحتاج إلى شرح ثانٍ"), ("en", "Teach again")]
    )
    def test_it_works(self, signed_in, assignment, name, language, words):
        let_miss(assignment, 12)
        page = signed_in.get(address(name, assignment, language))
        assert page.status_code == 200
        assert f"<strong>{words}</strong>" in page.text
        review = assignment.quiz.slots.get().question.current.item.review
        assert review.passages[review.evidence[0]][language] in page.text

    def test_nobody_is_named(self, signed_in, assignment, name):
        let_miss(assignment, 12)
        assert "ليلى" not in signed_in.get(address(name, assignment)).text

    def test_before_anybody_has_finished_it_says_so(self, signed_in, assignment, name):
        page = signed_in.get(address(name, assignment)).text
        assert "Nobody has finished yet" in page

    def test_of_few_it_tells_no_share(self, signed_in, assignment, name):
        let_miss(assignment, 9)
        page = signed_in.get(address(name, assignment)).text
        assert "Not enough answers yet" in page
        assert 'class="pc"' not in page

    @pytest.mark.parametrize("role", ["teacher", "student", "editor"])
    def test_somebody_else_finds_nothing(self, client, assignment, name, role):
        client.force_login(make_user(role=role))
        assert client.get(address(name, assignment)).status_code == 404

    def test_a_student_of_the_class_finds_nothing(self, client, assignment, name):
        student = make_user()
        enroll(assignment.classroom, student)
        client.force_login(student)
        assert client.get(address(name, assignment)).status_code == 404

    def test_signed_out_one_is_sent_to_sign_in(self, client, assignment, name):
        url = address(name, assignment)
        assert client.get(url).url == f"/en/people/login/?next={url}"

    def test_it_is_only_read(self, signed_in, assignment, name):
        assert signed_in.post(address(name, assignment)).status_code == 405

    def test_unknown_ids_are_not_found(self, signed_in, assignment, name):
        url = address(name, assignment)
        for known in (
            f"/classes/{assignment.classroom_id}/",
            f"/assignments/{assignment.pk}/",
        ):
            unknown = url.replace(known, f"/{known.split('/')[1]}/{HUGE}/")
            assert signed_in.get(unknown).status_code == 404

    def test_a_choice_that_is_none_is_told_of(self, signed_in, assignment, name):
        page = signed_in.get(address(name, assignment) + "?language=fr")
        assert page.status_code == 422

    def test_a_class_that_is_archived_can_be_looked_at(
        self, signed_in, assignment, name
    ):
        archive_classroom(assignment.classroom)
        assert signed_in.get(address(name, assignment)).status_code == 200

    @pytest.mark.parametrize("learners", [1, 12])
    def test_its_queries_do_not_grow(
        self, signed_in, assignment, name, learners, django_assert_num_queries
    ):
        let_miss(assignment, learners)
        keep_tallies([assignment.quiz])
        # The session, the teacher, the assignment; what is new, the tally, the
        # revisions, the mistakes, the lesson.
        with django_assert_num_queries(8):
            signed_in.get(address(name, assignment))


def test_the_teacher_is_not_named_on_the_wall(signed_in, assignment, teacher):
    assert teacher.username not in signed_in.get(address("projector", assignment)).text
