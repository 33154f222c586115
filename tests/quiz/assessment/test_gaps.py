from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.gaps import Piece, has_stray_brackets, name_gaps, split_gaps


def test_a_text_is_cut_at_its_gaps():
    assert split_gaps("حين [[g1]] البحر يبقى [[g2]].") == (
        Piece(text="حين "),
        Piece(gap="g1"),
        Piece(text=" البحر يبقى "),
        Piece(gap="g2"),
        Piece(text="."),
    )


def test_gaps_may_touch_and_stand_at_the_ends():
    assert split_gaps("[[a]][[b]]") == (Piece(gap="a"), Piece(gap="b"))


def test_an_empty_text_has_no_pieces():
    assert split_gaps("") == ()


def test_a_gap_that_stands_twice_is_named_twice():
    assert name_gaps("[[a]] و[[b]] ثم [[a]]") == ("a", "b", "a")


def test_brackets_that_open_no_gap_are_found():
    assert not has_stray_brackets("a [b] [[c]] ]] d")
    assert has_stray_brackets("[[Not an id]]")
    assert has_stray_brackets("[[open")


@given(st.lists(st.sampled_from(["[[", "]]", "a", "g1", " ", "[[g2]]", "س"])))
def test_the_pieces_make_the_text_again(words):
    text = "".join(words)
    pieces = split_gaps(text)
    assert text == "".join(
        f"[[{each.gap}]]" if each.gap else each.text for each in pieces
    )
    assert tuple(each.gap for each in pieces if each.gap) == name_gaps(text)
