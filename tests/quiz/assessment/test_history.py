from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.history import FIRST, LONGEST, NEWEST, remember


def picked(*options):
    return {"answer": list(options)}


def told(*changes):
    """Remember changes, each a moment, a value and maybe a language."""
    history = []
    for at, value, *language in changes:
        history = remember(history, at, value, *(language or ["ar"]))
    return [(each["at"], each["language"], each["value"]) for each in history]


def test_each_change_of_mind_is_told():
    assert told((5, picked("a")), (8, picked("b")), (30, picked("a"))) == [
        (5, "ar", picked("a")),
        (8, "ar", picked("b")),
        (30, "ar", picked("a")),
    ]


def test_saving_the_same_once_more_is_no_change():
    assert told((5, picked("a")), (500, picked("a"))) == [(5, "ar", picked("a"))]


def test_the_same_in_another_language_is_a_change():
    assert told((5, picked("a")), (9, picked("a"), "en")) == [
        (5, "ar", picked("a")),
        (9, "en", picked("a")),
    ]


def test_typing_is_one_change_at_the_moment_of_its_first_sign():
    assert told(
        (5, {"answer": "K"}), (14, {"answer": "Kaz"}), (23, {"answer": "Kazakh"})
    ) == [(5, "ar", {"answer": "Kazakh"})]


def test_typing_on_after_a_pause_is_another_change():
    assert told((5, {"answer": "K"}), (16, {"answer": "Kaz"})) == [
        (5, "ar", {"answer": "K"}),
        (16, "ar", {"answer": "Kaz"}),
    ]


def test_a_long_text_is_kept_by_its_beginning():
    ((_at, _language, value),) = told((5, {"answer": "a" * 20_000}))
    assert value == {"answer": "a" * (LONGEST - 1) + "…"}


def test_a_clock_that_was_set_back_makes_no_moment_before_the_start():
    assert told((-40, picked("a"))) == [(0, "ar", picked("a"))]


@given(st.lists(st.integers(0, 5), max_size=80))
def test_a_history_is_bounded_and_keeps_its_ends(answers):
    changes = [(n * 60, picked(str(answer))) for n, answer in enumerate(answers)]
    history = told(*changes)
    assert len(history) <= FIRST + NEWEST
    if answers:
        assert history[0] == (0, "ar", picked(str(answers[0])))
        assert history[-1][2] == picked(str(answers[-1]))
