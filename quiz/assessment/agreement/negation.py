"""What a text denies."""

import re

from quiz.assessment.agreement.finding import Mark
from quiz.assessment.agreement.prose import Prose, Token, vocabulary
from quiz.assessment.text import strict

_SURE = {
    "en": vocabulary(
        "not no never without neither nor none nobody nothing nowhere cannot"
    ),
    "ar": vocabulary("لا لم لن ليس ليست ليسوا ليسا لست لسنا دون بدون بلا ألا لئلا"),
}
# They deny in other words, or deny one word only. The other language may have said
# the same with a "not".
_POSSIBLE = {
    "en": vocabulary(
        "except fail fails failed failing failure lack lacks lacked lacking unable "
        "refuse refuses refused deny denies denied absence absent hardly rarely "
        "outside impossible illegal irregular incomplete inactive "
        "inaccurate incompetent inequality infinite infinitely apolitical"
    ),
    "ar": vocabulary(
        "غير عدم رفض يرفض ترفض رفضت نفى نفت ينفي فشل فشلت يفشل تفشل انعدام "
        "غياب يفتقر تفتقر افتقر نقص مستحيل نادرا قلما تعذر عجز تخلى"
    ),
}
_DENYING_PART = re.compile(
    r"un(?!der|it|iv|til|ion|ique|cle)[a-z]{4,}"
    r"|non[a-z]*|(?:in|im|ir|dis)[a-z]+[ai]ble|[a-z]{3,}less"
)
# After a denial, they make an "only" of it.
_EXCEPT = vocabulary("سوى إلا")
# "Still", "especially" and "must" deny nothing, though they begin with a "no".
_NO_DENIALS = frozenset(
    tuple(strict(phrase).split())
    for phrase in (
        "لا يزال",
        "لا تزال",
        "لا يزالون",
        "لا زال",
        "لا زالت",
        "لم يزل",
        "لم تزل",
        "لا سيما",
        "لا بد",
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
        if word in _EXCEPT and sure:
            sure.pop()
            possible += 1
        elif word in _SURE[prose.language]:
            sure.append(prose.mark(word, index, index))
        elif word in _POSSIBLE[prose.language] or _has_denying_part(token, prose):
            possible += 1
    return sure, possible


def _plain(token: Token, language: str) -> str:
    if language == "en":
        return "not" if re.search("n['’]t$", token.text) else token.key
    word = strict(token.text)
    # Of the prefixes, only these: كلا is no لا.
    bare = re.sub("^(?:[وف]|ال|[بل](?=عدم|غير))", "", word)
    return bare if bare in _SURE["ar"] | _POSSIBLE["ar"] else word


def _has_denying_part(token: Token, prose: Prose) -> bool:
    return prose.language == "en" and bool(_DENYING_PART.fullmatch(token.key))
