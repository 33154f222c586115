"""What is drawn and shuffled for an attempt, and that it stays so."""

import pytest
from django.utils import translation

from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.question import publish_question, withdraw_question
from quiz.actions.response import save_response
from quiz.assessment.arrangement import arrange, draw
from quiz.assessment.kinds import KINDS
from quiz.models import Attempt, Question
from quiz.models.revision import items_of, shown_of
from tests.factories import (
    make_attempt,
    make_course,
    make_draft,
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)
from tests.quiz.assessment.samples import SAMPLES
from tests.quiz.pools import all_filters, make_varied_course

pytestmark = pytest.mark.django_db

# Of all that a slot may ask for, each combination.
FILTERS = range(32)


def asked(attempt):
    """Return the questions of an attempt, in order."""
    rows = attempt.responses.select_related("revision__question")
    return [each.revision.question for each in rows]


def seen(attempt):
    """Return what an attempt shows, read anew."""
    for kept in (shown_of, items_of):
        kept.forget()
    attempt = Attempt.objects.get(pk=attempt.pk)
    return [(each.revision_id, each.shown) for each in attempt.responses.all()]


def make_draws(course, *draws, questions=()):
    """Make a quiz with its fixed questions first, then a slot for each draw."""
    quiz = make_quiz(course, questions)
    for position, wanted in enumerate(draws, len(questions) + 1):
        quiz.slots.create(position=position, **{"draw_count": 1, **wanted})
    return quiz


# What is drawn


@pytest.mark.parametrize("number", FILTERS)
def test_a_draw_takes_what_its_slot_asks_for_and_nothing_twice(number):
    course, questions = make_varied_course()
    wanted = all_filters(questions[0])[number]
    draws = [{"draw_count": 2, **wanted}, {"draw_count": 3, **wanted}, {}]
    quiz = make_draws(course, *draws, questions=questions[:1])
    slots = list(quiz.slots.all())
    attempt = start_attempt(make_user(), quiz, "ar")
    rows = asked(attempt)

    assert rows[0] == questions[0]
    assert len(set(rows)) == len(rows)
    # As drawing by hand with the stored seed gives it, slot by slot.
    expected, taken = [questions[0].uid], {questions[0].uid}
    for slot in slots[1:]:
        pool = {each.uid for each in questions if slot.fits(each)} - taken
        drawn = draw(pool, slot.draw_count, attempt.seed, slot.position)
        taken.update(drawn)
        expected += drawn
    assert [each.uid for each in rows] == expected


@pytest.mark.parametrize("number", FILTERS)
def test_what_was_not_met_is_drawn_first(number):
    course, questions = make_varied_course()
    wanted = all_filters(questions[0])[number]
    quiz = make_draws(course, {"draw_count": 1, **wanted})
    fitting = [each for each in questions if quiz.slots.get().fits(each)]
    learner = make_user()
    # Whom others met does not count.
    submit_attempt(start_attempt(make_user(), quiz, "ar"))
    rounds = []
    for _each in range(len(fitting) + 1):
        attempt = start_attempt(learner, quiz, "ar")
        rounds += asked(attempt)
        submit_attempt(attempt)

    assert set(rounds[:-1]) == set(fitting)
    # All of them were met: one comes again.
    assert rounds[-1] in fitting


def test_what_was_met_in_another_quiz_is_drawn_last():
    course, questions = make_varied_course()
    learner = make_user()
    hard = [each for each in questions if each.difficulty == 3]
    start_attempt(learner, make_quiz(course, hard[:-1]), "ar")
    attempt = start_attempt(learner, make_draws(course, {"draw_difficulty": 3}), "ar")

    assert asked(attempt) == hard[-1:]


def test_a_draw_that_finds_too_little_takes_all_there_is():
    course, questions = make_varied_course()
    hard = [each for each in questions if each.difficulty == 3]
    quiz = make_draws(course, {"draw_count": 99, "draw_difficulty": 3})

    assert set(asked(start_attempt(make_user(), quiz, "ar"))) == set(hard)


def test_two_learners_are_not_asked_the_same():
    course, _questions = make_varied_course()
    quiz = make_draws(course, {"draw_count": 8})
    drawn = {tuple(asked(start_attempt(make_user(), quiz, "ar"))) for _each in range(4)}

    assert len(drawn) == 4


# That it stays so


@pytest.fixture
def drawn(db):
    """Begin a quiz that draws real questions, whose rows can be edited."""
    course = make_course()
    lesson = make_published_lesson(course)
    for kind in ("choice", "multiple_response", "match", "order", "categorise"):
        publish_question(make_draft(SAMPLES[kind].item, lesson, difficulty=1))
    quiz = make_draws(course, {"draw_count": 3, "draw_difficulty": 1}, {})
    return start_attempt(make_user(), quiz, "ar")


def reload(attempt):
    assert start_attempt(attempt.learner, attempt.quiz, "ar") == attempt


def change_the_language(attempt):
    translation.activate("en")
    assert start_attempt(attempt.learner, attempt.quiz, "en") == attempt


def answer(attempt):
    for response in attempt.responses.select_related("revision__question"):
        save_response(response, SAMPLES[response.revision.question.kind].right, "en")


def finish(attempt):
    submit_attempt(attempt)


def edit_the_questions(attempt):
    before = set(Question.objects.values_list("current", flat=True))
    for question in Question.objects.all():
        question.prompt_ar, question.prompt_en = "سؤال آخر؟", "Another question?"
        question.is_shuffled = False
        question.difficulty = 3
        question.save()
        publish_question(question)
    assert before.isdisjoint(Question.objects.values_list("current", flat=True))


def edit_the_slots(attempt):
    attempt.quiz.slots.all().update(draw_count=1, draw_difficulty=3)
    attempt.quiz.slots.last().delete()


def add_questions(attempt):
    lesson = asked(attempt)[0].lesson
    for _each in range(5):
        make_question(lesson, difficulty=1)


def withdraw_the_questions(attempt):
    for question in Question.objects.all():
        withdraw_question(question)


@pytest.mark.parametrize(
    "happening",
    [
        reload,
        change_the_language,
        answer,
        finish,
        edit_the_questions,
        edit_the_slots,
        add_questions,
        withdraw_the_questions,
    ],
)
def test_what_was_drawn_and_shuffled_stays(drawn, happening):
    before = seen(drawn)
    happening(drawn)

    assert len(before) == 4
    assert seen(drawn) == before


def test_an_attempt_that_is_gone_on_with_draws_nothing(drawn, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("drawn again")

    monkeypatch.setattr("quiz.actions.attempt.draw", refuse)
    assert start_attempt(drawn.learner, drawn.quiz, "ar") == drawn


def test_the_review_shows_the_order_that_was_asked(drawn):
    before = seen(drawn)
    submit_attempt(drawn)
    attempt = Attempt.objects.get(pk=drawn.pk)
    arranged = [
        arrange(each.item.shown, attempt.seed, each.revision.question.uid)
        for each in attempt.responses.all()
    ]

    assert arranged == [shown for _revision, shown in before]


# How options are shuffled


def lists_of(shown):
    """Name every list of a question that may be shuffled, by its ids."""
    return {
        "options": tuple(each.id for each in shown.options),
        "parts": tuple(each.id for each in shown.parts),
        **{
            part.id: tuple(option.id for option in part.options) for part in shown.parts
        },
    }


def shown_to(question, seeds):
    """Show a question to a learner for each seed, twice, and return the lists."""
    quiz = make_quiz(question.lesson.course, [question])
    found = []
    for seed in seeds:
        attempt = make_attempt(make_user(), quiz, seed=seed)
        attempt.responses.create(position=1, revision=question.current)
        (first,), (again,) = seen(attempt), seen(attempt)
        assert first == again
        found.append(lists_of(first[1]))
    return found


def make_published(kind, *, is_shuffled):
    question = make_draft(SAMPLES[kind].item)
    question.is_shuffled = is_shuffled
    question.save()
    publish_question(question)
    question.refresh_from_db()
    return question


@pytest.mark.parametrize("kind", SAMPLES)
def test_lists_that_are_in_order_stay_in_order(kind):
    question = make_published(kind, is_shuffled=False)
    written = lists_of(question.current.item.shown)
    shuffled = set(KINDS[kind].shuffles) if KINDS[kind].always_shuffled else set()
    kept = {name: ids for name, ids in written.items() if name not in shuffled}

    for lists in shown_to(question, range(1, 9)):
        assert {name: lists[name] for name in kept} == kept


@pytest.mark.parametrize("kind", SAMPLES)
def test_lists_that_are_shuffled_differ_by_the_stored_seed(kind):
    question = make_published(kind, is_shuffled=True)
    shown = question.current.item.shown
    written = lists_of(shown)
    shuffled = {
        "options": shown.options_shuffled,
        "parts": shown.parts_shuffled,
        **{part.id: part.is_shuffled for part in shown.parts},
    }
    found = shown_to(question, range(1, 17))

    for name, ids in written.items():
        orders = {lists[name] for lists in found}
        assert {tuple(sorted(order)) for order in orders} == {tuple(sorted(ids))}
        is_mixed = shuffled[name] and len(ids) > 1
        assert (len(orders) > 1) == is_mixed, name
