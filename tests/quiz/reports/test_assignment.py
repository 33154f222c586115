from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.actions.tally import tallied_assignments
from quiz.models import Assignment
from quiz.reports.assignment import (
    Standing,
    attended_classrooms,
    next_tasks,
    standings_of_class,
    student_history,
    tasks_by_enrollment,
)
from quiz.reports.classroom import classroom_report
from tests.factories import (
    enroll,
    make_attempt,
    make_classroom,
    make_quiz,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def student():
    return make_user()


@pytest.fixture
def classroom(teacher, student):
    classroom = make_classroom(teacher, name="10 B")
    enroll(classroom, student, enrolled_at=NOW - 10 * DAY)
    return classroom


def give(classroom, quiz=None, due_at=None):
    return Assignment.objects.create(
        classroom=classroom,
        quiz=quiz or make_quiz(),
        assigned_by=classroom.teachers.get(),
        assigned_at=NOW - 9 * DAY,
        due_at=due_at,
    )


def finish(student, quiz, score, days_ago):
    return make_attempt(
        student,
        quiz,
        score,
        started_at=NOW - days_ago * DAY,
        submitted_at=NOW - days_ago * DAY,
    )


def only_standing(classroom):
    history = student_history(classroom.enrollments.get(), NOW)
    (task,) = history.tasks
    return task.standing


class TestStanding:
    def test_nothing_done(self, classroom):
        give(classroom)

        assert only_standing(classroom) == Standing(
            state="not_started",
            finished=0,
            first=None,
            best=None,
            latest=None,
            is_overdue=False,
            is_late=False,
        )

    def test_begun(self, classroom, student):
        assignment = give(classroom, due_at=NOW + DAY)
        make_attempt(student, assignment.quiz)

        assert only_standing(classroom) == Standing(
            state="in_progress",
            finished=0,
            first=None,
            best=None,
            latest=None,
            is_overdue=False,
            is_late=False,
        )

    def test_first_best_and_latest(self, classroom, student):
        assignment = give(classroom)
        finish(student, assignment.quiz, 5, days_ago=4)
        finish(student, assignment.quiz, 9, days_ago=3)
        finish(student, assignment.quiz, 7, days_ago=2)
        make_attempt(student, assignment.quiz)

        assert only_standing(classroom) == Standing(
            state="done",
            finished=3,
            first=50,
            best=90,
            latest=70,
            is_overdue=False,
            is_late=False,
        )

    def test_what_was_finished_before_joining_does_not_count(self, classroom, student):
        assignment = give(classroom)
        finish(student, assignment.quiz, 10, days_ago=11)

        assert only_standing(classroom).state == "not_started"

    @pytest.mark.parametrize(
        ("due_in", "is_overdue"), [(-1, True), (0, True), (1, False)]
    )
    def test_it_is_overdue_from_the_due_date_on(self, classroom, due_in, is_overdue):
        give(classroom, due_at=NOW + timedelta(seconds=due_in))

        assert only_standing(classroom).is_overdue is is_overdue

    def test_what_is_begun_can_be_overdue(self, classroom, student):
        assignment = give(classroom, due_at=NOW - DAY)
        make_attempt(student, assignment.quiz)

        assert only_standing(classroom).is_overdue

    @pytest.mark.parametrize(
        ("days_ago", "is_late"), [(2, False), (3, False), (1, True)]
    )
    def test_what_is_done_is_never_overdue_but_may_be_late(
        self, classroom, student, days_ago, is_late
    ):
        assignment = give(classroom, due_at=NOW - 2 * DAY)
        finish(student, assignment.quiz, 5, days_ago=days_ago)

        standing = only_standing(classroom)
        assert not standing.is_overdue
        assert standing.is_late is is_late

    @pytest.mark.parametrize(
        ("scores", "is_stuck"),
        [((), False), ((3,), False), ((3, 5.9), True), ((3, 6), False)],
    )
    def test_several_weak_results_are_stuck(self, classroom, student, scores, is_stuck):
        assignment = give(classroom)
        for score in scores:
            finish(student, assignment.quiz, score, days_ago=1)

        assert only_standing(classroom).is_stuck is is_stuck


class TestStudentHistory:
    def test_it_tells_the_attempts_on_what_was_given(self, classroom, student):
        assignment = give(classroom)
        finish(student, assignment.quiz, 4, days_ago=20)
        first = finish(student, assignment.quiz, 5, days_ago=3)
        second = make_attempt(student, assignment.quiz)
        finish(student, make_quiz(), 9, days_ago=1)
        finish(make_user(), assignment.quiz, 9, days_ago=1)

        history = student_history(classroom.enrollments.get(), NOW)

        assert history.joined_at == NOW - 10 * DAY
        assert [task.attempts for task in history.tasks] == [(first, second)]

    def test_what_was_done_after_the_class_was_archived_is_the_students_own(
        self, classroom, student
    ):
        first, second, third = (give(classroom) for _each in range(3))
        kept = [
            finish(student, first.quiz, 5, days_ago=3),
            make_attempt(student, second.quiz, started_at=NOW - 3 * DAY),
        ]
        finish(student, first.quiz, 9, days_ago=1)
        make_attempt(student, third.quiz, started_at=NOW - DAY)
        make_attempt(
            student, third.quiz, 9, started_at=NOW - 3 * DAY, submitted_at=NOW - DAY
        )
        classroom.archived_at = NOW - 2 * DAY
        classroom.save()

        history = student_history(classroom.enrollments.get(), NOW)
        report = classroom_report(classroom, tallied_assignments(classroom), NOW)

        assert [task.attempts for task in history.tasks] == [*zip(kept), ()]
        assert [
            (each.state, each.best)
            for member in report.members
            for each in member.standings
        ] == [("done", 50), ("in_progress", None), ("not_started", None)]


class TestAttendedClassrooms:
    def test_those_that_ask_for_something_come_first(self, teacher, student):
        quiz = make_quiz()
        for name in ("A", "B", "C"):
            enroll(make_classroom(teacher, name=name), student, enrolled_at=NOW - DAY)
        finish(student, quiz, 5, days_ago=0)
        a, b, c = teacher.classrooms_taught.order_by("name")
        give(a, quiz)
        give(c)

        assert [
            (each.classroom.name, each.asks_for_something)
            for each in attended_classrooms(student, NOW)
        ] == [("C", True), ("A", False), ("B", False)]
        assert b.assignments.count() == 0

    def test_tasks_come_by_due_date_and_what_is_done_last(self, classroom, student):
        never = give(classroom)
        later = give(classroom, due_at=NOW + 2 * DAY)
        done = give(classroom, due_at=NOW - DAY)
        soon = give(classroom, due_at=NOW + DAY)
        finish(student, done.quiz, 5, days_ago=2)

        (attended,) = attended_classrooms(student, NOW)

        assert [task.assignment for task in attended.tasks] == [
            soon,
            later,
            never,
            done,
        ]

    def test_classes_left_or_archived_are_gone(self, teacher, student):
        enroll(make_classroom(teacher), student, left_at=NOW)
        enroll(make_classroom(teacher, archived_at=NOW), student)

        assert attended_classrooms(student, NOW) == ()

    def test_a_quiz_that_is_not_published_asks_for_nothing(self, classroom, student):
        give(classroom, make_quiz(is_published=False))

        (attended,) = attended_classrooms(student, NOW)

        assert attended.tasks == ()

    def test_joining_counts_for_each_class(self, teacher, student, classroom):
        quiz = make_quiz()
        give(classroom, quiz)
        other = make_classroom(teacher, name="11 A")
        enroll(other, student, enrolled_at=NOW - DAY)
        give(other, quiz)
        finish(student, quiz, 5, days_ago=5)

        assert [
            (each.classroom.name, each.tasks[0].standing.state)
            for each in attended_classrooms(student, NOW)
        ] == [("11 A", "not_started"), ("10 B", "done")]


class TestNextTasks:
    def test_what_is_due_first_comes_first_over_all_classes(
        self, teacher, student, classroom
    ):
        other = make_classroom(teacher, name="11 A")
        enroll(other, student)
        never = give(classroom)
        later = give(classroom, due_at=NOW + 2 * DAY)
        overdue = give(other, due_at=NOW - DAY)
        sooner = give(other, due_at=NOW + DAY)

        assert [
            (each.task.assignment, each.classroom) for each in next_tasks(student, NOW)
        ] == [
            (overdue, other),
            (sooner, other),
            (later, classroom),
            (never, classroom),
        ]

    def test_what_is_done_is_not_waited_for(self, classroom, student):
        done, begun = give(classroom), give(classroom)
        finish(student, done.quiz, 5, days_ago=1)
        make_attempt(student, begun.quiz)

        assert [each.task.assignment for each in next_tasks(student, NOW)] == [begun]

    def test_who_is_in_no_class_has_none(self, student):
        assert next_tasks(student, NOW) == ()


def test_a_score_that_is_not_told_yet_is_for_the_teacher_alone(classroom, student):
    given = give(classroom, make_quiz(preset="exam"))
    finish(student, given.quiz, score=9, days_ago=1)

    def best_of_student():
        ((task,),) = (each.tasks for each in attended_classrooms(student, NOW))
        return task.standing.state, task.standing.best

    assert (best_of_student(), only_standing(classroom).best) == (("done", None), 90)
    Assignment.objects.update(released_at=NOW)
    assert best_of_student() == ("done", None)
    student.attempts.update(assignment=given)
    assert best_of_student() == ("done", 90)


RUNS = st.lists(
    st.tuples(
        st.integers(0, 30),  # when it was begun, in days before the moment
        st.none() | st.integers(0, 100_000),  # in ten-thousandths of ten points
    ),
    max_size=5,
)


@given(st.lists(RUNS, min_size=1, max_size=3), st.booleans(), st.booleans())
def test_the_database_sums_up_as_the_page_of_a_student_does(runs, is_due, is_over):
    teacher = make_user(role="teacher")
    over_at = NOW - 2 * DAY if is_over else None
    classroom = make_classroom(teacher, archived_at=over_at)
    assignment = give(classroom, due_at=NOW - 5 * DAY if is_due else None)
    for of_one in runs:
        student = make_user()
        enroll(classroom, student, enrolled_at=NOW - 20 * DAY)
        for begun, score in sorted(of_one, key=lambda run: -run[0]):
            begun_at = NOW - begun * DAY
            if score is None and student.attempts.in_progress().exists():
                continue
            make_attempt(
                student,
                assignment.quiz,
                None if score is None else Decimal(score).scaleb(-4),
                started_at=begun_at,
                **({} if score is None else {"submitted_at": begun_at + DAY / 2}),
            )
    enrollments = list(classroom.enrollments.select_related("student", "classroom"))
    tasks = tasks_by_enrollment(enrollments, [assignment], NOW)
    standings = standings_of_class(classroom, [assignment], NOW)
    for each in enrollments:
        (task,) = tasks[each.pk]
        assert standings.of(each.student, assignment) == task.standing
