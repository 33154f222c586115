"""The site under load: its folder, its database, its processes."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil

from tests import postgresql

# What a developer may have set for a site of their own.
SETTINGS = ("ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "HTTPS", "SECRET_KEY", "WORKERS")
COMMAND = (sys.executable, "-m", "config.start")


@contextmanager
def surroundings(database, space=None):
    """Name a folder, a database and a port in the environment; remove all at the end.

    This process and the site read the same settings from there. With so many megabytes
    of `space` the folder is a disk of its own, where this machine lets us mount one.
    """
    folder = Path(tempfile.mkdtemp(prefix="fahm-bench-", dir="/tmp"))
    for name in SETTINGS:
        os.environ.pop(name, None)
    if space:
        subprocess.run(
            ("mount", "-t", "tmpfs", "-o", f"size={space}m", "tmpfs", folder),
            check=False,
        )
    try:
        os.environ |= {
            "DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PORT": str(free_port()),
            "VAR_DIR": str(folder),
        }
        if database == "postgresql":
            os.environ["DATABASE_URL"] = postgresql.start(folder / "postgresql")
        yield
    finally:
        postgresql.stop()
        if folder.is_mount():
            # Lazily: who still holds a file there must not keep the rest from going.
            subprocess.run(("umount", "--lazy", folder), check=True)
        shutil.rmtree(folder, ignore_errors=True)


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(command=COMMAND):
    """Serve the site, and stop all of it at the end; yield its process."""
    process = subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(process)
        yield psutil.Process(process.pid)
    finally:
        stop(process)


def wait_for(process):
    """Wait until the site answers, or is gone."""
    for _try in range(600):
        if process.poll() is not None:
            sys.exit("The site did not start.")
        try:
            urlopen(f"http://127.0.0.1:{os.environ['PORT']}/", timeout=10).close()
        except HTTPError as error:
            sys.exit(f"The site answers, but with an error: {error}")
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    sys.exit("The site does not answer.")


def stop(process):
    """Stop the processes that were started with this one, at the latest in 30 s."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def memory(process):
    """Return the memory of the site in MB; what processes share is counted once."""
    served = [process, *process.children(recursive=True)]
    return sum(each.memory_full_info().pss for each in served) / 1e6
