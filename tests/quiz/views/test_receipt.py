from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from quiz.actions.assignment import assign_quiz
from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.response import save_response
from tests.factories import enroll, make_question, make_quiz, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
VAPOUR, LAVA = {"answer": ["vapour"]}, {"answer": ["lava"]}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def response(teacher, classroom):
    """Let a student of the class answer the question of its quiz."""
    quiz = make_quiz(questions=[make_question()], preset="test")
    assign_quiz(classroom, quiz, teacher)
    student = make_user(display_name="ليلى حدّاد")
    enroll(classroom, student)
    row = start_attempt(student, quiz, "ar").responses.get()
    save_response(row, VAPOUR, "ar")
    return row


@pytest.fixture
def signed_in(client, teacher):
    client.force_login(teacher)
    return client


def at(language="en"):
    with override(language):
        return reverse("quiz:receipts")


def look_up(client, code, language="en"):
    return client.post(at(language), {"code": code})


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_works(signed_in, language):
    assert signed_in.get(at(language)).status_code == 200


def test_a_receipt_tells_whose_answer_it_is_and_when_it_was_saved(signed_in, response):
    told = look_up(signed_in, response.receipt)
    page = told.content.decode()
    assert told.status_code == 200
    assert "ليلى حدّاد" in page
    assert "not changed since" in page


def test_a_code_is_read_as_people_write_it(signed_in, response):
    code = response.receipt.lower().replace("-", "  ")
    assert look_up(signed_in, code).status_code == 200


def test_a_receipt_of_an_earlier_version_is_told_as_such(signed_in, response, clock):
    first = response.receipt
    clock.shift(timedelta(minutes=1))
    save_response(response, LAVA, "ar")
    assert "changed since; the newest" in look_up(signed_in, first).content.decode()


def test_a_receipt_of_a_submission_tells_when_it_was_sent(signed_in, response):
    code = response.attempt.receipt
    assert look_up(signed_in, code).status_code == 404
    submit_attempt(response.attempt)
    page = look_up(signed_in, code).content.decode()
    assert "A quiz that was sent" in page


def test_the_answer_and_its_verdict_are_not_told(signed_in, response):
    submit_attempt(response.attempt)
    page = look_up(signed_in, response.receipt).content.decode()
    assert "Vapour" not in page
    assert "Correct" not in page


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("code", ["7K3-0", "nothing", "-", "٣-٣-٣", "A" * 60])
def test_a_code_that_is_none_is_not_found_and_kept_in_the_form(
    signed_in, code, language
):
    told = look_up(signed_in, code, language)
    assert told.status_code == 404
    assert code in told.content.decode()


@pytest.mark.parametrize("code", ["", "A" * 61])
def test_bad_input_is_told(signed_in, code):
    assert look_up(signed_in, code).status_code == 422


def test_students_of_others_are_as_unknown_as_a_code_that_is_none(client, response):
    client.force_login(make_user(role="teacher"))
    theirs, none = look_up(client, response.receipt), look_up(client, "7K3-0")
    assert (theirs.status_code, none.status_code) == (404, 404)
    assert "ليلى" not in theirs.content.decode()


def test_a_quiz_that_the_class_was_not_given_is_the_students_own(signed_in, response):
    own = make_quiz(questions=[make_question()])
    row = start_attempt(response.attempt.learner, own, "ar").responses.get()
    save_response(row, VAPOUR, "ar")
    assert look_up(signed_in, row.receipt).status_code == 404


def test_a_student_finds_nothing(client, response):
    client.force_login(response.attempt.learner)
    assert client.get(at()).status_code == 404
    assert look_up(client, response.receipt).status_code == 404


def test_signed_out_one_is_sent_to_sign_in(client):
    assert client.get(at()).url == f"/en/people/login/?next={at()}"


def test_another_method_is_refused(signed_in):
    assert signed_in.delete(at()).status_code == 405


def test_codes_cannot_be_tried_out_in_numbers(signed_in):
    tries = [look_up(signed_in, "7K3-0").status_code for _try in range(31)]
    assert set(tries[:30]) == {404}
    assert tries[30] == 429


def test_looking_up_costs_the_same_queries(
    signed_in, response, django_assert_num_queries
):
    signed_in.get(at())
    with django_assert_num_queries(16):
        look_up(signed_in, response.receipt)
