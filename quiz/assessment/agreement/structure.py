"""How a text is built: its sentences, questions and quotations."""

import re

from quiz.assessment.agreement.prose import Pair, Prose

# A point after a single letter or a figure may belong to a name or a number.
_SENTENCE_END = re.compile(r"(?<![ .][A-Za-z])[.!?؟…]+[\"”»’')\]]*(?=\s|$)")
_QUESTION_END = re.compile(r"[?؟]")
_QUOTATION = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"")


def count_sentences(prose: Prose) -> int:
    """Count roughly: a text without an end is one sentence."""
    return len(_sentences(prose))


def align(pair: Pair) -> tuple[Pair, ...]:
    """Cut a pair into its sentences where both have as many, else leave it whole."""
    parts = {language: _sentences(prose) for language, prose in pair.items()}
    first, second = parts
    if len(parts[first]) != len(parts[second]):
        return (pair,)
    return tuple(
        {first: one, second: other}
        for one, other in zip(parts[first], parts[second], strict=True)
    )


def _sentences(prose: Prose) -> list[Prose]:
    ends = [match.end() for match in _SENTENCE_END.finditer(prose.text)]
    starts = [0, *ends]
    sentences = [
        tuple(token for token in prose.tokens if start <= token.start < end)
        for start, end in zip(starts, [*ends, len(prose.text)], strict=True)
    ]
    return [Prose(prose.language, prose.text, tokens) for tokens in sentences if tokens]


def count_questions(prose: Prose) -> int:
    """Count the question marks."""
    return len(_QUESTION_END.findall(prose.text))


def count_quotations(prose: Prose) -> int:
    """Count what stands between quotation marks."""
    return len(_QUOTATION.findall(prose.text))
