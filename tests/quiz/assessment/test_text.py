import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.text import (
    FOLDS,
    forgiven,
    is_one_slip,
    loose,
    search_key,
    sort_key,
    strict,
)
from tests.quiz.assessment.strategies import LETTERS, typed

SAME = [
    ("Halite", "halite"),
    ("  rock   salt ", "rock salt"),
    ("rock salt.", "Rock salt"),
    ("«هاليت»", "هاليت"),
    ("هاليت؟!", "هاليت"),
    ("مَضِيق", "مضيق"),
    ("مُحَمَّدٌ", "محمد"),
    ("الرَّحْمٰن", "الرحمن"),
    ("كتــــاب", "كتاب"),
    ("کویت", "كويت"),
    ("ایران", "ايران"),
    ("فارسى", "فارسي"),
    ("على", "علي"),
    ("ٱلملح", "الملح"),
    ("ﻻ", "لا"),
    ("ﺍﻟﻤﻠﺢ", "الملح"),
    ("مﹷلح", "ملح"),
    ("مﹰلح", "ملح"),
    ("می\u200cخواهم", "ميخواهم"),
    ("ه\u200dاليت", "هاليت"),
    ("\u200fهاليت\u200e", "هاليت"),
    ("\u2067هاليت\u2069", "هاليت"),
    ("\ufeffhalite", "halite"),
    ("ha\u00adlite", "halite"),
    ("١٢٫٥٪", "12.5%"),
    ("۱۲٫۵ ٪", "12.5%"),
    ("عام ٢٠٤٠", "عام 2040"),
    ("1,234", "١٬٢٣٤"),
    ("１２", "12"),
    ("U.S.", "us"),
    ("don’t", "don't"),
    ("semi-arid", "semi arid"),
    ("الشرق،الغرب", "الشرق الغرب"),
    ("e\u0301cole", "école"),
    ("Straße", "STRASSE"),
    ("ﬁre", "fire"),
    ("ا\u0654مل", "أمل"),
    ("السعودي\u0651ة", "السعودية"),
    ("line\none", "line one"),
]

DIFFERENT = [
    ("12.5", "125"),
    ("12,5", "125"),
    ("12%", "12"),
    ("أمل", "امل"),
    ("مكة", "مكه"),
    ("شيء", "شي"),
    ("سؤال", "سوال"),
    ("پاكستان", "باكستان"),
    ("گاز", "كاز"),
    ("ملح", "ملحي"),
    ("الملح", "ملح"),
    ("cafe", "café"),
    ("", "ء"),
]

FORGIVEN = [
    ("امل", "أمل", ("hamza",)),
    ("اسيا", "آسيا", ("hamza",)),
    ("الاسلام", "الإسلام", ("hamza",)),
    ("سوال", "سؤال", ("hamza",)),
    ("بير", "بئر", ("hamza",)),
    ("شي", "شيء", ("hamza",)),
    ("مكه", "مكة", ("ta_marbuta",)),
    ("القاهرة", "القاهره", ("ta_marbuta",)),
    ("اداره", "إدارة", ("hamza", "ta_marbuta")),
    ("الأُسْره", "الأسرة", ("ta_marbuta",)),
    ("هاليت", "هاليت", ()),
    ("Halite!", "halite", ()),
    ("هاليت", "هاليد", None),
    ("ملح", "", None),
]

SLIPS = [
    ("halit", "halite"),
    ("hallite", "halite"),
    ("hqlite", "halite"),
    ("ahlite", "halite"),
    ("halitEs!", "halite"),
    ("الهليت", "الهاليت"),
    ("الهاليث", "الهاليت"),
    ("القاهر", "القاهرة"),
    ("عا 2040", "عام 2040"),
]

NO_SLIPS = [
    ("halite", "halite"),
    ("Halite", "halite"),
    ("hali", "halite"),
    ("hlaiet", "halite"),
    ("salt", "malt"),
    ("ملح", "فلح"),
    ("عام 2041", "عام 2040"),
    ("12345", "12346"),
    ("12.5 %", "125 %"),
    ("", "halite"),
    ("", ""),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_teacher_would_read_the_same(one, other):
    assert strict(one) == strict(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_a_teacher_would_see_a_difference(one, other):
    assert strict(one) != strict(other)


@pytest.mark.parametrize(("given_text", "accepted", "folds"), FORGIVEN)
def test_what_was_forgiven_is_named(given_text, accepted, folds):
    assert forgiven(given_text, accepted) == folds


@pytest.mark.parametrize(("given_text", "accepted"), SLIPS)
def test_one_slip_is_seen(given_text, accepted):
    assert is_one_slip(given_text, accepted)


@pytest.mark.parametrize(("given_text", "accepted"), NO_SLIPS)
def test_more_than_a_slip_is_another_word(given_text, accepted):
    assert not is_one_slip(given_text, accepted)


def test_a_search_finds_what_is_loosely_the_same():
    assert search_key("مَضيق هُرمز") == search_key("مضيق هرمز")
    assert search_key("إدارة") == search_key("اداره")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", ["الاتفاقيات", "أستانا", "آسيا", "«النسخة»", "هرمز", "اليهود"]),
        ("ar", ["ألفاظ", "بحر", "البحرين", "البَلقان", "مضيق", "ملح"]),
        ("en", ["Astana", "The Caucasus", "A deed", "“Flood”", "An oasis", "Thebes"]),
        ("en", ["5+1 group", "Türkiye", "Turkmen", "turkoman"]),
    ],
)
def test_words_are_listed_as_in_a_dictionary(language, words):
    assert sorted(words, key=lambda each: sort_key(each, language)) == words


@given(typed)
def test_a_reduced_text_is_reduced_no_further(text):
    assert strict(strict(text)) == strict(text)
    assert loose(loose(text)) == loose(text)
    assert loose(strict(text)) == loose(text)


@given(
    st.text("ابتةهيكأإئء 12"), st.sampled_from("\u064e\u0651\u0640\u200d\u200f\u2067")
)
def test_marks_of_vowels_and_direction_change_nothing(text, mark):
    marked = "".join(letter + mark for letter in text)
    assert strict(marked) == strict(text)


@given(typed)
def test_a_text_is_forgiven_nothing_beside_itself(text):
    assert forgiven(text, text) == ()
    assert not is_one_slip(text, text)


@given(st.text(LETTERS), st.text(LETTERS))
def test_exactly_the_needed_folds_are_named(one, other):
    folds = forgiven(one, other)
    assert (folds is None) == (loose(one) != loose(other))
    assert (folds == ()) == (strict(one) == strict(other))
    assert set(folds or ()) <= set(FOLDS)


@given(st.text("ابتحخهلمنيو", min_size=5), st.data())
def test_a_word_with_one_letter_less_is_one_slip_away(word, data):
    index = data.draw(st.integers(0, len(word) - 1))
    assert is_one_slip(word[:index] + word[index + 1 :], word)
