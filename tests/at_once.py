"""Several acts at the same moment."""

from threading import Barrier, Thread

from django.db import connection

from quiz.actions.attempt import NotBegun, NothingMissed
from quiz.actions.marking import MarkedMeanwhile
from quiz.actions.regrade import RegradedMeanwhile
from quiz.actions.response import AnswerChanged, AttemptClosed

REFUSALS = (
    AnswerChanged,
    AttemptClosed,
    MarkedMeanwhile,
    NotBegun,
    NothingMissed,
    RegradedMeanwhile,
)


def at_once(*acts):
    """Begin each act at the same moment, in a thread with a connection of its own.

    Returns what each gave, or the refusal that it raised. Anything else that is raised
    fails the test.
    """
    barrier, gave = Barrier(len(acts)), [None] * len(acts)

    def run_one(number, act):
        try:
            barrier.wait()
            gave[number] = act()
        except REFUSALS as refusal:
            gave[number] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run_one, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return gave


def names_of(gave):
    """Name what each act gave by its class, sorted."""
    return sorted(type(each).__name__ for each in gave)
