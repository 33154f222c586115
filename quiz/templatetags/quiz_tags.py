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
STANCES = {"fact", "claim", "forecast", "analysis"}

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


@register.simple_tag
def passage_words(content, passage, language=None):
    """Show a passage with its terms underlined, each a link to its explanation."""
    wanted = language or get_language()
    if wanted not in passage.text:
        return words(passage.text, wanted)
    pieces, rest = [], passage.text[wanted]
    terms = [term for term in content.terms if term.passage == passage.id]
    for term in sorted(terms, key=lambda term: rest.find(term.anchor.get(wanted, ""))):
        anchor = term.anchor.get(wanted, "")
        before, found, after = rest.partition(anchor) if anchor else (rest, "", "")
        if not found:
            continue
        link = format_html(
            '<a class="term" href="#term-{}">{}</a>', term.id, written(anchor, wanted)
        )
        pieces += [written(before, wanted), link]
        rest = after
    return mark_safe("".join([*pieces, written(rest, wanted)]))  # noqa: S308 - each piece is escaped


@register.filter
def places(figure):
    """Give each row of a ranking with its place on the line, in per cent."""
    highest = max(float(row.value) for row in figure.rows)
    span = 94 / max(highest - 1, 1)
    return [(row, f"{2 + (float(row.value) - 1) * span:.1f}") for row in figure.rows]


@register.filter
def isolated(text):
    """Show plain words of the active language."""
    return written(text, get_language())


@register.filter
def plain(text):
    """Show a text of two languages where no markup can stand, as in an option.

    Direction is kept by isolating characters instead.
    """
    language = get_language()
    if language in text:
        return text[language]
    other = next(iter(text.values()), "")
    return f"\N{FIRST STRONG ISOLATE}{other}\N{POP DIRECTIONAL ISOLATE}"


@register.simple_tag
def stance_icon(name):
    """Draw the mark of a stance; nothing for another label."""
    return icon(f"s-{name}", "mark") if name in STANCES else ""
