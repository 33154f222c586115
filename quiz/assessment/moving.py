"""Moving an event of an order by one place."""

import re

from quiz.assessment.item import Part, Shown
from quiz.assessment.response import Response

EARLIER, LATER = MOVES = ("earlier", "later")

_MOVE = re.compile(rf"({'|'.join(MOVES)})\.(.+)")


def read_move(shown: Shown, name: str) -> tuple[Part, str] | None:
    """Return the event that a button moves and which way, or None for another button.

    A button is named by the way and the id of the event: earlier.dry.
    """
    match = _MOVE.fullmatch(name)
    if match is None:
        return None
    way, ident = match.groups()
    events = (part for part in shown.parts if part.takes == "place")
    return next(((part, way) for part in events if part.id == ident), None)


def move(shown: Shown, response: Response, event: Part, way: str) -> Response:
    """Return a response in which an event has changed places with its neighbour.

    An event without a place gets the first that is free, or moved later the last. What
    stands at the end stays.
    """
    places = [option.id for option in shown.menu(event)]
    steps = places if way == LATER else places[::-1]
    own = response.get(event.id) or []
    if not own:
        taken = {place for given in response.values() for place in given}
        free = [place for place in reversed(steps) if place not in taken]
        return {**response, event.id: free[:1]} if free else response
    if own[0] == steps[-1]:
        return response
    there = steps[steps.index(own[0]) + 1]
    others = {ident: own for ident, given in response.items() if given == [there]}
    return {**response, **others, event.id: [there]}
