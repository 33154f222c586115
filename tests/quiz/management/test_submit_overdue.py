from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from quiz.actions.response import save_response
from quiz.models import Attempt, Outcome
from tests.quiz.actions.taking import NOW, RIGHT, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt():
    """Begin a quiz of ten minutes, and keep an answer."""
    with time_machine.travel(NOW, tick=False):
        attempt = start(time_limit=10)
        save_response(attempt.responses.get(), RIGHT, "ar")
    return attempt


def run(minutes, **options):
    """Run the command some minutes after the attempt was begun."""
    with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
        call_command("submit_overdue", **options)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(9, ""), (14, ""), (15, "1 finished.\n"), (999, "1 finished.\n")],
)
def test_what_is_overdue_is_finished_and_counted(attempt, minutes, told, capsys):
    run(minutes)
    attempt.refresh_from_db()

    assert capsys.readouterr().out == told
    assert attempt.is_submitted is attempt.was_timed_out is bool(told)
    assert Outcome.objects.count() == bool(told)
    assert attempt.score == (1 if told else None)


def test_nothing_is_finished_twice(attempt, capsys):
    run(20)
    before = list(Attempt.objects.values()), list(Outcome.objects.values())
    run(30)

    assert capsys.readouterr().out == "1 finished.\n"
    assert (list(Attempt.objects.values()), list(Outcome.objects.values())) == before


@pytest.mark.parametrize(("verbosity", "told"), [(1, ""), (2, "0 finished.\n")])
def test_who_wants_to_know_is_told_of_nothing_too(attempt, verbosity, told, capsys):
    run(1, verbosity=verbosity)

    assert capsys.readouterr().out == told
