import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from quiz.assessment.content import Figure, Row
from quiz.models import Course, Lesson, LessonProgress, Passage
from quiz.models import Figure as FigureRows
from tests.factories import (
    make_course,
    make_lesson,
    make_passage,
    make_published_lesson,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_visitors_may_read_what_is_open_and_people_all():
    is_open, is_closed = make_course(), make_course(is_open=False)

    assert set(Course.objects.open_to(AnonymousUser())) == {is_open}
    assert set(Course.objects.open_to(make_user())) == {is_open, is_closed}


def test_lessons_are_listed_in_their_order_without_their_passages(
    django_assert_num_queries,
):
    course = make_course()
    later = make_published_lesson(course, position=2)
    first = make_published_lesson(course, position=1, passages=2)
    make_lesson(course)

    with django_assert_num_queries(1):
        rows = [
            (row.pk, row.shown_title["en"], row.shown_summary["ar"], row.passage_count)
            for row in course.lessons.listed()
        ]

    assert rows == [
        (first.pk, "Lesson en", "Summary ar", 2),
        (later.pk, "Lesson en", "Summary ar", 3),
    ]


def test_a_figure_is_plain_data_with_numbers_as_text():
    lesson = make_lesson()
    passage = make_passage(lesson)
    figure = FigureRows.objects.create(
        uid="ranks",
        lesson=lesson,
        position=1,
        kind="ranks",
        after=passage,
        title_ar="ترتيب",
        title_en="Ranks",
        caption_ar="شرح",
        caption_en="Caption",
        label_heading_ar="معدن",
        label_heading_en="Mineral",
    )
    figure.rows.create(
        position=1, label_ar="ملح", label_en="Salt", value="100.000", share="66.700"
    )

    assert figure.to_content() == Figure(
        id="ranks",
        kind="ranks",
        after=passage.uid,
        title={"ar": "ترتيب", "en": "Ranks"},
        caption={"ar": "شرح", "en": "Caption"},
        headings={"label": {"ar": "معدن", "en": "Mineral"}},
        rows=(Row({"ar": "ملح", "en": "Salt"}, {}, "100", "66.7"),),
    )


def test_rows_of_a_lesson_are_found_by_their_natural_keys():
    passage = make_passage(make_lesson())
    rows = [passage, passage.lesson, passage.lesson.course]

    assert [
        type(row).objects.get_by_natural_key(*row.natural_key()) for row in rows
    ] == rows


@pytest.mark.parametrize(
    ("model", "fields"), [(Passage, {"stance": "rumour"}), (Lesson, {"slug": "one"})]
)
def test_the_database_refuses_what_no_lesson_may_hold(model, fields):
    course = make_course()
    make_passage(make_lesson(course, "one"))
    make_passage(make_lesson(course, "two"))

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**fields)


def test_nobody_finished_a_lesson_without_reading_it():
    with pytest.raises(IntegrityError), transaction.atomic():
        LessonProgress.objects.create(
            learner=make_user(),
            lesson=make_lesson(),
            finished_at="2026-04-05T15:30:00Z",
        )
