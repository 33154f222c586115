from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trial(settings, tmp_path):
    settings.TRIAL = True
    settings.VAR_DIR = tmp_path
    return tmp_path / "demo_passwords.txt"


def told(capsys):
    call_command("make_demo")
    return dict(line.split() for line in capsys.readouterr().out.splitlines())


def test_the_passwords_that_are_told_are_those_of_the_people(capsys):
    passwords = told(capsys)

    assert list(passwords) == ["student", "teacher", "editor", "administrator"]
    for person in User.objects.all():
        assert person.check_password(passwords[person.username])


def test_they_are_told_again_and_nobody_is_made_twice(capsys):
    first = told(capsys)
    people = list(User.objects.values())

    assert told(capsys) == first
    assert list(User.objects.values()) == people


def test_a_password_of_somebody_who_is_gone_is_not_told(capsys):
    told(capsys)
    User.objects.get(username="editor").delete()

    assert list(told(capsys)) == ["student", "teacher", "administrator"]


def test_nobody_is_made_beside_people_who_came_by_themselves(capsys):
    User.objects.create_user("layla", "a password")

    assert told(capsys) == {}
    assert User.objects.count() == 1


def test_a_visitor_is_nobody_yet(capsys):
    User.objects.create_guest("ar")

    assert len(told(capsys)) == 4


def test_only_the_owner_reads_the_file(trial, capsys):
    told(capsys)

    assert trial.stat().st_mode & 0o777 == 0o600


def test_passwords_that_cannot_be_kept_make_nobody(trial, monkeypatch):
    def fail(path, *args, **kwargs):
        raise OSError("The disk is full.")

    monkeypatch.setattr(Path, "write_text", fail)

    with pytest.raises(OSError, match="disk is full"):
        call_command("make_demo")
    assert not trial.exists()
    assert not User.objects.exists()


def test_nobody_is_made_where_it_is_no_trial(settings):
    settings.TRIAL = False

    with pytest.raises(CommandError, match="in a trial only"):
        call_command("make_demo")
    assert not User.objects.exists()
