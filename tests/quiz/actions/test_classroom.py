from datetime import UTC, datetime

import pytest
import time_machine

from accounts.models import Classroom, Enrollment
from quiz.actions import classroom as actions
from tests.factories import enroll, make_classroom, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
LATER = datetime(2026, 5, 5, 12, tzinfo=UTC)


def test_a_class_is_opened_with_its_teacher_and_a_code():
    teacher = make_user(role="teacher")

    classroom = actions.open_classroom(teacher, "10 B")

    assert Classroom.objects.get() == classroom
    assert list(classroom.teachers.all()) == [teacher]
    assert len(classroom.code) == 6


def test_a_code_in_use_is_not_given_again(monkeypatch):
    taken = make_classroom(code="BCDFGH")
    codes = iter(["BCDFGH", "BCDFGH", "JKMNPQ"])
    monkeypatch.setattr(actions, "make_class_code", lambda: next(codes))

    classroom = actions.open_classroom(make_user(role="teacher"), "10 B")

    assert (taken.code, classroom.code) == ("BCDFGH", "JKMNPQ")


def test_a_new_code_takes_the_place_of_the_old():
    classroom, other = make_classroom(code="BCDFGH"), make_classroom(code="JKMNPQ")

    code = actions.renew_code(classroom)

    assert not Classroom.objects.filter(code="BCDFGH").exists()
    assert Classroom.objects.get(code=code) == classroom
    assert Classroom.objects.get(code="JKMNPQ") == other


def test_archiving_twice_keeps_the_first_moment():
    classroom = make_classroom()

    with time_machine.travel(NOW, tick=False):
        assert actions.archive_classroom(classroom)
    with time_machine.travel(LATER, tick=False):
        assert not actions.archive_classroom(classroom)

    assert Classroom.objects.get().archived_at == NOW


def test_an_archived_class_is_opened_again():
    classroom = make_classroom(archived_at=NOW)

    assert actions.reopen_classroom(classroom)
    assert not actions.reopen_classroom(classroom)

    assert Classroom.objects.get().archived_at is None


@pytest.mark.parametrize(("archived_at", "name"), [(None, "11 B"), (NOW, "10 B")])
def test_an_archived_class_keeps_its_name(archived_at, name):
    classroom = make_classroom(name="10 B", archived_at=archived_at)

    assert actions.rename_classroom(classroom, "11 B") is (archived_at is None)
    assert Classroom.objects.get().name == name


def test_a_student_is_removed_once_and_the_others_stay():
    classroom = make_classroom()
    enrollment, other = enroll(classroom, make_user(), make_user())

    with time_machine.travel(NOW, tick=False):
        assert actions.remove_student(enrollment)
    with time_machine.travel(LATER, tick=False):
        assert not actions.remove_student(enrollment)

    assert list(Enrollment.objects.order_by("pk").values_list("pk", "left_at")) == [
        (enrollment.pk, NOW),
        (other.pk, None),
    ]
