"""Every kind of question, answered by keyboard alone on pages without scripts."""

import re

import pytest
from playwright.sync_api import expect

from quiz.actions.attempt import start_attempt
from quiz.models import Kind
from tests.browser.answering import asked
from tests.browser.conftest import (
    PHONE,
    in_both_languages,
    with_scripts_and_without,
)
from tests.factories import make_question, make_quiz, make_user
from tests.quiz.assessment.samples import SAMPLES

# How keys move a page does not rest on the database.
pytestmark = pytest.mark.once


def tab_to(page, selector):
    """Press Tab until the focus is on what fits."""
    focused = page.locator(f":is({selector}):focus")
    for _press in range(60):
        if focused.count():
            return focused
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {selector}")


def answer_by_keys(page, shown, value):
    """Fill each control of a question, in the order of the page."""
    for part in shown.parts:
        control = f"[name^='{part.field_name}']"
        given = value[part.id]
        if isinstance(given, str):
            tab_to(page, control)
            page.keyboard.type(given)
        elif page.locator(f"select{control}").count():
            choose_in_menu(page, f"select{control}", given[0])
        elif part.takes == "many":
            # Each box is a stop of its own, so the ids are met as they stand.
            for option in [each.id for each in shown.menu(part) if each.id in given]:
                tab_to(page, f"{control}[value='{option}']")
                page.keyboard.press("Space")
        else:
            choose_of_group(page, control, given[0])


def choose_in_menu(page, menu, option):
    focused = tab_to(page, menu)
    for _press in range(focused.locator("option").count()):
        page.keyboard.press("ArrowDown")
        if focused.input_value() == option:
            return
    raise AssertionError(f"no key leads to {option}")


def choose_of_group(page, control, option):
    tab_to(page, control)
    page.keyboard.press("Space")
    picked = page.locator(f"{control}:checked")
    for _press in range(page.locator(control).count()):
        if picked.get_attribute("value") == option:
            return
        page.keyboard.press("ArrowDown")
    expect(picked).to_have_attribute("value", option)


@in_both_languages
def test_every_kind_is_answered_and_sent_with_keys_alone(
    new_page, transactional_db, language
):
    learner = make_user()
    quiz = make_quiz(questions=[make_question(kind=kind) for kind in Kind])
    attempt = start_attempt(learner, quiz, language)
    page = new_page(learner, size=PHONE, language=language, java_script_enabled=False)

    for position, kind in enumerate(Kind, 1):
        page.goto(f"/{language}/attempts/{attempt.pk}/{position}/")
        expect(page.locator("html")).to_have_attribute(
            "dir", "rtl" if language == "ar" else "ltr"
        )
        response = asked(page)
        answer_by_keys(page, response.shown, SAMPLES[kind].right)
        tab_to(page, "#answer button[value='send']")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator("#verdict")).to_be_focused()
        kept = asked(page)
        assert kept.value == SAMPLES[kind].right
        assert kept.language == language
        is_marked_by_hand = kind == Kind.EXTENDED_TEXT
        assert kept.outcome.state == ("pending" if is_marked_by_hand else "right")


@in_both_languages
@with_scripts_and_without
def test_events_are_put_in_order_with_buttons_alone(
    new_page, transactional_db, language, javascript
):
    learner = make_user()
    quiz = make_quiz(questions=[make_question(kind=Kind.ORDER)])
    attempt = start_attempt(learner, quiz, language)
    page = new_page(
        learner, size=PHONE, language=language, java_script_enabled=javascript
    )
    page.goto(f"/{language}/attempts/{attempt.pk}/1/")
    # Each gets the first place that is free; then one changes places.
    for move in ("earlier.sea", "earlier.settle", "later.bury", "earlier.dry"):
        press_move(page, move, javascript=javascript)
    press_move(page, "later.settle", javascript=javascript)
    if javascript:
        words = {"ar": "يترسّب الملح: 3", "en": "The salt settles: 3"}[language]
        expect(page.locator("[data-moved]")).to_have_text(words)
    else:
        expect(page).to_have_url(re.compile("#field-settle$"))
    expect(page.locator("#answer .saved [role=status]")).not_to_be_empty()

    page.goto(f"/{language}/attempts/{attempt.pk}/1/")
    assert asked(page).value == SAMPLES["order"].right


def press_move(page, move, *, javascript):
    """Press a button that moves an event, and wait until the answer is kept."""
    tab_to(page, f"#answer button[value='{move}']")
    if not javascript:
        with page.expect_navigation():
            page.keyboard.press("Enter")
        return
    with page.expect_response(re.compile(r"/attempts/\d+/\d+/$")):
        page.keyboard.press("Enter")
    expect(page.locator(f"button[value='{move}']")).to_be_focused()


@in_both_languages
def test_what_is_no_number_is_named_beside_its_field_and_not_marked(
    new_page, transactional_db, language
):
    learner = make_user()
    quiz = make_quiz(questions=[make_question(kind=Kind.NUMERIC)])
    attempt = start_attempt(learner, quiz, language)
    page = new_page(learner, language=language, java_script_enabled=False)
    page.goto(f"/{language}/attempts/{attempt.pk}/1/")
    tab_to(page, "#typed")
    page.keyboard.type("5 km")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/1/$"))
    typed = page.locator("#typed")
    expect(typed).to_have_value("5 km")
    expect(typed).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"#{typed.get_attribute('aria-describedby')}")).to_be_visible()
    assert (asked(page).is_sent, asked(page).outcome) == (False, None)
