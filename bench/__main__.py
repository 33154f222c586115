"""Measure how fast and how soundly the site answers, and print tables.

    python -m bench                 every measure, on each database it knows
    python -m bench speed           one of them
    python -m bench speed sqlite    on one database
    python -m bench faults twice    one of the faults that bench/faults.py names

The site is that of `make run`, on this machine, with a folder and a database of its
own. Each load is bounded in time, what was started is stopped by its number, and what
was stored is removed.
"""

import os
import subprocess
import sys
from importlib import import_module

import django

from bench import site

DATABASES = ("sqlite", "postgresql")
# By measure, a module of this package: the databases that it is about.
MEASURES = {
    "speed": DATABASES,
    "rush": DATABASES,
    "classroom": DATABASES,
    "bulk": ("postgresql",),
    "reports": DATABASES,
    "faults": DATABASES,
}
# By measure, the megabytes of a disk of its own.
SPACE = {"faults": 768}


def main(*words):
    """Run the measures that are named, or all, each in a process of its own."""
    names = [word for word in words if word not in {*MEASURES, *DATABASES}]
    if names and words_of(words, MEASURES) != ["faults"]:
        sys.exit(f"There is no {', '.join(sorted(names))}. {__doc__}")
    runs = [
        (measure, database)
        for measure, known in MEASURES.items()
        for database in known
        if (measure in words or not words_of(words, MEASURES))
        and (database in words or not words_of(words, DATABASES))
    ]
    if len(runs) == 1:
        run(*runs[0], *names)
        return
    # The settings of a process name one database.
    for each in runs:
        subprocess.run([sys.executable, "-m", "bench", *each, *names], check=True)


def words_of(words, known):
    """Keep the words that are among the known ones."""
    return [word for word in words if word in known]


def run(measure, database, *names):
    """Run one measure on one database; some measures can do a part of their work."""
    with site.surroundings(database, SPACE.get(measure)):
        django.setup()
        print(f"\n## {measure}, {database}\n")
        # Who else is at work here takes from the site what it needs.
        print(f"Load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
        sys.stdout.flush()
        import_module(f"bench.{measure}").main(*names)


if __name__ == "__main__":
    main(*sys.argv[1:])
