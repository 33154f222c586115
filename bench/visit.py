"""What one learner asks of the site, one thing after the other, and how it went."""

import asyncio
from dataclasses import dataclass, field
from statistics import median

from bench.client import HTML, Connection, Request
from bench.figures import milliseconds, percentile, table
from bench.rows import Learner


@dataclass(frozen=True, slots=True)
class Step:
    """One request of a visit."""

    name: str
    is_well: bool
    seconds: float


@dataclass
class Visit:
    """A learner at the site, on one connection."""

    learner: Learner
    session: str = field(init=False, default="")
    connection: Connection = field(init=False, default_factory=Connection)
    steps: list[Step] = field(init=False, default_factory=list)

    def __post_init__(self):
        """Come signed in."""
        self.session = self.learner.session

    async def ask(self, name, path, fields=None, accept=HTML):
        """Send a request, and keep by a name how it went."""
        request = Request(path, self.session, fields, accept)
        reply = await self.connection.send(request)
        self.steps.append(Step(name, reply.status == request.success, reply.seconds))
        return reply


def run(visits):
    """Let all visit the site at once."""
    asyncio.run(_run(visits))


async def _run(visits):
    await asyncio.gather(*(each.run() for each in visits))
    for each in visits:
        each.connection.close()


def steps_table(visits):
    """Write how each step of the visits went as a table."""
    by_name = {}
    for visit in visits:
        for step in visit.steps:
            by_name.setdefault(step.name, []).append(step)
    return table(
        ("step", "count", "p50", "p95", "p99", "longest", "errors"),
        *(_row(name, steps) for name, steps in by_name.items()),
    )


def _row(name, steps):
    times = [step.seconds for step in steps]
    figures = median(times), percentile(times, 95), percentile(times, 99), max(times)
    return name, len(steps), *map(milliseconds, figures), errors(steps)


def errors(steps):
    """Count the steps that did not go well."""
    return sum(not step.is_well for step in steps)
