"""Make the learners of a load run, and tell what they can read and take, as JSON."""

import json
import secrets

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import Language, User
from quiz.models import Quiz


def main(count):
    """Print what the load script needs to know of the site."""
    print(json.dumps({"people": make_learners(count), "quizzes": quizzes()}))


def make_learners(count):
    """Make learners with one password, who are signed in already."""
    password = secrets.token_urlsafe(12)
    # One hash for all: to make fifty would take as long as fifty sign-ins.
    hashed = make_password(password)
    people = [
        User.objects.create(
            username=f"learner{number}",
            password=hashed,
            language=Language.values[number % 2],
        )
        for number in range(count)
    ]
    return [
        {
            "username": person.username,
            "password": password,
            "language": person.language,
            "session": session_of(person),
        }
        for person in people
    ]


def session_of(person):
    """Sign a person in without the form, and return the key of the session."""
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def quizzes():
    """Return the practice quizzes with their lessons, as addresses in English."""
    with override(Language.ENGLISH):
        return [
            {
                "lesson": reverse(
                    "quiz:lesson", args=[quiz.course.slug, quiz.lesson.slug]
                ),
                "quiz": reverse("quiz:quiz", args=[quiz.uid]),
            }
            for quiz in Quiz.objects.published()
            .practice()
            .select_related("course", "lesson")
        ]
