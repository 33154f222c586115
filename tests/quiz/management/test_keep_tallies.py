import pytest
from django.core.management import call_command

from quiz.models import Attempt, Tally
from tests.factories import make_question, make_quiz
from tests.quiz.actions.taking import RIGHT, finish

pytestmark = pytest.mark.django_db


def test_what_was_finished_is_entered_however_much(monkeypatch, capsys):
    monkeypatch.setattr("quiz.actions.tally.BATCH", 2)
    monkeypatch.setattr("quiz.actions.tally.MOST", 2)
    quizzes = [make_quiz(questions=[make_question()]) for _each in range(2)]
    for quiz in quizzes:
        for _each in range(5):
            finish(quiz, RIGHT)
    call_command("keep_tallies")
    assert not Attempt.objects.to_tally().exists()
    assert Tally.objects.count() == 2
    assert capsys.readouterr().out == ""
