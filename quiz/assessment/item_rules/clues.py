"""Rules against what gives the right option away: L7, L8, L11 and L12."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import mean

from quiz.assessment.item import LANGUAGES
from quiz.assessment.item_rules.finding import (
    ERROR,
    WARNING,
    Labelled,
    Spot,
    quiz_rule,
    rule,
)
from quiz.assessment.item_rules.layout import Menu, menus, static_menus
from quiz.assessment.item_rules.wording import content_words, length

_LONGER_THAN_OTHERS = 1.25
_UNEVEN = 2.0
# Among short options a letter more or less tells nothing.
_LONG = 25
_FEWEST_TO_COUNT_LENGTHS = 6
_FEWEST_TO_COUNT_PLACES = 8
_MOST_LONGEST = 0.5
_MOST_IN_ONE_PLACE = {2: 0.6, 3: 0.5}
_MOST_IN_ONE_OF_MANY = 0.4


@rule("L7", WARNING)
def telling_length(question: Labelled) -> Iterator[Spot]:
    """Point to a right option that is longer than the others."""
    for menu, language, lengths in _lengths(question):
        right = [lengths[each] for each in menu.right if each in lengths]
        wrong = [lengths[each] for each in lengths if each not in menu.right]
        is_long = max(lengths.values()) > _LONG
        if (
            right
            and wrong
            and is_long
            and mean(right) > _LONGER_THAN_OTHERS * mean(wrong)
        ):
            yield Spot(menu.place, language)


@rule("L7", WARNING)
def uneven_length(question: Labelled) -> Iterator[Spot]:
    """Point to options of which one is twice as long as another."""
    for menu, language, lengths in _lengths(question):
        longest, shortest = max(lengths.values()), min(lengths.values())
        if longest > _LONG and longest > _UNEVEN * shortest:
            yield Spot(menu.place, language)


@quiz_rule("L7", ERROR)
def longest_key(questions: Sequence[Labelled]) -> Iterator[Spot]:
    """Ask that the longest option is not the right one in most questions."""
    for language in LANGUAGES:
        tested = [
            _is_longest(menu, lengths)
            for question in questions
            for menu, spoken, lengths in _lengths(question)
            if spoken == language and menu.takes == "one" and len(menu.right) == 1
        ]
        count, total = sum(tested), len(tested)
        if total >= _FEWEST_TO_COUNT_LENGTHS and count > _MOST_LONGEST * total:
            yield Spot(language=language, detail={"count": count, "total": total})


@quiz_rule("L8", ERROR)
def key_position(questions: Sequence[Labelled]) -> Iterator[Spot]:
    """Ask that right options are spread over the places, where none are shuffled."""
    counted = [
        (menu, place)
        for question in questions
        for menu in static_menus(question.item)
        for place, option in enumerate(menu.options, 1)
        if option.id in menu.right
    ]
    total = len(counted)
    if total < _FEWEST_TO_COUNT_PLACES:
        return
    size = max(len(menu.options) for menu, _place in counted)
    most = _MOST_IN_ONE_PLACE.get(size, _MOST_IN_ONE_OF_MANY)
    for place, count in sorted(Counter(place for _menu, place in counted).items()):
        if count > most * total:
            detail: dict[str, object] = {
                "count": count,
                "total": total,
                "number": place,
            }
            yield Spot(detail=detail)


@rule("L11", WARNING)
def repeated_word(question: Labelled) -> Iterator[Spot]:
    """Point to a word of the question that the right option alone takes up."""
    for menu, language, words in _words(question):
        asked = content_words(menu.asked.get(language, ""), language)
        wrong = set().union(*(words[each] for each in words if each not in menu.right))
        for option in menu.options:
            if option.id in menu.right and option.id in words:
                for word in sorted(asked & words[option.id] - wrong):
                    yield Spot(option.id, language, {"word": word})


@rule("L12", WARNING)
def converging_options(question: Labelled) -> Iterator[Spot]:
    """Point to a right option that shares most with the others."""
    for menu, language, words in _words(question):
        if menu.takes != "one" or len(menu.right) != 1 or len(words) < 3:
            continue
        shared = {
            one: sum(len(words[one] & words[other]) for other in words if other != one)
            for one in words
        }
        (right,) = menu.right
        wrong = [count for option, count in shared.items() if option != right]
        if shared.get(right, 0) > max(wrong):
            yield Spot(menu.place, language)


def _lengths(question: Labelled) -> Iterator[tuple[Menu, str, dict[str, int]]]:
    """Measure the options of each menu, where there are two with words."""
    for menu in menus(question.item):
        for language in LANGUAGES:
            lengths = {
                option: length(text) for option, text in menu.texts(language).items()
            }
            if len(lengths) > 1:
                yield menu, language, lengths


def _words(
    question: Labelled,
) -> Iterator[tuple[Menu, str, dict[str, frozenset[str]]]]:
    for menu in menus(question.item):
        for language in LANGUAGES:
            yield (
                menu,
                language,
                {
                    option: content_words(text, language)
                    for option, text in menu.texts(language).items()
                },
            )


def _is_longest(menu: Menu, lengths: dict[str, int]) -> bool:
    (right,) = menu.right
    others = [count for option, count in lengths.items() if option != right]
    return lengths.get(right, 0) > max(others)
