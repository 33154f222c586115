"""Previews: drafts as a student sees them, for editors only."""

from itertools import cycle

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import Role
from quiz.assessment.kinds import KINDS
from quiz.models import Attempt, Figure, Question, Response
from tests.factories import make_lesson, make_user
from tests.quiz.admin.pages import Page
from tests.quiz.admin.rows import make_draft, make_draft_lesson
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    """Name addresses in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def editing(client):
    """Return a browser in which an editor is signed in."""
    client.force_login(make_user(role=Role.EDITOR))
    return client


def of_lesson(lesson):
    return reverse("quiz:preview_lesson", args=[lesson.course.slug, lesson.slug])


def of_question(question):
    return reverse("quiz:preview_question", args=[question.uid])


def as_form(response):
    return {f"r-{part}": answer for part, answer in response.items()}


@pytest.mark.parametrize("role", [None, Role.STUDENT, Role.TEACHER])
def test_drafts_are_hidden_from_all_who_do_not_edit(client, role):
    question = make_draft("choice")
    if role:
        client.force_login(make_user(role=role))
    for url in (of_lesson(question.lesson), of_question(question)):
        assert client.get(url).status_code == 404
    assert client.post(of_question(question)).status_code == 404


def test_unknown_drafts_are_a_404(editing):
    assert editing.get("/en/previews/questions/nothing/").status_code == 404
    assert editing.get("/en/previews/lessons/no/thing/").status_code == 404


def test_a_lesson_is_only_looked_at(editing):
    assert editing.post(of_lesson(make_draft_lesson())).status_code == 405
    assert editing.put(of_question(make_draft("choice"))).status_code == 405


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_lesson_is_shown_in_both_languages(editing, language):
    lesson = make_draft_lesson()
    with translation.override(language):
        page = Page(editing.get(of_lesson(lesson)))
    for passage in lesson.passages.all():
        start = getattr(passage, f"text_{language}").split()[0]
        assert start in page.words
    assert reverse("admin:quiz_lesson_change", args=[lesson.pk])[3:] in [
        each[3:] for each in page.links
    ]


def test_a_lesson_that_is_far_from_finished_is_shown_with_what_it_lacks(editing):
    lesson = make_lesson(title_en="", summary_ar="", summary_en="")
    page = Page(editing.get(of_lesson(lesson)))
    assert "The lesson has no passages." in page.words
    lesson = make_draft_lesson()
    passage = lesson.passages.first()
    for place, kind in enumerate(Figure.Kind.values, 1):
        figure = Figure.objects.create(
            uid=kind, lesson=lesson, position=place, kind=kind, after=passage
        )
        if place == 1:
            figure.rows.create(position=1)
    assert editing.get(of_lesson(lesson)).status_code == 200


@pytest.mark.parametrize(
    ("kind", "language"), list(zip(KINDS, cycle(["ar", "en"]), strict=False))
)
def test_each_kind_is_asked_and_told_about(editing, kind, language):
    question = make_draft(kind)
    with translation.override(language):
        url = of_question(question)
    asked = Page(editing.get(url))
    wanted = {f"r-{part.id}" for part in SAMPLES[kind].item.shown.parts}
    assert wanted - asked.names == set()
    told = editing.post(url, as_form(SAMPLES[kind].right))
    outcome = told.context["review"].outcome
    assert outcome.state == ("pending" if kind == "extended_text" else "right")
    wrong = editing.post(url, as_form(SAMPLES[kind].wrong)).context["review"].outcome
    assert wrong.state in {"wrong", "pending", "partly"}
    assert editing.post(url, {}).context["review"].outcome.state == "blank"


def test_a_button_moves_an_event_and_tells_nothing(editing):
    sent = {**as_form(SAMPLES["order"].right), "go": "later.sea"}
    page = editing.post(of_question(make_draft("order")), sent)
    assert page.context["review"] is None
    picked = {
        part.id: [each.id for each in part.options if each.is_picked]
        for part in page.context["form"].parts
    }
    assert picked == {**SAMPLES["order"].right, "sea": ["2"], "dry": ["1"]}


def test_a_question_is_asked_without_its_key(editing):
    question = make_draft("choice", explanation_en="It is the first one, of course.")
    words = Page(editing.get(of_question(question))).words
    assert "It is the first one, of course." not in words


def test_nothing_is_kept(editing):
    question = make_draft("choice")
    editing.post(of_question(question), as_form(SAMPLES["choice"].right))
    counts = [model.objects.count() for model in (Attempt, Response)]
    assert counts == [0, 0]
    assert Question.objects.get().current is None


@pytest.mark.parametrize(
    "sent",
    [
        {"r-answer": "nothing"},
        {"r-nothing": "x"},
        {"r-answer": ["vapour", "lava"]},
        {"r-answer": "\0"},
    ],
)
def test_what_is_no_answer_is_refused_and_the_question_asked_again(editing, sent):
    answer = editing.post(of_question(make_draft("choice")), sent)
    assert answer.status_code == 400
    assert "r-answer" in Page(answer).names


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_that_is_far_from_finished_is_shown_with_what_it_lacks(
    editing, kind
):
    question = make_draft(kind)
    question.parts.all().delete()
    question.choices.all().delete()
    Question.objects.update(body_ar="", body_en="", prompt_en="", explanation_ar="")
    question.evidence.clear()
    answer = editing.get(of_question(question))
    assert answer.status_code == 200
    assert "No passage proves the answer." in Page(answer).words
    assert editing.post(of_question(question)).status_code == 200
