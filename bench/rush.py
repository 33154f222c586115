"""Five hundred learners sit one exam: what goes wrong, what is lost, how long it takes.

Then a hundred answers come in the same instant, each of them twice.
"""

import asyncio
import random
from dataclasses import dataclass, field
from statistics import median

from django.db.models import Count

from bench import load, site, visit
from bench.answers import Page, answer
from bench.client import JSON, Connection, Request
from bench.figures import Goal, goals_table, milliseconds, percentile
from bench.rows import (
    QUESTIONS,
    Paper,
    make_attempts,
    make_learners,
    make_paper,
)
from bench.speed import address, saves
from quiz.models import Attempt, Outcome, Quiz, Response

LEARNERS = 500
# All begin within ten seconds, and finish within ten. Four minutes are little for
# twenty questions: a real exam is slower.
RUSH, EXAM = 10, 240  # seconds
FIRST = 2  # questions that are asked in the rush
TWICE = 100


def main():
    """Serve the site, hold the exam, and print what came of it."""
    with site.served():
        exam, practice = make_paper(Quiz.Preset.EXAM), make_paper(Quiz.Preset.PRACTICE)
        unloaded = alone(exam)
        sittings = [Sitting(each, exam) for each in make_learners(LEARNERS)]
        visit.run(sittings)
        show(sittings, unloaded)
        print()
        print(goals_table([*twice(exam), *twice(practice, go="send")]))


def alone(exam):
    """Return the median time of a save when nobody else is there."""
    learners = make_learners(1)
    (attempt,) = make_attempts(exam, learners)
    done = load.run([saves(exam, learners[0], attempt)], seconds=3)
    return median(done.times)


@dataclass
class Sitting(visit.Visit):
    """One learner's exam, with what the site acknowledged."""

    paper: Paper
    acknowledged: dict = field(default_factory=dict)  # answers by place

    async def run(self):
        """Begin, answer every question after some thought, and finish."""
        start = f"/ar/quizzes/{self.paper.quiz.uid}/start/"
        clock = asyncio.get_running_loop()
        began = clock.time()
        await self.until(began + random.uniform(0, RUSH))
        started = await self.ask("start", start, {})
        attempt = started.header("location").rstrip("/").rpartition("/")[0]
        opened, pause = clock.time(), EXAM / QUESTIONS
        for place, shown in enumerate(self.paper.shown, 1):
            await self.until(opened + (place - 1) * pause)
            page = await self.ask("page", f"{attempt}/{place}/")
            await asyncio.sleep(pause * random.uniform(0.2, 0.8))
            if page.status == 200:
                await self.save(page, f"{attempt}/{place}/", place, shown)
        await self.until(began + RUSH + EXAM + random.uniform(0, RUSH))
        await self.ask("submit", f"{attempt}/submit/", {})

    @staticmethod
    async def until(moment):
        """Wait for a moment, which may be over."""
        await asyncio.sleep(max(0, moment - asyncio.get_running_loop().time()))

    async def save(self, page, path, place, shown):
        """Save an answer, and remember it if the site says that it is kept."""
        given = answer(shown, random.randrange(100))
        fields = Page.read(page.text).fields(given)
        # While the first are answered, others still begin.
        name = "save" if place > FIRST else "first saves"
        reply = await self.ask(name, path, fields, JSON)
        if reply.status == 200:
            self.acknowledged[place] = given


def show(sittings, unloaded):
    """Print the figures of the exam, and what was promised and is not there."""
    print(visit.steps_table(sittings))
    print(f"\nA save with nobody else there: {milliseconds(unloaded)}\n")
    steps = [step for each in sittings for step in each.steps]
    saved = [step.seconds for step in steps if "save" in step.name]
    tail = percentile(saved, 99) / unloaded
    print(
        goals_table(
            [
                Goal("p99 of a save / a save with nobody there", tail, "≤ 10"),
                Goal("errors", visit.errors(steps), "= 0"),
                Goal("lost answers", lost(sittings), "= 0"),
                Goal("doubles", doubles(sittings), "= 0"),
            ]
        )
    )


def lost(sittings):
    """Count the answers that were acknowledged and are not what was sent and scored."""
    stored = {
        (learner, position): value
        for learner, position, value in Response.objects.filter(
            attempt__learner__in=[each.learner.user for each in sittings],
            sent_at__isnull=False,
            outcomes__isnull=False,
        ).values_list("attempt__learner", "position", "value")
    }
    return sum(
        stored.get((each.learner.user.pk, place)) != given
        for each in sittings
        for place, given in each.acknowledged.items()
    )


def doubles(sittings):
    """Count the attempts, responses and outcomes that are there twice."""
    attempts = Attempt.objects.filter(
        learner__in=[each.learner.user for each in sittings]
    )
    responses = Response.objects.filter(attempt__in=attempts)
    outcomes = Outcome.objects.filter(response__in=responses)
    return sum(
        rows.count() - rows.order_by().values(*key).distinct().count()
        for rows, key in (
            (attempts, ["learner"]),
            (responses, ["attempt", "revision"]),
            (outcomes, ["response"]),
        )
    )


def twice(paper, **others):
    """Send a hundred answers in one instant, each on two lines; say what is there."""
    learners = make_learners(TWICE)
    attempts = make_attempts(paper, learners)
    requests = []
    for learner, attempt in zip(learners, attempts, strict=True):
        fields = Page().fields(answer(paper.shown[0], attempt.pk), **others)
        requests += [Request(address(attempt, 1), learner.session, fields, JSON)] * 2
    statuses = asyncio.run(at_once(requests))
    name = f"{TWICE} answers at once, each twice{', graded' if others else ''}"
    kept = Response.objects.filter(attempt__in=attempts, version=1)
    found = [
        Goal(f"{name}: kept once", kept.count(), f"= {TWICE}"),
        Goal(f"{name}: errors", sum(each != 200 for each in statuses), "= 0"),
    ]
    if others:
        scored = kept.annotate(count=Count("outcomes")).filter(count=1)
        found.append(Goal(f"{name}: scored once", scored.count(), f"= {TWICE}"))
    return found


async def at_once(requests):
    """Send each request on a line of its own, all at once; return the statuses."""
    connections = [Connection() for _request in requests]
    await asyncio.gather(*(each.open() for each in connections))
    replies = await asyncio.gather(
        *(
            connection.send(request)
            for connection, request in zip(connections, requests, strict=True)
        )
    )
    for each in connections:
        each.close()
    return [each.status for each in replies]
