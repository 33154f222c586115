"""Display only: words in two languages, numbers, dates, marks."""

import re
from decimal import Decimal
from functools import lru_cache, reduce
from operator import add

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

register = template.Library()

DIRECTIONS = {"ar": "rtl", "en": "ltr"}
# Characters that isolate where no markup can stand.
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT ISOLATE}"
FIRST_STRONG = "\N{FIRST STRONG ISOLATE}"
END = "\N{POP DIRECTIONAL ISOLATE}"
STANCES = {"fact", "claim", "forecast", "analysis"}

# In Arabic text: a run of Latin words with the numbers among them, or a number with
# its sign, mark, range or fellow numbers. Left alone, the signs and the ends of such
# runs change sides. A hyphen after a word is no sign, and a full stop after a Latin
# word is the sentence's, unless the word is a row of initials.
_WORD = r"[0-9]*[A-Za-z](?:[-+.’'&/]?[A-Za-z0-9])*(?:[+#]+|(?<=\.[A-Za-z])\.)?"
_NUMBER = r"\$?\d+(?:[.,:/+–-]\d+)*%?"
_FOREIGN = re.compile(
    rf"(?P<latin>{_WORD}(?: (?:{_WORD}|{_NUMBER}))*)|(?:(?<!\w)[+−-])?{_NUMBER}"
)
# In English text: a run of Arabic words, with their marks.
_LETTER = "[\u0620-\u065f\u066e-\u06d3\u0750-\u077f\ufb50-\ufdfb\ufe70-\ufefc]"
_ARABIC = re.compile(f"{_LETTER}+(?: {_LETTER}+)*")


def isolate(text):
    """Return Arabic text as markup with its numbers and Latin runs kept whole."""

    def wrap(match):
        if match["latin"]:
            return format_html('<span lang="en" dir="ltr">{}</span>', match[0])
        return format_html('<bdi dir="ltr">{}</bdi>', match[0])

    return _marked(text, _FOREIGN, wrap)


# The words of courses are shown again and again, and finding what to mark is slow.
@lru_cache(maxsize=8192)
def written(text, language):
    """Return words of a language as markup, with those of the other marked so."""
    if language == "ar":
        return isolate(text)
    return _marked(
        text,
        _ARABIC,
        lambda match: format_html('<span lang="ar" dir="rtl">{}</span>', match[0]),
    )


def _marked(text, pattern, wrap):
    """Return text as markup; what the pattern finds is wrapped, all is escaped."""
    pieces, end = [], 0
    for match in pattern.finditer(text):
        pieces += [escape(text[end : match.start()]), wrap(match)]
        end = match.end()
    return _joined([*pieces, escape(text[end:])])


def _joined(pieces):
    """Join markup; with a piece that is not safe, what is joined is not either."""
    return reduce(add, pieces, SafeString())


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
    """Show a number in Latin digits, by thousands, without spare noughts."""
    if number is None or number == "":
        return ""
    text = f"{Decimal(str(number)).normalize():,f}"
    return format_html('<bdi dir="ltr">{}</bdi>', text)


@register.filter
def figure(number, unit=""):
    """Show a statistic to one place, or a dash where nothing can be said."""
    if number is None:
        return "–"
    # The sign of a number that rounds to nothing says nothing.
    text = f"{number:.1f}".replace("-0.0", "0.0").replace("-", "−")
    return format_html('<bdi dir="ltr">{}{}</bdi>', text, unit)


@register.filter
def percent(number):
    """Show whole per cent."""
    return format_html('<bdi dir="ltr">{}%</bdi>', number)


@register.filter
def day(moment):
    """Show a date in words."""
    if not moment:
        return ""
    return isolated(date_format(localtime(moment), "DATE_FORMAT"))


@register.filter
def clock_time(moment):
    """Show the time of day to the second."""
    return format_html('<bdi dir="ltr">{}</bdi>', f"{localtime(moment):%H:%M:%S}")


@register.filter
def day_and_time(moment):
    """Show a date and a time in words."""
    if not moment:
        return ""
    return isolated(date_format(localtime(moment), "DATETIME_FORMAT"))


@lru_cache(maxsize=16384)
def _drawn(template_name, language, given):
    return render_to_string(template_name, dict(given))


@register.simple_tag
def drawn(template_name, **given):
    """Include a small template that shows nothing but what it is given.

    It is drawn once by each process, in each language. A page has dozens of such
    pieces, and a template takes longer for each than all its queries together.
    """
    return _drawn(template_name, get_language(), tuple(given.items()))


@register.simple_tag
def place_marks(places, position, *, is_form=False):
    """Draw the way to each question of an attempt, from the page of one of them.

    From a form one leaves by its buttons, which save what it holds.
    """
    language = get_language()
    return _joined(
        _drawn(
            "quiz/attempt/_place.html",
            language,
            (
                ("place", place),
                ("address", f"../{place.position}/"),
                ("is_here", place.position == position),
                (
                    "is_button",
                    is_form and not place.is_sent and place.position != position,
                ),
            ),
        )
        for place in places
    )


@register.simple_tag
def option_marks(part, template_name, **given):
    """Draw what can be picked in one part of a question, each by a small template."""
    language, given = get_language(), (("name", part.name), *given.items())
    return _joined(
        _drawn(template_name, language, (*given, ("option", option)))
        for option in part.options
    )


@register.simple_tag
@lru_cache(maxsize=256)
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


@register.simple_tag
def passage_words(content, passage, language=None):
    """Show a passage with its terms underlined, each a link to its explanation."""
    wanted = language or get_language()
    if wanted not in passage.text:
        return words(passage.text, wanted)

    def anchor_of(term):
        return term.anchor.get(wanted, "")

    pieces, rest = [], passage.text[wanted]
    terms = [term for term in content.terms if term.passage == passage.id]
    # In the order of the text; of two that begin at one place, the longer.
    terms.sort(key=lambda term: (rest.find(anchor_of(term)), -len(anchor_of(term))))
    for term in terms:
        anchor = anchor_of(term)
        before, found, after = rest.partition(anchor) if anchor else (rest, "", "")
        if not found:
            continue
        link = format_html(
            '<a class="term" href="#term-{}">{}</a>', term.id, written(anchor, wanted)
        )
        pieces += [written(before, wanted), link]
        rest = after
    return _joined([*pieces, written(rest, wanted)])


@register.filter
def places(figure):
    """Give each row of a ranking with its place on the line, in per cent."""
    highest = max(float(row.value) for row in figure.rows)
    span = 94 / max(highest - 1, 1)
    return [(row, f"{2 + (float(row.value) - 1) * span:.1f}") for row in figure.rows]


@register.filter
def widths(figure):
    """Give each row of amounts with its share of the highest, in per cent."""
    highest = max(float(row.value) for row in figure.rows)
    return [
        (row, f"{100 * float(row.value) / highest if highest else 0:.1f}")
        for row in figure.rows
    ]


@register.filter
def isolated(text):
    """Show plain words of the active language."""
    return written(str(text), get_language())


@register.filter
def plain(text):
    """Show a text of two languages where no markup can stand, as in an option.

    Direction is kept by isolating characters instead.
    """
    language = get_language()
    if language not in text:
        return _isolated(next(iter(text.values()), ""), FIRST_STRONG)
    if language != "ar":
        return text[language]
    return _FOREIGN.sub(lambda match: _isolated(match[0], LEFT_TO_RIGHT), text["ar"])


def _isolated(text, start):
    # One word or number has nothing that could change sides.
    return text if not text or text.isalnum() else f"{start}{text}{END}"


@register.simple_tag
def stance_icon(name):
    """Draw the mark of a stance; nothing for another label."""
    return icon(f"s-{name}", "mark") if name in STANCES else ""
