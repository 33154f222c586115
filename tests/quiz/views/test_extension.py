"""The page of an assignment, and what is given to single students."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import override

from quiz.actions.assignment import assign_quiz
from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.extension import extend
from quiz.actions.release import release_results
from quiz.models import Attempt, Extension
from tests.factories import enroll, make_question, make_quiz, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HUGE = 10**30
PAGES = ("assignment", "release", "hide", "extend", "change_time")
FORMS = ("extend", "change_time")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def student(classroom):
    (enrollment,) = enroll(classroom, make_user(display_name="ليلى حدّاد"))
    return enrollment.student


@pytest.fixture
def exam(classroom, teacher):
    """Give the class an exam of half an hour that is open for another hour."""
    quiz = make_quiz(questions=[make_question()], preset="exam", time_limit=30)
    return assign_quiz(
        classroom, quiz, teacher, opens_at=NOW - HOUR, closes_at=NOW + HOUR
    )


@pytest.fixture
def signed_in(client, teacher):
    client.force_login(teacher)
    return client


def address(name, assignment, student, language="en"):
    args = [assignment.classroom_id, assignment.pk]
    if name == "extend":
        args.append(student.pk)
    if name == "change_time":
        args = [assignment.classroom_id, student.pk]
    with override(language):
        return reverse(f"quiz:{name}", args=args)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


class TestEveryPage:
    @pytest.mark.parametrize("language", ["ar", "en"])
    @pytest.mark.parametrize("name", ["assignment", *FORMS])
    def test_it_works(self, signed_in, exam, student, name, language):
        assert signed_in.get(address(name, exam, student, language)).status_code == 200

    @pytest.mark.parametrize("who", ["teacher", "student"])
    @pytest.mark.parametrize("name", PAGES)
    def test_somebody_else_finds_nothing(self, client, exam, student, name, who):
        client.force_login(make_user(role=who))
        url = address(name, exam, student)
        ways = {"assignment": ["get"], "extend": ["get", "post"]}
        for way in ways.get(name, ["post"]):
            assert getattr(client, way)(url).status_code == 404

    @pytest.mark.parametrize("name", PAGES)
    def test_signed_out_one_is_sent_to_sign_in(self, client, exam, student, name):
        url = address(name, exam, student)
        way = client.post if name in {"release", "hide"} else client.get
        assert way(url).url == f"/en/people/login/?next={url}"

    @pytest.mark.parametrize("name", PAGES)
    def test_another_method_is_refused(self, signed_in, exam, student, name):
        assert signed_in.delete(address(name, exam, student)).status_code == 405

    @pytest.mark.parametrize("name", ["release", "hide"])
    def test_what_changes_something_is_not_read(self, signed_in, exam, student, name):
        assert signed_in.get(address(name, exam, student)).status_code == 405

    @pytest.mark.parametrize("name", PAGES)
    def test_unknown_ids_are_not_found(self, signed_in, exam, student, name):
        url = address(name, exam, student)
        way = signed_in.post if name in {"release", "hide"} else signed_in.get
        for kept in (f"/classes/{exam.classroom_id}/", f"/students/{student.pk}/"):
            if kept in url:
                word = kept.split("/")[1]
                assert way(url.replace(kept, f"/{word}/{HUGE}/")).status_code == 404

    @pytest.mark.parametrize("name", FORMS)
    def test_who_left_the_class_is_not_found(self, signed_in, exam, student, name):
        exam.classroom.enrollments.update(left_at=NOW)
        assert signed_in.get(address(name, exam, student)).status_code == 404

    @pytest.mark.parametrize("name", ["release", "hide", *FORMS])
    def test_an_archived_class_stays_as_it_is(self, signed_in, exam, student, name):
        url = address(name, exam, student)
        exam.classroom.archived_at = NOW
        exam.classroom.save()
        assert signed_in.post(url).status_code == 404
        assert signed_in.get(address("assignment", exam, student)).status_code == 200


class TestAssignment:
    def test_it_tells_how_far_each_student_is(self, signed_in, exam, student, clock):
        other = enroll(exam.classroom, make_user())[0].student
        attempt = start_attempt(student, exam.quiz, "ar")
        clock.shift(HOUR)
        submit_attempt(attempt, by_clock=True)
        attempt.responses.update(late_seconds=9)
        extend(exam, other, exam.assigned_by, extra_minutes=10, reason="A broken arm.")

        page = signed_in.get(address("assignment", exam, student)).content.decode()
        assert "Finished by the clock" in page
        assert "answer given in time was sent late" in page
        assert "A broken arm." in page
        assert "Not started" in page

    def test_an_exam_without_opening_says_so(self, signed_in, exam, student):
        type(exam).objects.update(opens_at=None)
        page = signed_in.get(address("assignment", exam, student)).content.decode()
        assert "No opening yet" in page

    def test_two_of_one_name_are_told_apart(self, signed_in, exam, student):
        (enrollment,) = enroll(exam.classroom, make_user(display_name="ليلى حدّاد"))
        page = signed_in.get(address("assignment", exam, student)).text
        for each in (student, enrollment.student):
            assert f'<bdi class="small soft">({each.username})</bdi>' in page

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same_queries(
        self, signed_in, exam, student, count, django_assert_num_queries
    ):
        for _each in range(count):
            (enrollment,) = enroll(exam.classroom, make_user())
            start_attempt(enrollment.student, exam.quiz, "ar")
            extend(
                exam, enrollment.student, exam.assigned_by, extra_minutes=9, reason="x"
            )
        # session, person, assignment; students, extensions, attempts, marking
        with django_assert_num_queries(7):
            signed_in.get(address("assignment", exam, student))


class TestRelease:
    def test_results_are_told_once_it_is_closed(self, signed_in, exam, student, clock):
        clock.shift(2 * HOUR)
        response = signed_in.post(address("release", exam, student))
        exam.refresh_from_db()
        assert response.url == address("assignment", exam, student)
        assert exam.released_at == NOW + 2 * HOUR

    @pytest.mark.parametrize("language", ["ar", "en"])
    def test_not_while_it_is_open(self, signed_in, exam, student, language):
        response = signed_in.post(address("release", exam, student, language))
        exam.refresh_from_db()
        assert exam.released_at is None
        assert len(told(response)) == 1

    def test_not_before_it_opens(self, signed_in, exam, student, clock):
        clock.shift(-2 * HOUR)
        response = signed_in.post(address("release", exam, student))
        exam.refresh_from_db()
        assert exam.released_at is None
        assert len(told(response)) == 1

    def test_twice_is_once(self, signed_in, exam, student, clock):
        clock.shift(2 * HOUR)
        for _press in range(2):
            signed_in.post(address("release", exam, student))
        exam.refresh_from_db()
        assert exam.released_at == NOW + 2 * HOUR

    def test_they_are_hidden_again(self, signed_in, exam, student, clock):
        clock.shift(2 * HOUR)
        release_results(exam)
        for _press in range(2):
            assert signed_in.post(address("hide", exam, student)).status_code == 302
        exam.refresh_from_db()
        assert exam.released_at is None

    def test_a_release_of_the_quiz_tells_a_class_nothing(self, exam, student, clock):
        attempt = start_attempt(student, exam.quiz, "ar")
        submit_attempt(attempt)
        exam.quiz.released_at = NOW
        exam.quiz.save()
        clock.shift(HOUR)
        attempt = Attempt.objects.get()
        assert not attempt.reviewable(NOW + HOUR)


class TestExtend:
    def test_it_reaches_an_open_attempt(self, signed_in, teacher, exam, student):
        attempt = start_attempt(student, exam.quiz, "ar")
        response = signed_in.post(
            address("extend", exam, student),
            {"extra_minutes": "15", "extra_attempts": "1", "reason": "A broken arm."},
        )
        attempt.refresh_from_db()
        given = Extension.objects.get()

        assert response.url == address("assignment", exam, student)
        assert attempt.ends_at == NOW + timedelta(minutes=45)
        assert (given.student, given.granted_by) == (student, teacher)
        assert (given.extra_minutes, given.extra_attempts) == (15, 1)
        assert (given.closes_at, given.reason) == (None, "A broken arm.")

    def test_it_closes_later_for_one(self, signed_in, exam, student):
        signed_in.post(
            address("extend", exam, student),
            {"closes_at": "2026-05-04T15:00", "reason": "A late bus."},
        )
        assert exam.terms_of(student).closes_at == NOW + 3 * HOUR
        assert exam.terms_of(make_user()).closes_at == NOW + HOUR

    @pytest.mark.parametrize("language", ["ar", "en"])
    @pytest.mark.parametrize(
        "typed",
        [
            {"reason": ""},
            {"extra_minutes": "-1"},
            {"extra_minutes": "many"},
            {"extra_minutes": "1441"},
            {"extra_attempts": "21"},
            {"extra_minutes": "0"},
            {"closes_at": "2026-05-04T11:00"},
            {"closes_at": "2026-05-04T12:30"},
            {"closes_at": "2066-05-04T12:30"},
            {"reason": "x" * 201},
        ],
    )
    def test_bad_input_is_told_and_nothing_typed_is_lost(
        self, signed_in, exam, student, typed, language
    ):
        sent = {"extra_minutes": "7", "reason": "Ill."} | typed
        response = signed_in.post(address("extend", exam, student, language), sent)
        page = response.content.decode()

        assert response.status_code == 422
        assert 'role="alert"' in page
        assert all(value in page for value in sent.values())
        assert not Extension.objects.exists()

    def test_nobody_is_given_time_who_could_know_the_key(
        self, signed_in, exam, student, clock
    ):
        clock.shift(2 * HOUR)
        release_results(exam)
        response = signed_in.post(
            address("extend", exam, student),
            {"closes_at": "2026-05-04T18:00", "reason": "Ill."},
        )
        assert response.status_code == 422
        assert not Extension.objects.exists()

    def test_it_is_changed_and_withdrawn(self, signed_in, exam, student):
        attempt = start_attempt(student, exam.quiz, "ar")
        url = address("extend", exam, student)
        for minutes in (15, 5):
            sent = {"extra_minutes": minutes, "extra_attempts": 0, "reason": "Ill."}
            signed_in.post(url, sent)
        attempt.refresh_from_db()
        assert attempt.ends_at == NOW + timedelta(minutes=35)

        for _press in range(2):
            signed_in.post(url, {"go": "withdraw"})
        attempt.refresh_from_db()
        assert attempt.ends_at == NOW + timedelta(minutes=30)
        assert not Extension.objects.exists()

    def test_a_quiz_without_limits_says_that_there_is_nothing_to_give(
        self, signed_in, classroom, teacher, student
    ):
        practice = assign_quiz(classroom, make_quiz(), teacher)
        page = signed_in.get(address("extend", practice, student)).content.decode()
        assert "Nothing limits this quiz" in page


class TestChangeTime:
    @pytest.mark.parametrize("typed", ["1.5", "1,5", "١٫٥", "١.٥"])
    def test_it_reaches_open_attempts(self, signed_in, exam, student, typed):
        attempt = start_attempt(student, exam.quiz, "ar")
        response = signed_in.post(
            address("change_time", exam, student), {"time_multiplier": typed}
        )
        attempt.refresh_from_db()
        assert response.status_code == 302
        assert attempt.ends_at == NOW + timedelta(minutes=45)
        assert "1.5" in signed_in.get(response.url).content.decode()

    @pytest.mark.parametrize("typed", ["", "x", "0.5", "6", "1.555", "NaN", "9" * 99])
    def test_bad_input_is_told_and_changes_nothing(
        self, signed_in, exam, student, typed
    ):
        response = signed_in.post(
            address("change_time", exam, student), {"time_multiplier": typed}
        )
        assert response.status_code == 422
        assert typed in response.content.decode()
        assert exam.classroom.enrollments.get().time_multiplier == 1
