"""Whether every word of the interface stands in Arabic, as Arabic is written."""

import re

import polib
import pytest

from config import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%|%[sd]")
# What keeps its Latin punctuation: places for values, tags, and Latin words together.
LATIN = re.compile(
    PLACEHOLDER.pattern
    + r"|<[^>]+>|&\w+;"
    + r"|[A-Za-z0-9]+(?:[^\u0600-\u06ff]*[A-Za-z0-9])?"
)
ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")


@pytest.fixture(scope="module")
def gathered():
    return messages.gather()


@pytest.fixture(scope="module", params=messages.LANGUAGES)
def catalogue(request):
    return polib.pofile(str(messages.catalogue_path(request.param)), encoding="utf-8")


def test_the_catalogue_has_the_words_of_the_project_and_no_others(gathered, catalogue):
    said = {key: message.plural for key, message in gathered.items()}
    kept = {(each.msgctxt, each.msgid): each.msgid_plural for each in catalogue}

    assert kept == said, "make messages"
    assert catalogue.obsolete_entries() == []


def test_the_plural_rule_is_that_of_arabic(catalogue):
    rule = catalogue.metadata["Plural-Forms"]

    assert rule == messages.HEADER["Plural-Forms"]


def test_every_word_is_translated_in_every_form(catalogue):
    waiting = [
        entry.msgid
        for entry in catalogue
        if entry.fuzzy
        or not all(forms(entry))
        or (entry.msgid_plural and len(forms(entry)) != messages.PLURAL_FORMS)
    ]

    assert waiting == []


def test_translations_have_the_places_of_what_they_translate(catalogue):
    wrong = [entry.msgid for entry in catalogue if not has_its_places(entry)]

    assert wrong == []


def test_translations_are_written_in_arabic(catalogue):
    copied = [
        entry.msgid
        for entry in catalogue
        for form in forms(entry)
        if re.search("[a-z]", PLACEHOLDER.sub("", entry.msgid))
        and not ARABIC_LETTER.search(form)
    ]

    assert copied == []


def test_translations_have_arabic_punctuation(catalogue):
    latin = [
        form
        for entry in catalogue
        for form in forms(entry)
        if re.search(r"[,;?\"]", LATIN.sub("", form))
    ]

    assert latin == []


def forms(entry):
    """Return the translations of an entry: one, or one for each plural form."""
    if not entry.msgid_plural:
        return [entry.msgstr]
    return [text for _form, text in sorted(entry.msgstr_plural.items())]


def places(text):
    return sorted(PLACEHOLDER.findall(text))


def has_its_places(entry):
    """Say whether no place for a value is lost or made up.

    Arabic says none, one and two without a number, so those forms may leave it out.
    """
    if not entry.msgid_plural:
        return places(entry.msgstr) == places(entry.msgid)
    wanted = places(entry.msgid_plural)
    return all(
        set(places(text)) <= set(wanted) if form < 3 else places(text) == wanted
        for form, text in enumerate(forms(entry))
    )
