"""The pages around an attempt: what holds, what is told, and when the rest is."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.question import publish_question
from quiz.actions.regrade import regrade_question
from quiz.actions.response import save_response, send_response
from quiz.assessment.presets import EVERYTHING, NOTHING, Reviewable
from quiz.assessment.regrade import FULL, KEY, LEFT_OUT
from quiz.models import Assignment, Attempt, Quiz, Response
from quiz.models.regrade import Ruling
from tests.factories import (
    enroll,
    make_attempt,
    make_classroom,
    make_draft,
    make_published_lesson,
    make_question,
    make_quiz,
    make_revision,
    make_user,
)
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.views.taking import RIGHT, WRONG, address, begin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def words(page):
    """Return the words of a page, in one line."""
    main = re.search(r"(?s)<main.*?</main>", page.text).group()
    line = " ".join(re.sub(r"<[^>]+>", " ", main).split())
    return re.sub(r" ([.,:])", r"\1", line)


def start_page(client, quiz):
    """Return the page before a quiz."""
    return client.get(reverse("quiz:quiz", args=[quiz.uid]))


# Before it is begun


def test_practice_says_that_there_is_no_limit_and_that_all_is_told_at_once(
    client, learner
):
    page = start_page(client, make_quiz(questions=[make_question()]))

    for said in (
        "1 question · About 1 minute",
        "There is no time limit. You can stop, and go on later.",
        "The quiz can be taken as often as one likes.",
        "An answer that is sent cannot be changed.",
        "After each answer: the score, and of each answer what is right, why, and its",
    ):
        assert said in words(page)
    assert "Time zone" not in words(page)
    assert "/start/" in page.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"preset": "test"}, "After the attempt: the score, and of each"),
        (
            {"preset": "test", "review_submitted": Reviewable.SCORE.value},
            "After the closing: which answers are right · feedback · the right answers",
        ),
        ({"preset": "exam"}, "When the results are released: the score, and of each"),
        (
            {"preset": "test", "review_submitted": 0, "review_closed": 0},
            "Nothing is told about the answers.",
        ),
    ],
)
def test_how_it_is_told_follows_the_rules_and_not_the_preset(
    client, learner, fields, said
):
    page = start_page(client, make_quiz(questions=[make_question()], **fields))

    assert said in words(page)
    assert "Answers can be changed until all are sent." in words(page)


def test_a_release_is_the_teachers_where_a_class_was_given_the_quiz(client, learner):
    quiz = make_quiz(questions=[make_question()], preset="exam")
    (enrollment,) = enroll(make_classroom(), learner)
    Assignment.objects.create(
        classroom=enrollment.classroom, quiz=quiz, assigned_by=make_user()
    )

    assert "When your teacher releases the results:" in words(start_page(client, quiz))


def test_a_limit_runs_from_the_beginning(client, learner):
    page = start_page(client, make_quiz(questions=[make_question()], time_limit=60))

    assert "Time limit: 60 minutes from the beginning." in words(page)
    assert "The time runs on while the page is closed." in words(page)
    assert "Time zone: UTC" in words(page)
    assert "There is no time limit" not in words(page)


def test_the_closing_is_named_where_it_comes_before_the_limit(
    client, learner, time_machine
):
    time_machine.move_to("2026-05-04T13:25:00+00:00", tick=False)
    closes_at = timezone.now() + 35 * MINUTE
    quiz = make_quiz(questions=[make_question()], time_limit=60, closes_at=closes_at)
    text = words(start_page(client, quiz))

    assert "Time limit: 60 minutes from the beginning." in text
    assert "But the quiz closes before that, on 4 May 2026, 2:00 PM." in text
    assert "Who begins now has 35 minutes." in text
    assert "What is saved by then counts." in text


def test_a_closing_without_a_limit_is_said(client, learner, time_machine):
    time_machine.move_to("2026-05-04T13:25:00+00:00", tick=False)
    quiz = make_quiz(questions=[make_question()], closes_at=timezone.now() + DAY)
    text = words(start_page(client, quiz))

    assert "There is no time limit until the quiz closes." in text
    assert "The quiz closes on 5 May 2026, 1:25 PM." in text
    assert "Who begins now" not in text


def test_an_open_attempt_says_how_long_is_left(client, learner, time_machine):
    time_machine.move_to("2026-05-04T13:00:00+00:00", tick=False)
    attempt = begin(learner, time_limit=10)
    said = []
    for minutes in (0, 9.5, 10):
        now = f"2026-05-04T13:{int(minutes):02}:{30 if minutes % 1 else 0:02}+00:00"
        time_machine.move_to(now, tick=False)
        said.append(words(start_page(client, attempt.quiz)))

    assert "The time ends on 4 May 2026, 1:10 PM. 10 minutes are left." in said[0]
    assert "Less than a minute is left." in said[1]
    assert "The time is over. What was saved counts." in said[2]
    assert "Finish the quiz" in said[2]
    assert "Go on with the quiz" in said[0]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"opens_at": DAY}, "This quiz is not open yet. It opens on "),
        ({"preset": "exam"}, "The moment of its opening is not set yet."),
        ({"closes_at": -DAY}, "This quiz is closed. It closed on "),
        ({"attempt_limit": 1}, "There is no attempt left at this quiz."),
    ],
)
def test_why_a_quiz_cannot_be_begun_is_said_and_no_button_is_there(
    client, learner, fields, said
):
    moments = {
        name: timezone.now() + value
        for name, value in fields.items()
        if isinstance(value, timedelta)
    }
    quiz = make_quiz(questions=[make_question()], **{**fields, **moments})
    if "attempt_limit" in fields:
        make_attempt(learner, quiz, score=1)
    page = start_page(client, quiz)

    assert said in words(page)
    assert "/start/" not in page.text


def test_attempts_are_counted(client, learner):
    quiz = make_quiz(questions=[make_question()], attempt_limit=2)
    said = []
    for _each in range(3):
        said.append(words(start_page(client, quiz)))
        make_attempt(learner, quiz, score=1)

    assert "Attempts allowed: 2. An answer" in said[0]
    assert "Attempts allowed: 2. 1 attempt is left." in said[1]
    assert "Attempts allowed: 2. No attempt is left." in said[2]


def test_an_earlier_score_is_there_where_it_may_be_told(client, learner):
    quiz = make_quiz(questions=[make_question()], preset="test")
    make_attempt(learner, quiz, score=7, max_score=9)
    said = []
    for told in (EVERYTHING, NOTHING):
        Quiz.objects.update(review_submitted=told.value)
        said.append(words(start_page(client, quiz)))

    assert ["7 of 9" in each for each in said] == [True, False]
    assert "Done" in said[1]


def test_a_lesson_does_not_promise_that_there_is_no_limit(client, learner):
    lesson = make_published_lesson()
    quiz = make_quiz(lesson.course, [make_question()], lesson=lesson)
    here = reverse("quiz:lesson", args=[lesson.course.slug, lesson.slug])
    said = []
    for limit in (None, 20):
        Quiz.objects.filter(pk=quiz.pk).update(time_limit=limit)
        said.append("no time limit" in words(client.get(here)))

    assert said == [True, False]


# The check


def test_when_the_time_is_over_the_one_button_finishes(client, learner):
    attempt = begin(learner, "choice", "choice", preset="test", time_limit=10)
    save_response(attempt.responses.get(position=1), RIGHT, "en")
    Attempt.objects.update(ends_at=timezone.now() - MINUTE)
    page = client.get(address(attempt, "check"))
    main = re.search(r"(?s)<main.*?</main>", page.text).group()

    assert "The time is over" in words(page)
    assert "Nothing can be changed any more." in words(page)
    assert re.findall(r"<a [^>]*href", main) == []
    assert re.findall(r"<button[^>]*>([^<]+)", main) == ["Finish the quiz"]
    client.post(address(attempt, "submit"))
    assert "Questions answered: 1 of 2." in words(
        client.get(address(attempt, "result"))
    )


def test_how_long_is_left_is_said_before_all_is_sent(client, learner):
    attempt = begin(learner, preset="test", time_limit=10)

    assert "9 minutes are left." in words(client.get(address(attempt, "check")))
    Attempt.objects.update(ends_at=None)
    assert "left" not in words(client.get(address(attempt, "check")))


def test_what_was_sent_can_be_seen_where_it_is_told(client, learner):
    attempt = begin(learner)
    send_response(attempt.responses.get(), RIGHT, "en")
    link = f'href="{address(attempt)}"'

    assert link in client.get(address(attempt, "check")).text
    Quiz.objects.update(review_during=0)
    assert link not in client.get(address(attempt, "check")).text


# Once more


def once_more(attempt):
    """Return the button that asks what was missed once more."""
    return f'action="{address(attempt, "repeat")}"'


@pytest.mark.parametrize(("value", "is_offered"), [(WRONG, True), (RIGHT, False)])
def test_what_was_missed_is_offered_once_more_after_the_last_answer(
    client, learner, value, is_offered
):
    attempt = begin(learner, "choice", "choice")
    send_response(attempt.responses.get(position=1), value, "en")
    early = [client.get(address(attempt)), client.get(address(attempt, "check"))]
    send_response(attempt.responses.get(position=2), RIGHT, "en")
    pages = [
        client.get(address(attempt)),
        client.get(address(attempt, position=2)),
        client.get(address(attempt, "check")),
    ]

    assert [once_more(attempt) in page.text for page in early] == [False, False]
    assert [once_more(attempt) in page.text for page in pages] == [is_offered] * 3
    assert all(address(attempt, "submit") in page.text for page in pages)


def test_what_was_missed_is_answered_once_more_and_told_apart(client, learner):
    attempt = begin(learner, "choice", "choice", "choice")
    for place, value in enumerate((WRONG, RIGHT, WRONG), 1):
        send_response(attempt.responses.get(position=place), value, "en")
    page = client.post(address(attempt, "repeat"), follow=True)
    assert page.redirect_chain == [(address(attempt, position=4), 302)]
    form = {"r-answer": "vapour", "go": "send"}
    client.post(address(attempt, position=4), form)
    form = {"r-answer": "lava", "go": "send"}
    page = client.post(address(attempt, position=5), form, follow=True)
    assert once_more(attempt) not in page.text
    assert "Once more" in words(client.get(address(attempt, "check")))
    page = client.post(address(attempt, "submit"), follow=True)

    assert "1 of 3" in words(page)
    assert "Questions answered: 3 of 3." in words(page)
    assert "Right the second time: 1 of the 2 that were missed." in words(page)
    assert "The score stays as it was." in words(page)


# The review


def test_a_review_says_what_is_told_later(client, learner):
    attempt = begin(
        learner,
        preset="test",
        review_submitted=Reviewable.CORRECTNESS.value,
        closes_at=timezone.now() + DAY,
    )
    save_response(attempt.responses.get(), WRONG, "en")
    submit_attempt(attempt)
    page = client.get(address(attempt))

    assert "Not correct" in words(page)
    assert "More is told later After the closing on " in words(page)
    assert "the score · feedback · the right answers · the evidence" in words(page)
    Quiz.objects.update(closes_at=timezone.now() - DAY)
    assert "More is told later" not in words(client.get(address(attempt)))


@pytest.mark.parametrize(
    ("value", "heading"), [(WRONG, "Your answer"), ({}, "Not answered")]
)
def test_a_review_without_a_verdict_shows_what_was_given(
    client, learner, value, heading
):
    attempt = begin(learner, preset="test", review_submitted=Reviewable.SCORE.value)
    save_response(attempt.responses.get(), value, "en")
    submit_attempt(attempt)
    page = client.get(address(attempt))

    assert re.search(r"<h1[^>]*>([^<]+)<", page.text).group(1).strip() == heading
    assert re.search(r"<title>\s*Question 1 of 1\s", page.text)


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("aspect", Reviewable)
def test_every_aspect_alone_makes_a_page(client, learner, kind, language, aspect):
    attempt = begin(learner, kind, preset="test", review_submitted=aspect.value)
    save_response(attempt.responses.get(), SAMPLES[kind].wrong, "en")
    submit_attempt(attempt)
    with translation.override(language):
        pages = [client.get(address(attempt)), client.get(address(attempt, "result"))]

    assert [page.status_code for page in pages] == [200, 200]


@pytest.mark.parametrize(
    ("certainty", "value", "is_said"),
    [(3, WRONG, True), (2, WRONG, False), (3, RIGHT, False), (None, WRONG, False)],
)
def test_a_certain_answer_that_was_wrong_is_said_kindly(
    client, learner, certainty, value, is_said
):
    attempt = begin(learner, asks_certainty=True)
    send_response(attempt.responses.get(), value, "en", certainty=certainty)
    said = words(client.get(address(attempt)))

    assert ("You were certain here" in said) is is_said
    assert ("How certain:" in said) is (certainty is not None)
    hidden = EVERYTHING & ~Reviewable.CORRECTNESS
    Quiz.objects.update(review_during=hidden.value)
    assert "You were certain here" not in words(client.get(address(attempt)))


# The result


def test_a_result_that_is_not_told_yet_is_a_calm_page(client, learner):
    past = timezone.now() - DAY
    attempt = begin(learner, "choice", "choice", preset="exam", opens_at=past)
    save_response(attempt.responses.get(position=1), RIGHT, "en")
    submit_attempt(attempt)
    page = client.get(address(attempt, "result"))
    said = words(page)

    assert said.count("All answers are sent") == 1
    assert "When the results are released: the score, and of each answer" in said
    assert "Questions answered: 1 of 2." in said
    assert f"Code of this submission: {attempt.receipt}" in said
    assert "Sent" in said
    for hidden in ("What to read again", "By skill", "Take it again", "1 of 2 "):
        assert hidden not in said.replace("answered: 1 of 2.", "")
    assert address(attempt) not in page.text
    Quiz.objects.update(released_at=timezone.now())
    said = words(client.get(address(attempt, "result")))
    assert "By skill" in said
    assert "Not answered" in said
    assert "1 of 2" in said.replace("answered: 1 of 2.", "")


def test_what_the_clock_did_and_what_came_late_is_said(client, learner):
    attempt = begin(learner, "choice", "choice", preset="test", time_limit=1)
    Attempt.objects.update(ends_at=timezone.now() - DAY)
    Response.objects.filter(position=1).update(late_seconds=20)
    said = words(client.get(address(attempt, "result")))

    assert "The time is over It ended on" in said
    assert "What was saved by then was sent and counts." in said
    assert "1 answer came after the end of the time." in said


def test_a_visitor_has_no_code(client):
    quiz = make_quiz(questions=[make_question()])
    client.post(reverse("quiz:start", args=[quiz.uid]))
    attempt = Attempt.objects.get()
    submit_attempt(attempt)

    assert "Code of this submission" not in words(
        client.get(address(attempt, "result"))
    )


def test_calibration_is_told_without_a_score(client, learner):
    lesson, questions = make_published_lesson(), []
    for _each in range(3):
        questions.append(make_draft(SAMPLES["choice"].item, lesson))
        publish_question(questions[-1])
    quiz = make_quiz(lesson.course, questions, asks_certainty=True)
    attempt = start_attempt(learner, quiz, "en")
    rows = zip(attempt.responses.all(), (3, 3, 1), (RIGHT, WRONG, WRONG), strict=True)
    for response, certainty, value in rows:
        send_response(response, value, "en", certainty=certainty)
    submit_attempt(attempt)
    said = words(client.get(address(attempt, "result")))

    assert "How certain, and how often right Certain 1 of 2 A guess 0 of 1" in said
    assert "You were certain of 2 answers, and right in 1." in said
    assert "First, where an answer was certain and the article says otherwise." in said
    assert "-" not in re.search(r"How certain,.*?and right", said).group()


def test_a_result_offers_another_attempt_where_one_is_left(client, learner):
    attempt = begin(learner, preset="test", attempt_limit=2)
    submit_attempt(attempt)
    offered = []
    for _each in range(2):
        page = client.get(address(attempt, "result"))
        offered.append("/start/" in page.text)
        make_attempt(learner, attempt.quiz, score=1)

    assert offered == [True, False]
    assert (
        reverse("quiz:quiz", args=[attempt.quiz.uid])
        in client.get(address(attempt, "result")).text
    )


def test_the_best_before_is_named_where_it_is_told(client, learner):
    quiz = make_quiz(questions=[make_question()], preset="test")
    make_attempt(learner, quiz, score=7, max_score=9)
    attempt = start_attempt(learner, quiz, "en")
    submit_attempt(attempt)
    said = []
    for told in (EVERYTHING, NOTHING):
        Quiz.objects.update(review_submitted=told.value)
        said.append(words(client.get(address(attempt, "result"))))

    assert ["Best before: 7 of 9" in each for each in said] == [True, False]
    assert "7 of 9" not in said[1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_result_asks_the_database_six_times(
    client, learner, count, django_assert_num_queries
):
    attempt = begin(learner, *["match"] * count)
    submit_attempt(attempt)
    for _each in range(count - 1):
        submit_attempt(start_attempt(learner, attempt.quiz, "en"))

    with django_assert_num_queries(6):
        client.get(address(attempt, "result"))


@pytest.mark.parametrize(
    ("way", "score", "said"),
    [
        (KEY, "1 of 1", "This question was scored again."),
        (FULL, "1 of 1", "This question is void: it counts full for everybody."),
        (LEFT_OUT, "0 of 0", "This question is void: it is left out of everybody’s"),
    ],
)
def test_the_result_and_the_review_say_how_a_question_was_regraded(
    client, learner, way, score, said
):
    attempt = finish_regraded(learner, way)
    result = words(client.get(address(attempt, "result")))
    review = words(client.get(address(attempt)))

    assert score in result
    assert all(said in each and "Two are right." in each for each in (result, review))
    assert "Not correct" not in result + review
    assert ("Void question" in result) == ("Void question" in review) == (way != KEY)
    assert ("according to the article" in review) == (way == KEY)


def test_who_is_told_nothing_is_told_of_no_regrade(client, learner):
    attempt = finish_regraded(learner, FULL)
    Quiz.objects.update(review_submitted=NOTHING.value)
    result = words(client.get(address(attempt, "result")))

    assert "void" not in result.lower()
    assert "Two are right." not in result


def finish_regraded(learner, way):
    """Send a wrong answer whose question is regraded afterwards."""
    attempt = begin(learner, "choice", preset="test")
    Quiz.objects.update(review_submitted=EVERYTHING.value)
    response = attempt.responses.get()
    send_response(response, WRONG, "en")
    submit_attempt(attempt)
    asked = response.revision
    judging = None
    if way == KEY:
        judging = make_revision(asked.question, credit={"answer": {"lava": 1.0}})
    ruling = Ruling(asked.question, way, (asked,), judging)
    regrade_question(ruling, "Two are right.", make_user(role="editor"))
    return attempt
