import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from config import views
from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.progress import note_reading
from tests.factories import (
    make_published_lesson,
    make_question,
    make_quiz,
    make_user,
)

pytestmark = pytest.mark.django_db
DIRECTIONS = {"ar": "rtl", "en": "ltr"}


def prefer(client, **sent):
    """Send a preference."""
    return client.post("/en/preferences/", sent)


# What a reader prefers


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "auto"),
        ("theme", "light"),
        ("theme", "dark"),
        ("marks", "shown"),
        ("marks", "hidden"),
    ],
)
def test_a_preference_is_kept_in_a_cookie(client, name, value):
    response = prefer(client, **{name: value, "next": "/en/about/?x=1"})
    cookie = response.cookies[name]

    assert response.url == "/en/about/?x=1"
    assert (cookie.value, cookie["samesite"], cookie["max-age"]) == (
        value,
        "Lax",
        60 * 60 * 24 * 365,
    )


@pytest.mark.parametrize("is_https", [True, False])
def test_a_preference_goes_by_https_where_the_session_does(client, settings, is_https):
    settings.SESSION_COOKIE_SECURE = is_https
    cookie = prefer(client, theme="dark").cookies["theme"]

    assert bool(cookie["secure"]) is is_https


def test_pages_are_as_a_reader_prefers_them(client):
    prefer(client, theme="dark")
    prefer(client, marks="hidden")
    page = client.get("/en/about/").text

    assert '<html lang="en" dir="ltr" data-theme="dark">' in page
    assert '<body class="no-marks">' in page


@pytest.mark.parametrize("theme", ["", "blue", '"><script>', "x" * 10_000])
def test_a_cookie_that_is_none_of_ours_changes_nothing(theme):
    client = Client()
    client.cookies["theme"] = theme
    client.cookies["marks"] = theme
    page = client.get("/en/about/").text

    assert '<html lang="en" dir="ltr">' in page
    assert "<body>" in page


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"theme": "blue"},
        {"marks": "dark"},
        {"language": "en"},
        {"theme": "dark\0"},
        {"theme": "x" * 100_000},
    ],
)
def test_a_preference_that_nobody_has_is_a_bad_request(client, sent):
    response = prefer(client, **sent)

    assert response.status_code == 400
    assert '<html lang="en"' in response.text
    assert "theme" not in response.cookies


@pytest.mark.parametrize(
    "back",
    [
        "",
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "///elsewhere.example/",
        r"\\elsewhere.example",
        r"/\elsewhere.example",
        "https:elsewhere.example",
        "javascript:alert(1)",
        "\x01//elsewhere.example",
        # The names of views, and what is no address at all.
        "about",
        "quiz:about",
        "account_logout",
        "?x=1",
    ],
)
def test_a_preference_leads_to_no_other_site(client, back):
    assert prefer(client, theme="dark", next=back).url == "/en/"


@pytest.mark.parametrize(
    ("back", "address"),
    [
        ("/en/\r\nSet-Cookie: a=b", "/en/%0D%0ASet-Cookie:%20a=b"),
        ("/en/\0", "/en/%00"),
        ("/ar/courses/?q=ملح", "/ar/courses/?q=%D9%85%D9%84%D8%AD"),
    ],
)
def test_whatever_page_is_named_is_gone_to_as_it_is(client, back, address):
    response = prefer(client, theme="dark", next=back)

    assert (response.status_code, response.url) == (302, address)


def test_an_address_that_is_too_long_is_a_bad_request(client):
    response = prefer(client, theme="dark", next="/en/" + "x" * 100_000)

    assert response.status_code in {302, 400}


def test_a_preference_is_sent_by_a_form(client):
    assert client.get("/en/preferences/?theme=dark").status_code == 405


# Errors


def page_of(view, language, *args):
    """Show an error page as to somebody whose request never came far."""
    with translation.override(language):
        return view(RequestFactory().get(f"/{language}/"), *args)


@pytest.mark.parametrize(
    ("view", "status", "titles"),
    [
        (
            views.bad_request,
            400,
            {"ar": "تعذّر فهم الطلب", "en": "The request could not be understood"},
        ),
        (views.forbidden, 403, {"en": "This page is not open to you"}),
        (views.csrf_failure, 403, {"en": "The page was open for too long"}),
        (views.not_found, 404, {"en": "There is no such page"}),
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_error_is_told_in_the_language_of_the_page(view, status, titles, language):
    response = page_of(view, language, None)
    page = response.content.decode()
    with translation.override(language):
        title = translation.gettext(titles["en"])

    assert response.status_code == status
    assert f"<h1>{title}</h1>" in page
    assert (title != titles["en"]) is (language == "ar")
    assert f'<html lang="{language}" dir="{DIRECTIONS[language]}">' in page


def test_a_fault_of_ours_is_told_in_both_languages_without_a_query(
    django_assert_num_queries,
):
    with django_assert_num_queries(0):
        response = views.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert 'lang="ar" dir="rtl"' in response.content.decode()
    assert 'lang="en" dir="ltr"' in response.content.decode()


# The other language


def other_address(page):
    """Return where the link to the other language leads."""
    return page.context["other_language"]["url"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_leads_to_itself_in_the_other_language(client, language):
    other = {"ar": "en", "en": "ar"}[language]
    learner, lesson = make_user(), make_published_lesson()
    client.force_login(learner)
    quiz = make_quiz(lesson.course, [make_question()], lesson=lesson)
    attempt = start_attempt(learner, quiz, language)
    done = start_attempt(learner, make_quiz(questions=[make_question()]), language)
    submit_attempt(done)
    note_reading(learner, lesson, 1)
    for path in (
        "",
        "about/",
        "courses/",
        f"courses/{lesson.course.slug}/",
        f"courses/{lesson.course.slug}/{lesson.slug}/?cited=a&from=2",
        "progress/",
        f"quizzes/{quiz.uid}/",
        f"attempts/{attempt.pk}/1/",
        f"attempts/{attempt.pk}/check/",
        f"attempts/{done.pk}/result/",
        f"attempts/{done.pk}/1/",
        "classes/",
        "nothing/there/?x=1",
        "quizzes/nothing/?x=1",
    ):
        page = client.get(f"/{language}/{path}")
        if page.status_code in {200, 404}:
            assert other_address(page) == f"/{other}/{path}"
            back = client.get(other_address(page))
            assert back.status_code == page.status_code
            assert other_address(back) == f"/{language}/{path}"


@pytest.mark.parametrize("page", ["login", "signup"])
@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("next=/en/progress/", "next=/ar/progress/"),
        ("next=/en/courses/%3Fa%3D1%26b%3D2", "next=/ar/courses/%3Fa%3D1%26b%3D2"),
        ("next=/en/nothing/", "next=/ar/nothing/"),
        ("x=1&next=/en/about/&y=2", "x=1&next=/ar/about/&y=2"),
        ("next=/ar/about/", "next=/ar/about/"),
        ("next=https://elsewhere.example/en/", "next=https://elsewhere.example/en/"),
        ("next=", "next="),
    ],
)
def test_the_page_to_come_to_afterwards_is_in_the_other_language_too(
    client, page, here, there
):
    shown = client.get(f"/en/people/{page}/?{here}")

    assert other_address(shown) == f"/ar/people/{page}/?{there}"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_link_stands_on_the_page(client, language):
    other, name = {"ar": ("en", "English"), "en": ("ar", "العربية")}[language]
    page = client.get(f"/{language}/about/?a=1&b=2").text

    assert f'<a href="/{other}/about/?a=1&amp;b=2" lang="{other}"' in page
    assert name in page


def test_a_page_of_an_error_in_a_form_leads_to_the_other_language(client):
    page = client.post("/en/preferences/", {"theme": "blue"})

    assert other_address(page) == "/ar/preferences/"
    assert client.get(other_address(page)).status_code == 405


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        (None, "", "ar"),
        (None, "en", "en"),
        (None, "en-GB,en;q=0.9", "en"),
        (None, "ar-EG,ar;q=0.9,en;q=0.1", "ar"),
        (None, "fr", "ar"),
        (None, "x" * 5000, "ar"),
        ("en", "ar", "en"),
        ("ar", "en", "ar"),
        ("xx", "en", "en"),
        ('"\\000', "", "ar"),
    ],
)
def test_an_address_without_a_language_leads_to_the_readers(
    client, cookie, accepted, language
):
    if cookie:
        client.cookies["django_language"] = cookie
    responses = [
        client.get(path, headers={"accept-language": accepted})
        for path in ("/", "/about/?x=1")
    ]

    assert [(each.status_code, each.url) for each in responses] == [
        (302, f"/{language}/"),
        (302, f"/{language}/about/?x=1"),
    ]


@pytest.mark.parametrize("accepted", ["ar", "en"])
@pytest.mark.parametrize("cookie", ["ar", "en"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_address_goes_before_all_that_is_preferred(
    client, cookie, accepted, language
):
    client.cookies["django_language"] = cookie
    page = client.get(f"/{language}/about/", headers={"accept-language": accepted})

    assert f'<html lang="{language}"' in page.text


# Every page


@pytest.mark.parametrize("path", ["/robots.txt", "/ar", "/en/%2e%2e/", "/fr/", "/%00"])
def test_odd_addresses_are_no_errors_of_ours(client, path):
    assert client.get(path).status_code in {302, 301, 404}


def test_pages_are_not_framed_and_call_no_other_host(client):
    headers = client.get(reverse("quiz:about")).headers

    assert headers["X-Frame-Options"] == "DENY"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


# The database is away


@pytest.fixture
def away(monkeypatch):
    """Let each query fail, as when the database is stopped or its disk is full."""

    def fail(*_args, **_others):
        raise OperationalError("the connection is closed")

    def stop():
        monkeypatch.setattr(
            "django.db.models.sql.compiler.SQLCompiler.execute_sql", fail
        )

    return stop


@pytest.fixture
def person():
    """Return the browser of somebody who is signed in."""
    browser = Client(raise_request_exception=False)
    browser.force_login(make_user())
    return browser


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_script_is_told_that_nothing_can_be_stored(person, away, method):
    away()
    response = getattr(person, method)(
        "/ar/attempts/1/1/", headers={"accept": "application/json"}
    )

    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert response.json() == {"error": "unavailable"}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_reader_is_told_in_the_language_of_the_page(person, away, language):
    away()
    response = person.get(f"/{language}/progress/?x=1")
    with translation.override(language):
        title = translation.gettext("The site is busy with a repair")

    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert f'<html lang="{language}" dir="{DIRECTIONS[language]}">' in response.text
    assert f"<h1>{title}</h1>" in response.text
    assert (title != "The site is busy with a repair") is (language == "ar")
    assert f'href="/{language}/progress/?x=1"' in response.text


def test_what_was_sent_can_be_sent_again(person, away):
    away()
    sent = {"r-a": ["x", "y"], "r-b": '"><b>', "go": "next", "password": "hidden"}
    page = person.post("/en/attempts/1/1/", sent).text

    assert 'action="/en/attempts/1/1/"' in page
    for name, value in (
        ("r-a", "x"),
        ("r-a", "y"),
        ("r-b", "&quot;&gt;&lt;b&gt;"),
        ("go", "next"),
    ):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    assert 'name="csrfmiddlewaretoken"' in page
    assert 'hidden"' not in page.replace('type="hidden"', "")


def test_what_else_fails_is_no_want_of_a_database(person, monkeypatch):
    def fail(*_args, **_others):
        raise ValueError

    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", fail)

    assert person.get("/en/progress/").status_code == 500
