"""The page about oneself."""

import re

import pytest
from django.utils import timezone

from accounts.models import Role, User
from tests.accounts.conftest import PASSWORD
from tests.accounts.reading import said, text
from tests.factories import enroll, make_classroom, make_user

pytestmark = pytest.mark.django_db

SAME = {"display_name": "Sami", "email": "sami@example.org", "language": "en"}


@pytest.fixture
def here(client, address, sami):
    """Sign Sami in and return the address of the page."""
    client.force_login(sami)
    return address("account_profile")


def test_it_shows_what_one_has(client, here):
    form = client.get(here).context["form"]
    assert {name: form[name].value() for name in SAME} == SAME


def test_a_teacher_is_led_to_the_classes(client, address, sami, here):
    assert address.said("You are in no class yet.") in text(client.get(here))
    assert address("quiz:classrooms") not in links_of_main(client.get(here))
    User.objects.update(role=Role.TEACHER)
    page = client.get(here)
    assert address("quiz:classrooms") in links_of_main(page)
    assert address.said("You are in no class yet.") not in text(page)
    assert address.said("What your students see; without it, the username.") in text(
        page
    )


def links_of_main(page):
    """Return the addresses to which the page leads, but for its head and its foot."""
    main = page.content.decode().split("<main")[1].split("</main")[0]
    return re.findall(r'href="([^"]*)"', main)


def test_a_name_is_changed(client, here, sami):
    response = client.post(here, {**SAME, "display_name": "سامي"})
    sami.refresh_from_db()
    assert (response.status_code, sami.display_name) == (302, "سامي")


@pytest.mark.parametrize("chosen", ["ar", "en"])
def test_another_language_leads_to_its_page(client, here, chosen):
    response = client.post(here, {**SAME, "language": chosen}, follow=True)
    assert response.redirect_chain[-1][0] == f"/{chosen}/people/me/"
    assert said("What you changed is saved.", chosen) in text(response)
    assert User.objects.get().language == chosen


def test_another_address_asks_for_the_password(client, here, sami, address):
    sent = {**SAME, "email": "new@example.org"}
    for password, words in (
        ("", "Write your current password."),
        ("wrong", "This is not your current password."),
    ):
        response = client.post(here, {**sent, "oldpassword": password})
        assert response.status_code == 422
        assert response.context["form"].errors == {"oldpassword": [address.said(words)]}
        assert b"new@example.org" in response.content
    sami.refresh_from_db()
    assert sami.email == "sami@example.org"


def test_another_address_is_told_to_the_old_one(client, here, sami, mailoutbox):
    client.post(here, {**SAME, "email": "New@example.org", "oldpassword": PASSWORD})
    sami.refresh_from_db()
    [message] = mailoutbox
    assert sami.email == "new@example.org"
    assert message.to == ["sami@example.org"]
    assert message.subject == said("Your e-mail address in Fahm was changed", "en")


def test_the_same_address_asks_and_tells_nothing(client, here, mailoutbox):
    response = client.post(here, {**SAME, "email": "SAMI@example.org"})
    assert (response.status_code, mailoutbox) == (302, [])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "x", "oldpassword": PASSWORD}, "email"),
        ({"language": "fr"}, "language"),
        ({"display_name": "x" * 81}, "display_name"),
    ],
)
def test_what_is_wrong_changes_nothing(client, here, sami, wrong, field):
    response = client.post(here, {**SAME, **wrong})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert User.objects.values(*SAME).get() == SAME


def test_nobody_changes_what_is_not_theirs(client, here, sami):
    client.post(here, {**SAME, "role": "administrator", "username": "x", "pk": "9"})
    assert User.objects.values_list("username", "role").get() == ("sami", "student")


def test_it_lists_the_classes_one_is_in(client, here, sami):
    mine = make_classroom(make_user(display_name="Teacher"), name="Mine")
    left, archived = (
        make_classroom(name="Left"),
        make_classroom(name="Old", archived_at=timezone.now()),
    )
    make_classroom(name="Of others")
    enroll(mine, sami)
    enroll(left, sami, left_at=timezone.now())
    enroll(archived, sami)
    response = client.get(here)
    assert list(response.context["classrooms"]) == [mine]
    assert "Teacher" in text(response)


@pytest.mark.parametrize("classes", [1, 3])
def test_classes_cost_no_more_questions(
    client, here, sami, django_assert_num_queries, classes
):
    for _number in range(classes):
        enroll(make_classroom(make_user()), sami)
    with django_assert_num_queries(4):
        client.get(here)


def test_signed_out_people_sign_in_first(client, address):
    here = address("account_profile")
    assert client.get(here).url == f"{address('account_login')}?next={here}"
    assert client.post(here, SAME).status_code == 302


def test_a_visitor_has_no_account(client, address):
    session = client.session
    session["guest"] = User.objects.create_guest("ar").pk
    session.save()
    assert client.get(address("account_profile")).status_code == 302


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_it_takes_no_other_method(client, here, method):
    assert getattr(client, method)(here).status_code == 405
