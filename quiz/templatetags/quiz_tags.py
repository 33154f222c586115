"""Display only: words in two languages, numbers, dates, marks."""

import re
from urllib.parse import urlsplit

from django import template
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

register = template.Library()

DIRECTIONS = {"ar": "rtl", "en": "ltr"}

# In Arabic text: a number with its sign, mark, range or fellow numbers, or a run of
# Latin words. Left alone, the signs and the ends of such runs change sides.
_FOREIGN = re.compile(
    r"(?P<number>[+−-]?\$?\d+(?:[.,:/+–-]\d+)*%?)"
    r"|(?P<latin>[A-Za-z][A-Za-z0-9.’'-]*(?: [A-Za-z][A-Za-z0-9.’'-]*)*)"
)


def isolate(text):
    """Return Arabic text as markup with its numbers and Latin runs kept whole."""

    def wrap(match):
        if match["number"]:
            return f'<bdi dir="ltr">{match[0]}</bdi>'
        return f'<span lang="en" dir="ltr">{match[0]}</span>'

    # What is escaped has letters and digits of its own: only plain words are touched.
    pieces = re.split(r"(&[#\w]+;)", str(conditional_escape(text)))
    return mark_safe(  # noqa: S308 - escaped above, and only tags of ours are added
        "".join(
            piece if piece.startswith("&") else _FOREIGN.sub(wrap, piece)
            for piece in pieces
        )
    )


def written(text, language):
    """Return words of a language as markup."""
    return isolate(text) if language == "ar" else conditional_escape(text)


@register.filter
def words(text, language=None):
    """Show a text of two languages; what is missing shows in the other, marked so."""
    wanted = language or get_language()
    if not text:
        return ""
    if wanted in text:
        return written(text[wanted], wanted)
    other = next(iter(text))
    return format_html(
        '<span lang="{}" dir="{}">{}</span> <span class="small soft">({})</span>',
        other,
        DIRECTIONS[other],
        written(text[other], other),
        gettext("not yet translated"),
    )


@register.simple_tag
def field_words(row, field, language=None):
    """Show a translated field of a row."""
    return words(
        {
            code: text
            for code in DIRECTIONS
            if (text := getattr(row, f"{field}_{code}"))
        },
        language,
    )


@register.filter
def num(number):
    """Show a number whole, in Latin digits, without spare noughts."""
    if number is None:
        return ""
    text = f"{number:f}" if hasattr(number, "as_tuple") else str(number)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return format_html('<bdi dir="ltr">{}</bdi>', text)


@register.filter
def percent(number):
    """Show whole per cent."""
    return format_html('<bdi dir="ltr">{}%</bdi>', number)


@register.filter
def day(moment):
    """Show a date in words."""
    return isolate(date_format(localtime(moment), "DATE_FORMAT")) if moment else ""


@register.filter
def day_and_time(moment):
    """Show a date and a time in words."""
    return isolate(date_format(localtime(moment), "DATETIME_FORMAT")) if moment else ""


@register.simple_tag
def icon(name, css=""):
    """Draw a mark of the sprite; always beside a word that says the same."""
    return format_html(
        '<svg class="i {}" viewBox="0 0 24 24" aria-hidden="true">'
        '<use href="{}#{}"/></svg>',
        css,
        static("img/sprite.svg"),
        name,
    )


@register.filter
def get(mapping, key):
    """Look a key up."""
    return mapping.get(key, "")


@register.filter
def without_query(url):
    """Return the path of an address."""
    return urlsplit(url).path


@register.simple_tag
def joined(rows, separator=" "):
    """Join pieces of markup."""
    return format_html_join(separator, "{}", ((row,) for row in rows))
