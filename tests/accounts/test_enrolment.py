"""Joining a class."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from accounts.enrolment import ClassroomArchived, enroll
from tests.factories import make_classroom, make_user

pytestmark = pytest.mark.django_db


def test_a_student_joins():
    classroom, student = make_classroom(), make_user()
    enroll(classroom, student)
    assert list(classroom.students.all()) == [student]


def test_joining_twice_changes_nothing():
    classroom, student = make_classroom(), make_user()
    enroll(classroom, student)
    first = classroom.enrollments.values().get()
    enroll(classroom, student)
    assert classroom.enrollments.values().get() == first


def test_who_left_comes_back_to_the_same_place_from_now_on():
    classroom, student = make_classroom(), make_user()
    enroll(classroom, student)
    place = classroom.enrollments.get()
    classroom.enrollments.update(left_at=timezone.now())
    back_at = timezone.now() + timedelta(days=3)
    with time_machine.travel(back_at, tick=False):
        enroll(classroom, student)
    assert list(classroom.enrollments.values_list("pk", "left_at", "enrolled_at")) == [
        (place.pk, None, back_at)
    ]


def test_an_archived_class_takes_nobody():
    classroom = make_classroom(archived_at=timezone.now())
    with pytest.raises(ClassroomArchived):
        enroll(classroom, make_user())
    assert not classroom.enrollments.exists()


@pytest.mark.parametrize(("has_left", "statements"), [(False, 2), (True, 1)])
def test_joining_asks_for_nothing_first(
    django_assert_num_queries, has_left, statements
):
    classroom, student = make_classroom(), make_user()
    if has_left:
        enroll(classroom, student)
        classroom.enrollments.update(left_at=timezone.now())
    with django_assert_num_queries(statements):
        enroll(classroom, student)


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_make_one_place():
    classroom, student = make_classroom(), make_user()

    def join(_number):
        try:
            enroll(classroom, student)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(join, range(16)))
    assert classroom.enrollments.count() == 1
