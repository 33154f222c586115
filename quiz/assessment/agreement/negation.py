"""What a text denies."""

import re

from quiz.assessment.agreement.finding import Mark
from quiz.assessment.agreement.prose import Prose, Token
from quiz.assessment.text import strict

_SURE = {
    "en": [
        "not",
        "no",
        "never",
        "without",
        "neither",
        "nor",
        "none",
        "nobody",
        "nothing",
        "nowhere",
        "cannot",
    ],
    "ar": [
        "لا",
        "لم",
        "لن",
        "ليس",
        "ليست",
        "ليسوا",
        "ليسا",
        "لست",
        "لسنا",
        "لسن",
        "غير",
        "دون",
        "بدون",
        "بلا",
        "عدم",
        "ألا",
        "لئلا",
    ],
}
# They deny in other words; the other language may rely on them.
_POSSIBLE = {
    "en": [
        "except",
        "fail",
        "fails",
        "failed",
        "failing",
        "lack",
        "lacks",
        "lacked",
        "lacking",
        "unable",
        "refuse",
        "refuses",
        "refused",
        "deny",
        "denies",
        "denied",
        "absence",
        "absent",
        "hardly",
        "rarely",
        "less",
        "only",
        "just",
        "but",
        "other",
        "outside",
        "impossible",
        "illegal",
        "despite",
        "regardless",
        "unless",
        "few",
        "little",
    ],
    "ar": [
        "ما",
        "سوى",
        "إلا",
        "رفض",
        "يرفض",
        "ترفض",
        "رفضت",
        "نفى",
        "نفت",
        "ينفي",
        "فشل",
        "فشلت",
        "يفشل",
        "تفشل",
        "انعدام",
        "غياب",
        "يفتقر",
        "تفتقر",
        "افتقر",
        "أبدا",
        "قط",
        "مستحيل",
        "ولا",
        "كلا",
        "نادرا",
        "قلما",
        "تعذر",
        "عجز",
    ],
}
_DENYING_PART = re.compile(r"(?:un|in|im|ir|il|non|dis)[a-z]{4,}|[a-z]{3,}less")
# "Still", "especially" and "must" deny nothing, though they begin with a "no".
_NO_DENIALS = frozenset(
    (strict(first), strict(second))
    for first, second in (
        ("لا", "يزال"),
        ("لا", "تزال"),
        ("لا", "يزالون"),
        ("لا", "زال"),
        ("لا", "زالت"),
        ("لم", "يزل"),
        ("لم", "تزل"),
        ("لا", "سيما"),
        ("لا", "بد"),
    )
)


def read_denials(prose: Prose) -> tuple[list[Mark], int]:
    """List the words that deny for sure, and count those that may."""
    sure = []
    possible = 0
    for index, token in enumerate(prose.tokens):
        word = _plain(token, prose.language)
        following = prose.tokens[index + 1 : index + 2]
        if any((word, strict(after.text)) in _NO_DENIALS for after in following):
            continue
        if word in _SURE[prose.language]:
            sure.append(prose.mark(word, index, index))
        elif word in _POSSIBLE[prose.language] or _has_denying_part(token, prose):
            possible += 1
    return sure, possible


def _plain(token: Token, language: str) -> str:
    if language == "en":
        return "not" if re.search("n['’]t$", token.text) else token.key
    word = strict(token.text)
    bare = word[1:] if word.startswith(("و", "ف")) else word
    return bare if bare in _SURE["ar"] or bare in _POSSIBLE["ar"] else word


def _has_denying_part(token: Token, prose: Prose) -> bool:
    return prose.language == "en" and bool(_DENYING_PART.fullmatch(token.key))
