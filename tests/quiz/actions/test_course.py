import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from quiz.actions.course import publish_course, publish_lesson, withdraw_lesson
from quiz.actions.question import withdraw_question
from quiz.assessment import content
from quiz.models import Edition, Lesson, Passage, Question, Quiz
from tests.factories import (
    make_course,
    make_draft,
    make_lesson,
    make_passage,
    make_published_lesson,
    make_quiz,
)
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db
TEXTS = ("title", "caption", "label_heading")


def current(lesson):
    """Return what readers see."""
    return Lesson.objects.get(pk=lesson.pk).current


def numbers(lesson):
    """Return the numbers of the editions of a lesson."""
    return list(lesson.editions.values_list("number", flat=True))


def test_readers_see_the_lesson_as_it_was_published():
    lesson = make_lesson()
    make_passage(lesson, text_en="One two three.", text_ar="واحد اثنان.")
    make_passage(lesson, text_en="Four.", text_ar="ثلاثة أربعة.")
    edition = publish_lesson(lesson)

    assert current(lesson) == edition
    assert edition.content == lesson.to_content()
    assert (edition.passage_count, edition.word_count) == (2, 4)


def test_an_unchanged_lesson_makes_no_new_edition():
    lesson = make_published_lesson()
    editions = []
    for language in ("ar", "en"):
        with translation.override(language):
            editions.append(publish_lesson(lesson))

    assert editions == [lesson.current] * 2
    assert numbers(lesson) == [1]


def test_old_words_go_back_to_the_edition_that_they_made():
    lesson = make_published_lesson()
    words = lesson.title_en
    Lesson.objects.update(title_en="Another title")
    second = publish_lesson(lesson)
    Lesson.objects.update(title_en=words)

    assert publish_lesson(lesson) == lesson.current == current(lesson)
    assert (second.number, numbers(lesson)) == (2, [1, 2])


def test_an_edit_is_not_seen_before_it_is_published():
    lesson = make_published_lesson()
    before = lesson.current.content
    Passage.objects.update(text_en="Edited")

    assert current(lesson).content == before


def test_all_faults_are_told_at_once_and_nothing_is_changed():
    lesson = make_published_lesson(passages=2)
    first, second = lesson.passages.all()
    Passage.objects.filter(pk=first.pk).update(text_en="", stance="claim")
    lesson.terms.create(
        slug="salt",
        position=1,
        passage=second,
        anchor_ar="ملح",
        anchor_en="salt",
        term_ar="ملح",
        term_en="Salt",
        definition_ar="معدن",
        definition_en="A mineral",
    )
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        publish_lesson(lesson)

    passage = f"Passage 1 (\u2068{first.uid}\u2069)"
    term = "Term 1 · Salt (\u2068salt\u2069)"
    assert caught.value.messages == [
        f"{passage}: no text in English.",
        f"{term}: the words of the term do not stand in its passage (Arabic).",
        f"{term}: the words of the term do not stand in its passage (English).",
        f"{passage}: a claim needs to say who makes it.",
    ]
    assert (current(lesson), numbers(lesson)) == (lesson.current, [1])


def test_a_lesson_without_passages_is_not_published():
    lesson = make_lesson()
    with pytest.raises(ValidationError):
        publish_lesson(lesson)

    assert not Edition.objects.exists()


@pytest.mark.parametrize("values", [[], [None], ["1", None]])
@pytest.mark.parametrize("kind", sorted(content.DRAWN_BY_VALUE))
def test_a_figure_that_could_not_be_drawn_keeps_its_lesson_back(kind, values):
    lesson = make_lesson(make_course())
    passage = make_passage(lesson)
    both = {f"{name}_{code}": "x" for name in TEXTS for code in ("ar", "en")}
    figure = lesson.figures.create(
        uid="f", position=1, kind=kind, after=passage, **both
    )
    for place, value in enumerate(values, 1):
        figure.rows.create(position=place, label_ar="x", label_en="x", value=value)

    with translation.override("en"), pytest.raises(ValidationError) as told:
        publish_lesson(lesson)
    assert told.value.messages == [
        "Figure 1 · x (\u2068f\u2069): rows are missing, or the values of some rows."
    ]


def test_a_withdrawn_lesson_keeps_its_editions():
    lesson = make_published_lesson()
    withdraw_lesson(lesson)

    assert (current(lesson), numbers(lesson)) == (None, [1])
    assert publish_lesson(lesson) == lesson.current


def test_a_course_is_published_with_its_lessons_and_questions():
    lesson = make_lesson(make_course())
    question = make_draft(SAMPLES["choice"].item, lesson)
    quiz = make_quiz(lesson.course, [question])
    Lesson.objects.update(current=None)
    Edition.objects.all().delete()
    publish_course(lesson.course)
    question.refresh_from_db()

    assert (current(lesson).number, question.current.number) == (1, 1)
    assert Quiz.objects.get() == quiz


def test_a_quiz_that_is_not_published_stays_so_with_its_course():
    lesson = make_lesson(make_course())
    question = make_draft(SAMPLES["choice"].item, lesson)
    quiz = make_quiz(lesson.course, [question], is_published=False)
    publish_course(lesson.course)
    quiz.refresh_from_db()

    assert not quiz.is_published


def test_all_faults_of_a_course_are_told_with_their_rows_and_nothing_is_published():
    course = make_course()
    good = make_lesson(course, position=1)
    asked = make_draft(SAMPLES["choice"].item, good)
    Question.objects.update(prompt_en="")
    empty = make_lesson(course, position=2, title_en="Empty")
    quiz = make_quiz(course, title_en="Exam", position=1)
    Lesson.objects.update(current=None)
    Edition.objects.all().delete()
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        publish_course(course)

    prompt = f"{asked.prompt_ar} (\u2068{asked.uid}\u2069)"
    assert caught.value.messages == [
        f"Empty (\u2068{empty.slug}\u2069): The lesson has no passages.",
        f"{prompt}: The text of “question” is missing in this language: English.",
        f"Exam (\u2068{quiz.uid}\u2069): The quiz has no questions. Add a slot.",
    ]
    assert not Question.objects.published().exists()
    assert not Lesson.objects.published().exists()


def test_questions_of_a_lesson_with_faults_tell_only_their_own():
    lesson = make_lesson(make_course(), title_en="Salt")
    make_draft(SAMPLES["choice"].item, lesson)
    Lesson.objects.update(current=None, summary_en="")
    Edition.objects.all().delete()
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        publish_course(lesson.course)

    assert caught.value.messages == [
        f"Salt (\u2068{lesson.slug}\u2069): Summary: no text in English."
    ]


def test_what_was_withdrawn_stays_so_when_its_course_is_published():
    course = make_course()
    lesson, other = make_lesson(course), make_published_lesson(course)
    asked = make_draft(SAMPLES["choice"].item, lesson)
    withdrawn = make_draft(SAMPLES["order"].item, lesson)
    publish_course(course)
    withdraw_lesson(other)
    withdraw_question(withdrawn)
    Lesson.objects.filter(pk=other.pk).update(title_en="")
    Question.objects.filter(pk=withdrawn.pk).update(prompt_en="")
    publish_course(course)

    assert list(Lesson.objects.published()) == [lesson]
    assert list(Question.objects.published()) == [asked]
