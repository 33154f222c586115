"""Whose is it? Every address of a class, asked by everybody."""

import pytest
from django.urls import reverse

from accounts.models import Classroom, Enrollment, User
from quiz.models import Assignment, Attempt, Export, Extension, Outcome
from quiz.urls import classroom_urls
from tests.factories import make_classroom, make_user
from tests.quiz.essays import give_essay, write

pytestmark = pytest.mark.django_db

# The list of one's own classes, which every person who is signed in has.
OPEN_TO_ALL = {"classrooms"}
NAMES = sorted({each.name for each in classroom_urls} - OPEN_TO_ALL)
STRANGERS = ("teacher of another class", "student of the class", "student", "editor")


@pytest.fixture
def people(db):
    """Make everybody, and a class with a written answer that waits for a mark."""
    teacher, other = (make_user(role="teacher") for _each in range(2))
    make_classroom(other)
    assignment = give_essay(make_classroom(teacher), teacher)
    response = write(assignment)
    # As if the teacher had made the account, whose password can be renewed then.
    learner = response.attempt.learner
    learner.made_by = teacher
    learner.save()
    return {
        "response": response,
        "teacher of the class": teacher,
        "teacher of another class": other,
        "student of the class": learner,
        "student": make_user(),
        "editor": make_user(role="editor"),
    }


def address(name, response):
    """Return an address, with what it asks for taken from one answer."""
    attempt = response.attempt
    known = {
        "classroom_id": attempt.assignment.classroom_id,
        "assignment_id": attempt.assignment_id,
        "student_id": attempt.learner_id,
        "attempt_id": attempt.pk,
        "response_id": response.pk,
        "position": response.position,
    }
    (pattern,) = [each for each in classroom_urls if each.name == name]
    return reverse(
        f"quiz:{name}",
        kwargs={each: known[each] for each in pattern.pattern.converters},
    )


def stored():
    """Return all that a teacher could have changed."""
    models = (
        User,
        Classroom,
        Enrollment,
        Assignment,
        Extension,
        Attempt,
        Outcome,
        Export,
    )
    rows = [list(model.objects.order_by("pk").values()) for model in models]
    for each in rows[0]:
        del each["last_login"]  # of those who ask
    return rows


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", NAMES)
def test_strangers_find_nothing_and_change_nothing(client, people, name, method):
    url, before = address(name, people["response"]), stored()
    for who in STRANGERS:
        client.force_login(people[who])
        # What is only sent, or only read, may say that first.
        assert getattr(client, method)(url).status_code in {404, 405}, who
    client.logout()
    reply = getattr(client, method)(url)
    assert reply.status_code == 405 or "/people/login/" in reply.url
    assert stored() == before


@pytest.mark.parametrize("name", NAMES)
def test_the_teacher_of_the_class_finds_it(client, people, name):
    client.force_login(people["teacher of the class"])
    reply = client.get(address(name, people["response"]))
    assert reply.status_code in {200, 405}
