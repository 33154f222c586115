"""Joining a class by its code."""

import pytest
from django.utils import timezone

from accounts.models import Role
from tests.accounts.conftest import PASSWORD
from tests.accounts.reading import links, text
from tests.accounts.test_entrance import NEW
from tests.factories import enroll, make_classroom, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def classroom(db):
    """Make a class with its teacher."""
    teacher = make_user(display_name="Ms Haddad", role=Role.TEACHER)
    return make_classroom(teacher, name="10 B", code="BCD346")


@pytest.fixture
def student(client, sami):
    """Sign a student in."""
    client.force_login(sami)
    return sami


def present(classroom):
    """Return who is in a class now."""
    return [place.student for place in classroom.enrollments.filter(left_at=None)]


@pytest.mark.parametrize("typed", ["BCD346", "bcd-٣٤٦", " b c d 3 4 6"])
def test_a_code_that_is_written_joins(client, address, classroom, student, typed):
    response = client.post(address("join_class"), {"code": typed})
    assert response.url == address("quiz:classrooms")
    assert present(classroom) == [student]
    assert address.said("You are in the class now: %(name)s") % {
        "name": "10 B"
    } in text(client.get(address("account_profile")))


def test_a_link_shows_the_class_first(client, address, classroom, student):
    response = client.get(address("join_class_code", "bcd346"))
    assert response.status_code == 200
    assert "10 B" in text(response)
    assert "Ms Haddad" in text(response)
    assert present(classroom) == []


def test_its_button_joins(client, address, classroom, student):
    client.post(address("join_class_code", "bcd346"))
    assert present(classroom) == [student]


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_in_the_class_is_told_so(client, address, classroom, student, method):
    enroll(classroom, student)
    before = classroom.enrollments.get()
    for page in (address("join_class"), address("join_class_code", "BCD346")):
        if (method, page) == ("get", address("join_class")):
            continue
        response = getattr(client, method)(page, {"code": "BCD346"}, follow=True)
        assert response.redirect_chain == [(address("quiz:classrooms"), 302)]
        assert [str(each) for each in response.context["messages"]] == [
            address.said("You are in this class already: %(name)s") % {"name": "10 B"}
        ]
    assert classroom.enrollments.get().enrolled_at == before.enrolled_at


def test_who_left_comes_back(client, address, classroom, student):
    enroll(classroom, student, left_at=timezone.now())
    client.post(address("join_class"), {"code": "BCD346"})
    assert present(classroom) == [student]


@pytest.mark.parametrize("typed", ["BCD347", "xyz", "<b>", "%", "A" * 50, "\x00"])
def test_a_wrong_code_is_told_and_kept(client, address, classroom, student, typed):
    response = client.post(address("join_class"), {"code": typed})
    form = response.context["form"]
    assert response.status_code == 422
    assert list(form.errors) == ["code"]
    assert form["code"].value() == typed
    assert f"<title>{address.said('Error:')} " in response.content.decode()
    assert b"<b>" not in response.content


def test_no_code_is_told(client, address, student):
    response = client.post(address("join_class"))
    assert response.context["form"].errors == {
        "code": [address.said("Write the code of the class.")]
    }


def test_a_link_with_a_wrong_code_is_a_404_with_the_form(
    client, address, classroom, student
):
    response = client.get(address("join_class_code", "BCD347"))
    assert response.status_code == 404
    assert response.context["form"]["code"].value() == "BCD347"
    assert address.said("No class has this code. Compare it with the teacher’s.") in (
        text(response)
    )
    assert client.post(address("join_class_code", "BCD347")).status_code == 422


def test_a_closed_class_says_so(client, address, student):
    old = make_classroom(code="XYZ346", archived_at=timezone.now())
    response = client.post(address("join_class"), {"code": "XYZ346"})
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "code": [
            address.said(
                "This class is closed. Ask the teacher whether there is a new one."
            )
        ]
    }
    assert present(old) == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_teacher_of_the_class_is_led_to_it(client, address, classroom, method):
    client.force_login(classroom.teachers.get())
    there = address("join_class_code", "BCD346")
    response = getattr(client, method)(there, follow=True)
    assert response.redirect_chain == [(address("quiz:classroom", classroom.pk), 302)]
    assert [str(each) for each in response.context["messages"]] == [
        address.said("You teach this class, so there is no need to join.")
    ]
    assert present(classroom) == []


def test_a_code_that_its_teacher_writes_leads_to_the_class(client, address, classroom):
    client.force_login(classroom.teachers.get())
    response = client.post(address("join_class"), {"code": "BCD346"})
    assert response.url == address("quiz:classroom", classroom.pk)
    assert present(classroom) == []


@pytest.mark.parametrize("role", Role.values)
def test_who_teaches_or_edits_is_told_what_joining_means(
    client, address, classroom, role
):
    person = make_user(role=role)
    client.force_login(person)
    page = client.get(address("join_class_code", "BCD346"))
    is_told = address.said("Whoever joins here joins as a student") in text(page)
    assert is_told is (role != Role.STUDENT)
    way_back = "quiz:classrooms" if person.can_teach else "join_class"
    assert address(way_back) in links(page, "/")
    assert present(classroom) == []


@pytest.mark.usefixtures("classroom", "sami")
@pytest.mark.parametrize("code", ["bcd346", "BCD-٣٤٦"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_signed_out_people_come_back_to_the_class(client, address, code, method):
    response = getattr(client, method)(address("join_class_code", code))
    there = address("join_class_code", "BCD346")
    assert response.url == f"{address('account_login')}?next={there}"
    page = client.get(response.url)
    assert address.said(
        "To join the class, sign in or create an account: you come back to it then."
    ) in text(page)
    back = client.post(response.url, {"login": "sami", "password": PASSWORD})
    assert back.url == there


def test_a_code_written_signed_out_is_kept(client, address, classroom):
    response = client.post(address("join_class"), {"code": "bcd 346"})
    assert response.url.endswith(address("join_class_code", "BCD346"))


def test_new_people_come_back_too(client, address, classroom):
    there = address("join_class_code", "BCD346")
    response = client.post(
        f"{address('account_signup')}?next={there}",
        {**NEW, "language": address.language},
    )
    assert response.url == there
    client.post(there)
    assert [student.username for student in present(classroom)] == ["layla10"]


def test_a_visitor_signs_in_first(client, address, classroom):
    response = client.get(address("join_class"))
    assert response.url == f"{address('account_login')}?next={address('join_class')}"


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_it_takes_no_other_method(client, address, student, method):
    for page in (address("join_class"), address("join_class_code", "BCD346")):
        assert getattr(client, method)(page).status_code == 405
