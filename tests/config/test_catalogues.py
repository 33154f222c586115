import gettext
import os

import pytest

from config import catalogues, messages

WORDS = f"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {messages.HEADER["Plural-Forms"]}\\n"

msgid "%(count)s passage"
msgid_plural "%(count)s passages"
msgstr[0] "لا فقرات"
msgstr[1] "فقرة واحدة"
msgstr[2] "فقرتان"
msgstr[3] "%(count)s فقرات"
msgstr[4] "%(count)s فقرة"
msgstr[5] "%(count)s فقرة كاملة"
"""


@pytest.fixture
def source(settings, tmp_path):
    path = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(WORDS, encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path]
    return path


def test_what_is_compiled_follows_the_plural_rule_of_arabic(source):
    catalogues.compile_stale()

    with source.with_suffix(".mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    forms = {
        number: words.ngettext("%(count)s passage", "%(count)s passages", number)
        for number in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103)
    }
    assert forms == {
        0: "لا فقرات",
        1: "فقرة واحدة",
        2: "فقرتان",
        3: "%(count)s فقرات",
        10: "%(count)s فقرات",
        11: "%(count)s فقرة",
        99: "%(count)s فقرة",
        100: "%(count)s فقرة كاملة",
        102: "%(count)s فقرة كاملة",
        103: "%(count)s فقرات",
    }


def test_only_what_is_stale_is_compiled(source):
    compiled = source.with_suffix(".mo")
    compiled.touch()
    catalogues.compile_stale()
    before = compiled.read_bytes()

    os.utime(source, (compiled.stat().st_mtime + 1,) * 2)
    catalogues.compile_stale()

    assert (before, compiled.read_bytes()[:4]) == (b"", b"\xde\x12\x04\x95")
