"""An attempt as its teacher sees it: every answer, and what it was before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from quiz.assessment.answer_words import answer_words
from quiz.assessment.item import LANGUAGES
from quiz.models import Lesson, Outcome, Response
from quiz.models.revision import shown_of
from quiz.reports.review import Review, review


@dataclass(frozen=True)
class Change:
    """What an answer was from one moment on."""

    at: datetime
    language: str
    words: dict[str, str]  # in both languages; empty where it was taken back


@dataclass(frozen=True)
class AnswerLine:
    """One answer of an attempt."""

    response: Response
    prompt: dict[str, str]
    words: dict[str, str]  # what was answered, in both languages
    outcome: Outcome | None  # None while it is a draft


@dataclass(frozen=True)
class AnswerReport:
    """One answer, in full."""

    line: AnswerLine
    changes: tuple[Change, ...]  # the oldest first
    review: Review | None  # None while it is a draft
    lesson: Lesson


def attempt_lines(attempt):
    """Return the answers of an attempt as they stand; two queries."""
    responses = list(attempt.responses.order_by("position"))
    shown_of({each.revision_id for each in responses})
    outcomes = Outcome.objects.filter(response__attempt=attempt).by_response()
    for each in responses:
        each.attempt = attempt
    return [_line(each, outcomes.get(each.pk)) for each in responses]


def answer_report(response):
    """Return one answer with all that its teacher may know; three queries."""
    outcome = response.outcome
    lesson = Lesson.objects.select_related("current", "course").get(
        questions__revisions=response.revision_id
    )
    told = None
    if outcome:
        content = lesson.current.content if lesson.current else None
        told = review(
            outcome.item, response.shown, response.value, outcome.scored, content
        )
    return AnswerReport(
        line=_line(response, outcome),
        changes=tuple(_changes(response)),
        review=told,
        lesson=lesson,
    )


def _line(response, outcome):
    shown = response.shown
    return AnswerLine(response, shown.prompt, _words(shown, response.value), outcome)


def _changes(response):
    begun = response.attempt.started_at
    for each in response.history:
        yield Change(
            at=begun + timedelta(seconds=each["at"]),
            language=each["language"],
            words=_words(response.shown, each["value"]),
        )


def _words(shown: Any, value: Any) -> dict[str, str]:
    words = {language: answer_words(shown, value, language) for language in LANGUAGES}
    return {language: text for language, text in words.items() if text}
