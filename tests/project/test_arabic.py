"""Whether the Arabic of the interface is one voice: words, address, counts."""

import re

import polib
import pytest
from django.utils import translation
from django.utils.translation import ngettext

from config import messages

# What is said otherwise here: an order speaks to a man, and each thing has one name.
NOT_SAID = {
    r"\b(?:احفظ|أدخل|ادخل|اختر|اضغط|انقر|أضف|احذف|ابحث|حاول|استخدم|تأكد)\b": (
        "an order"
    ),
    r"\b(?:رجاءً|الرجاء|يرجى|من فضلك)\b": "a plea",
    r"\b(?:زعم|ادّعى|ادعى|الادعاء)\b": "a verb that doubts who speaks",
    r"\b(?:ال)?مقطع\b|\b(?:ال)?مقاطع\b": "فقرة",
    r"\b(?:ال)?كود\b|\b(?:ال)?شفرة\b": "رمز",
    r"كلمة السر": "كلمة المرور",
    r"بنجاح|تم بنجاح": "what happened is enough",
}
# Alef with tanwin is written as in the lessons: the sign after the letter.
MISSPELLED = {
    r"\u064b\u0627": "tanwin before its alef",
    r"\u0640": "a stretched word",
    r"  ": "two spaces",
    r"\s[،؛؟:]|\s\.$": "a space before a mark",
    r"[\u0660-\u0669](?<!٨)": "Arabic digits; ours are Latin",
    r"[“”\"]": "foreign quotation marks",
}
COUNTS = (0, 1, 2, 3, 10, 11, 99, 100, 102, 103)


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(messages.catalogue_path("ar")), encoding="utf-8")


@pytest.mark.parametrize("pattern", [*NOT_SAID, *MISSPELLED])
def test_no_translation_has_what_is_not_said(catalogue, pattern):
    found = [
        text
        for entry in catalogue
        for text in forms(entry)
        if re.search(pattern, re.sub(r"<[^>]+>", "", text.strip()))
    ]

    assert found == []


def test_quotation_marks_come_in_pairs(catalogue):
    odd = [
        text
        for entry in catalogue
        for text in forms(entry)
        if text.count("«") != text.count("»")
    ]

    assert odd == []


def test_a_sentence_ends_where_the_english_does(catalogue):
    unlike = [
        text
        for entry in catalogue
        for text in forms(entry)
        if entry.msgid.endswith(":") != text.endswith(":")
        or (text.endswith(".") and not entry.msgid.endswith("."))
    ]

    assert unlike == []


@pytest.mark.parametrize(
    ("singular", "plural", "said"),
    [
        (
            "%(shown)s question",
            "%(shown)s questions",
            (
                "لا أسئلة|سؤال واحد|سؤالان|3 أسئلة|10 أسئلة|11 سؤالاً|99 سؤالاً"
                "|100 سؤال|102 سؤال|103 أسئلة"
            ),
        ),
        (
            "About %(shown)s minute",
            "About %(shown)s minutes",
            (
                "أقل من دقيقة|نحو دقيقة|نحو دقيقتين|نحو 3 دقائق|نحو 10 دقائق"
                "|نحو 11 دقيقة|نحو 99 دقيقة|نحو 100 دقيقة|نحو 102 دقيقة|نحو 103 دقائق"
            ),
        ),
        (
            "%(shown)s student",
            "%(shown)s students",
            (
                "لا طلاب|طالب واحد|طالبان|3 طلاب|10 طلاب|11 طالباً|99 طالباً"
                "|100 طالب|102 طالب|103 طلاب"
            ),
        ),
    ],
)
def test_counted_things_agree_with_their_number(singular, plural, said):
    with translation.override("ar"):
        written = [
            ngettext(singular, plural, count) % {"shown": count} for count in COUNTS
        ]

    assert written == said.split("|")


def forms(entry):
    """Return the translations of an entry: one, or one for each plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
