import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import translation

from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.course import publish_lesson
from quiz.actions.progress import note_reading
from quiz.models import Course, Lesson
from tests.factories import (
    make_attempt,
    make_course,
    make_lesson,
    make_passage,
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def address_of(row):
    """Return the address of a course or a lesson."""
    if isinstance(row, Course):
        return reverse("quiz:course", args=[row.slug])
    return reverse("quiz:lesson", args=[row.course.slug, row.slug])


def with_figures(course):
    """Publish a lesson that has a term and a figure of each kind."""
    lesson = make_lesson(course)
    passage = make_passage(lesson, text_en="The salt road", text_ar="طريق الملح 5%")
    make_passage(lesson, stance="claim", attribution_en="X", attribution_ar="س")
    make_passage(lesson, is_background=True, heading_en="New", heading_ar="جديد")
    both = {"definition_en": "A way", "definition_ar": "درب"}
    lesson.terms.create(
        slug="road",
        position=1,
        passage=passage,
        anchor_en="salt road",
        anchor_ar="طريق",
        term_en="Salt road",
        term_ar="طريق الملح",
        **both,
    )
    for position, kind in enumerate(("ranks", "timeline", "route")):
        figure = lesson.figures.create(
            uid=f"{lesson.slug}-{kind}",
            position=position,
            kind=kind,
            after=passage,
            **{
                f"{name}_{code}": f"{name} {code}"
                for name in (
                    "title",
                    "caption",
                    "label_heading",
                    "value_heading",
                    "share_heading",
                )
                for code in ("ar", "en")
            },
        )
        for place, share in enumerate(("66.7", "25", None), 1):
            figure.rows.create(
                position=place,
                label_ar="صف",
                label_en="Row",
                value=place * 1000,
                share=share,
            )
    publish_lesson(lesson)
    lesson.refresh_from_db()
    return lesson


# What is shown


def test_a_visitor_is_told_what_this_is(client):
    lesson = make_published_lesson()
    page = client.get("/en/")

    assert page.context["begun"] == []
    assert address_of(lesson) in page.text


def test_a_learner_is_led_on_to_where_they_left_off(client):
    lesson, learner = make_published_lesson(), make_user()
    note_reading(learner, lesson, 2)
    client.force_login(learner)
    page = client.get("/en/")

    assert [path.next.lesson for path in page.context["begun"]] == [lesson]
    assert f"{address_of(lesson)}#p2" in page.text


@pytest.mark.parametrize("name", ["home", "course", "progress"])
@pytest.mark.parametrize("fields", [{}, {"preset": "test"}, {"is_published": False}])
def test_what_was_begun_has_a_way_back(client, name, fields):
    course, learner = make_course(), make_user()
    quiz = make_quiz(course, [make_question()], **fields)
    make_attempt(learner, quiz)
    client.force_login(learner)
    page = client.get(
        reverse(f"quiz:{name}", args=[course.slug] if name == "course" else [])
    )

    assert f'action="{reverse("quiz:start", args=[quiz.uid])}"' in page.text
    assert "Go on with the quiz" in page.text


def test_a_test_on_a_lesson_is_linked_from_the_course(client):
    lesson = make_published_lesson()
    test = make_quiz(lesson.course, lesson=lesson, preset="test")
    page = client.get(address_of(lesson.course))

    assert f'href="{reverse("quiz:quiz", args=[test.uid])}"' in page.text


def test_where_there_is_one_course_its_page_is_the_list(client):
    course = make_course()

    assert client.get("/en/courses/").url == address_of(course)
    second = make_course()
    page = client.get("/en/courses/")
    assert set(page.context["courses"]) == {course, second}


def test_an_empty_site_says_what_is_missing(client):
    pages = [client.get("/en/"), client.get("/en/courses/")]

    assert [page.status_code for page in pages] == [200, 200]
    assert "No courses yet" in pages[1].text


def test_a_lesson_is_read_as_it_was_published(client):
    lesson = make_published_lesson()
    Lesson.objects.update(title_en="Draft", title_ar="مسودة")
    page = client.get(address_of(lesson))

    assert page.context["content"] == lesson.current.content
    assert (page.context["number"], page.context["count"]) == (1, 1)
    assert "Draft" not in page.text


def test_terms_and_figures_stand_in_the_lesson(client):
    page = client.get(address_of(with_figures(make_course())))

    assert 'The <a class="term" href="#term-road">salt road</a>' in page.text
    assert page.text.count("<figure") == 3
    assert '<bdi dir="ltr">66.7%</bdi>' in page.text


def test_cited_passages_are_marked(client):
    lesson = make_published_lesson(passages=2)
    second = lesson.passages.last()
    page = client.get(
        f"{address_of(lesson)}?cited={second.uid},nothing,%00,{'x' * 999}"
    )

    assert re.findall(r'class="passage cited" id="([^"]+)"', page.text) == [second.uid]
    assert "cited" not in client.get(address_of(lesson)).text


@pytest.mark.parametrize("language", ["ar", "en"])
def test_numbers_in_attributes_are_plain(client, language):
    course = make_course()
    lesson, learner = with_figures(course), make_user()
    quiz = make_quiz(course, [make_question()], lesson=lesson)
    attempt = start_attempt(learner, quiz, language)
    submit_attempt(attempt)
    note_reading(learner, lesson, 2)
    client.force_login(learner)
    with translation.override(language):
        pages = [
            client.get(each).text
            for each in (
                address_of(lesson),
                address_of(course),
                reverse("quiz:home"),
                reverse("quiz:progress"),
                reverse("quiz:result", args=[attempt.pk]),
                reverse("quiz:quiz", args=[quiz.uid]),
            )
        ]
    attributes = re.findall(
        r'\s(?:value|max|x1|x2|cx|width|height|data-[a-z]+)="([^"]*)"', "".join(pages)
    )
    tokens = {each for each in attributes if len(each) == 64}
    with_digits = [each for each in attributes if re.match(r"\d", each)]

    assert len(with_digits) > 50
    assert [
        each
        for each in with_digits
        if each not in tokens and not re.fullmatch(r"[0-9]+(\.[0-9]+)?%?", each)
    ] == []
    assert re.findall(r'\sstyle="', "".join(pages)) == []


def test_icons_are_those_of_the_sprite(client):
    lesson = with_figures(make_course())
    pages = client.get(address_of(lesson)).text + client.get("/en/about/").text
    sprite = Path(finders.find("img/sprite.svg")).read_text(encoding="utf-8")
    known = set(re.findall(r'id="([^"]+)"', sprite))

    assert set(re.findall(r'sprite[^"#]*#([^"]+)"', pages)) - known == set()


# Whose is it, and what is not there


@pytest.mark.parametrize("page", ["course", "lesson"])
def test_a_course_that_is_not_open_asks_visitors_to_sign_in(client, page):
    lesson = make_published_lesson(make_course(is_open=False))
    here = address_of(lesson if page == "lesson" else lesson.course)
    signed_out = client.get(f"{here}?cited=1")
    client.force_login(make_user())

    assert signed_out.url == f"{reverse('account_login')}?next={here}%3Fcited%3D1"
    assert client.get(here).status_code == 200


def test_courses_that_are_not_open_are_not_listed_to_visitors(client):
    course = make_course(is_open=False)
    make_published_lesson(course)

    assert address_of(course) not in client.get("/en/").text
    assert list(client.get("/en/courses/").context["courses"]) == []


def test_a_lesson_that_is_not_published_is_not_there(client):
    assert client.get(address_of(make_lesson())).status_code == 404


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "courses/nothing/",
        "courses/nothing/nothing/",
        "courses/%00/",
        "courses/%ff%fe/x/",
        "courses/" + "x" * 200 + "/",
        "nothing/at/all/",
    ],
)
def test_what_is_not_there_is_a_page_of_ours(client, language, path):
    response = client.get(f"/{language}/{path}")

    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.text


@pytest.mark.parametrize("name", ["home", "about", "courses", "progress"])
def test_pages_that_are_read_take_no_form(client, name):
    client.force_login(make_user())

    assert client.post(reverse(f"quiz:{name}")).status_code == 405


# How many queries


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_however_much_there_is(
    client, count, django_assert_num_queries
):
    learner = make_user()
    client.force_login(learner)
    courses = [make_course() for _each in range(count)]
    for course in courses:
        for _each in range(count):
            lesson = make_published_lesson(course, passages=count)
            questions = [make_question(lesson) for _one in range(count)]
            quiz = make_quiz(course, questions, lesson=lesson)
            for _one in range(count):
                make_attempt(learner, quiz, score=1)
            make_attempt(learner, quiz)
            make_quiz(course, questions, lesson=lesson, preset="test")
            note_reading(learner, lesson, 1)
    here = address_of(lesson)

    with django_assert_num_queries(7):  # session, person, courses, four of the path
        client.get(reverse("quiz:home"))
    with django_assert_num_queries(7):
        client.get(address_of(courses[0]))
    with django_assert_num_queries(7):
        client.get(here)
    with django_assert_num_queries(9):
        client.get(reverse("quiz:progress"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_of_a_visitor_costs_the_same(
    client, count, django_assert_num_queries
):
    for _each in range(count):
        lesson = make_published_lesson()
        question = make_question(lesson)
        question.evidence.add(lesson.passages.first())

    with django_assert_num_queries(4):  # courses, lessons, quizzes, the sample
        client.get(reverse("quiz:home"))
