import datetime as dt

import allauth
import django
import polib
import pytest
from django import forms
from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_ALT
from django.utils.formats import date_format

from config import messages
from tests.project.files import ROOT

MODULE = "config/borrowed.py"
PACKAGES = (
    (django, "conf"),
    (django, "contrib/admin"),
    (django, "contrib/auth"),
    (allauth, ""),
)


@pytest.fixture(autouse=True)
def arabic():
    with translation.override("ar"):
        yield


def test_what_is_borrowed_is_said_by_its_owners():
    borrowed = {
        (*key, message.plural)
        for key, message in messages.gather().items()
        if MODULE in message.places
    }

    assert borrowed
    assert borrowed - said_by_packages() == set()


def test_nothing_imports_the_borrowed_words():
    importing = [
        path
        for folder in messages.CODE
        for path in (ROOT / folder).rglob("*.py")
        if "import borrowed" in path.read_text(encoding="utf-8")
    ]

    assert importing == []


def test_a_month_has_both_of_its_names():
    assert date_format(dt.date(2026, 4, 5), "DATE_FORMAT") == "5 نيسان/أبريل 2026"


@pytest.mark.parametrize("names", [MONTHS, MONTHS_ALT])
def test_each_month_has_two_names(names):
    assert [month for month, name in names.items() if str(name).count("/") != 1] == []


def test_an_empty_field_is_told_about_in_our_words():
    field = forms.CharField()

    with pytest.raises(forms.ValidationError, match="يلزم ملء هذا الحقل"):
        field.clean("")


def said_by_packages():
    """Return all that Django and allauth may say: context, words, plural."""
    said = set()
    for package, folder in PACKAGES:
        path = f"{package.__path__[0]}/{folder}/locale/en/LC_MESSAGES/django.po"
        said |= {
            (entry.msgctxt, entry.msgid, entry.msgid_plural)
            for entry in polib.pofile(path, encoding="utf-8")
        }
    return said
