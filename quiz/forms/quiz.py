"""What an editor may write into a quiz and its slots."""

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from quiz.actions.fault import name_row
from quiz.actions.quiz import rule_faults
from quiz.assessment.presets import (
    EVERYTHING,
    EXAM,
    NOTHING,
    PHASES,
    PRACTICE,
    PRESETS,
    TEST,
    Reviewable,
)
from quiz.forms.lesson import (
    ExclusivePlaceForm,
    ExclusivePlaceFormSet,
    PlacedForm,
    by_lesson,
    require_words,
)
from quiz.forms.moment import MomentField, MomentsForm
from quiz.models import LearningPoint, Lesson, Question, Quiz
from quiz.models.texts import listed

# Each preset with what it means.
MEANINGS = {
    PRACTICE: (
        pgettext_lazy("preset", "Practice"),
        gettext_lazy(
            "Each answer is told about at once, and what was missed can be answered"
            " once more at the end. It can be taken any number of times, by visitors"
            " too."
        ),
    ),
    TEST: (
        pgettext_lazy("preset", "Test"),
        gettext_lazy(
            "Nothing is told before all answers are sent; then everything is. It can"
            " be taken any number of times."
        ),
    ),
    EXAM: (
        pgettext_lazy("preset", "Exam"),
        gettext_lazy(
            "Nobody begins before it opens. It can be taken once, and nothing is told"
            " before its results are released."
        ),
    ),
}
COLUMNS = {
    Reviewable.SCORE: gettext_lazy("Score"),
    Reviewable.CORRECTNESS: gettext_lazy("Correct or not"),
    Reviewable.FEEDBACK: gettext_lazy("Feedback"),
    Reviewable.KEY: gettext_lazy("The right answer"),
    Reviewable.EVIDENCE: gettext_lazy("Evidence"),
}
NOTHING_TOLD = pgettext_lazy("told of answers", "Nothing")
# The rules that make sense, or none, together.
RULES = ("preset", "repeats_missed", *(f"review_{phase}" for phase in PHASES))


def label_of(name):
    """Return the label that a field of a quiz has by itself."""
    return capfirst(Quiz._meta.get_field(name).verbose_name)


class Group:
    """Radio buttons or boxes that are read out under one name."""

    def __init__(self, attrs=None, choices=(), *, label, look):
        super().__init__(attrs, choices)
        self.label, self.look = label, look

    def render(self, name, value, attrs=None, renderer=None):
        return format_html(
            '<div class="{}" role="group" aria-label="{}">{}</div>',
            self.look,
            self.label,
            super().render(name, value, attrs, renderer),
        )


class RadioGroup(Group, forms.RadioSelect):
    """One of several, each with a sentence."""


class BoxGroup(Group, forms.CheckboxSelectMultiple):
    """Some of several, in columns."""


class ReviewField(forms.MultipleChoiceField):
    """A row of the review rules, kept as a number; empty: as the preset has it."""

    def __init__(self, *, label):
        super().__init__(
            label=label,
            required=False,
            choices=[
                *((flag.value, name) for flag, name in COLUMNS.items()),
                (NOTHING.value, NOTHING_TOLD),
            ],
            widget=BoxGroup(label=label, look="review"),
        )

    def prepare_value(self, value):
        """Tick the boxes of a stored number; what was sent stays as it is."""
        if not isinstance(value, int):
            return value
        return [str(flag.value) for flag in Reviewable(value) or (NOTHING,)]

    def has_changed(self, initial, data):
        """Compare the boxes."""
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value):
        """Return the number, or None where no box is ticked."""
        ticked = {Reviewable(int(each)) for each in super().clean(value)}
        if NOTHING in ticked and len(ticked) > 1:
            raise forms.ValidationError(
                _("Tick “Nothing” alone, or only what is to be told.")
            )
        return sum(each.value for each in ticked) if ticked else None


def _presets():
    return [
        (name, format_html("<span><b>{}</b> {}</span>", title, meaning))
        for name, (title, meaning) in MEANINGS.items()
    ]


class QuizForm(MomentsForm, PlacedForm):
    """A quiz on a lesson of its course, in both languages once it is published."""

    preset = forms.ChoiceField(
        label=label_of("preset"),
        initial=PRACTICE,
        choices=_presets,
        widget=RadioGroup(label=label_of("preset"), look="presets"),
    )
    opens_at = MomentField(label=label_of("opens_at"))
    closes_at = MomentField(label=label_of("closes_at"))
    review_during = ReviewField(label=label_of("review_during"))
    review_submitted = ReviewField(label=label_of("review_submitted"))
    review_closed = ReviewField(label=label_of("review_closed"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.is_published:
            require_words(self)
        course = self.data.get(self.add_prefix("course")) or self.instance.course_id
        if "lesson" in self.fields and str(course or "").isdecimal():
            field = self.fields["lesson"]
            field.queryset = Lesson.objects.filter(course=course)
            field.error_messages["invalid_choice"] = gettext_lazy(
                "Choose among the lessons of the course."
            )
        self.fields["repeats_missed"].widget.choices = [
            ("unknown", _("As the preset has it")),
            ("true", _("Yes")),
            ("false", _("No")),
        ]
        for name, words in self._help().items():
            self.fields[name].help_text = words

    def is_settled(self):
        """Say whether learners may have the address of the quiz."""
        return self.instance.is_published or self.instance.attempts.exists()

    def _help(self):
        """Say what holds where a field is left empty."""
        zone = _("Time zone: %(zone)s") % {"zone": timezone.get_current_timezone()}
        return {
            "opens_at": "{} {}".format(
                _(
                    "When empty: open once it is published; but an exam stays shut"
                    " until a moment is set, here or by the teacher who gives it."
                ),
                zone,
            ),
            "closes_at": "{} {}".format(
                _("When empty: never. Attempts that are open end at this moment."),
                zone,
            ),
            "time_limit": _("When empty: no limit, whatever the preset."),
            "attempt_limit": _by_preset(
                lambda rules: rules.attempt_limit or _("Any number")
            ),
            "repeats_missed": _by_preset(
                lambda rules: _("Yes") if rules.repeats_missed else _("No")
            ),
            "asks_certainty": _("Only in practice."),
            "review_during": _by_preset(lambda rules: _told(rules.review_during)),
            "review_submitted": _by_preset(lambda rules: _told(rules.review_submitted)),
            "review_closed": "{} {}".format(
                _("For an exam: after its results are released."),
                _by_preset(lambda rules: _told(rules.review_closed)),
            ),
        }

    def clean_opens_at(self):
        """Refuse a slip of the keys."""
        return self.clean_moment("opens_at")

    def clean_closes_at(self):
        """Refuse what is over, too: open attempts would end before they know."""
        return self.clean_coming("closes_at")

    def clean(self):
        """Refuse what makes no sense together, at the field where it shows."""
        cleaned = super().clean()
        for name in ("time_limit", "attempt_limit"):
            if cleaned.get(name) == 0:
                self.add_error(name, _("A limit is at least 1, or empty."))
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("It closes after it opens."))
        if cleaned.get("asks_certainty") and cleaned.get("preset") in {TEST, EXAM}:
            self.add_error(
                "asks_certainty", _("Only practice asks how certain one is.")
            )
        if not self.errors.keys() & {*RULES}:
            quiz = Quiz(**{name: cleaned[name] for name in RULES})
            for name, message in rule_faults(quiz):
                self.add_error(name, message)
            if quiz.is_exam:
                self._keep_closed(cleaned)
        return cleaned

    def _keep_closed(self, cleaned):
        """Let nobody take an exam whose results are known."""
        if self.instance.released_at is None or "closes_at" in self.errors:
            return
        closes_at = cleaned["closes_at"]
        if closes_at is None or closes_at > timezone.now():
            self.add_error(
                "closes_at",
                _(
                    "The results of the exam are released, so it stays closed. Hide"
                    " them first."
                ),
            )


def _by_preset(describe):
    """Say what each preset gives where a field is left empty."""
    lines = [
        _("%(preset)s: %(rule)s") % {"preset": title, "rule": describe(PRESETS[name])}
        for name, (title, _meaning) in MEANINGS.items()
    ]
    return _("When empty: %(rules)s") % {"rules": " · ".join(lines)}


def _told(row):
    if row == EVERYTHING:
        return pgettext("told of answers", "Everything")
    return listed(COLUMNS[flag] for flag in row) or NOTHING_TOLD


class SlotForm(ExclusivePlaceForm):
    """A place in a quiz, which asks and draws from the quiz's own course."""

    def __init__(self, *args, menus, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (rows, choices, refusal) in menus.items():
            field = self.fields[name]
            field.queryset = rows
            field.choices = [("", field.empty_label), *choices]
            field.error_messages["invalid_choice"] = refusal

    def clean(self):
        """Refuse a learning point of another lesson: no question would fit."""
        cleaned = super().clean()
        point, lesson = cleaned.get("draw_learning_point"), cleaned.get("draw_lesson")
        if point and lesson and point.lesson_id != lesson.pk:
            self.add_error(
                "draw_learning_point",
                _(
                    "This learning point is one of another lesson: “%(lesson)s”."
                    " Choose that lesson, or none."
                )
                % {"lesson": point.lesson},
            )
        return cleaned


class SlotFormSet(ExclusivePlaceFormSet):
    """The places of a quiz; what they may ask is read once."""

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "menus": self._menus}

    @cached_property
    def _menus(self):
        course = self.instance.course_id
        # A prequestion is told by its lesson's page, so no quiz asks it.
        questions = Question.objects.filter(lesson__course=course, is_prequestion=False)
        lessons = Lesson.objects.filter(course=course)
        points = LearningPoint.objects.filter(lesson__course=course)
        return {
            "question": (
                questions,
                by_lesson(questions, name_row),
                gettext_lazy("Choose among the questions of the course."),
            ),
            "draw_lesson": (
                lessons,
                [(lesson.pk, str(lesson)) for lesson in lessons],
                gettext_lazy("Choose among the lessons of the course."),
            ),
            "draw_learning_point": (
                points,
                by_lesson(points, str),
                gettext_lazy("Choose among the learning points of the course."),
            ),
        }
