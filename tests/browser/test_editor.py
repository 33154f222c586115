"""What an editor does, and when readers see it."""

import pytest
from playwright.sync_api import expect

from accounts.models import Role
from quiz.models import Lesson, Quiz
from tests.browser.answering import follow
from tests.browser.conftest import in_both_languages
from tests.factories import make_user

AR, EN = "نصّ جديد لهذه الفقرة.", "New words for this passage."


@pytest.fixture
def editor(course):
    """Make a person who edits."""
    return make_user(role=Role.EDITOR, display_name="مريم")


def fill_passage(desk):
    """Change the second passage in both languages."""
    desk.locator("[name=passages-1-text_ar]").fill(AR)
    desk.locator("[name=passages-1-text_en]").fill(EN)


@in_both_languages
def test_readers_see_a_change_in_both_languages_once_it_is_published(
    new_page, course, editor, language
):
    lesson = Lesson.objects.get(slug="relations")
    reader = new_page(language=language)
    desk = new_page(editor, language=language)
    desk.goto(f"/{language}/admin/quiz/lesson/{lesson.pk}/change/")
    fill_passage(desk)
    follow(desk, "input[name=_continue]")

    desk.goto(f"/{language}/previews/lessons/{course.slug}/relations/")
    expect(desk.locator("#relations-2")).to_contain_text({"ar": AR, "en": EN}[language])
    for code, words in (("ar", AR), ("en", EN)):
        reader.goto(f"/{code}/courses/{course.slug}/relations/")
        expect(reader.locator("#relations-2")).not_to_contain_text(words)

    desk.goto(f"/{language}/admin/quiz/lesson/{lesson.pk}/change/")
    follow(desk, ".panel button[name=_publish]")
    for code, words in (("ar", AR), ("en", EN)):
        reader.goto(f"/{code}/courses/{course.slug}/relations/")
        expect(reader.locator("#relations-2")).to_contain_text(words)


@pytest.mark.once
@pytest.mark.parametrize("button", ["_preview", "_publish", "_withdraw"])
def test_without_scripts_no_button_drops_what_is_typed(
    new_page, course, editor, button
):
    lesson = Lesson.objects.get(slug="relations")
    desk = new_page(editor, java_script_enabled=False)
    desk.goto(f"/ar/admin/quiz/lesson/{lesson.pk}/change/")
    fill_passage(desk)
    follow(desk, f".panel button[name={button}]")
    assert lesson.passages.get(uid="relations-2").text_en == EN


def test_a_lesson_in_one_language_is_not_published(new_page, course, editor):
    lesson = Lesson.objects.get(slug="relations")
    desk = new_page(editor, language="en")
    desk.goto(f"/en/admin/quiz/lesson/{lesson.pk}/change/")
    desk.locator("[name=title_en]").fill("")
    desk.locator("[name=title_ar]").fill("عنوان جديد")
    follow(desk, "input[name=_publish]")
    assert Lesson.objects.get(slug="relations").current == lesson.current


@pytest.mark.once
def test_the_rules_of_a_quiz_are_set_by_keyboard_without_scripts(
    new_page, course, editor
):
    quiz = Quiz.objects.get(uid="course-exam")
    desk = new_page(editor, java_script_enabled=False)
    desk.goto(f"/ar/admin/quiz/quiz/{quiz.pk}/change/")
    desk.locator("[name=preset][value=test]").focus()
    desk.keyboard.press("ArrowDown")
    folded = desk.locator("details").filter(has=desk.locator("[name=time_limit]"))
    expect(folded.locator("[name=time_limit]")).not_to_be_visible()
    folded.locator("summary").focus()
    desk.keyboard.press("Enter")
    desk.locator("[name=time_limit]").fill("٤٥")
    desk.locator("[name=review_submitted]").first.focus()
    desk.keyboard.press("Space")
    follow(desk, ".panel button[name=_continue]")
    quiz.refresh_from_db()
    assert (quiz.preset, quiz.time_limit, quiz.review_submitted) == ("exam", 45, 1)
    # What departs from the preset is not folded away.
    expect(desk.locator("[name=review_submitted]").first).to_be_checked()
    expect(desk.locator("[name=review_submitted]").first).to_be_visible()
