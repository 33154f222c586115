"""Saving answers from a page: what is promised, on a bad network above all."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.models import Attempt, Kind
from tests.browser.answering import follow, press
from tests.browser.conftest import PHONE, session_cookie
from tests.browser.test_every_page import AXE, problems_of
from tests.factories import make_course, make_question, make_quiz, make_user

VAPOUR, LAVA = {"answer": ["vapour"]}, {"answer": ["lava"]}
ANSWERS = re.compile(r"/attempts/\d+/\d+/$")
OUTBOX = "Object.keys(localStorage).filter((key) => key.startsWith('fahm.outbox.'))"


@pytest.fixture
def learner(transactional_db):
    """Make who answers."""
    return make_user("maryam", display_name="Maryam")


def begin(learner, *kinds, **fields):
    """Begin a test with a question of each kind."""
    questions = [make_question(kind=kind) for kind in kinds or [Kind.CHOICE]]
    quiz = make_quiz(questions=questions, **{"preset": "test", **fields})
    return start_attempt(learner, quiz, "en")


def address(attempt, position=1, language="en"):
    return f"/{language}/attempts/{attempt.pk}/{position}/"


def pick(page, option):
    page.locator(f"#answer [value={option}]").click()


def expect_saved(page):
    """Wait for the word that the answer is saved, and that nothing waits."""
    saved = page.locator("#answer .saved:not(.saving) [role=status]")
    expect(saved).to_contain_text(re.compile("aved"))
    assert outbox(page) == {}


def expect_trouble(page, told):
    expect(page.locator("#answer [data-trouble] strong")).to_have_text(told)


def outbox(page):
    """Return what is kept on the device, by the key of whose it is."""
    return page.evaluate(
        f"Object.fromEntries({OUTBOX}.map("
        "(key) => [key, JSON.parse(localStorage.getItem(key))]))"
    )


def wait_until_sent(page):
    page.wait_for_function(f"() => {OUTBOX}.length === 0")


def come_into_view(page):
    """Tell a page that it is seen again: a browser without a window tells nothing."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def stored(attempt):
    return list(attempt.responses.order_by("position").values_list("value", flat=True))


class Gate:
    """A network that takes answers when it is open, and only then."""

    def __init__(self, page):
        self.waiting = []
        self.sent = []
        self.is_open = False
        page.route(ANSWERS, self._meet)

    def _meet(self, route):
        if route.request.method != "POST":
            route.continue_()
            return
        self.sent.append(route.request)
        if self.is_open:
            route.continue_()
        else:
            self.waiting.append(route)

    def open(self):
        """Let through what waits, and what comes."""
        self.is_open = True
        for route in self.waiting:
            route.continue_()
        self.waiting.clear()


# When it is saved


def test_an_answer_is_saved_as_it_is_given(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en", size=PHONE)
    page.goto(address(attempt))
    pick(page, "vapour")
    expect_saved(page)

    code = page.locator("[data-receipt] bdi").text_content()
    assert code == attempt.responses.get().receipt
    assert stored(attempt) == [VAPOUR]


@pytest.mark.parametrize(
    ("kind", "text"),
    [(Kind.TEXT_ENTRY, "Russia"), (Kind.EXTENDED_TEXT, "Russia\nand")],
)
def test_what_is_typed_is_saved_while_typing(new_page, learner, kind, text):
    attempt = begin(learner, kind)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    with page.expect_response(ANSWERS):
        page.locator("#typed").press_sequentially(text)
    wait_until_sent(page)

    assert stored(attempt) == [{"answer": text}]


@pytest.mark.parametrize(
    ("kind", "control"),
    [
        (Kind.MATCH, "select"),
        (Kind.ORDER, "select"),
        (Kind.MULTIPLE_RESPONSE, "input[type=checkbox]"),
        (Kind.TWO_PART, "input[type=radio]"),
        (Kind.CATEGORISE, "input[type=radio]"),
    ],
)
def test_every_control_saves(new_page, learner, kind, control):
    attempt = begin(learner, kind)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    first = page.locator(f"#answer {control}").first
    if control == "select":
        first.select_option(index=1)
    else:
        first.check()
    expect_saved(page)

    assert len(stored(attempt)[0]) == 1


def test_how_certain_one_is_is_saved(new_page, learner):
    attempt = begin(learner, preset="practice", asks_certainty=True)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    pick(page, "vapour")
    page.get_by_label("Fairly certain").check()
    expect_saved(page)
    page.reload()

    expect(page.get_by_label("Fairly certain")).to_be_checked()
    assert attempt.responses.get().certainty == 2


def test_saved_is_said_only_after_the_acknowledgement(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    gate = Gate(page)
    page.goto(address(attempt))
    pick(page, "vapour")
    expect(page.locator(".saved.saving")).to_contain_text("Saving…")
    expect(page.locator("#answer [role=status]")).to_have_text("")
    kept = outbox(page)
    gate.open()
    expect_saved(page)

    entry = kept[f"fahm.outbox.{learner.pk}"][f"/attempts/{attempt.pk}/1/"]
    assert sorted(entry) == ["at", "fields", "page", "sequence"]
    assert entry["fields"] == [["r-answer", "vapour"], ["seen", "0"]]
    assert entry["page"] == attempt.responses.get().page_key


def test_one_request_is_underway_and_the_newest_is_next(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    gate = Gate(page)
    page.goto(address(attempt))
    for option in ("lava", "vapour", "lava", "vapour"):
        pick(page, option)
    assert len(gate.sent) == 1
    gate.open()
    expect_saved(page)

    assert len(gate.sent) == 2
    assert (stored(attempt), attempt.responses.get().version) == ([VAPOUR], 2)


# On a bad network


def abort(route):
    route.abort()


def fail(route):
    route.fulfill(status=503, body="busy")


def answer_in_place(route):
    route.fulfill(status=200, content_type="text/html", body="Welcome to the café")


@pytest.mark.parametrize("happen", [abort, fail, answer_in_place])
def test_what_was_not_taken_is_kept_and_sent_again(new_page, learner, happen):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    page.clock.install()
    page.goto(address(attempt))
    page.route(ANSWERS, happen, times=1)
    pick(page, "vapour")
    expect_trouble(page, "Not saved yet")
    assert stored(attempt) == [{}]
    page.clock.run_for(3_000)
    expect_saved(page)

    assert stored(attempt) == [VAPOUR]


def test_it_is_tried_again_at_growing_waits(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    page.clock.install()
    # Waits are spread by chance, which is taken out here.
    page.add_init_script("Math.random = () => 0.5")
    page.goto(address(attempt))
    page.route(ANSWERS, abort)
    pick(page, "vapour")
    expect_trouble(page, "Not saved yet")
    for seconds in (2, 5, 15, 60, 60):
        expect(page.locator(".saved:not(.saving)")).to_be_attached()
        page.clock.run_for(seconds * 700)
        assert page.locator(".saved.saving").count() == 0
        with page.expect_request(ANSWERS):
            page.clock.run_for(seconds * 500)


def test_a_reply_that_is_lost_changes_nothing(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    page.clock.install()
    page.goto(address(attempt))

    def lose_the_reply(route):
        route.fetch()
        route.abort()

    page.route(ANSWERS, lose_the_reply, times=1)
    pick(page, "vapour")
    expect_trouble(page, "Not saved yet")
    page.clock.run_for(3_000)
    expect_saved(page)

    assert (stored(attempt), attempt.responses.get().version) == ([VAPOUR], 1)


def test_a_request_without_a_reply_is_given_up(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    page.clock.install()
    gate = Gate(page)
    page.goto(address(attempt))
    pick(page, "vapour")
    expect(page.locator(".saved.saving")).to_be_visible()
    page.clock.run_for(10_000)
    expect_trouble(page, "Not saved yet")
    gate.waiting.clear()
    gate.open()
    page.clock.run_for(3_000)
    expect_saved(page)


def test_it_is_sent_when_the_network_is_back(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    page.context.set_offline(offline=True)
    pick(page, "vapour")
    expect_trouble(page, "Not saved yet")
    page.context.set_offline(offline=False)
    expect_saved(page)

    assert stored(attempt) == [VAPOUR]


def test_an_answer_outlives_the_browser(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    page.context.set_offline(offline=True)
    pick(page, "vapour")
    expect_trouble(page, "Not saved yet")
    device = page.context.storage_state()
    page.context.close()
    assert stored(attempt) == [{}]

    page = new_page(language="en", storage_state=device)
    page.goto("/en/courses/")
    expect(page.locator("[data-person] strong")).to_have_text(
        "The answers that waited on this device are saved"
    )
    assert stored(attempt) == [VAPOUR]
    assert outbox(page) == {}


def test_its_own_page_shows_an_answer_that_waits(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    page.context.set_offline(offline=True)
    pick(page, "vapour")
    expect_trouble(page, "Not saved yet")
    device = page.context.storage_state()
    page.context.close()

    page = new_page(language="ar", storage_state=device)
    page.goto(address(attempt, language="ar"))
    expect(page.locator("[value=vapour]")).to_be_checked()
    wait_until_sent(page)
    pick(page, "lava")
    wait_until_sent(page)
    assert stored(attempt) == [LAVA]


def test_a_device_without_room_says_so(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    page.clock.install()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error() }")
    page.goto(address(attempt))
    page.route(ANSWERS, abort, times=1)
    pick(page, "vapour")
    expect(page.locator("[data-trouble] .notice")).to_contain_text(
        "This device has no room to keep the answer."
    )
    page.clock.run_for(3_000)
    expect_saved(page)

    assert stored(attempt) == [VAPOUR]


def test_the_cookie_of_the_forms_may_be_gone(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    page.context.clear_cookies(name="csrftoken")
    pick(page, "vapour")
    expect_saved(page)

    assert stored(attempt) == [VAPOUR]


# Leaving the page


def test_leaving_sends_what_was_just_typed(new_page, learner):
    attempt = begin(learner, Kind.TEXT_ENTRY)
    page = new_page(learner, language="en")
    page.clock.install()  # stopped: nothing is sent for having waited
    page.goto(address(attempt))
    page.locator("#typed").fill("Russia")
    page.goto("about:blank")
    other = new_page(learner, language="en")
    other.goto("/en/about/")
    other.wait_for_function(
        """async (address) => {
            const headers = { Accept: "application/json" };
            const reply = await fetch(address, { headers });
            return (await reply.json()).version === 1;
        }""",
        arg=address(attempt),
    )

    assert stored(attempt) == [{"answer": "Russia"}]


@pytest.mark.parametrize("go", ["next", "check", "2", "leave"])
def test_a_button_leads_on_when_the_answer_is_saved(new_page, learner, go):
    attempt = begin(learner, Kind.TEXT_ENTRY, Kind.CHOICE)
    page = new_page(learner, language="en")
    page.clock.install()
    page.goto(address(attempt))
    page.locator("#typed").fill("Russia")
    follow(page, f"[form=answer][value='{go}']:not(.vh), #answer [value='{go}']")

    assert stored(attempt)[0] == {"answer": "Russia"}
    assert outbox(page) == {}


def test_a_button_without_a_network_loses_nothing(new_page, learner):
    attempt = begin(learner, Kind.CHOICE, Kind.CHOICE)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    pick(page, "vapour")
    expect_saved(page)
    page.context.set_offline(offline=True)
    page.locator("#answer .btn").click()
    expect_trouble(page, "Not saved yet")
    page.context.set_offline(offline=False)
    expect_saved(page)
    press(page, "next")

    assert urlsplit(page.url).path == address(attempt, 2)


def test_what_is_to_be_mended_is_kept_and_said(new_page, learner):
    attempt = begin(learner, Kind.NUMERIC)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    page.locator("#typed").fill("many")
    press(page, "next")

    expect(page.locator("#answer [role=alert]")).to_contain_text(
        "The answer is saved, but it is not clear"
    )
    assert stored(attempt) == [{"answer": "many"}]


def test_a_flag_is_set_without_leaving(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    button = page.get_by_role("button", name="Flag for later")
    for is_flagged in ("true", "false", "true"):
        button.click()
        expect(button).to_have_attribute("aria-pressed", is_flagged)

    assert attempt.responses.get().is_flagged


# Signing in and out


def test_who_was_signed_out_signs_in_and_the_answer_arrives(new_page, learner):
    learner.set_password("a long pass phrase 9")
    learner.save()
    attempt = begin(learner)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    Session.objects.all().delete()
    pick(page, "vapour")
    expect_trouble(page, "Not saved yet: you are signed out")
    follow(page, "[data-trouble] a")
    page.locator("[name=login]").fill("maryam")
    page.locator("[name=password]").fill("a long pass phrase 9")
    follow(page, "main form .btn")

    assert urlsplit(page.url).path == address(attempt)
    expect(page.locator("[value=vapour]")).to_be_checked()
    expect_saved(page)
    assert stored(attempt) == [VAPOUR]


def test_what_a_visitor_answered_arrives_after_signing_in_to_an_account(
    new_page, learner
):
    learner.set_password("a long pass phrase 9")
    learner.save()
    quiz = make_quiz(make_course(is_open=True), [make_question()])
    page = new_page(language="en")
    page.goto(f"/en/quizzes/{quiz.uid}/")
    follow(page, "main .end button.btn")
    guest = Attempt.objects.get().learner
    page.route(ANSWERS, abort)
    pick(page, "vapour")
    expect_trouble(page, "Not saved yet")
    page.goto("/en/people/login/")
    page.unroute(ANSWERS)
    page.locator("[name=login]").fill("maryam")
    page.locator("[name=password]").fill("a long pass phrase 9")
    follow(page, "main form .btn")
    wait_until_sent(page)

    attempt = Attempt.objects.get()
    assert (guest.is_guest, attempt.learner) == (True, learner)
    assert stored(attempt) == [VAPOUR]


def test_on_a_shared_phone_nobody_sends_the_answers_of_another(
    new_page, learner, server
):
    attempt, other = begin(learner), make_user(display_name="Nour")
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    page.context.set_offline(offline=True)
    pick(page, "vapour")
    expect_trouble(page, "Not saved yet")
    kept = outbox(page)
    # A reply to what was still underway would take the next person's session away.
    page.context.clear_cookies()
    page.goto("about:blank")
    page.context.set_offline(offline=False)

    page.context.add_cookies([session_cookie(other, server)])
    sent = []
    page.context.on("request", lambda each: sent.append(each.method))
    page.goto(address(begin(other)))
    pick(page, "lava")
    expect(page.locator("#answer [role=status]")).to_have_text(re.compile("Saved"))
    assert (stored(attempt), sent.count("POST")) == ([{}], 1)
    assert outbox(page) == kept

    page.context.add_cookies([session_cookie(learner, server)])
    page.goto("/en/")
    wait_until_sent(page)
    assert stored(attempt) == [VAPOUR]


def test_a_page_that_is_open_while_another_signs_in_keeps_its_answer(
    new_page, learner, server
):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    page.context.add_cookies([session_cookie(make_user(), server)])
    pick(page, "vapour")
    expect_trouble(page, "Not saved yet: somebody else is signed in")
    page.context.add_cookies([session_cookie(learner, server)])
    come_into_view(page)
    expect_saved(page)

    assert stored(attempt) == [VAPOUR]


# Two pages


def test_of_two_tabs_both_show_the_newest_and_the_older_is_told(new_page, learner):
    attempt = begin(learner)
    first = new_page(learner, language="en")
    second = first.context.new_page()
    for page in (first, second):
        page.goto(address(attempt))
    pick(first, "vapour")
    expect_saved(first)
    pick(second, "lava")
    expect_trouble(second, "This question was answered on another page meanwhile")
    expect(second.locator("[value=vapour]")).to_be_checked()
    assert stored(attempt) == [VAPOUR]

    second.get_by_role("button", name="Put my answer back").click()
    expect_saved(second)
    expect(second.locator("[value=lava]")).to_be_checked()
    assert stored(attempt) == [LAVA]

    come_into_view(first)
    expect_trouble(first, "The answer was changed on another page")
    expect(first.locator("[value=lava]")).to_be_checked()


def test_two_pages_that_write_at_once_lose_nothing(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    other = page.context.new_page()
    other.goto("/en/about/")
    gate = Gate(page)
    page.goto(address(attempt))
    pick(page, "vapour")
    kept = outbox(page)
    other.evaluate("localStorage.clear()")
    page.wait_for_function(f"() => {OUTBOX}.length === 1")
    assert outbox(page) == kept
    gate.open()
    expect_saved(page)


def test_who_is_finished_elsewhere_sees_the_result(new_page, learner):
    attempt = begin(learner)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    submit_attempt(attempt)
    with page.expect_navigation(url=re.compile("/result/$|/1/$")):
        pick(page, "vapour")
    expect(page.locator("[data-person] strong")).to_have_text(
        "An answer on this device came too late"
    )
    page.get_by_role("button", name="Remove it from this device").click()
    expect(page.locator("[data-person] strong")).to_have_count(0)
    assert outbox(page) == {}
    assert stored(attempt) == [{}]


# Languages


def test_another_language_keeps_everything(new_page, learner):
    attempt = begin(learner, Kind.ORDER)
    page = new_page(learner, language="ar", size=PHONE)
    page.clock.install()
    page.goto(address(attempt, language="ar"))
    names = "[...document.querySelectorAll('#answer select')].map(({ name }) => name)"
    order = page.evaluate(names)
    page.locator("#answer select").first.select_option(index=1)
    page.locator("#answer [value=flag]").click()
    expect(page.locator("#answer [value=unflag]")).to_be_visible()
    page.evaluate("scrollTo(0, 150)")
    button = page.locator("[value=language]")
    button.focus()
    page.evaluate("scrollTo(0, 150)")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.evaluate(names) == order
    expect(page.locator("#answer select").first).not_to_have_value("")
    expect(page.locator("#answer [value=unflag]")).to_be_visible()
    expect(button).to_be_focused()
    assert page.evaluate("scrollY") > 50
    assert outbox(page) == {}


# The clock


def begin_with_time(learner, *kinds, seconds, **fields):
    """Begin a test of which so much time is left."""
    attempt = begin(learner, *kinds, time_limit=60, **fields)
    attempt.ends_at = timezone.now() + timedelta(seconds=seconds)
    attempt.save()
    return attempt


def extend(attempt, seconds):
    Attempt.objects.filter(pk=attempt.pk).update(
        ends_at=timezone.now() + timedelta(seconds=seconds)
    )


def minutes(page):
    """Return the whole minutes that the clock shows."""
    return int(page.get_by_role("timer").text_content().split(":")[0])


def test_the_clock_counts_down_and_warns_in_words(new_page, learner):
    attempt = begin_with_time(learner, seconds=11 * 60 + 30)
    page = new_page(learner, language="en", size=PHONE)
    page.clock.install()
    page.goto(address(attempt))
    clock = page.locator(".time-left")
    expect(clock.get_by_role("timer")).to_have_text(re.compile(r"^11:[12]\d$"))
    spoken = clock.get_by_role("status")
    expect(spoken).to_have_text("")

    page.clock.run_for(100_000)
    expect(spoken).to_have_text("10 minutes are left.")
    expect(clock).to_contain_text("Time left:")
    page.clock.run_for(300_000)
    expect(spoken).to_have_text("5 minutes are left.")
    expect(clock.get_by_text("Less than five minutes:")).to_be_visible()
    expect(clock.locator(".soon")).to_be_visible()
    page.clock.run_for(240_000)
    expect(spoken).to_have_text("1 minute is left.")
    expect(clock.get_by_text("The last minute:")).to_be_visible()
    expect(clock.locator(".last")).to_be_visible()


def test_a_clock_that_is_put_away_stays_away_until_the_last_minutes(new_page, learner):
    attempt = begin_with_time(learner, Kind.CHOICE, Kind.CHOICE, seconds=600)
    page = new_page(learner, language="en")
    page.clock.install()
    page.goto(address(attempt))
    page.get_by_role("button", name="Hide the time").click()
    expect(page.get_by_role("button", name="Show the time")).to_be_focused()
    page.goto(address(attempt, 2))
    expect(page.get_by_role("timer")).to_be_hidden()
    page.clock.run_for(330_000)
    expect(page.get_by_text("Less than five minutes:")).to_be_visible()
    expect(page.get_by_role("timer")).to_be_hidden()
    page.get_by_role("button", name="Show the time").click()
    expect(page.get_by_role("timer")).to_be_visible()


def test_more_time_reaches_a_page_that_is_open(new_page, learner):
    attempt = begin_with_time(learner, seconds=120)
    page = new_page(learner, language="en")
    page.goto(address(attempt))
    assert minutes(page) in {1, 2}
    extend(attempt, 1200)
    pick(page, "vapour")
    expect_saved(page)
    assert minutes(page) in {19, 20}
    extend(attempt, 2400)
    with page.expect_response(ANSWERS):
        come_into_view(page)
    expect(page.get_by_role("timer")).to_have_text(re.compile("^(39|40):"))


def test_at_the_end_of_the_time_what_was_typed_is_saved(new_page, learner):
    attempt = begin_with_time(learner, Kind.TEXT_ENTRY, seconds=120)
    page = new_page(learner, language="en")
    page.clock.install()
    page.add_init_script("Math.random = () => 0")
    page.goto(address(attempt))
    page.locator("#typed").fill("Russia")
    extend(attempt, -1)
    with page.expect_navigation(url=re.compile("/check/$")):
        page.clock.fast_forward(120_000)

    expect(page.locator("h1")).to_have_text("The time is over")
    assert stored(attempt) == [{"answer": "Russia"}]
    assert outbox(page) == {}


def test_what_was_given_in_time_may_arrive_late(new_page, learner):
    attempt = begin_with_time(learner, seconds=120)
    page = new_page(learner, language="en")
    page.clock.install()
    page.add_init_script("Math.random = () => 0.5")
    page.goto(address(attempt))
    page.route(ANSWERS, abort)
    pick(page, "vapour")
    expect_trouble(page, "Not saved yet")
    page.clock.run_for(121_000)
    expect(page.locator("[value=lava]")).to_be_disabled()
    expect(page.locator(".saved:not(.saving)")).to_be_attached()
    expect(page.get_by_text("The time is over")).to_be_visible()
    expect_trouble(page, "Not saved yet")
    extend(attempt, -60)
    page.unroute(ANSWERS)
    with page.expect_navigation(url=re.compile("/check/$")):
        page.clock.run_for(62_000)

    assert stored(attempt) == [VAPOUR]
    assert attempt.responses.get().late_seconds > 0


def test_the_check_page_has_the_same_clock(new_page, learner):
    attempt = begin_with_time(learner, seconds=120)
    page = new_page(learner, language="en")
    page.clock.install()
    page.add_init_script("Math.random = () => 0")
    page.goto(f"/en/attempts/{attempt.pk}/check/")
    assert minutes(page) in {1, 2}
    extend(attempt, -1)
    with page.expect_navigation():
        page.clock.fast_forward(120_000)
    expect(page.locator("h1")).to_have_text("The time is over")


# How it looks


@pytest.mark.once
@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_told_can_be_used_by_all(new_page, learner, language):
    attempt = begin_with_time(learner, seconds=200)
    page = new_page(learner, language=language, size=PHONE)
    page.goto(address(attempt, language=language))
    page.route(ANSWERS, abort, times=1)
    pick(page, "lava")
    told = page.locator("#answer [data-trouble] strong")
    expect(told).to_have_count(1)
    assert problems_of(page, language, AXE) == []
    attempt.responses.update(version=5, page_key="another")
    pick(page, "vapour")
    expect(page.locator("#answer [data-trouble] button")).to_be_visible()
    assert problems_of(page, language, AXE) == []


# Without scripts


def test_without_scripts_the_page_says_when_the_time_ends(new_page, learner):
    attempt = begin_with_time(learner, Kind.CHOICE, Kind.CHOICE, seconds=150)
    page = new_page(learner, language="en", java_script_enabled=False)
    page.goto(address(attempt))
    expect(page.get_by_text("2 minutes are left. The time ends on")).to_be_visible()
    expect(page.get_by_role("timer")).to_be_hidden()
    expect(page.get_by_role("button", name="Hide the time")).to_be_hidden()
    expect(page.get_by_text("Saving…")).to_be_hidden()
    page.locator("[value=vapour]").check()
    press(page, "next")
    page.go_back()

    expect(page.locator("[value=vapour]")).to_be_checked()
    assert stored(attempt) == [VAPOUR, {}]
