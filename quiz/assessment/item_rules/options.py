"""Rules for the words of options: L1, L5, L6, L10, L13 and L18."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from quiz.assessment.item import LANGUAGES
from quiz.assessment.item_rules.finding import ERROR, WARNING, Labelled, Spot, rule
from quiz.assessment.item_rules.layout import Menu, is_quoted, menus, own_texts
from quiz.assessment.item_rules.wording import any_of, plain, unquoted, word_count
from quiz.assessment.text import loose, strict

# By kind and menu: the fewest options and the most, then the same of right ones.
_COUNTS = {
    ("choice", "options"): (3, 4, 1, 1),
    ("multiple_response", "options"): (4, 6, 2, 4),
    ("true_false", "reason"): (3, 4, 1, 1),
    ("two_part", "claim"): (3, 4, 1, 1),
}
_FEWEST_WRONG = 2  # of a set
_MOST_WORDS = 20
_FEWEST_SHARED_WORDS = 3
_ALIKE = 0.9
_FIGURE = re.compile(r"[-−]?\d+")

# Whole options that can be about nothing but the others: the words alone may be about
# the world («all options are on the table»).
_COMBINED = {
    "ar": re.compile(
        r"(?:جميع|كل|كافه|كلا|اي من) (?:ما|الاجابات|الخيارات|الاجابتين|الخيارين)"
        r"(?: سبق| ذكر| تقدم| ورد)?(?: اعلاه| ذكره| السابقه| السابقين| السابقتين"
        r"| المذكوره| الوارده)?(?: صحيح| صحيحه| خاطي| خاطيه)?"
        r"|(?:جميعها|كلها|كلاهما|كلتاهما)(?: معا| صحيح| صحيحه| صحيحان)?"
        r"|(?:لا شي|لا احد|ليس ايا|ليس اي|لا واحد)"
        r"(?: مما (?:سبق|ذكر|تقدم)| من (?:الخيارات|الاجابات))(?: \w+)?"
        r"|(?:الخياران |الاجابتان )?[ابجد] و ?[ابجد](?: (?:معا|فقط|صحيحتان))?"
    ),
    "en": re.compile(
        r"(?:all|none|both|neither|any)(?: of)?(?: the)? above(?: (?:is|are) \w+)?"
        r"|(?:all|none|both|neither|any) of (?:the|these|those) (?:options?|answers?"
        r"|choices?)(?: above| listed| given)?(?: (?:is|are) \w+)?"
        r"|(?:all|none|both|neither|any) of (?:these|them|the two)|both|neither"
        r"|(?:both |options? |answers? )?[a-e] (?:and|or) [a-e](?: only)?"
    ),
}
_ABSOLUTE = {
    "ar": any_of(
        "ar",
        "دائما|أبدا|مطلقا|إطلاقا|حصرا|حتما|بلا استثناء|يستحيل|كل|كلها|جميع|جميعها|فقط"
        "|الوحيد|الوحيدة",
    ),
    "en": any_of("en", "always|never|only|all|every|must|impossible|none"),
}
_VAGUE = {
    "ar": any_of(
        "ar", "غالبا|أحيانا|عادة|نادرا|ربما|معظم|كثيرا ما|في الغالب|قد يكون|قد تكون"
    ),
    "en": any_of("en", "often|sometimes|usually|rarely|may|might|most"),
}
# Written alike, and meant otherwise: «both … and», the month, names.
_OTHERWISE_MEANT = {
    "ar": re.compile(r"كلّ? من(?=\s)"),
    "en": re.compile(
        r"\bMay\b|\b[Aa]t (?:all|most)\b|\ball (?:in all|but)\b|\bAll-\w+"
    ),
}


@rule("L1", ERROR)
def combined_option(question: Labelled) -> Iterator[Spot]:
    """Ask that no option speaks of the others."""
    for menu in menus(question.item):
        for language in LANGUAGES:
            for option, words in menu.texts(language).items():
                if _COMBINED[language].fullmatch(plain(words)):
                    yield Spot(option, language)


@rule("L5", WARNING)
def absolute_word(question: Labelled) -> Iterator[Spot]:
    """Point to words such as “always” in options."""
    yield from _words_of_options(question, _ABSOLUTE)


@rule("L6", WARNING)
def vague_word(question: Labelled) -> Iterator[Spot]:
    """Point to words such as “often” in options."""
    yield from _words_of_options(question, _VAGUE)


@rule("L10", ERROR)
def same_options(question: Labelled) -> Iterator[Spot]:
    """Ask that no two rows of one list read the same."""
    for first, second, language, is_same in _pairs(question):
        if is_same:
            yield Spot(first, language, {"other": second})


@rule("L10", WARNING)
def alike_options(question: Labelled) -> Iterator[Spot]:
    """Point to rows of one list that hardly differ."""
    for first, second, language, is_same in _pairs(question):
        if not is_same:
            yield Spot(first, language, {"other": second})


@rule("L13", ERROR)
def option_count(question: Labelled) -> Iterator[Spot]:
    """Ask for as many options as can be weighed, and no fewer than mislead."""
    for menu, (fewest, most, _least_right, _most_right) in _counted(question):
        count = len(menu.options)
        # One option or none is a fault already.
        if 2 <= count < fewest or count > most:
            detail: dict[str, object] = {"count": count, "fewest": fewest, "most": most}
            yield Spot(menu.place, detail=detail)


@rule("L13", ERROR)
def right_count(question: Labelled) -> Iterator[Spot]:
    """Ask for one right option, or in a set for two and as many wrong ones."""
    for menu, (_fewest, _most, fewest, limit) in _counted(question):
        count, most = len(menu.right), limit
        if menu.takes == "many":
            most = max(fewest, min(limit, len(menu.options) - _FEWEST_WRONG))
        # No right option, or nothing but right ones, is a fault already.
        if 0 < count < len(menu.options) and not fewest <= count <= most:
            detail: dict[str, object] = {"count": count, "fewest": fewest, "most": most}
            yield Spot(menu.place, detail=detail)


@rule("L18", WARNING)
def long_option(question: Labelled) -> Iterator[Spot]:
    """Ask that an option is read at a glance."""
    for menu in menus(question.item):
        for language in LANGUAGES:
            for option, words in menu.texts(language).items():
                count = word_count(words)
                if count > _MOST_WORDS:
                    yield Spot(option, language, {"count": count, "most": _MOST_WORDS})


@rule("L18", WARNING)
def shared_beginning(question: Labelled) -> Iterator[Spot]:
    """Point to words with which all options begin."""
    for menu in menus(question.item):
        for language in LANGUAGES:
            texts = [words.split() for words in menu.texts(language).values()]
            shared = []
            for words in zip(*texts, strict=False):
                if len(set(map(strict, words))) > 1:
                    break
                shared.append(words[0])
            if len(texts) > 1 and len(shared) >= _FEWEST_SHARED_WORDS:
                yield Spot(menu.place, language, {"words": " ".join(shared)})


def _words_of_options(
    question: Labelled, lists: dict[str, re.Pattern[str]]
) -> Iterator[Spot]:
    for menu in menus(question.item):
        for language in LANGUAGES:
            for option, words in menu.texts(language).items():
                own = _OTHERWISE_MEANT[language].sub(" ", unquoted(words))
                if found := lists[language].search(loose(own)):
                    yield Spot(option, language, {"word": found[1]})


def _counted(question: Labelled) -> Iterator[tuple[Menu, tuple[int, int, int, int]]]:
    for menu in menus(question.item):
        counts = _COUNTS.get((question.item.shown.kind, menu.place))
        if counts:
            yield menu, counts


def _pairs(question: Labelled) -> Iterator[tuple[str, str, str, bool]]:
    """Give the rows of one list that are alike, and whether they read the same."""
    for rows in _lists(question):
        for first, second in combinations(rows, 2):
            for language in LANGUAGES:
                words = rows[first].get(language, ""), rows[second].get(language, "")
                # Figures are what differs: 1990 and 1991 are two answers, 5 and -5 too.
                if _FIGURE.findall(words[0]) != _FIGURE.findall(words[1]):
                    continue
                one, other = map(strict, words)
                if not one:
                    continue  # a gap has no words of its own
                if one == other:
                    yield first, second, language, True
                elif _are_alike(one, other):
                    yield first, second, language, False


def _lists(question: Labelled) -> Iterator[dict[str, dict[str, str]]]:
    item = question.item
    own = dict(own_texts(item))
    lists = [part.options for part in (*item.shown.parts, *item.shown.rubric)]
    for rows in (*lists, item.shown.options, item.shown.parts):
        yield {row.id: own[row.id] for row in rows if not is_quoted(item, row)}


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > _ALIKE
