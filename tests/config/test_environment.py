import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment

NAME = "A_VARIABLE"


@pytest.fixture
def give(monkeypatch):
    """Set the variable, or take it away."""
    monkeypatch.delenv(NAME, raising=False)

    def give(value):
        if value is not None:
            monkeypatch.setenv(NAME, value)

    return give


@pytest.mark.parametrize(
    ("value", "read"), [(None, "else"), ("", ""), (" words ", " words ")]
)
def test_a_text_is_what_was_given(give, value, read):
    give(value)

    assert environment.text(NAME, "else") == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("1", True),
        ("true", True),
        (" YES ", True),
        ("on", True),
        ("0", False),
        ("False", False),
        ("no", False),
        ("off", False),
        ("", False),
    ],
)
def test_a_flag_is_a_yes_or_a_no(give, value, read):
    give(value)

    assert environment.flag(NAME, default=not read) is read


@pytest.mark.parametrize("default", [True, False])
def test_a_flag_that_is_not_given_is_its_default(give, default):
    give(None)

    assert environment.flag(NAME, default=default) is default


@pytest.mark.parametrize(("value", "read"), [(None, 8), ("0", 0), ("12", 12)])
def test_a_number_is_whole(give, value, read):
    give(value)

    assert environment.number(NAME, 8) == read


def test_a_number_may_have_to_be_some(give):
    give("1")
    assert environment.number(NAME, 8, least=1) == 1

    give("0")
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.number(NAME, 8, least=1)

    assert str(caught.value) == f"{NAME} must be at least 1, not 0."


@pytest.mark.parametrize(
    ("value", "read"), [(None, "UTC"), ("Asia/Amman", "Asia/Amman")]
)
def test_a_time_zone_is_one_that_there_is(give, value, read):
    give(value)

    assert environment.time_zone(NAME, "UTC") == read


@pytest.mark.parametrize(
    "value", ["", "Asia", "Asia/Aman", "/etc/passwd", "../UTC", "ض"]
)
def test_what_is_no_time_zone_is_named(give, value):
    give(value)
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.time_zone(NAME, "UTC")

    assert str(caught.value) == (
        f"{NAME} must name a time zone such as Asia/Amman, not {value!r}."
    )


@pytest.mark.parametrize(
    ("value", "read"),
    [(None, ["a", "b"]), ("", []), (" , ", []), ("x, y,", ["x", "y"])],
)
def test_words_are_split_at_commas(give, value, read):
    give(value)

    assert environment.words(NAME, "a,b") == read


@pytest.mark.parametrize("value", ["perhaps", "2", "-1"])
def test_what_is_no_flag_is_named(give, value):
    give(value)
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.flag(NAME)

    assert str(caught.value) == f"{NAME} must be 1 or 0, not {value!r}."


@pytest.mark.parametrize("value", ["", "many", "-1", "1.5", "²", "٣"])
def test_what_is_no_number_is_named(give, value):
    give(value)
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.number(NAME, 8)

    assert str(caught.value) == f"{NAME} must be a whole number, not {value!r}."
