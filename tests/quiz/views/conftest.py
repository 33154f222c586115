"""People who take quizzes, and the language of the addresses."""

import pytest
from django.utils import translation

from tests.factories import make_user


@pytest.fixture
def in_english():
    """Name addresses in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def learner(client):
    """Sign a learner in."""
    learner = make_user()
    client.force_login(learner)
    return learner
