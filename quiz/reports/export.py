"""What leaves a class as a file: the rows that its pages are told from."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from quiz.assessment.answer_words import answer_words
from quiz.assessment.tally import Selection
from quiz.models import Outcome, Response
from quiz.models.attempt import Verdict
from quiz.models.revision import shown_of
from quiz.reports.classroom import classroom_report
from quiz.reports.item_analysis import item_analysis

ATTEMPTS = 100  # that are read at once, however many there are


@dataclass(frozen=True)
class Sheet:
    """A table: words, numbers and moments, with what each column is."""

    title: str
    header: tuple[str, ...]
    rows: Iterable[tuple[Any, ...]]


class Names:
    """Who is named in a file, or how else students are told apart in it."""

    def __init__(self, classroom, *, are_told):
        self.classroom, self.are_told = classroom, are_told

    @property
    def header(self):
        """Return what the columns are."""
        if self.are_told:
            return (gettext("Name"), gettext("Username"))
        return (gettext("Student number"),)

    def of(self, student):
        """Return who it is; the same number in every file of the class."""
        if self.are_told:
            return (str(student), student.username)
        digest = salted_hmac(
            "quiz.reports.export", f"{self.classroom.pk} {student.pk}"
        ).hexdigest()
        return (digest[:8],)


def gradebook_sheet(classroom, assignments, names, now):
    """Return the best result of each student in each quiz, in whole per cent."""
    report = classroom_report(classroom, assignments, now)
    return Sheet(
        title=gettext("Results"),
        header=(*names.header, *(str(each.quiz) for each in assignments)),
        rows=(
            (*names.of(member.student), *(each.best for each in member.standings))
            for member in report.members
        ),
    )


ANSWER_COLUMNS = (
    _("Attempt"),
    _("Finished"),
    _("Place"),
    pgettext_lazy("field", "Question"),
    _("Answer"),
    _("Verdict"),
    _("Score"),
    _("Highest score"),
    _("Language"),
    _("Seconds late"),
)


def answers_sheet(assignment, names):
    """Return every answer of the finished attempts, in the reader's language.

    Read in portions, so that it takes no more memory for many.
    """
    return Sheet(
        title=gettext("Answers"),
        header=(*names.header, *map(str, ANSWER_COLUMNS)),
        rows=_answers(assignment, names, get_language()),
    )


def _answers(assignment, names, language):
    attempts = assignment.attempts.submitted().order_by("pk")
    waiting = attempts.values_list("pk", flat=True).iterator(chunk_size=2000)
    while keys := list(islice(waiting, ATTEMPTS)):
        outcomes = Outcome.objects.filter(response__attempt__in=keys).by_response()
        rows = list(
            Response.objects.filter(attempt__in=keys)
            .select_related("attempt__learner")
            .order_by("attempt", "position")
        )
        shown_of({each.revision_id for each in rows})
        for row in rows:
            yield _answer(row, outcomes[row.pk], names, language)


def _answer(row, outcome, names, language):
    _uid, shown = shown_of([row.revision_id])[row.revision_id]
    return (
        *names.of(row.attempt.learner),
        row.attempt.number,
        localtime(row.attempt.submitted_at).replace(tzinfo=None),
        row.position,
        shown.prompt.get(language, ""),
        answer_words(shown, row.value, language),
        str(Verdict(outcome.state).label),
        outcome.score,
        outcome.max_score,
        row.language,
        row.late_seconds,
    )


STATISTICS_COLUMNS = (
    _("Place"),
    pgettext_lazy("field", "Question"),
    _("Answers"),
    _("Facility index"),
    _("Standard deviation"),
    _("Random guess score"),
    _("Intended weight"),
    _("Effective weight"),
    _("Discrimination index"),
    _("Discriminative efficiency"),
)


def item_analysis_sheet(quiz, counts):
    """Return the statistics of each question, of first attempts."""
    language = get_language()
    report = item_analysis(quiz, counts, Selection())
    return Sheet(
        title=gettext("How the questions did"),
        header=tuple(map(str, STATISTICS_COLUMNS)),
        rows=(
            (
                line.result.place,
                line.result.prompt.get(language, ""),
                line.statistics.count,
                *(_told(line) if line.result.is_enough else (None,) * 7),
            )
            for line in report.lines
        ),
    )


def _told(line):
    each = line.statistics
    return (
        each.facility,
        each.deviation,
        each.guess,
        each.intended_weight,
        each.effective_weight,
        each.discrimination,
        each.efficiency,
    )
