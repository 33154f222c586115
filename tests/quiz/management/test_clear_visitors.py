from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.factories import make_question, make_quiz

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "left"), [(59, 1), (61, 0)])
def test_a_visitor_is_forgotten_with_the_session(days, left, capsys):
    quiz = make_quiz(questions=[make_question()])
    Client().post(reverse("quiz:start", args=[quiz.uid]))
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        call_command("clear_visitors")

    assert (User.objects.count(), Session.objects.count()) == (left, left)
    assert capsys.readouterr().out == ""
