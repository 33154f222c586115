import pytest
from django.urls import reverse

from accounts.models import User
from tests.factories import make_question, make_quiz, make_user

pytestmark = pytest.mark.django_db


def learner_of(page):
    """Return who is learning on a page."""
    return page.context["learner"]


def test_who_is_signed_in_learns(client):
    person = make_user()
    client.force_login(person)

    assert learner_of(client.get("/en/about/")) == person


def test_who_only_reads_is_nobody(client):
    page = client.get("/en/about/")

    assert not learner_of(page).is_authenticated
    assert not User.objects.exists()


def test_who_tries_a_quiz_has_a_row_of_their_own(client):
    quiz = make_quiz(questions=[make_question()])
    client.post(reverse("quiz:start", args=[quiz.uid]))
    guest = User.objects.get(is_guest=True)

    assert learner_of(client.get("/en/about/")) == guest


def test_a_row_that_is_gone_is_nobodys(client):
    quiz = make_quiz(questions=[make_question()])
    client.post(reverse("quiz:start", args=[quiz.uid]))
    User.objects.all().delete()

    assert not learner_of(client.get("/en/about/")).is_authenticated


@pytest.mark.parametrize("key", ["no-such-session", "", "x" * 5000, '"\\000abcdefgh"'])
def test_a_session_that_nobody_has_is_no_error(client, key):
    client.cookies["sessionid"] = key

    assert client.get("/en/").status_code == 200


def test_a_page_costs_a_visitor_no_query_for_who_they_are(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        client.get("/en/about/")


PRIVATE = {"private", "no-store"}


def cache_control(response):
    """Return what caches are told."""
    return set(response.headers.get("Cache-Control", "").split(", "))


def test_pages_of_who_is_signed_in_are_kept_by_no_cache(client):
    client.force_login(make_user())
    for path in ("/en/about/", "/en/progress/", "/en/nothing/", "/en/admin/"):
        assert cache_control(client.get(path)) >= PRIVATE


def test_pages_of_a_visitor_with_a_row_are_kept_by_no_cache(client):
    quiz = make_quiz(questions=[make_question()])
    begun = client.post(reverse("quiz:start", args=[quiz.uid]))

    assert cache_control(begun) >= PRIVATE
    assert cache_control(client.get(begun.url)) >= PRIVATE


def test_pages_of_who_only_reads_are_left_to_caches(client):
    assert not PRIVATE & cache_control(client.get("/en/about/"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_language_of_the_last_page_is_remembered(client, language):
    cookie = client.get(f"/{language}/about/").cookies["django_language"]

    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (
        language,
        True,
        "Lax",
    )
    assert client.get("/about/").url == f"/{language}/about/"


def test_it_is_not_sent_again_while_it_stays(client):
    client.get("/en/about/")

    assert "django_language" not in client.get("/en/about/").cookies
    assert client.get("/ar/about/").cookies["django_language"].value == "ar"
