"""A teacher's classes: the list of them, and how one of them stands."""

from collections import Counter
from dataclasses import dataclass
from math import ceil
from statistics import mean, median

from django.db.models import Count, Q

from accounts.models import Classroom, User
from quiz.assessment.percent import whole_percent
from quiz.assessment.text import loose
from quiz.models import Assignment
from quiz.reports.assignment import (
    IN_PROGRESS,
    NOT_STARTED,
    Standing,
    standings_of_class,
)
from quiz.reports.weak import ASKS_FOR_HELP

TALLEST = 15  # dots in a column; beyond it one dot stands for several students


@dataclass(frozen=True)
class TaughtClassroom:
    """A line in the list of a teacher's classes."""

    classroom: Classroom
    students: int  # those in it now
    assignments: int


@dataclass(frozen=True)
class TaughtClassrooms:
    """A teacher's classes, those that are over apart."""

    open: tuple[TaughtClassroom, ...]
    archived: tuple[TaughtClassroom, ...]


@dataclass(frozen=True)
class Band:
    """How many best results lie in a tenth of the scale."""

    low: int  # per cent
    high: int
    students: int
    dots: str  # one character a dot, for templates to walk over
    is_weak: bool
    is_middle: bool  # the median lies here


@dataclass(frozen=True)
class AssignmentSummary:
    """How a class stands on one quiz; the results are each student's best."""

    assignment: Assignment
    students: int
    finished: int
    is_past: bool  # the due date is over
    median: int | None  # whole per cent
    mean: int | None
    bands: tuple[Band, ...]
    students_a_dot: int
    weak: int = ASKS_FOR_HELP  # per cent, below which a dot is hollow

    @property
    def percent_finished(self):
        """Return the share of students who have finished, in whole per cent."""
        return whole_percent(self.finished, self.students)


@dataclass(frozen=True)
class Member:
    """A student of a class, with the standing on each quiz in the report's order."""

    student: User
    has_namesake: bool  # another of the class goes by the same name
    standings: tuple[Standing, ...]
    not_started: int
    in_progress: int
    overdue: int
    stuck: int

    @property
    def is_waited_for(self):
        """Say whether the teacher is needed: something is not done, or went badly."""
        return bool(self.not_started or self.in_progress or self.stuck)


@dataclass(frozen=True)
class ClassroomReport:
    """A class at a glance."""

    members: tuple[Member, ...]  # by name
    summaries: tuple[AssignmentSummary, ...]

    @property
    def waited_for(self):
        """Return who needs the teacher, the most overdue first, else by name."""
        return tuple(
            sorted(
                (member for member in self.members if member.is_waited_for),
                key=lambda member: (
                    -member.overdue,
                    -member.stuck,
                    -member.not_started,
                    -member.in_progress,
                ),
            )
        )


def taught_classrooms(teacher):
    """Return a teacher's classes with their sizes."""
    rows = Classroom.objects.taught_by(teacher).annotate(
        student_count=Count(
            "enrollments", filter=Q(enrollments__left_at=None), distinct=True
        ),
        assignment_count=Count("assignments", distinct=True),
    )
    lines = [
        TaughtClassroom(row, row.student_count, row.assignment_count) for row in rows
    ]
    return TaughtClassrooms(
        open=tuple(line for line in lines if line.classroom.archived_at is None),
        archived=tuple(line for line in lines if line.classroom.archived_at),
    )


def classroom_report(classroom, assignments, now):
    """Return how the students now in a class stand on what it was given; two queries.

    The assignments come with their quizzes.
    """
    enrollments = sorted(
        classroom.enrollments.filter(left_at=None).select_related("student"),
        key=lambda row: _by_name(row.student),
    )
    standings = standings_of_class(classroom, assignments, now)
    bearers = Counter(loose(str(row.student)) for row in enrollments)
    members = tuple(
        _member(
            row.student,
            tuple(standings.of(row.student, each) for each in assignments),
            has_namesake=bearers[loose(str(row.student))] > 1,
        )
        for row in enrollments
    )
    return ClassroomReport(
        members=members,
        summaries=tuple(
            _summary(assignment, [member.standings[place] for member in members], now)
            for place, assignment in enumerate(assignments)
        ),
    )


def _by_name(student):
    # Stored order sets أ, إ and ا apart; the folded name sorts as a reader would.
    return loose(str(student)), str(student), student.pk


def _member(student, standings, *, has_namesake):
    states = Counter(each.state for each in standings)
    return Member(
        student=student,
        has_namesake=has_namesake,
        standings=standings,
        not_started=states[NOT_STARTED],
        in_progress=states[IN_PROGRESS],
        overdue=sum(each.is_overdue for each in standings),
        stuck=sum(each.is_stuck for each in standings),
    )


def _summary(assignment, standings, now):
    results = [each.best for each in standings if each.best is not None]
    bands, students_a_dot = spread(results)
    return AssignmentSummary(
        assignment=assignment,
        students=len(standings),
        finished=sum(each.is_done for each in standings),
        is_past=bool(assignment.due_at and assignment.due_at <= now),
        median=whole_percent(median(results), 100) if results else None,
        mean=whole_percent(mean(results), 100) if results else None,
        bands=bands,
        students_a_dot=students_a_dot,
    )


def spread(results):
    """Return results in tenths of the scale, with how many students make a dot.

    The whole mark has a place of its own, so that full results are seen.
    """
    places = Counter(result // 10 for result in results)
    students_a_dot = ceil(max(places.values(), default=0) / TALLEST) or 1
    middle = whole_percent(median(results), 100) // 10 if results else None
    bands = tuple(
        Band(
            low=place * 10,
            high=min(place * 10 + 9, 100),
            students=places[place],
            dots="•" * ceil(places[place] / students_a_dot),
            is_weak=place * 10 < ASKS_FOR_HELP,
            is_middle=place == middle,
        )
        for place in range(11)
    )
    return bands, students_a_dot
