"""What people send about themselves."""

import pytest

from accounts.forms import JoinForm, PersonFields, read_code
from accounts.models import User


@pytest.mark.parametrize(
    "typed",
    [
        "BCD346",
        "bcd346",
        " bcd 346 ",
        "BCD-346",
        "bcd–346",
        "BCD٣٤٦",
        "bcd۳۴۶",
        "ＢＣＤ３４６",
        "\u200fBCD346\u200e",
    ],
)
def test_a_code_is_read_as_it_is_meant(typed):
    assert read_code(typed) == "BCD346"


@pytest.mark.parametrize("typed", ["", " ", "--", "؟"])
def test_a_code_without_letters_is_empty(typed):
    assert read_code(typed) == ""


@pytest.mark.parametrize("typed", ["", "A" * 41, "\x00", "%", "'; --"])
@pytest.mark.django_db
def test_what_is_no_code_is_refused(typed):
    form = JoinForm({"code": typed})
    assert list(form.errors) == ["code"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Sami   Haddad ", "Sami Haddad"),
        ("\u202eimaS\u202c", "imaS"),
        ("سامي", "سامي"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Sami\u2066", "Sami"),
        ("Sa\x07mi \u200e Haddad", "Sami Haddad"),
        (" \u200e \u3000", ""),
    ],
)
def test_a_name_is_kept_without_signs_that_turn_it(typed, kept):
    form = PersonFields({"display_name": typed, "language": "ar"})
    assert form.is_valid()
    assert form.cleaned_data["display_name"] == kept


@pytest.mark.parametrize("typed", ["…", "\u200d", "- -", "\u200c\u2066"])
def test_a_name_in_which_nothing_can_be_read_is_refused(typed):
    form = PersonFields({"display_name": typed, "language": "ar"})
    assert list(form.errors) == ["display_name"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("سامي١٢", "سامي12"),
        ("مکی", "مكي"),
        ("ليلى", "ليلى"),
        ("sami۱۲", "sami12"),
        ("ｓａｍｉ", "sami"),
        ("Sami", "Sami"),
    ],
)
def test_a_username_is_written_in_one_way(typed, kept):
    assert User.normalize_username(typed) == kept
