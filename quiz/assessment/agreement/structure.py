"""How a text is built: its sentences, questions and quotations."""

import re

from quiz.assessment.agreement.prose import Prose

# A point after a single letter or a figure may belong to a name or a number.
_SENTENCE_END = re.compile(
    r"(?<![ .][A-Za-z])[.!?؟…]+[\"”»’')\]]*(?=\s|$)"
    r"|(?<=[ء-ي]{2})[.!؟…]+(?=[ء-ي]{2})"  # the space is forgotten
)
_QUESTION_END = re.compile(r"[?؟]")
QUOTATION = r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\""


def count_sentences(prose: Prose) -> int:
    """Count roughly: a text without an end is one sentence."""
    return len(sentences(prose))


def sentences(prose: Prose) -> list[Prose]:
    """Cut a text into its sentences, those without a word left out."""
    ends = [match.end() for match in _SENTENCE_END.finditer(prose.text)]
    starts = [0, *ends]
    parts = [
        tuple(token for token in prose.tokens if start <= token.start < end)
        for start, end in zip(starts, [*ends, len(prose.text)], strict=True)
    ]
    return [Prose(prose.language, prose.text, tokens) for tokens in parts if tokens]


def count_questions(prose: Prose) -> int:
    """Count the question marks."""
    return len(_QUESTION_END.findall(prose.text))


def count_quotations(prose: Prose) -> int:
    """Count what stands between quotation marks."""
    return len(re.findall(QUOTATION, prose.text))
