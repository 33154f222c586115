"""What tests of every kind share."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from quiz.models import Course
from quiz.models.revision import items_of, shown_of
from tests import snapshot

# The same examples in every run, however slow the machine.
hypothesis_settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis_settings.load_profile("repeatable")


# Where no test asks anything of the database that another database could answer
# otherwise.
ONCE = (
    "tests/bench/",
    "tests/project/",
    "tests/quiz/assessment/",
    "tests/config/test_install.py",
)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if any(place in item.path.as_posix() for place in ONCE):
            item.add_marker(pytest.mark.once)
    result = yield
    items.sort(key=_turn)
    return result


def _turn(item):
    """Say when a test has its turn: the browser last, and first who asks no database.

    The driver of the browser leaves a loop running in the process that had it, in
    which no other can be begun.
    """
    if "/browser/" in item.path.as_posix():
        return 2
    asks = {"db", "transactional_db", "course"}.intersection(item.fixturenames)
    return int(bool(asks) or item.get_closest_marker("django_db") is not None)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """End the sessions that are left: PostgreSQL drops no database under one.

    The server of the browser tests keeps a thread for as long as a browser keeps its
    line open, and nothing waits for those threads.
    """
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def _in_the_first_language():
    """Begin in Arabic, whatever the test before asked for."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _with_nothing_kept():
    """Read revisions anew: each test takes its rows back, and keys are given again."""
    shown_of.forget()
    items_of.forget()


@pytest.fixture(scope="session")
def course_rows():
    """Keep what loading the course gave the first time."""
    return {}


@pytest.fixture
def course(db, course_rows):
    """Load and publish what fixtures/ holds, and return its first course."""
    if course_rows:
        snapshot.restore(course_rows)
    else:
        with translation.override(settings.LANGUAGE_CODE):
            call_command("load_course")
        course_rows.update(snapshot.take("quiz"))
    return Course.objects.first()


@pytest.fixture(scope="session")
def corpora():
    """Return the folder of other systems' files, which is not part of the project."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("../shared/corpora is not there")
    return folder
