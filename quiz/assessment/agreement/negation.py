"""What a text denies."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from quiz.assessment.agreement import denials
from quiz.assessment.agreement.finding import Mark
from quiz.assessment.agreement.prose import Prose, bare_forms, key

# Between a denial and what makes an "only" of it: "لا يعالجه غير الدول".
_FURTHEST_BUT = 3


@dataclass(frozen=True, slots=True)
class Denials:
    """The words of a text that deny."""

    sure: tuple[Mark, ...]
    possible: Counter[str]  # by their names in the table
    ors: int  # after a denial
    nors: int  # as above


def read_denials(prose: Prose) -> Denials:
    """List the words that deny for sure, and count those that may."""
    sure: list[Mark] = []
    possible: Counter[str] = Counter()
    ors = nors = 0
    for index, token in enumerate(prose.tokens):
        if _denies_nothing(prose, index):
            continue
        if sure and (token.word in denials.BUT or _is_but(prose, index, sure[-1])):
            sure.pop()
        elif sure and token.word in denials.OR:
            ors += 1
        elif _is_sure(prose, index):
            nors += bool(sure) and token.word in denials.NOR
            sure.append(prose.mark(token.key, index, index))
        else:
            possible.update(_possible(prose, index))
    return Denials(tuple(sure), possible, ors, nors)


def denies_more(ours: Denials, theirs: Denials) -> bool:
    """Tell whether one text denies what the other does not, in any of its words."""
    excuses = sum((theirs.possible - ours.possible).values())
    repeated = min(ours.nors, theirs.ors)
    return len(ours.sure) - repeated > len(theirs.sure) + excuses


def _denies_nothing(prose: Prose, index: int) -> bool:
    word = _without_and(_word(prose, index))
    phrase = f"{word} {_word(prose, index + 1)}"
    if word == "no" and _word(prose, index + 1).isdecimal():
        return True  # "No. 81"
    if denials.HOWEVER.fullmatch(key(phrase)):
        return _word(prose, index - 1) != "من"  # "من غير أن" is "without"
    return phrase in denials.NO_DENIALS[prose.language]


def _is_but(prose: Prose, index: int, denial: Mark) -> bool:
    """Tell the غير of "لا يعالجه غير الدول" from that of "الدول غير الأعضاء"."""
    before = prose.tokens[max(0, index - _FURTHEST_BUT) : index]
    return (
        _word(prose, index) == "غير"
        and any(token.start == denial.start for token in before)
        and not _word(prose, index - 1).startswith("ال")
        and _word(prose, index + 1).startswith("ال")
    )


def _is_sure(prose: Prose, index: int) -> bool:
    token = prose.tokens[index]
    before = _word(prose, index - 1)
    if prose.language == "ar":
        word = _without_and(token.word)
        if word in denials.AFTER_A_DENIAL:
            return before not in denials.BEFORE_THEM
        forms = bare_forms(token.key, prose.language)
        return word in denials.SURE["ar"] or not denials.SURE_NOUNS.isdisjoint(forms)
    if token.key in denials.SURE["en"] or (before, token.key) in denials.SURE_PAIRS:
        return True
    if re.search("n['’]t$", token.text):
        return True
    is_name = token.text.isupper()  # UNESCO
    has_part = denials.DENYING_PART.fullmatch(token.key)
    return bool(has_part) and not (is_name or _possible(prose, index))


def _possible(prose: Prose, index: int) -> frozenset[str]:
    word = prose.tokens[index].key
    if prose.language == "ar":
        return _names(word, "ar")
    return _names(word, "en") | _names(f"{word} {_word(prose, index + 1)}", "en")


@lru_cache(maxsize=4096)
def _names(word: str, language: str) -> frozenset[str]:
    forms = tuple(bare_forms(word, language))
    return frozenset(
        name
        for name, words in denials.POSSIBLE.items()
        if any(words[language].fullmatch(form) for form in forms)
    )


def _word(prose: Prose, index: int) -> str:
    is_there = 0 <= index < len(prose.tokens)
    return prose.tokens[index].word if is_there else ""


def _without_and(word: str) -> str:
    return re.sub("^[وف]", "", word)
