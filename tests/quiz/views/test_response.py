"""Answering the questions of a quiz, as their pages let one."""

import re

import pytest
from django.test import Client
from django.urls import reverse, translate_url
from django.utils import translation

from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.question import publish_question, withdraw_question
from quiz.actions.response import flag_response, save_response, send_response
from quiz.models import Attempt, Response
from tests.factories import make_draft, make_question, make_quiz, make_user
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


# Answering


@pytest.mark.parametrize("kind", SAMPLES)
def test_an_answer_of_each_kind_is_kept_as_it_was_sent(client, learner, kind):
    attempt = begin(learner, kind, "choice", preset="test")
    response = client.post(
        address(attempt), {**form_of(SAMPLES[kind].right), "go": "next"}
    )

    assert response.url == address(attempt, position=2)
    assert stored(attempt) == [(SAMPLES[kind].right, "en"), ({}, "")]


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_page_shows_what_was_answered(client, learner, kind):
    attempt = begin(learner, kind, preset="test")
    save_response(attempt.responses.get(), SAMPLES[kind].right, "en")
    form = client.get(address(attempt)).context["form"]
    answered = {
        part.id: part.typed or [each.id for each in part.options if each.is_picked]
        for part in form.parts
    }

    assert {part: answered[part] and sorted(answered[part]) for part in answered} == {
        part: sorted(answer) for part, answer in SAMPLES[kind].right.items()
    }


@pytest.mark.parametrize(
    ("go", "page", "position"),
    [
        ("next", "respond", 2),
        ("2", "respond", 2),
        ("1", "respond", 1),
        ("flag", "respond", 1),
        ("unflag", "respond", 1),
        ("check", "check", None),
        ("3", "check", None),
        ("0", "check", None),
        ("", "respond", 1),
        ("send", "respond", 1),
        ("-1", "respond", 1),
        ("99999999999999999999", "respond", 1),
        ("²", "respond", 1),
        ("٢", "respond", 1),
        ("//elsewhere.example", "respond", 1),
        ("\0", "respond", 1),
    ],
)
def test_every_button_keeps_the_answer_and_leads_on(
    client, learner, go, page, position
):
    attempt = begin(learner, "choice", "choice", preset="test")
    response = client.post(address(attempt), {**SENT_VAPOUR, "go": go})

    assert (response.status_code, response.url) == (
        302,
        address(attempt, page, position),
    )
    assert stored(attempt)[0] == (RIGHT, "en")


@pytest.mark.parametrize("preset", ["practice", "test"])
def test_a_button_moves_an_event_and_leads_back_to_it(client, learner, preset):
    attempt = begin(learner, "order", preset=preset)
    sent = {"r-sea": "1", "r-dry": "2", "r-settle": "3", "r-bury": "4"}
    page = client.post(address(attempt), {**sent, "go": "later.dry"})

    assert page.url == f"{address(attempt)}#field-dry"
    ((value, _language),) = stored(attempt)
    assert value == {"sea": ["1"], "dry": ["3"], "settle": ["2"], "bury": ["4"]}
    assert not attempt.responses.get().is_sent


@pytest.mark.parametrize("go", ["later.unknown", "later.", "sooner.dry"])
def test_a_button_that_is_not_there_moves_nothing(client, learner, go):
    attempt = begin(learner, "order")
    sent = {"r-sea": "1", "r-dry": "2"}
    page = client.post(address(attempt), {**sent, "go": go})

    assert page.url == address(attempt)
    ((value, _language),) = stored(attempt)
    assert value == {"sea": ["1"], "dry": ["2"]}


def test_after_the_last_question_the_answers_are_checked(client, learner):
    attempt = begin(learner, preset="test")
    response = client.post(address(attempt), {**SENT_VAPOUR, "go": "next"})

    assert response.url == address(attempt, "check")


@pytest.mark.parametrize(
    ("sent", "told"), [(SENT_VAPOUR, ["Saved. You can go on later."]), ({}, [])]
)
def test_leaving_keeps_the_answer_and_says_so(client, learner, sent, told):
    attempt = begin(learner)
    page = client.post(address(attempt), {**sent, "go": "leave"}, follow=True)
    course = reverse("quiz:course", args=[attempt.quiz.course.slug])

    assert page.redirect_chain == [(course, 302)]
    assert [str(each) for each in page.context["messages"]] == told
    assert stored(attempt) == [(RIGHT if sent else {}, "en")]


@pytest.mark.parametrize("kind", ["numeric", "text_entry", "extended_text"])
def test_the_name_of_a_typed_field_is_met_in_one_attempt_only(client, learner, kind):
    attempt, other = begin(learner, kind), begin(learner, kind)
    names = []
    for each in (attempt, other):
        (part,) = client.get(address(each)).context["form"].parts
        client.post(address(each), {part.name: "7", "go": "leave"})
        names.append(part.name)

    assert names[0] != names[1]
    assert stored(attempt) == stored(other) == [({"answer": "7"}, "en")]


def test_what_was_typed_is_not_lost_by_the_back_button(client, learner):
    page = client.get(address(begin(learner, "text_entry")))

    assert 'autocomplete="off"' not in page.text


def test_a_flag_is_put_up_and_taken_away_and_the_answer_is_kept(client, learner):
    attempt = begin(learner)
    flags = []
    for go in ("flag", "flag", "unflag", "unflag"):
        client.post(address(attempt), {**SENT_VAPOUR, "go": go})
        page = client.get(address(attempt))
        (button,) = re.findall(r'value="((?:un)?flag)" aria-pressed="(\w+)"', page.text)
        flags.append((attempt.responses.get().is_flagged, button))

    assert flags == [
        *[(True, ("unflag", "true"))] * 2,
        *[(False, ("flag", "false"))] * 2,
    ]
    assert stored(attempt) == [(RIGHT, "en")]


def test_the_button_of_the_flag_keeps_its_label(client, learner):
    attempt = begin(learner)
    texts = [
        client.post(address(attempt), {"go": go}, follow=True).text
        for go in ("flag", "unflag")
    ]

    assert ["Flag for later" in text for text in texts] == [True, True]


def test_a_flag_is_shown_while_the_answer_waits(client, learner):
    attempt = begin(learner, "choice", "choice")
    first = attempt.responses.first()
    flag_response(first, is_flagged=True)
    pages = [address(attempt, position=2), address(attempt, "check")]
    before = [client.get(page).text for page in pages]
    send_response(first, RIGHT, "en")
    after = [client.get(page).text for page in pages]

    assert ["lagged" in text for text in before] == [True, True]
    assert ["lagged" in text for text in after] == [False, False]


def test_another_language_shows_the_same_question_in_the_same_order(client, learner):
    kinds = ["choice", "match", "order", "categorise", "true_false"]
    attempt = begin(learner, *kinds)
    for position in range(1, len(kinds) + 1):
        orders = [
            [
                (part.id, [option.id for option in part.options])
                for part in client.get(
                    translate_url(address(attempt, position=position), language)
                )
                .context["form"]
                .parts
            ]
            for language in ("en", "ar", "en")
        ]

        assert orders == [orders[0]] * 3


def test_a_question_that_is_edited_meanwhile_stays_as_it_was_asked(client, learner):
    question = make_draft(SAMPLES["choice"].item)
    publish_question(question)
    question.refresh_from_db()
    attempt = start_attempt(learner, make_quiz(questions=[question]), "en")
    before = client.get(address(attempt)).context["shown"]
    question.choices.create(
        ident="wind", text_en="By the wind", text_ar="بالريح", position=9
    )
    question.choices.filter(ident="lava").update(text_en="Changed")
    publish_question(question)
    republished = client.get(address(attempt)).context["shown"]
    withdraw_question(question)
    client.post(address(attempt), {**SENT_VAPOUR, "go": "next"})
    withdrawn = client.get(address(attempt)).context["shown"]

    assert [republished, withdrawn] == [before] * 2
    assert stored(attempt) == [(RIGHT, "en")]


def test_options_are_arranged_for_each_attempt():
    question = make_question(kind="hottext"), make_question(kind="choice")
    quiz = make_quiz(questions=question)
    orders = set()
    for _each in range(20):
        attempt = start_attempt(make_user(), quiz, "en")
        quoted, shuffled = attempt.responses.all()
        quoted.attempt = shuffled.attempt = attempt
        orders.add(
            (
                tuple(each.id for each in quoted.shown.options),
                tuple(each.id for each in shuffled.shown.options),
            )
        )

    assert {each[0] for each in orders} == {("p1", "p2", "p3", "p4", "p5")}
    assert len({each[1] for each in orders}) > 1


def test_switching_the_language_keeps_the_answer_and_leads_to_the_same_page(
    client, learner
):
    attempt = begin(learner)
    response = client.post(address(attempt), {**SENT_VAPOUR, "go": "language"})

    assert response.url == translate_url(address(attempt), "ar")
    assert stored(attempt) == [(RIGHT, "en")]


def test_the_language_of_an_answer_is_that_of_its_page(client, learner):
    attempt = begin(learner, "choice", "choice")
    client.post(address(attempt), {**SENT_VAPOUR, "go": "next"})
    client.post(
        translate_url(address(attempt, position=2), "ar"), {**SENT_LAVA, "go": "next"}
    )

    assert stored(attempt) == [(RIGHT, "en"), (WRONG, "ar")]


@pytest.mark.parametrize(
    "sent",
    [
        {"r-answer": "granite"},
        {"r-answer": ["lava", "vapour"]},
        {"r-other": "lava"},
        {"r-answer": "lava\0"},
        {"r-answer": "lava", "r-": "x"},
        {"r-answer": "x" * 100_000},
    ],
)
def test_a_form_that_does_not_fit_changes_nothing(client, learner, sent):
    attempt = begin(learner)
    save_response(attempt.responses.get(), RIGHT, "en")
    response = client.post(address(attempt), {**sent, "go": "send"})
    (part,) = response.context["form"].parts

    assert response.status_code == 400
    assert "This answer does not fit the question" in response.text
    assert [each.id for each in part.options if each.is_picked] == ["vapour"]
    assert stored(attempt) == [(RIGHT, "en")]


def test_a_text_that_is_too_long_changes_nothing(client, learner):
    attempt = begin(learner, "text_entry")
    save_response(attempt.responses.get(), {"answer": "halite"}, "en")
    response = client.post(address(attempt), {"r-answer": "x" * 201, "go": "send"})

    assert response.status_code == 400
    assert stored(attempt) == [({"answer": "halite"}, "en")]


def test_bytes_that_are_no_utf_8_are_no_error(client, learner):
    attempt = begin(learner, "text_entry")
    response = client.post(
        address(attempt),
        b"r-answer=%ff%fe&go=check",
        content_type="application/x-www-form-urlencoded",
    )

    assert response.url == address(attempt, "check")
    assert stored(attempt) == [({"answer": "\ufffd\ufffd"}, "en")]


# Sending, where each answer is told about


def test_an_answer_that_is_sent_is_told_about(client, learner):
    attempt = begin(learner)
    page = client.post(address(attempt), {**SENT_VAPOUR, "go": "send"}, follow=True)

    assert page.redirect_chain == [(address(attempt), 302)]
    assert page.context["review"].outcome.state == "right"


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("which", ["right", "wrong"])
def test_each_kind_is_told_about_in_both_languages(
    client, learner, kind, language, which
):
    attempt = begin(learner, kind)
    page = client.post(
        translate_url(address(attempt), language),
        {**form_of(getattr(SAMPLES[kind], which)), "go": "send"},
        follow=True,
    )
    state = "pending" if kind == "extended_text" else which

    assert page.status_code == 200
    assert page.context["review"].outcome.state == state
    assert {"ar": "كما يذكر الدرس.", "en": "As the lesson says."}[language] in page.text


def test_an_answer_that_waits_for_a_teacher_is_neither_right_nor_wrong(client, learner):
    attempt = begin(learner, "extended_text")
    page = client.post(
        address(attempt), {"r-answer": "Salt\nof the sea", "go": "send"}, follow=True
    )
    criterion = SAMPLES["extended_text"].item.shown.rubric[0].text["en"]

    assert "key-wrong" not in page.text
    assert "key-right" not in page.text
    assert "Salt<br>of the sea" in page.text
    assert criterion in page.text

    client.post(reverse("quiz:submit", args=[attempt.pk]))
    result = client.get(reverse("quiz:result", args=[attempt.pk]))
    assert "The score so far is without what waits." in result.text


def test_the_first_of_two_answers_sent_stands(client, learner):
    attempt = begin(learner)
    client.post(address(attempt), {**SENT_VAPOUR, "go": "send"})
    page = client.post(address(attempt), {**SENT_LAVA, "go": "send"}, follow=True)

    assert [str(each) for each in page.context["messages"]] == [
        "This answer was sent before. The first one stands; nothing is lost."
    ]
    assert stored(attempt) == [(RIGHT, "en")]
    assert attempt.responses.get().outcomes.count() == 1


@pytest.mark.parametrize(
    ("kind", "sent", "problems"),
    [
        ("choice", {}, [("answer", "Not answered yet.")]),
        ("numeric", {"r-answer": "many"}, [("answer", "This is not a number.")]),
        ("numeric", {"r-answer": "1,234"}, [("answer", "This can be read as two")]),
        (
            "order",
            {"r-bury": "1", "r-dry": "1", "r-sea": "2", "r-settle": "3"},
            [
                ("bury", "Another event has the same place."),
                ("dry", "Another event has the same place."),
            ],
        ),
        ("true_false", {"r-verdict": "true"}, [("reason", "Not answered yet.")]),
    ],
)
def test_what_is_to_be_mended_is_said_and_kept_as_a_draft(
    client, learner, kind, sent, problems
):
    attempt = begin(learner, kind)
    page = client.post(address(attempt), {**sent, "go": "send"})
    found = page.context["form"].problems

    assert page.status_code == 422
    assert sorted(part.id for part in found) == [part for part, _said in problems]
    assert [
        said for _part, said in problems if said not in str([p.problem for p in found])
    ] == []
    assert page.text.count("<title>Error: ") == 1
    assert attempt.responses.get().sent_at is None
    assert len(stored(attempt)[0][0]) == len(sent)


@pytest.mark.parametrize(("preset", "go"), [("practice", "send"), ("test", "next")])
def test_the_places_at_fault_are_marked_beside_their_reason(
    client, learner, preset, go
):
    attempt = begin(learner, "order", preset=preset)
    sent = {"r-bury": "1", "r-dry": "1", "r-sea": "2", "go": go}
    page = client.post(address(attempt), sent).text
    marked = re.findall(
        r'<select id="select-(\w+)"[^>]* aria-invalid="true"'
        r' aria-describedby="problem-(\w+)"',
        page,
    )

    assert sorted(marked) == [(each, each) for each in ("bury", "dry", "settle")]
    assert [f'id="problem-{each}"' in page for each, _same in marked] == [True] * 3


@pytest.mark.parametrize(
    ("kind", "sent", "told"),
    [
        ("choice", {}, "There is no answer to send yet"),
        ("match", {}, "There is no answer to send yet"),
        (
            "true_false",
            {"r-verdict": "true"},
            "The answer is saved, but not sent yet",
        ),
        (
            "numeric",
            {"r-answer": "many", "go": "next"},
            "The answer is saved, but it is not clear",
        ),
    ],
)
def test_what_became_of_an_answer_with_problems_is_said(
    client, learner, kind, sent, told
):
    preset = "test" if "go" in sent else "practice"
    attempt = begin(learner, kind, preset=preset)
    page = client.post(address(attempt), {"go": "send", **sent})
    titles = re.findall(r'role="alert".*?<strong>(.*?)</strong>', page.text)

    assert titles == [told]


def test_half_an_answer_may_be_sent_as_it_is(client, learner):
    attempt = begin(learner, "true_false")
    sent = {"r-verdict": "false", "go": "send_as_it_is"}
    page = client.post(address(attempt), sent, follow=True)

    assert page.context["review"].outcome.state == "wrong"
    assert stored(attempt) == [({"verdict": ["false"]}, "en")]


def test_nothing_is_not_sent_as_it_is(client, learner):
    attempt = begin(learner)
    page = client.post(address(attempt), {"go": "send_as_it_is"})

    assert page.status_code == 422
    assert attempt.responses.get().sent_at is None


def test_an_answer_after_the_end_changes_nothing(client, learner):
    attempt = begin(learner, preset="test")
    save_response(attempt.responses.get(), RIGHT, "en")
    submit_attempt(attempt)
    page = client.post(address(attempt), {**SENT_LAVA, "go": "next"}, follow=True)

    assert page.redirect_chain == [(address(attempt), 302)]
    assert page.context["review"].outcome.state == "right"
    assert stored(attempt) == [(RIGHT, "en")]


# Whose is it


METHODS = pytest.mark.parametrize("method", ["get", "post"])
VOICES = pytest.mark.parametrize("voice", [{}, {"accept": "application/json"}])


@METHODS
@VOICES
@pytest.mark.parametrize("is_submitted", [False, True])
def test_somebody_elses_answer_is_not_there(
    client, learner, method, voice, is_submitted
):
    attempt = begin(make_user())
    if is_submitted:
        submit_attempt(attempt)
    before = list(Attempt.objects.values()), list(Response.objects.values())
    response = getattr(client, method)(address(attempt), SENT_VAPOUR, headers=voice)

    assert response.status_code == 404
    assert (list(Attempt.objects.values()), list(Response.objects.values())) == before


@METHODS
@VOICES
@pytest.mark.parametrize("role", ["teacher", "editor", "administrator"])
def test_nor_is_it_for_those_who_teach_or_edit(client, method, voice, role):
    attempt = begin(make_user())
    client.force_login(make_user(role=role))

    assert getattr(client, method)(address(attempt), headers=voice).status_code == 404


@METHODS
def test_who_is_signed_out_is_asked_to_sign_in(client, method):
    attempt = begin(make_user())
    response = getattr(client, method)(address(attempt), SENT_VAPOUR)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login") + "?next=/en/attempts/")
    assert stored(attempt) == [({}, "")]


# Bad input


HUGE = 10**30


@METHODS
@VOICES
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "path", ["{huge}/1/", "0/1/", "{attempt}/{huge}/", "{attempt}/0/", "{attempt}/2/"]
)
def test_what_is_not_there_is_said_in_the_language_of_the_address(
    client, learner, method, voice, *, path, language
):
    attempt = begin(learner)
    path = path.format(huge=HUGE, attempt=attempt.pk)
    address = f"/{language}/attempts/{path}"
    response = getattr(client, method)(address, SENT_VAPOUR, headers=voice)

    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.text
    assert stored(attempt) == [({}, "")]


@VOICES
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_wrong_method_is_answered_by_a_page(client, learner, method, voice, language):
    attempt = begin(learner)
    here = translate_url(address(attempt), language)
    response = getattr(client, method)(here, headers=voice)

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"
    assert f'<html lang="{language}"' in response.text


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_form_without_its_token_loses_nothing(learner, language):
    attempt = begin(learner)
    save_response(attempt.responses.get(), RIGHT, "en")
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    here = translate_url(address(attempt), language)
    response = client.post(here, {**SENT_LAVA, "csrfmiddlewaretoken": "wrong"})

    assert response.status_code == 403
    assert f'<html lang="{language}"' in response.text
    with translation.override(language):
        words = translation.gettext("The page was open for too long")
    assert f"<h1>{words}</h1>" in response.text
    assert stored(attempt) == [(RIGHT, "en")]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("&".join(f"r-{each}=x" for each in range(3000)), None),
        ("r-answer=" + "x" * 3_000_000, None),
        ("--x", "multipart/form-data"),
        ("--x", "multipart/form-data; boundary=" + "x" * 300),
    ],
)
def test_a_body_that_cannot_be_read_is_a_bad_request(
    client, learner, body, content_type, language
):
    attempt = begin(learner)
    response = client.post(
        translate_url(address(attempt), language),
        body,
        content_type=content_type or "application/x-www-form-urlencoded",
    )

    assert response.status_code == 400
    assert f'<html lang="{language}"' in response.text
    assert stored(attempt) == [({}, "")]


# How many queries


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_database_as_often_for_one_question_as_for_three(
    client, learner, count, django_assert_num_queries
):
    attempt = begin(learner, *["match"] * count, preset="test")
    done = begin(learner, *["match"] * count)
    submit_attempt(done)
    for page in (attempt, done):
        client.get(address(page))

    with django_assert_num_queries(4):  # session, person, answer, places
        client.get(address(attempt))
    with django_assert_num_queries(7):  # and the question, its lesson, its outcome
        client.get(address(done))
