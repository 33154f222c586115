"""The check of all Arabic, without the dictionary itself."""

import json
import stat

import pytest

from config import spelling

pytestmark = pytest.mark.once


@pytest.fixture
def dictionary(tmp_path, monkeypatch):
    """Put a program in hunspell's place that knows no word of those it is given."""
    program = tmp_path / "hunspell"
    program.write_text("#!/bin/sh\ncat\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")


def test_words_are_read_without_vowel_signs_and_other_scripts():
    assert spelling.words("يُطرَح 5 أسئلةٍ، Fahm: كتـاب.") == ["يطرح", "أسئلة", "كتاب"]


def test_a_list_of_kept_words_says_what_they_are():
    assert spelling.kept_words("# People\nآرال\n\nماك  # a computer\n") == {
        "آرال",
        "ماك",
    }


@pytest.mark.usefixtures("dictionary")
@pytest.mark.parametrize(
    "word", ["آرال", "وآرال", "لآرال", "وبآرال", "فالكازاخ", "الكازاخ"]
)
def test_a_kept_word_is_known_with_what_is_written_together_with_it(word):
    assert spelling.misspelled([word], {"آرال", "الكازاخ"}) == []


@pytest.mark.usefixtures("dictionary")
def test_another_word_is_not_known():
    assert spelling.misspelled(["آرالي", "أرال"], {"آرال"}) == ["آرالي", "أرال"]


def test_the_arabic_of_courses_is_read_with_its_place(tmp_path):
    row = {"model": "quiz.passage", "fields": {"text_ar": "نص", "text_en": "Text"}}
    (tmp_path / "1.json").write_text(json.dumps([row]), encoding="utf-8")

    assert list(spelling.course_texts(tmp_path)) == [("1.json: text_ar: نص", "نص")]


def test_the_words_of_the_interface_are_read_with_their_source():
    texts = dict(spelling.interface_texts(spelling.BASE_DIR / "locale"))

    assert texts["django.po: Mark as read"] == "إتمام القراءة"


def test_without_hunspell_it_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")

    with pytest.raises(SystemExit, match="apt install hunspell hunspell-ar"):
        spelling.main()
