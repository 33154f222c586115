"""Where drafts stand: against what is published, and in each language."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from quiz.assessment import content, item
from quiz.models import Edition, Revision
from quiz.models.course import LESSON_ROWS
from quiz.models.question import QUESTION_ROWS

DRAFT, PUBLISHED, CHANGED, WITHDRAWN = STATUSES = (
    "draft",
    "published",
    "changed",
    "withdrawn",
)

# What `Fault.code` is where a text stands in one language only.
_MISSING = {"one_language", "missing_text", "no_accepted"}


@dataclass(frozen=True)
class DraftState:
    """How a draft compares with its published state, and what it still lacks."""

    number: int | None  # of the edition or revision that is published now
    last_number: int | None  # of the newest one, published or withdrawn
    is_changed: bool
    faults: tuple = ()

    @property
    def status(self):
        """Name the state in one word of STATUSES."""
        if self.number is None:
            return DRAFT if self.last_number is None else WITHDRAWN
        return CHANGED if self.is_changed else PUBLISHED

    @property
    def missing(self):
        """Count the texts that are missing, by language."""
        return Counter(each.language for each in self.faults if each.code in _MISSING)


@dataclass(frozen=True)
class CourseState:
    """How the lessons and questions of a course stand: by row, its state."""

    states: dict

    number = last_number = None

    @property
    def status(self):
        """Name the state in one word: whole, not at all, or in parts."""
        found = {state.status for state in self.states.values()}
        if found == {PUBLISHED}:
            return PUBLISHED
        return CHANGED if found - {DRAFT, WITHDRAWN} else DRAFT

    @property
    def faults(self):
        """List what keeps the course from being published: (row, fault).

        What was withdrawn stays so, and lessons are published before questions.
        """
        withdrawn = {
            row for row, state in self.states.items() if state.status == WITHDRAWN
        }
        return tuple(
            (row, fault)
            for row, state in self.states.items()
            for fault in state.faults
            if not {row, getattr(row, "lesson", row)} & withdrawn
            and fault.code != "passage_not_published"
        )

    @property
    def missing(self):
        """Count the texts that are missing, by language."""
        return sum((state.missing for state in self.states.values()), Counter())

    def count(self, model, *statuses):
        """Count the rows of a model in one of these states."""
        return sum(
            isinstance(row, model) and state.status in statuses
            for row, state in self.states.items()
        )


def lesson_states(lessons):
    """Return the states of lessons by key, in as many queries for one as for all."""
    lessons = list(lessons)
    prefetch_related_objects(
        lessons,
        *LESSON_ROWS,
        Prefetch("editions", Edition.objects.defer("content_data")),
    )
    return {lesson.pk: _lesson_state(lesson) for lesson in lessons}


def question_states(questions):
    """Return the states of questions by key, in as many queries for one as for all."""
    questions = list(questions)
    prefetch_related_objects(
        questions,
        *QUESTION_ROWS,
        "lesson__current",
        Prefetch("revisions", Revision.objects.defer("item_data")),
    )
    return {question.pk: _question_state(question) for question in questions}


def course_states(courses):
    """Return the states of courses by key, in as many queries for one as for all."""
    courses = list(courses)
    prefetch_related_objects(courses, "lessons__questions")
    lessons = [lesson for course in courses for lesson in course.lessons.all()]
    of_lessons = lesson_states(lessons)
    of_questions = question_states(
        question for lesson in lessons for question in lesson.questions.all()
    )
    return {
        course.pk: CourseState(
            {lesson: of_lessons[lesson.pk] for lesson in course.lessons.all()}
            | {
                question: of_questions[question.pk]
                for lesson in course.lessons.all()
                for question in lesson.questions.all()
            }
        )
        for course in courses
    }


def _lesson_state(lesson):
    draft = lesson.to_content()
    return _state(
        lesson.current_id,
        lesson.editions.all(),
        content.digest(draft),
        content.faults(draft),
    )


def _question_state(question):
    draft = question.to_item()
    return _state(
        question.current_id,
        question.revisions.all(),
        item.digest(draft),
        question.faults(),
    )


def _state(current_id, published, digest, found):
    published = list(published)
    current = next((row for row in published if row.pk == current_id), None)
    return DraftState(
        number=current.number if current else None,
        last_number=max((row.number for row in published), default=None),
        is_changed=current is not None and current.digest != digest,
        faults=tuple(found),
    )
