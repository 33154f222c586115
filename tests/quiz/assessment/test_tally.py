import json

from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.tally import UNIT, Answered, Entry, Selection, Tally

answers = st.builds(
    Answered,
    revision=st.integers(1, 3),
    language=st.sampled_from(["ar", "en"]),
    mark=st.sampled_from([0, 5000, 10_000]),
    classes=st.dictionaries(
        st.sampled_from(["first", "second"]),
        st.sampled_from([("a",), ("b",), ("a", "b"), ("-",)]),
    ),
    seconds=st.none() | st.integers(0, 900),
)
entries = st.builds(
    Entry,
    is_first=st.booleans(),
    total=st.integers(0, 30_000),
    answers=st.lists(answers, max_size=4, unique_by=lambda each: each.revision).map(
        tuple
    ),
)


def tallied(*entries):
    tally = Tally()
    for each in entries:
        tally.add(each)
    return tally


@given(st.lists(entries, max_size=6), st.randoms())
def test_the_order_of_entries_says_nothing(given_entries, random):
    before = tallied(*given_entries).to_data()
    random.shuffle(given_entries)
    assert tallied(*given_entries).to_data() == before


@given(st.lists(entries, max_size=4), st.lists(entries, max_size=4))
def test_what_is_taken_away_leaves_no_trace(staying, going):
    tally = tallied(*staying, *going)
    for each in going:
        tally.add(each, -1)
    assert tally.to_data() == tallied(*staying).to_data()


@given(entries)
def test_entries_and_tallies_survive_being_stored(entry):
    stored = json.loads(json.dumps(entry.to_data()))
    assert Entry.from_data(stored) == entry
    tally = tallied(entry)
    assert Tally(json.loads(json.dumps(tally.to_data()))).to_data() == tally.to_data()


@given(st.lists(entries, max_size=4), st.lists(entries, max_size=4))
def test_two_tallies_together_are_one_of_all(some, others):
    tally, other = tallied(*some), tallied(*others)
    tally.update(other)
    assert tally.to_data() == tallied(*some, *others).to_data()
    assert other.to_data() == tallied(*others).to_data()


@given(st.lists(entries, max_size=6))
def test_both_languages_together_are_all_answers(given_entries):
    tally = tallied(*given_entries)
    for revision in tally.revisions:
        for first in (True, False):
            both = tally.joint(revision, Selection(first))
            arabic = tally.joint(revision, Selection(first, "ar"))
            english = tally.joint(revision, Selection(first, "en"))
            assert both == arabic + english


def test_a_selection_keeps_what_it_says():
    entry = Entry(True, UNIT, (Answered(7, "ar", UNIT, {"answer": ("a",)}, 4),))
    later = Entry(False, 0, (Answered(7, "en", 0, {"answer": ("b", "c")}, 5000),))
    tally = tallied(entry, later)
    assert tally.revisions == [7]
    assert tally.totals(Selection()) == {UNIT: 1}
    assert tally.totals(Selection(is_first_only=False)) == {UNIT: 1, 0: 1}
    everything = Selection(is_first_only=False)
    assert tally.joint(7, everything) == {(UNIT, UNIT): 1, (0, 0): 1}
    assert tally.joint(7, Selection(False, "en")) == {(0, 0): 1}
    assert tally.options(7, everything) == {
        "answer": {"a": {UNIT: 1}, "b": {0: 1}, "c": {0: 1}}
    }
    assert tally.options(7, Selection()) == {"answer": {"a": {UNIT: 1}}}
    assert tally.seconds(7, everything) == {4: 1, 600: 1}
    assert tally.joint(8, everything) == {}
