"""What is stored, one noun a module."""

from quiz.models.assignment import Assignment
from quiz.models.attempt import Attempt, Outcome, Response
from quiz.models.course import Course, LearningPoint, Lesson, Passage, Stance
from quiz.models.edition import Edition
from quiz.models.figure import Figure, FigureRow
from quiz.models.name import Name
from quiz.models.progress import LessonProgress
from quiz.models.question import Choice, ErrorKind, Kind, Level, Part, Question
from quiz.models.quiz import Quiz, Slot
from quiz.models.revision import Revision
from quiz.models.term import Term

__all__ = [
    "Assignment",
    "Attempt",
    "Choice",
    "Course",
    "Edition",
    "ErrorKind",
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
    "Response",
    "Revision",
    "Slot",
    "Stance",
    "Term",
]
