from decimal import Decimal

import pytest

from quiz.actions.attempt import repeat_missed, submit_attempt
from quiz.actions.regrade import regrade_question
from quiz.actions.response import send_response
from quiz.assessment.regrade import FULL, KEY, LEFT_OUT
from quiz.models import Attempt, Outcome, Regrade
from quiz.models.regrade import Ruling
from quiz.reports.regrade import (
    PER_PAGE,
    asked_revisions,
    preview_regrade,
    preview_undoing,
)
from tests.factories import make_question, make_quiz, make_revision, make_user
from tests.quiz.actions.taking import LAVA, TO_LAVA, VAPOUR, finish, take
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    """Make a question whose key says vapour."""
    return make_question()


@pytest.fixture
def quiz(question):
    """Make a quiz of the question and three others."""
    return make_quiz(questions=[question, *(make_question() for _each in range(3))])


def by_lava(question):
    """Judge the answers to the current revision by another key."""
    asked = question.current
    return Ruling(question, KEY, (asked,), make_revision(question, credit=TO_LAVA))


def void(question, way):
    return Ruling(question, way, (question.current,))


def counts(preview):
    return preview.rose, preview.fell, preview.stayed, preview.unfinished


def told(preview):
    """Return what is told of each attempt that changes."""
    return [
        (
            each.attempt_id,
            (each.score, each.max_score),
            (each.new_score, each.new_max_score),
            (each.percent, each.new_percent),
        )
        for each in preview.page
    ]


def test_it_tells_who_falls_and_who_rises(question, quiz):
    rising = finish(quiz, LAVA, VAPOUR)
    falling = finish(quiz, VAPOUR, VAPOUR)
    finish(quiz, {}, VAPOUR)
    preview = preview_regrade(by_lava(question))

    assert counts(preview) == (1, 1, 1, 0)
    assert told(preview) == [
        (falling.pk, (1, 1), (0, 1), (50, 25)),
        (rising.pk, (0, 1), (1, 1), (25, 50)),
    ]
    assert [each.does_rise for each in preview.page] == [False, True]


def test_of_a_void_question_it_tells_what_becomes_of_the_whole(question, quiz):
    right, wrong = finish(quiz, VAPOUR), finish(quiz, LAVA, VAPOUR)
    full = preview_regrade(void(question, FULL))
    left_out = preview_regrade(void(question, LEFT_OUT))

    assert (counts(full), told(full)) == (
        (1, 0, 1, 0),
        [(wrong.pk, (0, 1), (1, 1), (25, 50))],
    )
    assert (counts(left_out), told(left_out)) == (
        (1, 1, 0, 0),
        [
            (right.pk, (1, 1), (0, 0), (25, 0)),
            (wrong.pk, (0, 1), (0, 0), (25, 33)),
        ],
    )


def test_of_a_quiz_of_which_nothing_counts_there_is_no_share(question):
    attempt = finish(make_quiz(questions=[question]), VAPOUR)

    assert told(preview_regrade(void(question, LEFT_OUT))) == [
        (attempt.pk, (1, 1), (0, 0), (100, None))
    ]


def test_open_attempts_have_no_result_that_could_change(question, quiz):
    take(quiz, LAVA)
    take(quiz)

    assert counts(preview_regrade(by_lava(question))) == (0, 0, 0, 1)


def test_what_was_asked_once_more_changes_no_result(question):
    attempt = take(make_quiz(questions=[question]), VAPOUR, learner=make_user())
    other = take(make_quiz(questions=[question]), LAVA)
    place = repeat_missed(other)
    send_response(other.responses.get(position=place), VAPOUR, "ar")
    submit_attempt(other)
    submit_attempt(attempt)

    assert counts(preview_regrade(by_lava(question))) == (1, 1, 0, 0)


def test_what_a_person_marked_stays_unless_the_question_is_void():
    question = make_question(kind="extended_text")
    attempt = finish(make_quiz(questions=[question]), SAMPLES["extended_text"].right)
    response = attempt.responses.get()
    response.outcomes.create(
        revision=response.revision,
        scorer=1,
        state="partly",
        score="0.5",
        max_score=1,
        marker=make_user(role="teacher"),
    )
    Attempt.objects.update(score="0.5")
    by_itself = Ruling(question, KEY, (question.current,), question.current)

    assert counts(preview_regrade(by_itself)) == (0, 0, 1, 0)
    assert told(preview_regrade(void(question, FULL))) == [
        (attempt.pk, (Decimal("0.5"), 1), (1, 1), (50, 100))
    ]


def test_what_waits_for_a_marker_has_no_score_yet():
    question = make_question(kind="extended_text")
    attempt = finish(make_quiz(questions=[question]), SAMPLES["extended_text"].right)

    assert told(preview_regrade(void(question, FULL))) == [
        (attempt.pk, (None, 1), (1, 1), (0, 100))
    ]


def test_it_tells_what_undoing_would_do(question, quiz):
    attempts = [finish(quiz, value, VAPOUR) for value in (VAPOUR, LAVA)]
    editor = make_user(role="editor")
    first = regrade_question(void(question, LEFT_OUT), "Why.", editor)
    second = regrade_question(void(question, FULL), "Why.", editor)

    assert counts(preview_undoing(first)) == (0, 0, 2, 0)
    assert told(preview_undoing(second)) == [
        (attempts[0].pk, (1, 1), (0, 0), (50, 33)),
        (attempts[1].pk, (1, 1), (0, 0), (50, 33)),
    ]


@pytest.mark.parametrize("way", [KEY, FULL, LEFT_OUT])
def test_what_it_tells_is_what_is_done(question, quiz, way):
    for value in (VAPOUR, LAVA, {}, {"answer": ["press"]}):
        finish(quiz, value, VAPOUR)
    ruling = by_lava(question) if way == KEY else void(question, way)
    preview = preview_regrade(ruling)
    made = regrade_question(ruling, "Why.", make_user(role="editor"))

    assert (preview.rose, preview.fell, preview.stayed) == (
        made.rose,
        made.fell,
        made.stayed,
    )
    assert {each.attempt_id: each.new_percent for each in preview.page} == {
        each.pk: each.percent
        for each in Attempt.objects.filter(
            pk__in=[each.attempt_id for each in preview.page]
        )
    }
    undoing = preview_undoing(made)
    assert (undoing.rose, undoing.fell) == (preview.fell, preview.rose)


def test_it_changes_nothing(question, quiz):
    finish(quiz, LAVA)
    ruling = by_lava(question)
    before = list(Outcome.objects.values()), list(Attempt.objects.values())
    preview_regrade(ruling)

    assert (list(Outcome.objects.values()), list(Attempt.objects.values())) == before
    assert not Regrade.objects.exists()


@pytest.mark.parametrize("learners", [1, 3])
def test_it_costs_as_much_for_many_as_for_one(
    question, quiz, learners, django_assert_num_queries
):
    for _each in range(learners):
        finish(quiz, LAVA)
    ruling = by_lava(question)
    with django_assert_num_queries(2):
        assert preview_regrade(ruling).rose == learners
    with django_assert_num_queries(2):
        names = [each.learner for each in preview_regrade(ruling, with_names=True).page]
    assert all(names)


def test_names_are_told_only_where_they_are_asked_for(question, quiz):
    learner = make_user("sara")
    attempt = finish(quiz, LAVA, learner=learner)
    ruling = by_lava(question)

    assert [each.learner for each in preview_regrade(ruling).page] == [None]
    assert [each.receipt for each in preview_regrade(ruling).page] == [attempt.receipt]
    with_names = preview_regrade(ruling, with_names=True)
    assert [each.learner for each in with_names.page] == [learner]


def test_many_changes_are_told_by_the_page(question, quiz):
    first = finish(quiz, VAPOUR)
    for _each in range(PER_PAGE):
        copy = Attempt.objects.get(pk=first.pk)
        copy.pk, copy.learner = None, make_user()
        copy.save()
        response = copy.responses.create(
            position=1, revision=question.current, value=VAPOUR, sent_at=copy.started_at
        )
        response.outcomes.create(
            revision=question.current, scorer=1, state="right", score=1, max_score=1
        )
    ruling = by_lava(question)
    pages = [preview_regrade(ruling, page).page for page in (1, 2, "9", "x")]

    assert [len(page) for page in pages] == [PER_PAGE, 1, 1, PER_PAGE]
    assert preview_regrade(ruling).fell == PER_PAGE + 1


def test_revisions_are_listed_with_their_answers(question, quiz):
    assert list(asked_revisions(question)) == []
    first = question.current
    take(quiz, LAVA)
    take(quiz)
    make_revision(question, credit={"answer": {"press": 1.0}})
    second = make_revision(question, credit=TO_LAVA)
    finish(quiz, LAVA)

    assert [(each, each.sent, each.waiting) for each in asked_revisions(question)] == [
        (first, 1, 1),
        (second, 1, 0),
    ]
