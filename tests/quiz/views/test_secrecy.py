"""Nothing of the key is told before the answer may be told.

Each question carries a marker in every text that is told afterwards, in the names of
its passages and in the kinds of mistake; no reply before then may hold it.
"""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.shortcuts import render
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, translate_url
from django.utils import timezone, translation

from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.course import publish_lesson
from quiz.actions.question import publish_question
from quiz.actions.response import save_response, send_response
from quiz.assessment.presets import EVERYTHING, NOTHING, Reviewable
from quiz.models import Assignment, Attempt, Choice, Lesson, Outcome, Quiz
from tests.factories import (
    enroll,
    make_classroom,
    make_course,
    make_draft,
    make_lesson,
    make_quiz,
    make_user,
)
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db

MARKER = "mrkr"
NUMBER = "73400331"  # the marker among accepted numbers
ERROR = "over_generalised"  # the marker among the kinds of mistake
# Of a page that shows something else than what is kept.
OVERTAKEN = {"page": "another-page", "sequence": 1, "seen": 99}
every_kind = pytest.mark.parametrize("kind", SAMPLES)


def told(place):
    """Return words that are told afterwards."""
    return {code: f"{MARKER} {place} {code}" for code in ("ar", "en")}


def marked(item):
    """Return the item with a marker in all that is told."""
    shown, key, review = item.shown, item.key, item.review
    uids = {uid: f"{MARKER}-{uid}" for uid in review.passages}
    rows = [
        *key.accepted,
        *(part.id for part in shown.parts if not key.accepted),
        *(each.id for part in shown.parts for each in part.options),
        *(each.id for each in shown.options),
        *(each.id for part in shown.rubric for each in (part, *part.options)),
    ]
    accepted = {ident: told(f"accepted {ident}") for ident in key.accepted}
    if shown.kind == "numeric":
        accepted = {
            ident: dict.fromkeys(("ar", "en"), f"{NUMBER}{number}")
            for number, ident in enumerate(key.accepted)
        }
    has_rows = {row for row in rows if row != "answer"}
    return replace(
        item,
        key=replace(key, accepted=accepted),
        review=replace(
            review,
            explanation=told("why explanation"),
            evidence=(*(uids[uid] for uid in review.evidence), f"{MARKER}-proof"),
            feedback={row: told(f"why {row}") for row in sorted(has_rows)},
            rests_on={row: uids[uid] for row, uid in review.rests_on.items()},
            passages={
                **{uids[uid]: text for uid, text in review.passages.items()},
                f"{MARKER}-proof": told("proof"),
            },
        ),
    )


def begin(kind, learner, **fields):
    """Begin a quiz of two marked questions, the second of another kind."""
    course = make_course()
    lesson, questions = make_lesson(course), []
    for each in (kind, "choice"):
        question = make_draft(marked(SAMPLES[each].item), lesson)
        Choice.objects.filter(question=question).update(error=ERROR)
        publish_question(question)
        question.refresh_from_db()
        questions.append(question)
    publish_lesson(lesson)
    return start_attempt(learner, make_quiz(course, questions, **fields), "ar")


def form_of(response, go):
    """Return a sample answer as the fields of a form."""
    return {**{f"r-{part}": answer for part, answer in response.items()}, "go": go}


def leaks(response):
    """Return what a reply holds of what may not be told yet."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    reply = f"{headers}\n{response.cookies.output()}\n{response.content.decode()}"
    return re.findall(rf".{{0,40}}(?:{MARKER}|{NUMBER}|{ERROR}).{{0,40}}", reply)


def pages_before(client, attempt, kind):
    """Give every page and reply that a learner may meet before being told."""
    here = reverse("quiz:respond", args=[attempt.pk, 1])
    yield client.get(reverse("quiz:respond", args=[attempt.pk, 2]))
    for address in pages_about(attempt):
        yield client.get(address)
    for language in ("ar", "en"):
        page = translate_url(here, language)
        for voice in ({}, {"accept": "application/json"}):
            yield client.get(page, headers=voice)
            for form in (
                {"r-nothing": "x", "go": "send"},
                {"go": "send"},
                {"go": "flag"},
                form_of(SAMPLES[kind].wrong, "language"),
                form_of(SAMPLES[kind].right, "check"),
                form_of(SAMPLES[kind].wrong, "next") | OVERTAKEN,
            ):
                yield client.post(page, form, headers=voice, follow=not voice)
        yield client.post(reverse("quiz:repeat", args=[attempt.pk]), follow=True)


def pages_about(attempt):
    """Name every page that tells a learner of an attempt, but for its questions."""
    return (
        reverse("quiz:check", args=[attempt.pk]),
        reverse("quiz:result", args=[attempt.pk]),
        reverse("quiz:quiz", args=[attempt.quiz.uid]),
        reverse("quiz:home"),
        reverse("quiz:course", args=[attempt.quiz.course.slug]),
        reverse("quiz:progress"),
        reverse("quiz:classrooms"),
    )


def lessons_before(client):
    """Give the lessons, but for the passages themselves, which anybody may read."""
    for lesson in Lesson.objects.all():
        page = client.get(
            reverse("quiz:lesson", args=[lesson.course.slug, lesson.slug])
        )
        # One that was marked as evidence is of another class, and stays.
        page.content, count = re.subn(
            rb'(?s)<article class="passage" .*?</article>', b"", page.content
        )
        assert (page.status_code, count) == (200, lesson.passages.count())
        yield page


@pytest.fixture
def learner(client):
    """Sign a learner in."""
    learner = make_user()
    client.force_login(learner)
    return learner


@every_kind
@pytest.mark.parametrize("preset", ["practice", "test"])
def test_no_reply_before_the_answer_is_sent_tells_of_it(client, learner, kind, preset):
    attempt = begin(kind, learner, preset=preset)
    replies = list(pages_before(client, attempt, kind))
    statuses = {each.status_code for each in replies}

    assert [leak for each in replies for leak in leaks(each)] == []
    assert statuses == {200, 302, 400, 409, *([422] if preset == "practice" else [])}


@every_kind
def test_a_lesson_does_not_tell_what_proves_an_answer(client, learner, kind):
    begin(kind, learner)

    assert [leak for each in lessons_before(client) for leak in leaks(each)] == []


@every_kind
def test_what_is_not_told_before_is_told_afterwards(client, learner, kind):
    attempt = begin(kind, learner)
    here = reverse("quiz:respond", args=[attempt.pk, 1])
    page = client.post(here, form_of(SAMPLES[kind].wrong, "send_as_it_is"), follow=True)

    assert f"{MARKER} why explanation" in page.content.decode()
    assert leaks(client.get(reverse("quiz:check", args=[attempt.pk]))) == []
    assert leaks(client.get(reverse("quiz:respond", args=[attempt.pk, 2]))) == []


@every_kind
def test_a_test_tells_nothing_before_its_end_even_of_what_was_sent(
    client, learner, kind
):
    attempt = begin(kind, learner)
    send_response(attempt.responses.get(position=1), SAMPLES[kind].right, "ar")
    Quiz.objects.update(preset="test")
    here = reverse("quiz:respond", args=[attempt.pk, 1])
    replies = [
        client.get(here),
        client.get(here, follow=True),
        client.post(here, form_of(SAMPLES[kind].right, "next"), follow=True),
        client.get(reverse("quiz:check", args=[attempt.pk])),
        client.get(reverse("quiz:result", args=[attempt.pk])),
    ]

    assert [leak for each in replies for leak in leaks(each)] == []
    submit_attempt(attempt)
    assert leaks(client.get(here)) != []


# Each aspect by itself, in each phase


ALONE = list(Reviewable)
ASPECTS = [*ALONE, *(EVERYTHING & ~each for each in ALONE)]
# What a page holds where it tells of an aspect; read in English, with odd scores.
SIGNS = {
    Reviewable.SCORE: r"\d\.(?:31|62)\b|\b(?:38|51)%",
    Reviewable.CORRECTNESS: r"verdict [a-z]|v-wrong|v-part|key-wrong"
    r"|\b(?:Correct|Not correct|Partly correct|Waiting for a teacher)\b",
    Reviewable.FEEDBACK: rf"{MARKER} why|Forgiven|could not be read|Near enough",
    Reviewable.KEY: rf"{MARKER} accepted|{NUMBER}|ccording to the article<",
    Reviewable.EVIDENCE: rf"{MARKER}-|{MARKER} proof|What to read again|The evidence<",
}
# Of what is right these are signs too, where nothing else may say so.
MARKS_OF_THE_RIGHT = r"v-right|key-right"


def told_by(replies, told=EVERYTHING):
    """Return the aspects that some replies tell of."""
    text = "\n".join(reply.content.decode() for reply in replies)
    found = NOTHING
    for aspect, signs in SIGNS.items():
        if re.search(signs, text):
            found |= aspect
    if Reviewable.KEY not in told and re.search(MARKS_OF_THE_RIGHT, text):
        found |= Reviewable.CORRECTNESS
    return found


def tell_of(kind, learner, phase):
    """Take a quiz and come to a phase of its review rules; with an odd score."""
    is_released = phase == "released"
    preset = "exam" if is_released else "practice" if phase == "during" else "test"
    past = timezone.now() - timedelta(days=1)
    attempt = begin(
        kind, learner, preset=preset, **({"opens_at": past} if is_released else {})
    )
    for response in attempt.responses.all():
        sample = SAMPLES[response.item.shown.kind]
        send_response(response, sample.wrong, "en")
        if phase == "during":
            break
    if phase != "during":
        submit_attempt(attempt)
        Attempt.objects.update(score="37.31", max_score="97.31")
    Outcome.objects.update(max_score="73.31")
    Outcome.objects.exclude(state="pending").update(score="37.31")
    (enrollment,) = enroll(
        make_classroom(), learner, enrolled_at=past - timedelta(days=1)
    )
    given = Assignment.objects.create(
        classroom=enrollment.classroom,
        quiz=attempt.quiz,
        assigned_by=make_user(role="teacher"),
    )
    Attempt.objects.update(assignment=given)
    if phase == "closed":
        Assignment.objects.update(closes_at=past)
    if is_released:
        Assignment.objects.update(released_at=past)
    return attempt


def allow(phase, told):
    """Set what is told in a phase, and all else in the others."""
    rules = dict.fromkeys(
        ("review_during", "review_submitted", "review_closed"), EVERYTHING.value
    )
    row = "closed" if phase == "released" else phase
    Quiz.objects.update(**{**rules, f"review_{row}": told.value})


PHASES = ("during", "submitted", "closed", "released")


@every_kind
@pytest.mark.parametrize("phase", PHASES)
def test_a_review_tells_what_its_phase_allows_and_no_more(client, learner, kind, phase):
    attempt = tell_of(kind, learner, phase)
    here = translate_url(reverse("quiz:respond", args=[attempt.pk, 1]), "en")
    result = translate_url(reverse("quiz:result", args=[attempt.pk]), "en")
    asked = [(here, {}), (here, {"accept": "application/json"}), (result, {})]
    for told in (NOTHING, *ASPECTS):
        allow(phase, told)
        replies = [client.get(page, headers=voice) for page, voice in asked]

        assert told_by(replies, told) & ~told == NOTHING, told

    allow(phase, EVERYTHING)
    replies = [client.get(page, headers=voice) for page, voice in asked]
    # Whoever reads a text has no key to it.
    missing = Reviewable.KEY if kind == "extended_text" else NOTHING
    if kind == "extended_text" and phase == "during":
        missing |= Reviewable.SCORE
    assert told_by(replies) == EVERYTHING & ~missing


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("told", [NOTHING, *ASPECTS])
def test_no_other_page_tells_more_than_its_phase_allows(client, learner, phase, told):
    attempt = tell_of("choice", learner, phase)
    allow(phase, told)
    replies = [
        client.get(translate_url(page, "en"), follow=True)
        for page in pages_about(attempt)
    ]

    assert {each.status_code for each in replies} == {200}
    assert told_by(replies, told) & ~told == NOTHING


@pytest.mark.parametrize("phase", ["submitted", "closed", "released"])
def test_every_page_that_told_a_score_tells_it_where_it_is_allowed(
    client, learner, phase
):
    attempt = tell_of("choice", learner, phase)
    allow(phase, EVERYTHING)
    _check, result, quiz, _home, course, progress, classrooms = (
        client.get(translate_url(page, "en"), follow=True)
        for page in pages_about(attempt)
    )

    for page in (result, quiz, course, progress, classrooms):
        assert Reviewable.SCORE in told_by([page])


# The walk


def walk(client, start, limit=400):
    """Give every page and file of this site that can be reached by links."""
    seen, waiting = set(), [start]
    while waiting and len(seen) < limit:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        if address.startswith(settings.STATIC_URL):
            path = staticfiles_storage.path(address.removeprefix(settings.STATIC_URL))
            yield address, Path(path).read_text()
            continue
        reply = client.get(address)
        if reply.headers.get("Location"):
            waiting.append(urlsplit(reply.headers["Location"]).path)
        if not reply.headers.get("Content-Type", "").startswith("text/html"):
            continue
        # The passages of a lesson are for everybody to read.
        text = re.sub(
            r'(?s)<article class="passage" .*?</article>', "", reply.content.decode()
        )
        headers = "\n".join(f"{name}: {value}" for name, value in reply.items())
        yield address, f"{headers}\n{text}"
        for link in re.findall(r'(?:href|src|action)="([^"]+)"', text):
            target = urlsplit(unescape(link))
            if not target.netloc and target.path and "logout" not in target.path:
                waiting.append(target.path)


def begin_all(learner, preset):
    """Answer a marked question of every kind in an attempt that stays open."""
    course = make_course()
    lesson, questions = make_lesson(course), []
    for kind in SAMPLES:
        question = make_draft(marked(SAMPLES[kind].item), lesson)
        Choice.objects.filter(question=question).update(error=ERROR)
        publish_question(question)
        question.refresh_from_db()
        questions.append(question)
    publish_lesson(lesson)
    past = timezone.now() - timedelta(days=1)
    quiz = make_quiz(course, questions, preset=preset, opens_at=past)
    enroll(make_classroom(name="The class"), learner)
    attempt = start_attempt(learner, quiz, "ar")
    for response, kind in zip(attempt.responses.all(), SAMPLES, strict=True):
        save_response(response, SAMPLES[kind].right, "ar")
    return attempt


def telling(found):
    """Name the addresses at which something is told."""
    secret = re.compile(rf"{MARKER} |{NUMBER}|{ERROR}")
    return [address for address, text in found.items() if secret.search(text)]


@pytest.mark.parametrize("preset", ["practice", "test", "exam"])
def test_nothing_that_can_be_reached_tells_of_an_open_attempt(client, learner, preset):
    attempt = begin_all(learner, preset)
    found = dict(walk(client, reverse("quiz:check", args=[attempt.pk])))
    places = [
        reverse("quiz:respond", args=[attempt.pk, place])
        for place in range(1, len(SAMPLES) + 1)
    ]

    assert telling(found) == []
    assert found.keys() >= {*places, *pages_about(attempt)} - {
        reverse("quiz:result", args=[attempt.pk])
    }
    assert any(address.endswith(".js") for address in found)


# Would a leak be found?


def leak_in_a_page(monkeypatch):
    monkeypatch.setattr("quiz.forms.attempt.rule_of", lambda _shown: f"{MARKER} why")


def leak_in_a_header(monkeypatch):
    def leaky(*args, **kwargs):
        reply = render(*args, **kwargs)
        reply["X-Accepted"] = f"{NUMBER}0"
        return reply

    monkeypatch.setattr("quiz.views.response.render", leaky)


@pytest.mark.parametrize("leak", [leak_in_a_page, leak_in_a_header])
def test_the_walk_finds_a_leak_on_each_question(client, learner, monkeypatch, leak):
    attempt = begin_all(learner, "test")
    leak(monkeypatch)
    found = dict(walk(client, reverse("quiz:check", args=[attempt.pk])))

    places = [
        reverse("quiz:respond", args=[attempt.pk, place])
        for place in range(1, len(SAMPLES) + 1)
    ]
    assert {*places} <= {*telling(found)}


def test_a_leak_in_what_a_script_is_told_is_found(client, learner, monkeypatch):
    attempt = begin("choice", learner, preset="test")
    monkeypatch.setattr("quiz.views.response._kept", lambda *_args: {"why": ERROR})
    replies = pages_before(client, attempt, "choice")

    found = [each for each in replies if leaks(each)]
    assert found
    assert {each["Content-Type"] for each in found} == {"application/json"}


@every_kind
def test_the_key_does_not_leave_the_database_for_the_question_page(
    client, learner, kind
):
    attempt = begin(kind, learner)
    first, second = (reverse("quiz:respond", args=[attempt.pk, at]) for at in (1, 2))
    with CaptureQueriesContext(connection) as captured:
        client.get(first)
        client.post(first, form_of(SAMPLES[kind].right, "flag"))
        client.post(first, {"r-nothing": "x"})
        client.get(first, headers={"accept": "application/json"})
        client.get(reverse("quiz:check", args=[attempt.pk]))
        client.get(second)
    asked = [each["sql"] for each in captured if "item_data" in each["sql"]]
    # PostgreSQL takes `shown` out by an arrow, SQLite by two functions.
    taken_out = re.compile(
        r"""JSON_(?:TYPE|EXTRACT)\("quiz_revision"\."item_data", '\$\."shown"'\)"""
        r"""|\("quiz_revision"\."item_data" -> 'shown'\)"""
        r"""|AS "item_data__shown\""""
    )

    # Of each question once, and kept in the memory of the process.
    assert len(asked) == 2
    assert [sql for sql in asked if "item_data" in taken_out.sub("", sql)] == []


@every_kind
@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_may_be_seen_does_not_depend_on_what_is_told(kind, language):
    item = SAMPLES[kind].item
    plain, other = (make_draft(each) for each in (item, marked(item)))

    with translation.override(language):
        assert plain.to_item().shown == other.to_item().shown
