from datetime import UTC, datetime, timedelta

import pytest

from quiz.actions.tally import tallied_assignments
from quiz.models import Assignment
from quiz.reports.classroom import classroom_report, spread, taught_classrooms
from tests.factories import (
    enroll,
    make_attempt,
    make_classroom,
    make_quiz,
    make_user,
)

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def give(classroom, quiz, due_at=None):
    return Assignment.objects.create(
        classroom=classroom,
        quiz=quiz,
        assigned_by=classroom.teachers.get(),
        assigned_at=NOW - 9 * DAY,
        due_at=due_at,
    )


@pytest.fixture
def classroom(db):
    return make_classroom(make_user(role="teacher"))


def report_of(classroom):
    return classroom_report(classroom, tallied_assignments(classroom), NOW)


def join(classroom, name, *results, quiz=None, **fields):
    """Put a student into a class who finishes a quiz with these results."""
    student = make_user(display_name=name)
    enroll(classroom, student, enrolled_at=NOW - 10 * DAY, **fields)
    for days_ago, score in enumerate(reversed(results), 1):
        make_attempt(student, quiz, score, submitted_at=NOW - days_ago * DAY)
    return student


class TestSummary:
    def test_best_results_make_the_median_and_the_mean(self, classroom):
        quiz = make_quiz()
        give(classroom, quiz)
        join(classroom, "A", 2, 9, 4, quiz=quiz)
        join(classroom, "B", 6, quiz=quiz)
        join(classroom, "C", 5, 5, quiz=quiz)
        join(classroom, "D")

        (summary,) = classroom_report(
            classroom, tallied_assignments(classroom), NOW
        ).summaries

        assert (summary.finished, summary.students) == (3, 4)
        assert summary.percent_finished == 75
        assert summary.median == 60
        assert summary.mean == 67  # of 90, 60 and 50

    def test_the_median_of_an_even_number_lies_between(self, classroom):
        quiz = make_quiz()
        give(classroom, quiz)
        join(classroom, "A", 6, quiz=quiz)
        join(classroom, "B", 6.5, quiz=quiz)

        (summary,) = classroom_report(
            classroom, tallied_assignments(classroom), NOW
        ).summaries

        assert summary.median == 63  # 62.5, halves up

    def test_who_has_left_is_not_counted(self, classroom):
        quiz = make_quiz()
        give(classroom, quiz)
        join(classroom, "A", 6, quiz=quiz)
        join(classroom, "B", 1, quiz=quiz, left_at=NOW - DAY)

        report = report_of(classroom)

        (summary,) = report.summaries
        assert [str(member.student) for member in report.members] == ["A"]
        assert (summary.finished, summary.students, summary.mean) == (1, 1, 60)

    def test_without_students_or_results_there_is_no_middle(self, classroom):
        give(classroom, make_quiz())

        (summary,) = classroom_report(
            classroom, tallied_assignments(classroom), NOW
        ).summaries

        assert (summary.finished, summary.students) == (0, 0)
        assert summary.percent_finished == 0
        assert (summary.median, summary.mean) == (None, None)

    def test_attempts_of_others_do_not_count(self, classroom):
        quiz = make_quiz()
        give(classroom, quiz)
        join(classroom, "A")
        make_attempt(make_user(), quiz, 9)

        (summary,) = classroom_report(
            classroom, tallied_assignments(classroom), NOW
        ).summaries

        assert summary.finished == 0

    @pytest.mark.parametrize(
        ("due_in", "is_past"), [(None, False), (-1, True), (1, False)]
    )
    def test_a_due_date_passes(self, classroom, due_in, is_past):
        give(classroom, make_quiz(), due_at=NOW + due_in * DAY if due_in else None)

        (summary,) = classroom_report(
            classroom, tallied_assignments(classroom), NOW
        ).summaries

        assert summary.is_past is is_past


class TestMembers:
    def test_they_stand_by_name_as_a_reader_would_sort(self, classroom):
        for name in ("زينب", "إيمان", "Omar", "أحمد", "adam", "بدر"):
            join(classroom, name)

        report = report_of(classroom)

        assert [str(member.student) for member in report.members] == [
            "adam",
            "Omar",
            "أحمد",
            "إيمان",
            "بدر",
            "زينب",
        ]

    def test_who_goes_by_the_name_of_another_is_known(self, classroom):
        for name in ("أحمد", "احمد", "Omar"):
            join(classroom, name)
        join(classroom, "Omar", left_at=NOW)

        assert [
            (str(member.student), member.has_namesake)
            for member in classroom_report(
                classroom, tallied_assignments(classroom), NOW
            ).members
        ] == [("Omar", False), ("أحمد", True), ("احمد", True)]

    def test_who_is_overdue_comes_first_and_who_is_done_not_at_all(self, classroom):
        over, soon = make_quiz(), make_quiz()
        give(classroom, over, due_at=NOW - DAY / 2)
        give(classroom, soon, due_at=NOW + DAY)
        for name in ("Done", "Stuck"):
            join(classroom, name, 3, 4 if name == "Stuck" else 9, quiz=over)
        begun = join(classroom, "Begun", 9, quiz=over)
        join(classroom, "Absent")
        join(classroom, "Late", 9, quiz=soon)
        make_attempt(begun, soon)
        for member in classroom_report(
            classroom, tallied_assignments(classroom), NOW
        ).members:
            if str(member.student) in {"Done", "Stuck"}:
                make_attempt(member.student, soon, 9, submitted_at=NOW)

        assert [
            (
                str(member.student),
                member.overdue,
                member.not_started,
                member.in_progress,
                member.stuck,
            )
            for member in classroom_report(
                classroom, tallied_assignments(classroom), NOW
            ).waited_for
        ] == [
            ("Absent", 1, 2, 0, 0),
            ("Late", 1, 1, 0, 0),
            ("Stuck", 0, 0, 0, 1),
            ("Begun", 0, 0, 1, 0),
        ]


class TestSpread:
    def test_each_result_stands_in_its_tenth(self):
        bands, students_a_dot = spread([0, 9, 10, 59, 60, 99, 100, 100])

        assert [band.students for band in bands] == [2, 1, 0, 0, 0, 1, 1, 0, 0, 1, 2]
        assert [len(band.dots) for band in bands] == [2, 1, 0, 0, 0, 1, 1, 0, 0, 1, 2]
        assert students_a_dot == 1

    def test_the_bands_cover_the_scale(self):
        bands, _students_a_dot = spread([])

        assert [(band.low, band.high) for band in bands] == [
            *((low, low + 9) for low in range(0, 100, 10)),
            (100, 100),
        ]
        assert [band.low for band in bands if band.is_weak] == [0, 10, 20, 30, 40, 50]
        assert not any(band.is_middle for band in bands)

    def test_the_median_is_marked(self):
        bands, _students_a_dot = spread([10, 75, 100])

        assert [band.low for band in bands if band.is_middle] == [70]

    def test_a_large_class_has_fewer_dots(self):
        bands, students_a_dot = spread([75] * 31 + [20])

        assert students_a_dot == 3
        assert [len(band.dots) for band in bands] == [0, 0, 1, 0, 0, 0, 0, 11, 0, 0, 0]


@pytest.mark.django_db
class TestTaughtClassrooms:
    def test_a_teacher_has_open_and_archived_classes(self):
        teacher = make_user(role="teacher")
        full = make_classroom(teacher, name="A")
        empty = make_classroom(teacher, name="B")
        old = make_classroom(teacher, name="C", archived_at=NOW)
        make_classroom(make_user(role="teacher"))
        join(full, "Present")
        join(full, "Another")
        join(full, "Gone", left_at=NOW)
        for _quiz in range(3):
            give(full, make_quiz())

        taught = taught_classrooms(teacher)

        assert [
            (line.classroom, line.students, line.assignments) for line in taught.open
        ] == [(full, 2, 3), (empty, 0, 0)]
        assert [line.classroom for line in taught.archived] == [old]

    def test_who_may_not_teach_has_none(self):
        student = make_user()
        make_classroom(student)

        assert taught_classrooms(student).open == ()
