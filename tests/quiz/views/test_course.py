import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone, translation

from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.course import publish_lesson
from quiz.actions.progress import note_reading
from quiz.actions.question import withdraw_question
from quiz.models import Course, Figure, Lesson
from tests.factories import (
    enroll,
    make_attempt,
    make_classroom,
    make_course,
    make_lesson,
    make_name,
    make_passage,
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)
from tests.quiz.assessment.samples import SAMPLES

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
    for position, kind in enumerate(Figure.Kind.values):
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
    assert page.text.count("<figure") == len(Figure.Kind)
    assert '<bdi dir="ltr">66.7%</bdi>' in page.text


@pytest.mark.parametrize(
    ("stance", "who", "is_said"),
    [
        ("claim", "The ambassador", True),
        ("forecast", "The author", True),
        ("fact", "The bank", True),
        ("fact", "", False),
        ("analysis", "The author", False),
    ],
)
def test_a_passage_says_who_makes_its_claim(client, stance, who, is_said):
    lesson = make_lesson()
    words = {"attribution_en": who, "attribution_ar": who and "القائل"}
    make_passage(lesson, stance=stance, **words)
    publish_lesson(lesson)
    said = re.findall(
        r'<span class="says">([^<]+)</span>', client.get(address_of(lesson)).text
    )

    assert said == ([f"According to: {who}"] if is_said else [])


def test_a_link_to_a_term_leads_into_its_note(client):
    page = client.get(address_of(with_figures(make_course()))).text
    # A browser opens a note that is shut where the place itself is within it.
    (note,) = re.findall(r'<details class="note">(.*?)</details>', page, re.DOTALL)

    assert 'id="term-road"' in note.partition("</summary>")[2]


@pytest.mark.parametrize(
    ("marks", "label", "value"),
    [("shown", "Hide the marks", "hidden"), ("hidden", "Show the marks", "shown")],
)
def test_the_switch_of_the_marks_says_what_it_does(client, marks, label, value):
    client.cookies["marks"] = marks
    page = client.get(address_of(make_published_lesson())).text

    assert re.findall(r'<button[^>]* name="marks"([^>]*)>([^<]+)', page) == [
        (f' value="{value}"', label)
    ]


@pytest.mark.parametrize("name", ["home", "about", "course", "lesson"])
def test_the_legend_explains_every_mark_that_a_passage_may_have(client, name):
    lesson = make_published_lesson()
    page = client.get(
        address_of(lesson if name == "lesson" else lesson.course)
        if name in {"course", "lesson"}
        else reverse(f"quiz:{name}")
    )
    (legend,) = re.findall(r'<dl class="key">(.*?)</dl>', page.text, re.DOTALL)

    assert re.findall(r"<dt>(.*?)</dt>", legend) == [
        "Reported fact",
        "Attributed claim",
        "Forecast",
        "Author’s analysis",
        "Background",
    ]


def test_a_lesson_whose_questions_were_withdrawn_leads_to_no_quiz(client):
    lesson = make_published_lesson()
    questions = [make_question(lesson), make_question(lesson)]
    quiz = make_quiz(lesson.course, questions, lesson=lesson)
    start, pages = reverse("quiz:start", args=[quiz.uid]), []
    for question in (None, *questions):
        if question:
            withdraw_question(question)
        pages.append(client.get(address_of(lesson)).text)

    assert [start in page for page in pages] == [True, True, False]
    assert [re.findall("then .*? questions?", page) for page in pages] == [
        ['then <bdi dir="ltr">2</bdi> questions'],
        ['then <bdi dir="ltr">1</bdi> question'],
        [],
    ]


def test_no_paragraph_holds_what_would_end_it(client):
    lesson, learner = with_figures(make_course()), make_user()
    quiz = make_quiz(lesson.course, [make_question(kind=kind) for kind in SAMPLES])
    attempt = start_attempt(learner, quiz, "en")
    client.force_login(learner)
    places = range(1, len(SAMPLES) + 1)
    respond = [reverse("quiz:respond", args=[attempt.pk, place]) for place in places]
    pages = [
        client.get(each).text
        for each in (
            address_of(lesson),
            address_of(lesson.course),
            reverse("quiz:home"),
            reverse("quiz:about"),
            reverse("quiz:quiz", args=[quiz.uid]),
            reverse("quiz:check", args=[attempt.pk]),
            *respond,
        )
    ]
    pages += [client.post(each, {"go": "send"}).text for each in respond]
    submit_attempt(attempt)
    pages += [
        client.get(each).text
        for each in (reverse("quiz:result", args=[attempt.pk]), *respond)
    ]
    ends = "p|div|ul|ol|dl|form|section|details|fieldset|table|figure|h[1-6]"
    within = rf"<p\b[^>]*>(?:(?!</p>).)*?(<(?:{ends})\b[^>]*>)"

    assert [
        found for page in pages for found in re.findall(within, page, re.DOTALL)
    ] == []


# What a class waits for


def give(classroom, quiz, **fields):
    """Give a quiz to a class."""
    return classroom.assignments.create(
        quiz=quiz, assigned_by=classroom.teachers.get(), **fields
    )


def test_the_first_page_names_what_the_classes_of_a_student_wait_for(client):
    student = make_user()
    classroom = make_classroom(make_user(role="teacher"), name="10 B")
    enroll(classroom, student)
    quizzes = [make_quiz(questions=[make_question()]) for _each in range(5)]
    now = timezone.now()
    for days, quiz in zip((None, 3, 1, 2, 4), quizzes, strict=True):
        give(classroom, quiz, due_at=days and now + timedelta(days=days))
    make_attempt(student, quizzes[3], score=1, submitted_at=now)
    make_attempt(student, quizzes[1])
    client.force_login(student)
    page = client.get("/en/")
    (section,) = re.findall(
        r'<section[^>]* aria-labelledby="tasks">(.*?)</section>', page.text, re.DOTALL
    )

    assert [each.task.assignment.quiz for each in page.context["tasks"]] == [
        quizzes[2],
        quizzes[1],
        quizzes[4],
    ]
    assert re.findall(r'<a class="link" href="([^"]+)"', section) == [
        *[reverse("quiz:quiz", args=[quizzes[place].uid]) for place in (2, 1, 4)],
        reverse("quiz:classrooms"),
    ]
    assert (section.count("10 B"), section.count("Due ")) == (3, 3)
    assert (section.count("Not started"), section.count("In progress")) == (2, 1)


@pytest.mark.parametrize("is_done", [False, True])
def test_who_has_nothing_to_do_for_a_class_is_not_told_of_it(client, is_done):
    student = make_user()
    classroom = make_classroom(make_user(role="teacher"))
    if is_done:
        enroll(classroom, student)
    quiz = make_quiz(questions=[make_question()])
    give(classroom, quiz)
    make_attempt(student, quiz, score=1, submitted_at=timezone.now())
    client.force_login(student)
    page = client.get("/en/")

    assert page.context["tasks"] == ()
    assert "For your classes" not in page.text


def test_who_is_new_to_a_course_is_told_of_the_class_and_the_first_lesson(client):
    lesson, student = make_published_lesson(), make_user()
    classroom = make_classroom(make_user(role="teacher"))
    enroll(classroom, student)
    give(classroom, make_quiz(lesson.course, [make_question()]))
    client.force_login(student)
    page = client.get("/en/")

    assert (page.context["begun"], page.context["is_new"]) == ([], False)
    assert "For your classes" in page.text
    assert address_of(lesson) in page.text


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


# The glossary


def glossary_of(course):
    """Return the address of a course's glossary."""
    return reverse("quiz:glossary", args=[course.slug])


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", 'Salt road<span class="other" lang="ar" dir="rtl">طريق الملح</span>'),
        ("ar", 'طريق الملح<span class="other" lang="en" dir="ltr">Salt road</span>'),
    ],
)
def test_a_term_stands_beside_its_word_in_the_other_language(client, language, shown):
    course = with_figures(make_course()).course
    with translation.override(language):
        page = client.get(glossary_of(course)).text

    assert f"<dt>{shown}</dt>" in page


def test_a_term_leads_to_the_passage_where_it_first_stands(client):
    lesson = with_figures(make_course())
    page = client.get(glossary_of(lesson.course)).text

    assert f'href="{address_of(lesson)}#{lesson.slug}-1"' in page
    assert "(background)" not in page
    lesson.terms.update(is_background=True)
    publish_lesson(lesson)
    assert "(background)" in client.get(glossary_of(lesson.course)).text


def test_names_stand_under_their_kind_with_what_they_are(client):
    course = make_course()
    make_name(course, name_en="Niger", name_ar="النيجر", note_en="A state.")
    make_name(course, kind="person", name_en="Kublai", name_ar="كوبلاي")
    page = client.get(glossary_of(course)).text

    assert re.findall(r"<h3 id=.*?>(.*?)</h3>", page) == ["People", "Places"]
    assert (
        '<dt>Niger<span class="other" lang="ar" dir="rtl">النيجر</span></dt>'
        "<dd>A state.</dd>"
    ) in page


def test_a_course_without_words_says_when_they_come(client):
    page = client.get(glossary_of(make_course()))

    assert "No terms and names yet" in page.text
    assert "<dl" not in page.text


def test_a_course_and_the_terms_of_its_lessons_lead_to_the_glossary(client):
    bare, lesson = make_course(), with_figures(make_course())
    link = f'href="{glossary_of(lesson.course)}"'

    assert link in client.get(address_of(lesson.course)).text
    assert link in client.get(address_of(lesson)).text
    assert glossary_of(bare) not in client.get(address_of(bare)).text


# Whose is it, and what is not there


@pytest.mark.parametrize("page", ["course", "glossary", "lesson"])
def test_a_course_that_is_not_open_asks_visitors_to_sign_in(client, page):
    lesson = make_published_lesson(make_course(is_open=False))
    here = {
        "course": address_of(lesson.course),
        "glossary": glossary_of(lesson.course),
        "lesson": address_of(lesson),
    }[page]
    signed_out = client.get(f"{here}?cited=1")
    sign_in = client.get(signed_out.url)
    client.force_login(make_user())

    assert signed_out.url == f"{reverse('account_login')}?next={here}%3Fcited%3D1"
    assert "This course needs an account" in sign_in.text
    assert client.get(here).status_code == 200


def test_a_visitor_who_signs_in_while_reading_comes_back_to_the_page(client):
    here = address_of(make_published_lesson(make_course()))
    sign_in = reverse("account_login")

    assert (
        f'href="{sign_in}?next={here}%3Fmarks%3D1"'
        in client.get(f"{here}?marks=1").text
    )
    assert f'href="{sign_in}"' in client.get(reverse("quiz:home")).text


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
        "glossaries/nothing/",
        "glossaries/%00/",
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


def test_a_glossary_takes_no_form(client):
    assert client.post(glossary_of(make_course())).status_code == 405


# What is asked before reading


def test_a_lesson_asks_before_its_text_and_answers_below_it(client):
    lesson = make_published_lesson()
    asked = make_question(lesson, is_prequestion=True)
    make_question(lesson)
    page = client.get(address_of(lesson)).text
    before, text, after = (
        page.index(mark)
        for mark in (
            'id="before-reading"',
            f'id="{lesson.passages.first().uid}"',
            f'id="answer-{asked.uid}"',
        )
    )

    assert before < text < after
    assert page.count("data-guess=") == 1
    assert "key-right" not in page[:after]
    assert page[after:].count("key-right") == 1


def test_what_is_asked_before_reading_is_sent_nowhere(client):
    lesson = make_published_lesson()
    asked = make_question(lesson, is_prequestion=True)
    page = client.get(address_of(lesson)).text
    asking = page[page.index('id="before-reading"') : page.index(f"answer-{asked.uid}")]

    assert "<form" not in asking
    options = SAMPLES["choice"].item.shown.parts[0].options
    assert asking.count(f'name="{asked.uid}"') == len(options)


def test_a_lesson_that_asks_nothing_before_says_nothing_of_it(client):
    lesson = make_published_lesson()
    withdraw_question(make_question(lesson, is_prequestion=True))
    make_question(lesson)
    page = client.get(address_of(lesson)).text

    assert "before-reading" not in page
    assert "after-reading" not in page


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
            for _one in range(count):
                make_question(lesson, is_prequestion=True)
            quiz = make_quiz(course, questions, lesson=lesson)
            for _one in range(count):
                make_attempt(learner, quiz, score=1)
            make_attempt(learner, quiz)
            make_quiz(course, questions, lesson=lesson, preset="test")
            note_reading(learner, lesson, 1)
    here = address_of(lesson)

    # Session, person, courses, four of the path, the classes.
    with django_assert_num_queries(8):
        client.get(reverse("quiz:home"))
    for _each in range(count):
        classroom = make_classroom(make_user(role="teacher"))
        enroll(classroom, learner)
        for _one in range(count):
            give(classroom, make_quiz(course, questions))
    with django_assert_num_queries(10):  # what is given, and what was done of it
        client.get(reverse("quiz:home"))
    with django_assert_num_queries(7):
        client.get(address_of(courses[0]))
    with django_assert_num_queries(8):
        client.get(here)
    with django_assert_num_queries(5):  # session, person, course, lessons, names
        client.get(glossary_of(courses[0]))
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
