"""What an editor may write into a question and its rows."""

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, User
from quiz.assessment.kinds import KINDS
from quiz.assessment.number import write_number
from quiz.forms.lesson import given_lesson, named, offer_rows
from quiz.forms.number import DecimalField, NumberInput
from quiz.models import Choice, Part, Passage
from quiz.models.question import Kind, Rule, make_ident
from quiz.models.texts import listed

EDITORS = (Role.EDITOR, Role.ADMINISTRATOR)
# What a question's `settings` may hold, and what holds where they are silent.
SETTINGS = ("points", "tolerance", "is_relative", "near")
SILENT = {"tolerance": "0", "is_relative": False, "near": 0}
# What is near, by what is typed.
NEAR = {
    "number": gettext_lazy("From 0 to 1, for an answer within twice the tolerance."),
    "text": gettext_lazy("From 0 to 1, for a word with one slip of spelling."),
}


class QuestionForm(forms.ModelForm):
    """A question's own fields; its passages and its point are those of its lesson.

    The settings of its kind are fields of their own: see `SETTINGS`.
    """

    points = forms.IntegerField(
        label=gettext_lazy("Points"),
        widget=NumberInput,
        min_value=1,
        max_value=1000,
    )
    tolerance = DecimalField(
        label=gettext_lazy("Tolerance"),
        help_text=gettext_lazy("How far from the number a right answer may be."),
        kept_as=write_number,
        min_value=0,
        max_digits=14,
        decimal_places=6,
    )
    is_relative = forms.BooleanField(
        label=gettext_lazy("The tolerance is a share of the number"),
        help_text=gettext_lazy("0.05 then means 5 per cent of it."),
        required=False,
    )
    near = DecimalField(
        label=gettext_lazy("Share for a near answer"),
        kept_as=float,
        min_value=0,
        max_value=1,
        decimal_places=4,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lesson = given_lesson(self)
        self._offer_settings()
        self._offer_rules()
        self._offer_lesson()
        if "uid" in self.fields and self.instance.pk:
            # It seeds the order in which attempts show the options.
            self.fields["uid"].disabled = self.instance.revisions.exists()
        for name in ("author", "reviewer"):
            if name in self.fields:
                # Editors see no students, and so not in a menu either.
                self.fields[name].queryset = User.objects.filter(role__in=EDITORS)

    def _kinds(self):
        given = self.data.get(self.add_prefix("kind")) if self.is_bound else None
        kinds = {given, self.instance.kind} & KINDS.keys()
        return [KINDS[kind] for kind in kinds or KINDS]

    def _offer_settings(self):
        """Ask for what the kind knows, once the question has one."""
        kind = KINDS[self.instance.kind] if self.instance.pk else None
        for name in SETTINGS:
            if kind is None or name not in kind.settings:
                del self.fields[name]
        if kind is None:
            return
        stored = {"points": kind.points, **SILENT, **self.instance.settings}
        self.initial |= {name: stored[name] for name in kind.settings}
        if "near" in kind.settings:
            self.fields["near"].help_text = NEAR[kind.takes]

    def _offer_rules(self):
        if "rule" not in self.fields:
            return
        rules = dict.fromkeys(rule for kind in self._kinds() for rule in kind.rules)
        label, help_text = self.fields["rule"].label, self.fields["rule"].help_text
        self.fields["rule"] = forms.ChoiceField(
            label=label,
            help_text=help_text,
            required=False,
            choices=[("", "—"), *((rule, Rule(rule).label) for rule in rules)],
            error_messages={
                "invalid_choice": gettext_lazy("There is no such rule of scoring.")
            },
        )

    def _offer_lesson(self):
        if "evidence" in self.fields:
            field = self.fields["evidence"]
            # A draft may still lack it; publishing does not pass without.
            field.required = False
            if self.lesson is None:
                field.queryset = Passage.objects.none()
                field.help_text = gettext_lazy(
                    "The passages of the lesson are offered once it is saved."
                )
            else:
                offer_rows(
                    field,
                    self.lesson,
                    gettext_lazy("Choose among the passages of the question’s lesson."),
                )
        if "learning_point" in self.fields:
            offer_rows(
                self.fields["learning_point"],
                self.lesson,
                gettext_lazy(
                    "Choose among the learning points of the question’s lesson."
                ),
            )

    def clean(self):
        """Check what depends on the kind."""
        cleaned = super().clean()
        kind, rule = cleaned.get("kind"), cleaned.get("rule")
        if kind and rule and rule not in KINDS[kind].rules:
            self.add_error("rule", wrong_rule(kind, rule))
        if cleaned.get("is_prequestion") and self._is_asked():
            self.add_error(
                "is_prequestion",
                _("A quiz asks this question. Take it out of the quiz first."),
            )
        return cleaned

    def _is_asked(self):
        return self.instance.pk and self.instance.slots.exists()

    def save(self, commit=True):  # noqa: FBT002 - as Django has it
        """Keep the settings that were changed with those that the kind has."""
        changed = {
            name: self.cleaned_data[name]
            for name in SETTINGS
            if name in self.changed_data
        }
        known = KINDS[self.instance.kind].settings
        self.instance.settings = {
            name: value
            for name, value in (self.instance.settings | changed).items()
            if name in known
        }
        return super().save(commit)


def wrong_rule(kind, rule):
    """Say which rules a kind has."""
    return _("“%(kind)s” is not scored by “%(rule)s”. Choose: %(rules)s.") % {
        "kind": Kind(kind).label,
        "rule": Rule(rule).label,
        "rules": listed(Rule(each).label for each in KINDS[kind].rules),
    }


class RowForm(forms.ModelForm):
    """A part or a choice, which points only to rows of its own question."""

    def __init__(self, *args, menus=None, is_asked=False, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (rows, choices) in (menus or {}).items():
            if name in self.fields:
                self.fields[name].queryset = rows
                self.fields[name].choices = choices
        self._settle_name(is_asked)

    def _settle_name(self, is_asked):
        ident = self.fields["ident"]
        if self.instance.pk:
            # Answers name it for good.
            ident.disabled = is_asked
            return
        # Each new row is a copy of one empty row, so no name may stand in it.
        ident.required = ident.show_hidden_initial = False
        ident.initial = self.initial["ident"] = ""
        ident.help_text = gettext_lazy("Empty: a name is made.")

    def clean_ident(self):
        """Make a name where none is given."""
        return self.cleaned_data["ident"] or make_ident()


class RowFormSet(BaseInlineFormSet):
    """The parts or choices of a question; what they may point to is read once."""

    def get_form_kwargs(self, index):
        return {
            **super().get_form_kwargs(index),
            "menus": self._menus,
            "is_asked": self._is_asked,
        }

    @cached_property
    def _is_asked(self):
        return bool(self.instance.pk) and self.instance.revisions.exists()

    @cached_property
    def _menus(self):
        question = self.instance
        passages = Passage.objects.filter(lesson=question.lesson_id)
        rows = {
            "part": (Part.objects.filter(question=question.pk), [("", "—")]),
            "answers": (Choice.objects.filter(question=question.pk), []),
            "passage": (passages, [("", "—")]),
        }
        return {
            name: (found, first + [(row.pk, named(row)) for row in found])
            for name, (found, first) in rows.items()
        }
