import pytest

from bench.losses import Ledger


@pytest.fixture
def ledger():
    """Return what a client sent of one answer: a, then b; a was acknowledged."""
    ledger = Ledger()
    ledger.send("row", 1, "a")
    ledger.send("row", 2, "b")
    ledger.acknowledge("row", 1)
    return ledger


@pytest.mark.parametrize("stored", [(1, "a"), (2, "b")])
def test_what_stands_itself_or_gave_way_to_a_newer_is_no_loss(ledger, stored):
    assert ledger.losses({"row": stored}) == []


@pytest.mark.parametrize(
    "found",
    [{}, {"row": (0, {})}, {"row": (1, "b")}, {"row": (2, "a")}, {"row": (3, "c")}],
)
def test_what_is_missing_or_has_another_value_is_lost(ledger, found):
    assert ledger.losses(found) == [("row", 1)]


def test_an_older_one_in_its_place_is_a_loss(ledger):
    ledger.acknowledge("row", 2)

    assert ledger.losses({"row": (1, "a")}) == [("row", 2)]


def test_what_nobody_acknowledged_cannot_be_lost():
    ledger = Ledger()
    ledger.send("row", 1, "a")

    assert ledger.losses({}) == []


def test_troubles_are_counted_by_what_was_answered(ledger):
    ledger.replies.update([200, 503, 0, 503])

    assert ledger.troubles == "1 × no reply, 2 × 503"
