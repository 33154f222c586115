from collections import Counter
from decimal import Decimal

import pytest

from quiz.actions.attempt import repeat_missed, start_attempt, submit_attempt
from quiz.actions.course import publish_lesson, withdraw_lesson
from quiz.actions.question import publish_question
from quiz.actions.regrade import regrade_question
from quiz.actions.response import save_response, send_response
from quiz.assessment.content import Content
from quiz.assessment.outcome import VOID
from quiz.assessment.presets import EVERYTHING, NOTHING, Reviewable
from quiz.assessment.regrade import FULL, LEFT_OUT
from quiz.models.regrade import Ruling
from quiz.reports.regrade import Told
from quiz.reports.result import Bar, result
from tests.factories import (
    make_course,
    make_draft,
    make_lesson,
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db


def ask(lesson, kind, **fields):
    """Publish a question of a kind, with its passages in the lesson."""
    question = make_draft(SAMPLES[kind].item, lesson, **fields)
    publish_question(question)
    question.refresh_from_db()
    return question


def take(lesson, *answers):
    """Answer a quiz of some questions: right, wrong, or not at all."""
    publish_lesson(lesson)
    questions = [question for question, _which in answers]
    attempt = start_attempt(make_user(), make_quiz(lesson.course, questions), "ar")
    for response, (question, which) in zip(
        attempt.responses.all(), answers, strict=True
    ):
        if which:
            save_response(response, getattr(SAMPLES[question.kind], which), "ar")
    submit_attempt(attempt)
    attempt.refresh_from_db()
    return attempt


@pytest.fixture
def lesson():
    """Make a lesson that is not published yet."""
    return make_lesson(make_course())


def bars(rows):
    """Return the scores of bars."""
    return [(bar.score, bar.max_score, bar.is_weak) for bar in rows]


def test_each_question_has_its_line(lesson):
    attempt = take(
        lesson,
        (ask(lesson, "choice"), "right"),
        (ask(lesson, "match"), "wrong"),
        (ask(lesson, "numeric"), None),
        (ask(lesson, "extended_text"), "right"),
    )
    report = result(attempt)

    assert [(line.position, line.state) for line in report.lines] == [
        (1, "right"),
        (2, "wrong"),
        (3, "blank"),
        (4, "pending"),
    ]
    assert (report.score, report.answered) == (1, 3)
    assert [line.prompt for line in report.lines] == [
        SAMPLES[kind].item.shown.prompt
        for kind in ("choice", "match", "numeric", "extended_text")
    ]
    assert report.pending == 1


def test_scores_are_told_by_skill_stance_and_learning_point(lesson):
    report = result(
        take(
            lesson,
            (ask(lesson, "choice", stance="fact"), "right"),
            (ask(lesson, "choice", stance="claim", level="apply"), "wrong"),
            (ask(lesson, "categorise", stance="claim"), "right"),
            (ask(lesson, "extended_text", stance="analysis"), "right"),
        )
    )
    point = lesson.learning_points.get()

    assert bars(report.by_skill) == [(1, 1, False), (0, 1, True), (1, 1, False)]
    assert [bar.label for bar in report.by_stance] == ["fact", "claim"]
    assert bars(report.by_stance) == [(1, 1, False), (1, 2, True)]
    assert [bar.label for bar in report.by_point] == [point]
    assert bars(report.by_point) == [(2, 3, True)]


def test_evidence_that_was_found_is_counted(lesson):
    report = result(
        take(
            lesson,
            (ask(lesson, "two_part"), "right"),
            (ask(lesson, "hottext"), "wrong"),
            (ask(lesson, "choice"), "right"),
        )
    )

    assert (report.evidence_found, report.evidence_asked) == (1, 2)


def passages(groups):
    """Name the passages of each lesson, with how many questions lead to each."""
    return [
        (group.lesson, [(each.passage.id, each.questions) for each in group.passages])
        for group in groups
    ]


def test_what_went_wrong_is_to_be_read_again_once_and_in_order(lesson):
    report = result(
        take(
            lesson,
            (ask(lesson, "hottext"), None),
            (ask(lesson, "multiple_response"), "wrong"),
            (ask(lesson, "choice"), "wrong"),
            (ask(lesson, "categorise"), "right"),
            (ask(lesson, "extended_text"), "right"),
        )
    )
    evidence = Counter(
        uid
        for kind in ("hottext", "multiple_response", "choice")
        for uid in SAMPLES[kind].item.review.evidence
    )
    content = lesson.to_content()
    expected = [
        (each.id, number, evidence[each.id])
        for number, each in enumerate(content.passages, 1)
        if each.id in evidence
    ]
    (group,) = report.to_read.first

    assert (group.lesson, group.title) == (lesson, content.title)
    assert [
        (each.passage.id, each.number, each.questions) for each in group.passages
    ] == expected
    assert max(evidence.values()) > 1
    assert (report.to_read.rest, report.to_read.rest_count) == ((), 0)


@pytest.mark.parametrize(
    ("right", "is_missed"), [(0, True), (1, True), (2, False), (3, False), (4, False)]
)
def test_what_was_half_right_is_not_to_be_read_again(lesson, right, is_missed):
    question = ask(lesson, "categorise")
    attempt = start_attempt(make_user(), make_quiz(lesson.course, [question]), "ar")
    sample = SAMPLES["categorise"]
    value = dict([*sample.right.items()][:right])
    save_response(attempt.responses.get(), value, "ar")
    submit_attempt(attempt)

    assert len(sample.right) == 4
    assert bool(result(attempt).to_read.first) is is_missed


def test_of_much_to_read_the_most_asked_about_comes_first():
    course = make_course()
    lessons = [make_published_lesson(course, passages=4) for _each in range(2)]
    rows = [
        question
        for lesson, uses in zip(lessons, ((1, 2, 1, 1), (1, 3, 1, 2)), strict=True)
        for passage, count in zip(lesson.passages.all(), uses, strict=True)
        for question in [resting_on(passage) for _each in range(count)]
    ]
    attempt = start_attempt(make_user(), make_quiz(course, rows), "ar")
    submit_attempt(attempt)
    report = result(attempt).to_read
    one, other = ([each.uid for each in lesson.passages.all()] for lesson in lessons)

    assert passages(report.first) == [
        (lessons[0], [(one[0], 1), (one[1], 2), (one[2], 1)]),
        (lessons[1], [(other[1], 3), (other[3], 2)]),
    ]
    assert passages(report.rest) == [
        (lessons[0], [(one[3], 1)]),
        (lessons[1], [(other[0], 1), (other[2], 1)]),
    ]
    assert report.rest_count == 3


def resting_on(passage):
    """Publish a question that one passage proves."""
    question = make_question(passage.lesson)
    revision = question.current
    review = {**revision.item_data["review"], "evidence": [passage.uid]}
    revision.item_data = {**revision.item_data, "review": review}
    revision.save()
    return question


def test_who_was_right_has_nothing_to_read_again(lesson):
    report = result(take(lesson, (ask(lesson, "choice"), "right")))

    assert report.to_read.first == report.to_read.rest == ()


def test_a_lesson_that_was_withdrawn_is_not_to_be_read_again(lesson):
    attempt = take(lesson, (ask(lesson, "choice"), "wrong"))
    withdraw_lesson(lesson)

    assert result(attempt).to_read.first == ()


@pytest.mark.parametrize(
    ("score", "highest", "percent", "is_weak"),
    [(0, 0, 0, True), (2, 3, 67, True), (7, 10, 70, False), (1, 1, 100, False)],
)
def test_a_bar_is_weak_below_seventy_per_cent(score, highest, percent, is_weak):
    bar = Bar("", Decimal(score), Decimal(highest))

    assert (bar.percent, bar.is_weak) == (percent, is_weak)


def test_a_lesson_is_read_once_however_much_was_wrong(lesson, monkeypatch):
    kinds = ("choice", "categorise", "hottext")
    attempt = take(lesson, *[(ask(lesson, kind), "wrong") for kind in kinds])
    read, from_data = [], Content.from_data
    monkeypatch.setattr(
        Content, "from_data", lambda data: read.append(1) or from_data(data)
    )

    assert result(attempt).to_read.first != ()
    assert len(read) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_more_questions_cost_no_more_queries(lesson, count, django_assert_num_queries):
    attempt = take(
        lesson, *[(ask(lesson, kind), "wrong") for kind in [*SAMPLES][:count]]
    )

    with django_assert_num_queries(2):
        result(attempt)


# What may be told


def everything_wrong(lesson):
    """Take a quiz of two questions, and miss both."""
    return take(
        lesson, (ask(lesson, "choice"), "wrong"), (ask(lesson, "two_part"), "wrong")
    )


def test_where_nothing_is_told_only_what_was_done_is(lesson):
    report = result(everything_wrong(lesson), NOTHING)

    assert (report.score, report.max_score, report.pending) == (None, None, 0)
    assert [(line.state, line.is_answered) for line in report.lines] == [
        ("", True),
        ("", True),
    ]
    assert report.by_skill == report.by_stance == report.by_point == ()
    assert (report.evidence_asked, report.calibration, report.repeats) == (0, (), None)
    assert report.to_read.first == report.to_read.rest == ()
    assert (report.answered, report.late) == (2, 0)


@pytest.mark.parametrize("hidden", Reviewable)
def test_each_part_of_a_result_asks_for_its_aspects(lesson, hidden):
    report = result(everything_wrong(lesson), EVERYTHING & ~hidden)
    of_score, of_states = Reviewable.SCORE, Reviewable.CORRECTNESS

    assert (report.score is None) is (hidden == of_score)
    assert (report.lines[0].state == "") is (hidden == of_states)
    assert (report.by_skill == ()) is (hidden in {of_score, of_states})
    assert (report.evidence_asked == 0) is (hidden in {of_score, of_states})
    assert (report.to_read.first == ()) is (hidden in {Reviewable.EVIDENCE, of_states})


def test_what_came_late_is_counted(lesson):
    attempt = everything_wrong(lesson)
    attempt.responses.filter(position=2).update(late_seconds=1)

    assert result(attempt, NOTHING).late == 1


# How certain


def answer_certainly(lesson, *answers):
    """Answer a practice quiz with a certainty each, and finish it."""
    questions = [ask(lesson, "choice") for _each in answers]
    quiz = make_quiz(lesson.course, questions, asks_certainty=True)
    attempt = start_attempt(make_user(), quiz, "ar")
    for response, (certainty, which) in zip(
        attempt.responses.all(), answers, strict=True
    ):
        value = getattr(SAMPLES["choice"], which)
        send_response(response, value, "ar", certainty=certainty)
    return attempt


def test_the_answers_of_each_certainty_are_counted(lesson):
    attempt = answer_certainly(
        lesson, (3, "right"), (3, "wrong"), (1, "wrong"), (None, "right"), (3, "right")
    )
    submit_attempt(attempt)
    report = result(attempt)

    assert [
        (bar.label, bar.score, bar.max_score, bar.is_weak) for bar in report.calibration
    ] == [(3, 2, 3, False), (1, 0, 1, False)]


def test_no_certainty_is_told_where_none_was_asked_or_may_be(lesson):
    attempt = answer_certainly(lesson, (3, "wrong"))
    submit_attempt(attempt)

    assert result(attempt, EVERYTHING & ~Reviewable.CORRECTNESS).calibration == ()
    assert result(everything_wrong(lesson)).calibration == ()


def test_what_was_certain_and_wrong_is_to_be_read_first():
    lesson = make_published_lesson(passages=8)
    rows = [resting_on(passage) for passage in lesson.passages.all()]
    quiz = make_quiz(lesson.course, rows, asks_certainty=True)
    attempt = start_attempt(make_user(), quiz, "ar")
    for response in attempt.responses.all():
        certainty = 3 if response.position in {2, 8} else 2
        send_response(response, {"answer": ["lava"]}, "ar", certainty=certainty)
    submit_attempt(attempt)
    report = result(attempt).to_read
    numbers = [
        [each.number for group in groups for each in group.passages]
        for groups in (report.certain, report.first, report.rest)
    ]

    assert numbers == [[2, 8], [1, 3, 4], [5, 6, 7]]
    assert report.rest_count == 3


# What was asked once more


def test_what_was_asked_once_more_stands_apart_and_counts_nowhere(lesson):
    attempt = answer_certainly(lesson, (3, "wrong"), (1, "right"), (2, "wrong"))
    for place in (repeat_missed(attempt), 5):
        which = "right" if place == 4 else "wrong"
        value = getattr(SAMPLES["choice"], which)
        send_response(attempt.responses.get(position=place), value, "ar", certainty=3)
    submit_attempt(attempt)
    attempt.refresh_from_db()
    report = result(attempt)

    assert (report.score, report.max_score, len(report.lines)) == (1, 3, 3)
    assert [line.position for line in report.repeats.lines] == [4, 5]
    assert report.repeats.right == 1
    assert bars(report.by_stance) == [(1, 3, True)]
    assert sum(bar.max_score for bar in report.calibration) == 3
    assert (report.answered, report.evidence_asked) == (3, 0)
    hidden = result(attempt, EVERYTHING & ~Reviewable.CORRECTNESS).repeats
    assert (hidden.right, [line.state for line in hidden.lines]) == (None, ["", ""])


@pytest.mark.parametrize("way", [FULL, LEFT_OUT])
def test_a_void_question_says_nothing_of_what_is_known(lesson, way):
    void, other = ask(lesson, "choice"), ask(lesson, "choice")
    attempt = take(lesson, (void, "wrong"), (other, "right"))
    ruling = Ruling(void, way, (void.current,))
    regrade_question(ruling, "Two are right.", make_user(role="editor"))
    attempt.refresh_from_db()
    report = result(attempt)

    assert [line.state for line in report.lines] == [VOID, "right"]
    assert [line.regrade for line in report.lines] == [
        Told(way, "Two are right."),
        None,
    ]
    assert bars(report.by_skill) == [(1, 1, False)]
    assert not report.to_read.first
    counted = 2 if way == FULL else 1
    assert (report.score, report.max_score) == (counted, counted)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (NOTHING, None),
        (Reviewable.FEEDBACK, None),
        (Reviewable.SCORE, Told(FULL, "")),
        (Reviewable.CORRECTNESS, Told(FULL, "")),
        (Reviewable.SCORE | Reviewable.FEEDBACK, Told(FULL, "Two are right.")),
    ],
)
def test_of_a_regrade_is_told_what_the_rules_allow(lesson, told, expected):
    void = ask(lesson, "choice")
    attempt = take(lesson, (void, "wrong"))
    ruling = Ruling(void, FULL, (void.current,))
    regrade_question(ruling, "Two are right.", make_user(role="editor"))

    assert [line.regrade for line in result(attempt, told).lines] == [expected]
