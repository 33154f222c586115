import pytest

from accounts.models import Classroom, Role, User
from quiz.actions.demo import make_demo
from quiz.models import Quiz

pytestmark = pytest.mark.django_db
PASSWORDS = {role: f"{role}-password" for role in Role.values}


def test_there_is_a_person_of_each_role_who_can_sign_in():
    make_demo(PASSWORDS)

    people = User.objects.order_by("pk")
    assert [(each.username, each.role) for each in people] == [
        (role, role) for role in Role.values
    ]
    assert all(each.check_password(PASSWORDS[each.username]) for each in people)


def test_the_class_has_its_people_and_a_quiz_to_take(course):
    make_demo(PASSWORDS)

    classroom = Classroom.objects.get()
    (assignment,) = classroom.assignments.all()
    assert [each.username for each in classroom.teachers.all()] == ["teacher"]
    assert [each.student.username for each in classroom.enrollments.all()] == [
        "student"
    ]
    assert assignment.quiz == Quiz.objects.published().practice().first()
    assert assignment.due_at > assignment.assigned_at
