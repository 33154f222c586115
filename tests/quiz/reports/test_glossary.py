import pytest

from quiz.actions.course import publish_lesson, withdraw_lesson
from quiz.models import Term
from quiz.reports.glossary import course_glossary
from tests.factories import make_course, make_lesson, make_name, make_passage

pytestmark = pytest.mark.django_db


def make_term(lesson, arabic, english, **fields):
    """Make a term of a lesson, which explains words of a passage of its own."""
    number = lesson.terms.count() + 1
    passage = make_passage(lesson, text_ar=f"في {arabic}", text_en=f"Of {english}")
    return lesson.terms.create(
        slug=f"term-{number}",
        position=number,
        passage=passage,
        anchor_ar=arabic,
        anchor_en=english,
        term_ar=arabic,
        term_en=english,
        **{"definition_ar": "شرح", "definition_en": "Definition", **fields},
    )


def explained(course, language):
    """List the terms of a course with the numbers and passages of their lessons."""
    return [
        (each.term.term[language], each.number, each.term.passage)
        for each in course_glossary(course, language).terms
    ]


def named(course, language):
    """List the names of a course by kind."""
    return {
        group.kind: [getattr(name, f"name_{language}") for name in group.names]
        for group in course_glossary(course, language).names
    }


def test_terms_stand_in_the_order_of_the_language_with_their_passages():
    course = make_course()
    lesson = make_lesson(course, "salt")
    make_term(lesson, "الملح", "Salt")
    make_term(lesson, "البحر", "The sea")
    make_term(lesson, "اتفاق", "Accord")
    publish_lesson(lesson)

    assert explained(course, "ar") == [
        ("اتفاق", 1, "salt-3"),
        ("البحر", 1, "salt-2"),
        ("الملح", 1, "salt-1"),
    ]
    assert explained(course, "en") == [
        ("Accord", 1, "salt-3"),
        ("Salt", 1, "salt-1"),
        ("The sea", 1, "salt-2"),
    ]


def test_a_term_of_two_lessons_is_explained_where_it_first_stands():
    course = make_course()
    for slug in ("one", "two"):
        lesson = make_lesson(course, slug)
        make_term(lesson, "الملح", "Salt", definition_en=f"Of {slug}")
        publish_lesson(lesson)
    (only,) = course_glossary(course, "en").terms

    assert (only.lesson.slug, only.number) == ("one", 1)
    assert only.term.definition["en"] == "Of one"


def test_only_what_readers_see_is_explained():
    course = make_course()
    shown, withdrawn, draft, elsewhere = (
        make_lesson(each) for each in (course, course, course, None)
    )
    for lesson in (shown, withdrawn, draft, elsewhere):
        make_term(lesson, lesson.slug, lesson.slug)
    for lesson in (shown, withdrawn, elsewhere):
        publish_lesson(lesson)
    withdraw_lesson(withdrawn)
    Term.objects.update(definition_en="Draft")
    (only,) = course_glossary(course, "en").terms

    assert (only.lesson, only.term.term["en"]) == (shown, shown.slug)
    assert only.term.definition["en"] == "Definition"


def test_names_stand_by_kind_in_the_order_of_the_language():
    course = make_course()
    make_name(course, name_ar="النيجر", name_en="Niger")
    make_name(course, name_ar="كينيا", name_en="Kenya")
    make_name(course, kind="event", name_ar="الثلج", name_en="The snow")
    make_name(course, kind="person", name_ar="كوبلاي", name_en="Kublai")
    make_name()

    assert named(course, "ar") == {
        "person": ["كوبلاي"],
        "place": ["كينيا", "النيجر"],
        "event": ["الثلج"],
    }
    assert list(named(course, "en").items()) == [
        ("person", ["Kublai"]),
        ("place", ["Kenya", "Niger"]),
        ("event", ["The snow"]),
    ]


def test_a_name_that_lacks_a_language_is_there_nevertheless():
    course = make_course()
    make_name(course, name_en="")

    assert named(course, "en") == {"place": [""]}


@pytest.mark.parametrize("count", [1, 3])
def test_more_lessons_terms_and_names_cost_no_more_queries(
    count, django_assert_num_queries
):
    course = make_course()
    for _each in range(count):
        lesson = make_lesson(course)
        for number in range(count):
            make_term(lesson, f"{lesson.slug} {number}", f"{lesson.slug} {number}")
            make_name(course)
        publish_lesson(lesson)

    with django_assert_num_queries(2):
        glossary = course_glossary(course, "ar")

    assert len(glossary.terms) == count**2
    assert [len(group.names) for group in glossary.names] == [count**2]
