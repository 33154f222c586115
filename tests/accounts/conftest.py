"""What tests of people share."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from tests.accounts.reading import said

PASSWORD = "quiet-lamp-seven"


@pytest.fixture(autouse=True)
def _no_limit_is_reached(request):
    """Begin each test with nothing counted."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        cache.clear()


class Address:
    """The addresses of the pages in one language, and our words in it."""

    def __init__(self, language):
        self.language = language

    def __call__(self, name, *args):
        """Return the address of a page."""
        with override(self.language):
            return reverse(name, args=args)

    def said(self, message):
        """Return our words as the pages show them."""
        return said(message, self.language)


@pytest.fixture(params=("ar", "en"))
def address(request):
    """Ask once in each language."""
    return Address(request.param)


@pytest.fixture
def sami(db):
    """Make a student who signs in by password."""
    return User.objects.create_user(
        "sami", PASSWORD, display_name="Sami", language="en", email="sami@example.org"
    )
