"""The controls of a question, filled with what was answered."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from quiz.assessment.gaps import split_gaps
from quiz.assessment.item import FIELD_OWNER
from quiz.assessment.kinds import KINDS
from quiz.assessment.response import LIMITS
from quiz.models.texts import in_page_language

LETTERS = {"ar": "أبجدهوزح", "en": "ABCDEFGH"}

PROBLEMS = {
    "blank": _("Not answered yet."),
    "not_a_number": _("This is not a number. Write digits only, such as 4.5."),
    "number_with_words": _("Write the number alone, such as 4.5."),
    "ambiguous_number": _(
        "This can be read as two numbers. Write a point for decimals, and nothing"
        " between thousands."
    ),
    "no_letters": _("There are only marks here. Write a word or a number."),
    "same_place_twice": _("Another event has the same place."),
}

# The unit stands behind the field.
WITH_UNIT = _("Write the number alone: “%(unit)s” is written beside it already.")

RULES = {
    ("choice", "each"): _("One answer is right."),
    ("multiple_response", "plus_minus"): _(
        "More than one is right. Score: right picks less wrong picks, never below zero."
    ),
    ("multiple_response", "exact"): _(
        "More than one is right. The mark is given only when the right ones are"
        " picked and no others."
    ),
    ("multiple_response", "per_option"): _(
        "More than one is right. Every option that is rightly picked, or rightly"
        " left, counts the same."
    ),
    ("hottext", "plus_minus"): _(
        "Passages to choose. Score: right picks less wrong picks, never below zero."
    ),
    ("hottext", "exact"): _(
        "Passages to choose. The mark is given only when the right ones are picked"
        " and no others."
    ),
    ("hottext", "per_option"): _(
        "Passages to choose. Every one that is rightly picked, or rightly left,"
        " counts the same."
    ),
    ("true_false", "every"): _(
        "The mark is given when the verdict and the reason are both right."
    ),
    ("two_part", "chain"): _(
        "One point for the first part, another for the evidence. The evidence counts"
        " only when the first part is right."
    ),
    ("numeric", "each"): _("Any digits will do: 8 or ٨."),
    ("text_entry", "each"): _("A word or two. Small differences of spelling pass."),
    ("match", "each"): _("Every row counts the same. Some phrases may be left over."),
    ("categorise", "each"): _("Every statement counts the same."),
    ("order", "pairwise"): _("Every pair in the right order counts the same."),
    ("gap_match", "each"): _("Every gap counts the same. Some words may be left over."),
    ("inline_choice", "each"): _("Every gap counts the same."),
    ("extended_text", "by_hand"): _("A teacher marks this by the rubric below."),
}


@dataclass(frozen=True)
class OptionControl:
    """One thing that may be picked."""

    id: str
    text: dict[str, str] = field(hash=False)
    letter: str
    is_picked: bool


@dataclass(frozen=True)
class PartControl:
    """One place for an answer, as a form control."""

    id: str
    name: str  # of the form field
    text: dict[str, str]
    options: tuple[OptionControl, ...]
    typed: str
    takes: str
    problem: str  # what to mend, in the reader's language; or empty


@dataclass(frozen=True)
class Controls:
    """A question as a form: its layout, its parts, and what was answered."""

    shown: Any
    layout: str
    control: str
    rule: str
    parts: tuple[PartControl, ...]
    pieces: dict[str, tuple[Any, ...]]  # the body with its gaps, by language

    @property
    def part(self):
        """Return the only part of a question of one part."""
        return self.parts[0]

    @property
    def problems(self):
        """Return the parts that need mending."""
        return [part for part in self.parts if part.problem]


def controls(shown, value, language, problems=(), owner=""):
    """Return the controls of a question as it is arranged, filled with an answer.

    `owner` makes the names of typed fields one learner's: a browser offers what was
    typed under a name to whoever meets that name again, on a shared computer.
    """
    kind = KINDS[shown.kind]
    by_part = dict(problems)
    parts = {
        part.id: PartControl(
            id=part.id,
            name=_name(part, owner),
            text=part.text,
            options=_options(shown.menu(part), value.get(part.id, ()), language),
            typed=value[part.id] if isinstance(value.get(part.id), str) else "",
            takes=part.takes,
            problem=_problem(by_part[part.id], part) if part.id in by_part else "",
        )
        for part in shown.parts
    }
    return Controls(
        shown=shown,
        layout=kind.layout,
        control=kind.control,
        rule=rule_of(shown),
        parts=tuple(parts.values()),
        pieces={
            code: tuple(
                (piece.text, parts.get(piece.gap)) for piece in split_gaps(body)
            )
            for code, body in shown.body.items()
            if kind.has_gaps
        },
    )


def _problem(code, part):
    """Say what to mend, in the language of the page."""
    if code == "number_with_words" and part.text:
        return WITH_UNIT % {"unit": in_page_language(part.text)}
    return str(PROBLEMS[code])


def _name(part, owner):
    if owner and part.takes in LIMITS:
        return f"{part.field_name}{FIELD_OWNER}{owner}"
    return part.field_name


def _options(menu, picked, language):
    letters = LETTERS[language]
    return tuple(
        OptionControl(
            id=option.id,
            text=option.text,
            letter=letters[place] if place < len(letters) else "",
            is_picked=option.id in picked,
        )
        for place, option in enumerate(menu)
    )


def rule_of(shown):
    """Say how a question is scored, before it is answered."""
    points = ngettext("%(points)s point.", "%(points)s points.", shown.points)
    return f"{RULES[shown.kind, shown.rule]} {points % {'points': shown.points}}"


def unreadable(problems):
    """Keep the problems of what is there, not of what is missing."""
    return tuple(each for each in problems if each[1] != "blank")
