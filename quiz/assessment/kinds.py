"""The kinds of question: how each is laid out, answered and marked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes one kind of question: a layout, its rules and its rows."""

    takes: str  # what each part takes: one, many, place, number, text or long
    rules: tuple[str, ...]  # the first is the default
    layout: str  # picks, typed, rows or gaps
    parts: str  # answer: one, made by itself; fixed: part_ids; rows; gaps
    menus: str  # shared; own: one a part; places; accepted; levels: of each criterion
    control: str  # radio, checkbox, select, text or textarea
    points: int = 1
    part_ids: tuple[str, ...] = ("answer",)  # empty: the author's rows
    settings: tuple[str, ...] = ("points",)
    # The lists that an author may shuffle: options, parts, menus (every part's own)
    # or one part's menu by the id of the part.
    shuffles: tuple[str, ...] = ()
    always_shuffled: bool = False

    @property
    def rule(self) -> str:
        """Name the rule that marks where the author names none."""
        return self.rules[0]

    @property
    def has_gaps(self) -> bool:
        """Tell whether the answers stand in the body's gaps."""
        return self.parts == "gaps"

    @property
    def has_rubric(self) -> bool:
        """Tell whether a person marks by criteria."""
        return self.menus == "levels"

    @property
    def is_typed(self) -> bool:
        """Tell whether answers are compared with accepted ones."""
        return self.menus == "accepted"

    def shuffles_menu(self, part_id: str) -> bool:
        """Tell whether the own menu of a part may be shuffled."""
        return "menus" in self.shuffles or part_id in self.shuffles


_SETS = ("plus_minus", "exact", "per_option")

KINDS: dict[str, Kind] = {
    "choice": Kind(
        takes="one",
        rules=("each",),
        layout="picks",
        parts="answer",
        menus="shared",
        control="radio",
        shuffles=("options",),
    ),
    "multiple_response": Kind(
        takes="many",
        rules=_SETS,
        layout="picks",
        parts="answer",
        menus="shared",
        control="checkbox",
        shuffles=("options",),
    ),
    "true_false": Kind(
        takes="one",
        rules=("every",),
        layout="picks",
        parts="fixed",
        part_ids=("verdict", "reason"),
        menus="own",
        control="radio",
        shuffles=("reason",),
    ),
    "two_part": Kind(
        takes="one",
        rules=("chain",),
        layout="picks",
        parts="fixed",
        part_ids=("claim", "evidence"),
        menus="own",
        control="radio",
        points=2,
        # The evidence quotes passages, which keep the order of reading.
        shuffles=("claim",),
    ),
    "hottext": Kind(
        takes="many",
        rules=_SETS,
        layout="picks",
        parts="answer",
        menus="shared",
        control="checkbox",
    ),
    "numeric": Kind(
        takes="number",
        rules=("each",),
        layout="typed",
        parts="answer",
        menus="accepted",
        control="text",
        settings=("points", "tolerance", "is_relative", "near"),
    ),
    "text_entry": Kind(
        takes="text",
        rules=("each",),
        layout="typed",
        parts="answer",
        menus="accepted",
        control="text",
        settings=("points", "near"),
    ),
    "match": Kind(
        takes="one",
        rules=("each",),
        layout="rows",
        parts="rows",
        part_ids=(),
        menus="shared",
        control="select",
        shuffles=("options",),
    ),
    "categorise": Kind(
        takes="one",
        rules=("each",),
        layout="rows",
        parts="rows",
        part_ids=(),
        menus="shared",
        control="radio",
        # The labels keep one order through the whole course.
        shuffles=("parts",),
    ),
    "order": Kind(
        takes="place",
        rules=("pairwise",),
        layout="rows",
        parts="rows",
        part_ids=(),
        menus="places",
        control="select",
        shuffles=("parts",),
        always_shuffled=True,
    ),
    "gap_match": Kind(
        takes="one",
        rules=("each",),
        layout="gaps",
        parts="gaps",
        part_ids=(),
        menus="shared",
        control="select",
        shuffles=("options",),
    ),
    "inline_choice": Kind(
        takes="one",
        rules=("each",),
        layout="gaps",
        parts="gaps",
        part_ids=(),
        menus="own",
        control="select",
        shuffles=("menus",),
    ),
    "extended_text": Kind(
        takes="long",
        rules=("by_hand",),
        layout="typed",
        parts="answer",
        menus="levels",
        control="textarea",
    ),
}
