"""Taking a quiz, as its pages let one."""

import re

import pytest
from django.test import Client
from django.urls import reverse, translate_url

from accounts.models import User
from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.course import withdraw_lesson
from quiz.actions.question import withdraw_question
from quiz.actions.response import save_response, send_response
from quiz.models import Attempt, Quiz
from quiz.models.revision import items_of
from tests.factories import (
    make_course,
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)
from tests.queries import counted
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.views.taking import (
    RIGHT,
    SENT_VAPOUR,
    address,
    begin,
    stored,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

HUGE = 10**30


# Beginning


def test_a_quiz_says_what_it_asks_of_one(client, learner):
    quiz = make_quiz(questions=[make_question()])
    response = client.get(reverse("quiz:quiz", args=[quiz.uid]))

    assert response.status_code == 200
    assert (response.context["offer"].open, response.context["finished"]) == (None, [])


def test_beginning_leads_to_the_first_question(client, learner):
    quiz = make_quiz(questions=[make_question()])
    response = client.post(reverse("quiz:start", args=[quiz.uid]))
    attempt = learner.attempts.get()

    assert (response.status_code, response.url) == (302, address(attempt))
    assert attempt.language == "en"


def go_on(client, attempt):
    """Return the address to which going on leads."""
    return client.post(reverse("quiz:start", args=[attempt.quiz.uid])).url


def test_beginning_twice_goes_on_with_the_same_attempt(client, learner):
    attempt = begin(learner, "choice")

    assert go_on(client, attempt) == address(attempt)
    assert learner.attempts.count() == 1


def test_practice_goes_on_with_the_first_answer_that_is_not_sent(client, learner):
    attempt = begin(learner, "choice", "choice", "choice")
    first, second, third = attempt.responses.all()
    places = []
    for response in (first, second, third):
        save_response(response, RIGHT, "en")
        places.append(go_on(client, attempt))
        send_response(response, RIGHT, "en")

    assert places == [address(attempt, position=number) for number in (1, 2, 3)]
    assert go_on(client, attempt) == address(attempt, "check")


def test_a_test_goes_on_with_what_is_not_answered_then_not_complete(client, learner):
    attempt = begin(learner, "true_false", "choice", preset="test")
    half, whole = attempt.responses.all()
    save_response(half, {"verdict": ["false"]}, "en")
    places = [go_on(client, attempt)]
    save_response(whole, RIGHT, "en")
    places.append(go_on(client, attempt))
    save_response(half, SAMPLES["true_false"].right, "en")
    places.append(go_on(client, attempt))

    assert places == [
        address(attempt, position=2),
        address(attempt, position=1),
        address(attempt, "check"),
    ]


def test_beginning_from_the_lesson_notes_that_it_was_read(client, learner):
    lesson = make_published_lesson(passages=4)
    quiz = make_quiz(lesson.course, [make_question()], lesson=lesson)
    client.post(reverse("quiz:start", args=[quiz.uid]), {"has_read": "1"})
    row = learner.lessons_progress.get()

    assert (row.lesson, row.furthest, row.finished_at is None) == (lesson, 4, False)


def test_a_quiz_without_questions_says_so(client, learner):
    quiz = make_quiz()
    response = client.post(reverse("quiz:start", args=[quiz.uid]), follow=True)

    assert response.redirect_chain == [(reverse("quiz:quiz", args=[quiz.uid]), 302)]
    assert [str(each) for each in response.context["messages"]] == [
        "This quiz has no questions yet. Try again later."
    ]


def test_a_quiz_that_is_not_published_is_not_there(client, learner):
    quiz = make_quiz(questions=[make_question()], is_published=False)
    pages = [
        client.get(reverse("quiz:quiz", args=[quiz.uid])),
        client.post(reverse("quiz:start", args=[quiz.uid])),
    ]

    assert [page.status_code for page in pages] == [404, 404]
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("is_open", [True, False])
def test_a_quiz_that_was_withdrawn_is_gone_on_with_only(client, learner, is_open):
    attempt = begin(learner)
    if not is_open:
        submit_attempt(attempt)
    Quiz.objects.update(is_published=False)
    here = reverse("quiz:quiz", args=[attempt.quiz.uid])
    page = client.get(here)
    started = client.post(reverse("quiz:start", args=[attempt.quiz.uid]))
    last = client.get(started.url)

    assert "This quiz is no longer offered." in page.text
    assert ("/start/" in page.text) is is_open
    assert started.url == (address(attempt) if is_open else here)
    assert [str(each) for each in last.context["messages"]] == (
        [] if is_open else ["This quiz is no longer offered."]
    )
    assert learner.attempts.count() == 1


@pytest.mark.parametrize("is_published", [True, False])
def test_a_result_offers_another_attempt_where_one_may_be_made(
    client, learner, is_published
):
    attempt = begin(learner)
    submit_attempt(attempt)
    Quiz.objects.update(is_published=is_published)
    page = client.get(address(attempt, "result"))

    assert ("/start/" in page.text) is is_published
    assert ("no longer offered" in page.text) is not is_published


def test_a_quiz_that_was_withdrawn_is_there_for_who_took_it_only(client, learner):
    attempt = begin(make_user())
    Quiz.objects.update(is_published=False)
    here = reverse("quiz:quiz", args=[attempt.quiz.uid])

    assert client.get(here).status_code == Client().get(here).status_code == 404


def test_a_quiz_leads_to_no_lesson_that_was_withdrawn(client, learner):
    lesson = make_published_lesson()
    quiz = make_quiz(lesson.course, [make_question()], lesson=lesson)
    here, there = (
        reverse("quiz:quiz", args=[quiz.uid]),
        reverse("quiz:lesson", args=[lesson.course.slug, lesson.slug]),
    )
    before = client.get(here).text
    withdraw_lesson(lesson)

    assert [there in page for page in (before, client.get(here).text)] == [True, False]


def test_a_quiz_counts_the_questions_that_are_published(client, learner):
    questions = [make_question(), make_question()]
    quiz = make_quiz(questions=questions)
    pages = []
    for question in (None, *questions):
        if question:
            withdraw_question(question)
        pages.append(client.get(reverse("quiz:quiz", args=[quiz.uid])))

    assert [page.context["offer"].question_count for page in pages] == [2, 1, 0]
    assert ["/start/" in page.text for page in pages] == [True, True, False]
    assert "This quiz has no questions yet. Try again later." in pages[2].text


def test_a_quiz_that_was_begun_counts_the_questions_of_the_attempt(client, learner):
    attempt = begin(learner, "choice", "choice")
    withdraw_question(attempt.responses.first().revision.question)
    page = client.get(reverse("quiz:quiz", args=[attempt.quiz.uid]))

    assert page.context["offer"].question_count == 2


@pytest.mark.django_db(transaction=True)
def test_a_visitor_who_signed_in_meanwhile_begins_once_more(client, monkeypatch):
    quiz = make_quiz(questions=[make_question()])

    def start_too_late(guest, *args):
        User.objects.filter(pk=guest.pk).delete()
        return start_attempt(guest, *args)

    monkeypatch.setattr("quiz.views.attempt.start_attempt", start_too_late)
    start = reverse("quiz:start", args=[quiz.uid])
    page = client.post(start, {"has_read": "1"}, follow=True)

    assert page.redirect_chain == [(reverse("quiz:quiz", args=[quiz.uid]), 302)]
    assert [str(each) for each in page.context["messages"]] == [
        "You signed in meanwhile. Begin the quiz once more."
    ]


# Finishing


def test_before_the_end_the_answers_are_listed(client, learner):
    attempt = begin(learner, "choice", "match", preset="test")
    save_response(attempt.responses.get(position=1), RIGHT, "en")
    page = client.get(address(attempt, "check"))

    assert [each.position for each in page.context["responses"]] == [1, 2]
    assert [each.position for each in page.context["unanswered"]] == [2]
    assert page.context["incomplete"] == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("true_false", {"verdict": ["false"]}),
        ("order", {"bury": ["1"], "dry": ["1"], "sea": ["2"], "settle": ["3"]}),
        ("numeric", {"answer": "many"}),
    ],
)
def test_what_is_answered_in_part_is_listed_as_incomplete(client, learner, kind, value):
    attempt = begin(learner, "choice", kind, "choice", preset="test")
    save_response(attempt.responses.get(position=1), RIGHT, "en")
    save_response(attempt.responses.get(position=2), value, "en")
    page = client.get(address(attempt, "check"))
    tags = re.findall(r'class="tag soft">.*?</svg>([^<]+)</span>', page.text)

    assert tags == ["Saved", "Incomplete", "Not answered"]
    assert f'<a href="{address(attempt, position=2)}">' in page.text
    assert "answer is incomplete" in page.text
    assert "question has no answer" in page.text


def test_half_an_answer_that_was_sent_is_sent(client, learner):
    attempt = begin(learner, "true_false")
    send_response(attempt.responses.get(), {"verdict": ["false"]}, "en")
    page = client.get(address(attempt, "check"))

    assert page.context["incomplete"] == page.context["unanswered"] == []
    assert "See the result" in page.text
    assert "Send all answers" not in page.text


def test_the_end_sends_the_drafts_and_leads_to_the_result(client, learner):
    attempt = begin(learner, "choice", "choice", preset="test")
    client.post(address(attempt), {**SENT_VAPOUR, "go": "next"})
    response = client.post(address(attempt, "submit"))
    page = client.get(response.url)

    assert response.url == address(attempt, "result")
    assert page.context["result"].score == 1
    assert [line.state for line in page.context["result"].lines] == ["right", "blank"]


def test_a_second_end_says_so_and_changes_nothing(client, learner):
    attempt = begin(learner)
    client.post(address(attempt, "submit"))
    before = list(Attempt.objects.values())
    page = client.post(address(attempt, "submit"), follow=True)

    assert [str(each) for each in page.context["messages"]] == [
        "These answers were sent before."
    ]
    assert list(Attempt.objects.values()) == before


def test_a_result_is_not_there_before_the_end(client, learner):
    attempt = begin(learner)

    assert client.get(address(attempt, "result")).url == address(attempt, "check")


def test_there_is_nothing_to_check_after_the_end(client, learner):
    attempt = begin(learner)
    submit_attempt(attempt)

    assert client.get(address(attempt, "check")).url == address(attempt, "result")


def test_a_result_names_the_best_of_the_earlier_ones(client, learner):
    attempt = begin(learner)
    save_response(attempt.responses.get(), RIGHT, "en")
    submit_attempt(attempt)
    second = start_attempt(learner, attempt.quiz, "en")
    submit_attempt(second)
    third = start_attempt(learner, attempt.quiz, "en")
    submit_attempt(third)
    pages = [client.get(address(each, "result")) for each in (attempt, third)]

    assert [page.context["best_before"] for page in pages] == [None, attempt]


# Whose is it


PAGES = [
    ("get", "check"),
    ("post", "repeat"),
    ("post", "submit"),
    ("get", "result"),
]


@pytest.mark.parametrize(("method", "page"), PAGES)
@pytest.mark.parametrize("is_submitted", [False, True])
def test_somebody_elses_attempt_is_not_there(
    client, learner, method, page, is_submitted
):
    attempt = begin(make_user())
    if is_submitted:
        submit_attempt(attempt)
    before = stored(attempt), list(Attempt.objects.values())
    response = getattr(client, method)(address(attempt, page), SENT_VAPOUR)

    assert response.status_code == 404
    assert (stored(attempt), list(Attempt.objects.values())) == before


@pytest.mark.parametrize(("method", "page"), PAGES)
@pytest.mark.parametrize("role", ["teacher", "editor", "administrator"])
def test_nor_is_it_for_those_who_teach_or_edit(client, method, page, role):
    attempt = begin(make_user())
    client.force_login(make_user(role=role))

    assert getattr(client, method)(address(attempt, page)).status_code == 404


@pytest.mark.parametrize(("method", "page"), PAGES)
def test_who_is_signed_out_is_asked_to_sign_in(client, method, page):
    attempt = begin(make_user())
    response = getattr(client, method)(address(attempt, page))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login") + "?next=/en/attempts/")
    assert stored(attempt) == [({}, "")]


def test_after_signing_in_a_page_that_only_takes_forms_is_not_the_next(client):
    attempt = begin(make_user())
    client.force_login(attempt.learner)
    signed_out = Client().post(address(attempt, "submit"))
    back = signed_out.url.partition("?next=")[2]

    assert client.get(back).status_code == 200


# Visitors


def test_a_visitor_may_try_a_practice_quiz_of_an_open_course(client):
    quiz = make_quiz(questions=[make_question()])
    page = client.get(reverse("quiz:quiz", args=[quiz.uid]))
    before = User.objects.count()
    response = client.post(reverse("quiz:start", args=[quiz.uid]))
    attempt = Attempt.objects.get()
    asked = client.get(response.url)

    assert (page.status_code, before) == (200, 0)
    assert (attempt.learner.is_guest, attempt.learner.language) == (True, "en")
    assert asked.status_code == 200


def test_a_visitor_is_one_person_in_all_quizzes(client):
    for _each in range(2):
        quiz = make_quiz(questions=[make_question()])
        client.post(reverse("quiz:start", args=[quiz.uid]))

    assert User.objects.get().attempts.count() == 2


@pytest.mark.parametrize(
    ("is_open", "preset"), [(True, "test"), (False, "practice"), (False, "test")]
)
def test_a_visitor_is_asked_to_sign_in_for_all_else(client, is_open, preset):
    quiz = make_quiz(make_course(is_open=is_open), [make_question()], preset=preset)
    page = reverse("quiz:quiz", args=[quiz.uid])
    responses = [
        client.get(page),
        client.post(reverse("quiz:start", args=[quiz.uid])),
    ]

    sign_in = client.get(responses[0].url)

    assert [(each.status_code, each.url) for each in responses] == [
        (302, f"{reverse('account_login')}?next={page}")
    ] * 2
    assert "This quiz needs an account" in sign_in.text
    assert not User.objects.exists()


def test_a_visitor_who_signs_up_comes_back_to_the_result_and_is_told(client):
    quiz = make_quiz(questions=[make_question()])
    client.post(reverse("quiz:start", args=[quiz.uid]))
    attempt = Attempt.objects.get()
    submit_attempt(attempt)
    here = address(attempt, "result")
    (link,) = re.findall(r'href="([^"]*signup[^"]*)"', client.get(here).text)
    person = {
        "username": "layla10",
        "display_name": "Layla",
        "password1": "a long pass phrase 9",
        "language": "en",
    }
    page = client.post(link, person, follow=True)

    assert page.redirect_chain == [(here, 302)]
    assert [str(each) for each in page.context["messages"]] == [
        "What you answered before signing in is kept in your account."
    ]
    assert "Keep this result" not in page.text


def test_a_visitors_attempt_is_read_in_their_own_browser_only(client):
    quiz = make_quiz(questions=[make_question()])
    client.post(reverse("quiz:start", args=[quiz.uid]))
    attempt = Attempt.objects.get()
    visitor, learner, nobody = Client(), Client(), Client()
    visitor.post(reverse("quiz:start", args=[quiz.uid]))
    learner.force_login(make_user())

    assert [
        each.get(address(attempt)).status_code
        for each in (client, visitor, learner, nobody)
    ] == [200, 404, 404, 302]


# Bad input


LONG = "9" * 5000


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "attempts/{huge}/check/"),
        ("get", "attempts/{huge}/result/"),
        ("post", "attempts/{huge}/submit/"),
        ("post", "attempts/{long}/submit/"),
        ("get", "attempts/-1/check/"),
        ("get", "attempts/one/check/"),
        ("get", "attempts/%00/check/"),
        ("get", "quizzes/nothing/"),
        ("post", "quizzes/nothing/start/"),
        ("get", "quizzes/{long}/"),
        ("get", "quizzes/%00/"),
        ("get", "quizzes/%ff/"),
        ("get", "quizzes/<script>/"),
    ],
)
def test_what_is_not_there_is_said_in_the_language_of_the_address(
    client, learner, method, path, language
):
    attempt = begin(learner)
    path = path.format(huge=HUGE, long=LONG)
    response = getattr(client, method)(f"/{language}/{path}")

    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.text
    assert stored(attempt) == [({}, "")]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("method", "page"),
    [
        ("post", "check"),
        ("post", "result"),
        ("get", "submit"),
        ("get", "repeat"),
        ("get", "start"),
        ("post", "quiz"),
    ],
)
def test_a_wrong_method_is_answered_by_a_page(client, learner, method, page, language):
    attempt = begin(learner)
    here = (
        reverse(f"quiz:{page}", args=[attempt.quiz.uid])
        if page in {"start", "quiz"}
        else address(attempt, page)
    )
    response = getattr(client, method)(translate_url(here, language))

    assert response.status_code == 405
    assert response.headers["Allow"]
    assert f'<html lang="{language}"' in response.text
    assert Attempt.objects.in_progress().count() == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_another_host_is_a_bad_request(client, learner, language):
    response = client.get(f"/{language}/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert f'<html lang="{language}"' in response.text


# How many queries


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_database_as_often_for_one_question_as_for_three(
    client, learner, count, django_assert_num_queries
):
    attempt = begin(learner, *["match"] * count, preset="test")
    done = begin(learner, *["match"] * count)
    submit_attempt(done)
    for _each in range(count - 1):
        submit_attempt(start_attempt(learner, done.quiz, "en"))

    client.get(address(attempt, "check"))

    with django_assert_num_queries(4):  # session, person, attempt, answers
        client.get(address(attempt, "check"))
    with django_assert_num_queries(6):
        client.get(address(done, "result"))
    with django_assert_num_queries(6):
        client.get(reverse("quiz:quiz", args=[done.quiz.uid]))


@pytest.mark.parametrize("count", [2, 40])
@pytest.mark.parametrize("is_warm", [True, False])
@pytest.mark.parametrize(
    ("sent", "reads", "writes"),
    [
        # session, person, attempt, answers, regrades; sent, finished, outcomes
        (0, 5, 3),
        # and the outcomes of before
        (1, 6, 3),
        (40, 6, 2),
    ],
)
def test_finishing_asks_as_often_for_two_questions_as_for_forty(
    client, learner, sent, reads, writes, *, is_warm, count
):
    attempt = begin(learner, *["choice"] * count)
    for response in attempt.responses.all()[:sent]:
        send_response(response, RIGHT, "en")
    items_of.forget()
    if is_warm:
        items_of(attempt.responses.values_list("revision", flat=True))
    with counted() as queries:
        client.post(address(attempt, "submit"))

    assert queries.counts == (reads + (not is_warm), writes)
    assert len(queries.frames) == 2


def test_a_published_quiz_may_be_withdrawn_while_it_is_taken(client, learner):
    attempt = begin(learner)
    Quiz.objects.update(is_published=False)
    client.post(address(attempt), {**SENT_VAPOUR, "go": "send"})
    client.post(address(attempt, "submit"))

    assert client.get(address(attempt, "result")).context["attempt"].score == 1
