"""Serve the site. The application is loaded once, and the workers are forked from it.

What they do not change they share, so that a worker costs a third of what a program
of its own would. `config.start` becomes this program.
"""

import gc
import multiprocessing
import sys

from django.urls import get_resolver
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from config.wsgi import application  # noqa: F401 - the workers find it loaded


def main(host, port, workers):
    """Serve until a signal ends it."""
    # The addresses bring the views, the forms and the admin with them.
    _loaded = get_resolver().url_patterns
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")
    # A collection would write into every object, and so copy what is shared.
    gc.collect()
    gc.freeze()
    Granian(
        "config.wsgi:application",
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=1,
        backlog=1024,
        http=HTTPModes.http1,
        websockets=False,
        # A worker that hangs in its last request must not keep the site from stopping.
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
