"""Accounts that a teacher makes for students, who get them on paper."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from accounts.enrolment import enroll
from accounts.hashers import CardPasswordHasher
from accounts.models import CODE_LETTERS, Classroom, User

GROUPS, GROUP = 3, 4  # signs of a password


class ListChanged(Exception):
    """A username was taken, or the class archived, meanwhile: nothing is changed."""


@dataclass(frozen=True)
class Card:
    """What a student needs to sign in; the password is known nowhere else."""

    user: User
    password: str


def make_accounts(classroom, teacher, students, language):
    """Make an account for each student, put them into the class, return their cards.

    `students` are pairs of a name and a username, which may be empty. All of them or
    none: raises ListChanged.
    """
    passwords = [draw_password() for _student in students]
    # Before the transaction, which should hold up nobody else.
    hashes = [_hashed(each) for each in passwords]
    try:
        with transaction.atomic():
            # Locked, so that two lists at once number their students in turn.
            rows = Classroom.objects.open().select_for_update(no_key=True)
            if not rows.filter(pk=classroom.pk).exists():
                raise ListChanged
            names = _usernames(classroom, students)
            users = User.objects.bulk_create(
                User(
                    username=username,
                    display_name=display_name,
                    password=password,
                    language=language,
                    made_by=teacher,
                )
                for username, (display_name, _username), password in zip(
                    names, students, hashes, strict=True
                )
            )
            for user in users:
                enroll(classroom, user)
    except IntegrityError as error:
        raise ListChanged from error
    return [Card(*each) for each in zip(users, passwords, strict=True)]


def renew_card(student):
    """Give a student another password, and return the card; open sign-ins end."""
    password = draw_password()
    student.password = _hashed(password)
    student.save(update_fields=("password",))
    return Card(student, password)


def draw_password():
    """Return a password of small letters and digits that are hard to misread."""
    letters = CODE_LETTERS.lower()
    return "-".join(
        "".join(secrets.choice(letters) for _sign in range(GROUP))
        for _group in range(GROUPS)
    )


def _hashed(password):
    return make_password(password, hasher=CardPasswordHasher.algorithm)


def _usernames(classroom, students):
    """Return each student's username: as given, or the class's code and a number."""
    prefix = f"{classroom.code.lower()}-"
    taken = set(
        User.objects.filter(username__istartswith=prefix).values_list(
            "username", flat=True
        )
    )
    free = (
        name
        for number in range(1, len(taken) + len(students) + 1)
        if (name := f"{prefix}{number}") not in taken
    )
    return [
        User.normalize_username(username) if username else next(free)
        for _name, username in students
    ]
