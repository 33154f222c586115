"""What a student does, from the first page to the last, in both languages."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from accounts.models import User
from quiz.models import Attempt, Kind, LessonProgress
from tests.browser.answering import answer, asked, follow, press
from tests.browser.conftest import (
    DESKTOP,
    PHONE,
    in_both_languages,
    with_scripts_and_without,
)
from tests.factories import make_user

KINDS_OF_THE_COURSE = {
    Kind.CHOICE,
    Kind.MULTIPLE_RESPONSE,
    Kind.TRUE_FALSE,
    Kind.NUMERIC,
    Kind.MATCH,
    Kind.ORDER,
    Kind.TEXT_ENTRY,
    Kind.CATEGORISE,
    Kind.HOTTEXT,
    Kind.TWO_PART,
}


def lesson_address(course, language, slug="announcement"):
    return f"/{language}/courses/{course.slug}/{slug}/"


@in_both_languages
@with_scripts_and_without
def test_a_visitor_reads_answers_every_kind_signs_up_and_keeps_it(
    new_page, course, language, javascript
):
    page = new_page(size=PHONE, language=language, java_script_enabled=javascript)
    page.goto(f"/{language}/")
    follow(page, "main a.btn")
    expect(page).to_have_url(re.compile(r"/announcement/$"))
    expect(page.locator(".passage")).to_have_count(15)

    follow(page, ".end button.btn")
    met = set()
    for _question in range(10):
        response = asked(page)
        kind = response.revision.question.kind
        answer(page, response, is_right=kind != Kind.CHOICE)
        press(page, "send")
        expect(page.locator("#verdict")).to_be_visible()
        expect(page.locator(".evidence mark").first).to_be_visible()
        met.add((kind, asked(page).outcomes.get().state))
        follow(page, ".end .btn")
    assert met == {
        (kind, "wrong" if kind == Kind.CHOICE else "right")
        for kind in KINDS_OF_THE_COURSE
    }

    # The last button asked what was missed once more: the one choice.
    expect(page).to_have_url(re.compile(r"/11/$"))
    response = asked(page)
    assert (response.is_repeat, response.revision.question.kind) == (True, Kind.CHOICE)
    answer(page, response)
    press(page, "send")
    expect(page.locator(".verdict.right")).to_be_visible()
    follow(page, ".end button.btn")
    expect(page).to_have_url(re.compile(r"/result/$"))
    expect(page.locator("ol.review")).to_have_count(2)

    result = page.url
    follow(page, f"a[href^='/{language}/people/signup/']")
    page.locator("[name=username]").fill("noura")
    page.locator("[name=display_name]").fill("نورة")
    page.locator("[name=password1]").fill("a long pass phrase 9")
    follow(page, "main form button.btn")
    expect(page.locator("header bdi", has_text="نورة")).to_be_visible()
    expect(page).to_have_url(result)
    expect(page.locator("main [role=status]")).to_be_visible()

    noura = User.objects.get(username="noura")
    attempt = Attempt.objects.get(learner=noura)
    assert (attempt.score, attempt.max_score) == (10, 11)
    assert noura.is_guest is False
    page.goto(f"/{language}/progress/")
    expect(page.locator(f"a[href='{urlsplit(result).path}']")).to_be_visible()


@in_both_languages
def test_the_exam_tells_nothing_until_all_answers_are_sent(new_page, course, language):
    student = make_user()
    page = new_page(student, size=DESKTOP, language=language)
    page.goto(f"/{language}/quizzes/course-exam/")
    follow(page, ".end button.btn")
    for _question in range(20):
        answer(page, asked(page))
        press(page, "next")
    expect(page).to_have_url(re.compile(r"/check/$"))
    expect(page.locator("ol.review > li")).to_have_count(20)
    assert Attempt.objects.get().responses.exclude(outcomes=None).count() == 0
    follow(page, "main .end button.btn")
    expect(page.locator(".score")).to_be_visible()
    attempt = Attempt.objects.get()
    assert attempt.score == attempt.max_score


def test_a_switch_of_language_keeps_what_was_typed(new_page, course):
    page = new_page(make_user(), language="ar")
    page.goto("/ar/quizzes/announcement-practice/")
    follow(page, ".end button.btn")
    while asked(page).revision.question.kind != Kind.TEXT_ENTRY:
        follow(page, f".places li:nth-child({asked(page).position + 1}) button")
    page.locator("#typed").fill("روسيا")
    follow(page, "header button[value=language]")
    expect(page).to_have_url(re.compile("/en/attempts/"))
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator("#typed")).to_have_value("روسيا")


def test_a_flag_and_a_draft_wait_on_the_check_page_and_on_another_device(
    new_page, course
):
    student = make_user()
    page = new_page(student, language="en")
    page.goto("/en/quizzes/relations-practice/")
    follow(page, ".end button.btn")
    answer(page, asked(page))
    page.locator("#answer button[value=flag]").click()
    expect(page.locator("#answer button[value=unflag]")).to_be_visible()
    expect(page.locator(".place[aria-current] [data-flag] svg")).to_be_visible()
    press(page, "check")
    expect(page.locator("ol.review > li").first).to_contain_text("Flagged")
    expect(page.locator(".notice")).to_contain_text("9 questions have no answer")

    phone = new_page(student, size=PHONE, language="ar")
    phone.goto("/ar/quizzes/relations-practice/")
    follow(phone, ".end button.btn")
    expect(phone).to_have_url(re.compile(r"/1/$"))
    expect(phone.locator("#answer .saved [role=status] svg")).to_be_visible()


def test_reading_is_noted_as_one_scrolls(new_page, course):
    student = make_user()
    page = new_page(student, language="en")
    page.goto(lesson_address(course, "en"))
    with page.expect_response(re.compile("/announcement/read/$")) as noted:
        page.locator(".passage").nth(5).scroll_into_view_if_needed()
    assert noted.value.status == 204
    progress = LessonProgress.objects.get(learner=student)
    assert progress.furthest >= 5
    assert progress.finished_at is None


def test_reading_that_was_not_noted_is_sent_again(new_page, course):
    student, met = make_user(), []

    def lose_the_first(route):
        met.append(route)
        if len(met) == 1:
            route.fulfill(status=200, body="")
        else:
            route.continue_()

    page = new_page(student, language="en")
    page.route(re.compile("/read/$"), lose_the_first)
    page.goto(lesson_address(course, "en"))
    passages = page.locator(".passage")
    with page.expect_response(re.compile("/read/$")) as lost:
        passages.nth(5).scroll_into_view_if_needed()
    with page.expect_response(re.compile("/read/$")) as noted:
        passages.nth(0).scroll_into_view_if_needed()
    assert (lost.value.status, noted.value.status) == (200, 204)
    assert LessonProgress.objects.get(learner=student).furthest >= 5


@pytest.mark.once
@with_scripts_and_without
def test_a_guess_is_compared_below_the_text(new_page, course, javascript):
    asked = course.lessons.get(slug="announcement").questions.prequestions()
    page = new_page(language="en", java_script_enabled=javascript)
    page.goto(lesson_address(course, "en"))
    page.locator("#before-reading > summary").click()
    page.locator("#before-reading fieldset").first.locator("label").nth(1).click()
    answer = page.locator(".after-reading details").first
    expect(page.locator(".after-reading details")).to_have_count(asked.count())
    answer.locator("summary").click()
    expect(answer.locator(".key-right")).to_be_visible()
    guesses = answer.get_by_text("Your guess")
    expect(guesses.filter(visible=True)).to_have_count(1 if javascript else 0)
    if javascript:
        expect(answer.locator(".told").nth(1)).to_contain_text("Your guess")


@pytest.mark.once
def test_the_marks_can_be_hidden_and_shown(new_page, course):
    page = new_page(language="en")
    page.goto(lesson_address(course, "en"))
    marks = page.locator(".matn .stance")
    expect(marks.first).to_be_visible()
    follow(page, "button[name=marks]")
    expect(marks.first).to_be_hidden()
    follow(page, "button[name=marks]")
    expect(marks.first).to_be_visible()


@pytest.mark.once
@with_scripts_and_without
def test_a_link_to_a_term_opens_its_note(new_page, course, javascript):
    page = new_page(language="en", java_script_enabled=javascript)
    page.goto(lesson_address(course, "en"))
    link = page.locator("a.term").first
    note = page.locator(link.get_attribute("href"))
    expect(note).to_be_hidden()
    link.click()
    expect(note).to_be_visible()
    page.goto(lesson_address(course, "en"))
    page.locator(".hashiya a[href^='#term-']").last.click()
    expect(page.locator("details[open] > [id^=term-]")).to_have_count(1)


@pytest.mark.once
def test_a_quiz_can_be_taken_by_keyboard_alone(new_page, course):
    page = new_page(make_user(), language="ar")
    page.goto("/ar/quizzes/announcement-practice/")
    page.locator(".end button.btn").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    while asked(page).revision.question.kind != Kind.CHOICE:
        page.locator(f".places li:nth-child({asked(page).position + 1}) button").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    first = page.locator("#answer input[type=radio]").first
    for _press in range(12):
        page.keyboard.press("Tab")
        if first.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    page.keyboard.press("Enter")
    verdict = page.locator("#verdict")
    expect(verdict).to_be_focused()
