"""Answering a question: keeping, sending, flagging."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from quiz.actions.regrade import follow_regrades
from quiz.assessment.history import remember
from quiz.assessment.scoring import SCORER, score
from quiz.assessment.terms import lateness
from quiz.models import Outcome, Response


class AttemptClosed(Exception):
    """The answer was sent already, or its attempt is finished: nothing is changed."""


class TimeOver(AttemptClosed):
    """The time of the attempt was over before the answer was given."""


class AnswerChanged(Exception):
    """Another page kept a newer answer meanwhile: it stands, and nothing is changed."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page that sends an answer: its key, the message's number, what it shows."""

    key: str
    sequence: int
    seen: int  # the version of the answer that the page shows
    age: int | None = None  # seconds since it was given, where the page knows

    @classmethod
    def showing(cls, response):
        """Return a page that was made just now, of the answer as it is kept."""
        return cls(secrets.token_urlsafe(16), 1, response.version)


def save_response(response, value, language, *, page=None, certainty=None):
    """Keep an answer as a draft; what was kept before changes nothing.

    Raises AttemptClosed where it is sent already, TimeOver where it was given too late,
    and AnswerChanged where another page kept a newer answer than this one shows.
    """
    page = page or Page.showing(response)
    fields = {"value": value, "language": language, "certainty": certainty}
    while not _is_kept(response, page, **fields):
        if _change(response, page, **fields):
            return


def send_response(response, value, language, *, page=None, certainty=None):
    """Keep an answer for good, and score it; once more changes nothing.

    Raises what `save_response` raises; of an answer that is sent the first stands.
    """
    page = page or Page.showing(response)
    fields = {"value": value, "language": language, "certainty": certainty}
    # Scored before the transaction, which should hold up nobody else.
    outcome = judge(response, value)
    while not _is_kept(response, page, **fields) or _is_draft_of(page, response):
        with transaction.atomic():
            if _change(response, page, **fields, sent_at=timezone.now()):
                outcome.save(force_insert=True)
                follow_regrades(
                    Response.objects.filter(pk=response.pk), [response.revision_id]
                )
                return


def _is_draft_of(page, response):
    """Say whether what is kept is not sent, and nothing newer of the same page."""
    is_newer = response.page_key == page.key and response.sequence > page.sequence
    return not response.is_sent and not is_newer


def _is_kept(response, page, *, value, certainty, **_others):
    """Say whether the row holds what a page sends, or what it sent afterwards.

    Raises AttemptClosed and AnswerChanged as `save_response` does.
    """
    is_same = (response.value, response.certainty) == (value, certainty)
    is_own = response.page_key == page.key
    if is_own and response.sequence > page.sequence:
        return True
    # Without scripts a page has one number, and the Back button brings it once more,
    # with another answer: that one is new.
    if is_own and response.sequence == page.sequence and is_same:
        return True
    if response.is_sent:
        raise AttemptClosed
    if not is_own and response.version != page.seen:
        # Another page was quicker. Where it kept the same, there is nothing to tell.
        if not is_same:
            raise AnswerChanged
        return True
    return False


def _change(response, page, **fields):
    """Change a row that is still as it was fetched, and say whether it was.

    Else it is fetched again. One conditional UPDATE: sending and submitting lock the
    same row, so nothing slips in behind them, in either database.
    """
    now = timezone.now()
    late_seconds = lateness(now, response.attempt.ends_at, page.age)
    if late_seconds is None:
        raise TimeOver
    fields |= {
        "saved_at": now,
        "history": remember(
            response.history,
            int((now - response.attempt.started_at).total_seconds()),
            fields["value"],
            fields["language"],
        ),
        "late_seconds": late_seconds,
        "version": response.version + 1,
        "page_key": page.key,
        "sequence": page.sequence,
    }
    row = Response.objects.filter(
        pk=response.pk, sent_at=None, version=response.version
    )
    if row.update(**fields):
        for name, value in fields.items():
            setattr(response, name, value)
        return True
    # All that may have changed meanwhile, for whoever is told of what is kept.
    response.refresh_from_db(fields={*fields, "sent_at", "is_flagged"})
    response.attempt.refresh_from_db(fields=("ends_at", "was_timed_out"))
    return False


def flag_response(response, is_flagged):
    """Flag an answer for a later look, or take the flag away.

    Raises AttemptClosed where it is sent already.
    """
    row = Response.objects.filter(pk=response.pk, sent_at=None)
    if not row.update(is_flagged=is_flagged):
        raise AttemptClosed
    response.is_flagged = is_flagged


def judge(response, value, ratings=None):
    """Score an answer by what was asked, without storing anything.

    `ratings` are a person's, by the rubric.
    """
    scored = score(response.item, value, ratings)
    return Outcome(
        response=response,
        revision_id=response.revision_id,
        scorer=SCORER,
        state=scored.state,
        score=scored.score,
        max_score=scored.max_score,
        detail=scored.detail,
    )
