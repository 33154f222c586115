from decimal import Decimal
from threading import Event, Lock
from time import monotonic

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from quiz.actions import regrade as actions
from quiz.actions.attempt import (
    NothingMissed,
    repeat_missed,
    start_attempt,
    submit_attempt,
)
from quiz.actions.regrade import (
    RegradedBefore,
    RegradedMeanwhile,
    RegradeRefused,
    follow_regrades,
    regrade_question,
    regrade_stamp,
    undo_regrade,
)
from quiz.actions.response import save_response, send_response
from quiz.assessment.regrade import FULL, KEY, LEFT_OUT
from quiz.assessment.scoring import SCORER
from quiz.models import Attempt, Outcome, Regrade, Response
from quiz.models.regrade import Ruling
from tests.at_once import at_once
from tests.factories import make_question, make_quiz, make_revision, make_user
from tests.quiz.actions.taking import LAVA, TO_LAVA, VAPOUR, finish, take
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db
at_the_same_moment = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor():
    return make_user(role="editor")


@pytest.fixture
def question():
    """Make a question whose key says vapour."""
    return make_question()


@pytest.fixture
def quiz(question):
    """Make a quiz of the question and another one."""
    return make_quiz(questions=[question, make_question()])


def ruling(question, way=KEY, revision=None, asked=None):
    """Judge the answers to all revisions but the current by it, or make all void."""
    every = list(question.revisions.all())
    if way != KEY:
        return Ruling(question, way, tuple(asked or every))
    revision = revision or question.current
    others = [each for each in every if each != revision]
    return Ruling(question, way, tuple(asked or others or every), revision)


def regrade(question, editor, way=KEY, **fields):
    return regrade_question(ruling(question, way, **fields), "A wrong key.", editor)


def total(attempt):
    """Return what an attempt came to."""
    attempt.refresh_from_db()
    return attempt.score, attempt.max_score


def states(attempt):
    """Return the verdicts that count, in order."""
    outcomes = Outcome.objects.filter(response__attempt=attempt).by_response()
    return [outcomes[each.pk].state for each in attempt.responses.all()]


def mark(response, score, person, **fields):
    """Let a person mark an answer."""
    return response.outcomes.create(
        revision_id=response.revision_id,
        scorer=SCORER,
        state="partly",
        score=Decimal(score),
        max_score=1,
        marker=person,
        **fields,
    )


class TestByAnotherKey:
    def test_results_rise_and_fall(self, question, quiz, editor):
        right, wrong = finish(quiz, LAVA, VAPOUR), finish(quiz, VAPOUR, VAPOUR)
        blank = finish(quiz, {}, VAPOUR)
        make_revision(question, credit=TO_LAVA)
        made = regrade(question, editor)

        assert [total(each) for each in (right, wrong, blank)] == [
            (2, 2),
            (1, 2),
            (1, 2),
        ]
        assert states(right) == ["right", "right"]
        assert (made.rose, made.fell, made.stayed) == (1, 1, 1)

    def test_it_is_noted_who_made_it_and_why(self, question, quiz, editor):
        finish(quiz, LAVA)
        asked, mended = question.current, make_revision(question, credit=TO_LAVA)
        made = regrade(question, editor)
        kept = Regrade.objects.get()

        assert kept == made
        assert (kept.way, kept.revision, kept.reason) == (KEY, mended, "A wrong key.")
        assert list(kept.asked.all()) == [asked]
        assert (kept.regraded_by, kept.is_standing) == (editor, True)
        assert kept.outcomes.get().revision == mended

    def test_no_answer_is_touched(self, question, quiz, editor):
        finish(quiz, LAVA, VAPOUR)
        take(quiz, VAPOUR)
        make_revision(question, credit=TO_LAVA)
        before = list(Response.objects.order_by("pk").values())
        undo_regrade(regrade(question, editor), editor)
        undo_regrade(regrade(question, editor, FULL), editor)

        assert list(Response.objects.order_by("pk").values()) == before

    def test_outcomes_are_added_and_none_is_changed(self, question, quiz, editor):
        finish(quiz, LAVA, VAPOUR)
        before = list(Outcome.objects.order_by("pk").values())
        make_revision(question, credit=TO_LAVA)
        undo_regrade(regrade(question, editor), editor)
        after = list(Outcome.objects.order_by("pk").values())

        assert after[: len(before)] == before
        assert len(after) == len(before) + 1

    def test_other_questions_and_other_revisions_keep_theirs(self, question, editor):
        quiz = make_quiz(questions=[question])
        first = question.current
        finish(quiz, LAVA)
        second = make_revision(question, credit={"answer": {"press": 1.0}})
        later = finish(quiz, LAVA)
        make_revision(question, credit=TO_LAVA)
        regrade(question, editor, asked=[first])

        assert total(later) == (0, 1)
        assert not Outcome.objects.filter(
            response__revision=second, regrade__isnull=False
        ).exists()

    def test_points_of_the_mended_question_count(self, question, quiz, editor):
        attempt = finish(quiz, VAPOUR, VAPOUR)
        item = question.current.item
        shown = item.to_data()
        shown["shown"]["points"] = 3
        make_revision(question, type(item).from_data(shown))
        regrade(question, editor)

        assert total(attempt) == (4, 4)

    def test_an_answer_in_an_open_attempt_is_judged_too(self, question, quiz, editor):
        attempt = take(quiz, LAVA)
        make_revision(question, credit=TO_LAVA)
        made = regrade(question, editor)

        assert attempt.responses.first().outcome.state == "right"
        assert total(attempt) == (None, None)
        assert (made.rose, made.fell, made.stayed) == (0, 0, 0)
        submit_attempt(attempt)
        assert total(attempt) == (1, 2)

    def test_what_a_person_marked_stays(self, editor):
        question = make_question(kind="extended_text")
        sample = SAMPLES["extended_text"]
        attempt = finish(make_quiz(questions=[question]), sample.right)
        by_person = mark(attempt.responses.get(), "0.5", make_user(role="teacher"))
        item = question.current.item
        make_revision(question, credit={part: {} for part in item.key.credit})
        regrade(question, editor)

        assert attempt.responses.get().outcome == by_person
        assert total(attempt) == (Decimal("0.5"), 1)

    def test_what_was_asked_once_more_is_judged_and_never_counts(
        self, question, editor
    ):
        attempt = take(make_quiz(questions=[question]), LAVA)
        place = repeat_missed(attempt)
        send_response(attempt.responses.get(position=place), VAPOUR, "ar")
        submit_attempt(attempt)
        make_revision(question, credit=TO_LAVA)
        regrade(question, editor)

        assert states(attempt) == ["right", "wrong"]
        assert total(attempt) == (1, 1)

    def test_other_parts_or_options_are_refused(self, question, quiz, editor):
        attempt = finish(quiz, LAVA)
        item = question.current.item
        data = item.to_data()
        data["shown"]["options"] = data["shown"]["options"][:2]
        make_revision(question, type(item).from_data(data))
        with pytest.raises(RegradeRefused):
            regrade(question, editor)

        assert not Regrade.objects.exists()
        assert total(attempt) == (0, 2)

    def test_the_same_key_changes_nothing(self, question, quiz, editor):
        attempts = [finish(quiz, value, VAPOUR) for value in (VAPOUR, LAVA, {})]
        before = [(total(each), states(each)) for each in attempts]
        made = regrade(question, editor)

        assert [(total(each), states(each)) for each in attempts] == before
        assert (made.rose, made.fell, made.stayed) == (0, 0, 3)

    def test_twice_is_once(self, question, quiz, editor):
        attempt = finish(quiz, LAVA)
        make_revision(question, credit=TO_LAVA)
        regrade(question, editor)
        with pytest.raises(RegradedBefore):
            regrade(question, editor)

        assert Regrade.objects.count() == 1
        assert attempt.responses.first().outcomes.count() == 2

    def test_a_second_key_goes_before_the_first(self, question, quiz, editor):
        attempt = finish(quiz, LAVA)
        make_revision(question, credit=TO_LAVA)
        regrade(question, editor)
        make_revision(question, credit={"answer": {"press": 1.0}})
        second = regrade(question, editor)

        assert total(attempt) == (0, 2)
        undo_regrade(second, editor)
        assert total(attempt) == (1, 2)


class TestVoid:
    def test_it_counts_full_for_everybody(self, question, quiz, editor):
        attempts = [finish(quiz, value, VAPOUR) for value in (VAPOUR, LAVA, {})]
        made = regrade(question, editor, FULL)

        assert [total(each) for each in attempts] == [(2, 2)] * 3
        assert states(attempts[2]) == ["void", "right"]
        assert (made.rose, made.fell, made.stayed) == (2, 0, 1)

    def test_it_is_left_out_for_everybody(self, question, quiz, editor):
        attempts = [
            finish(quiz, *values)
            for values in ((VAPOUR, LAVA), (LAVA, VAPOUR), (VAPOUR, VAPOUR))
        ]
        made = regrade(question, editor, LEFT_OUT)

        assert [total(each) for each in attempts] == [(0, 1), (1, 1), (1, 1)]
        assert (made.rose, made.fell, made.stayed) == (1, 1, 1)

    def test_a_quiz_of_which_nothing_counts_has_no_score(self, question, editor):
        attempt = finish(make_quiz(questions=[question]), VAPOUR)
        regrade(question, editor, LEFT_OUT)

        assert total(attempt) == (0, 0)
        assert attempt.percent is None

    def test_it_goes_before_what_a_person_marked(self, question, quiz, editor):
        attempt = finish(quiz, LAVA)
        teacher = make_user(role="teacher")
        mark(attempt.responses.first(), "0.5", teacher)
        regrade(question, editor, LEFT_OUT)
        mark(attempt.responses.first(), "0.75", teacher, comment="Later.")

        assert states(attempt)[0] == "void"
        assert total(attempt) == (0, 1)

    def test_a_key_that_is_found_later_goes_before_it(self, question, quiz, editor):
        attempt = finish(quiz, LAVA)
        asked = list(question.revisions.all())
        regrade(question, editor, LEFT_OUT)
        make_revision(question, credit=TO_LAVA)
        regrade(question, editor, asked=asked)

        assert states(attempt)[0] == "right"
        assert total(attempt) == (1, 2)

    def test_a_void_question_was_not_missed(self, question, editor):
        attempt = take(make_quiz(questions=[question]), LAVA)
        regrade(question, editor, LEFT_OUT)
        with pytest.raises(NothingMissed):
            repeat_missed(attempt)


class TestWhoAnswersLater:
    """An attempt asks what it asked, and is judged as all others are."""

    @pytest.mark.parametrize("preset", ["practice", "test"])
    def test_a_mended_key_judges_what_is_sent_later(self, question, editor, preset):
        quiz = make_quiz(questions=[question], preset=preset)
        attempt = start_attempt(make_user(), quiz, "ar")
        make_revision(question, credit=TO_LAVA)
        made = regrade(question, editor)
        save_response(attempt.responses.get(), LAVA, "ar")
        submit_attempt(attempt)

        assert states(attempt) == ["right"]
        assert total(attempt) == (1, 1)
        undo_regrade(made, editor)
        assert total(attempt) == (0, 1)

    def test_it_judges_an_answer_that_is_told_at_once(self, question, editor):
        attempt = start_attempt(make_user(), make_quiz(questions=[question]), "ar")
        make_revision(question, credit=TO_LAVA)
        regrade(question, editor)
        send_response(attempt.responses.get(), LAVA, "ar")

        assert attempt.responses.get().outcome.state == "right"

    def test_a_void_question_stays_void(self, question, quiz, editor):
        attempt = start_attempt(make_user(), quiz, "ar")
        regrade(question, editor, LEFT_OUT)
        submit_attempt(attempt)

        assert states(attempt) == ["void", "blank"]
        assert total(attempt) == (0, 1)

    def test_the_mended_question_is_not_void(self, question, quiz, editor):
        regrade(question, editor, LEFT_OUT)
        make_revision(question, credit=TO_LAVA)

        assert total(finish(quiz, LAVA, VAPOUR)) == (2, 2)

    def test_each_regrade_that_stands_has_its_outcome(self, question, quiz, editor):
        attempt = start_attempt(make_user(), quiz, "ar")
        asked = list(question.revisions.all())
        make_revision(question, credit=TO_LAVA)
        regrade(question, editor, asked=asked)
        undo_regrade(regrade(question, editor, FULL, asked=asked), editor)
        void = regrade(question, editor, LEFT_OUT, asked=asked)
        send_response(attempt.responses.first(), LAVA, "ar")
        submit_attempt(attempt)

        assert total(attempt) == (0, 1)
        undo_regrade(void, editor)
        assert total(attempt) == (1, 2)

    def test_it_costs_one_query_where_nothing_was_regraded(
        self, question, quiz, django_assert_num_queries
    ):
        attempt = take(quiz, LAVA)
        with django_assert_num_queries(1) as found:
            follow_regrades(attempt.responses.all(), [question.current_id])
        assert "regrade" in found[0]["sql"]


class TestUndoing:
    @pytest.mark.parametrize("way", [KEY, FULL, LEFT_OUT])
    def test_it_restores_every_result(self, question, quiz, editor, way):
        attempts = [finish(quiz, value, VAPOUR) for value in (VAPOUR, LAVA, {})]
        before = [(total(each), states(each)) for each in attempts]
        make_revision(question, credit=TO_LAVA)
        undo_regrade(regrade(question, editor, way), editor)

        assert [(total(each), states(each)) for each in attempts] == before

    def test_it_is_noted(self, question, quiz, editor):
        finish(quiz, LAVA)
        chief = make_user(role="administrator")
        made = regrade(question, editor, FULL)
        undo_regrade(made, chief)
        made.refresh_from_db()

        assert made.undone_by == chief
        assert not made.is_standing

    def test_it_is_undone_once(self, question, quiz, editor):
        finish(quiz, LAVA)
        made = regrade(question, editor, FULL)
        undo_regrade(made, editor)
        with pytest.raises(RegradedMeanwhile):
            undo_regrade(made, make_user(role="editor"))
        made.refresh_from_db()

        assert made.undone_by == editor

    def test_what_was_undone_can_be_made_again(self, question, quiz, editor):
        attempt = finish(quiz, LAVA)
        undo_regrade(regrade(question, editor, FULL), editor)
        regrade(question, editor, FULL)

        assert total(attempt) == (1, 2)

    def test_under_another_one_it_shows_only_once_that_is_undone(
        self, question, quiz, editor
    ):
        attempt = finish(quiz, LAVA)
        first = regrade(question, editor, FULL)
        second = regrade(question, editor, LEFT_OUT)
        undo_regrade(first, editor)
        assert total(attempt) == (0, 1)
        undo_regrade(second, editor)
        assert total(attempt) == (0, 2)


WISHES = st.lists(
    st.sampled_from(["vapour", "lava", "press", FULL, LEFT_OUT, "undo", "finish"]),
    max_size=8,
)


@given(WISHES)
@hypothesis_settings(max_examples=25)
def test_after_any_sequence_undoing_all_restores_all(wishes):
    with transaction.atomic():
        _try_out(wishes)
        transaction.set_rollback(True)


def _try_out(wishes):
    question, editor = make_question(), make_user(role="editor")
    quiz = make_quiz(questions=[question, make_question()])
    finished = [finish(quiz, value, VAPOUR) for value in (VAPOUR, LAVA, {})]
    late = [start_attempt(make_user(), quiz, "ar") for _each in range(4)]
    for attempt in late:
        save_response(attempt.responses.first(), LAVA, "ar")
    before = [total(each) for each in finished]
    first, made = question.current, []
    revisions = {"vapour": first} | {
        option: make_revision(question, credit={"answer": {option: 1.0}})
        for option in ("lava", "press")
    }
    for wish in wishes:
        if wish == "undo":
            if made:
                undo_regrade(made.pop(), editor)
        elif wish == "finish":
            if late:
                finished.append(late.pop())
                submit_attempt(finished[-1])
                before.append((Decimal(0), Decimal(2)))
        else:
            way = KEY if wish in revisions else wish
            wanted = Ruling(question, way, (first,), revisions.get(wish))
            try:
                made.append(regrade_question(wanted, "Why.", editor))
            except RegradedBefore:
                assert (made[-1].way, made[-1].revision) == (way, wanted.revision)
        newest = made[-1] if made else None
        _check(finished, newest)
    for each in reversed(made):
        undo_regrade(each, editor)
    assert [total(each) for each in finished] == before


def _check(attempts, newest):
    """Check that each attempt is what the newest regrade makes of it."""
    for attempt in attempts:
        first, second = attempt.responses.all()
        way = newest.way if newest else KEY
        right = "vapour"
        if newest and newest.revision:
            right = next(iter(newest.revision.item.key.credit["answer"]))
        of_first = {
            KEY: (Decimal(first.value.get("answer") == [right]), 1),
            FULL: (1, 1),
            LEFT_OUT: (0, 0),
        }[way]
        of_second = Decimal(second.value == VAPOUR)
        assert total(attempt) == (of_first[0] + of_second, of_first[1] + 1)


class TestTwoEditors:
    def test_what_was_decided_on_an_older_page_is_refused(self, question, quiz, editor):
        attempt = finish(quiz, LAVA)
        seen = regrade_stamp(question)
        first = regrade(question, editor, FULL)
        with pytest.raises(RegradedMeanwhile):
            regrade_question(ruling(question, LEFT_OUT), "Why.", editor, seen)
        assert total(attempt) == (1, 2)
        seen = regrade_stamp(question)
        undo_regrade(first, editor)
        with pytest.raises(RegradedMeanwhile):
            regrade_question(ruling(question, LEFT_OUT), "Why.", editor, seen)

        seen = regrade_stamp(question)
        regrade_question(ruling(question, LEFT_OUT), "Why.", editor, seen)
        assert total(attempt) == (0, 1)

    @at_the_same_moment
    def test_of_two_at_once_one_is_told(self, question, quiz, editor, monkeypatch):
        attempt = finish(quiz, LAVA)
        seen = regrade_stamp(question)
        wait_after(monkeypatch, "add_up")
        gave = at_once(
            *[
                lambda way=way: regrade_question(
                    ruling(question, way), "Why.", editor, seen
                )
                for way in (FULL, LEFT_OUT)
            ]
        )

        assert sorted(type(each).__name__ for each in gave) == [
            "Regrade",
            "RegradedMeanwhile",
        ]
        way = Regrade.objects.get().way
        assert total(attempt) == {FULL: (1, 2), LEFT_OUT: (0, 1)}[way]

    @at_the_same_moment
    def test_two_questions_of_one_attempt_at_once_both_count(self, editor, monkeypatch):
        questions = [make_question(), make_question()]
        attempt = finish(make_quiz(questions=questions), LAVA, LAVA)
        wait_after(monkeypatch, "add_up")
        at_once(*[lambda each=each: regrade(each, editor, FULL) for each in questions])

        assert total(attempt) == (2, 2)


def wait_after(monkeypatch, name):
    """Let who is first through a step hold its locks until somebody waits for them."""
    step, is_first = getattr(actions, name), Lock()

    def run(*args):
        gave = step(*args)
        if is_first.acquire(blocking=False):
            until_one_waits()
        return gave

    monkeypatch.setattr(actions, name, run)


def until_one_waits():
    """Go on once somebody waits for a lock; in SQLite all wait for who writes."""
    latest = monotonic() + 10
    while connection.vendor == "postgresql" and monotonic() < latest:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return


@at_the_same_moment
@pytest.mark.parametrize("run", range(6))
def test_who_sends_at_that_moment_is_judged_as_all_are(question, editor, run):
    quiz = make_quiz(questions=[question, make_question()])
    attempts = [start_attempt(make_user(), quiz, "ar") for _each in range(4)]
    for attempt in attempts:
        save_response(attempt.responses.first(), LAVA, "ar")
    finish(quiz, LAVA)
    made = []

    def act():
        made.append(regrade(question, editor, LEFT_OUT))
        if run % 2:
            undo_regrade(made[0], editor)

    at_once(act, *[lambda each=each: submit_attempt(each) for each in attempts])

    expected = (0, 2) if run % 2 else (0, 1)
    assert [total(each) for each in Attempt.objects.all()] == [expected] * 5


@at_the_same_moment
@pytest.mark.parametrize("is_undone", [False, True])
def test_a_submission_that_began_before_and_ends_after_is_reached(
    question, quiz, editor, is_undone, monkeypatch
):
    attempt = start_attempt(make_user(), quiz, "ar")
    finish(quiz, LAVA)
    made = regrade(question, editor, LEFT_OUT) if is_undone else None
    has_looked, is_written, catch_up = Event(), Event(), actions._catch_up

    def follow_and_wait(responses, revisions):
        follow_regrades(responses, revisions)
        has_looked.set()
        if connection.vendor == "postgresql":
            assert is_written.wait(10)
        until_one_waits()

    def say_and_catch_up(*args):
        is_written.set()
        catch_up(*args)

    def act():
        assert has_looked.wait(10)
        if is_undone:
            undo_regrade(made, editor)
        else:
            regrade(question, editor, LEFT_OUT)

    monkeypatch.setattr("quiz.actions.attempt.follow_regrades", follow_and_wait)
    monkeypatch.setattr(actions, "_catch_up", say_and_catch_up)
    at_once(act, lambda: submit_attempt(attempt))

    assert total(attempt) == ((0, 2) if is_undone else (0, 1))
