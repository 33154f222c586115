"""Where a question asks, and what it offers: the places that the rules look at."""

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.assessment.item import LANGUAGES, Item, Option, Part, Text
from quiz.assessment.reading import share_of

_WITH_ONE_MENU = ("choice", "multiple_response")
# The parts whose own menus an author writes; the others are fixed or quote passages.
_OWN_MENUS = {"true_false": ("reason",), "two_part": ("claim",)}
_ASKING_PARTS = {"true_false": ("verdict", "reason"), "two_part": ("claim", "evidence")}


@dataclass(frozen=True, slots=True)
class Menu:
    """Options among which the right ones are to be found."""

    place: str  # options, or the id of the part
    takes: str  # one or many
    asked: Text  # all that is read before the options
    options: tuple[Option, ...]
    right: frozenset[str]
    is_shuffled: bool

    def texts(self, language: str) -> dict[str, str]:
        """Return the words of the options by id, without those that have none."""
        texts = {each.id: each.text.get(language, "") for each in self.options}
        return {ident: text for ident, text in texts.items() if text.strip()}


def menus(item: Item) -> list[Menu]:
    """List the menus whose options the author wrote; not those that quote passages."""
    shown = item.shown
    if shown.kind in _WITH_ONE_MENU:
        chosen = [(part, "options") for part in shown.parts]
    elif shown.kind == "inline_choice":
        chosen = [(part, part.id) for part in shown.parts]
    else:
        own = _OWN_MENUS.get(shown.kind, ())
        chosen = [(part, part.id) for part in shown.parts if part.id in own]
    return [_menu(item, part, place) for part, place in chosen]


def static_menus(item: Item) -> list[Menu]:
    """List the menus with one right option, written or quoted, in a fixed order."""
    chosen = menus(item)
    if item.shown.kind == "two_part":
        chosen += [
            _menu(item, part, part.id)
            for part in item.shown.parts
            if part.id == "evidence"
        ]
    return [menu for menu in chosen if menu.takes == "one" and not menu.is_shuffled]


def stems(item: Item) -> Iterator[tuple[str, Text]]:
    """Give the texts that put a question, each with its place."""
    asking = _ASKING_PARTS.get(item.shown.kind)
    if asking is None:
        yield "prompt", item.shown.prompt
        return
    for part in item.shown.parts:
        if part.id in asking:
            yield part.id, part.text


def is_quoted(item: Item, row: Option | Part) -> bool:
    """Tell whether the words of a row are those of the passage that it rests on."""
    passage = item.review.passages.get(item.review.rests_on.get(row.id, ""), {})
    return bool(row.text) and row.text == passage


def own_texts(item: Item) -> Iterator[tuple[str, Text]]:
    """Give every text that is shown before the answer, but for what is quoted."""
    shown = item.shown
    yield "prompt", shown.prompt
    yield "body", shown.body
    parts = (*shown.parts, *shown.rubric)
    rows = [*parts, *(each for part in parts for each in part.options), *shown.options]
    yield from ((row.id, row.text) for row in rows if not is_quoted(item, row))


def told_texts(item: Item) -> Iterator[tuple[str, Text]]:
    """Give every text that is told after the answer, but for what is quoted."""
    yield "explanation", item.review.explanation
    for row, text in item.review.feedback.items():
        yield f"feedback.{row}", text


def read_in_full(item: Item, language: str) -> str:
    """Join what a learner reads before the options."""
    parts = (part.text for part in item.shown.parts)
    texts = (item.shown.prompt, item.shown.body, *parts)
    return " ".join(text.get(language, "") for text in texts)


def _menu(item: Item, part: Part, place: str) -> Menu:
    shown = item.shown
    options = shown.menu(part)
    texts = [shown.prompt, shown.body]
    if shown.kind in _ASKING_PARTS:
        texts.append(part.text)
    return Menu(
        place=place,
        takes=part.takes,
        asked={
            language: " ".join(text.get(language, "") for text in texts)
            for language in LANGUAGES
        },
        options=options,
        right=frozenset(
            each.id for each in options if share_of(item.key, part.id, each.id) == 1
        ),
        is_shuffled=part.is_shuffled if part.options else shown.options_shuffled,
    )
