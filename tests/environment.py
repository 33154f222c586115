"""The pytest plugin that gives a run its own settings, database and folder.

It is loaded by name (`-p tests.environment`), because the settings are read before
any conftest.py is. With xdist the first process prepares, and the others inherit.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests import postgresql

CACHED_STATICS = 3


def pytest_addoption(parser):
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="Which database the tests run on.",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    is_first = "PYTEST_XDIST_WORKER" not in os.environ
    if is_first:
        set_variables(early_config.known_args_namespace.database)
        compile_catalogues()
    yield
    change_settings()
    use_statics(early_config.rootpath / ".pytest_cache" / "statics", make=is_first)


def pytest_unconfigure():
    if "PYTEST_XDIST_WORKER" not in os.environ:
        postgresql.stop()
        shutil.rmtree(os.environ["VAR_DIR"], ignore_errors=True)


def set_variables(database):
    """Set what the settings read: nothing of the developer's own site is touched."""
    os.environ.pop("DEBUG", None)
    os.environ["SECRET_KEY"] = "known to every test, and to nobody else's site"
    os.environ["HTTPS"] = "0"
    os.environ["ALLOWED_HOSTS"] = "testserver,127.0.0.1"
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="fahm-")
    if database == "postgresql":
        url = os.environ.get("TEST_DATABASE_URL")
        if not url:
            url = postgresql.start(Path(os.environ["VAR_DIR"]) / "postgresql")
            postgresql.hasten(url)
        os.environ["DATABASE_URL"] = url
    else:
        os.environ.pop("DATABASE_URL", None)
    # Playwright keeps an event loop in the thread of the tests, and Django would take
    # a query there for one that blocks it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def change_settings():
    """Change what no variable says: fast passwords, and a database that may be lost."""
    from django.conf import settings  # noqa: PLC0415 - the variables come first

    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "accounts.hashers.CardPasswordHasher",
    ]
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, as in use: a database in memory has one connection for all threads.
        path = Path(settings.VAR_DIR) / "tests.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(path)
        # What is lost when the machine stops is lost anyway.
        database["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"


def compile_catalogues():
    """Compile the words of the interface as a start does: Arabic pages are Arabic.

    Django keeps what it found of a language when it was first asked, and that is
    while the applications are loaded.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config import catalogues  # noqa: PLC0415 - the variables come first

    catalogues.compile_stale()


def use_statics(folder, *, make):
    """Serve static files as in use: hashed, compressed, and missing ones an error."""
    from django.conf import settings  # noqa: PLC0415 - the variables come first
    from django.core.management import call_command  # noqa: PLC0415 - as above

    from config import statics  # noqa: PLC0415 - as above

    root = folder / statics.digest()[:16]
    if make and not root.exists():
        settings.STATIC_ROOT = tempfile.mkdtemp(dir=os.environ["VAR_DIR"])
        call_command("collectstatic", interactive=False, verbosity=0)
        folder.mkdir(parents=True, exist_ok=True)
        older = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for path in older[: 1 - CACHED_STATICS]:
            shutil.rmtree(path, ignore_errors=True)
        shutil.move(settings.STATIC_ROOT, root)
    settings.STATIC_ROOT = root
    read_statics_once()


def read_statics_once():
    """Keep what WhiteNoise found: each test's client would look through all of it."""
    from whitenoise.middleware import WhiteNoiseMiddleware  # noqa: PLC0415 - as above

    look, found = WhiteNoiseMiddleware.update_files_dictionary, {}

    def look_once(self, root, prefix):
        if (root, prefix) not in found:
            look(self, root, prefix)
            found[root, prefix] = dict(self.files)
        self.files.update(found[root, prefix])

    WhiteNoiseMiddleware.update_files_dictionary = look_once


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    # What is not tested is not passed: only texts that are not shipped may be absent.
    if report.skipped and "corpora" not in getattr(item, "fixturenames", ()):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {report.longrepr}"
    return report
