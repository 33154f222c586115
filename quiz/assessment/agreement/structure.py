"""How a text is built: its sentences, questions and quotations."""

import re

from quiz.assessment.agreement.prose import Prose

# A point after a single letter or a figure may belong to a name or a number.
_SENTENCE_END = re.compile(r"(?<![ .][A-Za-z])[.!?؟…]+[\"”»’')\]]*(?=\s|$)")
_QUESTION_END = re.compile(r"[?؟]")
_QUOTATION = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"")


def count_sentences(prose: Prose) -> int:
    """Count roughly: a text without an end is one sentence."""
    text = prose.text.strip()
    ends = len(_SENTENCE_END.findall(text))
    is_ended = bool(re.search(r"[.!?؟…]+[\"”»’')\]]*$", text))
    return ends + (not is_ended and bool(text))


def count_questions(prose: Prose) -> int:
    """Count the question marks."""
    return len(_QUESTION_END.findall(prose.text))


def count_quotations(prose: Prose) -> int:
    """Count what stands between quotation marks."""
    return len(_QUOTATION.findall(prose.text))
