"""When a quiz may be taken, for how long, and how often: of one learner."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

NOT_OPEN_YET, CLOSED, NO_ATTEMPTS_LEFT = REFUSALS = (
    "not_open_yet",
    "closed",
    "no_attempts_left",
)
LIMIT, CLOSING = "limit", "closing"

# What was answered in time and arrives within this is kept, and marked as late.
GRACE = timedelta(minutes=5)
# A form without scripts cannot say when it was answered: so long it may be underway.
UNDERWAY = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for one learner at one quiz; None where there is no limit."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    time_limit: timedelta | None = None
    attempt_limit: int | None = None
    # An exam is closed until a moment is given at which it opens.
    needs_opening: bool = False

    def refusal(self, now: datetime, taken: int = 0) -> str:
        """Return why no attempt may begin after `taken` others; empty if one may."""
        if self.opens_at and now < self.opens_at:
            return NOT_OPEN_YET
        if self.needs_opening and not self.opens_at:
            return NOT_OPEN_YET
        if self.closes_at and now >= self.closes_at:
            return CLOSED
        if self.attempt_limit is not None and taken >= self.attempt_limit:
            return NO_ATTEMPTS_LEFT
        return ""

    def attempts_left(self, taken: int) -> int | None:
        """Return how many attempts are left after `taken`; None without a limit."""
        if self.attempt_limit is None:
            return None
        return max(0, self.attempt_limit - taken)

    def ends_at(self, started_at: datetime) -> datetime | None:
        """Return when the time of an attempt is over, by its limit or the closing."""
        ends = [self.closes_at] if self.closes_at else []
        if self.time_limit is not None:
            ends.append(started_at + self.time_limit)
        return min(ends, default=None)

    def first_limit(self, started_at: datetime) -> str:
        """Name what ends an attempt first: limit or closing; empty if neither does."""
        ends_at = self.ends_at(started_at)
        if ends_at is None:
            return ""
        return CLOSING if ends_at == self.closes_at else LIMIT


def whole_minutes(time: timedelta | None) -> int | None:
    """Return the minutes that are sure to be there; None without a limit."""
    return None if time is None else max(0, time // timedelta(minutes=1))


def time_limit(
    minutes: int | None, multiplier: Decimal = Decimal(1), extra_minutes: int = 0
) -> timedelta | None:
    """Return how long an attempt may take, with what a student was given beyond it."""
    if minutes is None:
        return None
    seconds = minutes * 60 * Decimal(multiplier) + extra_minutes * 60
    return timedelta(seconds=int(seconds))


def lateness(now: datetime, ends_at: datetime | None, age: int | None) -> int | None:
    """Return by how many seconds an answer is late; None where it comes too late.

    `age` is how many seconds ago it was given, as its sender says; None where the
    sender cannot tell. 0 is in time. Too late: given after the end, or come after
    the grace.
    """
    if ends_at is None or now <= ends_at:
        return 0
    is_given_in_time = (
        now - UNDERWAY <= ends_at
        if age is None
        else now - timedelta(seconds=age) <= ends_at
    )
    if not is_given_in_time or now > ends_at + GRACE:
        return None
    # Rounded up: what is late by less than a second is late all the same.
    return int((now - ends_at) // timedelta(seconds=1)) + 1
