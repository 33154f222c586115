"""Visitors who sign up or in, and lose nothing."""

import pytest
from django.urls import reverse

from accounts.guests import SESSION_KEY
from accounts.models import User
from quiz.models import Attempt
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_entrance import NEW
from tests.factories import make_attempt, make_quiz

pytestmark = pytest.mark.django_db

LOGIN = {"login": "sami", "password": PASSWORD}


@pytest.fixture
def guest(client, db):
    """Make the visitor who is browsing."""
    guest = User.objects.create_guest("ar")
    keep(client, guest)
    return guest


def keep(client, guest):
    """Have the session remember a visitor."""
    session = client.session
    session[SESSION_KEY] = guest.pk
    session.save()


def test_signing_up_gives_the_same_row_a_name(client, guest):
    attempt = make_attempt(guest, make_quiz())
    client.post(reverse("account_signup"), NEW)
    person = User.objects.get()
    assert (person.pk, person.username, person.is_guest) == (guest.pk, "layla10", False)
    assert person.check_password(NEW["password1"])
    assert Attempt.objects.get().learner == person == attempt.learner
    assert client.session["_auth_user_id"] == str(person.pk)
    assert SESSION_KEY not in client.session


def test_what_is_refused_leaves_the_visitor_alone(client, guest):
    client.post(reverse("account_signup"), {**NEW, "password1": "x"})
    guest.refresh_from_db()
    assert guest.is_guest
    assert client.session[SESSION_KEY] == guest.pk


def test_the_sign_up_page_says_that_nothing_is_lost(client, guest):
    with_guest = client.get(reverse("account_signup")).content
    without = client.__class__().get(reverse("account_signup")).content
    assert with_guest.count(b"<p>") == without.count(b"<p>") + 1


def test_signing_in_takes_the_attempts_along(client, guest, sami):
    quiz = make_quiz()
    make_attempt(sami, quiz, score=5)
    make_attempt(guest, quiz, score=7)
    make_attempt(guest, make_quiz())
    client.post(reverse("account_login"), LOGIN)
    assert list(Attempt.objects.values_list("learner", flat=True)) == [sami.pk] * 3
    assert sorted(quiz.attempts.values_list("number", flat=True)) == [1, 2]
    assert not User.objects.filter(is_guest=True).exists()
    assert SESSION_KEY not in client.session


def test_a_wrong_password_takes_nothing(client, guest, sami):
    make_attempt(guest, make_quiz())
    client.post(reverse("account_login"), {**LOGIN, "password": "wrong"})
    assert Attempt.objects.get().learner == guest
    assert client.session[SESSION_KEY] == guest.pk


def test_a_visitor_who_did_nothing_is_forgotten(client, guest, sami):
    client.post(reverse("account_login"), LOGIN)
    assert list(User.objects.all()) == [sami]


def test_a_row_that_is_gone_does_no_harm(client, guest, sami):
    User.objects.filter(pk=guest.pk).delete()
    client.post(reverse("account_login"), LOGIN)
    assert client.session["_auth_user_id"] == str(sami.pk)
    assert SESSION_KEY not in client.session


@pytest.mark.parametrize("page", ["account_login", "account_signup"])
def test_a_persons_row_is_never_taken_for_a_visitors(client, sami, page):
    other = User.objects.create_user("other", PASSWORD)
    attempt = make_attempt(other, make_quiz())
    keep(client, other)
    client.post(reverse(page), {**LOGIN, **NEW})
    other.refresh_from_db()
    attempt.refresh_from_db()
    assert (other.username, attempt.learner) == ("other", other)
    assert client.session["_auth_user_id"] != str(other.pk)


def test_signing_up_twice_makes_two_people(client, guest):
    client.post(reverse("account_signup"), NEW)
    client.post(reverse("account_logout"))
    keep(client, guest)
    client.post(reverse("account_signup"), {**NEW, "username": "omar10"})
    names = User.objects.order_by("pk").values_list("username", flat=True)
    assert list(names) == ["layla10", "omar10"]


def test_signing_out_leaves_no_visitor_behind(client, guest):
    client.post(reverse("account_signup"), NEW)
    client.post(reverse("account_logout"))
    assert SESSION_KEY not in client.session
    assert not client.get(reverse("account_login")).context["learner"].is_authenticated
