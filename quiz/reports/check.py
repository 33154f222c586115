"""What is to be mended in a course: faults, and what the rules of item writing find."""

from dataclasses import dataclass
from typing import Any

from quiz.assessment.content import faults as faults_of_lesson
from quiz.assessment.faults import faults as faults_of_question
from quiz.assessment.item_rules import ERROR, Labelled, find, find_in_quiz
from quiz.models import Question


@dataclass(frozen=True)
class Checked:
    """A lesson, a question or a quiz, with what is to be mended in it."""

    row: Any
    faults: tuple = ()  # they keep it from being published
    findings: tuple = ()

    @property
    def errors(self):
        """Return the findings that are beyond doubt."""
        return tuple(each for each in self.findings if each.level == ERROR)

    @property
    def warnings(self):
        """Return the findings that a person has to weigh."""
        return tuple(each for each in self.findings if each.level != ERROR)


@dataclass(frozen=True)
class CheckedLesson:
    """A lesson with its questions and quizzes; none for the quizzes of the course."""

    lesson: Any
    rows: tuple[Checked, ...]


def check_course(course):
    """Check the drafts of a course as they stand, but for what was withdrawn."""
    lessons = course.lessons.not_withdrawn().with_rows()
    checked = [
        CheckedLesson(lesson, tuple(_check_lesson(lesson))) for lesson in lessons
    ]
    of_course = _check_quizzes(course.quizzes.filter(lesson=None))
    return [*checked, CheckedLesson(None, tuple(of_course))]


def _check_lesson(lesson):
    yield Checked(lesson, tuple(faults_of_lesson(lesson.to_content())))
    questions = lesson.questions.not_withdrawn().select_related("learning_point")
    for question in questions.with_rows():
        labelled = _label(question)
        faults = faults_of_question(labelled.item)
        yield Checked(question, tuple(faults), tuple(find(labelled)))
    yield from _check_quizzes(lesson.quizzes)


def _check_quizzes(quizzes):
    """Check each quiz that asks everybody the same; a draw has no fixed mixture."""
    for quiz in quizzes.filter(withdrawn_at=None).exclude(slots__question=None):
        questions = (
            Question.objects.filter(slots__quiz=quiz)
            .select_related("learning_point")
            .with_rows()
        )
        findings = find_in_quiz([_label(question) for question in questions])
        yield Checked(quiz, findings=tuple(findings))


def _label(question):
    return Labelled(
        item=question.to_item(),
        level=question.level,
        stance=question.stance,
        learning_point=question.learning_point.slug,
    )
