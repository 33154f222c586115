"""What a teacher may send to mark an answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.assessment.percent import whole_percent
from quiz.assessment.reading import share_of
from quiz.assessment.response import read_ratings
from quiz.models.texts import in_page_language
from quiz.reports.marking import mark_of

LONGEST = 2_000  # characters of a comment


class LevelSelect(forms.RadioSelect):
    """The levels of a criterion; an error leads to the first of them."""

    def id_for_label(self, id_, index=None):
        """Name the first radio button where the whole group is meant."""
        return super().id_for_label(id_, "0" if index is None else index)


class MarkForm(forms.Form):
    """A level for each criterion of the rubric, and a comment.

    Takes the item with its key, and the outcomes by which it was marked so far.
    """

    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=LONGEST,
        strip=True,
        help_text=_("The student reads it together with the feedback."),
        widget=forms.Textarea(attrs={"class": "inp", "dir": "auto", "rows": 4}),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, item, marks, data=None):
        newest = mark_of(marks[-1]) if marks else None
        initial = {"seen": len(marks), "comment": newest.comment if newest else ""}
        super().__init__(data, initial=initial)
        self.item = item
        given = newest.levels if newest else frozenset()
        for part in item.shown.rubric:
            levels = {each.id: in_page_language(each.text) for each in part.options}
            self.fields[part.field_name] = forms.ChoiceField(
                label=in_page_language(part.text),
                choices=list(levels.items()),
                initial=next(iter(given & levels.keys()), ""),
                widget=LevelSelect,
                error_messages={"required": _("Choose a level.")},
            )

    def confirm(self, seen, reason):
        """Ask whether to save what was sent, now that there is more to be seen."""
        self.data = {**self.data.dict(), "seen": seen}
        self.add_error(None, reason)

    @property
    def criteria(self):
        """Give each criterion with its field, and its levels with what they earn."""
        for part in self.item.shown.rubric:
            field = self[part.field_name]
            yield (
                part,
                field,
                [
                    (level, radio, self._percent(part, level))
                    for level, radio in zip(part.options, field, strict=True)
                ],
            )

    def _percent(self, part, level):
        return whole_percent(share_of(self.item.key, part.id, level.id), 1)

    @property
    def ratings(self):
        """Return the levels that were chosen."""
        shown = self.item.shown
        return read_ratings(
            shown,
            {part.id: self.cleaned_data[part.field_name] for part in shown.rubric},
        )
