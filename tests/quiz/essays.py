"""Written answers of a class, which a teacher marks."""

from quiz.actions.assignment import assign_quiz
from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.response import save_response
from tests.factories import enroll, make_question, make_quiz, make_user

TEXT = {"answer": "يستشهد الكاتب بطريق واحد."}
# By the rubric of the sample: two criteria, of two and of three levels.
RIGHT = {"cites": ["c1"], "weighs": ["w2"]}
HALF = {"cites": ["c1"], "weighs": ["w0"]}
NONE = {"cites": ["c0"], "weighs": ["w0"]}


def give_essay(classroom, teacher, *questions, **fields):
    """Give a class a quiz of one choice and one written answer, or of these."""
    questions = questions or (make_question(), make_question(kind="extended_text"))
    quiz = make_quiz(questions=questions, **{"preset": "test", **fields})
    return assign_quiz(classroom, quiz, teacher)


def write(assignment, student=None, value=TEXT, *, is_finished=True, **fields):
    """Let a student of the class write; return the answer, sent or not."""
    if student is None:
        student = make_user(**fields)
        enroll(assignment.classroom, student)
    attempt = start_attempt(student, assignment.quiz, "ar")
    kind = "revision__question__kind"
    for response in attempt.responses.filter(**{kind: "extended_text"}):
        save_response(response, value, "ar")
    if is_finished:
        submit_attempt(attempt)
    return attempt.responses.filter(**{kind: "extended_text"}).first()
