"""Answers that fit, and the pages that send them."""

import re
import secrets

from quiz.assessment.item import FIELD_PREFIX

HIDDEN = re.compile(r'name="(page|sequence|seen)" value="([^"]*)"')


def answer(shown, number):
    """Answer every part of a question; the next number gives another answer."""
    return {
        part.id: [menu[(place + number) % len(menu)].id]
        if (menu := shown.menu(part))
        else str(7 + number)
        for place, part in enumerate(shown.parts)
    }


class Page:
    """A page with a question, which numbers what it sends."""

    def __init__(self, key="", seen=0):
        """Begin as the site does: with a key of its own."""
        self.key = key or secrets.token_urlsafe(16)
        self.seen = seen
        self.sequence = 0

    @classmethod
    def read(cls, html):
        """Return the page as the site made it."""
        hidden = dict(HIDDEN.findall(html))
        return cls(hidden["page"], hidden["seen"])

    def fields(self, value, **others):
        """Write an answer as the fields of the form."""
        self.sequence += 1
        given = {f"{FIELD_PREFIX}{part}": words for part, words in value.items()}
        return (
            given
            | others
            | {
                "page": self.key,
                "sequence": self.sequence,
                "seen": self.seen,
            }
        )
