"""Accounts that a teacher makes for students."""

import pytest
from django.contrib.auth import authenticate

from accounts.models import User
from accounts.roster import ListChanged, draw_password, make_accounts, renew_card
from tests.at_once import at_once
from tests.factories import make_classroom, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher():
    return make_user(role="teacher")


@pytest.fixture
def classroom(teacher):
    return make_classroom(teacher)


def test_each_student_gets_an_account_a_card_and_a_place(classroom, teacher):
    cards = make_accounts(
        classroom, teacher, [("ليلى حدّاد", ""), ("Omar", "omar")], "ar"
    )
    code = classroom.code.lower()
    assert [(each.user.username, str(each.user)) for each in cards] == [
        (f"{code}-1", "ليلى حدّاد"),
        ("omar", "Omar"),
    ]
    for card in cards:
        assert authenticate(None, username=card.user.username, password=card.password)
        assert card.user.made_by == teacher
        assert card.user.role == "student"
    assert classroom.enrollments.filter(left_at=None).count() == 2


def test_a_second_list_goes_on_with_the_numbers(classroom, teacher):
    make_accounts(classroom, teacher, [("A", ""), ("B", "")], "ar")
    (card,) = make_accounts(classroom, teacher, [("C", "")], "ar")
    assert card.user.username == f"{classroom.code.lower()}-3"


def test_a_name_that_is_taken_leaves_nothing_behind(classroom, teacher):
    make_user("omar")
    with pytest.raises(ListChanged):
        make_accounts(classroom, teacher, [("A", ""), ("Omar", "OMAR")], "ar")
    assert not classroom.enrollments.exists()
    assert not User.objects.filter(made_by=teacher).exists()


def test_a_class_that_is_archived_takes_nobody(classroom, teacher):
    classroom.archived_at = classroom.created_at
    classroom.save()
    with pytest.raises(ListChanged):
        make_accounts(classroom, teacher, [("A", "")], "ar")


def test_another_password_puts_an_end_to_the_old_one(classroom, teacher):
    (card,) = make_accounts(classroom, teacher, [("A", "")], "ar")
    renewed = renew_card(card.user)
    name = card.user.username
    assert not authenticate(None, username=name, password=card.password)
    assert authenticate(None, username=name, password=renewed.password)


def test_the_first_sign_in_keeps_the_password_as_others_are_kept(classroom, teacher):
    (card,) = make_accounts(classroom, teacher, [("A", "")], "ar")
    assert card.user.password.startswith("pbkdf2_sha256_card$30000$")
    authenticate(None, username=card.user.username, password=card.password)
    card.user.refresh_from_db()
    assert card.user.password.startswith("md5$")


def test_passwords_are_drawn_by_lot_and_hard_to_misread():
    drawn = {draw_password() for _each in range(100)}
    assert len(drawn) == 100
    assert all(len(each) == 14 for each in drawn)
    assert not set("aeiou01l") & set("".join(drawn))


@pytest.mark.django_db(transaction=True)
def test_two_lists_at_once_number_their_students_in_turn():
    teacher = make_user(role="teacher")
    classroom = make_classroom(teacher)
    at_once(
        *(
            lambda name=name: make_accounts(classroom, teacher, [(name, "")] * 3, "ar")
            for name in "AB"
        )
    )
    names = User.objects.filter(made_by=teacher).values_list("username", flat=True)
    code = classroom.code.lower()
    assert sorted(names) == [f"{code}-{number}" for number in range(1, 7)]
