import pytest
from django.utils import translation

from quiz.models.texts import excerpt, in_page_language, language_name, listed


@pytest.mark.parametrize(("language", "comma"), [("ar", "، "), ("en", ", ")])
def test_words_are_listed_by_the_comma_of_the_language(language, comma):
    with translation.override(language):
        assert listed(["one", "two"]) == f"one{comma}two"


@pytest.mark.parametrize(
    ("language", "names"),
    [("ar", ["العربية", "الإنجليزية"]), ("en", ["Arabic", "English"])],
)
def test_languages_are_named_in_that_of_the_page(language, names):
    with translation.override(language):
        assert [language_name(code) for code in ("ar", "en")] == names


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ({"ar": "ملح", "en": "Salt"}, "Salt"),
        ({"ar": "ملح"}, "ملح"),
        ({"ar": "ملح", "en": ""}, "ملح"),
        ({}, ""),
    ],
)
def test_words_of_the_page_go_before_those_of_the_other_language(words, shown):
    with translation.override("en"):
        assert in_page_language(words) == shown


def test_a_long_text_is_cut_between_two_words():
    assert (
        excerpt("word " * 20)
        == "word word word word word word word word word word word word …"
    )
    assert excerpt("few words") == "few words"
