from datetime import UTC, datetime, timedelta
from html import escape

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import gettext, override

from quiz.actions.assignment import assign_quiz
from quiz.forms.assignment import ALREADY_ASSIGNED
from quiz.models import Assignment, Attempt
from tests.factories import (
    enroll,
    make_attempt,
    make_classroom,
    make_course,
    make_quiz,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HUGE = 10**30
OF_AN_ASSIGNMENT = ("change_assignment", "withdraw_assignment")
FORMS = ("assign", *OF_AN_ASSIGNMENT)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def teacher():
    return make_user("teacher", role="teacher")


@pytest.fixture
def classroom(teacher):
    return make_classroom(teacher, name="10 B")


@pytest.fixture
def assignment(teacher, classroom):
    return Assignment.objects.create(
        classroom=classroom,
        quiz=make_quiz(title_en="Why salt?"),
        assigned_by=teacher,
        assigned_at=NOW - timedelta(days=9),
        due_at=NOW - timedelta(days=1, seconds=-7),
    )


@pytest.fixture
def signed_in(client, teacher):
    client.force_login(teacher)
    return client


def at(name, *args, language="en"):
    with override(language):
        return reverse(f"quiz:{name}", args=args)


def address(name, classroom_id, assignment_id, language="en"):
    args = [classroom_id]
    if name in OF_AN_ASSIGNMENT:
        args.append(assignment_id)
    return at(name, *args, language=language)


def said(message, language):
    with override(language):
        return escape(gettext(message))


class TestEveryPage:
    @pytest.mark.parametrize("language", ["ar", "en"])
    @pytest.mark.parametrize("name", FORMS)
    def test_it_works(self, signed_in, assignment, name, language):
        response = signed_in.get(
            address(name, assignment.classroom_id, assignment.pk, language)
        )

        assert response.status_code == 200

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("name", FORMS)
    def test_another_teacher_finds_nothing(self, client, assignment, name, method):
        client.force_login(make_user(role="teacher"))

        response = getattr(client, method)(
            address(name, assignment.classroom_id, assignment.pk),
            {"quiz": make_quiz().pk},
        )

        assert response.status_code == 404
        assert list(Assignment.objects.all()) == [assignment]

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("name", FORMS)
    def test_a_student_finds_nothing(self, client, assignment, name, method):
        student = make_user()
        enroll(assignment.classroom, student)
        client.force_login(student)

        response = getattr(client, method)(
            address(name, assignment.classroom_id, assignment.pk)
        )

        assert response.status_code == 404
        assert list(Assignment.objects.all()) == [assignment]

    @pytest.mark.parametrize("name", FORMS)
    def test_signed_out_one_is_sent_to_sign_in(self, client, assignment, name):
        url = address(name, assignment.classroom_id, assignment.pk)

        assert client.get(url).url == f"/en/people/login/?next={url}"

    @pytest.mark.parametrize("name", FORMS)
    def test_another_method_is_refused(self, signed_in, assignment, name):
        url = address(name, assignment.classroom_id, assignment.pk)

        assert signed_in.delete(url).status_code == 405

    @pytest.mark.parametrize("unknown", [0, HUGE])
    @pytest.mark.parametrize("name", FORMS)
    def test_an_unknown_class_is_not_found(self, signed_in, assignment, name, unknown):
        assert signed_in.get(address(name, unknown, assignment.pk)).status_code == 404

    @pytest.mark.parametrize("unknown", [0, HUGE])
    @pytest.mark.parametrize("name", OF_AN_ASSIGNMENT)
    def test_an_unknown_assignment_is_not_found(
        self, signed_in, classroom, name, unknown
    ):
        assert signed_in.get(address(name, classroom.pk, unknown)).status_code == 404

    @pytest.mark.parametrize("name", OF_AN_ASSIGNMENT)
    def test_an_assignment_of_another_class_is_not_found(
        self, signed_in, teacher, assignment, name
    ):
        other = make_classroom(teacher)

        response = signed_in.post(address(name, other.pk, assignment.pk))

        assert response.status_code == 404
        assert list(Assignment.objects.all()) == [assignment]


class TestAssign:
    def test_a_quiz_is_given_with_its_due_date(self, signed_in, teacher, classroom):
        quiz = make_quiz()

        response = signed_in.post(
            at("assign", classroom.pk), {"quiz": quiz.pk, "due_at": "2026-05-11T18:30"}
        )

        assert response.url == at("classroom", classroom.pk)
        assert list(
            classroom.assignments.values_list("quiz", "assigned_by", "due_at")
        ) == [(quiz.pk, teacher.pk, datetime(2026, 5, 11, 18, 30, tzinfo=UTC))]

    def test_the_due_date_may_be_left_out(self, signed_in, classroom):
        signed_in.post(at("assign", classroom.pk), {"quiz": make_quiz().pk})

        assert classroom.assignments.get().due_at is None

    def test_quizzes_stand_under_their_course_and_drafts_do_not(
        self, signed_in, classroom
    ):
        course = make_course(title_en="Salt")
        make_quiz(course, title_en="Open")
        make_quiz(course, title_en="Draft", is_published=False)

        page = signed_in.get(at("assign", classroom.pk)).content.decode()

        assert '<optgroup label="Salt">' in page
        assert ">Open</option>" in page
        assert "Draft" not in page

    def test_without_a_quiz_it_says_what_is_missing(self, signed_in, classroom):
        page = signed_in.get(at("assign", classroom.pk)).content.decode()

        assert "No quiz is published yet" in page

    @pytest.mark.parametrize("language", ["ar", "en"])
    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ({"quiz": ""}, "Choose a quiz."),
            ({"quiz": "0"}, "This quiz cannot be assigned. Choose one listed."),
            ({"quiz": "x"}, "This quiz cannot be assigned. Choose one listed."),
            ({"quiz": HUGE}, "This quiz cannot be assigned. Choose one listed."),
            (
                {"due_at": "2026-05-04T12:00"},
                "This moment is over. Choose one that is still to come.",
            ),
            (
                {"due_at": "0001-01-01T00:00"},
                "This moment is over. Choose one that is still to come.",
            ),
            ({"due_at": "9999-12-31T23:59"}, "This is too far off. Look at the year."),
            (
                {"due_at": "tomorrow"},
                "Give the date and the time, or leave both empty.",
            ),
        ],
    )
    def test_what_cannot_be_is_refused_in_the_readers_language(
        self, signed_in, classroom, typed, message, language
    ):
        good = {"quiz": make_quiz().pk, "due_at": "2026-05-11T18:30"}

        response = signed_in.post(
            at("assign", classroom.pk, language=language), {**good, **typed}
        )

        assert response.status_code == 422
        assert said(message, language) in response.content.decode()
        assert not classroom.assignments.exists()

    @pytest.mark.parametrize("language", ["ar", "en"])
    def test_a_moment_that_passes_meanwhile_is_refused(
        self, signed_in, classroom, monkeypatch, language
    ):
        def assign_later(*args, **kwargs):
            with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
                return assign_quiz(*args, **kwargs)

        monkeypatch.setattr("quiz.actions.assignment.assign_quiz", assign_later)
        response = signed_in.post(
            at("assign", classroom.pk, language=language),
            {"quiz": make_quiz().pk, "due_at": "2026-05-04T12:01"},
        )

        message = "This moment is over. Choose one that is still to come."
        assert response.status_code == 422
        assert said(message, language) in response.content.decode()
        assert not classroom.assignments.exists()

    def test_what_was_typed_is_kept(self, signed_in, classroom):
        quiz = make_quiz()

        page = signed_in.post(
            at("assign", classroom.pk), {"quiz": quiz.pk, "due_at": "2026-05-01T08:15"}
        ).content.decode()

        assert f'<option value="{quiz.pk}" selected>' in page
        assert 'value="2026-05-01T08:15"' in page

    @pytest.mark.parametrize("language", ["ar", "en"])
    def test_the_same_quiz_twice_is_refused(self, signed_in, assignment, language):
        response = signed_in.post(
            at("assign", assignment.classroom_id, language=language),
            {"quiz": assignment.quiz_id},
        )

        assert response.status_code == 422
        with override(language):
            assert escape(str(ALREADY_ASSIGNED)) in response.content.decode()
        assert list(Assignment.objects.all()) == [assignment]

    def test_a_draft_is_refused(self, signed_in, classroom):
        response = signed_in.post(
            at("assign", classroom.pk), {"quiz": make_quiz(is_published=False).pk}
        )

        assert response.status_code == 422

    def test_an_archived_class_is_given_nothing(self, signed_in, teacher):
        archived = make_classroom(teacher, archived_at=NOW)

        response = signed_in.post(at("assign", archived.pk), {"quiz": make_quiz().pk})

        assert response.status_code == 404

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_costs_the_same_queries(
        self, signed_in, classroom, django_assert_num_queries, rows
    ):
        for _row in range(rows):
            make_quiz()

        with django_assert_num_queries(5):
            signed_in.get(at("assign", classroom.pk))


class TestChange:
    def url(self, assignment, language="en"):
        return at(
            "change_assignment",
            assignment.classroom_id,
            assignment.pk,
            language=language,
        )

    def test_the_due_date_is_put_off(self, signed_in, assignment):
        response = signed_in.post(self.url(assignment), {"due_at": "2026-05-09T09:00"})

        assignment.refresh_from_db()
        assert response.url == at("assignment", assignment.classroom_id, assignment.pk)
        assert assignment.due_at == datetime(2026, 5, 9, 9, tzinfo=UTC)

    def test_the_due_date_is_taken_away(self, signed_in, assignment):
        signed_in.post(self.url(assignment), {"due_at": ""})

        assignment.refresh_from_db()
        assert assignment.due_at is None

    def test_what_is_over_may_stay_as_it_is(self, signed_in, assignment):
        response = signed_in.post(self.url(assignment), {"due_at": "2026-05-03T12:00"})

        before = assignment.due_at
        assignment.refresh_from_db()
        assert response.status_code == 302
        assert assignment.due_at == before

    @pytest.mark.parametrize("language", ["ar", "en"])
    def test_another_moment_that_is_over_is_refused(
        self, signed_in, assignment, language
    ):
        response = signed_in.post(
            self.url(assignment, language), {"due_at": "2026-05-03T11:00"}
        )

        page = response.content.decode()
        message = "This moment is over. Choose one that is still to come."
        assert response.status_code == 422
        assert said(message, language) in page
        assert 'value="2026-05-03T11:00"' in page


class TestWithdraw:
    def test_the_quiz_is_taken_back_and_the_attempts_stay(self, signed_in, assignment):
        student = make_user()
        enroll(assignment.classroom, student)
        attempt = make_attempt(student, assignment.quiz, 7)
        args = assignment.classroom_id, assignment.pk

        signed_in.get(at("withdraw_assignment", *args))
        assert Assignment.objects.exists()

        response = signed_in.post(at("withdraw_assignment", *args))
        assert response.url == at("classroom", assignment.classroom_id)
        assert not Assignment.objects.exists()
        assert list(Attempt.objects.all()) == [attempt]
