"""Nothing of the key is told before the answer may be told.

Each question carries a marker in every text that is told afterwards, in the names of
its passages and in the kinds of mistake; no reply before then may hold it.
"""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, translate_url
from django.utils import translation

from quiz.actions.attempt import (
    save_response,
    send_response,
    start_attempt,
    submit_attempt,
)
from quiz.actions.course import publish_lesson
from quiz.actions.question import publish_question
from quiz.models import Choice, Lesson, Quiz
from tests.factories import make_course, make_draft, make_lesson, make_quiz, make_user
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db

MARKER = "mrkr"
NUMBER = "73400331"  # the marker among accepted numbers
ERROR = "over_generalised"  # the marker among the kinds of mistake
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
    accepted = {ident: told(ident) for ident in key.accepted}
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
            explanation=told("explanation"),
            evidence=(*(uids[uid] for uid in review.evidence), f"{MARKER}-proof"),
            feedback={row: told(row) for row in sorted(has_rows)},
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
    for address in (
        reverse("quiz:respond", args=[attempt.pk, 2]),
        reverse("quiz:check", args=[attempt.pk]),
        reverse("quiz:quiz", args=[attempt.quiz.uid]),
        reverse("quiz:home"),
        reverse("quiz:course", args=[attempt.quiz.course.slug]),
        reverse("quiz:progress"),
        reverse("quiz:result", args=[attempt.pk]),
    ):
        yield client.get(address)
    for language in ("ar", "en"):
        page = translate_url(here, language)
        yield client.get(page)
        yield client.get(page, headers={"accept": "application/json"})
        yield client.post(page, {"r-nothing": "x", "go": "send"})
        yield client.post(page, {"go": "send"})
        yield client.post(page, form_of(SAMPLES[kind].wrong, "language"))
        yield client.post(page, form_of(SAMPLES[kind].right, "check"), follow=True)


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
    assert statuses == (
        {200, 302, 400, 422} if preset == "practice" else {200, 302, 400}
    )


@every_kind
def test_a_lesson_does_not_tell_what_proves_an_answer(client, learner, kind):
    begin(kind, learner)

    assert [leak for each in lessons_before(client) for leak in leaks(each)] == []


@every_kind
def test_what_is_not_told_before_is_told_afterwards(client, learner, kind):
    attempt = begin(kind, learner)
    here = reverse("quiz:respond", args=[attempt.pk, 1])
    page = client.post(here, form_of(SAMPLES[kind].wrong, "send_as_it_is"), follow=True)

    assert f"{MARKER} explanation" in page.content.decode()
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


@every_kind
def test_the_key_does_not_leave_the_database_for_the_question_page(
    client, learner, kind
):
    attempt = begin(kind, learner)
    save_response(attempt.responses.get(position=1), SAMPLES[kind].right, "ar")
    pages = [
        reverse("quiz:respond", args=[attempt.pk, 1]),
        reverse("quiz:check", args=[attempt.pk]),
    ]
    with CaptureQueriesContext(
        connection,
    ) as captured:
        for page in pages:
            client.get(page)
        client.post(pages[0], form_of(SAMPLES[kind].right, "next"))
    asked = [each["sql"] for each in captured if "item_data" in each["sql"]]
    # PostgreSQL takes `shown` out by an arrow, SQLite by two functions.
    taken_out = re.compile(
        r"""JSON_(?:TYPE|EXTRACT)\("quiz_revision"\."item_data", '\$\."shown"'\)"""
        r"""|\("quiz_revision"\."item_data" -> 'shown'\)"""
    )

    assert len(asked) == 3
    assert [sql for sql in asked if "item_data" in taken_out.sub("", sql)] == []


@every_kind
@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_may_be_seen_does_not_depend_on_what_is_told(kind, language):
    item = SAMPLES[kind].item
    plain, other = (make_draft(each) for each in (item, marked(item)))

    with translation.override(language):
        assert plain.to_item().shown == other.to_item().shown
