"""Whether a page and a save stay as fast among ten million stored answers."""

from itertools import cycle

from django.db import connection
from django.db.models import Max, Min

from accounts.models import User
from bench import load, site
from bench.figures import Goal, goals_table, middle, table
from bench.floor.models import Note
from bench.rows import QUESTIONS, make_attempts, make_learners, make_paper
from bench.speed import (
    HEAD,
    floor_pages,
    floor_saves,
    question_pages,
    row,
    saves,
)
from quiz.actions.attempt import submit_attempt
from quiz.models import Attempt, Outcome, Quiz, Response

FEW, MANY = 10_000, 10_000_000  # stored responses
PORTION = 500_000  # of them in one transaction
EACH = 10  # attempts of one learner
ASKED = 400  # learners that ask, scattered among those who only have answers stored
CONNECTIONS, ROUNDS, SECONDS = 8, 10, 1.5


def main():
    """Serve the site, store ever more, and print what it does to the speed."""
    loads = {}
    with site.served():
        paper = make_paper(Quiz.Preset.TEST)
        model = make_model(paper)
        for wanted in (FEW, MANY):
            asking = fill(model, paper, wanted)
            print(f"{Response.objects.count():,} responses, {size()}", flush=True)
            loads[wanted] = measure(streams_of(paper, asking))
    show(loads)


def make_model(paper):
    """Make the attempt that all others are copies of: answered, sent and scored."""
    learners = make_learners(1)
    (attempt,) = make_attempts(paper, learners, is_answered=True)
    submit_attempt(attempt)
    return attempt


def fill(model, paper, wanted):
    """Store so many responses; return learners with an open attempt, among them."""
    missing = wanted - Response.objects.count() - ASKED * QUESTIONS
    portions = [PORTION] * (missing // PORTION) + [missing % PORTION]
    asking = []
    for portion in portions:
        copy(model, portion // QUESTIONS)
        learners = make_learners(-(-ASKED // len(portions)))
        asking += zip(learners, make_attempts(paper, learners), strict=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return asking


def copy(model, count):
    """Copy an attempt with its responses and outcomes, to learners of their own."""
    users = User.objects.filter(pk=model.learner_id)
    attempts = Attempt.objects.filter(pk=model.pk)
    responses = Response.objects.filter(attempt=model)
    outcomes = Outcome.objects.filter(response__attempt=model)
    last = {rows: last_of(rows) for rows in (users, attempts, responses)}
    first_response = responses.aggregate(first=Min("pk"))["first"]
    with connection.cursor() as cursor:
        # References are right by construction; to check them takes longer than all.
        cursor.execute("SET session_replication_role = replica")
        for rows, number, changes in (
            (users, count // EACH + 1, {"username": f"'stored-{last[users]}-' || g"}),
            (
                attempts,
                count,
                {
                    "learner_id": f"{last[users]} + 1 + g / {EACH}",
                    "number": f"1 + g % {EACH}",
                    "seed": "g",
                },
            ),
            (responses, count, {"attempt_id": f"{last[attempts]} + 1 + g"}),
            (
                outcomes,
                count,
                {
                    "response_id": f"{last[responses]} + 1 + g * {QUESTIONS}"
                    f" + response_id - {first_response}"
                },
            ),
        ):
            cursor.execute(copying(rows, number, changes))
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
                [rows.model._meta.db_table, last_of(rows)],
            )
        cursor.execute("SET session_replication_role = origin")


def last_of(rows):
    """Return the highest key of the table of some rows."""
    return rows.model.objects.aggregate(last=Max("pk"))["last"]


def copying(rows, number, changes):
    """Write the statement that copies rows so many times, with changes by column."""
    keys = sorted(rows.values_list("pk", flat=True))
    changes = changes | {
        "id": f"{last_of(rows)} + 1 + g * {len(keys)} + id - {keys[0]}"
    }
    columns = [each.column for each in rows.model._meta.concrete_fields]
    values = [changes.get(column, f'"{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    table = rows.model._meta.db_table
    return (
        f"INSERT INTO {table} ({names}) SELECT {', '.join(values)}"  # noqa: S608 - names of our own
        f" FROM {table}, generate_series(0, {number - 1}) AS g"
        f" WHERE id BETWEEN {keys[0]} AND {keys[-1]}"
    )


def size():
    """Return how much the database holds, in words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        return cursor.fetchone()[0]


def streams_of(paper, asking):
    """Return each load by its name: on each connection learners in turn."""
    learners = [learner for learner, _attempt in asking]
    note = Note.objects.create(person=learners[0].user, text="A text of words. " * 12)
    streams = {
        "floor page": [floor_pages(note, each) for each in learners],
        "question page": [question_pages(*each) for each in asking],
        "floor save": [floor_saves(each) for each in learners],
        "save": [saves(paper, *each) for each in asking],
    }
    return {
        name: [in_turn(each[place::CONNECTIONS]) for place in range(CONNECTIONS)]
        for name, each in streams.items()
    }


def in_turn(streams):
    """Take a request of each stream in turn, without an end."""
    return (next(stream) for stream in cycle(list(map(iter, streams))))


def measure(streams):
    """Return the rounds of each load, by its name."""
    loads = {name: [] for name in streams}
    for number in range(ROUNDS + 1):
        for name, each in streams.items():
            done = load.run(each, SECONDS)
            if number:
                loads[name].append(done)
    return loads


def show(loads):
    """Print the figures, and how much more a request takes among many."""
    print()
    print(
        table(
            HEAD,
            *(
                row(f"{name}, {stored:,} stored", CONNECTIONS, rounds)
                for stored, by_name in loads.items()
                for name, rounds in by_name.items()
            ),
        )
    )
    print()
    print(goals_table(goals(loads)))


def goals(loads):
    """Return by how much a request takes longer, in times of the floor."""

    def cost(stored, name, floor):
        rounds = loads[stored]
        return middle(
            lambda one, least: least.rate / one.rate, rounds[name], rounds[floor]
        )

    return [
        Goal(
            f"{name} among {MANY:,} / among {FEW:,}",
            cost(MANY, name, floor) / cost(FEW, name, floor),
            "≤ 1.20",
        )
        for name, floor in (("question page", "floor page"), ("save", "floor save"))
    ]
