from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.terms import (
    CLOSED,
    CLOSING,
    GRACE,
    LIMIT,
    NO_ATTEMPTS_LEFT,
    NOT_OPEN_YET,
    UNDERWAY,
    Terms,
    lateness,
    time_limit,
)

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
MOMENT, MINUTE, HOUR = (
    timedelta(microseconds=1),
    timedelta(minutes=1),
    timedelta(hours=1),
)

spans = st.timedeltas(timedelta(0), timedelta(days=30))
moments = spans.map(lambda span: NOW + span)
terms = st.builds(
    Terms,
    opens_at=st.none() | moments,
    closes_at=st.none() | moments,
    time_limit=st.none() | spans,
    attempt_limit=st.none() | st.integers(1, 5),
    needs_opening=st.booleans(),
)


def test_without_limits_an_attempt_may_always_begin_and_never_ends():
    assert Terms().refusal(NOW, 10_000) == ""
    assert Terms().ends_at(NOW) is None
    assert Terms().first_limit(NOW) == ""


@pytest.mark.parametrize(
    ("fields", "taken", "refusal"),
    [
        ({"opens_at": NOW + MOMENT}, 0, NOT_OPEN_YET),
        ({"opens_at": NOW}, 0, ""),
        ({"closes_at": NOW + MOMENT}, 0, ""),
        ({"closes_at": NOW}, 0, CLOSED),
        ({"closes_at": NOW - MOMENT}, 0, CLOSED),
        ({"attempt_limit": 2}, 1, ""),
        ({"attempt_limit": 2}, 2, NO_ATTEMPTS_LEFT),
        ({"attempt_limit": 2}, 3, NO_ATTEMPTS_LEFT),
        ({"needs_opening": True}, 0, NOT_OPEN_YET),
        ({"needs_opening": True, "closes_at": NOW - HOUR}, 0, NOT_OPEN_YET),
        ({"needs_opening": True, "opens_at": NOW}, 0, ""),
        # What is told first is what no waiting changes least.
        ({"opens_at": NOW + HOUR, "attempt_limit": 1}, 1, NOT_OPEN_YET),
        ({"closes_at": NOW, "attempt_limit": 1}, 1, CLOSED),
    ],
)
def test_an_attempt_begins_from_the_opening_to_the_closing(fields, taken, refusal):
    assert Terms(**fields).refusal(NOW, taken) == refusal


@pytest.mark.parametrize(
    ("fields", "ends_at", "first"),
    [
        ({"time_limit": HOUR}, NOW + HOUR, LIMIT),
        ({"closes_at": NOW + HOUR}, NOW + HOUR, CLOSING),
        ({"time_limit": HOUR, "closes_at": NOW + 2 * HOUR}, NOW + HOUR, LIMIT),
        ({"time_limit": 2 * HOUR, "closes_at": NOW + HOUR}, NOW + HOUR, CLOSING),
        ({"time_limit": HOUR, "closes_at": NOW + HOUR}, NOW + HOUR, CLOSING),
        # Closed by its teacher while it is taken.
        ({"time_limit": HOUR, "closes_at": NOW - HOUR}, NOW - HOUR, CLOSING),
        ({"time_limit": timedelta(0)}, NOW, LIMIT),
    ],
)
def test_an_attempt_ends_by_what_is_first(fields, ends_at, first):
    assert Terms(**fields).ends_at(NOW) == ends_at
    assert Terms(**fields).first_limit(NOW) == first


@given(terms, moments, st.integers(0, 6))
def test_what_may_begin_does_not_end_before_it_began(terms, now, taken):
    if terms.refusal(now, taken):
        return
    ends_at = terms.ends_at(now)

    assert ends_at is None or ends_at >= now
    assert bool(terms.first_limit(now)) is (ends_at is not None)


@given(terms, moments, spans)
def test_who_begins_later_ends_no_earlier(terms, now, later):
    ends_at = terms.ends_at(now)

    assert ends_at is None or ends_at <= terms.ends_at(now + later)


@pytest.mark.parametrize(
    ("minutes", "multiplier", "extra", "span"),
    [
        (None, Decimal(5), 30, None),
        (20, Decimal(1), 0, 20 * MINUTE),
        (20, Decimal("1.5"), 0, 30 * MINUTE),
        (20, Decimal("1.25"), 10, 35 * MINUTE),
        (1, Decimal("1.01"), 0, timedelta(seconds=60)),
        (7, Decimal("1.33"), 0, timedelta(seconds=558)),
        (32_767, Decimal(5), 32_767, 6 * 32_767 * MINUTE),
        (20, 2, 0, 40 * MINUTE),
    ],
)
def test_more_time_is_a_factor_and_minutes_beyond_it(minutes, multiplier, extra, span):
    assert time_limit(minutes, multiplier, extra) == span


def test_without_more_the_limit_is_that_of_the_quiz():
    assert time_limit(20) == 20 * MINUTE


@pytest.mark.parametrize("age", [None, 0, 10_000])
@pytest.mark.parametrize("ends_at", [None, NOW, NOW + MOMENT])
def test_what_comes_before_the_end_is_in_time(ends_at, age):
    assert lateness(NOW, ends_at, age) == 0


@pytest.mark.parametrize(
    ("late", "age", "seconds"),
    [
        # Without a word about it, half a minute may have passed on the way.
        (MOMENT, None, 1),
        (timedelta(seconds=1), None, 2),
        (UNDERWAY, None, 31),
        (UNDERWAY + MOMENT, None, None),
        # Given at the end itself is given in time.
        (timedelta(seconds=20), 20, 21),
        (timedelta(seconds=20), 19, None),
        (timedelta(seconds=20, microseconds=1), 20, None),
        (MOMENT, 0, None),
        (MOMENT, 1, 1),
        # The grace is for what was given in time, and for no longer.
        (GRACE, 300, 301),
        (GRACE, 299, None),
        (GRACE + MOMENT, 301, None),
        (GRACE + MOMENT, 2**31 - 1, None),
        (GRACE + MOMENT, None, None),
    ],
)
def test_what_was_given_in_time_is_late_until_the_end_of_the_grace(late, age, seconds):
    assert lateness(NOW + late, NOW, age) == seconds


@given(moments, st.timedeltas(-HOUR, HOUR), st.none() | st.integers(0, 2**31 - 1))
def test_nothing_is_taken_after_the_grace(ends_at, after, age):
    seconds = lateness(ends_at + after, ends_at, age)

    assert (seconds == 0) is (after <= timedelta(0))
    if seconds is None:
        assert after > timedelta(0)
    elif seconds:
        assert timedelta(0) < after <= GRACE
        # Rounded up, and a whole number of seconds is counted as begun.
        assert timedelta(0) < timedelta(seconds=seconds) - after <= timedelta(seconds=1)


@given(moments, st.timedeltas(MOMENT, HOUR), st.integers(0, 4000))
def test_who_says_that_it_was_given_earlier_is_refused_no_sooner(ends_at, after, age):
    now = ends_at + after
    older = lateness(now, ends_at, age + 1)

    assert lateness(now, ends_at, age) in {None, older}
