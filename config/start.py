"""Bring the site up: check, migrate, fill what is empty, and hand over to the server.

`make run` calls it. What keeps the site from starting is told in one line.
"""

import os
import socket
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.db.utils import ConnectionHandler

from config import catalogues, environment, statics

BASE_DIR = Path(__file__).resolve().parent.parent
# A worker that is killed, as where memory runs short, would take the site along.
SWITCHES = ("--no-ws", "--respawn-failed-workers")


class CannotStart(Exception):
    """What is wrong, and what to do about it, in one line."""


def main():
    """Start the site, or say in one line why not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # A database that does not answer is told of in seconds, not minutes.
    os.environ.setdefault("PGCONNECT_TIMEOUT", "5")
    try:
        host, port = _address()
        _read_settings()
        workers = _workers()
        _prepare()
        _tell(host, port)
    except (CannotStart, CommandError, ImproperlyConfigured) as error:
        sys.exit(_one_line(error))
    except DatabaseError as error:
        sys.exit(f"The database does not do what it should: {_one_line(error)}")
    except OSError as error:
        sys.exit(f"A file cannot be written: {_one_line(error)}")
    _serve(host, port, workers)


def _one_line(error):
    return " ".join(str(error).split())


def _address():
    """Return where to listen, when nobody else does."""
    host = environment.text("HOST", "127.0.0.1")
    port = environment.number("PORT", 8000)
    if not 1 <= port <= 65535:
        raise CannotStart(f"PORT must be between 1 and 65535, not {port}.")
    try:
        family, kind, _protocol, _name, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind) as probe:
            # As the server does: a connection that is just ending holds nobody up.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise CannotStart(
            f"Cannot listen on {host}, port {port} ({error}). Stop what listens there,"
            " or choose another port: PORT=8001 make run"
        ) from error
    return host, port


def _read_settings():
    """Read the settings, and see that what they name is there."""
    folder = Path(environment.text("VAR_DIR", str(BASE_DIR / "var")))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotStart(
            f"Cannot write in {folder.absolute()} ({error.strerror}). Give another"
            " folder: VAR_DIR=/path/to/folder make run"
        ) from error
    engine = settings.DATABASES["default"]["ENGINE"]
    if not engine.endswith((".sqlite3", ".postgresql")):
        raise CannotStart("DATABASE_URL must name an SQLite or a PostgreSQL database.")
    if not settings.ALLOWED_HOSTS:
        raise CannotStart(
            "ALLOWED_HOSTS is not set. Give the names of the site, with commas between."
        )
    django.setup()


def _workers():
    """Return how many processes serve.

    A worker runs one request at a time: more threads fight over Python's lock, and
    more writers over SQLite's. So SQLite gets one worker, PostgreSQL one a core.
    """
    is_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    usual = 1 if is_sqlite else os.cpu_count() or 1
    return environment.number("WORKERS", usual, least=1)


def _prepare():
    """Make what the server needs, where it is not there or not as it should be."""
    _meet_database()
    catalogues.compile_stale()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_course", only_if_empty=True)
    call_command("clear_visitors")
    statics.collect_changed()


def _meet_database():
    """Connect once, past the pool, which would try for long."""
    alone = settings.DATABASES["default"] | {
        "OPTIONS": {
            name: value
            for name, value in settings.DATABASES["default"]["OPTIONS"].items()
            if name != "pool"
        }
    }
    connection = ConnectionHandler({"default": alone})["default"]
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise CannotStart(
            f"The database cannot be reached ({_one_line(error)}). Start it, or mend"
            " DATABASE_URL."
        ) from error
    connection.close()


def _tell(host, port):
    shown = f"[{host}]" if ":" in host else host
    print(f"Fahm is at http://{shown}:{port}/ (Ctrl-C stops it)")
    if settings.TRIAL:
        print("Names and passwords to sign in with:")
        sys.stdout.flush()
        call_command("make_demo")
    sys.stdout.flush()


def _serve(host, port, workers):
    """Become the server."""
    options = {
        "interface": "wsgi",
        "host": host,
        "port": port,
        "workers": workers,
        "blocking-threads": 1,
        "backlog": 1024,
        "http": 1,
        # A worker that hangs in its last request must not keep the site from stopping.
        "workers-kill-timeout": 10,
        "log-level": "warning",
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    os.execv(  # noqa: S606 - every word of it is ours
        sys.executable,
        [sys.executable, "-m", "granian", *words, *SWITCHES, "config.wsgi:application"],
    )


if __name__ == "__main__":
    main()
