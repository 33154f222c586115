"""What a script is told of an answer that it sends: never a page, never a redirect."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse, translate_url

from quiz.actions.attempt import submit_attempt
from quiz.actions.response import save_response, send_response
from quiz.models import Quiz, Response
from quiz.models.receipt import Receipt, read_receipt
from quiz.models.revision import items_of, shown_of
from tests.factories import make_user
from tests.queries import counted
from tests.quiz.actions.taking import NOW
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.views.taking import (
    RIGHT,
    SENT_LAVA,
    SENT_VAPOUR,
    WRONG,
    address,
    begin,
    form_of,
    stored,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

JSON = {"accept": "application/json"}
FIRST, SECOND = "first-page-0123456789_", "second-page-012345678"


@pytest.fixture
def clock():
    """Stop the clock of the server at a moment."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def send(client, attempt, fields=SENT_VAPOUR, *, go="", page=FIRST, **numbers):
    """Send an answer as the script of a page does, and return the status and reply."""
    form = {"page": page, "sequence": 1, "seen": 0, "go": go, **numbers, **fields}
    reply = client.post(address(attempt), form, headers=JSON)
    return reply.status_code, reply.json()


def ask(client, attempt):
    """Ask what is kept, as a page does that comes back into view."""
    reply = client.get(address(attempt), headers=JSON)
    return reply.status_code, reply.json()


def kept(attempt):
    """Return everything that is kept of all answers."""
    return list(attempt.responses.order_by("pk").values())


# 200: kept


def test_an_answer_that_is_kept_is_acknowledged_with_a_receipt(client, learner):
    attempt = begin(learner, preset="test")
    status, told = send(client, attempt)
    receipt = told.pop("receipt")

    assert status == 200
    assert told == {"version": 1, "left": None, "next": None, "flagged": False}
    assert stored(attempt) == [(RIGHT, "en")]
    assert read_receipt(receipt) == Receipt(
        "response", attempt.responses.get().pk, version=1
    )


def test_the_time_that_is_left_is_told_by_the_clock_of_the_server(
    client, learner, clock
):
    attempt = begin(learner, time_limit=10)
    clock.shift(timedelta(minutes=4, seconds=1.5))

    assert send(client, attempt)[1]["left"] == 358.5
    assert ask(client, attempt)[1]["left"] == 358.5
    clock.shift(timedelta(minutes=6))
    assert send(client, attempt, sequence=2)[1]["left"] == 0


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("preset", ["practice", "test"])
@pytest.mark.parametrize(
    "go",
    ["", "next", "2", "9", "check", "leave", "language", "flag", "unflag", "send"],
)
def test_a_script_is_told_what_a_form_is_shown(client, learner, kind, preset, go):
    attempts = [begin(learner, kind, "choice", preset=preset) for _each in range(2)]
    sent = form_of(SAMPLES[kind].right)
    page = client.post(address(attempts[0]), {**sent, "go": go})
    status, told = send(client, attempts[1], sent, go=go)
    here = [address(each) for each in attempts]
    # Two attempts, each with a course of its own.
    course = [reverse("quiz:course", args=[each.quiz.course.slug]) for each in attempts]
    leads = page.url.replace(course[0], course[1]).replace(
        f"attempts/{attempts[0].pk}/", f"attempts/{attempts[1].pk}/"
    )

    assert (page.status_code, status) == (302, 200)
    assert (told["next"] or here[1]) == leads
    assert (told["next"] is None) is (go in {"", "flag", "unflag"})
    assert stored(attempts[0]) == stored(attempts[1])
    rows = [
        attempt.responses.values_list("version", "is_flagged", "late_seconds")
        for attempt in attempts
    ]
    assert list(rows[0]) == list(rows[1])
    assert [each.responses.exclude(sent_at=None).count() for each in attempts] == [
        int(preset == "practice" and go == "send")
    ] * 2


@pytest.mark.parametrize("go", ["", "send"])
def test_the_same_message_again_is_acknowledged_by_the_same_receipt(
    client, learner, go
):
    attempt = begin(learner)
    first = send(client, attempt, go=go)
    before = kept(attempt)

    assert [send(client, attempt, go=go) for _each in range(3)] == [first] * 3
    assert kept(attempt) == before


def test_an_older_message_is_acknowledged_by_the_receipt_of_the_newest(client, learner):
    attempt = begin(learner)
    newest = send(client, attempt, sequence=2)
    before = kept(attempt)

    assert send(client, attempt, SENT_LAVA, sequence=1) == newest
    assert kept(attempt) == before


@pytest.mark.parametrize(
    ("go", "flagged"), [("flag", [True, True]), ("unflag", [False, False])]
)
def test_a_flag_is_put_up_or_taken_away_once(client, learner, go, flagged):
    attempt = begin(learner)
    told = [send(client, attempt, go=go)[1]["flagged"] for _each in range(2)]

    assert told == flagged
    assert ask(client, attempt)[1]["flagged"] is flagged[0]


@pytest.mark.parametrize(
    ("asks", "sent", "certainty"),
    [
        (True, "1", 1),
        (True, "3", 3),
        (True, "", None),
        (True, "4", None),
        (True, "٢", None),
        (True, "many", None),
        (False, "3", None),
    ],
)
def test_how_certain_one_is_is_kept_where_it_is_asked(
    client, learner, asks, sent, certainty
):
    attempt = begin(learner, asks_certainty=asks)
    send(client, attempt, {**SENT_VAPOUR, "certainty": sent})

    assert ask(client, attempt)[1]["certainty"] == certainty


# 422: kept, but something is to be mended


@pytest.mark.parametrize(
    ("kind", "preset", "go", "sent"),
    [
        ("choice", "practice", "send", {}),
        ("choice", "practice", "send_as_it_is", {}),
        ("true_false", "practice", "send", {"r-verdict": "true"}),
        ("numeric", "test", "next", {"r-answer": "many"}),
    ],
)
def test_what_is_to_be_mended_is_kept_as_a_draft(
    client, learner, *, kind, preset, go, sent
):
    attempt = begin(learner, kind, preset=preset)
    status, told = send(client, attempt, sent, go=go)

    assert status == 422
    assert (told["version"], told["next"], told["flagged"]) == (1, None, False)
    assert read_receipt(told["receipt"]).version == 1
    row = attempt.responses.get()
    assert (len(row.value), row.sent_at) == (len(sent), None)


# 400: no answer to this question


@pytest.mark.parametrize(
    "fields",
    [
        {"r-answer": "granite"},
        {"r-other": "lava"},
        {"r-answer": ["lava", "vapour"]},
        {"r-answer": "lava\0"},
        {"page": ""},
        {"page": "short"},
        {"page": "x" * 33},
        {"page": "a page with spaces"},
        {"page": "صفحة-صفحة-صفحة"},
        {"page": "eight\0eight"},
        {"sequence": ""},
        {"sequence": "-1"},
        {"sequence": "1.5"},
        {"sequence": "٢"},
        {"sequence": "9" * 11},
        {"sequence": 2**31},
        {"seen": ""},
        {"seen": "x"},
        {"seen": 2**31},
        {"age": ""},
        {"age": "-1"},
        {"age": "9" * 11},
    ],
)
def test_what_is_no_answer_to_the_question_changes_nothing(client, learner, fields):
    attempt = begin(learner)
    save_response(attempt.responses.get(), RIGHT, "en")
    before = kept(attempt)

    assert send(client, attempt, {"r-answer": "lava", "seen": 1, **fields}) == (
        400,
        {"error": "stale"},
    )
    assert kept(attempt) == before


def test_a_script_of_before_that_does_not_say_what_it_shows_is_told_to_reload(
    client, learner
):
    attempt = begin(learner)
    reply = client.post(address(attempt), {"page": FIRST, **SENT_LAVA}, headers=JSON)

    assert (reply.status_code, reply.json()) == (400, {"error": "stale"})


def test_the_largest_numbers_are_taken(client, learner):
    attempt = begin(learner)
    largest = 2**31 - 1

    assert send(client, attempt, sequence=largest, age=largest)[0] == 200
    assert send(client, attempt, SENT_LAVA, page=SECOND, seen=largest)[0] == 409


# 401, 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_signed_out_is_told_where_to_sign_in(client, learner, method):
    attempt = begin(learner)
    reply = getattr(Client(), method)(address(attempt), SENT_VAPOUR, headers=JSON)
    told = reply.json()

    assert reply.status_code == 401
    assert told["error"] == "signed_out"
    assert told["next"].startswith(
        f"{reverse('account_login')}?next={address(attempt)}"
    )
    assert stored(attempt) == [({}, "")]


def test_what_was_not_kept_is_kept_after_signing_in(client, learner):
    attempt = begin(learner)
    client.logout()
    refused = send(client, attempt)[0]
    client.force_login(learner)

    assert (refused, send(client, attempt)[0]) == (401, 200)
    assert stored(attempt) == [(RIGHT, "en")]


def test_the_token_is_taken_from_the_cookie_at_each_send(learner):
    attempt = begin(learner)
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    client.get(address(attempt))
    form = {"page": FIRST, "sequence": 1, "seen": 0, **SENT_VAPOUR}
    refused = client.post(address(attempt), form, headers=JSON)
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    taken = client.post(address(attempt), form, headers={**JSON, "x-csrftoken": token})

    assert (refused.status_code, taken.status_code) == (403, 200)
    assert taken.json()["version"] == 1


# 409: another page kept a newer answer


def test_an_overtaken_page_is_given_the_newer_answer(client, learner, clock):
    attempt = begin(learner, time_limit=10, asks_certainty=True)
    send(client, attempt, {**SENT_VAPOUR, "certainty": 2})
    before = kept(attempt)

    assert send(client, attempt, SENT_LAVA, page=SECOND, go="next") == (
        409,
        {
            "error": "overtaken",
            "version": 1,
            "answer": RIGHT,
            "certainty": 2,
            "left": 600,
        },
    )
    assert kept(attempt) == before


@pytest.mark.parametrize("go", ["flag", "send"])
def test_an_overtaken_page_neither_flags_nor_sends(client, learner, go):
    attempt = begin(learner)
    send(client, attempt)
    before = kept(attempt)

    assert send(client, attempt, SENT_LAVA, page=SECOND, go=go)[0] == 409
    assert kept(attempt) == before


def test_who_has_seen_the_newer_answer_puts_another_there(client, learner):
    attempt = begin(learner)
    send(client, attempt)
    told = send(client, attempt, SENT_LAVA, page=SECOND)[1]
    status, again = send(
        client, attempt, SENT_LAVA, page=SECOND, sequence=2, seen=told["version"]
    )

    assert (status, again["version"]) == (200, 2)
    assert stored(attempt) == [(WRONG, "en")]


def test_an_answer_of_a_page_in_the_other_language_is_an_answer(client, learner):
    attempt = begin(learner)
    send(client, attempt)
    form = {"page": SECOND, "sequence": 1, "seen": 1, **SENT_LAVA}
    reply = client.post(translate_url(address(attempt), "ar"), form, headers=JSON)

    assert reply.json()["version"] == 2
    assert stored(attempt) == [(WRONG, "ar")]


# 410: too late


@pytest.mark.parametrize("go", ["", "next", "send", "flag"])
def test_an_answer_that_was_sent_is_not_changed(client, learner, go):
    attempt = begin(learner)
    send(client, attempt, go="send")
    before = kept(attempt)

    assert send(client, attempt, SENT_LAVA, sequence=2, go=go) == (
        410,
        {"error": "sent", "next": address(attempt)},
    )
    assert kept(attempt) == before


def test_nothing_is_taken_after_the_attempt(client, learner):
    attempt = begin(learner, preset="test")
    submit_attempt(attempt)

    assert send(client, attempt) == (410, {"error": "sent", "next": address(attempt)})
    assert stored(attempt) == [({}, "")]


@pytest.mark.parametrize(
    ("after", "numbers", "status", "late"),
    [
        (0, {}, 200, 0),
        (30, {}, 200, 31),
        (31, {}, 410, 0),
        (200, {"age": 200}, 200, 201),
        (200, {"age": 199}, 410, 0),
        (300, {"age": 300}, 410, 0),
        (9000, {"age": 9000}, 410, 0),
    ],
)
def test_what_was_answered_in_time_may_come_late(
    client, learner, clock, *, after, numbers, status, late
):
    attempt = begin(learner, preset="test", time_limit=10)
    clock.shift(timedelta(minutes=10, seconds=after))
    got, told = send(client, attempt, **numbers)
    row = attempt.responses.get()
    attempt.refresh_from_db()

    assert (got, row.late_seconds) == (status, late)
    assert row.value == (RIGHT if status == 200 else {})
    if status == 410:
        assert told == {"error": "time_over", "next": address(attempt)}
    # After the grace, whoever looks finishes it.
    assert attempt.was_timed_out is row.is_sent is (after >= 300)


def test_what_was_kept_in_time_is_acknowledged_when_all_is_over(client, learner, clock):
    attempt = begin(learner, preset="test", time_limit=10)
    first = send(client, attempt)[1]
    clock.shift(timedelta(hours=1))
    status, told = send(client, attempt)

    assert (status, told["receipt"]) == (200, first["receipt"])
    assert attempt.responses.get().is_sent


# What is kept, to a page that comes back into view


def test_a_page_is_told_what_is_kept(client, learner, clock):
    attempt = begin(learner, time_limit=10, asks_certainty=True)
    nothing = ask(client, attempt)
    send(client, attempt, {**SENT_VAPOUR, "certainty": 2}, go="flag")
    clock.shift(timedelta(seconds=30))

    assert nothing == (
        200,
        {
            "version": 0,
            "answer": {},
            "certainty": None,
            "left": 600,
            "flagged": False,
            "next": None,
        },
    )
    assert ask(client, attempt) == (
        200,
        {
            "version": 1,
            "answer": RIGHT,
            "certainty": 2,
            "left": 570,
            "flagged": True,
            "next": None,
        },
    )


@pytest.mark.parametrize("how", ["sent", "finished", "over", "overdue"])
def test_a_page_that_takes_no_answer_any_more_is_led_on(client, learner, clock, how):
    attempt = begin(learner, "choice", "choice", time_limit=10)
    if how == "sent":
        send_response(attempt.responses.get(position=1), RIGHT, "en")
    elif how == "finished":
        submit_attempt(attempt)
    else:
        clock.shift(timedelta(minutes=10 if how == "over" else 15))
    told = ask(client, attempt)[1]
    attempt.refresh_from_db()

    assert told["next"] == address(attempt)
    assert attempt.was_timed_out is (how == "overdue")


@pytest.mark.parametrize("kind", SAMPLES)
def test_what_is_told_of_an_answer_is_what_was_answered(client, learner, kind):
    attempt = begin(learner, kind, preset="test")
    send(client, attempt, form_of(SAMPLES[kind].right))

    assert ask(client, attempt)[1]["answer"] == SAMPLES[kind].right


# Who is a script


@pytest.mark.parametrize(
    "accept", ["", "*/*", "text/html", "application/json, text/html", "text/json"]
)
def test_whoever_accepts_pages_is_given_pages(client, learner, accept):
    attempt = begin(learner)
    replies = [
        client.get(address(attempt), headers={"accept": accept}),
        client.post(address(attempt), SENT_VAPOUR, headers={"accept": accept}),
    ]

    assert [each.status_code for each in replies] == [200, 302]


def test_no_reply_to_a_script_is_kept_by_a_cache(client, learner):
    attempt = begin(learner)
    reply = client.get(address(attempt), headers=JSON)

    assert "no-store" in reply.headers["Cache-Control"]
    assert reply.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_what_is_neither_asked_nor_sent_is_refused(client, learner, method):
    attempt = begin(learner)
    before = kept(attempt)
    reply = getattr(client, method)(address(attempt), SENT_VAPOUR, headers=JSON)

    assert (reply.status_code, reply.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert kept(attempt) == before


# 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("whose", ["a stranger's", "no attempt", "no place"])
def test_a_script_finds_nothing_that_is_not_the_learners(
    client, learner, method, whose
):
    attempt = begin(make_user() if whose == "a stranger's" else learner)
    attempt_id = attempt.pk + (whose == "no attempt")
    place = 2 if whose == "no place" else 1
    before = kept(attempt)
    there = reverse("quiz:respond", args=[attempt_id, place])
    reply = getattr(client, method)(there, SENT_VAPOUR, headers=JSON)

    assert reply.status_code == 404
    assert kept(attempt) == before


# How many queries


@pytest.fixture(params=["warm", "cold"])
def cold(request):
    """Begin with what is asked read by the process before, or not."""

    def cool(attempt):
        pks = list(attempt.responses.values_list("revision", flat=True))
        for cache in (shown_of, items_of):
            cache.forget()
            if request.param == "warm":
                cache(pks)
        return request.param == "cold"

    return cool


@pytest.mark.parametrize("count", [1, 40])
def test_keeping_an_answer_is_one_write(client, learner, cold, count):
    attempt = begin(learner, *["choice"] * count, preset="test")
    is_cold = cold(attempt)
    with counted() as queries:
        send(client, attempt)

    # session, person, answer; and what is shown of the question. No transaction.
    assert queries.counts == (3 + is_cold, 1)
    assert queries.frames == []


def test_the_same_message_again_writes_nothing(client, learner):
    attempt = begin(learner)
    send(client, attempt)
    with counted() as queries:
        send(client, attempt)

    assert queries.counts == (3, 0)


@pytest.mark.parametrize("count", [1, 40])
def test_an_answer_that_is_scored_at_once_is_two_writes(client, learner, cold, count):
    attempt = begin(learner, *["choice"] * count)
    is_cold = cold(attempt)
    with counted() as queries:
        send(client, attempt, go="send")

    # session, person, answer, regrades; what is shown, and its key. One transaction.
    assert queries.counts == (4 + 2 * is_cold, 2)
    assert len(queries.frames) == 2


@pytest.mark.parametrize("count", [1, 40])
def test_a_page_that_comes_back_into_view_writes_nothing(client, learner, count):
    attempt = begin(learner, *["choice"] * count)
    with counted() as queries:
        ask(client, attempt)

    assert queries.counts == (3, 0)


@pytest.mark.parametrize(
    ("go", "reads"),
    [("flag", 3), ("check", 3), ("language", 3), ("next", 3), ("2", 3), ("leave", 3)],
)
def test_each_button_asks_as_little(client, learner, go, reads):
    attempt = begin(learner, "choice", "choice")
    client.get(address(attempt))
    with counted() as queries:
        send(client, attempt, go=go)

    assert queries.counts == (reads, 1 + (go == "flag"))


def test_quizzes_of_a_script_are_the_same_quizzes(client, learner):
    attempt = begin(learner)
    Quiz.objects.update(is_published=False)

    assert send(client, attempt, go="send")[0] == 200
    assert Response.objects.get().is_sent
