"""Taking a quiz, as its pages let one."""

import re

import pytest
from django.test import Client
from django.urls import reverse, translate_url
from django.utils import translation

from accounts.models import User
from quiz.actions.attempt import (
    flag_response,
    save_response,
    send_response,
    start_attempt,
    submit_attempt,
)
from quiz.actions.course import withdraw_lesson
from quiz.actions.question import publish_question, withdraw_question
from quiz.models import Attempt, Quiz
from tests.factories import (
    make_course,
    make_draft,
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db

RIGHT, WRONG = {"answer": ["vapour"]}, {"answer": ["lava"]}
SENT_VAPOUR, SENT_LAVA = {"r-answer": "vapour"}, {"r-answer": "lava"}
HUGE = 10**30


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def learner(client):
    """Sign a learner in."""
    learner = make_user()
    client.force_login(learner)
    return learner


def begin(learner, *kinds, **fields):
    """Begin a quiz with a question of each kind."""
    questions = [make_question(kind=kind) for kind in kinds or ["choice"]]
    return start_attempt(learner, make_quiz(questions=questions, **fields), "en")


def address(attempt, page="respond", position=1):
    """Return the address of a page of an attempt."""
    places = [position] if page == "respond" else []
    return reverse(f"quiz:{page}", args=[attempt.pk, *places])


def stored(attempt):
    """Return what is kept of each answer."""
    return list(attempt.responses.values_list("value", "language"))


def form_of(response):
    """Return a sample answer as the fields of a form."""
    return {f"r-{part}": answer for part, answer in response.items()}


# Beginning


def test_a_quiz_says_what_it_asks_of_one(client, learner):
    quiz = make_quiz(questions=[make_question()])
    response = client.get(reverse("quiz:quiz", args=[quiz.uid]))

    assert response.status_code == 200
    assert (response.context["open"], response.context["finished"]) == (None, [])


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

    assert [page.context["question_count"] for page in pages] == [2, 1, 0]
    assert ["/start/" in page.text for page in pages] == [True, True, False]
    assert "This quiz has no questions yet. Try again later." in pages[2].text


def test_a_quiz_that_was_begun_counts_the_questions_of_the_attempt(client, learner):
    attempt = begin(learner, "choice", "choice")
    withdraw_question(attempt.responses.first().revision.question)
    page = client.get(reverse("quiz:quiz", args=[attempt.quiz.uid]))

    assert page.context["question_count"] == 2


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
        quoted, shuffled = attempt.responses.asked()
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
    assert [(line.state, line.score) for line in page.context["result"].lines] == [
        ("right", 1),
        ("blank", 0),
    ]


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
    ("get", "respond"),
    ("post", "respond"),
    ("get", "check"),
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
        ("get", "attempts/{huge}/1/"),
        ("post", "attempts/{huge}/1/"),
        ("get", "attempts/{attempt}/{huge}/"),
        ("post", "attempts/{attempt}/{huge}/"),
        ("get", "attempts/{attempt}/0/"),
        ("get", "attempts/{attempt}/2/"),
        ("post", "attempts/{attempt}/99999/"),
        ("get", "attempts/0/1/"),
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
    path = path.format(huge=HUGE, long=LONG, attempt=attempt.pk)
    response = getattr(client, method)(f"/{language}/{path}", SENT_VAPOUR)

    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.text
    assert stored(attempt) == [({}, "")]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("method", "page"),
    [
        ("put", "respond"),
        ("delete", "respond"),
        ("post", "check"),
        ("post", "result"),
        ("get", "submit"),
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
    answer = {**form_of(SAMPLES["match"].right), "go": "next"}

    with django_assert_num_queries(4):  # session, person, answer, places
        client.get(address(attempt))
    with django_assert_num_queries(5):  # session, person, answer, save, next
        client.post(address(attempt), answer)
    with django_assert_num_queries(4):
        client.get(address(attempt, "check"))
    with django_assert_num_queries(6):
        client.get(address(done, "result"))
    with django_assert_num_queries(7):
        client.get(address(done))
    with django_assert_num_queries(5):
        client.get(reverse("quiz:quiz", args=[done.quiz.uid]))


def test_sending_an_answer_takes_eight_queries(
    client, learner, django_assert_num_queries
):
    attempt = begin(learner, "choice", "choice", "choice")

    with django_assert_num_queries(8):  # two of them open and close a transaction
        client.post(address(attempt), {**SENT_VAPOUR, "go": "send"})


def test_a_published_quiz_may_be_withdrawn_while_it_is_taken(client, learner):
    attempt = begin(learner)
    Quiz.objects.update(is_published=False)
    client.post(address(attempt), {**SENT_VAPOUR, "go": "send"})
    client.post(address(attempt, "submit"))

    assert client.get(address(attempt, "result")).context["attempt"].score == 1
