"""Rules for what is asked: L2, L3, L4, L17 and L18."""

import re
from collections.abc import Iterator

from quiz.assessment.agreement.denials import NO_DENIALS
from quiz.assessment.item import LANGUAGES
from quiz.assessment.item_rules.finding import ERROR, WARNING, Labelled, Spot, rule
from quiz.assessment.item_rules.layout import (
    menus,
    own_texts,
    read_in_full,
    stems,
    told_texts,
)
from quiz.assessment.item_rules.wording import any_of, plain, unquoted, word_count

_CHOOSING = ("choice", "multiple_response", "true_false", "two_part")
_MOST_WORDS = 40
_FOREIGN_MARK = {"ar": re.compile(r"(?<![A-Za-z])\?"), "en": re.compile("؟")}

# A question that is answered by what is not so: its first asking word is all but
# followed by the negation. What is denied further on may be a mere circumstance.
_ASKS_FOR_WHAT_IS_NOT = {
    "ar": re.compile(
        r"^(?:(?!(?:اي|ايه|ايها|ما|ماذا|من) )\w+ )*?(?:اي|ايه|ايها|ما|ماذا|من)"
        r"(?: من (?:هذه|هذا|هولا|الاتي|الاتيه)"
        r"|(?: (?!لماذا|لان|ان|ما|من|اذا|الذي|التي)\w+)?)(?: ال\w+)?"
        r"(?: (?:مما|ما) (?:ياتي|يلي|سبق))?"
        r" (ليس|ليست|ليسوا|لا(?= [يتنا])|لم|لن|خاطي|خاطيه|غير صحيح|غير صحيحه)(?!\w)"
        r"|(?<!\w)(باستثنا|ما عدا|ماعدا)(?!\w)"
    ),
    "en": re.compile(
        r"^(?:(?!(?:which|what|who) )\w+ )*?(?:which|what|who)"
        r"(?: (?!if|that|why|because|when|whether|while|but|who|which)\w+){0,4}?"
        r" (?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|may)"
        r"(?: (?:the|this|that|these|an?) \w+| (?!the|this|that|these|an? )\w+)?"
        r" (not|never|false|incorrect|untrue)(?! (?:in|yet|of|from|at)\b)\b"
        r"|(isnt|arent|wasnt|werent|doesnt|dont|didnt|hasnt|havent|cannot)\b)"
        r"|\b(except)\b"
    ),
}
# What a learner in haste may overlook, "false" and "least" among it. To compare two
# languages, all that denies is looked for, "unknown" too, and neither of those.
_NEGATIVE = {
    "ar": any_of(
        "ar", "ليس|ليست|لا|لم|لن|غير|عدا|باستثناء|إلا|سوى|خاطئ|خاطئة|بلا|دون|بدون"
    ),
    "en": any_of(
        "en",
        "not|no|never|except|least|false|incorrect|isn't|aren't|wasn't|doesn't|don't"
        "|didn't|cannot|without",
    ),
}
# What looks like a negation and denies nothing.
_NO_NEGATION = {
    "ar": any_of("ar", "|".join(NO_DENIALS["ar"])),
    "en": any_of("en", "at least|not only|no less than"),
}
_ATTRIBUTION = {
    "ar": re.compile(
        r"(?<!\w)ب?حسب|وفق|كاتب|مقال|ينسب|نسب|الدرس|راي|قول|(?<!\w)[وف]?(?:يري|تري"
        r"|قال|قالت|يقول|تقول|ذكر|يذكر|اعلن|كتب|افاد|يعتقد|توقع|يتوقع|تتوقع|وصف|يصف)"
    ),
    "en": re.compile(
        r"\b(?:according to|authors?|articles?|lesson|attribut\w+|sa(?:id|ys?)"
        r"|stat(?:ed|es)|announced?|wrote|writes|reported|believes?|expect(?:s|ed)?"
        r"|describe[sd]?|in \w+ (?:view|words|opinion))\b"
    ),
}


@rule("L2", ERROR)
def no_question(question: Labelled) -> Iterator[Spot]:
    """Ask that what is answered by choosing is a question."""
    if question.item.shown.kind not in _CHOOSING:
        return
    for place, text in stems(question.item):
        for language, words in text.items():
            if words.strip() and not re.search("[?؟]", words):
                yield Spot(place, language)


@rule("L2", ERROR)
def foreign_question_mark(question: Labelled) -> Iterator[Spot]:
    """Ask for the question mark of the language."""
    for place, text in (*own_texts(question.item), *told_texts(question.item)):
        for language, words in text.items():
            if _FOREIGN_MARK[language].search(unquoted(words)):
                yield Spot(place, language)


@rule("L3", ERROR)
def negative_question(question: Labelled) -> Iterator[Spot]:
    """Ask that nobody has to look for what is not so."""
    yield from () if question.allow_negative else _negative_questions(question)


@rule("L3", WARNING)
def negative_word(question: Labelled) -> Iterator[Spot]:
    """Point to each other negation in what is asked."""
    if question.allow_negative:
        return
    found = {(spot.place, spot.language) for spot in _negative_questions(question)}
    for place, text in stems(question.item):
        for language, words in text.items():
            word = _negation(_sentences_that_ask(words), language)
            if word and place != "verdict" and (place, language) not in found:
                yield Spot(place, language, {"word": word})


@rule("L4", ERROR)
def double_negative(question: Labelled) -> Iterator[Spot]:
    """Ask that no option denies where the question does."""
    asked = {(spot.place, spot.language) for spot in _negative_questions(question)}
    for menu in menus(question.item):
        stem = "prompt" if menu.place == "options" else menu.place
        for language in LANGUAGES:
            if (stem, language) not in asked:
                continue
            for option, words in menu.texts(language).items():
                if _negation(words, language):
                    yield Spot(option, language)


@rule("L17", ERROR)
def no_stance(question: Labelled) -> Iterator[Spot]:
    """Ask that a question says which stance it is about."""
    if not question.stance:
        yield Spot("stance")


@rule("L17", ERROR)
def no_attribution(question: Labelled) -> Iterator[Spot]:
    """Ask that what is no fact is said to be somebody's."""
    if question.stance in ("", "fact"):
        return
    for language in LANGUAGES:
        words = read_in_full(question.item, language)
        # Here what is quoted counts: it may be the article's title.
        if words.strip() and not _ATTRIBUTION[language].search(plain(words)):
            yield Spot("prompt", language)


@rule("L18", WARNING)
def long_question(question: Labelled) -> Iterator[Spot]:
    """Ask that a question is read in one breath."""
    for place, text in stems(question.item):
        for language, words in text.items():
            count = word_count(words)
            if count > _MOST_WORDS:
                yield Spot(place, language, {"count": count, "most": _MOST_WORDS})


def _negative_questions(question: Labelled) -> Iterator[Spot]:
    if question.item.shown.kind not in _CHOOSING:
        return
    for place, text in stems(question.item):
        if place == "verdict":  # it names both answers: true or false
            continue
        for language, words in text.items():
            asked = _without_false_alarms(_sentences_that_ask(words), language)
            if found := _ASKS_FOR_WHAT_IS_NOT[language].search(asked):
                word = next(filter(None, found.groups()))
                yield Spot(place, language, {"word": word})


def _sentences_that_ask(words: str) -> str:
    """Leave out what is told before a question, or hinted after it."""
    asking = re.findall(r"[^.؟?!]*[؟?]", unquoted(words))
    return " ".join(asking) or words


def _negation(words: str, language: str) -> str:
    found = _NEGATIVE[language].search(_without_false_alarms(words, language))
    return found[1] if found else ""


def _without_false_alarms(words: str, language: str) -> str:
    return _NO_NEGATION[language].sub("", plain(words))
