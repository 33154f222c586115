import pytest
from django.urls import reverse

from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_wrong_method_gets_a_page_that_says_which_are_right(client, language):
    response = client.post(f"/{language}/about/")

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert f'<html lang="{language}"' in response.text
    assert response.templates[0].name == "400.html"


def test_the_page_knows_who_asks(client):
    client.force_login(make_user(display_name="Layla"))

    assert "<bdi>Layla</bdi>" in client.post("/en/about/").text


def test_other_answers_are_left_alone(client):
    assert client.get(reverse("quiz:about")).status_code == 200
