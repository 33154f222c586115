"""The settings, read anew from other variables."""

import runpy
from pathlib import Path

import pytest
from django.conf import settings as used
from django.core.exceptions import ImproperlyConfigured

GIVEN = (
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "DEBUG",
    "EMAIL_BACKEND",
    "EMAIL_HOST",
    "HTTPS",
    "SECRET_KEY",
    "TIME_ZONE",
    "VAR_DIR",
)
SECRET = "s" * 32


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Read the settings with these variables and no others."""

    def read(**variables):
        for name in GIVEN:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"VAR_DIR": str(tmp_path / "var"), **variables}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(used.BASE_DIR / "config" / "settings.py"))

    return read


def test_without_a_secret_there_is_no_start(read):
    with pytest.raises(ImproperlyConfigured) as caught:
        read()

    assert str(caught.value) == (
        "SECRET_KEY is not set. Give a long random one, or DEBUG=1 for a trial."
    )


@pytest.mark.parametrize("debug", ["0", "1"])
@pytest.mark.parametrize("secret", ["x", SECRET[1:]])
def test_a_secret_that_can_be_guessed_is_refused(read, secret, debug):
    with pytest.raises(ImproperlyConfigured) as caught:
        read(SECRET_KEY=secret, DEBUG=debug)

    assert str(caught.value) == (
        "SECRET_KEY is too short. Give at least 32 random characters, such as those"
        " of: openssl rand -hex 32"
    )


def test_a_secret_that_is_given_is_used_and_not_kept(read, tmp_path):
    settings = read(SECRET_KEY=SECRET, DEBUG="1")

    assert settings["SECRET_KEY"] == SECRET
    assert not (tmp_path / "var").exists()


def test_a_trial_makes_its_secret_once_for_itself_alone(read, tmp_path):
    secrets = [read(DEBUG="1")["SECRET_KEY"] for _each in range(2)]
    kept = tmp_path / "var" / "secret_key"

    assert secrets == [kept.read_text(encoding="utf-8")] * 2
    assert len(secrets[0]) >= 50
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_start_cut_short_leaves_no_empty_secret(read, tmp_path, monkeypatch):
    def fail(path, *args, **kwargs):
        raise OSError("The disk is full.")

    with monkeypatch.context() as full:
        full.setattr(Path, "write_text", fail)
        with pytest.raises(OSError, match="disk is full"):
            read(DEBUG="1")

    assert not (tmp_path / "var" / "secret_key").exists()
    assert len(read(DEBUG="1")["SECRET_KEY"]) >= 50


def test_in_use_no_host_is_served_that_was_not_named(read):
    assert read(SECRET_KEY=SECRET)["ALLOWED_HOSTS"] == []
    assert read(SECRET_KEY=SECRET, ALLOWED_HOSTS="fahm.example, www.fahm.example")[
        "ALLOWED_HOSTS"
    ] == ["fahm.example", "www.fahm.example"]


def test_a_trial_serves_its_own_machine(read):
    assert read(DEBUG="1")["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]


@pytest.mark.parametrize("debug", ["0", "1"])
def test_pages_with_settings_and_sql_are_never_served(read, debug):
    assert read(SECRET_KEY=SECRET, DEBUG=debug)["DEBUG"] is False


@pytest.mark.parametrize(
    ("variables", "is_secure"),
    [
        ({"SECRET_KEY": SECRET}, True),
        ({"DEBUG": "1"}, False),
        ({"SECRET_KEY": SECRET, "HTTPS": "0"}, False),
        ({"DEBUG": "1", "HTTPS": "1"}, True),
    ],
)
def test_in_use_cookies_are_sent_by_https_only(read, variables, is_secure):
    settings = read(**variables)

    assert {
        settings[f"{name}_COOKIE_SECURE"] for name in ("SESSION", "CSRF", "LANGUAGE")
    } == {is_secure}


def test_without_an_address_the_database_is_a_file(read, tmp_path):
    database = read(SECRET_KEY=SECRET)["DATABASES"]["default"]

    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(tmp_path / "var" / "fahm.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]


def test_an_address_names_another_database(read):
    database = read(
        SECRET_KEY=SECRET,
        DATABASE_URL="postgresql://me@host:5433/fahm",
        DATABASE_POOL="9",
    )["DATABASES"]["default"]

    assert (database["ENGINE"], database["HOST"], database["PORT"]) == (
        "django.db.backends.postgresql",
        "host",
        5433,
    )
    assert database["OPTIONS"] == {
        "server_side_binding": True,
        "prepare_threshold": 3,
        "pool": {"min_size": 1, "max_size": 9, "timeout": 1, "reconnect_timeout": 5},
    }


@pytest.mark.parametrize("address", ["nonsense://x", "postgresql://host:port/x"])
def test_an_address_that_cannot_be_read_is_said(read, address):
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL cannot be read: "):
        read(SECRET_KEY=SECRET, DATABASE_URL=address)


def test_a_pool_without_connections_is_refused(read):
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_POOL must be at least"):
        read(SECRET_KEY=SECRET, DATABASE_URL="postgresql://host/x", DATABASE_POOL="0")


@pytest.mark.parametrize(
    ("variables", "zone"), [({}, "UTC"), ({"TIME_ZONE": "Asia/Amman"}, "Asia/Amman")]
)
def test_times_are_of_the_zone_that_is_given(read, variables, zone):
    assert read(SECRET_KEY=SECRET, **variables)["TIME_ZONE"] == zone


def test_a_zone_that_is_none_is_said(read):
    with pytest.raises(ImproperlyConfigured, match=r"^TIME_ZONE must name a time zone"):
        read(SECRET_KEY=SECRET, TIME_ZONE="Asia/Aman")


@pytest.mark.parametrize(
    ("variables", "backend"),
    [
        ({}, "django.core.mail.backends.console.EmailBackend"),
        (
            {"EMAIL_HOST": "mail.example"},
            "django.core.mail.backends.smtp.EmailBackend",
        ),
        ({"EMAIL_HOST": "mail.example", "EMAIL_BACKEND": "a.b"}, "a.b"),
    ],
)
def test_mail_goes_out_where_a_server_of_mail_is_named(read, variables, backend):
    settings = read(SECRET_KEY=SECRET, **variables)

    assert settings["EMAIL_BACKEND"] == backend
    assert settings["EMAIL_TIMEOUT"] == 10


def test_no_page_may_call_another_host(read):
    directives = read(SECRET_KEY=SECRET)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    sources = {source for each in directives.values() for source in each}

    assert {str(each) for each in sources} <= {
        "'self'",
        "'none'",
        "data:",
        str(directives["script-src"][1]),
    }
    assert directives["default-src"] == ["'self'"]
