import pytest

from quiz.models import revision
from quiz.models.revision import Kept, items_of, shown_of
from tests.factories import make_question
from tests.queries import counted
from tests.quiz.assessment.samples import SAMPLES


class Shelf:
    """Rows by key, and which were fetched together."""

    def __init__(self):
        self.fetched = []

    def __call__(self, pks):
        self.fetched.append(sorted(pks))
        return {pk: f"row {pk}" for pk in pks}


@pytest.fixture
def shelf():
    """Return rows that note how they are fetched."""
    return Shelf()


def test_rows_are_fetched_together_and_once(shelf):
    kept = Kept(shelf)
    for pks in ([1, 2], [2], [2, 3], [], iter([1, 3])):
        kept(pks)

    assert shelf.fetched == [[1, 2], [3]]
    assert kept([1, 2, 3]) == {1: "row 1", 2: "row 2", 3: "row 3"}


def test_what_is_forgotten_is_fetched_again(shelf):
    kept = Kept(shelf)
    kept([1])
    kept.forget()
    kept([1])

    assert shelf.fetched == [[1], [1]]


def test_where_too_many_are_kept_only_those_asked_for_stay(shelf, monkeypatch):
    monkeypatch.setattr(revision, "KEPT", 3)
    kept = Kept(shelf)
    kept([1, 2, 3])

    assert kept([3, 4]) == {3: "row 3", 4: "row 4"}
    assert shelf.fetched == [[1, 2, 3], [3, 4]]


def test_more_than_are_kept_are_given_all_the_same(shelf, monkeypatch):
    monkeypatch.setattr(revision, "KEPT", 3)

    assert len(Kept(shelf)(range(5))) == 5


def test_rows_are_given_though_another_thread_makes_room_meanwhile(shelf):
    kept = Kept(shelf)

    class Key(int):
        """A key at whose look-up another thread is quicker."""

        __eq__ = int.__eq__

        def __hash__(self):
            kept.forget()
            return int.__hash__(self)

    kept([Key(1)])

    assert kept([1])[1] == "row 1"


@pytest.mark.django_db
def test_what_is_shown_is_fetched_without_the_key():
    revisions = [make_question(kind=kind).current for kind in ("choice", "match")]
    pks = [each.pk for each in revisions]
    with counted() as queries:
        shown = shown_of(pks)
        items = items_of(pks)

    assert queries.counts == (2, 0)
    assert [shown[pk] for pk in pks] == [
        (each.question.uid, each.item.shown) for each in revisions
    ]
    assert [items[pk] for pk in pks] == [each.item for each in revisions]
    assert items[pks[0]].key == SAMPLES["choice"].item.key
