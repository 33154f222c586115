"""People who sign in to the admin, or try to."""

import pytest
from django.utils import translation

from accounts.models import Role
from tests.factories import make_user


@pytest.fixture(autouse=True)
def in_arabic():
    """Name addresses in Arabic, whatever page was opened before."""
    with translation.override("ar"):
        yield


@pytest.fixture
def editor(db):
    """Return an editor."""
    return make_user("editor", role=Role.EDITOR)


@pytest.fixture
def editing(client, editor):
    """Return a browser in which an editor is signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def administrating(client, db):
    """Return a browser in which an administrator is signed in."""
    client.force_login(make_user("chief", role=Role.ADMINISTRATOR))
    return client
