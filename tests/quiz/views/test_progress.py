import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from quiz.actions.progress import note_reading
from quiz.models import LessonProgress
from tests.factories import (
    make_attempt,
    make_course,
    make_lesson,
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def note_address(lesson):
    """Return the address at which reading is noted."""
    return reverse("quiz:note_reading", args=[lesson.course.slug, lesson.slug])


def kept():
    """Return what is noted of reading."""
    return [
        (row.furthest, row.finished_at is not None)
        for row in LessonProgress.objects.all()
    ]


def test_progress_shows_the_best_and_the_latest_result(client, learner):
    quiz = make_quiz()
    best, latest = (make_attempt(learner, quiz, score=each) for each in (9, 4))
    page = client.get(reverse("quiz:progress"))
    ((line,),) = [report.quizzes for report in page.context["reports"]]

    assert (line.best, line.latest) == (best, latest)
    for attempt in (best, latest):
        assert reverse("quiz:result", args=[attempt.pk]) in page.text


def test_the_result_of_a_quiz_taken_once_stands_there_once(client, learner):
    attempt = make_attempt(learner, make_quiz(), score=4)
    page = client.get(reverse("quiz:progress")).text

    assert page.count(reverse("quiz:result", args=[attempt.pk])) == 1
    assert "Latest:" not in page


@pytest.mark.parametrize("is_published", [True, False])
def test_no_link_of_a_quiz_is_dead(client, learner, is_published):
    quiz = make_quiz(is_published=is_published)
    make_attempt(learner, quiz, score=4)
    page = client.get(reverse("quiz:progress"))
    address = reverse("quiz:quiz", args=[quiz.uid])

    assert f'href="{address}"' in page.text
    assert ("no longer offered" in page.text) is not is_published
    assert client.get(address).status_code == 200


def test_progress_of_nothing_says_what_comes_next(client, learner):
    lesson = make_published_lesson()
    page = client.get(reverse("quiz:progress"))

    assert "No quiz is finished yet." in page.text
    assert reverse("quiz:lesson", args=[lesson.course.slug, lesson.slug]) in page.text


def test_progress_is_a_persons_own(client, learner):
    make_attempt(make_user(), make_quiz(), score=9)
    (report,) = client.get(reverse("quiz:progress")).context["reports"]

    assert report.quizzes == ()


def test_a_visitor_without_a_row_signs_in_first(client):
    address = reverse("quiz:progress")

    assert client.get(address).url == f"{reverse('account_login')}?next={address}"


def test_a_visitor_with_a_row_has_progress_too(client):
    quiz = make_quiz(questions=[make_question()])
    client.post(reverse("quiz:start", args=[quiz.uid]))

    assert client.get(reverse("quiz:progress")).status_code == 200


def test_a_button_notes_that_a_lesson_is_read(client, learner):
    lesson = make_published_lesson(passages=3)
    response = client.post(note_address(lesson), {"furthest": "3", "is_finished": "1"})

    assert response.url == reverse(
        "quiz:lesson", args=[lesson.course.slug, lesson.slug]
    )
    assert kept() == [(3, True)]


@pytest.mark.parametrize(
    ("sent", "status", "rows"),
    [
        ({"furthest": "2"}, 204, [(2, False)]),
        ({"furthest": str(10**30)}, 204, [(3, False)]),
        ({"furthest": "x"}, 400, []),
        ({"furthest": "-1"}, 400, []),
        ({"furthest": "\0"}, 400, []),
        ({}, 400, []),
    ],
)
def test_a_script_notes_how_far_one_has_read(client, learner, sent, status, rows):
    lesson = make_published_lesson(passages=3)
    response = client.post(
        note_address(lesson), sent, headers={"sec-fetch-mode": "cors"}
    )

    assert (response.status_code, response.content) == (status, b"")
    assert kept() == rows


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("mode", "status"), [("cors", 400), ("navigate", 302)])
def test_a_visitor_whose_row_is_gone_meanwhile_gets_no_error(
    client, monkeypatch, mode, status
):
    quiz = make_quiz(questions=[make_question()])
    client.post(reverse("quiz:start", args=[quiz.uid]))
    lesson = make_published_lesson(passages=3)

    def note_too_late(learner, *args, **fields):
        learner.is_authenticated  # noqa: B018 - the row is fetched, and then it is gone
        User.objects.all().delete()
        return note_reading(learner, *args, **fields)

    monkeypatch.setattr("quiz.views.progress.note_reading", note_too_late)
    response = client.post(
        note_address(lesson), {"furthest": "2"}, headers={"sec-fetch-mode": mode}
    )

    assert response.status_code == status
    assert kept() == []


def test_what_is_no_place_in_a_lesson_loses_nothing(client, learner):
    lesson = make_published_lesson(passages=3)
    note_reading(learner, lesson, 2)
    response = client.post(note_address(lesson), {"furthest": "x" * 10_000})

    assert response.status_code == 302
    assert kept() == [(2, False)]


def test_reading_of_what_is_not_there_is_not_noted(client, learner):
    draft = make_lesson()
    paths = [note_address(draft), "/en/courses/none/none/read/"]

    assert [client.post(path, {"furthest": "1"}).status_code for path in paths] == [
        404,
        404,
    ]
    assert kept() == []


def test_reading_is_noted_by_a_form_only(client, learner):
    assert client.get(note_address(make_published_lesson())).status_code == 405


def test_who_is_signed_out_comes_back_to_the_lesson(client):
    lesson = make_published_lesson()
    response = client.post(note_address(lesson), {"furthest": "1"})
    address = reverse("quiz:lesson", args=[lesson.course.slug, lesson.slug])

    assert response.url == f"{reverse('account_login')}?next={address}"
    assert kept() == []


def test_a_visitor_notes_nothing_in_a_course_that_is_not_open():
    client = Client()
    quiz = make_quiz(questions=[make_question()])
    client.post(reverse("quiz:start", args=[quiz.uid]))
    lesson = make_published_lesson(make_course(is_open=False))
    response = client.post(note_address(lesson), {"furthest": "1"})

    assert response.url.startswith(reverse("account_login"))
    assert kept() == []
