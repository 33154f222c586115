"""The rules of taking a quiz, as editors set them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from quiz.models import Quiz
from tests.factories import (
    make_attempt,
    make_course,
    make_question,
    make_quiz,
    make_user,
)
from tests.quiz.admin.pages import Page, press

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
SCORE, CORRECTNESS, FEEDBACK, KEY, EVIDENCE, NOTHING = "1", "2", "4", "8", "16", "0"
REVIEW = ("review_during", "review_submitted", "review_closed")
RULES = (
    "preset",
    "asks_certainty",
    "time_limit",
    "attempt_limit",
    "opens_at",
    "closes_at",
    "repeats_missed",
    *REVIEW,
)


@pytest.fixture(autouse=True)
def at_one_moment(time_machine):
    time_machine.move_to(NOW, tick=False)


def change_url(quiz, language="en"):
    with translation.override(language):
        return reverse("admin:quiz_quiz_change", args=[quiz.pk])


def post(client, quiz, language="en", **changes):
    """Send the page of a quiz, as it stands but for some fields."""
    url = change_url(quiz, language)
    return client.post(url, {**Page(client.get(url)).data, **changes})


def told(client, quiz, language="en", **changes):
    """Return what a page that is refused says at each field."""
    answer = post(client, quiz, language, **changes)
    assert answer.status_code == 200
    form = answer.context["adminform"].form
    return {name: [str(each) for each in found] for name, found in form.errors.items()}


def stored(quiz, *names):
    return Quiz.objects.values_list(*names).get(pk=quiz.pk)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_preset_says_what_it_means(editing, language):
    html = editing.get(change_url(make_quiz(), language)).content.decode()
    words = {
        "ar": ("تدريب", "يظهر التصحيح بعد كل إجابة", "لا يبدأ أحد قبل موعد الفتح"),
        "en": ("Practice", "Each answer is told about at once", "Nobody begins before"),
    }
    assert [each for each in words[language] if each not in html] == []


def test_what_is_left_empty_says_what_the_preset_gives(editing):
    words = Page(editing.get(change_url(make_quiz()))).words
    lines = [
        "When empty: Practice: Any number · Test: Any number · Exam: 1",
        "When empty: Practice: Yes · Test: No · Exam: No",
        "When empty: Practice: Everything · Test: Nothing · Exam: Nothing",
        "When empty: Practice: Everything · Test: Everything · Exam: Nothing",
        "When empty: Practice: Everything · Test: Everything · Exam: Everything",
    ]
    assert [each for each in lines if each not in words] == []


def test_the_rules_are_folded_while_they_are_the_presets(editing):
    quiz = make_quiz(review_during=None)
    folded = "<details><summary>"
    rules = "Change the preset’s rules"
    before = editing.get(change_url(quiz)).content.decode()
    Quiz.objects.update(review_during=0)
    after = editing.get(change_url(quiz)).content.decode()
    assert rules in before
    assert rules in after
    assert (folded in before.partition(rules)[0], folded in after) == (True, False)


def test_a_quiz_that_is_saved_as_it_stands_keeps_what_is_empty(editing):
    quiz = make_quiz(preset="exam")
    assert post(editing, quiz).status_code == 302
    names = ("time_limit", "attempt_limit", "opens_at", "closes_at", "repeats_missed")
    assert stored(quiz, *names, *REVIEW) == (None,) * 8


def test_rules_of_its_own_are_kept_and_shown(editing):
    quiz = make_quiz(preset="test")
    changes = {
        "time_limit": "٤٥",
        "attempt_limit": "2",
        "opens_at": "2026-05-05T08:00",
        "closes_at": "2026-05-06T20:15",
        "review_submitted": [SCORE, CORRECTNESS],
        "review_closed": [SCORE, CORRECTNESS, EVIDENCE],
        "review_during": NOTHING,
        "repeats_missed": "false",
    }
    assert post(editing, quiz, **changes).status_code == 302
    assert stored(quiz, "time_limit", "attempt_limit", "repeats_missed", *REVIEW) == (
        (45, 2, False, 0, 3, 19)
    )
    assert stored(quiz, "opens_at", "closes_at") == (
        datetime(2026, 5, 5, 8, tzinfo=UTC),
        datetime(2026, 5, 6, 20, 15, tzinfo=UTC),
    )
    page = Page(editing.get(change_url(quiz)))
    shown = {name: page.data.get(name) for name in changes}
    assert shown == {
        **{name: value if isinstance(value, list) else [value]
           for name, value in changes.items()},
        "time_limit": ["45"],
    }  # fmt: skip


def test_a_row_is_given_back_to_the_preset_by_emptying_it(editing):
    quiz = make_quiz(preset="test", review_closed=31, review_submitted=3)
    page = Page(editing.get(change_url(quiz)))
    rest = {
        name: value
        for name, value in page.data.items()
        if name not in {"review_closed", "review_submitted"}
    }
    assert editing.post(change_url(quiz), rest).status_code == 302
    assert stored(quiz, *REVIEW) == (None, None, None)


def test_a_moment_that_is_not_touched_keeps_its_seconds(editing):
    closes_at = NOW - timedelta(seconds=17, microseconds=5)
    quiz = make_quiz(opens_at=NOW - timedelta(days=1, seconds=3), closes_at=closes_at)
    assert post(editing, quiz, title_en="Other").status_code == 302
    assert stored(quiz, "opens_at", "closes_at") == (quiz.opens_at, closes_at)


def test_each_row_and_the_presets_are_read_out_under_a_name(editing):
    html = editing.get(change_url(make_quiz())).content.decode()
    names = (
        "Preset",
        "Told after each answer",
        "Told after the attempt",
        "Told after the closing",
    )
    groups = [f'role="group" aria-label="{name}"' for name in names]
    assert [each for each in groups if each not in html] == []


REFUSED = [
    ({"time_limit": "0"}, "time_limit", "A limit is at least 1, or empty."),
    ({"attempt_limit": "0"}, "attempt_limit", "A limit is at least 1, or empty."),
    ({"time_limit": "soon"}, "time_limit", "Enter a whole number."),
    (
        {"opens_at": "2026-06-02T10:00", "closes_at": "2026-06-01T10:00"},
        "closes_at",
        "It closes after it opens.",
    ),
    (
        {"closes_at": "2026-05-04T09:30"},
        "closes_at",
        "This moment is over. Choose one that is still to come.",
    ),
    (
        {"closes_at": "2062-05-04T09:30"},
        "closes_at",
        "This is too far off. Look at the year.",
    ),
    (
        {"opens_at": "0206-05-04T09:30"},
        "opens_at",
        "This is too far off. Look at the year.",
    ),
    (
        {"opens_at": "tomorrow"},
        "opens_at",
        "Give the date and the time, or leave both empty.",
    ),
    ({"preset": "game"}, "preset", "Select a valid choice."),
    ({"preset": ""}, "preset", "This field is required."),
    (
        {"preset": "test", "asks_certainty": "on"},
        "asks_certainty",
        "Only practice asks how certain one is.",
    ),
    (
        {"review_during": [NOTHING, KEY]},
        "review_during",
        "Tick “Nothing” alone, or only what is to be told.",
    ),
    ({"review_during": "3"}, "review_during", "Select a valid choice."),
    ({"review_during": "x"}, "review_during", "Select a valid choice."),
    (
        {"review_during": [SCORE, KEY], "repeats_missed": "false"},
        "review_during",
        "What is told here shows whether an answer was correct.",
    ),
    (
        {"preset": "test", "review_submitted": FEEDBACK},
        "review_submitted",
        "What is told here shows whether an answer was correct.",
    ),
    (
        {"review_submitted": NOTHING},
        "review_submitted",
        "More is told earlier, and what was told cannot be taken back.",
    ),
    (
        {"preset": "exam", "review_submitted": [CORRECTNESS]},
        "review_submitted",
        "Before its release, an exam tells nothing but the score",
    ),
    (
        {"preset": "exam", "review_during": [CORRECTNESS, FEEDBACK]},
        "review_during",
        "Before its release, an exam tells nothing but the score",
    ),
    (
        {"preset": "test", "repeats_missed": "true"},
        "repeats_missed",
        "What is asked once more was not correct",
    ),
]


@pytest.mark.parametrize(("changes", "name", "message"), REFUSED)
def test_what_makes_no_sense_is_refused_at_its_field(editing, changes, name, message):
    quiz = make_quiz()
    found = told(editing, quiz, **changes)
    assert list(found) == [name]
    assert [each.startswith(message) for each in found[name]] == [True]
    assert stored(quiz, *RULES) == ("practice", False, *[None] * 8)


@pytest.mark.parametrize(
    ("changes", "name", "message"),
    [
        ({"time_limit": "0"}, "time_limit", "أقلّ حدّ هو 1، أو يُترك فارغاً."),
        (
            {"opens_at": "2026-06-02T10:00", "closes_at": "2026-06-01T10:00"},
            "closes_at",
            "موعد الإغلاق بعد موعد الفتح.",
        ),
        (
            {"preset": "test", "asks_certainty": "on"},
            "asks_certainty",
            "السؤال عن مدى التأكد في التدريب وحده.",
        ),
    ],
)
def test_refusals_are_told_in_arabic(editing, changes, name, message):
    assert told(editing, make_quiz(), "ar", **changes) == {name: [message]}


def test_an_exam_may_tell_the_score_before_its_release(editing):
    quiz = make_quiz(preset="exam")
    assert post(editing, quiz, review_submitted=[SCORE]).status_code == 302
    assert stored(quiz, "review_submitted") == (1,)


def test_a_quiz_whose_rules_make_no_sense_is_not_published(editing):
    lesson_question = make_question()
    quiz = make_quiz(
        lesson_question.lesson.course, [lesson_question], is_published=False
    )
    Quiz.objects.update(preset="exam", review_during=31)
    words = Page(editing.get(change_url(quiz))).words
    assert "Told after each answer: Before its release, an exam tells nothing" in words
    answer = post(editing, quiz, _publish="")
    assert answer.status_code == 200
    assert stored(quiz, "is_published") == (False,)


# What changes for those who are taking it


@pytest.mark.parametrize(
    ("changes", "ends_at"),
    [
        ({"time_limit": "20"}, NOW + timedelta(minutes=10)),
        ({"time_limit": ""}, None),
        ({"closes_at": "2026-05-04T09:35"}, NOW + timedelta(minutes=5)),
    ],
)
def test_open_attempts_end_by_the_new_rules(editing, changes, ends_at):
    quiz = make_quiz(time_limit=30)
    started_at = NOW - timedelta(minutes=10)
    then = {"started_at": started_at, "ends_at": started_at + timedelta(minutes=30)}
    attempt = make_attempt(make_user(), quiz, **then)
    finished = make_attempt(make_user(), quiz, score=3, **then)
    url = change_url(quiz)
    answer = editing.post(
        url, {**Page(editing.get(url)).data, **changes, "_continue": ""}, follow=True
    )
    assert "1 open attempt now ends by the new rules." in Page(answer).words
    attempt.refresh_from_db()
    finished.refresh_from_db()
    assert (attempt.ends_at, finished.ends_at) == (ends_at, then["ends_at"])


def test_open_attempts_are_not_looked_at_where_no_time_changes(editing):
    quiz = make_quiz(time_limit=30)
    attempt = make_attempt(make_user(), quiz, ends_at=NOW + timedelta(hours=9))
    post(editing, quiz, title_en="Other", attempt_limit="3")
    attempt.refresh_from_db()
    assert attempt.ends_at == NOW + timedelta(hours=9)


# Releasing the results of an exam


def make_exam(**fields):
    return make_quiz(
        **{"preset": "exam", "opens_at": NOW - timedelta(hours=2), **fields}
    )


def test_the_results_of_an_exam_are_released_and_hidden_again(editing):
    exam = make_exam()
    answer = press(editing, change_url(exam), "_release")
    assert "The results are released: whoever took the exam sees them now." in (
        Page(answer).words
    )
    assert stored(exam, "released_at", "closes_at") == (NOW, NOW)
    page = Page(answer)
    assert "Results released" in page.words
    assert "_release" not in page.buttons
    answer = press(editing, change_url(exam), "_hide")
    assert "The results are hidden again." in Page(answer).words
    assert stored(exam, "released_at", "closes_at") == (None, NOW)


def test_the_results_are_told_once_no_answer_can_come_any_more(editing):
    exam = make_exam()
    make_attempt(make_user(), exam)
    answer = press(editing, change_url(exam), "_release")
    assert "The results are told from 4 May 2026, 9:35 AM on" in Page(answer).words
    assert stored(exam, "released_at") == (NOW + timedelta(minutes=5),)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"closes_at": NOW + timedelta(hours=1)},
            "Not released: somebody may take the exam until 4 May 2026, 10:30 AM, and",
        ),
        ({"opens_at": None}, "Not released: the exam has not opened here."),
    ],
)
def test_an_exam_that_may_be_taken_keeps_its_results(editing, fields, message):
    exam = make_exam(**fields)
    assert message in Page(press(editing, change_url(exam), "_release")).words
    assert stored(exam, "released_at", "closes_at") == (None, exam.closes_at)


@pytest.mark.parametrize(
    "fields",
    [
        {"preset": "test"},
        {"is_published": False},
        {"released_at": NOW, "closes_at": NOW},
    ],
)
def test_only_an_exam_that_was_offered_has_results_to_release(editing, fields):
    quiz = make_exam(**fields)
    before = stored(quiz, "released_at", "closes_at")
    assert "_release" not in Page(editing.get(change_url(quiz))).buttons
    post(editing, quiz, _release="")
    assert stored(quiz, "released_at", "closes_at") == before


def test_results_that_are_not_released_are_not_hidden(editing):
    exam = make_exam()
    assert "_hide" not in Page(editing.get(change_url(exam))).buttons
    assert post(editing, exam, _hide="").status_code == 302


def test_an_exam_whose_results_are_released_stays_closed(editing):
    released = NOW - timedelta(days=1)
    exam = make_exam(
        opens_at=NOW - timedelta(days=2), closes_at=released, released_at=released
    )
    message = "The results of the exam are released, so it stays closed."
    for closes_at in ("", "2026-05-05T10:00"):
        found = told(editing, exam, closes_at=closes_at)
        assert list(found) == ["closes_at"]
        assert found["closes_at"][0].startswith(message)
    assert post(editing, exam, title_en="Other").status_code == 302
    assert stored(exam, "closes_at", "released_at") == (released, released)


def test_a_student_changes_no_rules(client):
    exam = make_exam()
    client.force_login(make_user())
    url = change_url(exam)
    for answer in (client.get(url), client.post(url, {"_release": ""})):
        assert answer.status_code in {302, 403, 404}
    client.logout()
    assert client.post(url, {"_release": ""}).status_code in {302, 403}
    assert stored(exam, "released_at") == (None,)


# What a slot draws


def test_a_slot_draws_by_learning_point_and_difficulty(editing):
    question = make_question(difficulty=3)
    quiz = make_quiz(question.lesson.course)
    point = question.learning_point
    quiz.slots.create(position=1, draw_count=1)
    changes = {
        "slots-0-draw_learning_point": point.pk,
        "slots-0-draw_difficulty": "3",
    }
    assert post(editing, quiz, **changes).status_code == 302
    slot = quiz.slots.get()
    assert (slot.draw_learning_point, slot.draw_difficulty) == (point, 3)


def test_learning_points_stand_under_their_lessons(editing):
    question = make_question()
    stranger = make_question()
    quiz = make_quiz(question.lesson.course, [question])
    html = editing.get(change_url(quiz)).content.decode()
    menu = html.partition('name="slots-0-draw_learning_point"')[2]
    menu = menu.partition("</select>")[0]
    group = menu.partition('<optgroup label="Lesson en">')[2].partition("</optgroup>")
    assert f'value="{question.learning_point_id}"' in group[0]
    assert f'value="{stranger.learning_point_id}"' not in menu


def test_a_learning_point_of_another_lesson_than_the_slots_is_told(editing):
    course = make_course()
    question = make_question()
    question.lesson.course = course
    question.lesson.save()
    other = make_question()
    other.lesson.course = course
    other.lesson.title_en = "Salt"
    other.lesson.save()
    quiz = make_quiz(course)
    quiz.slots.create(position=1, draw_count=1, draw_lesson=question.lesson)
    answer = post(
        editing,
        quiz,
        **{"slots-0-draw_learning_point": other.learning_point_id},
    )
    assert answer.status_code == 200
    assert (
        "This learning point is one of another lesson: “Salt”. Choose that lesson, or"
        " none." in Page(answer).words
    )


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            "draw_learning_point",
            "elsewhere",
            "Choose among the learning points of the course.",
        ),
        ("draw_difficulty", "7", "Select a valid choice."),
        ("draw_difficulty", "x", "Select a valid choice."),
    ],
)
def test_bad_draws_are_told(editing, name, value, message):
    question = make_question()
    quiz = make_quiz(question.lesson.course)
    quiz.slots.create(position=1, draw_count=1)
    if value == "elsewhere":
        value = make_question().learning_point_id
    answer = post(editing, quiz, **{f"slots-0-{name}": value})
    assert answer.status_code == 200
    assert message in Page(answer).words


def test_a_fixed_question_is_drawn_by_nothing(editing):
    question = make_question()
    quiz = make_quiz(question.lesson.course, [question])
    answer = post(editing, quiz, **{"slots-0-draw_difficulty": "1"})
    assert answer.status_code == 200
    assert "A slot has either a question, or the number to be drawn." in (
        Page(answer).words
    )


def test_times_are_told_with_their_zone(editing):
    zone = timezone.get_current_timezone()
    words = Page(editing.get(change_url(make_quiz()))).words
    assert words.count(f"Time zone: {zone}") == 2
