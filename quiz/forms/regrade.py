"""What an editor may send about judging answers once more."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.assessment.regrade import KEY, POINTS, RULE, WORDING
from quiz.models import Regrade, Revision
from quiz.models.regrade import Ruling, Way
from quiz.models.texts import listed

# What a person has to weigh before answers to one revision are judged by another.
WARNINGS = {
    WORDING: gettext_lazy(
        "Revisions %(asked)s and %(judging)s differ in their words. Check that each"
        " option still means what the learners chose."
    ),
    RULE: gettext_lazy(
        "Revisions %(asked)s and %(judging)s have different rules of scoring."
    ),
    POINTS: gettext_lazy(
        "Revisions %(asked)s and %(judging)s have different numbers of points."
    ),
}


class RevisionField(forms.ModelChoiceField):
    """One of the revisions of a question."""

    def label_from_instance(self, revision):
        """Name a revision by its number, and the one that is asked now as such."""
        if revision.pk == revision.question.current_id:
            return _("Revision %(number)s (published now)") % {
                "number": revision.number
            }
        return _("Revision %(number)s") % {"number": revision.number}


class AskedField(forms.ModelMultipleChoiceField):
    """Revisions that were asked, each with its answers."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, revision):
        """Name a revision by its number, and count its answers."""
        return _("Revision %(number)s (sent: %(sent)s, not sent yet: %(waiting)s)") % {
            "number": revision.number,
            "sent": revision.sent,
            "waiting": revision.waiting,
        }


class RulingForm(forms.Form):
    """How answers to a question are judged once more, and the answers to which of it.

    Takes the revisions that were asked, each with the numbers of its answers.
    """

    way = forms.ChoiceField(
        label=gettext_lazy("How the answers are judged"),
        choices=Way.choices,
        widget=forms.RadioSelect,
    )
    revision = RevisionField(
        label=gettext_lazy("Whose key judges"),
        queryset=Revision.objects.none(),
        required=False,
        empty_label=None,
        help_text=gettext_lazy("For a void question this does not matter."),
    )
    asked = AskedField(
        label=gettext_lazy("Whose answers are judged"),
        queryset=Revision.objects.none(),
        error_messages={"required": gettext_lazy("Choose at least one revision.")},
    )

    def __init__(self, question, asked, data=None):
        self.question = question
        others = [each for each in asked if each.pk != question.current_id]
        initial = {
            "way": KEY,
            "revision": question.current_id,
            "asked": [each.pk for each in others or asked],
        }
        super().__init__(data, initial=initial)
        revisions = question.revisions.select_related("question").defer("item_data")
        self.fields["revision"].queryset = revisions.order_by("-number")
        self.fields["asked"].queryset = asked

    def clean(self):
        """Refuse a key that cannot judge the answers, and say why."""
        cleaned = super().clean()
        way, asked = cleaned.get("way"), cleaned.get("asked")
        revision = cleaned.get("revision") if way == KEY else None
        if not way or not asked or "revision" not in cleaned:
            return cleaned
        if way == KEY and revision is None:
            self.add_error("revision", _("Choose the revision whose key is right."))
            return cleaned
        self.ruling = Ruling(self.question, way, tuple(asked), revision)
        for each, fit in self.ruling.fits():
            if not fit.is_allowed:
                self.add_error("revision", self._refusal(each, fit))
        return cleaned

    def _refusal(self, asked, fit):
        numbers = self._numbers(asked)
        if fit.is_other_kind:
            return (
                _("Revision %(judging)s is of another kind than revision %(asked)s.")
                % numbers
            )
        return _(
            "Revision %(judging)s cannot judge the answers to revision %(asked)s: only"
            " one of the two has these parts or options: %(ids)s."
        ) % {**numbers, "ids": listed(fit.ids)}

    def _numbers(self, asked):
        return {"asked": asked.number, "judging": self.ruling.revision.number}

    @property
    def warnings(self):
        """Say what a person has to weigh; of a form without errors only."""
        return [
            WARNINGS[change] % self._numbers(asked)
            for asked, fit in self.ruling.fits()
            for change in fit.changes
        ]


class ReasonForm(forms.Form):
    """Why, and what the page showed when that was decided."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=Regrade._meta.get_field("reason").max_length,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "For the log, and for learners whose quiz tells them feedback; such as “The"
            " key named the wrong year.”"
        ),
        error_messages={"required": gettext_lazy("Say why, for the log.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
