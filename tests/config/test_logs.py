"""What the log tells, and how much of it."""

import io
import logging

import pytest

from config.logs import ShortRefusals
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    """Return what the handlers of the site write from now on."""
    written = io.StringIO()
    (handler,) = (
        each
        for each in logging.getLogger().handlers
        if any(isinstance(rule, ShortRefusals) for rule in each.filters)
    )
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def test_an_unknown_name_of_the_site_is_one_line(client, log):
    response = client.get("/en/about/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert "The request could not be understood" in response.text
    (line,) = log.getvalue().splitlines()
    assert line.startswith("Invalid HTTP_HOST header: 'elsewhere.example'.")


@pytest.mark.parametrize("path", ["/en/admin/", "/ar/admin/quiz/question/"])
def test_who_may_not_enter_the_admin_is_one_line(client, log, path):
    client.force_login(make_user())
    response = client.get(path, follow=True)

    assert (response.status_code, response.templates[0].name) == (403, "403.html")
    assert log.getvalue() == f"Forbidden (Permission denied): {path[:9]}/login/\n"


def test_a_fault_of_ours_is_told_whole(client, log, monkeypatch):
    def fail(*args):
        raise ZeroDivisionError

    client.raise_request_exception = False
    monkeypatch.setattr("quiz.views.course.course_paths", fail)
    response = client.get("/en/")

    assert response.status_code == 500
    assert log.getvalue().startswith("Internal Server Error: /en/\nTraceback")
    assert "ZeroDivisionError" in log.getvalue()
