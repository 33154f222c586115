"""Whether the site starts from nothing, starts again, and says why it cannot."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "HTTPS", "SECRET_KEY", "VAR_DIR")


@pytest.fixture
def folder(tmp_path):
    """Return a folder for the site's files, with a space in its name."""
    return tmp_path / "a folder"


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def database_url(tmp_path):
    """Return a database of the test's own, of the kind that the run is on."""
    given = os.environ.get("DATABASE_URL")
    if not given:
        yield f"sqlite:///{tmp_path}/start.sqlite3"
        return
    name = f"start_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlsplit(given)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def command(port, **variables):
    """Return how to start the site in an environment of its own."""
    environment = {
        name: value for name, value in os.environ.items() if name not in OURS
    }
    return {
        "args": [sys.executable, "-m", "config.start"],
        "cwd": ROOT,
        "env": environment | {"PORT": str(port)} | variables,
        "text": True,
    }


def refusal(port=0, **variables):
    """Return what a start that cannot be says, and see that it is one line."""
    told = subprocess.run(
        **command(port, **variables), capture_output=True, check=False, timeout=30
    )
    assert (told.returncode, told.stdout) == (1, "")
    (line,) = told.stderr.splitlines()
    return line


@contextmanager
def started(port, **variables):
    """Start the site, and stop it as a person does; yield what it printed."""
    site = subprocess.Popen(**command(port, **variables), stdout=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 120
        while not answers(port):
            assert site.poll() is None, "the site stopped by itself"
            assert time.monotonic() < deadline, "the site does not answer"
            time.sleep(0.05)
        printed = []
        yield printed
    finally:
        site.send_signal(signal.SIGINT)
        try:
            printed += site.communicate(timeout=30)[0].splitlines()
        except subprocess.TimeoutExpired:
            site.kill()
            raise
    assert site.returncode == 0


def answers(port):
    try:
        return status(port, "/") > 0
    except ConnectionError:
        return False


def status(port, path):
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def test_it_starts_from_nothing_and_starts_again_with_the_same(
    free_port, folder, database_url
):
    trial = {"DEBUG": "1", "DATABASE_URL": database_url, "VAR_DIR": str(folder)}
    with started(free_port, **trial) as first:
        pages = [status(free_port, path) for path in ("/", "/ar/", "/en/")]
    with started(free_port, **trial) as second:
        pass

    assert pages == [302, 200, 200]
    assert first[0] == f"Fahm is at http://127.0.0.1:{free_port}/ (Ctrl-C stops it)"
    names = [line.split()[0] for line in first[2:]]
    assert names == ["student", "teacher", "editor", "administrator"]
    assert second == first
    assert (folder / "demo_passwords.txt").stat().st_mode & 0o777 == 0o600


@pytest.mark.once
def test_it_makes_nobody_where_it_is_no_trial(free_port, folder, database_url):
    real = {
        "DATABASE_URL": database_url,
        "SECRET_KEY": "s" * 50,
        "ALLOWED_HOSTS": "127.0.0.1",
        "VAR_DIR": str(folder),
    }
    with started(free_port, **real) as printed:
        pass

    assert printed == [f"Fahm is at http://127.0.0.1:{free_port}/ (Ctrl-C stops it)"]
    assert not (folder / "demo_passwords.txt").exists()


def test_it_says_that_the_port_is_busy(folder):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        line = refusal(port, DEBUG="1", VAR_DIR=str(folder))

    assert line == (
        f"Cannot listen on 127.0.0.1, port {port} ([Errno 98] Address already in use)."
        " Stop what listens there, or choose another port: PORT=8001 make run"
    )


@pytest.mark.parametrize("port", ["0", "65536"])
def test_it_says_that_there_is_no_such_port(folder, port):
    line = refusal(port, DEBUG="1", VAR_DIR=str(folder))

    assert line == f"PORT must be between 1 and 65535, not {port}."


def test_it_says_that_the_port_is_no_number(folder):
    line = refusal("http", DEBUG="1", VAR_DIR=str(folder))

    assert line == "PORT must be a whole number, not 'http'."


def test_it_says_that_the_folder_cannot_be_written(free_port, tmp_path):
    file = tmp_path / "file"
    file.touch()

    line = refusal(free_port, DEBUG="1", VAR_DIR=str(file))

    assert line == (
        f"Cannot write in {file} (File exists). Give another folder:"
        " VAR_DIR=/path/to/folder make run"
    )


def test_it_says_that_the_secret_is_missing(free_port, folder):
    line = refusal(free_port, DEBUG="0", VAR_DIR=str(folder))

    assert line == (
        "SECRET_KEY is not set. Give a long random one, or DEBUG=1 for a trial."
    )


def test_it_says_that_the_names_of_the_site_are_missing(free_port, folder):
    line = refusal(free_port, SECRET_KEY="s" * 50, VAR_DIR=str(folder))

    assert line == (
        "ALLOWED_HOSTS is not set. Give the names of the site, with commas between."
    )


def test_it_says_that_the_secret_is_too_short(free_port, folder):
    line = refusal(free_port, SECRET_KEY="x", VAR_DIR=str(folder))

    assert line.startswith("SECRET_KEY is too short. Give at least 32 random")


def test_it_says_that_there_is_no_such_time_zone(free_port, folder):
    line = refusal(free_port, DEBUG="1", TIME_ZONE="Mars/Phobos", VAR_DIR=str(folder))

    assert line == (
        "TIME_ZONE must name a time zone such as Asia/Amman, not 'Mars/Phobos'."
    )


@pytest.mark.parametrize(
    ("workers", "line"),
    [
        ("x", "WORKERS must be a whole number, not 'x'."),
        ("0", "WORKERS must be at least 1, not 0."),
    ],
)
def test_it_says_that_nobody_would_serve(free_port, folder, workers, line):
    said = refusal(free_port, DEBUG="1", WORKERS=workers, VAR_DIR=str(folder))

    assert said == line
    assert list(folder.iterdir()) == [folder / "secret_key"]


@pytest.mark.parametrize(
    ("url", "beginning"),
    [
        ("nonsense", "DATABASE_URL cannot be read: Scheme '://' is unknown."),
        ("postgres://u:p@h:port/x", "DATABASE_URL cannot be read: This string is not"),
        ("mysql://127.0.0.1/x", "DATABASE_URL must name an SQLite or a PostgreSQL"),
        ("sqlite:////nowhere/x", "The database cannot be reached (unable to open"),
    ],
)
def test_it_says_what_is_wrong_with_the_database(free_port, folder, url, beginning):
    line = refusal(free_port, DEBUG="1", VAR_DIR=str(folder), DATABASE_URL=url)

    assert line.startswith(beginning)


def test_it_says_that_the_database_is_down_and_not_its_password(free_port, folder):
    url = f"postgres://somebody:a-password@127.0.0.1:{free_port}/x"

    line = refusal(free_port, DEBUG="1", VAR_DIR=str(folder), DATABASE_URL=url)

    assert line.startswith("The database cannot be reached (connection failed")
    assert "a-password" not in line
