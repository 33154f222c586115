"""What was acknowledged beside what is found afterwards; no request, no database."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Ledger:
    """What clients sent and were told, by the answer's row: each save has a number."""

    sent: dict = field(default_factory=dict)  # values by row and number
    acknowledged: set = field(default_factory=set)  # of (row, number)
    replies: Counter = field(default_factory=Counter)  # statuses; 0 is no reply
    refused: int = 0  # saves that the site would not take, and that were given up

    def send(self, row, number, value):
        """Note what is sent."""
        self.sent[row, number] = value

    def acknowledge(self, row, number):
        """Note that the site said it keeps it."""
        self.acknowledged.add((row, number))

    def losses(self, found):
        """Return the acknowledged saves that are not found, nor a newer one of the row.

        `found` gives by row the number and the value that are stored.
        """
        return sorted(
            (row, number)
            for row, number in self.acknowledged
            if not self._stands(row, number, found)
        )

    def _stands(self, row, number, found):
        stored, value = found.get(row, (0, None))
        return stored >= number and self.sent.get((row, stored)) == value

    @property
    def troubles(self):
        """Write how often a try was answered otherwise than by an acknowledgement."""
        told = {0: "no reply"}
        others = sorted(each for each in self.replies.items() if each[0] != 200)
        return ", ".join(f"{count} × {told.get(each, each)}" for each, count in others)
