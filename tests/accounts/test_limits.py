"""Limits against guessing, which a class in one room never meets."""

import time

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.conftest import PASSWORD
from tests.accounts.reading import links, text
from tests.accounts.test_entrance import NEW
from tests.factories import make_question, make_quiz

pytestmark = pytest.mark.django_db


def guess(client, address, times, login="sami"):
    """Try wrong passwords, and return the last answer."""
    for _time in range(times):
        response = client.post(
            address("account_login"), {"login": login, "password": "wrong"}
        )
    return response


def test_all_workers_count_together():
    assert "db.DatabaseCache" in settings.CACHES["default"]["BACKEND"]
    cache.set("known", "here")
    assert cache.get("known") == "here"


def test_guessing_at_one_name_is_held_up(client, address, sami):
    assert guess(client, address, 10).status_code == 200
    response = guess(client, address, 1)
    assert (response.status_code, response.headers["Retry-After"]) == (429, "300")
    assert address.said(
        "There were too many tries with this username. Wait five minutes, then try"
        " again."
    ) in text(response)
    assert 'value="sami"' in response.content.decode()


def test_the_right_password_waits_too(client, address, sami):
    guess(client, address, 10)
    client.post(address("account_login"), {"login": "SAMI", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_after_five_minutes_it_is_over(client, address, sami):
    with time_machine.travel(time.time(), tick=False) as clock:
        guess(client, address, 10)
        clock.shift(301)
        client.post(address("account_login"), {"login": "sami", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(sami.pk)


def test_another_name_is_free(client, address, sami):
    guess(client, address, 11, login="layla")
    client.post(address("account_login"), {"login": "sami", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(sami.pk)


def test_a_new_password_ends_the_wait(client, address, sami, mailoutbox):
    guess(client, address, 10)
    client.force_login(sami)
    client.post(
        address("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "nine green stairs"},
    )
    client.logout()
    client.post(
        address("account_login"), {"login": "sami", "password": "nine green stairs"}
    )
    assert client.session["_auth_user_id"] == str(sami.pk)


def test_a_class_behind_one_address_signs_in_at_once():
    for number in range(40):
        User.objects.create_user(f"student-{number}", PASSWORD)
    for number in range(40):
        student = Client()
        sent = {"login": f"student-{number}", "password": "mistyped"}
        student.post(reverse("account_login"), sent)
        student.post(reverse("account_login"), {**sent, "password": PASSWORD})
        assert "_auth_user_id" in student.session


def test_a_class_behind_one_address_signs_up_at_once():
    for number in range(40):
        Client().post(reverse("account_signup"), {**NEW, "username": f"new-{number}"})
    assert User.objects.count() == 40


def test_a_class_behind_one_address_visits_at_once():
    address = reverse("quiz:start", args=[make_quiz(questions=[make_question()]).uid])
    assert {Client().post(address).status_code for _each in range(80)} == {302}
    assert User.objects.filter(is_guest=True).count() == 80


def test_rows_of_visitors_are_not_made_without_end(client, address, monkeypatch):
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "visit", "1/m/ip")
    start = address("quiz:start", make_quiz(questions=[make_question()]).uid)
    client.post(start)
    refused = Client().post(start)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert address.said(
        "Try again in a minute. Whoever signs in need not wait."
    ) in text(refused)
    quiz = start.removesuffix("start/")
    assert f"{address('account_login')}?next={quiz}" in links(refused, "/")
    assert User.objects.count() == 1
    # Who has a row goes on.
    assert client.post(start).status_code == 302


def test_the_page_of_a_limit_keeps_what_was_written(client, address, monkeypatch):
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "signup", "1/m/ip")
    there = f"{address('account_signup')}?next=/{address.language}/about/"
    client.post(there, {**NEW, "password1": "x"})
    response = client.post(there, {**NEW, "display_name": 'Layla "L"'})
    page = response.content.decode()
    assert (response.status_code, response.headers["Retry-After"]) == (429, "60")
    assert f'<html lang="{address.language}"' in page
    assert address.said("Too many requests in a short time") in text(response)
    kept = address.said("What was written stays here, but for a password.")
    assert kept in text(response)
    assert '<input type="hidden" name="username" value="layla10">' in page
    assert "Layla &quot;L&quot;" in page
    assert NEW["password1"] not in page
    assert 'action="' not in page.split("<main")[1].split("</main")[0]


def test_guessing_at_codes_is_held_up(client, address, sami):
    client.force_login(sami)
    for _time in range(30):
        client.get(address("join_class_code", "BCD346"))
    response = client.get(address("join_class_code", "BCD346"))
    assert response.status_code == 429
    assert address.said("Try again in a minute.") in text(response)
    assert f'href="{address("join_class_code", "BCD346")}"' in response.content.decode()
    assert client.post(address("join_class"), {"code": "BCD346"}).status_code == 429
    assert client.get(address("join_class")).status_code == 200


def test_guessing_at_a_password_on_the_own_page_is_held_up(client, address, sami):
    client.force_login(sami)
    sent = {"display_name": "", "language": "en", "email": "x@example.org"}
    codes = [
        client.post(
            address("account_profile"), {**sent, "oldpassword": "wrong"}
        ).status_code
        for _time in range(11)
    ]
    assert codes == [422] * 10 + [429]


def test_an_address_is_not_filled_with_messages(client, address, sami, mailoutbox):
    codes = [
        client.post(
            address("account_reset_password"), {"email": "sami@example.org"}
        ).status_code
        for _time in range(6)
    ]
    assert codes == [302] * 5 + [429]
    assert len(mailoutbox) == 5


def test_who_asks_for_too_many_messages_is_told_to_wait_an_hour(client, address, sami):
    for _time in range(6):
        response = client.post(
            address("account_reset_password"), {"email": "sami@example.org"}
        )
    assert response.headers["Retry-After"] == "3600"
    assert address.said(
        "Look into your mail, also among the unwanted messages. If nothing came, try"
        " again in an hour."
    ) in text(response)


def test_a_socket_without_an_address_is_no_error(client, address, sami):
    client.post(
        address("account_login"),
        {"login": "sami", "password": PASSWORD},
        REMOTE_ADDR="",
    )
    assert client.session["_auth_user_id"] == str(sami.pk)
