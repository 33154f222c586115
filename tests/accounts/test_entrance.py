"""Signing in and out, and creating an account."""

import pytest
from django.db import IntegrityError

from accounts.models import Role, User
from tests.accounts.conftest import PASSWORD
from tests.accounts.reading import links, text
from tests.factories import make_user

pytestmark = pytest.mark.django_db

NEW = {
    "username": "layla10",
    "display_name": "Layla",
    "email": "",
    "password1": "seven blue doors",
    "language": "ar",
}


def signed_in(client):
    """Return who is signed in."""
    return client.session.get("_auth_user_id")


class TestLogin:
    def test_a_right_password_opens(self, client, address, sami):
        response = client.post(
            address("account_login"), {"login": "sami", "password": PASSWORD}
        )
        assert response.status_code == 302
        assert signed_in(client) == str(sami.pk)

    @pytest.mark.parametrize(
        ("role", "page"),
        [
            (Role.STUDENT, ""),
            (Role.TEACHER, "classes/"),
            (Role.EDITOR, "admin/"),
            (Role.ADMINISTRATOR, "admin/"),
        ],
    )
    def test_it_leads_to_ones_work_in_the_language_of_the_page(
        self, client, address, role, page
    ):
        person = User.objects.create_user("noor", PASSWORD, role=role)
        sent = {"login": "noor", "password": PASSWORD}
        response = client.post(address("account_login"), sent)
        assert response.url == f"/{address.language}/{page}"
        assert client.get(response.url).status_code == 200
        assert signed_in(client) == str(person.pk)

    @pytest.mark.parametrize("name", ["SAMI", " sami ", "ｓａｍｉ"])
    def test_a_name_is_read_as_it_is_meant(self, client, address, sami, name):
        client.post(address("account_login"), {"login": name, "password": PASSWORD})
        assert signed_in(client) == str(sami.pk)

    @pytest.mark.parametrize(
        ("given", "typed"), [("مريم١٠", "مريم10"), ("كريم", "کریم"), ("کریم", "كريم")]
    )
    def test_signs_of_another_keyboard_are_the_same(
        self, client, address, given, typed
    ):
        person = User.objects.create_user(given, PASSWORD)
        client.post(address("account_login"), {"login": typed, "password": PASSWORD})
        assert signed_in(client) == str(person.pk)

    @pytest.mark.parametrize(
        ("login", "password"), [("sami", "wrong"), ("nobody", PASSWORD)]
    )
    def test_what_is_wrong_is_not_told_apart(
        self, client, address, sami, login, password
    ):
        response = client.post(
            address("account_login"), {"login": login, "password": password}
        )
        page = response.content.decode()
        assert not signed_in(client)
        assert address.said("The password or the username is not right.") in text(
            response
        )
        assert f'value="{login}"' in page
        assert password not in page
        assert 'href="#id_password"' in page
        assert 'aria-describedby="id_password_error"' in page
        assert f"<title>{address.said('Error:')} " in page

    def test_a_visitors_row_cannot_be_signed_in_to(self, client, address):
        guest = User.objects.create_guest("ar")
        for password in ("", "!", guest.password):
            client.post(
                address("account_login"),
                {"login": guest.username, "password": password},
            )
        assert not signed_in(client)

    def test_a_closed_account_says_so(self, client, address, sami):
        User.objects.update(is_active=False)
        response = client.post(
            address("account_login"),
            {"login": "sami", "password": PASSWORD},
            follow=True,
        )
        assert response.redirect_chain[-1][0] == address("account_inactive")
        assert address.said("This account is closed") in text(response)
        assert not signed_in(client)

    @pytest.mark.parametrize("role", Role.values)
    def test_it_leads_back_to_where_one_was(self, client, address, sami, role):
        User.objects.update(role=role)
        there = address("join_class")
        response = client.post(
            f"{address('account_login')}?next={there}",
            {"login": "sami", "password": PASSWORD},
        )
        assert response.url == there

    @pytest.mark.parametrize(
        "there",
        [
            "https://evil.example/",
            "//evil.example/",
            "///evil.example",
            "\\\\evil.example",
            "javascript:alert(1)",
            "https:evil.example",
        ],
    )
    @pytest.mark.parametrize("page", ["account_login", "account_signup"])
    def test_it_leads_to_no_other_host(self, client, address, sami, page, there):
        sent = {"login": "sami", "password": PASSWORD, **NEW, "next": there}
        response = client.post(address(page), sent)
        assert response.url in {"/ar/", "/en/"}

    @pytest.mark.parametrize("page", ["account_login", "account_signup"])
    def test_who_is_signed_in_goes_on(self, client, address, sami, page):
        client.force_login(sami)
        assert client.get(address(page)).url == f"/{address.language}/"
        User.objects.update(role=Role.TEACHER)
        assert client.get(address(page)).url == f"/{address.language}/classes/"

    def test_the_way_to_an_account_keeps_where_one_was(self, client, address):
        there = address("join_class")
        response = client.get(address("account_login"), {"next": there})
        [way] = links(response, address("account_signup"))
        assert way.endswith(there.replace("/", "%2F"))

    def test_nothing_sent_is_told_field_by_field(self, client, address):
        response = client.post(address("account_login"))
        for words in ("Write your username.", "Write your password."):
            assert address.said(words) in text(response)


class TestLogout:
    def test_a_look_signs_nobody_out(self, client, address, sami):
        client.force_login(sami)
        assert client.get(address("account_logout")).status_code == 200
        assert signed_in(client)

    def test_the_button_does(self, client, address, sami):
        client.force_login(sami)
        response = client.post(address("account_logout"))
        assert response.url == address("quiz:home")
        assert not signed_in(client)

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_who_is_signed_out_goes_on(self, client, address, method):
        response = getattr(client, method)(address("account_logout"))
        assert response.url == address("quiz:home")


class TestSignup:
    def test_a_username_and_a_password_are_enough(self, client, address):
        response = client.post(address("account_signup"), NEW)
        person = User.objects.get()
        assert response.status_code == 302
        assert (person.username, person.display_name) == ("layla10", "Layla")
        assert (person.language, person.role, person.is_guest) == (
            "ar",
            "student",
            False,
        )
        assert person.check_password(NEW["password1"])
        assert signed_in(client) == str(person.pk)

    def test_the_language_of_the_page_is_chosen_already(self, client, address):
        form = client.get(address("account_signup")).context["form"]
        assert form["language"].value() == address.language

    @pytest.mark.parametrize("chosen", ["ar", "en"])
    def test_it_goes_on_in_the_language_chosen(self, client, address, chosen):
        there = address("join_class")
        response = client.post(
            f"{address('account_signup')}?next={there}", {**NEW, "language": chosen}
        )
        assert response.url == f"/{chosen}/people/classes/join/"

    @pytest.mark.usefixtures("sami")
    @pytest.mark.parametrize(
        ("wrong", "field", "words"),
        [
            ({"username": ""}, "username", "Choose a username."),
            (
                {"username": "a b"},
                "username",
                "Use letters, digits and the signs . - _ @ + only, without spaces.",
            ),
            (
                {"username": "SAMI"},
                "username",
                "This username is taken. Choose another.",
            ),
            (
                {"username": "sa\u202emi"},
                "username",
                "Use letters, digits and the signs . - _ @ + only, without spaces.",
            ),
            ({"username": " \u3000 "}, "username", "Choose a username."),
            (
                {"display_name": "\u200d…"},
                "display_name",
                "Write a name that can be read, or leave this empty.",
            ),
            (
                {"username": "Admin"},
                "username",
                "This username cannot be used. Choose another.",
            ),
            ({"password1": ""}, "password1", "Choose a password."),
            (
                {"password1": "a1b2"},
                "password1",
                "This password is too short: use at least 8 characters.",
            ),
            (
                {"password1": "password1"},
                "password1",
                "This password is one of the first that others try. Choose another.",
            ),
            (
                {"password1": "layla10-"},
                "password1",
                "This password is too much like your name or address. Choose another.",
            ),
            (
                {"display_name": "Maryam Haddad", "password1": "maryamhaddad"},
                "password1",
                "This password is too much like your name or address. Choose another.",
            ),
            (
                {"email": "layla"},
                "email",
                "This is not a whole e-mail address. One has an @ in the middle.",
            ),
        ],
    )
    def test_what_is_wrong_is_told_beside_it(
        self, client, address, wrong, field, words
    ):
        response = client.post(address("account_signup"), {**NEW, **wrong})
        assert response.context["form"].errors == {field: [address.said(words)]}
        assert f'href="#id_{field}"' in response.content.decode()
        assert User.objects.count() == 1

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("علي", "على"),
            ("ليلى", "ليلي"),
            ("ليلى", "ليلی"),
            ("كريم", "کریم"),
            ("Hadi-ى", "hadi-ي"),
        ],
    )
    def test_a_name_that_looks_like_another_is_taken(
        self, client, address, first, second
    ):
        make_user(first)
        response = client.post(address("account_signup"), {**NEW, "username": second})
        assert response.context["form"].errors == {
            "username": [address.said("This username is taken. Choose another.")]
        }

    def test_what_was_written_is_kept_but_the_password(self, client, address):
        sent = {**NEW, "email": "layla", "display_name": 'Layla "L"'}
        page = client.post(address("account_signup"), sent).content.decode()
        assert 'value="layla10"' in page
        assert "Layla &quot;L&quot;" in page
        assert NEW["password1"] not in page

    @pytest.mark.parametrize("wrong", [{"language": "fr"}, {"display_name": "x" * 81}])
    def test_no_browser_sends_that(self, client, address, wrong):
        response = client.post(address("account_signup"), {**NEW, **wrong})
        assert list(response.context["form"].errors) == list(wrong)

    def test_nobody_makes_oneself_a_teacher(self, client, address):
        client.post(
            address("account_signup"),
            {**NEW, "role": "administrator", "is_staff": "1", "is_guest": "1"},
        )
        assert User.objects.values_list("role", "is_guest").get() == ("student", False)

    def test_one_address_may_be_shared(self, client, address, sami):
        client.post(address("account_signup"), {**NEW, "email": "SAMI@example.org"})
        assert User.objects.filter(email="sami@example.org").count() == 2

    def test_a_name_taken_in_between_is_told(self, client, address, monkeypatch):
        def save(*args, **kwargs):
            raise IntegrityError

        monkeypatch.setattr(User, "save", save)
        response = client.post(address("account_signup"), NEW)
        assert response.context["form"].errors == {
            "username": [address.said("This username is taken. Choose another.")]
        }
        assert not signed_in(client)


OFFERED = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
]


@pytest.mark.parametrize("page", OFFERED)
def test_each_page_is_ours_and_in_its_language(client, address, page):
    response = client.get(address(page))
    html = response.content.decode()
    direction = {"ar": "rtl", "en": "ltr"}[address.language]
    assert f'<html lang="{address.language}" dir="{direction}"' in html
    assert 'class="narrow' in html
    assert " style=" not in html
    main = html.split("<main")[1].split("</main")[0]
    assert main.count("<form") == main.count(" novalidate>")


@pytest.mark.parametrize(
    "path",
    [
        "email/",
        "confirm-email/",
        "confirm-email/x/",
        "reauthenticate/",
        "login/code/confirm/",
        "signup/passkey/",
        "social/login/error/",
        "login/nowhere/",
    ],
)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_no_other_page_of_allauth_is_there(client, address, sami, path, is_signed_in):
    if is_signed_in:
        client.force_login(sami)
    root = address("account_profile").removesuffix("me/")
    response = client.get(root + path)
    assert response.status_code == 404
    assert b"fahm" in response.content


def test_the_root_of_people_leads_to_the_account(client, address):
    root = address("account_profile").removesuffix("me/")
    assert client.get(root).url == address("account_profile")


def test_who_has_no_password_is_sent_one(client, address):
    client.force_login(make_user())
    response = client.get(address("account_change_password"), follow=True)
    assert response.redirect_chain[-1][0] == address("account_reset_password")
