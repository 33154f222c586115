"""The attempt engine as a whole: whatever happens, in whatever order."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from quiz.actions.attempt import (
    NothingMissed,
    repeat_missed,
    start_attempt,
    submit_all_overdue,
    submit_attempt,
    submit_overdue,
)
from quiz.actions.extension import extend
from quiz.actions.regrade import RegradedBefore, regrade_question, undo_regrade
from quiz.actions.response import (
    AnswerChanged,
    AttemptClosed,
    Page,
    TimeOver,
    flag_response,
    save_response,
    send_response,
)
from quiz.assessment.regrade import FULL, KEY, LEFT_OUT
from quiz.assessment.scoring import score
from quiz.models import Assignment, Attempt, Outcome, Regrade, Response
from quiz.models.receipt import Receipt, read_receipt
from quiz.models.regrade import Ruling
from tests.factories import (
    enroll,
    make_classroom,
    make_question,
    make_quiz,
    make_revision,
    make_user,
)
from tests.quiz.actions.taking import NOW, RIGHT, WRONG

LIMIT, UNDERWAY, GRACE = (timedelta(seconds=each) for each in (600, 30, 300))
PICKS = st.integers(0, 99)
# What a message says: the answer, how certain, whether it is sent, and its age or not.
GIVEN = (
    st.sampled_from([RIGHT, WRONG, {}]),
    st.sampled_from([None, 3]),
    st.sampled_from([save_response, save_response, save_response, send_response]),
    st.booleans(),
)


@dataclass(frozen=True)
class Message:
    """What a page sends: it may come late, again, or never."""

    response: int
    key: str
    sequence: int
    seen: int
    value: dict
    certainty: int | None
    language: str
    act: object
    given_at: object
    tells_age: bool

    @property
    def answer(self):
        return self.value, self.certainty


@dataclass
class Tab:
    """A page that is open."""

    response: int
    key: str
    seen: int
    sequence: int = 0


@dataclass
class Kept:
    """What should be kept of an answer: the newest message that was acknowledged."""

    newest: Message | None = None
    version: int = 0
    is_flagged: bool = False
    receipts: dict = field(default_factory=dict)


class Engine(RuleBasedStateMachine):
    """One learner with many pages, a teacher who gives time, and an editor."""

    def __init__(self):
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.clock = time_machine.travel(NOW, tick=False)
        self.time = self.clock.start()
        self.tabs, self.messages, self.regrades = [], [], []
        self.kept, self.ends, self.finished = {}, {}, {}
        self.language, self.extra = "ar", timedelta(0)

    def teardown(self):
        for row in self.kept.values():
            for code, expected in row.receipts.items():
                assert read_receipt(code) == expected
        self.clock.stop()
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    @initialize(preset=st.sampled_from(["practice", "test"]))
    def publish(self, preset):
        self.learner, self.person = make_user(), make_user(role="editor")
        self.questions = [make_question(), make_question()]
        self.others = {}
        for each in self.questions:
            first = each.current
            self.others[each] = make_revision(each, credit={"answer": {"lava": 1.0}})
            each.current = first
            each.save()
        self.quiz = make_quiz(
            questions=self.questions,
            preset=preset,
            time_limit=LIMIT // timedelta(minutes=1),
            asks_certainty=preset == "practice",
        )
        classroom = make_classroom()
        enroll(classroom, self.learner)
        self.given = Assignment.objects.create(
            classroom=classroom, quiz=self.quiz, assigned_by=self.person
        )
        self.start()

    # What people do

    @rule()
    def start(self):
        self.meet_the_clock()
        going_on = self.open
        attempt = start_attempt(self.learner, self.quiz, self.language)

        assert attempt.pk == going_on or (not going_on and attempt.pk not in self.ends)
        if not going_on:
            self.ends[attempt.pk] = timezone.now() + LIMIT + self.extra
            self.meet(attempt.pk)

    @rule(place=PICKS)
    @precondition(lambda self: self.kept)
    def open_tab(self, place):
        self.open_tab_of(pick(list(self.kept), -1 - place % 4))

    def open_tab_of(self, pk):
        key = f"page-{len(self.tabs):017}"
        self.tabs.append(Tab(pk, key, self.kept[pk].version))
        return self.tabs[-1]

    @rule(tab=PICKS, given=st.tuples(*GIVEN), arrives=st.booleans())
    @precondition(lambda self: self.tabs)
    def answer(self, tab, given, arrives):
        tab = pick(self.tabs, -1 - tab % 3)
        message = self.write(tab, *given)
        if arrives and self.take(message) is AnswerChanged:
            tab.seen = self.kept[tab.response].version

    @rule(
        tab=PICKS,
        given=st.lists(st.tuples(*GIVEN), min_size=2, max_size=3),
        data=st.data(),
    )
    @precondition(lambda self: self.tabs)
    def answer_often(self, tab, given, data):
        """Let what a page sends come in any order."""
        tab = pick(self.tabs, -1 - tab % 3)
        tab.seen = self.kept[tab.response].version
        messages = [self.write(tab, *each) for each in given]
        for each in data.draw(st.permutations(messages)):
            self.take(each)

    @rule(place=PICKS, given=st.lists(st.tuples(*GIVEN), min_size=2, max_size=3))
    @precondition(lambda self: self.open)
    def answer_in_many_tabs(self, place, given):
        """Let pages that show the same send at the same moment."""
        for _each in given:
            self.open_tab(place)
        tabs = self.tabs[-len(given) :]
        self.take_at_once(
            [self.write(tab, *each) for tab, each in zip(tabs, given, strict=True)]
        )

    def write(self, tab, value, certainty, act, tells_age):
        """Return the next message of a page."""
        tab.sequence += 1
        is_practice = self.quiz.preset == "practice"
        message = Message(
            tab.response,
            tab.key,
            tab.sequence,
            tab.seen,
            value,
            certainty,
            self.language,
            act if is_practice else save_response,
            timezone.now(),
            tells_age,
        )
        self.messages.append(message)
        return message

    @rule(which=PICKS)
    @precondition(lambda self: self.messages)
    def deliver(self, which):
        """Take what was underway, or came before."""
        self.take(pick(self.messages, -1 - which % 6))

    @rule(first=PICKS, second=PICKS, third=PICKS)
    @precondition(lambda self: len(self.messages) > 1)
    def deliver_at_once(self, first, second, third):
        """Let each read what is kept before any of them writes."""
        self.take_at_once(
            [pick(self.messages, -1 - n % 6) for n in (first, second, third)]
        )

    def take_at_once(self, messages):
        """Deliver messages that were all on their way before one was kept."""
        self.meet_the_clock()
        for message, read in [(each, self.read(each)) for each in messages]:
            self.take(message, read)

    @rule(
        which=PICKS,
        is_before=st.booleans(),
        is_sure=st.sampled_from([False, False, True]),
    )
    @precondition(lambda self: self.messages and self.open)
    def submit_meanwhile(self, which, is_before, is_sure):
        """Finish the attempt between the two halves of taking an answer."""
        if not is_sure:
            return
        message = pick(self.messages, -1 - which % 6)
        self.meet_the_clock()
        read = self.read(message)
        if is_before:
            self.submit(is_sure=True)
        self.take(message, read)
        if not is_before:
            self.submit(is_sure=True)

    @rule(place=PICKS, is_flagged=st.booleans())
    @precondition(lambda self: self.kept)
    def flag(self, place, is_flagged):
        pk = pick(list(self.kept), -1 - place % 4)
        row = self.fetch(pk)
        try:
            flag_response(row, is_flagged)
        except AttemptClosed:
            assert row.is_sent
        else:
            assert not row.is_sent
            self.kept[pk].is_flagged = is_flagged

    @rule()
    def switch_language(self):
        self.language = {"ar": "en", "en": "ar"}[self.language]

    @rule(seconds=st.sampled_from([1, 29, 60, 200, 290, 300]))
    def wait(self, seconds):
        self.time.shift(timedelta(seconds=seconds))

    @rule(seconds=st.sampled_from([-1, 0, 1, 30, 31, 299, 300]))
    @precondition(lambda self: self.open)
    def wait_for_the_end(self, seconds):
        moment = self.ends[self.open] + timedelta(seconds=seconds)
        self.time.move_to(max(moment, timezone.now()))

    @rule(minutes=st.integers(1, 20))
    def give_time(self, minutes):
        extend(
            self.given,
            self.learner,
            self.person,
            extra_minutes=minutes,
            reason="Ill",
        )
        change = timedelta(minutes=minutes) - self.extra
        self.extra += change
        if self.open:
            self.ends[self.open] += change

    @rule(is_sure=st.sampled_from([False, False, True]))
    @precondition(lambda self: self.open)
    def submit(self, *, is_sure):
        """Finish the attempt; mostly one thinks better of it, and goes on."""
        if is_sure:
            pk = self.open
            submit_attempt(Attempt.objects.get(pk=pk))
            self.finish(pk, was_timed_out=False)

    @rule()
    @precondition(lambda self: self.finished)
    def submit_again(self):
        with pytest.raises(AttemptClosed):
            submit_attempt(Attempt.objects.get(pk=next(iter(self.finished))))

    @rule(sweeps=st.booleans())
    def expire(self, sweeps):
        pk, is_overdue = self.open, self.is_overdue
        if sweeps:
            assert submit_all_overdue(timezone.now()) == is_overdue
        elif pk:
            attempt = Attempt.objects.get(pk=pk)
            assert submit_overdue(attempt, timezone.now()) == is_overdue
        if is_overdue:
            self.finish(pk, was_timed_out=True)

    @rule(value=st.sampled_from([RIGHT, WRONG]))
    @precondition(lambda self: self.open and self.quiz.preset == "practice")
    def answer_all_and_repeat(self, value):
        self.meet_the_clock()
        responses = Response.objects.filter(attempt=self.open, sent_at=None)
        for row in responses:
            tab = self.open_tab_of(row.pk)
            self.take(self.write(tab, value, None, send_response, tells_age=False))
        if self.open:
            self.repeat()

    @rule()
    @precondition(lambda self: self.open)
    def repeat(self):
        attempt = Attempt.objects.get(pk=self.open)
        try:
            repeat_missed(attempt)
        except NothingMissed:
            return
        self.meet(attempt.pk)

    @rule(question=PICKS, way=st.sampled_from([KEY, FULL, LEFT_OUT]))
    def regrade(self, question, way):
        question = pick(self.questions, question)
        revision = self.others[question] if way == KEY else None
        ruling = Ruling(question, way, (question.current,), revision)
        standing = self.ruling_of(question.current_id)
        try:
            made = regrade_question(ruling, "A wrong key.", self.person)
        except RegradedBefore:
            assert standing.way == way
        else:
            assert standing is None or standing.way != way
            self.regrades.append((made, ruling))

    @rule(which=PICKS)
    @precondition(lambda self: self.regrades)
    def undo(self, which):
        made, _ruling = self.regrades.pop(which % len(self.regrades))
        undo_regrade(Regrade.objects.get(pk=made.pk), self.person)

    # What should come of it

    @property
    def open(self):
        return next((pk for pk in self.ends if pk not in self.finished), None)

    @property
    def is_overdue(self):
        return bool(self.open) and timezone.now() >= self.ends[self.open] + GRACE

    def meet_the_clock(self):
        if self.is_overdue:
            self.expire(sweeps=False)

    def meet(self, attempt):
        """Take note of the answers of an attempt."""
        for pk in Response.objects.filter(attempt=attempt).values_list("pk", flat=True):
            self.kept.setdefault(pk, Kept())

    def fetch(self, pk):
        """Fetch an answer as a request does."""
        return Response.objects.given_by(self.learner).get(pk=pk)

    def read(self, message):
        """Fetch the answer that a message is for, and say what should become of it."""
        row = self.fetch(message.response)
        return row, self.expected(message, row.is_sent, self.ends[row.attempt_id])

    def take(self, message, read=None):
        """Deliver a message, and hold what became of it against what should."""
        if read is None:
            self.meet_the_clock()
            read = self.read(message)
        row, expected_when_read = read
        # Others may have written since; a refusal may go by what was read.
        before, expected = self.read(message)
        allowed = {expected, expected_when_read} - {"kept", "kept before"} | {expected}
        kept, now = self.kept[row.pk], timezone.now()
        age = (now - message.given_at) // timedelta(seconds=1)
        page = Page(
            message.key,
            message.sequence,
            message.seen,
            age if message.tells_age else None,
        )
        try:
            message.act(
                row,
                message.value,
                message.language,
                page=page,
                certainty=message.certainty,
            )
        except (AnswerChanged, AttemptClosed) as refusal:
            became = type(refusal)
        else:
            after = self.fetch(row.pk)
            became = "kept" if after.version > before.version else "kept before"

        assert became in allowed
        if became not in {"kept", "kept before"}:
            return became
        if became == "kept":
            kept.newest, kept.version = message, kept.version + 1
            assert row.version == kept.version
        assert row.version <= kept.version
        kept.receipts[row.receipt] = Receipt("response", row.pk, row.version)
        return became

    def expected(self, message, was_sent, ends_at):
        """Say what should become of a message."""
        kept = self.kept[message.response]
        newest = kept.newest
        is_own = newest is not None and newest.key == message.key
        is_same = (newest.answer if newest else ({}, None)) == message.answer
        sends = message.act is send_response and not was_sent
        if is_own and newest.sequence > message.sequence:
            return "kept before"
        if is_own and newest.sequence == message.sequence and not sends:
            return "kept before"
        if was_sent:
            return AttemptClosed
        if not is_own and message.seen != kept.version:
            if not is_same:
                return AnswerChanged
            if not sends:
                return "kept before"
        return TimeOver if self.is_late(message, ends_at) else "kept"

    def is_late(self, message, ends_at):
        """Say whether a message comes too late to be kept."""
        now = timezone.now()
        given_at = message.given_at if message.tells_age else now - UNDERWAY
        return now > ends_at and (given_at > ends_at or now > ends_at + GRACE)

    def finish(self, pk, *, was_timed_out):
        """Take note of a finished attempt, which changes no more."""
        attempt = Attempt.objects.get(pk=pk)

        assert attempt.was_timed_out is was_timed_out
        assert not attempt.responses.filter(sent_at=None).exists()
        self.finished[pk] = frozen(pk)

    def ruling_of(self, revision):
        """Return the ruling that counts for the answers to a revision."""
        found = [each for _made, each in self.regrades if each.asked[0].pk == revision]
        return found[-1] if found else None

    @invariant()
    def no_acknowledged_answer_is_lost(self):
        rows = (
            Response.objects.filter(attempt__learner=self.learner) if self.ends else []
        )
        assert {each.pk for each in rows} == set(self.kept)
        for row in rows:
            kept, newest = self.kept[row.pk], self.kept[row.pk].newest
            assert (row.version, row.is_flagged) == (kept.version, kept.is_flagged)
            assert (row.value, row.certainty) == (
                newest.answer if newest else ({}, None)
            )
            if newest:
                assert (row.page_key, row.sequence) == (newest.key, newest.sequence)
                assert row.language == newest.language

    @invariant()
    def one_attempt_is_open_at_most(self):
        if self.ends:
            rows = list(self.learner.attempts.in_progress())
            assert [each.pk for each in rows] == [self.open] * bool(self.open)
            assert all(each.ends_at == self.ends[each.pk] for each in rows)

    @invariant()
    def nothing_changes_after_the_end(self):
        for pk, before in self.finished.items():
            assert frozen(pk) == before

    @invariant()
    def totals_are_the_sums_of_what_counts(self):
        for pk in self.finished:
            total = [Decimal(0), Decimal(0)]
            attempt = Attempt.objects.get(pk=pk)
            for row in attempt.responses.all():
                ruling = self.ruling_of(row.revision_id)
                judged = (
                    ruling.judge(row.revision_id, row.value)
                    if ruling
                    else score(row.item, row.value)
                )
                assert row.outcome.state == judged.state
                if not row.is_repeat:
                    total[0] += judged.score
                    total[1] += judged.max_score
            assert [attempt.score, attempt.max_score] == total


def pick(rows, number):
    """Return one of some rows by any number."""
    return rows[number % len(rows)]


def frozen(pk):
    """Return all that is for good in a finished attempt."""
    numbers = ("score", "max_score")
    (attempt,) = Attempt.objects.filter(pk=pk).values()
    outcomes = Outcome.objects.filter(response__attempt=pk, regrade=None)
    return (
        {name: value for name, value in attempt.items() if name not in numbers},
        list(Response.objects.filter(attempt=pk).order_by("pk").values()),
        list(outcomes.order_by("pk").values()),
    )


@pytest.mark.django_db
def test_whatever_happens_no_acknowledged_answer_is_lost():
    run_state_machine_as_test(
        Engine, settings=settings(max_examples=60, stateful_step_count=30)
    )
