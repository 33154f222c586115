"""Changing a password, and finding the way back without one."""

import re

import pytest
from django.contrib.auth.hashers import check_password
from django.core.mail.backends.locmem import EmailBackend

from accounts.models import User
from accounts.people import change_person
from tests.accounts.conftest import PASSWORD
from tests.accounts.reading import said, text

pytestmark = pytest.mark.django_db

NEXT = "nine green stairs"


def ask(client, address, email="sami@example.org"):
    """Ask for the message with the link."""
    return client.post(address("account_reset_password"), {"email": email})


def link_of(message):
    """Return the path of the link in a message."""
    return re.search(r"http://testserver(\S+)", message.body)[1]


class TestChange:
    def test_it_changes_and_stays_signed_in(self, client, address, sami, mailoutbox):
        client.force_login(sami)
        response = client.post(
            address("account_change_password"),
            {"oldpassword": PASSWORD, "password1": NEXT},
        )
        sami.refresh_from_db()
        assert response.url == address("account_profile")
        assert sami.check_password(NEXT)
        assert client.get(address("account_profile")).status_code == 200
        assert [message.to for message in mailoutbox] == [["sami@example.org"]]

    def test_other_devices_are_signed_out(self, client, address, sami):
        client.force_login(sami)
        other = client.__class__()
        other.force_login(sami)
        client.post(
            address("account_change_password"),
            {"oldpassword": PASSWORD, "password1": NEXT},
        )
        assert other.get(address("account_profile")).status_code == 302

    @pytest.mark.parametrize(
        ("sent", "faults"),
        [
            (
                {"oldpassword": "wrong", "password1": NEXT},
                {"oldpassword": "This is not your current password."},
            ),
            ({"password1": NEXT}, {"oldpassword": "Write your current password."}),
            (
                {"oldpassword": PASSWORD, "password1": "short"},
                {"password1": "This password is too short: use at least 8 characters."},
            ),
            ({"oldpassword": PASSWORD}, {"password1": "Choose a password."}),
        ],
    )
    def test_what_is_wrong_changes_nothing(self, client, address, sami, sent, faults):
        client.force_login(sami)
        response = client.post(address("account_change_password"), sent)
        assert response.context["form"].errors == {
            field: [address.said(words)] for field, words in faults.items()
        }
        sami.refresh_from_db()
        assert sami.check_password(PASSWORD)

    def test_signed_out_people_sign_in_first(self, client, address):
        here = address("account_change_password")
        assert client.get(here).url == f"{address('account_login')}?next={here}"

    def test_the_change_stands_where_no_mail_goes_out(
        self, client, address, sami, monkeypatch, caplog
    ):
        monkeypatch.setattr(EmailBackend, "send_messages", refuse)
        client.force_login(sami)
        client.post(
            address("account_change_password"),
            {"oldpassword": PASSWORD, "password1": NEXT},
        )
        assert check_password(NEXT, User.objects.get().password)
        assert [record.name for record in caplog.records] == ["accounts.adapter"]


def refuse(*args):
    """Be a mail server that is away."""
    raise ConnectionRefusedError


class TestReset:
    def test_it_leads_to_a_new_password(self, client, address, sami, mailoutbox):
        response = ask(client, address)
        assert response.url == address("account_reset_password_done")
        page = client.get(link_of(mailoutbox[0]), follow=True)
        assert "sami" in text(page)
        response = client.post(page.request["PATH_INFO"], {"password1": NEXT})
        sami.refresh_from_db()
        assert sami.check_password(NEXT)
        assert client.get(response.url).status_code == 200

    @pytest.mark.parametrize("reader", ["ar", "en"])
    def test_the_message_is_in_the_language_of_the_reader(
        self, client, address, sami, mailoutbox, reader
    ):
        User.objects.update(language=reader)
        ask(client, address)
        [message] = mailoutbox
        [(html, kind)] = message.alternatives
        direction = {"ar": "rtl", "en": "ltr"}[reader]
        assert message.subject == said("A new password for Fahm", reader)
        assert message.to == ["sami@example.org"]
        assert said(
            "If it was not you who asked, do nothing: the password stays as it is.",
            reader,
        ) in " ".join(message.body.split())
        assert "sami" in message.body
        assert link_of(message).startswith(f"/{reader}/people/password/reset/key/")
        assert kind == "text/html"
        assert f'<html lang="{reader}" dir="{direction}">' in html
        assert f'href="http://testserver{link_of(message)}"' in html

    def test_an_address_may_be_written_in_capitals(
        self, client, address, sami, mailoutbox
    ):
        ask(client, address, "SAMI@Example.org")
        assert len(mailoutbox) == 1

    def test_each_account_of_an_address_gets_its_message(
        self, client, address, sami, mailoutbox
    ):
        User.objects.create_user("layla", PASSWORD, email="sami@example.org")
        ask(client, address)
        named = {
            name for name in ("sami", "layla") for m in mailoutbox if name in m.body
        }
        assert (len(mailoutbox), named) == (2, {"sami", "layla"})

    def test_a_strange_address_is_told_in_its_mail_only(
        self, client, address, mailoutbox
    ):
        response = ask(client, address, "nobody@example.org")
        assert response.url == address("account_reset_password_done")
        [message] = mailoutbox
        assert message.subject == address.said("No account with this address in Fahm")
        assert f'lang="{address.language}"' in message.alternatives[0][0]

    def test_a_closed_account_gets_no_link(self, client, address, sami, mailoutbox):
        User.objects.update(is_active=False)
        ask(client, address)
        assert "reset/key" not in mailoutbox[0].body

    def test_an_address_given_up_opens_nothing(self, client, address, sami, mailoutbox):
        ask(client, address)
        link = link_of(mailoutbox.pop())
        change_person(sami, display_name="", email="new@example.org", language="en")
        assert client.get(link).context["token_fail"]
        ask(client, address)
        assert "reset/key" not in mailoutbox.pop().body
        ask(client, address, "new@example.org")
        assert "reset/key" in mailoutbox.pop().body

    def test_a_link_works_once(self, client, address, sami, mailoutbox):
        ask(client, address)
        link = link_of(mailoutbox[0])
        page = client.get(link, follow=True)
        client.post(page.request["PATH_INFO"], {"password1": NEXT})
        again = client.get(link)
        assert again.context["token_fail"]

    @pytest.mark.parametrize("key", ["1-abc", "zzzzzzzzzzzzzz-abc", "1-set-password"])
    def test_a_wrong_link_says_so(self, client, address, sami, key):
        response = client.get(
            address("account_reset_password_from_key", *key.split("-", 1))
        )
        assert address.said("This link is used or too old") in text(response)

    def test_a_weak_password_changes_nothing(self, client, address, sami, mailoutbox):
        ask(client, address)
        page = client.get(link_of(mailoutbox[0]), follow=True)
        response = client.post(page.request["PATH_INFO"], {"password1": "sami"})
        assert list(response.context["form"].errors) == ["password1"]
        sami.refresh_from_db()
        assert sami.check_password(PASSWORD)

    @pytest.mark.parametrize(
        ("email", "words"),
        [
            ("", "Write your e-mail address."),
            ("x", "This is not a whole e-mail address. One has an @ in the middle."),
        ],
    )
    def test_what_is_no_address_is_told(
        self, client, address, mailoutbox, email, words
    ):
        response = ask(client, address, email)
        assert response.context["form"].errors == {"email": [address.said(words)]}
        assert mailoutbox == []

    def test_a_message_that_cannot_be_sent_is_told(
        self, client, address, sami, monkeypatch
    ):
        monkeypatch.setattr(EmailBackend, "send_messages", refuse)
        response = ask(client, address)
        assert response.status_code == 503
        assert address.said("The message could not be sent. Try again later.") in text(
            response
        )
        assert b"sami@example.org" in response.content

    def test_a_name_with_signs_is_written_plainly(self, client, address, mailoutbox):
        User.objects.create_user("a+b@c", PASSWORD, email="a+b@example.org")
        ask(client, address, "a+b@example.org")
        assert "a+b@c" in mailoutbox[0].body
