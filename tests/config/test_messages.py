import polib
import pytest

from config import messages

TEMPLATE = """
{% load i18n %}<a title="{% translate "Next (step)" %}">_("text")</a>
{% translate "order" context "of a list" %} {{ name|default:_("nobody") }}
{% include "x.html" with title=_("Lessons") %} {# {% translate "hidden" %} #}
{% blocktranslate trimmed count done=done context "in a lesson" %}
  One passage of {{ all }}
{% plural %}
  {{ done }} passages, 100%
{% endblocktranslate %}
"""
CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
label = _("One line" " and more")
print(ngettext("%(n)s day", "%(n)s days", n), pgettext("verb", "Open"), open("x"))
"""


@pytest.fixture
def project(monkeypatch, tmp_path):
    monkeypatch.setattr(messages, "BASE_DIR", tmp_path)
    for folder in ("quiz", "templates"):
        (tmp_path / folder).mkdir()
    (tmp_path / "quiz" / "page.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def test_words_are_gathered_from_code_and_templates(project):
    gathered = messages.gather()

    assert {key: message.plural for key, message in gathered.items()} == {
        (None, "One line and more"): "",
        (None, "%(n)s day"): "%(n)s days",
        ("verb", "Open"): "",
        (None, "Next (step)"): "",
        ("of a list", "order"): "",
        (None, "nobody"): "",
        (None, "Lessons"): "",
        ("in a lesson", "One passage of %(all)s"): "%(done)s passages, 100%%",
    }


def test_words_that_are_made_up_while_running_are_refused(project):
    page = project / "quiz" / "page.py"
    page.write_text("print(_(f'{a} b'))", encoding="utf-8")

    with pytest.raises(ValueError, match=r"quiz/page.py: _\(\) needs plain words"):
        messages.gather()


def test_words_that_are_looked_up_are_gathered_where_their_table_stands(project):
    page = project / "quiz" / "page.py"
    page.write_text(
        "MESSAGES: dict[str, str] = {'bad': 'Not' ' so.'}\nprint(_(MESSAGES['bad']))",
        encoding="utf-8",
    )

    assert (None, "Not so.") in messages.gather()


def test_translations_are_kept_and_what_is_said_no_more_is_dropped(project):
    path = messages.catalogue_path("ar")
    messages.renew("ar")
    catalogue = polib.pofile(str(path))
    catalogue.find("nobody").msgstr = "لا أحد"
    catalogue.append(polib.POEntry(msgid="Old", msgstr="قديم"))
    catalogue.save()

    renewed = messages.renew("ar")

    assert renewed.find("nobody").msgstr == "لا أحد"
    assert renewed.find("Old") is None
    assert renewed.find("One line and more").msgstr == ""
    assert sorted(renewed.find("%(n)s day").msgstr_plural) == [0, 1, 2, 3, 4, 5]
    assert polib.pofile(str(path)) == renewed
