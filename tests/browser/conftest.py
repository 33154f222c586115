"""A real browser against a real server, on this machine alone."""

import os
import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import sync_playwright

from tests.browser import chromium

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
# Of what a browser does, a part is enough on a second database.
in_both_languages = pytest.mark.parametrize(
    "language", ["ar", pytest.param("en", marks=pytest.mark.once)]
)
with_scripts_and_without = pytest.mark.parametrize(
    "javascript",
    [
        pytest.param(True, id="scripts"),
        pytest.param(False, id="no scripts", marks=pytest.mark.once),
    ],
)
# No look-ups of its own, so that every request that is seen is a page's.
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """Start Chromium once."""
    path = chromium.find_chromium()
    if not path or not chromium.has_arabic_font():
        pytest.fail(chromium.HELP, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=ARGUMENTS,
            chromium_sandbox=os.geteuid() != 0,
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(django_db_setup):
    """Serve the site as it is served in use, static files with it."""
    thread = LiveServerThread("127.0.0.1", static_handler=lambda handler: handler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@pytest.fixture
def new_page(browser, server, transactional_db):
    """Return a function that opens a page of somebody, with a viewport and a scheme.

    At the end of the test it is a failure if a page asked another host for something,
    or said anything in its console: an error of a script, a breach of the policy.
    """
    contexts, said = [], []

    def open_page(person=None, *, size=DESKTOP, language="ar", **options):
        context = browser.new_context(
            base_url=server,
            viewport=size,
            locale=language,
            has_touch=size is PHONE,
            is_mobile=size is PHONE,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        context.on("request", lambda request: note_stranger(request.url))
        context.on("console", note_message)
        context.on("weberror", lambda error: said.append(str(error.error)))
        if person:
            context.add_cookies([session_cookie(person, server)])
        return context.new_page()

    def note_stranger(url):
        if not url.startswith((f"{server}/", "data:", "blob:", "about:")):
            said.append(f"another host was asked: {url}")

    def note_message(message):
        # Chromium tells of each page that is an error page, and tests visit those; and
        # of each answer that was not taken, which pages are to tell of themselves.
        url = message.location["url"]
        is_expected = (
            url == (message.page and message.page.url)
            or re.search(r"/attempts/\d+/\d+/$", url)
            or message.text.endswith("ERR_INTERNET_DISCONNECTED")
        )
        if message.type in {"error", "warning"} and not (
            is_expected and message.text.startswith("Failed to load resource")
        ):
            said.append(f"{message.type}: {message.text} {url}")

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def page(new_page):
    """Open a visitor's page on a desktop, in Arabic."""
    return new_page()


def session_cookie(person, server):
    """Sign a person in without the form, and return the cookie."""
    client = Client()
    client.force_login(person)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "domain": urlsplit(server).hostname,
        "path": "/",
    }
