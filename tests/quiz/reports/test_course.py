import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from quiz.actions.course import publish_lesson, withdraw_lesson
from quiz.actions.progress import note_reading
from quiz.models import Lesson, Quiz
from quiz.reports.course import course_path, course_paths
from quiz.reports.sample import find_sample
from tests.factories import (
    make_attempt,
    make_course,
    make_lesson,
    make_passage,
    make_published_lesson,
    make_quiz,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    """Publish a lesson of four passages with a practice quiz."""
    lesson = make_published_lesson(passages=4)
    make_quiz(lesson.course, lesson=lesson)
    return lesson


def line_of(lesson, learner):
    """Return the only line of the lesson's course."""
    (line,) = course_path(lesson.course, learner).lines
    return line


@pytest.mark.parametrize(
    ("reading", "score", "state"),
    [
        (None, None, "open"),
        ((2, False), None, "half"),
        ((4, True), None, "half"),
        (None, 5, "half"),
        ((2, False), 5, "half"),
        ((4, True), 5, "done"),
        ((4, True), 0, "done"),
    ],
)
def test_a_lesson_is_done_when_it_is_read_and_its_quiz_is_taken(
    lesson, reading, score, state
):
    learner = make_user()
    if reading:
        note_reading(learner, lesson, reading[0], is_finished=reading[1])
    if score is not None:
        make_attempt(learner, lesson.quizzes.get(), score=score)

    assert line_of(lesson, learner).state == state


def test_a_lesson_without_a_quiz_is_done_when_it_is_read():
    lesson, learner = make_published_lesson(), make_user()
    note_reading(learner, lesson, 3, is_finished=True)

    assert line_of(lesson, learner).state == "done"


def test_an_attempt_that_is_open_is_to_go_on_with(lesson):
    learner, exam = make_user(), make_quiz(lesson.course, preset="test")
    gone = make_quiz(lesson.course, is_published=False)
    begun = [make_attempt(learner, each) for each in (lesson.quizzes.get(), exam, gone)]
    make_attempt(learner, exam, score=5)
    make_attempt(make_user(), exam)
    path = course_path(lesson.course, learner)

    assert list(path.open) == begun[::-1]
    assert (path.is_begun, path.lines[0].state) == (True, "half")
    assert path.lines[0].best is None


@pytest.mark.parametrize("score", [None, 0, 5])
def test_a_course_is_begun_by_a_quiz_over_all_of_it(lesson, score):
    learner = make_user()
    make_attempt(learner, make_quiz(lesson.course, preset="test"), score)
    path = course_path(lesson.course, learner)

    assert (path.is_begun, path.lines[0].state) == (True, "open")


def test_what_others_did_does_not_count(lesson):
    note_reading(make_user(), lesson, 4, is_finished=True)
    make_attempt(make_user(), lesson.quizzes.get(), score=5)
    line = line_of(lesson, make_user())

    assert (line.state, line.furthest, line.best) == ("open", 0, None)


def test_a_visitor_without_a_row_has_begun_nothing(lesson):
    path = course_path(lesson.course, AnonymousUser())

    assert (path.is_begun, path.lines[0].state) == (False, "open")


def test_reading_is_told_within_a_lesson_that_grew_shorter(lesson):
    learner = make_user()
    note_reading(learner, lesson, 9)

    assert line_of(lesson, learner).furthest == 4


def test_the_best_attempt_is_the_exact_best_and_of_equals_the_newest(lesson):
    learner, quiz = make_user(), lesson.quizzes.get()
    make_attempt(learner, quiz, score="6.6667")
    best = make_attempt(learner, quiz, score="6.6900")
    newest = make_attempt(learner, quiz, score="6.6800")

    assert line_of(lesson, learner).best == best
    learner.attempts.filter(pk=newest.pk).update(score="6.6900")
    assert line_of(lesson, learner).best == newest


def test_of_two_practice_quizzes_the_first_is_the_lessons(lesson):
    later = make_quiz(lesson.course, lesson=lesson)
    Quiz.objects.filter(pk=later.pk).update(position=9999)

    assert line_of(lesson, make_user()).quiz == lesson.quizzes.order_by("position")[0]


def test_a_course_goes_on_with_the_first_lesson_that_is_not_done():
    course, learner = make_course(), make_user()
    first, second = (make_published_lesson(course) for _each in range(2))
    note_reading(learner, first, 3, is_finished=True)
    path = course_path(course, learner)
    note_reading(learner, second, 3, is_finished=True)

    assert (path.is_begun, path.next.lesson) == (True, second)
    assert course_path(course, learner).next is None


def test_readers_see_published_lessons_only_with_their_published_title():
    course = make_course()
    withdrawn, shown = (make_published_lesson(course) for _each in range(2))
    make_lesson(course)
    withdraw_lesson(withdrawn)
    Lesson.objects.update(title_ar="مسودة", title_en="Draft")
    (line,) = course_path(course, make_user()).lines

    assert (line.lesson, line.number) == (shown, 1)
    assert line.lesson.shown_title == {"ar": "Lesson ar", "en": "Lesson en"}
    assert (line.lesson.passage_count, line.minutes) == (3, 1)


def test_every_quiz_that_no_lesson_ends_with_is_listed_apart(lesson):
    course, learner = lesson.course, make_user()
    exam = make_quiz(course, preset="test")
    test = make_quiz(course, preset="test", lesson=lesson)
    second = make_quiz(course, lesson=lesson)
    make_quiz(course, preset="test", is_published=False)
    make_quiz(course, preset="test", lesson=make_lesson(course))
    best = make_attempt(learner, exam, score=3)
    path = course_path(course, learner)
    (line,) = path.lines

    assert [(each.quiz, each.line, each.best) for each in path.quizzes] == [
        (exam, None, best),
        (test, line, None),
        (second, line, None),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_more_courses_and_lessons_cost_no_more_queries(
    count, django_assert_num_queries
):
    learner = make_user()
    courses = [make_course() for _each in range(count)]
    for course in courses:
        for _each in range(count):
            lesson = make_published_lesson(course)
            make_attempt(learner, make_quiz(course, lesson=lesson), score=1)
            make_attempt(learner, make_quiz(course, lesson=lesson, preset="test"))
            note_reading(learner, lesson, 1)

    with django_assert_num_queries(4):
        paths = course_paths(courses, learner)

    assert [path.course for path in paths] == courses
    assert [[line.state for line in path.lines] for path in paths] == [
        ["half"] * count
    ] * count
    assert [len(path.open) for path in paths] == [count] * count


def sample_of(course):
    """Return the sample of a course."""
    return find_sample(course_path(course, make_user()))


@pytest.mark.parametrize("count", [1, 3])
def test_a_sample_shows_two_stances_of_the_first_lesson(
    count, django_assert_num_queries
):
    course = make_course()
    lesson = make_published_lesson(course, passages=2)
    make_passage(lesson, stance="forecast")
    lesson.learning_points.create(slug="aim", position=1, text_ar="هدف", text_en="Aim")
    publish_lesson(lesson)
    for _each in range(count - 1):
        make_published_lesson(course)
    path = course_path(course, make_user())

    with django_assert_num_queries(1):
        sample = find_sample(path)

    assert sample.line.lesson == lesson
    assert [each.stance for each in sample.passages] == ["fact", "forecast"]
    assert sample.point == {"ar": "هدف", "en": "Aim"}


def test_there_is_no_sample_where_all_is_of_one_stance():
    assert sample_of(make_published_lesson().course) is None
    assert sample_of(make_course()) is None


def test_a_score_that_is_not_told_yet_is_not_there_and_the_quiz_is_done():
    course, learner = make_course(), make_user()
    exam = make_quiz(course, preset="exam")
    make_attempt(learner, exam, score=9)
    (further,) = course_path(course, learner).quizzes

    assert (further.best.score, further.best.max_score) == (None, None)
    exam.released_at = timezone.now()
    exam.save()
    assert course_path(course, learner).quizzes[0].best.score == 9
