"""How a student stands on the quizzes that a class was given."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, F, Max, Min, Q
from django.db.models.functions import Coalesce

from accounts.models import Classroom, Enrollment
from quiz.assessment.text import loose
from quiz.models import Assignment, Attempt, Extension
from quiz.reports.marking import MarkingReport, marking_report
from quiz.reports.weak import ASKS_FOR_HELP

_NUMBERED = 1000  # more than any result has
NOT_STARTED, IN_PROGRESS, DONE = "not_started", "in_progress", "done"


@dataclass(frozen=True)
class Standing:
    """What one student has done on one quiz since joining the class."""

    state: str  # not_started, in_progress or done
    finished: int  # how many attempts
    first: int | None  # whole per cent, as all results here
    best: int | None
    latest: int | None
    is_overdue: bool  # not done, and the due date has passed
    is_late: bool  # done, but first after the due date

    @property
    def is_done(self):
        """Say whether an attempt is finished."""
        return self.state == DONE

    @property
    def is_stuck(self):
        """Say whether several attempts have stayed weak."""
        return self.finished > 1 and self.best is not None and self.best < ASKS_FOR_HELP


@dataclass(frozen=True)
class Task:
    """A quiz that a student was given, what was done on it, and how it stands."""

    assignment: Assignment
    attempts: tuple[Attempt, ...]  # those that count, the oldest first
    standing: Standing


@dataclass(frozen=True)
class AttendedClassroom:
    """A class with the tasks that it gives a student, what is not done first."""

    classroom: Classroom
    tasks: tuple[Task, ...]

    @property
    def asks_for_something(self):
        """Say whether a task is not done."""
        return any(not task.standing.is_done for task in self.tasks)


@dataclass(frozen=True)
class NextTask:
    """A task that is not done, with the class that gave it."""

    classroom: Classroom
    task: Task


@dataclass(frozen=True)
class StudentHistory:
    """What a teacher may see of a student: the class's quizzes, since joining."""

    joined_at: datetime
    tasks: tuple[Task, ...]


class _Runs(NamedTuple):
    """What a student's attempts at one quiz come to."""

    begun: int
    finished: int
    first_at: datetime | None = None  # when the first was finished
    first: int | None = None
    best: int | None = None
    latest: int | None = None


def _standing(runs, due_at, now):
    state = DONE if runs.finished else IN_PROGRESS if runs.begun else NOT_STARTED
    return Standing(
        state=state,
        finished=runs.finished,
        first=runs.first,
        best=runs.best,
        latest=runs.latest,
        is_overdue=bool(due_at and due_at <= now and not runs.finished),
        is_late=bool(due_at and runs.first_at and runs.first_at > due_at),
    )


def standing(attempts, due_at, now):
    """Sum up the attempts of a student on one quiz that count for a class."""
    finished = sorted(
        (each for each in attempts if each.is_submitted),
        key=lambda attempt: attempt.number,
    )
    results = [each.percent for each in finished if each.percent is not None]
    runs = _Runs(
        begun=len(attempts),
        finished=len(finished),
        first_at=finished[0].submitted_at if finished else None,
        first=results[0] if results else None,
        best=max(results, default=None),
        latest=results[-1] if results else None,
    )
    return _standing(runs, due_at, now)


def standings_of_class(classroom, assignments, now):
    """Return how the students of a class stand on what it was given, in one query.

    The database sums up, so that it does not
    take longer where students take a quiz again and again; what counts is what counts
    in `tasks_by_enrollment`.
    """
    rows = (
        Attempt.objects.filter(
            Q(submitted_at=None)
            | Q(submitted_at__gte=F("learner__enrollments__enrolled_at")),
            learner__enrollments__classroom=classroom,
            learner__enrollments__left_at=None,
            quiz__in={each.quiz_id for each in assignments},
        )
        .with_percent()
        .order_by()
    )
    if classroom.archived_at:
        last = Coalesce("submitted_at", "started_at")
        rows = rows.alias(last=last).filter(last__lt=classroom.archived_at)
    # The number of an attempt and its result in one, so that the least number brings
    # the first result, and the greatest the latest.
    numbered = F("number") * _NUMBERED + F("result")
    runs = {
        (student, quiz): _Runs(
            begun, finished, first_at, _result(first), best, _result(latest)
        )
        for student, quiz, begun, finished, first_at, first, best, latest in (
            rows.values_list("learner", "quiz").annotate(
                begun=Count("pk"),
                finished=Count("submitted_at"),
                first_at=Min("submitted_at"),
                first=Min(numbered),
                best=Max("result"),
                latest=Max(numbered),
            )
        )
    }
    return _Standings(runs, now)


class _Standings:
    """How students stand, by the keys of student and assignment."""

    def __init__(self, runs, now):
        self._runs, self._now = runs, now

    def of(self, student, assignment):
        """Return how one student stands on one assignment."""
        runs = self._runs.get((student.pk, assignment.quiz_id), _Runs(0, 0))
        return _standing(runs, assignment.due_at, self._now)


def _result(numbered):
    return None if numbered is None else numbered % _NUMBERED


def attended_classrooms(student, now):
    """Return the open classes a student is in; those that ask for something first."""
    enrollments = list(
        student.enrollments.filter(left_at=None, classroom__archived_at=None)
        .select_related("classroom")
        .order_by("classroom__name", "classroom_id")
    )
    assignments = list(
        Assignment.objects.filter(
            classroom__in=[row.classroom_id for row in enrollments],
            quiz__is_published=True,
        ).select_related("quiz")
    )
    tasks = tasks_by_enrollment(enrollments, assignments, now, as_told=True)
    attended = (
        AttendedClassroom(
            classroom=row.classroom,
            # The rows come by due date, and sorting keeps that among equals.
            tasks=tuple(sorted(tasks[row.pk], key=lambda task: task.standing.is_done)),
        )
        for row in enrollments
    )
    return tuple(sorted(attended, key=lambda each: not each.asks_for_something))


def next_tasks(student, now):
    """Return what a student's open classes wait for, the first due first."""
    waiting = (
        NextTask(attended.classroom, task)
        for attended in attended_classrooms(student, now)
        for task in attended.tasks
        if not task.standing.is_done
    )
    return tuple(sorted(waiting, key=_by_due_date))


def _by_due_date(each):
    due_at = each.task.assignment.due_at
    return due_at is None, due_at


def student_history(enrollment, now):
    """Return a student's attempts on what the class was given."""
    assignments = list(enrollment.classroom.assignments.select_related("quiz"))
    tasks = tasks_by_enrollment([enrollment], assignments, now)
    return StudentHistory(joined_at=enrollment.enrolled_at, tasks=tasks[enrollment.pk])


def tasks_by_enrollment(enrollments, assignments, now, *, as_told=False):
    """Return the tasks of each enrolment by its key, in the order of the assignments.

    One query. What was finished before joining, or begun or finished after the class
    was archived, is the student's own: it is left out. `as_told` is for students, who
    see no score before it may be told.
    """
    rows = Attempt.objects.filter(
        learner__in={row.student_id for row in enrollments},
        quiz__in={each.quiz_id for each in assignments},
    ).order_by("started_at", "pk")
    if as_told:
        rows = [each.as_told(now) for each in rows.select_related("assignment", "quiz")]
    attempts = defaultdict(list)
    for attempt in rows:
        attempts[attempt.learner_id, attempt.quiz_id].append(attempt)
    return {
        row.pk: tuple(
            _task(assignment, attempts[row.student_id, assignment.quiz_id], row, now)
            for assignment in assignments
            if assignment.classroom_id == row.classroom_id
        )
        for row in enrollments
    }


def _task(assignment, attempts, enrollment, now):
    counting = tuple(each for each in attempts if counts_for(each, enrollment))
    return Task(
        assignment=assignment,
        attempts=counting,
        standing=standing(counting, assignment.due_at, now),
    )


def counts_for(attempt, enrollment):
    """Say whether an attempt counts for a class, or is the student's own."""
    if attempt.is_submitted and attempt.submitted_at < enrollment.enrolled_at:
        return False
    archived_at = enrollment.classroom.archived_at
    return not archived_at or (attempt.submitted_at or attempt.started_at) < archived_at


@dataclass(frozen=True)
class Sitting:
    """How far one student is on an assignment, and what is given beyond the class."""

    enrollment: Enrollment
    attempts: tuple[Attempt, ...]  # each with `late`: how many answers came late
    extension: Extension | None
    has_namesake: bool  # another of the class goes by the same name

    @property
    def student(self):
        """Return who it is."""
        return self.enrollment.student

    @property
    def has_more_time(self):
        """Say whether all quizzes of the class last longer."""
        return self.enrollment.time_multiplier > 1


@dataclass(frozen=True)
class AssignmentReport:
    """An assignment as its teacher sees it: where each student of the class stands."""

    sittings: tuple[Sitting, ...]
    is_open: bool  # somebody may begin now
    is_released: bool  # the class sees the results
    marking: MarkingReport


def assignment_report(assignment, now):
    """Return how far each student of a class is; four queries, or five."""
    enrollments = assignment.classroom.enrollments.filter(left_at=None)
    enrollments = list(
        enrollments.select_related("student").order_by(
            "student__display_name", "student__username"
        )
    )
    bearers = Counter(loose(str(each.student)) for each in enrollments)
    extensions = {
        each.student_id: each
        for each in assignment.extensions.select_related("granted_by")
    }
    attempts = defaultdict(list)
    came_late = Count("responses", filter=Q(responses__late_seconds__gt=0))
    for attempt in assignment.attempts.annotate(late=came_late).order_by("number"):
        attempts[attempt.learner_id].append(attempt)
    return AssignmentReport(
        sittings=tuple(
            Sitting(
                enrollment=each,
                attempts=tuple(attempts[each.student_id]),
                extension=extensions.get(each.student_id),
                has_namesake=bearers[loose(str(each.student))] > 1,
            )
            for each in enrollments
        ),
        is_open=not assignment.terms.refusal(now),
        is_released=bool(assignment.released_at and assignment.released_at <= now),
        marking=marking_report(assignment),
    )
