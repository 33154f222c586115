from datetime import timedelta
from decimal import Decimal
from itertools import permutations

import pytest
import time_machine

from quiz.actions.attempt import submit_attempt, submit_overdue
from quiz.actions.question import publish_question, withdraw_question
from quiz.actions.response import (
    AnswerChanged,
    AttemptClosed,
    Page,
    TimeOver,
    flag_response,
    save_response,
    send_response,
)
from quiz.assessment.scoring import score
from quiz.models import Attempt, Question, Response
from tests.at_once import at_once, names_of
from tests.factories import make_draft, make_question
from tests.quiz.actions.taking import NOW, RIGHT, WRONG, Tab, scores, start, stored
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db
at_the_same_moment = pytest.mark.django_db(transaction=True)


def test_a_draft_is_kept_with_the_language_of_the_answer():
    attempt = start()
    save_response(attempt.responses.get(), RIGHT, "ar")
    save_response(attempt.responses.get(), WRONG, "en")
    response = attempt.responses.get()

    assert stored(attempt) == [(WRONG, "en", False)]
    assert (response.sent_at, response.outcomes.count()) == (None, 0)


def test_a_flag_changes_no_answer():
    attempt = start()
    save_response(attempt.responses.get(), RIGHT, "ar")
    flag_response(attempt.responses.get(), is_flagged=True)

    assert stored(attempt) == [(RIGHT, "ar", True)]


def test_an_answer_that_is_sent_cannot_be_changed():
    attempt = start()
    response = attempt.responses.get()
    send_response(response, RIGHT, "ar")
    for change in (save_response, send_response):
        with pytest.raises(AttemptClosed):
            change(response, WRONG, "en")
    with pytest.raises(AttemptClosed):
        flag_response(response, is_flagged=True)

    assert stored(attempt) == [(RIGHT, "ar", False)]
    assert scores(attempt) == [("right", Decimal(1))]


def test_nothing_is_taken_after_the_end():
    attempt = start(preset="test")
    response = attempt.responses.get()
    save_response(response, RIGHT, "ar")
    submit_attempt(attempt)
    with pytest.raises(AttemptClosed):
        save_response(response, WRONG, "ar")

    assert stored(attempt) == [(RIGHT, "ar", False)]


@pytest.mark.parametrize("kind", SAMPLES)
def test_an_answer_of_each_kind_is_scored_at_once(kind):
    sample = SAMPLES[kind]
    attempt = start(make_question(kind=kind), make_question(kind=kind))
    for response, value in zip(
        attempt.responses.all(), (sample.right, sample.wrong), strict=True
    ):
        send_response(response, value, "ar")
    points = Decimal(sample.item.shown.points)
    is_by_hand = kind == "extended_text"

    assert scores(attempt) == (
        [("pending", None)] * 2 if is_by_hand else [("right", points), ("wrong", 0)]
    )


def test_an_answer_is_judged_by_what_was_asked_not_by_what_is_published_now():
    question = make_draft(SAMPLES["choice"].item)
    publish_question(question)
    question.refresh_from_db()
    attempt = start(question)
    asked = question.current_id
    question.choices.filter(ident="lava").update(fraction=1)
    question.choices.filter(ident="vapour").update(fraction=0)
    publish_question(question)
    send_response(attempt.responses.get(), RIGHT, "ar")

    assert Question.objects.get(pk=question.pk).current_id != asked
    assert list(attempt.responses.values_list("revision")) == [(asked,)]
    assert scores(attempt) == [("right", Decimal(1))]


def test_a_question_that_was_withdrawn_meanwhile_is_scored_all_the_same():
    question = make_question()
    attempt = start(question)
    withdraw_question(question)
    send_response(attempt.responses.get(), RIGHT, "ar")

    assert scores(attempt) == [("right", Decimal(1))]


@at_the_same_moment
def test_of_two_answers_sent_the_first_stands():
    attempt = start()
    response = attempt.responses.get()
    gave = at_once(
        lambda: send_response(response, RIGHT, "ar"),
        lambda: send_response(attempt.responses.get(), WRONG, "ar"),
    )
    expected = [(RIGHT, "right", 1), (WRONG, "wrong", 0)][gave.index(None)]

    assert stored(attempt) == [(expected[0], "ar", False)]
    assert scores(attempt) == [expected[1:]]


@at_the_same_moment
@pytest.mark.parametrize("run", range(5))
def test_what_was_acknowledged_before_the_end_is_what_is_scored(run):
    attempt = start(preset="test")
    response = attempt.responses.get()
    acknowledged = [{}]

    def save_often():
        for number in range(40):
            value = (RIGHT, WRONG)[number % 2]
            save_response(response, value, "ar")
            acknowledged.append(value)

    def submit_after_some():
        while len(acknowledged) <= run:
            attempt.responses.get()
        submit_attempt(attempt)

    at_once(save_often, submit_after_some)
    last = acknowledged[-1]

    assert [value for value, *_rest in stored(attempt)] == [last]
    assert [each[0] for each in scores(attempt)] == [
        score(SAMPLES["choice"].item, last).state
    ]


# One message, several times


def words(text):
    """Return an answer that is typed."""
    return {"answer": text}


def typed(**fields):
    """Begin a quiz of one question whose answer is typed, and return its response."""
    return start(make_question(kind="text_entry"), **fields).responses.get()


def again(response):
    """Fetch a response as another request would."""
    return Response.objects.select_related("attempt__quiz").get(pk=response.pk)


def state_of(response):
    """Return what is kept of a response, with its version."""
    row = again(response)
    return row.value, row.version, row.is_sent


@pytest.mark.parametrize("act", [save_response, send_response])
def test_the_same_message_three_times_is_one_answer(act):
    response = typed()
    page = Tab(response).page()
    receipts = set()
    for _each in range(3):
        row = again(response)
        act(row, words("salt"), "en", page=page)
        receipts.add(row.receipt)

    assert state_of(response) == (words("salt"), 1, act is send_response)
    assert len(receipts) == 1
    assert response.outcomes.count() == (act is send_response)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_messages_of_a_page_in_any_order_leave_the_newest(order):
    response = typed()
    tab = Tab(response)
    pages = [tab.page() for _each in range(4)]
    for number in order:
        save_response(again(response), words(f"{number}"), "en", page=pages[number])

    assert again(response).value == words("3")


def test_an_older_draft_that_comes_after_the_answer_was_sent_changes_nothing():
    response = typed()
    tab = Tab(response)
    older, newer = tab.page(), tab.page()
    send_response(again(response), words("salt"), "en", page=newer)
    save_response(again(response), words("sa"), "en", page=older)

    assert state_of(response) == (words("salt"), 1, True)


def test_what_was_sent_is_not_sent_after_a_newer_draft_of_its_page():
    response = typed()
    tab = Tab(response)
    older, newer = tab.page(), tab.page()
    save_response(again(response), words("salt"), "en", page=newer)
    send_response(again(response), words("sa"), "en", page=older)

    assert state_of(response) == (words("salt"), 1, False)


def test_a_draft_is_sent_by_the_message_that_kept_it():
    response = typed()
    page = Tab(response).page()
    save_response(again(response), words("salt"), "en", page=page)
    send_response(again(response), words("salt"), "en", page=page)

    assert state_of(response) == (words("salt"), 2, True)


def test_a_page_that_the_back_button_brought_keeps_another_answer():
    # Without scripts a page has one number, and the browser may keep it as it was.
    response = typed()
    page = Tab(response).page()
    for text in ("salt", "sand", "salt"):
        save_response(again(response), words(text), "en", page=page)

        assert again(response).value == words(text)


@pytest.mark.parametrize("act", [save_response, send_response])
def test_a_page_that_the_back_button_brought_changes_nothing_that_was_sent(act):
    response = typed()
    page = Tab(response).page()
    send_response(again(response), words("salt"), "en", page=page)
    with pytest.raises(AttemptClosed):
        act(again(response), words("sand"), "en", page=page)

    assert state_of(response) == (words("salt"), 1, True)


# Several pages


def test_an_overtaken_page_is_told_and_changes_nothing():
    response = typed()
    first, second = Tab(response), Tab(response)
    save_response(again(response), words("salt"), "en", page=first.page())
    for act in (save_response, send_response):
        row = again(response)
        with pytest.raises(AnswerChanged):
            act(row, words("sand"), "en", page=second.page())

        assert (row.value, row.version) == (words("salt"), 1)
    assert state_of(response) == (words("salt"), 1, False)


def test_an_overtaken_page_is_told_what_is_kept_where_it_was_quicker_by_a_moment():
    response = typed(asks_certainty=True)
    older = again(response)
    save_response(again(response), words("salt"), "en", certainty=3)
    with pytest.raises(AnswerChanged):
        save_response(older, words("sand"), "en", page=Page("a" * 22, 1, 0))

    assert (older.value, older.version, older.certainty) == (words("salt"), 1, 3)


@pytest.mark.parametrize("act", [save_response, send_response])
def test_who_was_overtaken_by_a_moment_holds_all_that_is_kept(clock, act):
    response = typed(asks_certainty=True, time_limit=10)
    older = again(response)
    clock.shift(timedelta(minutes=10, seconds=5))
    save_response(again(response), words("salt"), "ar", certainty=3)
    flag_response(again(response), is_flagged=True)
    Attempt.objects.update(ends_at=NOW + timedelta(minutes=20))
    with pytest.raises(AnswerChanged):
        act(older, words("sand"), "en", page=Page("a" * 22, 1, 0), certainty=1)
    held, kept = vars(older), vars(again(response))
    names = [field.attname for field in Response._meta.concrete_fields]

    assert [held[name] for name in names] == [kept[name] for name in names]
    assert kept["late_seconds"] == 6
    assert older.attempt.ends_at == NOW + timedelta(minutes=20)


@pytest.mark.parametrize("act", [save_response, send_response])
def test_who_is_late_by_a_moment_knows_that_the_clock_ended_it(clock, act):
    response = typed(time_limit=10)
    clock.shift(timedelta(minutes=10))
    older = again(response)
    clock.shift(timedelta(minutes=5))
    submit_overdue(again(response).attempt, NOW + timedelta(minutes=15))
    with pytest.raises(AttemptClosed):
        act(older, words("sand"), "en", page=Page("a" * 22, 1, 0, age=300))

    assert older.attempt.was_timed_out
    assert state_of(response) == ({}, 0, True)


def test_who_has_seen_the_newer_answer_may_change_it():
    response = typed()
    first, second = Tab(response), Tab(response)
    save_response(again(response), words("salt"), "en", page=first.page())
    second.seen = 1
    save_response(again(response), words("sand"), "en", page=second.page())
    with pytest.raises(AnswerChanged):
        save_response(again(response), words("stone"), "en", page=first.page())

    assert state_of(response) == (words("sand"), 2, False)


def test_the_same_answer_from_two_pages_is_kept_once():
    response = typed()
    first, second = Tab(response), Tab(response)
    for tab in (first, second):
        save_response(again(response), words("salt"), "en", page=tab.page())

    assert state_of(response) == (words("salt"), 1, False)


def test_the_same_answer_of_another_certainty_is_another_answer():
    response = typed(asks_certainty=True)
    first, second = Tab(response), Tab(response)
    save_response(again(response), words("salt"), "en", page=first.page(), certainty=1)
    with pytest.raises(AnswerChanged):
        save_response(
            again(response), words("salt"), "en", page=second.page(), certainty=3
        )

    assert again(response).certainty == 1


def test_a_second_page_sends_what_the_first_kept_as_a_draft():
    response = typed()
    first, second = Tab(response), Tab(response)
    save_response(again(response), words("salt"), "en", page=first.page())
    send_response(again(response), words("salt"), "en", page=second.page())

    assert state_of(response) == (words("salt"), 2, True)


# When the time is over


@pytest.fixture
def clock():
    """Stop the clock of the server at a moment."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.mark.parametrize("act", [save_response, send_response])
@pytest.mark.parametrize(
    ("after", "age", "late"),
    [
        (-1, None, 0),
        (0, None, 0),
        (0.5, None, 1),
        (30, None, 31),
        (240, 241, 241),
        (240, 240, 241),
        (300, 300, 301),
        (-1, 9999, 0),
    ],
)
def test_what_was_answered_in_time_is_kept_and_marked_as_late(
    clock, act, after, age, late
):
    response = typed(time_limit=10)
    tab = Tab(response)
    clock.shift(timedelta(minutes=10, seconds=after))
    act(again(response), words("salt"), "en", page=tab.page(age))
    row = again(response)

    assert (row.value, row.late_seconds) == (words("salt"), late)


@pytest.mark.parametrize("act", [save_response, send_response])
@pytest.mark.parametrize(
    ("after", "age"), [(31, None), (240, 239), (1, 0), (301, 9999), (301, None)]
)
def test_what_comes_too_late_changes_nothing(clock, act, after, age):
    response = typed(time_limit=10)
    tab = Tab(response)
    save_response(again(response), words("salt"), "en", page=tab.page())
    clock.shift(timedelta(minutes=10, seconds=after))
    with pytest.raises(TimeOver):
        act(again(response), words("sand"), "en", page=tab.page(age))

    assert state_of(response) == (words("salt"), 1, False)


def test_what_was_kept_in_time_is_acknowledged_after_it():
    with time_machine.travel(NOW, tick=False) as clock:
        response = typed(time_limit=10)
        page = Tab(response).page()
        save_response(again(response), words("salt"), "en", page=page)
        clock.shift(timedelta(hours=1))
        save_response(again(response), words("salt"), "en", page=page)

    assert state_of(response) == (words("salt"), 1, False)


def test_a_newer_draft_in_time_is_late_no_more(clock):
    response = typed(time_limit=10)
    clock.shift(timedelta(minutes=10, seconds=5))
    save_response(again(response), words("sand"), "en")
    response.attempt.ends_at += timedelta(minutes=5)
    response.attempt.save()
    save_response(again(response), words("salt"), "en")

    assert again(response).late_seconds == 0


# At the same moment


@at_the_same_moment
@pytest.mark.parametrize("act", [save_response, send_response])
def test_the_same_message_three_times_at_once_is_one_answer(act):
    response = typed()
    page = Tab(response).page()
    gave = at_once(*[lambda: act(again(response), words("salt"), "en", page=page)] * 3)

    assert gave == [None] * 3
    assert state_of(response) == (words("salt"), 1, act is send_response)
    assert response.outcomes.count() == (act is send_response)


@at_the_same_moment
def test_messages_of_a_page_at_once_leave_the_newest():
    response = typed()
    tab = Tab(response)
    pages = [tab.page() for _each in range(6)]
    gave = at_once(
        *[
            lambda page=page: save_response(
                again(response), words(f"{page.sequence}"), "en", page=page
            )
            for page in reversed(pages)
        ]
    )

    assert gave == [None] * 6
    assert again(response).value == words("6")


@at_the_same_moment
def test_of_pages_at_once_one_keeps_its_answer_and_the_others_are_told():
    response = typed()
    tabs = [Tab(response) for _each in range(4)]
    gave = at_once(
        *[
            lambda tab=tab: save_response(
                again(response), words(tab.key), "en", page=tab.page()
            )
            for tab in tabs
        ]
    )

    assert names_of(gave) == ["AnswerChanged"] * 3 + ["NoneType"]
    assert state_of(response) == (words(tabs[gave.index(None)].key), 1, False)


@at_the_same_moment
def test_an_answer_that_is_sent_while_all_is_sent_is_scored_once():
    response = typed()
    attempt = response.attempt
    gave = at_once(
        lambda: submit_attempt(attempt),
        lambda: send_response(again(response), words("halite"), "en"),
    )
    kept = words("halite") if gave[1] is None else {}

    assert gave[0] is None
    assert isinstance(gave[1], AttemptClosed | None)
    assert state_of(response) == (kept, int(bool(kept)), True)
    assert response.outcomes.count() == 1
    attempt.refresh_from_db()
    assert attempt.score == (1 if kept else 0)
