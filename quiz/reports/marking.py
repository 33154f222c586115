"""Answers that a person marks: what waits, and what was said of them."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import chain

from quiz.assessment.outcome import PENDING
from quiz.assessment.presets import Reviewable
from quiz.assessment.text import loose
from quiz.models import Outcome
from quiz.models.question import Kind
from quiz.models.revision import shown_of
from quiz.reports.review import SCORE_OF_ONE


@dataclass(frozen=True)
class Answer:
    """An answer that a person marks, with the outcome that counts."""

    outcome: Outcome
    has_namesake: bool  # another of the list goes by the same name

    @property
    def response(self):
        """Return the answer itself."""
        return self.outcome.response

    @property
    def student(self):
        """Return who gave it."""
        return self.response.attempt.learner

    @property
    def is_waiting(self):
        """Say whether nobody has marked it."""
        return self.outcome.state == PENDING


@dataclass(frozen=True)
class AnswersToOne:
    """The answers of a class to one question, those that wait first."""

    prompt: dict[str, str]
    answers: tuple[Answer, ...]

    @property
    def waiting(self):
        """Count those that nobody has marked."""
        return sum(each.is_waiting for each in self.answers)


@dataclass(frozen=True)
class MarkingReport:
    """All that a person marks on one assignment, question by question."""

    questions: tuple[AnswersToOne, ...]

    @property
    def count(self):
        """Count all answers, marked or not."""
        return sum(len(each.answers) for each in self.questions)

    @property
    def waiting(self):
        """Count the answers that nobody has marked."""
        return sum(each.waiting for each in self.questions)

    def next_after(self, response):
        """Return the next answer that waits, to the same question first; or None."""
        own = [each for each in self.questions if _is_among(response, each.answers)]
        others = [each for each in self.questions if each not in own]
        return next(
            (
                answer.response
                for question in (*own, *others)
                for answer in question.answers
                if answer.is_waiting and answer.response.pk != response.pk
            ),
            None,
        )


def _is_among(response, answers):
    return any(each.response.pk == response.pk for each in answers)


def answers_by_hand(assignment):
    """Return the outcomes of a class's finished attempts that are a person's to give.

    Of those who are in the class. What is blank needs nobody.
    """
    students = assignment.classroom.enrollments.filter(left_at=None)
    return Outcome.objects.filter(
        response__attempt__assignment=assignment,
        response__attempt__submitted_at__isnull=False,
        response__attempt__learner__in=students.values("student"),
        response__revision__question__kind=Kind.EXTENDED_TEXT,
        response__is_repeat=False,
    ).exclude(response__value={})


def marking_report(assignment):
    """Return what a person marks on an assignment; two queries at most."""
    rows = answers_by_hand(assignment).select_related("response__attempt__learner")
    # What was written may be long, and the list shows none of it.
    outcomes = list(rows.defer("response__value").by_response().values())
    shown = shown_of({each.response.revision_id for each in outcomes})
    students = {each.response.attempt.learner for each in outcomes}
    bearers = Counter(loose(str(each)) for each in students)
    by_question = defaultdict(list)
    for outcome in outcomes:
        name = loose(str(outcome.response.attempt.learner))
        uid, _shown = shown[outcome.response.revision_id]
        by_question[uid].append(Answer(outcome, has_namesake=bearers[name] > 1))
    # Where questions are drawn, one stands at several places.
    groups = sorted(
        by_question.values(),
        key=lambda answers: min(each.response.position for each in answers),
    )
    return MarkingReport(
        tuple(
            AnswersToOne(
                prompt=_newest(answers, shown).prompt,
                answers=tuple(sorted(answers, key=_place)),
            )
            for answers in groups
        )
    )


def _newest(answers, shown):
    """Return what was asked, as the newest revision of it has it."""
    _uid, asked = shown[max(each.response.revision_id for each in answers)]
    return asked


def _place(answer):
    return not answer.is_waiting, str(answer.student), answer.response.attempt.number


@dataclass(frozen=True)
class Mark:
    """What a person said of an answer."""

    comment: str
    levels: frozenset[str]  # those given, of all criteria of the rubric


def mark_of(outcome):
    """Return what a person said by an outcome, or None where none did."""
    if outcome.marker_id is None:
        return None
    given = outcome.scored.classes.values()
    return Mark(outcome.comment, frozenset(chain.from_iterable(given)))


def tell_mark(outcome, told):
    """Return what a learner may be told of a person's mark, or None."""
    mark = mark_of(outcome)
    if mark is None or Reviewable.FEEDBACK not in told:
        return None
    return mark if SCORE_OF_ONE in told else replace(mark, levels=frozenset())
