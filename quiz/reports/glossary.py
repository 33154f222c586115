"""The words of a course: key terms of its published lessons, and its names."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext_lazy

from quiz.assessment.content import Term
from quiz.assessment.item import LANGUAGES
from quiz.assessment.text import search_key, sort_key
from quiz.models import Name
from quiz.models.texts import in_both

HEADINGS = {
    Name.Kind.PERSON: pgettext_lazy("kind of name", "People"),
    Name.Kind.PLACE: pgettext_lazy("kind of name", "Places"),
    Name.Kind.ORGANISATION: pgettext_lazy("kind of name", "Organisations and groups"),
    Name.Kind.AGREEMENT: pgettext_lazy("kind of name", "Agreements"),
    Name.Kind.EVENT: pgettext_lazy("kind of name", "Events and issues"),
}


@dataclass(frozen=True)
class Explained:
    """A term, with the first lesson that explains it."""

    term: Term
    lesson: Any
    number: int  # of the lesson in its course


@dataclass(frozen=True)
class NamesOfKind:
    """The names of one kind."""

    kind: str
    heading: str
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Glossary:
    """What a course explains, in the order of a language."""

    terms: tuple[Explained, ...]
    names: tuple[NamesOfKind, ...]


def course_glossary(course, language):
    """Gather the terms that readers meet in a course, and its names."""
    by_kind = {kind: [] for kind in HEADINGS}
    for name in course.names.all():
        by_kind[name.kind].append(name)
    return Glossary(
        terms=_sorted(_explained(course), language, lambda each: each.term.term),
        names=tuple(
            NamesOfKind(
                kind,
                HEADINGS[kind],
                _sorted(names, language, lambda name: in_both(name, "name")),
            )
            for kind, names in by_kind.items()
            if names
        ),
    )


def _explained(course):
    """Return each term once, though several lessons may explain it."""
    first = {}
    for number, lesson in enumerate(course.lessons.listed().with_terms(), 1):
        for data in lesson.shown_terms:
            term = Term(**data)
            words = tuple(search_key(term.term[language]) for language in LANGUAGES)
            first.setdefault(words, Explained(term, lesson, number))
    return first.values()


def _sorted(rows, language, words_of):
    """Put rows in the order of their words, which a draft may lack in a language."""

    def key(row):
        words = words_of(row)
        return sort_key(words.get(language, ""), language)

    return tuple(sorted(rows, key=key))
