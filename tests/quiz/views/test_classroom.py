from datetime import UTC, datetime
from html import escape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext, override

from accounts.models import Classroom
from quiz.actions import classroom as actions
from quiz.actions.classroom import rename_classroom
from quiz.models import Assignment
from tests.factories import (
    enroll,
    make_attempt,
    make_classroom,
    make_quiz,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HUGE = 10**30

PAGES = ("classroom", "class_code", "student")
FORMS = ("rename_classroom", "new_code", "remove_student")
BUTTONS = ("archive_classroom", "reopen_classroom")
OF_A_STUDENT = ("student", "remove_student")
CHANGES = ("class_code", "rename_classroom", "new_code", "remove_student")


@pytest.fixture
def teacher():
    return make_user("teacher", role="teacher")


@pytest.fixture
def student():
    return make_user("maryam", display_name="Maryam")


@pytest.fixture
def classroom(teacher, student):
    classroom = make_classroom(teacher, name="10 B")
    enroll(classroom, student)
    return classroom


@pytest.fixture
def signed_in(client, teacher):
    client.force_login(teacher)
    return client


def at(name, *args, language="en"):
    with override(language):
        return reverse(f"quiz:{name}", args=args)


def address(name, classroom_id, student_id, language="en"):
    args = [classroom_id, student_id] if name in OF_A_STUDENT else [classroom_id]
    return at(name, *args, language=language)


def said(message, language):
    with override(language):
        return escape(gettext(message))


class TestEveryPage:
    @pytest.mark.parametrize("language", ["ar", "en"])
    @pytest.mark.parametrize("name", PAGES + FORMS)
    def test_it_works(self, signed_in, classroom, student, name, language):
        response = signed_in.get(address(name, classroom.pk, student.pk, language))

        assert response.status_code == 200

    @pytest.mark.parametrize("name", PAGES + FORMS)
    def test_another_teacher_finds_nothing(self, client, classroom, student, name):
        client.force_login(make_user(role="teacher"))

        response = client.get(address(name, classroom.pk, student.pk))

        assert response.status_code == 404

    @pytest.mark.parametrize("name", PAGES + FORMS)
    def test_a_student_finds_nothing(self, client, classroom, student, name):
        client.force_login(student)

        response = client.get(address(name, classroom.pk, student.pk))

        assert response.status_code == 404

    @pytest.mark.parametrize("name", FORMS + BUTTONS)
    @pytest.mark.parametrize("role", ["teacher", "student", "administrator"])
    def test_nobody_else_changes_anything(self, client, classroom, student, name, role):
        client.force_login(make_user(role=role))
        before = Classroom.objects.values().get()

        response = client.post(
            address(name, classroom.pk, student.pk), {"name": "Taken"}
        )

        assert response.status_code == 404
        assert Classroom.objects.values().get() == before
        assert classroom.enrollments.get().left_at is None

    @pytest.mark.parametrize("name", PAGES + FORMS)
    def test_signed_out_one_is_sent_to_sign_in(self, client, classroom, student, name):
        url = address(name, classroom.pk, student.pk)

        response = client.get(url)

        assert response.status_code == 302
        assert response.url == f"/en/people/login/?next={url}"

    @pytest.mark.parametrize(
        ("method", "name"),
        [("post", name) for name in PAGES]
        + [("delete", name) for name in FORMS]
        + [("get", name) for name in BUTTONS],
    )
    def test_another_method_is_refused(
        self, signed_in, classroom, student, method, name
    ):
        response = getattr(signed_in, method)(address(name, classroom.pk, student.pk))

        assert response.status_code == 405

    @pytest.mark.parametrize("classroom_id", [0, HUGE])
    @pytest.mark.parametrize("name", PAGES + FORMS)
    def test_an_unknown_class_is_not_found(
        self, signed_in, student, name, classroom_id
    ):
        response = signed_in.get(address(name, classroom_id, student.pk))

        assert response.status_code == 404

    @pytest.mark.parametrize("student_id", [0, HUGE])
    @pytest.mark.parametrize("name", OF_A_STUDENT)
    def test_an_unknown_student_is_not_found(
        self, signed_in, classroom, name, student_id
    ):
        response = signed_in.get(address(name, classroom.pk, student_id))

        assert response.status_code == 404

    @pytest.mark.parametrize("name", CHANGES)
    def test_an_archived_class_is_not_changed(
        self, signed_in, classroom, student, name
    ):
        Classroom.objects.update(archived_at=NOW)

        response = signed_in.get(address(name, classroom.pk, student.pk))

        assert response.status_code == 404


class TestClassrooms:
    def test_a_teacher_sees_own_classes_only(self, signed_in, classroom):
        make_classroom(make_user(role="teacher"), name="Somebody else’s")

        page = signed_in.get(at("classrooms")).content.decode()

        assert at("classroom", classroom.pk) in page
        assert "Somebody else’s" not in page

    def test_a_teacher_opens_a_class(self, signed_in, teacher):
        response = signed_in.post(at("classrooms"), {"name": "  الصف العاشر ب "})

        classroom = Classroom.objects.get()
        assert response.url == at("classroom", classroom.pk)
        assert classroom.name == "الصف العاشر ب"
        assert list(classroom.teachers.all()) == [teacher]

    @pytest.mark.parametrize("language", ["ar", "en"])
    @pytest.mark.parametrize("name", ["", "  ", "\u200f", "…", "a\0b", "x" * 121])
    def test_a_name_that_cannot_be_is_refused(self, signed_in, name, language):
        response = signed_in.post(at("classrooms", language=language), {"name": name})

        assert response.status_code == 422
        assert not Classroom.objects.exists()

    @pytest.mark.parametrize("language", ["ar", "en"])
    def test_it_says_what_is_wrong_and_keeps_what_was_typed(self, signed_in, language):
        page = signed_in.post(
            at("classrooms", language=language), {"name": "Ten " * 31}
        ).content.decode()

        message = said(
            "This is too long: use at most %(limit_value)d letters.", language
        )
        assert message % {"limit_value": 120} in page
        assert "Ten Ten" in page

    def test_a_student_opens_none(self, client, student):
        client.force_login(student)

        response = client.post(at("classrooms"), {"name": "Mine"})

        assert response.status_code == 404
        assert not Classroom.objects.exists()

    def test_signed_out_one_is_sent_to_sign_in(self, client):
        response = client.get(at("classrooms"))

        assert response.url == f"/en/people/login/?next={at('classrooms')}"

    def test_another_method_is_refused(self, signed_in):
        assert signed_in.delete(at("classrooms")).status_code == 405

    def test_a_student_in_no_class_is_told_what_to_do(self, client):
        client.force_login(make_user())

        page = client.get(at("classrooms")).content.decode()

        assert "Ask the teacher for the code of the class" in page
        with override("en"):
            assert f'action="{reverse("join_class")}"' in page

    def test_a_student_sees_what_is_to_be_done(
        self, client, teacher, student, classroom
    ):
        quiz = make_quiz(title_en="Why salt?")
        Assignment.objects.create(classroom=classroom, quiz=quiz, assigned_by=teacher)
        client.force_login(student)

        page = client.get(at("classrooms")).content.decode()

        assert "Why salt?" in page
        assert "Not started" in page
        assert f'href="{at("quiz", quiz.uid)}"' in page

    def test_what_is_late_is_said_in_words(self, client, teacher, student, classroom):
        with time_machine.travel(NOW, tick=False):
            Assignment.objects.create(
                classroom=classroom,
                quiz=make_quiz(),
                assigned_by=teacher,
                due_at=datetime(2026, 5, 5, 12, tzinfo=UTC),
            )
        client.force_login(student)

        with time_machine.travel(datetime(2026, 5, 6, tzinfo=UTC), tick=False):
            page = client.get(at("classrooms")).content.decode()

        assert "Overdue" in page
        assert "Was due 5 May 2026, 12:00 PM" in strip_tags(page)

    @pytest.mark.parametrize("rows", [1, 3])
    def test_a_teacher_costs_the_same_queries(
        self, signed_in, teacher, student, django_assert_num_queries, rows
    ):
        for _row in range(rows):
            enroll(make_classroom(teacher), student)

        with django_assert_num_queries(4):
            signed_in.get(at("classrooms"))

    @pytest.mark.parametrize("rows", [1, 3])
    def test_a_student_costs_the_same_queries(
        self, client, teacher, student, django_assert_num_queries, rows
    ):
        for _row in range(rows):
            classroom = make_classroom(teacher)
            enroll(classroom, student)
            for _quiz in range(rows):
                quiz = make_quiz()
                Assignment.objects.create(
                    classroom=classroom, quiz=quiz, assigned_by=teacher
                )
                make_attempt(student, quiz, 7)
        client.force_login(student)

        with django_assert_num_queries(5):
            client.get(at("classrooms"))


class TestClassroom:
    def test_it_shows_how_to_join(self, signed_in, teacher):
        classroom = make_classroom(teacher)
        page = signed_in.get(at("classroom", classroom.pk)).content.decode()

        with override("en"):
            link = reverse("join_class_code", args=[classroom.code])
        assert f'href="http://testserver{link}"' in page
        assert classroom.code in page
        assert 'role="img" aria-label="QR code of the address for joining"' in page

    def test_a_class_with_students_leads_to_the_square(self, signed_in, classroom):
        page = signed_in.get(at("classroom", classroom.pk)).content.decode()

        assert classroom.code in page
        assert f'href="{at("class_code", classroom.pk)}"' in page
        assert "QR code" not in page

    def test_a_full_class_is_light(self, signed_in, teacher):
        classroom = make_classroom(teacher)
        students = [make_user(display_name=f"مريم حداد {n}") for n in range(40)]
        enroll(classroom, *students)
        for number in range(3):
            quiz = make_quiz()
            Assignment.objects.create(
                classroom=classroom, quiz=quiz, assigned_by=teacher
            )
            for place, student in enumerate(students):
                if (number + place) % 5:
                    make_attempt(student, quiz, place % 10)

        page = signed_in.get(at("classroom", classroom.pk, language="ar"))

        assert len(page.content) < 31_000

    def test_the_page_for_the_wall_names_no_student(self, signed_in, classroom):
        page = signed_in.get(at("class_code", classroom.pk)).content.decode()

        assert classroom.code in page
        assert "Maryam" not in page

    def test_an_empty_class_is_told_what_to_do(self, signed_in, teacher):
        classroom = make_classroom(teacher)

        page = signed_in.get(at("classroom", classroom.pk)).content.decode()

        assert "Nobody has joined yet" in page
        assert "Nothing is assigned yet" in page

    def test_it_says_how_many_have_finished(
        self, signed_in, teacher, student, classroom
    ):
        quiz = make_quiz()
        enroll(classroom, make_user())
        Assignment.objects.create(classroom=classroom, quiz=quiz, assigned_by=teacher)
        make_attempt(student, quiz, 7)

        page = signed_in.get(at("classroom", classroom.pk)).content.decode()

        assert '<bdi dir="ltr">1</bdi> of <bdi dir="ltr">2</bdi> has finished' in page
        assert '<strong dir="ltr">70%</strong>' in page

    def test_two_of_one_name_are_told_apart(self, signed_in, student, classroom):
        enroll(classroom, make_user("mary2", display_name="Maryam"))
        enroll(classroom, make_user("omar1", display_name="Omar"))

        page = signed_in.get(at("classroom", classroom.pk)).content.decode()

        names = strip_tags(page)
        assert "Maryam (maryam)" in names
        assert "Maryam (mary2)" in names
        assert "omar1" not in names

    def test_a_name_is_text(self, signed_in, teacher):
        student = make_user(display_name="<script>x</script>")
        classroom = make_classroom(teacher, name="<b>bold</b>")
        enroll(classroom, student)

        page = signed_in.get(at("classroom", classroom.pk)).content.decode()

        assert "<script>x" not in page
        assert "<b>bold" not in page

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_costs_the_same_queries(
        self, signed_in, teacher, django_assert_num_queries, rows
    ):
        classroom = make_classroom(teacher)
        students = [make_user() for _row in range(rows)]
        enroll(classroom, *students)
        for _row in range(rows):
            quiz = make_quiz()
            Assignment.objects.create(
                classroom=classroom, quiz=quiz, assigned_by=teacher
            )
            for student in students:
                make_attempt(student, quiz, 7)

        with django_assert_num_queries(6):
            signed_in.get(at("classroom", classroom.pk))


class TestStudent:
    @pytest.mark.parametrize("name", OF_A_STUDENT)
    def test_the_username_stands_beside_the_name(
        self, signed_in, student, classroom, name
    ):
        page = signed_in.get(address(name, classroom.pk, student.pk))

        assert "Username: maryam" in strip_tags(page.content.decode())

    @pytest.mark.parametrize("name", OF_A_STUDENT)
    def test_a_username_that_is_the_name_is_not_said_twice(
        self, signed_in, classroom, name
    ):
        student = make_user("zeinab")
        enroll(classroom, student)

        page = signed_in.get(address(name, classroom.pk, student.pk))

        assert "Username:" not in page.content.decode()

    def test_it_shows_the_attempts_on_what_was_assigned(
        self, signed_in, teacher, student, classroom
    ):
        quiz = make_quiz(title_en="Assigned")
        Assignment.objects.create(classroom=classroom, quiz=quiz, assigned_by=teacher)
        make_attempt(student, quiz, "6.6667", 8, language="ar")

        page = signed_in.get(at("student", classroom.pk, student.pk)).content.decode()

        assert '<strong><bdi dir="ltr">83%</bdi></strong>' in page
        assert '<bdi dir="ltr">6.67</bdi> of <bdi dir="ltr">8</bdi>' in page
        assert "<span>Arabic</span>" in page

    def test_what_was_not_assigned_is_private(
        self, signed_in, teacher, student, classroom
    ):
        private = make_quiz(title_en="Taken alone")
        make_attempt(student, private, 3)
        Assignment.objects.create(
            classroom=make_classroom(teacher), quiz=private, assigned_by=teacher
        )

        page = signed_in.get(at("student", classroom.pk, student.pk)).content.decode()

        assert "Taken alone" not in page

    def test_who_has_left_is_not_found(self, signed_in, student, classroom):
        classroom.enrollments.update(left_at=NOW)

        response = signed_in.get(at("student", classroom.pk, student.pk))

        assert response.status_code == 404

    def test_a_student_of_another_class_is_not_found(
        self, signed_in, teacher, classroom
    ):
        other = make_user()
        enroll(make_classroom(teacher), other)

        response = signed_in.get(at("student", classroom.pk, other.pk))

        assert response.status_code == 404

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_costs_the_same_queries(
        self, signed_in, student, classroom, django_assert_num_queries, rows
    ):
        for _row in range(rows):
            quiz = make_quiz()
            Assignment.objects.create(
                classroom=classroom,
                quiz=quiz,
                assigned_by=classroom.teachers.get(),
            )
            for _attempt in range(rows):
                make_attempt(student, quiz, 7)

        with django_assert_num_queries(6):
            signed_in.get(at("student", classroom.pk, student.pk))


class TestChanges:
    def test_a_class_gets_another_name(self, signed_in, classroom):
        response = signed_in.post(
            at("rename_classroom", classroom.pk), {"name": "11 B"}
        )

        classroom.refresh_from_db()
        assert response.url == at("classroom", classroom.pk)
        assert classroom.name == "11 B"

    @pytest.mark.parametrize("language", ["ar", "en"])
    def test_an_empty_name_is_refused(self, signed_in, classroom, language):
        response = signed_in.post(
            at("rename_classroom", classroom.pk, language=language), {"name": ""}
        )

        assert response.status_code == 422
        assert (
            said("Give the class a name, such as “10 B”.", language)
            in response.content.decode()
        )

    def test_an_archived_class_is_shown_and_can_be_opened_again(
        self, signed_in, classroom
    ):
        signed_in.post(at("archive_classroom", classroom.pk))

        page = signed_in.get(at("classroom", classroom.pk)).content.decode()
        assert at("reopen_classroom", classroom.pk) in page
        assert classroom.code not in page

        signed_in.post(at("reopen_classroom", classroom.pk))
        classroom.refresh_from_db()
        assert classroom.archived_at is None

    def test_an_archived_class_is_found_by_its_teacher_alone(
        self, signed_in, student, classroom
    ):
        signed_in.post(at("archive_classroom", classroom.pk))

        page = signed_in.get(at("classrooms")).content.decode()
        assert "Archived classes: 1" in strip_tags(page)
        assert f'href="{at("classroom", classroom.pk)}"' in page

        signed_in.force_login(student)
        for url in ("/en/classes/", "/en/people/me/", "/en/progress/", "/en/"):
            assert "10 B" not in signed_in.get(url).content.decode()

    def test_an_archived_class_waits_for_nobody(self, signed_in, classroom):
        signed_in.post(at("archive_classroom", classroom.pk))

        page = signed_in.get(at("classroom", classroom.pk)).content.decode()

        assert "Who needs me" not in page

    @pytest.mark.parametrize("button", BUTTONS)
    def test_a_second_press_says_nothing_twice(self, signed_in, classroom, button):
        signed_in.post(at("archive_classroom", classroom.pk))
        signed_in.get(at("classroom", classroom.pk))
        said = []
        for _press in range(2):
            signed_in.post(at(button, classroom.pk))
            page = signed_in.get(at("classroom", classroom.pk))
            said += [str(each) for each in page.context["messages"]]

        assert said == (
            ["The class is open again."] if button == "reopen_classroom" else []
        )

    def test_a_class_that_is_archived_meanwhile_keeps_its_name(
        self, signed_in, classroom, monkeypatch
    ):
        def rename_too_late(classroom, name):
            actions.archive_classroom(classroom)
            return rename_classroom(classroom, name)

        monkeypatch.setattr(actions, "rename_classroom", rename_too_late)
        page = signed_in.post(
            at("rename_classroom", classroom.pk), {"name": "11 B"}, follow=True
        )

        assert [str(each) for each in page.context["messages"]] == [
            "The class was archived meanwhile."
        ]
        assert Classroom.objects.get().name == "10 B"

    def test_a_new_code_takes_the_place_of_the_old(self, signed_in, classroom):
        old = classroom.code

        response = signed_in.post(at("new_code", classroom.pk))

        classroom.refresh_from_db()
        assert response.url == at("classroom", classroom.pk)
        assert classroom.code != old

    def test_looking_at_the_question_changes_nothing(
        self, signed_in, student, classroom
    ):
        signed_in.get(at("new_code", classroom.pk))
        signed_in.get(at("remove_student", classroom.pk, student.pk))

        assert Classroom.objects.get().code == classroom.code
        assert classroom.enrollments.get().left_at is None

    def test_a_removed_student_is_no_longer_listed(self, signed_in, student, classroom):
        url = at("remove_student", classroom.pk, student.pk)

        assert signed_in.post(url).url == at("classroom", classroom.pk)
        assert signed_in.post(url).url == at("classroom", classroom.pk)

        page = signed_in.get(at("classroom", classroom.pk)).content.decode()
        assert "Maryam" not in page
        assert classroom.enrollments.get().left_at is not None

    def test_a_post_without_its_token_is_refused(self, classroom, teacher):

        client = Client(enforce_csrf_checks=True)
        client.force_login(teacher)

        response = client.post(at("archive_classroom", classroom.pk))

        assert response.status_code == 403
        classroom.refresh_from_db()
        assert classroom.archived_at is None
