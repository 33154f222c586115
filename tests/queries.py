"""Counting what is asked of the database."""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.test.utils import CaptureQueriesContext

# What opens and closes a transaction; in most tests it stands in another.
_FRAME = re.compile(r"(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b")


@dataclass
class Queries:
    """What was asked, in order, without what opens and closes a transaction."""

    reads: list = field(default_factory=list)
    writes: list = field(default_factory=list)
    frames: list = field(default_factory=list)

    @property
    def counts(self):
        """Return how many reads there were, and how many writes."""
        return len(self.reads), len(self.writes)


@contextmanager
def counted():
    """Return what is asked of the database meanwhile, once it is over."""
    queries = Queries()
    with CaptureQueriesContext(connection) as captured:
        yield queries
    for each in captured:
        sql = each["sql"]
        if _FRAME.match(sql):
            queries.frames.append(sql)
        elif sql.startswith("SELECT"):
            queries.reads.append(sql)
        else:
            queries.writes.append(sql)
