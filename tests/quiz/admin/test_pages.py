"""Every page of the admin: both languages, own hosts only, a constant cost."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from quiz.actions.course import publish_lesson
from quiz.models import Course, Figure, Lesson, Question, Term
from tests.factories import make_attempt, make_course, make_name, make_quiz, make_user
from tests.quiz.admin.pages import Page, press
from tests.quiz.admin.rows import make_draft, make_draft_lesson, publish

pytestmark = pytest.mark.django_db

NAMES = (
    "course",
    "lesson",
    "passage",
    "learningpoint",
    "term",
    "figure",
    "name",
    "question",
    "quiz",
)


@pytest.fixture
def rows(db):
    """Return one row of everything that is edited."""
    lesson = make_draft_lesson(make_course())
    passage = lesson.passages.first()
    term = Term.objects.create(
        lesson=lesson,
        slug="halite",
        position=1,
        passage=passage,
        anchor_ar="الهاليت",
        anchor_en="Halite",
        term_ar="الهاليت",
        term_en="Halite",
        definition_ar="ملح",
        definition_en="Salt",
    )
    figure = Figure.objects.create(
        uid="ranks",
        lesson=lesson,
        position=1,
        kind="timeline",
        after=passage,
        title_ar="مراحل",
        title_en="Stages",
        caption_ar="جملة",
        caption_en="A sentence",
        label_heading_ar="مرحلة",
        label_heading_en="Stage",
    )
    figure.rows.create(position=1, label_ar="أولى", label_en="First")
    question = make_draft("match", lesson)
    return {
        "course": lesson.course,
        "lesson": lesson,
        "passage": passage,
        "learningpoint": lesson.learning_points.first(),
        "term": term,
        "figure": figure,
        "name": make_name(lesson.course),
        "question": question,
        "quiz": make_quiz(lesson.course, [question]),
    }


def addresses(rows):
    """List every address of the admin that an editor meets."""
    found = [reverse("admin:index"), reverse("admin:app_list", args=["quiz"])]
    for name in NAMES:
        start = f"admin:quiz_{name}"
        key = [rows[name].pk]
        found += [
            reverse(f"{start}_changelist"),
            reverse(f"{start}_changelist") + "?q=x",
            reverse(f"{start}_add"),
            reverse(f"{start}_change", args=key),
            reverse(f"{start}_history", args=key),
            reverse(f"{start}_delete", args=key),
        ]
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_page_opens_in_its_language_and_calls_no_other_host(
    editing, rows, language
):
    with translation.override(language):
        urls = addresses(rows)
    for url in urls:
        answer = editing.get(url)
        assert answer.status_code == 200, url
        page, html = Page(answer), answer.content.decode()
        direction = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{language}" dir="{direction}"' in html, url
        other = url.replace(f"/{language}/", "/en/" if language == "ar" else "/ar/", 1)
        assert other.replace("?q=x", "") in {
            each.partition("?")[0] for each in page.links
        }, url
        assert [each for each in page.links if re.match(r"(?i)(\w+:)?//", each)] == []
        assert page.inline == [], url
        assert ("admin/css/rtl" in html) == (language == "ar"), url


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_text_has_a_field_of_its_own_in_each_language(editing, rows, language):
    for name in NAMES:
        with translation.override(language):
            url = reverse(f"admin:quiz_{name}_change", args=[rows[name].pk])
        fields = {
            field["name"]: field
            for field in Page(editing.get(url)).fields
            if "name" in field and field["tag"] != "select"
        }
        pairs = [each for each in fields if each.endswith("_ar")]
        assert pairs, name
        for arabic in pairs:
            bare = arabic.removesuffix("_ar")
            assert bare not in fields
            given = [
                (fields[f"{bare}_{code}"]["lang"], fields[f"{bare}_{code}"]["dir"])
                for code in ("ar", "en")
            ]
            assert given == [("ar", "rtl"), ("en", "ltr")], arabic


@pytest.mark.parametrize(
    ("language", "labels"),
    [("en", ["Title (Arabic)", "Title (English)"])],
)
def test_labels_name_the_language_in_that_of_the_page(editing, rows, language, labels):
    with translation.override(language):
        url = reverse("admin:quiz_lesson_change", args=[rows["lesson"].pk])
    words = Page(editing.get(url)).words
    assert [label for label in labels if label not in words] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_id_is_a_404(editing, name):
    start = reverse(f"admin:quiz_{name}_changelist")
    for page in ("change", "delete", "history"):
        for key in ("999999", "nothing", "9" * 30):
            assert editing.get(f"{start}{key}/{page}/").status_code == 404


@pytest.mark.parametrize("name", ["lesson", "question", "quiz"])
@pytest.mark.parametrize("button", ["_publish", "_withdraw"])
def test_publishing_takes_a_post_and_a_known_id(editing, rows, name, button):
    url = reverse(f"admin:quiz_{name}_change", args=[rows[name].pk])
    before = list(type(rows[name]).objects.values())
    editing.get(url, {button: ""})
    assert list(type(rows[name]).objects.values()) == before
    url = reverse(f"admin:quiz_{name}_change", args=[999999])
    assert editing.post(url, {button: ""}).status_code == 404


@pytest.mark.parametrize(
    ("language", "count"), [("en", "Lessons: 3"), ("ar", "الدروس: 3")]
)
def test_a_list_says_how_many_there_are(editing, language, count):
    make_rows(3)
    with translation.override(language):
        url = reverse("admin:quiz_lesson_changelist")
    assert count in Page(editing.get(url)).words


# The cost of a list, whatever its rows

COSTS = {
    "course": 21,
    "lesson": 14,
    "lesson?state=changed": 22,
    "passage": 6,
    "learningpoint": 6,
    "term": 6,
    "figure": 6,
    "name": 6,
    "question": 12,
    "question?state=changed": 19,
    "quiz": 6,
    "attempt": 6,
    "outcome": 5,
}


def make_rows(count):
    """Make rows of everything: published and changed since."""
    course = Course.objects.first() or make_course()
    for _each in range(count):
        lesson = make_draft_lesson(course)
        passage = lesson.passages.first()
        Term.objects.create(
            lesson=lesson,
            slug="halite",
            position=1,
            passage=passage,
            term_ar="هاليت",
            term_en="Halite",
            anchor_ar="الهاليت",
            anchor_en="Halite",
            definition_ar="ملح",
            definition_en="Salt",
        )
        figure = Figure.objects.create(
            uid=f"figure-{lesson.pk}",
            lesson=lesson,
            position=1,
            kind="timeline",
            after=passage,
            title_ar="م",
            title_en="T",
            caption_ar="ج",
            caption_en="C",
            label_heading_ar="م",
            label_heading_en="S",
        )
        figure.rows.create(position=1, label_ar="أ", label_en="F")
        make_name(course)
        question = make_draft("match", lesson)
        publish_lesson(lesson)
        publish(question)
        quiz = make_quiz(course, [Question.objects.get(pk=question.pk)])
        quiz.lesson = lesson
        quiz.save()
        attempt = make_attempt(make_user(), quiz)
        response = attempt.responses.create(
            position=1, revision=question.revisions.get()
        )
        response.outcomes.create(
            revision=response.revision, scorer=1, state="wrong", score=0, max_score=1
        )
    Question.objects.update(prompt_en="Changed")
    Lesson.objects.update(title_en="Changed")


@pytest.mark.parametrize("page", COSTS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_with_one_row_and_with_three(
    administrating, django_assert_num_queries, page, count
):
    make_rows(count)
    if page == "course":
        for _each in range(count - 1):
            lesson = make_draft_lesson(make_course())
            make_draft("choice", lesson)
    name, _mark, query = page.partition("?")
    url = f"{reverse(f'admin:quiz_{name}_changelist')}?{query}"
    administrating.get(url)
    with django_assert_num_queries(COSTS[page]):
        administrating.get(url)


def test_history_tells_when_and_by_whom(editing, rows):
    publish_lesson(rows["lesson"])
    url = reverse("admin:quiz_question_change", args=[rows["question"].pk])
    press(editing, url, "_publish")
    history = reverse("admin:quiz_question_history", args=[rows["question"].pk])
    words = Page(editing.get(history)).words
    assert "editor" in words
    assert (
        str(timezone.now().year) in words
        or str((timezone.now() - timedelta(days=1)).year) in words
    )
