"""The Back button of the browser, on pages that no cache keeps."""

import pytest
from playwright.sync_api import expect

from quiz.actions.attempt import start_attempt
from quiz.models import Kind, Quiz
from tests.browser.answering import asked, follow
from tests.browser.conftest import with_scripts_and_without
from tests.factories import make_user

# How a browser keeps pages does not rest on the database.
pytestmark = pytest.mark.once
SEND = "#answer button[name=go]:not([tabindex])"
without_scripts = pytest.mark.parametrize("javascript", [False])


@pytest.fixture
def javascript():
    """Let pages have scripts, unless a test says otherwise."""
    return True


@pytest.fixture
def question(new_page, course, javascript):
    """Open a question with options."""
    learner = make_user(display_name="Layla")
    attempt = start_attempt(learner, Quiz.objects.published().practice()[0], "en")
    rows = attempt.responses.filter(revision__question__kind=Kind.CHOICE)
    page = new_page(learner, language="en", java_script_enabled=javascript)
    page.goto(f"/en/attempts/{attempt.pk}/{rows[0].position}/")
    return page


@without_scripts
def test_an_answer_is_sent_again_after_the_page_was_open_for_too_long(question):
    question.locator("#answer input[type=radio]").first.check()
    question.context.clear_cookies(name="csrftoken")
    follow(question, SEND)
    expect(question.locator("h1")).to_have_text("The page was open for too long")
    question.go_back()
    expect(question.locator("#answer input[type=radio]").first).to_be_checked()
    follow(question, SEND)

    assert asked(question).is_sent


@pytest.mark.parametrize("kind", [Kind.TEXT_ENTRY, Kind.NUMERIC])
@with_scripts_and_without
def test_what_was_typed_and_not_saved_is_there_again(
    new_page, course, kind, javascript
):
    learner = make_user()
    attempt = start_attempt(
        learner, Quiz.objects.get(uid="announcement-practice"), "en"
    )
    row = attempt.responses.get(revision__question__kind=kind)
    page = new_page(learner, language="en", java_script_enabled=javascript)
    page.goto(f"/en/attempts/{attempt.pk}/{row.position}/")
    page.locator("#typed").fill("44")
    follow(page, ".brand")
    page.go_back()

    expect(page.locator("#typed")).to_have_value("44")


def test_a_question_that_was_sent_meanwhile_is_told_about(question):
    question.locator("#answer input[type=radio]").first.check()
    follow(question, SEND)
    follow(question, ".end .btn")
    question.go_back()

    expect(question.locator("#verdict")).to_be_visible()


def test_who_comes_next_sees_nothing_of_who_signed_out(question):
    question.goto("/en/progress/")
    expect(question.locator("nav bdi")).to_have_text("Layla")
    question.goto("/en/people/logout/")
    follow(question, "main .btn")
    question.go_back()
    question.go_back()

    expect(question.locator("nav bdi")).to_have_count(0)
