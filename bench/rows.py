"""Who answers what: rows written past the site, before a load."""

import secrets
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User
from bench.answers import answer
from quiz.assessment.item import Shown
from quiz.models import Attempt, Question, Quiz, Response

QUESTIONS = 20
MINUTES = 60  # for an exam


@dataclass(frozen=True)
class Paper:
    """A quiz of twenty questions, of every kind, as it is asked."""

    quiz: Quiz
    revisions: tuple[int, ...]
    shown: tuple[Shown, ...]


@dataclass(frozen=True)
class Learner:
    """A learner who is signed in."""

    user: User
    session: str


def make_learners(count, password=""):
    """Make learners who are signed in."""
    # One hash for all: to make fifty would take as long as fifty sign-ins.
    hashed = make_password(password or None)
    people = User.objects.bulk_create(
        User(username=f"learner-{secrets.token_hex(6)}", password=hashed, language="ar")
        for _number in range(count)
    )
    store = import_module(settings.SESSION_ENGINE).SessionStore
    sessions = []
    for person in people:
        session = store(secrets.token_hex(16))
        content = {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        }
        sessions.append(session.create_model_instance(content))
    Session.objects.bulk_create(sessions)
    return [
        Learner(person, session.session_key)
        for person, session in zip(people, sessions, strict=True)
    ]


def make_paper(preset):
    """Make a published quiz that asks a question of each kind first, then others."""
    published = list(
        Question.objects.published().drawable().select_related("current", "lesson")
    )
    firsts = list({each.kind: each for each in reversed(published)}.values())
    others = [each for each in published if each not in firsts]
    questions = [*firsts, *others][:QUESTIONS]
    quiz = Quiz.objects.create(
        course=questions[0].lesson.course,
        uid=f"bench-{preset}",
        title_ar="سرعة",
        title_en="Speed",
        preset=preset,
        opens_at=timezone.now(),
        time_limit=None if preset == Quiz.Preset.PRACTICE else MINUTES,
        is_published=True,
    )
    for position, question in enumerate(questions, 1):
        quiz.slots.create(position=position, question=question)
    return Paper(
        quiz,
        tuple(each.current_id for each in questions),
        tuple(each.current.item.shown for each in questions),
    )


def make_attempts(paper, learners, *, is_answered=False):
    """Begin an attempt of each learner, with all questions answered or with none."""
    now = timezone.now()
    attempts = Attempt.objects.bulk_create(
        Attempt(
            learner=learner.user,
            quiz=paper.quiz,
            number=1,
            seed=learner.user.pk,
            language="ar",
            started_at=now,
            ends_at=paper.quiz.terms.ends_at(now),
        )
        for learner in learners
    )
    given = {}
    if is_answered:
        given = {"language": "ar", "version": 1, "sequence": 1, "saved_at": now}
    Response.objects.bulk_create(
        (
            Response(
                attempt=attempt,
                position=position,
                revision_id=revision,
                value=answer(shown, attempt.pk) if is_answered else {},
                **given,
            )
            for attempt in attempts
            for position, (revision, shown) in enumerate(
                zip(paper.revisions, paper.shown, strict=True), 1
            )
        ),
        batch_size=2000,
    )
    return attempts
