"""How fast the site answers, beside the least that Django could do."""

from functools import partial
from itertools import count, cycle, islice, repeat
from operator import attrgetter, methodcaller

from bench import load, site
from bench.answers import Page, answer
from bench.client import JSON, Request
from bench.figures import Goal, goals_table, middle, milliseconds, table
from bench.floor.models import Note
from bench.rows import QUESTIONS, make_attempts, make_learners, make_paper
from quiz.assessment.kinds import KINDS
from quiz.models import Quiz

FEW, MANY = 8, 32  # connections
ROUNDS, SECONDS = 10, 1.5
# What can be done once is prepared, so much of it for each round.
SENT, FINISHED = 30, 120  # attempts
HEAD = ("load", "connections", "a second", "p50", "p95", "p99", "errors", "client")
# By load, the least that Django could do.
FLOORS = {
    "question page": "floor page",
    "save": "floor save",
    "graded answer": "floor save",
}


def main():
    """Serve the site, load it, and print the figures."""
    with site.served():
        loads = measure(Workloads())
    show(loads)


class Workloads:
    """What is asked of the site, as streams of requests, one for each connection."""

    def __init__(self):
        """Make the learners and what they answer."""
        exam = make_paper(Quiz.Preset.EXAM)
        practice = make_paper(Quiz.Preset.PRACTICE)
        learners = make_learners(MANY)
        attempts = make_attempts(exam, learners)
        note = Note.objects.create(
            person=learners[0].user, text="A text of some words. " * 10
        )
        runs = 2 * (ROUNDS + 1)
        self.lasting = {
            "floor page": [floor_pages(note, each) for each in learners],
            "question page": list(map(question_pages, learners, attempts)),
            "floor save": [floor_saves(each) for each in learners],
            "save": list(map(partial(saves, exam), learners, attempts)),
        }
        sending, finishing = make_learners(SENT * runs), make_learners(FINISHED * runs)
        self.once = {
            "graded answer": (
                graded_answers(practice, sending, make_attempts(practice, sending)),
                SENT * QUESTIONS,
            ),
            "finish": (
                finishes(finishing, make_attempts(exam, finishing, is_answered=True)),
                FINISHED,
            ),
        }

    @property
    def names(self):
        """Name the loads."""
        return [*self.lasting, *self.once]

    def streams(self, name, connections):
        """Return a load for a number of connections."""
        if name in self.lasting:
            return self.lasting[name][:connections]
        # What can be done once comes from one stream, which all the connections share.
        stream, share = self.once[name]
        return [islice(stream, share)] * connections


def floor_pages(note, learner):
    """Ask for the bare page, again and again."""
    return repeat(Request(f"/ar/floor/{note.pk}/", learner.session))


def floor_saves(learner):
    """Send the bare form, with a text as long as an answer."""
    for number in count():
        text = Page().fields({}, text=f"answer {number}")
        yield Request("/ar/floor/save/", learner.session, text, JSON)


def question_pages(learner, attempt):
    """Ask for a question of each kind in turn: they come first in a paper."""
    positions = range(1, len(KINDS) + 1)
    return cycle(
        [Request(address(attempt, each), learner.session) for each in positions]
    )


def saves(paper, learner, attempt):
    """Answer all questions again and again, each time otherwise."""
    pages = [Page() for _shown in paper.shown]
    for number in count():
        for place, shown in enumerate(paper.shown):
            given = pages[place].fields(answer(shown, number))
            yield Request(address(attempt, place + 1), learner.session, given, JSON)


def graded_answers(paper, learners, attempts):
    """Send an answer to each question of each attempt."""
    for learner, attempt in zip(learners, attempts, strict=True):
        for position, shown in enumerate(paper.shown, 1):
            given = Page().fields(answer(shown, attempt.pk), go="send")
            yield Request(address(attempt, position), learner.session, given, JSON)


def finishes(learners, attempts):
    """Finish each attempt."""
    for learner, attempt in zip(learners, attempts, strict=True):
        yield Request(f"/ar/attempts/{attempt.pk}/submit/", learner.session, {})


def address(attempt, position):
    """Return the address of a question."""
    return f"/ar/attempts/{attempt.pk}/{position}/"


def measure(workloads):
    """Return the rounds of each load, by its name and connections.

    Loads that are compared follow one another, round by round: the machine may have
    slow minutes.
    """
    loads = {}
    for number in range(ROUNDS + 1):
        for name in workloads.names:
            for connections in (FEW, MANY):
                streams = workloads.streams(name, connections)
                done = load.run(streams, SECONDS)
                # The first round fills what the site keeps in memory.
                if number:
                    loads.setdefault((name, connections), []).append(done)
    return loads


def show(loads):
    """Print the figures and the ratios."""
    print(table(HEAD, *(row(*key, rounds) for key, rounds in loads.items())))
    print()
    print(goals_table(goals(loads)))


def row(name, connections, rounds):
    """Return the figures of one load, each the median of its rounds."""
    times = [
        milliseconds(middle(methodcaller("percentile", percent), rounds))
        for percent in (50, 95, 99)
    ]
    rate = middle(attrgetter("rate"), rounds)
    errors = sum(each.errors for each in rounds)
    busy = middle(attrgetter("busy"), rounds)
    return name, connections, f"{rate:.0f}", *times, errors, f"{busy:.0%}"


def goals(loads):
    """Return the ratios that matter."""

    def rate(name, connections, other, others=None):
        return middle(
            lambda one, two: one.rate / two.rate,
            loads[name, connections],
            loads[other, others or connections],
        )

    found = [
        Goal(f"{name} / {floor}, {each} connections", rate(name, each, floor), "≥ 0.60")
        for name, floor in FLOORS.items()
        for each in (FEW, MANY)
    ]
    found += [
        Goal(
            f"{name}, {MANY} / {FEW} connections", rate(name, MANY, name, FEW), "≥ 0.90"
        )
        for name in (*FLOORS, "finish")
    ]
    tail = middle(
        lambda each: each.percentile(99) / each.percentile(50), loads["save", FEW]
    )
    finish = middle(
        lambda one, two: one.percentile(50) / two.percentile(50),
        loads["finish", FEW],
        loads["save", FEW],
    )
    return [
        *found,
        Goal(f"p99 of a save / its median, {FEW} connections", tail, "≤ 5"),
        Goal(f"p50 of finishing / of a save, {FEW} connections", finish, "≤ 3"),
    ]
