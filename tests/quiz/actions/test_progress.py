from datetime import UTC, datetime

import pytest
import time_machine
from django.db import IntegrityError

from accounts.models import User
from quiz.actions.progress import note_reading
from quiz.models import LessonProgress
from tests.factories import make_lesson, make_user

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 4, 5, 8, tzinfo=UTC)
EVENING = datetime(2026, 4, 5, 20, tzinfo=UTC)


def note(*calls):
    """Note some readings of one lesson, and return what is kept."""
    learner, lesson = make_user(), make_lesson()
    for moment, furthest, is_finished in calls:
        with time_machine.travel(moment, tick=False):
            note_reading(learner, lesson, furthest, is_finished=is_finished)
    rows = LessonProgress.objects.values_list("furthest", "read_at", "finished_at")
    return rows.get(learner=learner, lesson=lesson)


def test_the_first_reading_makes_a_row():
    assert note((MORNING, 3, False)) == (3, MORNING, None)


def test_a_farther_reading_goes_forward():
    assert note((MORNING, 3, False), (EVENING, 5, False)) == (5, EVENING, None)


def test_a_nearer_reading_goes_not_back():
    assert note((MORNING, 5, False), (EVENING, 2, False)) == (5, EVENING, None)


def test_what_was_read_to_the_end_stays_so_since_the_first_time():
    assert note((MORNING, 9, True), (EVENING, 1, False), (EVENING, 9, True)) == (
        9,
        EVENING,
        MORNING,
    )


@pytest.mark.parametrize("furthest", [0, -4])
def test_who_reads_has_read_one_passage_at_least(furthest):
    assert note((MORNING, furthest, True)) == (1, MORNING, MORNING)


@pytest.mark.django_db(transaction=True)
def test_a_visitor_who_is_no_more_has_read_nothing():
    visitor, lesson = User.objects.create_guest("ar"), make_lesson()
    User.objects.filter(pk=visitor.pk).delete()

    assert note_reading(visitor, lesson, 2) is False
    assert not LessonProgress.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_another_fault_is_not_taken_for_that():
    learner, lesson = make_user(), make_lesson()
    type(lesson).objects.filter(pk=lesson.pk).delete()

    with pytest.raises(IntegrityError):
        note_reading(learner, lesson, 2)


def test_it_says_that_it_is_noted():
    assert note_reading(make_user(), make_lesson(), 2) is True
