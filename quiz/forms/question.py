"""What an editor may write into a question and its rows."""

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.models import Role, User
from quiz.assessment.kinds import KINDS
from quiz.assessment.number import Unreadable, read_number
from quiz.models import Choice, LearningPoint, Lesson, Part, Passage
from quiz.models.question import Kind, make_ident

RULE_NAMES = {
    "each": gettext_lazy("Each part counts by itself"),
    "every": gettext_lazy("All parts must be right"),
    "chain": gettext_lazy("A part counts only after the one before it"),
    "plus_minus": gettext_lazy("Right picks less wrong picks"),
    "exact": gettext_lazy("Exactly the right picks"),
    "per_option": gettext_lazy("Each option rightly picked or left"),
    "pairwise": gettext_lazy("Each pair in the right order"),
    "by_hand": gettext_lazy("A person marks by the rubric"),
}
EDITORS = (Role.EDITOR, Role.ADMINISTRATOR)
EXCERPT = 60


def listed(words):
    """Join words by the comma of the page's language."""
    return {"ar": "، "}.get(get_language(), ", ").join(words)


def excerpt(row, field="text"):
    """Return a row's name with the first words of its text, for a list."""
    text = getattr(row, field) or ""
    if len(text) > EXCERPT:
        text = f"{text[:EXCERPT].rsplit(' ', 1)[0]} …"
    return f"{row} · {text}" if text else str(row)


class QuestionForm(forms.ModelForm):
    """A question's own fields; its passages and its point are those of its lesson."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lesson = self._lesson()
        self._offer_rules()
        self._offer_lesson()
        if "uid" in self.fields and self.instance.pk:
            # It seeds the order in which attempts show the options.
            self.fields["uid"].disabled = self.instance.revisions.exists()
        for name in ("author", "reviewer"):
            if name in self.fields:
                # Editors see no students, and so not in a menu either.
                self.fields[name].queryset = User.objects.filter(role__in=EDITORS)

    def _lesson(self):
        """Return the lesson that the form speaks of, or None while it is not chosen."""
        given = self.data.get(self.add_prefix("lesson")) if self.is_bound else None
        key = given or self.instance.lesson_id or self.initial.get("lesson")
        if not str(key or "").isdecimal():
            return None
        return Lesson.objects.filter(pk=key).first()

    def _kinds(self):
        given = self.data.get(self.add_prefix("kind")) if self.is_bound else None
        kinds = {given, self.instance.kind} & KINDS.keys()
        return [KINDS[kind] for kind in kinds or KINDS]

    def _offer_rules(self):
        if "rule" not in self.fields:
            return
        rules = dict.fromkeys(rule for kind in self._kinds() for rule in kind.rules)
        label, help_text = self.fields["rule"].label, self.fields["rule"].help_text
        self.fields["rule"] = forms.ChoiceField(
            label=label,
            help_text=help_text,
            required=False,
            choices=[("", "—"), *((rule, RULE_NAMES[rule]) for rule in rules)],
            error_messages={
                "invalid_choice": gettext_lazy("There is no such rule of scoring.")
            },
        )

    def _offer_lesson(self):
        if "evidence" in self.fields:
            field = self.fields["evidence"]
            passages = Passage.objects.all()
            field.queryset = (
                passages.filter(lesson=self.lesson) if self.lesson else passages.none()
            )
            # A draft may still lack it; publishing does not pass without.
            field.required = False
            field.label_from_instance = excerpt
            field.error_messages["invalid_choice"] = gettext_lazy(
                "Choose among the passages of the question’s lesson."
            )
        if "learning_point" in self.fields and self.lesson:
            field = self.fields["learning_point"]
            field.queryset = LearningPoint.objects.filter(lesson=self.lesson)
            field.error_messages["invalid_choice"] = gettext_lazy(
                "Choose among the learning points of the question’s lesson."
            )

    def clean_settings(self):
        """Take only the settings that the kind knows, each of its type."""
        settings = self.cleaned_data["settings"]
        settings = {} if settings is None else settings
        if not isinstance(settings, dict):
            raise forms.ValidationError(
                _("Write the settings between braces, such as %(example)s."),
                params={"example": '{"points": 2}'},
            )
        kind = KINDS.get(self.data.get(self.add_prefix("kind"), self.instance.kind))
        if kind is not None:
            check_settings(settings, kind)
        return settings

    def clean(self):
        """Check what depends on the kind and on the lesson."""
        cleaned = super().clean()
        kind, rule = cleaned.get("kind"), cleaned.get("rule")
        if kind and rule and rule not in KINDS[kind].rules:
            self.add_error("rule", wrong_rule(kind, rule))
        point = cleaned.get("learning_point")
        if point and self.lesson and point.lesson_id != self.lesson.pk:
            self.add_error(
                "learning_point",
                _("Choose among the learning points of the question’s lesson."),
            )
        return cleaned


def wrong_rule(kind, rule):
    """Say which rules a kind has."""
    return _("“%(kind)s” is not scored by “%(rule)s”. Choose: %(rules)s.") % {
        "kind": Kind(kind).label,
        "rule": RULE_NAMES[rule],
        "rules": listed(str(RULE_NAMES[each]) for each in KINDS[kind].rules),
    }


def check_settings(settings, kind):
    """Raise ValidationError with all that is wrong with the settings of a kind."""
    errors = [
        _("This kind of question has no setting “%(setting)s”. It knows: %(known)s.")
        % {"setting": setting, "known": listed(kind.settings)}
        for setting in settings
        if setting not in kind.settings
    ]
    for setting, (test, message) in SETTINGS.items():
        if setting in settings and setting in kind.settings:
            errors += [] if test(settings[setting]) else [str(message)]
    if errors:
        raise forms.ValidationError(errors)


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_points(value):
    return _is_number(value) and isinstance(value, int) and 1 <= value <= 1000


def _is_tolerance(value):
    number = read_number(value) if isinstance(value, str) else Unreadable.NOT_A_NUMBER
    return not isinstance(number, Unreadable) and number >= 0


SETTINGS = {
    "points": (
        _is_points,
        gettext_lazy("“points” is a whole number from 1 on, such as 2."),
    ),
    "tolerance": (
        _is_tolerance,
        gettext_lazy('“tolerance” is a number in quotation marks, such as "0.5".'),
    ),
    "is_relative": (
        lambda value: isinstance(value, bool),
        gettext_lazy("“is_relative” is true or false."),
    ),
    "near": (
        lambda value: _is_number(value) and 0 <= value <= 1,
        gettext_lazy("“near” is a number from 0 to 1, such as 0.5."),
    ),
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
            name: (found, first + [(row.pk, excerpt(row)) for row in found])
            for name, (found, first) in rows.items()
        }
