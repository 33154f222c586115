"""What a student answered, on the pages of a teacher of the class."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from quiz.actions.assignment import assign_quiz
from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.classroom import archive_classroom
from quiz.actions.response import save_response
from quiz.models.revision import shown_of
from tests.factories import (
    enroll,
    make_classroom,
    make_question,
    make_quiz,
    make_user,
)
from tests.quiz.actions.taking import LAVA, VAPOUR, finish

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HUGE = 10**30
PAGES = ("student_attempt", "student_answer")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def student(classroom):
    student = make_user(display_name="ليلى حدّاد")
    enroll(classroom, student)
    return student


@pytest.fixture
def assignment(teacher, classroom):
    quiz = make_quiz(questions=[make_question(), make_question()], preset="test")
    return assign_quiz(classroom, quiz, teacher)


@pytest.fixture
def attempt(assignment, student, clock):
    """Choose one option, then another in English, and leave the rest."""
    attempt = start_attempt(student, assignment.quiz, "ar")
    response = attempt.responses.first()
    for seconds, value, language in ((20, LAVA, "ar"), (65, VAPOUR, "en")):
        clock.move_to(NOW + timedelta(seconds=seconds))
        save_response(response, value, language)
    submit_attempt(attempt)
    attempt.refresh_from_db()
    return attempt


@pytest.fixture
def signed_in(client, teacher):
    client.force_login(teacher)
    return client


def address(name, attempt, language="en", position=1):
    args = [attempt.assignment.classroom_id, attempt.learner_id, attempt.pk]
    if name == "student_answer":
        args.append(position)
    with override(language):
        return reverse(f"quiz:{name}", args=args)


@pytest.mark.parametrize("name", PAGES)
class TestEveryPage:
    @pytest.mark.parametrize(
        ("language", "words"),
        [("ar", "بتبخّر مياه البحر"), ("en", "By the evaporation of sea water")],
    )
    def test_it_works(self, signed_in, attempt, name, language, words):
        page = signed_in.get(address(name, attempt, language))
        assert page.status_code == 200
        assert words in page.text
        assert "ليلى حدّاد" in page.text

    @pytest.mark.parametrize("role", ["teacher", "student", "editor"])
    def test_somebody_else_finds_nothing(self, client, attempt, name, role):
        client.force_login(make_user(role=role))
        assert client.get(address(name, attempt)).status_code == 404

    def test_the_student_has_a_page_of_their_own_instead(self, client, attempt, name):
        client.force_login(attempt.learner)
        assert client.get(address(name, attempt)).status_code == 404

    def test_signed_out_one_is_sent_to_sign_in(self, client, attempt, name):
        url = address(name, attempt)
        assert client.get(url).url == f"/en/people/login/?next={url}"

    def test_it_is_only_read(self, signed_in, attempt, name):
        assert signed_in.post(address(name, attempt)).status_code == 405

    def test_unknown_ids_are_not_found(self, signed_in, attempt, name):
        url = address(name, attempt)
        for known in (
            f"/classes/{attempt.assignment.classroom_id}/",
            f"/students/{attempt.learner_id}/",
            f"/attempts/{attempt.pk}/",
        ):
            unknown = url.replace(known, f"/{known.split('/')[1]}/{HUGE}/")
            assert signed_in.get(unknown).status_code == 404

    def test_an_attempt_of_another_student_is_not_found(
        self, signed_in, attempt, name, classroom
    ):
        other = make_user()
        enroll(classroom, other)
        url = address(name, attempt).replace(
            f"/students/{attempt.learner_id}/", f"/students/{other.pk}/"
        )
        assert signed_in.get(url).status_code == 404

    def test_what_the_class_was_not_given_is_private(
        self, signed_in, attempt, name, student
    ):
        private = finish(make_quiz(questions=[make_question()]), LAVA, learner=student)
        url = address(name, attempt).replace(
            f"/attempts/{attempt.pk}/", f"/attempts/{private.pk}/"
        )
        assert signed_in.get(url).status_code == 404

    def test_what_was_finished_before_joining_is_private(
        self, signed_in, attempt, name, classroom
    ):
        classroom.enrollments.update(enrolled_at=NOW + timedelta(hours=1))
        assert signed_in.get(address(name, attempt)).status_code == 404

    def test_who_has_left_is_not_found(self, signed_in, attempt, name, classroom):
        classroom.enrollments.update(left_at=NOW)
        assert signed_in.get(address(name, attempt)).status_code == 404

    def test_a_class_that_is_archived_can_be_looked_at(
        self, signed_in, attempt, name, classroom, clock
    ):
        clock.shift(timedelta(hours=1))
        archive_classroom(classroom)
        assert signed_in.get(address(name, attempt)).status_code == 200


class TestAttempt:
    def test_each_answer_is_told_with_what_became_of_it(self, signed_in, attempt):
        page = signed_in.get(address("student_attempt", attempt)).text
        assert page.count("The answer in full") == 2
        assert page.count("Correct") == 1
        assert page.count("Not answered") == 2  # the answer and the verdict

    def test_a_draft_is_told_as_one(self, signed_in, student, assignment):
        attempt = start_attempt(student, assignment.quiz, "ar")
        save_response(attempt.responses.first(), LAVA, "ar")
        page = signed_in.get(address("student_attempt", attempt)).text
        assert "By the cooling of lava" in page
        assert "Saved, not sent yet" in page
        assert "Not correct" not in page

    @pytest.mark.parametrize("count", [1, 5])
    def test_its_queries_do_not_grow(
        self, signed_in, student, assignment, count, django_assert_num_queries
    ):
        quiz = make_quiz(questions=[make_question() for _each in range(count)])
        assign_quiz(assignment.classroom, quiz, assignment.assigned_by)
        attempt = finish(quiz, *[LAVA] * count, learner=student)
        shown_of.forget()
        # The session, the teacher, the class, the place in it, the attempt, its
        # answers, what they were asked, and their outcomes.
        with django_assert_num_queries(8):
            signed_in.get(address("student_attempt", attempt))

    def test_the_page_of_the_student_leads_there(self, signed_in, attempt, classroom):
        with override("en"):
            url = reverse("quiz:student", args=[classroom.pk, attempt.learner_id])
        assert address("student_attempt", attempt) in signed_in.get(url).text


class TestAnswer:
    def test_what_it_was_before_is_told_with_the_moment(self, signed_in, attempt):
        page = signed_in.get(address("student_answer", attempt)).text
        _before, _heading, history = page.partition("What was answered when")
        first, second = history.index("12:00:20"), history.index("12:01:05")
        assert first < history.index("By the cooling of lava") < second
        assert second < history.index("By the evaporation of sea water")

    def test_the_key_and_the_verdict_are_told(self, signed_in, attempt):
        page = signed_in.get(address("student_answer", attempt)).text
        assert "Correct" in page
        assert attempt.responses.first().item.review.explanation["en"] in page
        assert "The student’s answer" in page
        assert "Your answer" not in page

    def test_an_answer_that_was_not_given_says_so(self, signed_in, attempt):
        page = signed_in.get(address("student_answer", attempt, position=2)).text
        assert "Nothing was answered." in page

    def test_a_draft_tells_what_is_saved(self, signed_in, student, assignment):
        attempt = start_attempt(student, assignment.quiz, "ar")
        save_response(attempt.responses.first(), LAVA, "ar")
        page = signed_in.get(address("student_answer", attempt)).text
        assert "Saved, not sent yet" in page
        assert "By the cooling of lava" in page

    def test_what_came_late_says_so(self, signed_in, attempt):
        attempt.responses.update(late_seconds=7)
        page = signed_in.get(address("student_answer", attempt)).text
        assert 'Sent <bdi dir="ltr">7</bdi> seconds after the end' in page

    def test_another_place_is_not_found(self, signed_in, attempt):
        for position in (3, HUGE):
            url = address("student_answer", attempt, position=position)
            assert signed_in.get(url).status_code == 404

    def test_how_certain_one_was_is_not_told(self, signed_in, attempt):
        attempt.responses.update(certainty=3)
        page = signed_in.get(address("student_answer", attempt)).text
        assert "How certain" not in page


def test_another_class_of_the_same_student_shows_nothing(
    signed_in, attempt, teacher, student
):
    other = make_classroom(teacher)
    enroll(other, student)
    for name in PAGES:
        url = address(name, attempt).replace(
            f"/classes/{attempt.assignment.classroom_id}/", f"/classes/{other.pk}/"
        )
        assert signed_in.get(url).status_code == 404
