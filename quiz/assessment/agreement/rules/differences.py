"""What stands in one language and not in the other."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from quiz.assessment.agreement.finding import Finding, Level, Mark
from quiz.assessment.agreement.prose import Pair

Said = TypeVar("Said")


def both_ways(found: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Go through the languages, each with the other."""
    first, second = found
    yield first, second
    yield second, first


def lacking(found: Mapping[str, Sequence[Mark]]) -> dict[str, list[Mark]]:
    """List the marks of each language whose value the other does not have."""
    values = {
        language: {mark.value for mark in marks} for language, marks in found.items()
    }
    return {
        language: [mark for mark in found[language] if mark.value not in values[other]]
        for language, other in both_ways(found)
    }


def unpaired(
    found: Mapping[str, Sequence[Said]], is_same: Callable[[Said, Said], bool]
) -> dict[str, list[Said]]:
    """List what is left when each of one language has taken one of the other."""
    (first, ours), (second, theirs) = found.items()
    alone = []
    rest = list(theirs)
    for one in ours:
        same = next((other for other in rest if is_same(one, other)), None)
        if same is None:
            alone.append(one)
        else:
            rest.remove(same)
    return {first: alone, second: rest}


def find_marks(
    rule: str, level: Level, marks: Mapping[str, Iterable[Mark]]
) -> Iterator[Finding]:
    """Tell of the marks, where there are any."""
    found = {language: tuple(places) for language, places in marks.items()}
    if any(found.values()):
        yield Finding(rule, level, found)


def find_counts(
    rule: str, level: Level, pair: Pair, counts: Mapping[str, int]
) -> Finding:
    """Tell that the counts differ."""
    marks = {
        language: (prose.whole(str(counts[language])),)
        for language, prose in pair.items()
    }
    return Finding(rule, level, marks)
