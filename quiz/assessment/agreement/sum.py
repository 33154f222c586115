"""How the words of one number add up."""

from dataclasses import dataclass, field
from fractions import Fraction

from quiz.assessment.agreement.numerals import Numeral

_RANK_AND_FRACTION = range(3, 11)  # "third" and "a third"


@dataclass(slots=True)
class Sum:
    """A number while it is read: what stands before the last scale, and after it."""

    language: str
    kinds: list[str] = field(default_factory=list)
    parts: list[Fraction] = field(default_factory=list)
    total: Fraction = Fraction(0)
    current: Fraction = Fraction(0)
    scale: Fraction = Fraction(0)  # the last one, which the next must be below

    def value(self) -> Fraction:
        """Return the number as far as it was read."""
        return self.total + self.current

    def readings(self) -> tuple[Fraction, ...]:
        """Return all that the number may be."""
        value = self.value()
        if self.kinds == ["rank"] and value in _RANK_AND_FRACTION:
            return value, 1 / value
        return (value,)

    def can_take(self, numeral: Numeral, *, is_and: bool) -> bool:
        """Tell whether a numeral goes on with the number."""
        if not self.kinds:
            return True
        last = self.kinds[-1]
        match numeral.kind:
            case "vulgar" | "fraction":
                return self._can_take_fraction(numeral, is_and=is_and)
            case "scale" | "scales" | "dual":
                return self._can_take_scale(numeral, is_and=is_and)
            case "hundred" if last in ("unit", "figure") and not is_and:
                return True
            case "hint":
                return False
        return self._can_add(numeral, last, is_and=is_and)

    def _can_take_fraction(self, numeral: Numeral, *, is_and: bool) -> bool:
        last = self.kinds[-1]
        if is_and:  # "a third and a quarter" are two
            return last not in ("rank", "fraction", "vulgar", "hint")
        return numeral.kind == "vulgar" or last in ("unit", "rank")

    def _can_add(self, numeral: Numeral, last: str, *, is_and: bool) -> bool:
        is_whole = numeral.value.denominator == 1
        if numeral.kind == "figure" and is_and and (self._is_english() or not is_whole):
            return False  # "1.1 billion and 17.2 billion" are two
        if last in ("scale", "scales", "dual"):
            return numeral.value < self.scale and (is_and or self._is_english())
        if last in ("hundred", "hundreds"):
            is_below = numeral.kind in ("unit", "teen", "ten", "rank")
            return is_below and (is_and or self._is_english())
        if self._is_english():
            return last == "ten" and numeral.kind in ("unit", "rank") and not is_and
        if numeral.kind == "teen":
            return last in ("unit", "rank") and not is_and
        return numeral.kind == "ten" and last in ("unit", "rank") and is_and

    def take(self, numeral: Numeral, *, is_and: bool) -> None:
        """Add a numeral."""
        kind, value = numeral.kind, numeral.value
        match kind:
            case "scale" | "scales" | "dual":
                self._take_scale(kind, value)
            case "hundred" if self.current and not is_and:
                self.current *= value
            case "fraction" | "vulgar":
                self._take_fraction(value, is_and=is_and or kind == "vulgar")
            case _:
                self.current += value
        self.kinds.append(kind)
        self.parts.append(value)

    def _is_english(self) -> bool:
        return self.language == "en"

    def _can_take_scale(self, numeral: Numeral, *, is_and: bool) -> bool:
        if self.kinds[-1] == "fraction" and numeral.value == self.scale:
            return not is_and  # "a million and a half" repeats it in Arabic
        is_below = not self.scale or numeral.value < self.scale
        if is_and:
            return is_below and not self.current and numeral.kind != "scales"
        return is_below and bool(self.current)

    def _take_scale(self, kind: str, value: Fraction) -> None:
        if self.kinds and self.kinds[-1] == "fraction" and value == self.scale:
            return
        # After a number, the same letters are an accusative: "20 مليونا".
        times = 2 if kind == "dual" else 1
        self.total += (self.current or times) * value
        self.current = Fraction(0)
        self.scale = value

    def _take_fraction(self, value: Fraction, *, is_and: bool) -> None:
        if not self.kinds:
            self.current = value
        elif not is_and:
            self.current *= value
        elif self.current:
            self.current += value
        else:
            self.total += value * self.scale
