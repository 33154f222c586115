"""That nothing of the source is left out of the course that is made of it.

fixtures/source_map/ holds, for each course, what its source says in our own words:
every fact, figure, name, list, argument and attribution, in its order, with the
passages that teach it and the questions that ask it.
"""

import json
import re

import pytest
from django.conf import settings

from quiz.models import Course, Passage, Question, Stance

FILES = sorted((settings.BASE_DIR / "fixtures" / "source_map").glob("*.json"))
LANGUAGES = ("ar", "en")
FIGURE = re.compile(r"\d+(?:\.\d+)?")

pytestmark = pytest.mark.once
of_each_course = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def statements(file):
    """Return the statements of a source, in its order."""
    return json.loads(file.read_text(encoding="utf-8"))


def figures(text):
    """Return the figures of a text."""
    return set(FIGURE.findall(text))


def test_each_course_has_a_source_map(course):
    slugs = Course.objects.values_list("slug", flat=True)

    assert {file.stem for file in FILES} == set(slugs)


@of_each_course
def test_each_statement_is_whole(file):
    rows = statements(file)

    assert [row["id"] for row in rows] == [
        f"s{number:03}" for number in range(1, len(rows) + 1)
    ]
    assert {row["kind"] for row in rows} <= set(Stance.values)
    assert [
        row["id"]
        for row in rows
        for name in ("section", "statement")
        for language in LANGUAGES
        if not row[name][language].strip()
    ] == []


@of_each_course
def test_a_section_is_named_in_one_way_and_stands_in_one_place(file):
    sections = [
        tuple(row["section"][language] for language in LANGUAGES)
        for row in statements(file)
    ]
    in_order = [
        section
        for number, section in enumerate(sections)
        if number == 0 or sections[number - 1] != section
    ]

    for names in (in_order, *zip(*in_order, strict=True)):
        assert len(names) == len(set(names))


@of_each_course
def test_each_statement_is_taught_and_asked(course, file):
    passages = set(Passage.objects.values_list("uid", flat=True))
    questions = set(Question.objects.published().values_list("uid", flat=True))

    assert [
        row["id"]
        for row in statements(file)
        if not row["passages"] or not set(row["passages"]) <= passages
    ] == []
    assert [
        row["id"]
        for row in statements(file)
        if not row["questions"] or not set(row["questions"]) <= questions
    ] == []


@of_each_course
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_figure_stands_in_a_passage_that_teaches_it(course, file, language):
    texts = {
        passage.uid: getattr(passage, f"text_{language}")
        for passage in Passage.objects.all()
    }

    assert [
        (row["id"], missing)
        for row in statements(file)
        for taught in [" ".join(texts[uid] for uid in row["passages"])]
        if (missing := figures(row["statement"][language]) - figures(taught))
    ] == []


@of_each_course
def test_the_author_is_made_to_say_nothing_that_the_source_does_not(course, file):
    told = {uid for row in statements(file) for uid in row["passages"]}
    attributed = Passage.objects.exclude(stance="fact")

    assert sorted(set(attributed.values_list("uid", flat=True)) - told) == []
