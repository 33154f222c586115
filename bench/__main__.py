"""Load the site with learners, and print how fast and how soundly it answers.

    python -m bench            on SQLite and on PostgreSQL
    python -m bench sqlite     on one of them

The site is that of `make run`, on this machine, with a folder and a database of its
own. Each part is bounded in time, and what was started is stopped by its number.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil

from tests import postgresql

LEARNERS = 50
FLOOR_SECONDS = 5
THINKING = 2  # seconds that a learner takes for a page, on the average
FILL = "import django; django.setup(); from bench.fill import main; main({})"
HERE = Path(__file__).parent
SETTINGS = ("ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "HTTPS", "SECRET_KEY", "WORKERS")


@dataclass(frozen=True)
class Part:
    """One part of a run: which function of the script, and what it is about."""

    name: str
    function: str
    lesson: str = ""
    quiz: str = ""
    pause: int = 0


@dataclass(frozen=True)
class Figures:
    """What one part of a run came to; times are milliseconds."""

    name: str
    requests: int
    per_second: float
    median: float
    p95: float
    p99: float
    errors: int
    steps: dict  # by name: the times of half of the requests, and of 95 in 100


def main(*databases):
    """Run every part on each database, and print a table."""
    for database in databases or ("sqlite", "postgresql"):
        folder = Path(tempfile.mkdtemp(prefix="fahm-bench-", dir="/tmp"))
        try:
            measure(database, folder)
        finally:
            postgresql.stop()
            shutil.rmtree(folder, ignore_errors=True)


def measure(database, folder):
    """Start the site on a database, load it, and print what came of it."""
    environment = {
        name: value for name, value in os.environ.items() if name not in SETTINGS
    }
    environment |= {"DEBUG": "1", "VAR_DIR": str(folder), "PORT": str(free_port())}
    if database == "postgresql":
        url = os.environ.get("BENCH_DATABASE_URL")
        environment["DATABASE_URL"] = url or postgresql.start(folder / "postgresql")
    with site(environment) as (_process, first):
        pass
    with site(environment) as (process, again):
        facts = filled(environment)
        before = memory(process)
        parts = [load(part, facts, environment) for part in plan(facts)]
        after = memory(process)
    show(database, parts)
    print(f"Memory (PSS): {before:.0f} MB before, {after:.0f} MB after the load")
    print(f"Start: {first:.1f} s with nothing there, {again:.1f} s the second time\n")


def plan(facts):
    """Return the parts of a run."""
    first, second = (facts["quizzes"] * 2)[:2]
    return (
        Part("floor", "floor"),
        Part("sign-in", "signIn"),
        Part("quiz, all at once", "quiz", **first),
        Part("quiz, thinking", "quiz", **second, pause=THINKING),
    )


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def site(environment):
    """Run `make run` as a person does, and stop all of it at the end.

    Yields its process, and the seconds from the command to the first page.
    """
    began = time.monotonic()
    process = subprocess.Popen(
        ["make", "--silent", "run"],
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(address(environment), process)
        yield psutil.Process(process.pid), time.monotonic() - began
    finally:
        stop(process)


def stop(process):
    """Stop the processes that were started with this one, at the latest in 30 s."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def address(environment):
    """Return the address of the site."""
    return f"http://127.0.0.1:{environment['PORT']}"


def wait_for(address, process):
    """Wait until the site answers, or is gone."""
    for _try in range(600):
        if process.poll() is not None:
            sys.exit("The site did not start.")
        try:
            urlopen(f"{address}/", timeout=10).close()
        except HTTPError as error:
            sys.exit(f"The site answers, but with an error: {error}")
        except URLError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The site does not answer.")


def filled(environment):
    """Make the learners, and return what the load script has to know."""
    told = subprocess.run(
        [sys.executable, "-c", FILL.format(LEARNERS)],
        check=True,
        env=environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    facts = json.loads(told.stdout)
    people = Path(environment["VAR_DIR"]) / "people.json"
    people.write_text(json.dumps(facts["people"]), encoding="utf-8")
    static = Path(environment["VAR_DIR"]) / "static"
    sheet = next(static.glob("css/fahm.*.css"))
    return facts | {"file": f"/static/{sheet.relative_to(static)}"}


def memory(process):
    """Return the memory of the site in MB; what processes share is counted once."""
    served = [each for each in process.children(recursive=True) if each.is_running()]
    return sum(each.memory_full_info().pss for each in served) / 1e6


def load(part, facts, environment):
    """Run one part with k6, and return its figures."""
    variables = {
        "SITE": address(environment),
        "PART": part.function,
        "PEOPLE": str(Path(environment["VAR_DIR"]) / "people.json"),
        "LESSON": part.lesson,
        "QUIZ": part.quiz,
        "STATIC_FILE": facts["file"],
        "PAUSE": str(part.pause),
        "SECONDS": str(FLOOR_SECONDS),
    }
    words = [word for pair in variables.items() for word in ("--env", "=".join(pair))]
    told = subprocess.run(
        [
            Path(sys.executable).with_name("k6"),
            "run",
            "--quiet",
            "--no-usage-report",
            "--address=",
            # Each learner has an address of their own, as in life.
            f"--local-ips=127.0.1.1-127.0.1.{LEARNERS}",
            *words,
            HERE / "learners.js",
        ],
        check=False,
        stdout=subprocess.PIPE,
        text=True,
        timeout=300,
    )
    return figures(part.name, json.loads(told.stdout))


def figures(name, told):
    """Read the figures of a part from what k6 says at its end."""
    metrics = {key: metric["values"] for key, metric in told["metrics"].items()}
    times = metrics["http_req_duration"]
    requests = metrics["http_reqs"]["count"]
    return Figures(
        name=name,
        requests=requests,
        per_second=requests / (told["state"]["testRunDurationMs"] / 1000),
        median=times["med"],
        p95=times["p(95)"],
        p99=times["p(99)"],
        errors=metrics["checks"]["fails"],
        steps={
            key.removeprefix("http_req_duration{step:").removesuffix("}"): (
                values["med"],
                values["p(95)"],
            )
            for key, values in metrics.items()
            if key.startswith("http_req_duration{step:") and values.get("count")
        },
    )


def show(database, parts):
    """Print the figures as a table, with each speed as a share of the floor's."""
    floor = parts[0].per_second
    print(f"\n{database}, {LEARNERS} learners\n")
    print("| part | requests | a second | of floor | p50 | p95 | p99 | errors |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for each in parts:
        print(
            f"| {each.name} | {each.requests} | {each.per_second:.0f} |"
            f" {each.per_second / floor:.3f} | {each.median:.0f} ms |"
            f" {each.p95:.0f} ms | {each.p99:.0f} ms | {each.errors} |"
        )
    for name, (median, p95) in parts[-1].steps.items():
        print(
            f"| {parts[-1].name}: {name} | | | | {median:.0f} ms | {p95:.0f} ms | | |"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
