from decimal import Decimal

import pytest

from quiz.actions.attempt import repeat_missed, start_attempt, submit_attempt
from quiz.actions.course import withdraw_lesson
from quiz.actions.progress import note_reading
from quiz.actions.response import save_response, send_response
from quiz.assessment.presets import EVERYTHING, Reviewable
from quiz.models import Outcome, Quiz
from quiz.reports.progress import learner_progress
from tests.factories import (
    make_attempt,
    make_course,
    make_lesson,
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db


def take(learner, course, *answers):
    """Take a quiz of a question of each kind, and answer it right or wrong."""
    lesson = make_lesson(course)
    questions = [
        make_question(lesson, kind=kind, level=level) for kind, level, _is in answers
    ]
    attempt = start_attempt(learner, make_quiz(course, questions), "ar")
    for response, (kind, _level, is_right) in zip(
        attempt.responses.all(), answers, strict=True
    ):
        sample = SAMPLES[kind]
        save_response(response, sample.right if is_right else sample.wrong, "ar")
    submit_attempt(attempt)
    return attempt


def report(course, learner):
    """Return what a learner did in one course."""
    (only,) = learner_progress([course], learner)
    return only


def test_who_did_nothing_has_nothing_to_show():
    progress = report(make_course(), make_user())

    assert (progress.read, progress.quizzes, progress.skills, progress.weakest) == (
        0,
        (),
        (),
        None,
    )


def test_lessons_that_are_read_to_the_end_are_counted_while_they_are_there():
    course, learner = make_course(), make_user()
    lessons = [make_published_lesson(course) for _each in range(3)]
    note_reading(learner, lessons[0], 3, is_finished=True)
    note_reading(learner, lessons[1], 3, is_finished=True)
    note_reading(learner, lessons[2], 2)
    counts = [report(course, learner).read]
    withdraw_lesson(lessons[0])

    assert [*counts, report(course, learner).read] == [2, 1]


def test_the_best_and_the_latest_result_are_both_kept():
    course, learner = make_course(), make_user()
    first, second = make_quiz(course), make_quiz(course)
    best, latest = (
        make_attempt(learner, second, score=each) for each in ("6.69", "6.61")
    )
    make_attempt(learner, second)
    other = make_attempt(learner, first, score=3)
    make_attempt(make_user(), first, score=9)

    assert [
        (line.quiz, line.best, line.latest, line.count)
        for line in report(course, learner).quizzes
    ] == [(first, other, other, 1), (second, best, latest, 2)]


def test_skills_add_up_over_all_finished_attempts():
    course, learner = make_course(), make_user()
    take(
        learner,
        course,
        ("choice", "remember", True),
        ("choice", "analyse", False),
        ("categorise", "remember", False),
        ("two_part", "remember", True),
        ("extended_text", "evaluate", True),
    )
    take(learner, course, ("choice", "understand", False))
    take(make_user(), course, ("choice", "apply", True))
    bars = report(course, learner).skills

    assert [
        (str(bar.label), bar.score, bar.max_score, bar.percent) for bar in bars
    ] == [
        (str(bars[0].label), Decimal(1), Decimal(2), 50),
        (str(bars[1].label), Decimal(0), Decimal(1), 0),
        (str(bars[2].label), Decimal(0), Decimal(1), 0),
        (str(bars[3].label), Decimal(2), Decimal(2), 100),
    ]
    assert [bar.is_weak for bar in bars] == [True, True, True, False]


def test_the_weakest_skill_is_the_one_below_seventy_per_cent_by_most():
    course, learner = make_course(), make_user()
    take(learner, course, ("choice", "remember", True), ("choice", "apply", False))
    progress = report(course, learner)

    assert progress.weakest == progress.skills[1]
    take(learner, course, *[("choice", "apply", True)] * 3)
    assert report(course, learner).weakest is None


def test_an_open_attempt_tells_no_skill():
    course, learner = make_course(), make_user()
    start_attempt(learner, make_quiz(course, [make_question()]), "ar")

    assert report(course, learner).skills == ()


def test_what_a_person_marked_counts():
    course, learner = make_course(), make_user()
    attempt = take(learner, course, ("choice", "remember", False))
    response = attempt.responses.get()
    Outcome.objects.create(
        response=response,
        revision=response.revision,
        scorer=1,
        state="right",
        score=1,
        max_score=1,
        marker=make_user(role="teacher"),
    )

    assert [bar.percent for bar in report(course, learner).skills] == [100]


def test_courses_are_told_apart():
    learner = make_user()
    courses = [make_course(), make_course()]
    take(learner, courses[0], ("choice", "remember", True))
    take(learner, courses[1], ("choice", "apply", False))

    assert [
        [(bar.score, bar.max_score) for bar in each.skills]
        for each in learner_progress(courses, learner)
    ] == [[(1, 1)], [(0, 1)]]
    assert [len(each.quizzes) for each in learner_progress(courses, learner)] == [1, 1]


@pytest.mark.parametrize("hidden", [Reviewable.SCORE, Reviewable.CORRECTNESS])
def test_skills_are_of_what_may_be_told(hidden):
    course, learner = make_course(), make_user()
    take(learner, course, ("choice", "remember", False))
    Quiz.objects.update(review_submitted=(EVERYTHING & ~hidden).value)
    take(learner, course, ("choice", "remember", True))

    assert [(bar.score, bar.max_score) for bar in report(course, learner).skills] == [
        (1, 1)
    ]


def test_a_score_that_is_not_told_yet_is_in_no_line():
    course, learner = make_course(), make_user()
    exam = make_quiz(course, preset="exam")
    make_attempt(learner, exam, score=9)
    (line,) = report(course, learner).quizzes

    assert (line.count, line.best.score, line.latest.score) == (1, None, None)


def test_what_was_asked_once_more_is_in_no_skill():
    course, learner = make_course(), make_user()
    quiz = make_quiz(course, [make_question(make_lesson(course))])
    attempt = start_attempt(learner, quiz, "ar")
    send_response(attempt.responses.get(), SAMPLES["choice"].wrong, "ar")
    again = attempt.responses.get(position=repeat_missed(attempt))
    send_response(again, SAMPLES["choice"].right, "ar")
    submit_attempt(attempt)

    assert [(bar.score, bar.max_score) for bar in report(course, learner).skills] == [
        (0, 1)
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_more_rows_cost_no_more_queries(count, django_assert_num_queries):
    learner = make_user()
    courses = [make_course() for _each in range(count)]
    for course in courses:
        for _each in range(count):
            make_published_lesson(course)
            take(learner, course, *[("choice", "remember", True)] * count)

    with django_assert_num_queries(6):
        learner_progress(courses, learner)
