"""What keeps lessons and questions from being published, or wants mending, in words.

Rows are named as an editor finds them: by number and first words, with the code that
the database knows them by behind.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from quiz.assessment.faults import MESSAGES
from quiz.assessment.item_rules import MESSAGES as RULE_MESSAGES
from quiz.models import Course, Lesson, Question
from quiz.models.question import Level
from quiz.models.texts import (
    excerpt,
    in_both,
    in_page_language,
    language_name,
    listed,
)

# What in the detail of a fault is the code of a row.
CODES = {"option", "other", "part", "row", "passage"}
# A code is Latin in an Arabic sentence, too.
ISOLATE, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def name_row(row):
    """Name what is published by its words, with its code behind."""
    words = in_both(row, "prompt" if isinstance(row, Question) else "title")
    code = row.slug if isinstance(row, Course | Lesson) else row.uid
    return _named(excerpt(in_page_language(words)), code)


def describe_lesson_fault(fault):
    """Say what keeps a lesson from being published, and where."""
    message = {
        "no_passages": _("The lesson has no passages."),
        "one_language": _("%(place)s: no text in %(language)s."),
        "anchor_missing": _(
            "%(place)s: the words of the term do not stand in its passage"
            " (%(language)s)."
        ),
        "unattributed": _("%(place)s: a claim needs to say who makes it."),
        "not_drawn": _("%(place)s: rows are missing, or the values of some rows."),
    }[fault.code]
    return message % {
        "place": capfirst(_place_of_lesson(fault.place)),
        "language": fault.language and language_name(fault.language),
    }


def describe_question_fault(fault, question):
    """Say what keeps a question from being published, and where."""
    names = _rows_of_question(question)
    if fault.code == "passage_not_published":
        return _(
            "Publish the lesson first: readers do not see “%(passage)s” as it is now."
        ) % {"passage": names.get(fault.detail["id"], fault.detail["id"])}
    return _filled(_(MESSAGES[fault.code]), fault, names)


def describe_finding(finding, question=None):
    """Say what a rule of item writing finds in a question, or in a whole quiz."""
    names = _rows_of_question(question) if question else {}
    return _filled(_(RULE_MESSAGES[finding.rule]), finding, names)


def describe_difference(difference, question=None):
    """Say what one language of a text says and the other does not, and where."""
    of_rule = {
        "numbers": _("numbers"),
        "percentages": _("per cents"),
        "months": _("months"),
        "currencies": _("currencies"),
        "names": _("names"),
        "negation": _("negation"),
        "questions": _("questions"),
        "sentences": _("sentences"),
        "quotations": _("quotations"),
        "length": _("length"),
    }
    place = (
        _place_of_question(difference.place, _rows_of_question(question))
        if question
        else _place_of_lesson(difference.place)
    )
    said = {
        language: listed(mark.value for mark in marks) or "—"
        for language, marks in difference.finding.marks.items()
    }
    return _(
        "%(place)s: a difference in %(what)s. Arabic: %(ar)s. English: %(en)s."
    ) % {
        "place": capfirst(place),
        "what": of_rule[difference.finding.rule],
        "ar": said.get("ar", "—"),
        "en": said.get("en", "—"),
    }


def _filled(pattern, found, names):
    """Fill a message with what is found, and the names of rows for their codes."""
    detail = {
        key: names.get(value, value) if key in CODES else value
        for key, value in found.detail.items()
    }
    if "levels" in detail:
        detail["levels"] = listed(Level(level).label for level in detail["levels"])
    return pattern.format(
        **{
            **detail,
            "place": _place_of_question(found.place, names),
            "language": found.language and language_name(found.language),
        }
    )


def _named(name, code):
    """Put a code behind a name, in its own direction."""
    return f"{name} ({ISOLATE}{code}{END})" if name else code


def _passage_name(number, heading, uid):
    name = _("Passage %(number)s") % {"number": number}
    words = in_page_language(heading)
    return _named(f"{name} · {words}" if words else name, uid)


def _place_of_lesson(place):
    columns = {
        "title": _("title"),
        "summary": _("summary"),
        "section": _("section of the source"),
        "heading": _("heading"),
        "attribution": _("who says so"),
        "anchor": _("words in the passage"),
        "term": pgettext("field", "term"),
        "definition": _("definition"),
        "caption": _("what it shows, in a sentence"),
        "label_heading": _("heading of the first column"),
        "value_heading": _("heading of the values"),
        "share_heading": _("heading of the shares"),
        "note_heading": _("heading of the notes"),
        "note": _("note"),
    }
    rows = {
        "point": _("Learning point %(number)s"),
        "term": _("Term %(number)s"),
        "figure": _("Figure %(number)s"),
    }
    pieces = []
    if place.row == "passage":
        pieces.append(_passage_name(place.number, place.name, place.id))
    elif place.row:
        name, words = rows[place.row], in_page_language(place.name)
        name %= {"number": place.number}
        pieces.append(_named(f"{name} · {words}" if words else name, place.id))
    if place.line:
        pieces.append(_("row %(number)s") % {"number": place.line})
    if place.column:
        pieces.append(columns[place.column])
    return listed(pieces)


def _rows_of_question(question):
    """Name the passages, parts and options of a question, by what they are known by."""
    passages = enumerate(question.lesson.passages.all(), 1)
    return {
        **{
            row.uid: _passage_name(number, in_both(row, "heading"), row.uid)
            for number, row in passages
        },
        **{
            row.ident: _named(name % {"number": number}, row.ident)
            for name, rows in (
                (_("part %(number)s"), question.parts.all()),
                (_("option %(number)s"), question.choices.all()),
            )
            for number, row in enumerate(rows, 1)
        },
    }


def _place_of_question(place, names):
    start, _dot, rest = place.partition(".")
    columns = {
        "prompt": pgettext("field", "question"),
        "body": _("text under the question"),
        "explanation": _("explanation"),
        "options": _("options"),
        "parts": _("parts"),
        "feedback": _("feedback"),
        "answer": _("answer"),
    }
    row = rest or start
    named = names.get(row) or columns.get(row, row)
    if start == "feedback" and rest:
        return _("feedback on %(row)s") % {"row": named}
    return named
