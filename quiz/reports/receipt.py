"""What a receipt is of, for the teacher of who shows it."""

from dataclasses import dataclass

from django.db.models import F, Q

from accounts.models import Classroom
from quiz.models import Attempt, Response
from quiz.models.receipt import read_receipt


@dataclass(frozen=True)
class Acknowledged:
    """What was acknowledged by a receipt: an answer, or the end of an attempt."""

    attempt: Attempt
    response: Response | None  # of an answer
    version: int

    @property
    def is_newest(self):
        """Say whether the answer is still as it was acknowledged."""
        return self.response is None or self.response.version == self.version


def acknowledged(code, teacher):
    """Return what a code is of, or None.

    None as well for what no student of the teacher gave: a class of theirs has the
    quiz, or gave the attempt.
    """
    found = read_receipt(code)
    if found is None:
        return None
    attempts = Attempt.objects.filter(_taught_by(teacher))
    attempts = attempts.select_related("learner", "quiz").distinct()
    if found.kind == "attempt":
        attempt = attempts.submitted().filter(pk=found.pk).first()
        return attempt and Acknowledged(attempt, None, 0)
    response = Response.objects.filter(pk=found.pk, version__gte=found.version).first()
    attempt = response and attempts.filter(pk=response.attempt_id).first()
    return attempt and Acknowledged(attempt, response, found.version)


def _taught_by(teacher):
    taught = Classroom.objects.taught_by(teacher)
    return Q(assignment__classroom__in=taught) | Q(
        assignment=None,
        learner__enrollments__classroom__in=taught,
        learner__enrollments__left_at=None,
        quiz__assignments__classroom=F("learner__enrollments__classroom"),
    )
