"""What is to be mended in a course.

Faults keep a row from being published; findings are of the rules of item writing;
differences are what one language of a text says and the other does not.
"""

from dataclasses import dataclass
from typing import Any

from quiz.assessment.agreement import compare
from quiz.assessment.content import faults as faults_of_lesson
from quiz.assessment.content import texts_of
from quiz.assessment.faults import faults as faults_of_question
from quiz.assessment.item import LANGUAGES
from quiz.assessment.item_rules import ERROR, Labelled, find, find_in_quiz
from quiz.assessment.item_rules.layout import own_texts, told_texts
from quiz.models import Question


@dataclass(frozen=True)
class Difference:
    """What the two languages of one text do not both say."""

    place: Any
    finding: Any

    @property
    def level(self):
        """Return how sure it is."""
        return self.finding.level


@dataclass(frozen=True)
class Checked:
    """A lesson, a question or a quiz, with what is to be mended in it."""

    row: Any
    faults: tuple = ()  # they keep it from being published
    findings: tuple = ()
    differences: tuple[Difference, ...] = ()

    @property
    def errors(self):
        """Return what is found beyond doubt."""
        return tuple(each for each in self._found if each.level == ERROR)

    @property
    def warnings(self):
        """Return what is found and a person has to weigh."""
        return tuple(each for each in self._found if each.level != ERROR)

    @property
    def _found(self):
        return (*self.findings, *self.differences)


@dataclass(frozen=True)
class CheckedLesson:
    """A lesson with its questions and quizzes; none for the quizzes of the course."""

    lesson: Any
    rows: tuple[Checked, ...]


def check_course(course):
    """Check the drafts of a course as they stand, but for what was withdrawn."""
    names = tuple(name.to_spellings() for name in course.names.all())
    lessons = course.lessons.not_withdrawn().with_rows()
    checked = [
        CheckedLesson(lesson, tuple(_check_lesson(lesson, names))) for lesson in lessons
    ]
    of_course = _check_quizzes(course.quizzes.filter(lesson=None))
    return [*checked, CheckedLesson(None, tuple(of_course))]


def _check_lesson(lesson, names):
    content = lesson.to_content()
    yield Checked(
        lesson,
        tuple(faults_of_lesson(content)),
        differences=tuple(_differences(texts_of(content), names)),
    )
    questions = lesson.questions.not_withdrawn().select_related("learning_point")
    for question in questions.with_rows():
        labelled = _label(question)
        texts = [*own_texts(labelled.item), *told_texts(labelled.item)]
        yield Checked(
            question,
            tuple(faults_of_question(labelled.item)),
            tuple(find(labelled)),
            tuple(_differences(texts, names)),
        )
    yield from _check_quizzes(lesson.quizzes)


def _differences(texts, names):
    """Compare the languages of each text that stands in both."""
    for place, text in texts:
        if all(text.get(language) for language in LANGUAGES):
            for finding in compare(text, names):
                yield Difference(place, finding)


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
