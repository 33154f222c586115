"""Who teaches, and a class to teach."""

import pytest

from tests.factories import make_classroom, make_user


@pytest.fixture
def teacher():
    return make_user(role="teacher")


@pytest.fixture
def classroom(teacher):
    return make_classroom(teacher)
