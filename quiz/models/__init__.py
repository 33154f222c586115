"""What is stored, one noun a module."""

from quiz.models.assignment import Assignment, Extension
from quiz.models.attempt import Attempt, Certainty, Outcome, Response
from quiz.models.course import Course, LearningPoint, Lesson, Passage, Stance
from quiz.models.edition import Edition
from quiz.models.export import Export
from quiz.models.figure import Figure, FigureRow
from quiz.models.name import Name
from quiz.models.progress import LessonProgress
from quiz.models.question import (
    Choice,
    Difficulty,
    ErrorKind,
    Kind,
    Level,
    Part,
    Question,
)
from quiz.models.quiz import Quiz, Slot
from quiz.models.regrade import Regrade
from quiz.models.revision import Revision
from quiz.models.tally import Tally, TallyEntry
from quiz.models.term import Term

__all__ = [
    "Assignment",
    "Attempt",
    "Certainty",
    "Choice",
    "Course",
    "Difficulty",
    "Edition",
    "ErrorKind",
    "Export",
    "Extension",
    "Figure",
    "FigureRow",
    "Kind",
    "LearningPoint",
    "Lesson",
    "LessonProgress",
    "Level",
    "Name",
    "Outcome",
    "Part",
    "Passage",
    "Question",
    "Quiz",
    "Regrade",
    "Response",
    "Revision",
    "Slot",
    "Stance",
    "Tally",
    "TallyEntry",
    "Term",
]
