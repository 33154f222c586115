import re

import pytest
from django.db import IntegrityError, transaction

from quiz.models import Question, Quiz
from quiz.models.question import make_ident
from tests.factories import (
    make_draft,
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db


def test_an_ident_begins_with_a_letter_and_has_no_vowels():
    idents = [make_ident() for _each in range(50)]

    assert [
        each for each in idents if not re.fullmatch(r"[b-z][b-z2-9]{5}", each)
    ] == []
    assert [each for each in idents if set(each) & set("aeiou")] == []


def test_questions_without_a_revision_are_not_published():
    make_draft(SAMPLES["choice"].item)
    asked = make_question()

    assert list(Question.objects.published()) == [asked]


def test_quizzes_draw_what_they_can_score_and_no_page_has_told():
    lesson = make_published_lesson()
    drawable = [make_question(lesson), make_question(lesson, kind="match")]
    make_question(lesson, is_prequestion=True)
    make_question(lesson, kind="extended_text")
    quiz = make_quiz(lesson.course)
    slot = quiz.slots.create(position=1, draw_count=9)

    assert set(Question.objects.drawable()) == set(drawable)
    assert set(slot.pool()) == set(drawable)
    assert [
        question.uid
        for question in Question.objects.all()
        if Quiz.objects.asking(question)
    ] == [question.uid for question in drawable]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "riddle"},
        {"kind": "match", "is_prequestion": True},
        {"level": "guess"},
        {"stance": "rumour"},
        {"difficulty": 4},
        {"rule": "luck"},
    ],
)
def test_the_database_refuses_what_no_question_may_be(fields):
    question = make_question()

    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(**fields)


def test_a_mistake_is_of_a_known_kind_or_not_named():
    choice = make_draft(SAMPLES["choice"].item).choices.first()
    assert choice.error == ""

    with pytest.raises(IntegrityError), transaction.atomic():
        type(choice).objects.filter(pk=choice.pk).update(error="bad_luck")


def test_nobody_reviews_their_own_question():
    question, author = make_question(), make_user()

    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(author=author, reviewer=author)


def test_a_question_a_part_and_a_choice_are_found_by_their_natural_keys():
    question = make_draft(SAMPLES["match"].item)
    part, choice = question.parts.first(), question.choices.first()

    assert [
        Question.objects.get_by_natural_key(*question.natural_key()),
        type(part).objects.get_by_natural_key(*part.natural_key()),
        type(choice).objects.get_by_natural_key(*choice.natural_key()),
    ] == [question, part, choice]
