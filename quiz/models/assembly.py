"""Put a question's rows together into an Item."""

from quiz.assessment.item import Item, Key, Option, Part, Review, Shown
from quiz.assessment.kinds import KINDS
from quiz.models.texts import in_both


def make_item(question):
    """Return the question as an Item, in the author's order, read by column."""
    return _Assembly(question).item()


def _options(choices):
    return tuple(Option(id=row.ident, text=row.words()) for row in choices)


class _Assembly:
    """The rows of one question, read once."""

    def __init__(self, question):
        self.question = question
        self.kind = KINDS[question.kind]
        self.parts = list(question.parts.all())
        self.choices = list(question.choices.all())
        self.rows = [*self.parts, *self.choices]

    def item(self):
        """Return the three records."""
        return Item(shown=self._shown(), key=self._key(), review=self._review())

    def _menu(self, part):
        return [row for row in self.choices if row.part_id == part.pk]

    def _shown(self):
        kind, question = self.kind, self.question
        has_shared_menu = kind.menus == "shared"
        return Shown(
            kind=question.kind,
            rule=question.rule or kind.rule,
            points=question.settings.get("points", kind.points),
            prompt=in_both(question, "prompt"),
            body=in_both(question, "body"),
            parts=self._shown_parts(),
            options=_options(self.choices) if has_shared_menu else (),
            options_shuffled=self._is_shuffled("options"),
            parts_shuffled=self._is_shuffled("parts"),
            rubric=self._rubric(),
        )

    def _is_shuffled(self, name):
        return name in self.kind.shuffles and (
            self.kind.always_shuffled or self.question.is_shuffled
        )

    def _shown_parts(self):
        if self.kind.parts == "answer":
            unit = self.parts[0].words() if self.parts and self.kind.is_typed else {}
            return (Part(id="answer", takes=self.kind.takes, text=unit),)
        return tuple(
            Part(
                id=row.ident,
                takes=self.kind.takes,
                text=row.words(),
                options=(_options(self._menu(row)) if self.kind.menus == "own" else ()),
                is_shuffled=self.kind.shuffles_menu(row.ident)
                and self.question.is_shuffled,
            )
            for row in self.parts
        )

    def _rubric(self):
        if not self.kind.has_rubric:
            return ()
        return tuple(
            Part(
                id=row.ident,
                takes="one",
                text=row.words(),
                options=_options(self._menu(row)),
            )
            for row in self.parts
        )

    def _key(self):
        settings = self.question.settings
        return Key(
            credit=self._credit(),
            accepted=(
                {row.ident: row.words() for row in self.choices}
                if self.kind.is_typed
                else {}
            ),
            tolerance=settings.get("tolerance", "0"),
            is_relative=settings.get("is_relative", False),
            near=settings.get("near", 0),
        )

    def _credit(self):
        if self.kind.menus == "places":
            return {
                row.ident: {str(place): 1.0} for place, row in enumerate(self.parts, 1)
            }
        if self.kind.parts == "answer" and not self.kind.has_rubric:
            return {"answer": self._shares(self.choices)}
        if self.kind.menus == "shared":
            return {
                row.ident: {choice.ident: 1.0 for choice in row.answers.all()}
                for row in self.parts
            }
        return {row.ident: self._shares(self._menu(row)) for row in self.parts}

    @staticmethod
    def _shares(choices):
        return {row.ident: float(row.fraction) for row in choices if row.fraction}

    def _review(self):
        quoted = {row.ident: row.passage for row in self.rows if row.passage}
        proof = list(self.question.evidence.all())
        return Review(
            explanation=in_both(self.question, "explanation"),
            evidence=tuple(passage.uid for passage in proof),
            feedback={
                row.ident: words
                for row in self.rows
                if (words := in_both(row, "feedback"))
            },
            rests_on={ident: passage.uid for ident, passage in quoted.items()},
            passages={
                passage.uid: in_both(passage, "text")
                for passage in [*proof, *quoted.values()]
            },
        )
