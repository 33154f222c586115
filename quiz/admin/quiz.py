"""Quizzes with their slots."""

from dataclasses import replace

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from quiz.actions.attempt import retime_attempts
from quiz.actions.quiz import publish_quiz, quiz_faults, withdraw_quiz
from quiz.actions.release import NotOpenYet, StillOpen, hide_results, release_results
from quiz.admin.bilingual import Bilingual, pair
from quiz.admin.course import ContentAdmin
from quiz.admin.publishing import LanguageFilter, Publishing, StatusFilter
from quiz.admin.rights import EditorRights
from quiz.assessment.content import Fault, Place
from quiz.forms.quiz import QuizForm, SlotForm, SlotFormSet
from quiz.models import Quiz, Slot
from quiz.models.texts import LANGUAGES, in_both
from quiz.reports.editing import DraftState

# What is as the preset has it where it is empty.
RULES = (
    "time_limit",
    "attempt_limit",
    "repeats_missed",
    "review_during",
    "review_submitted",
    "review_closed",
)


class SlotInline(EditorRights, Bilingual, admin.StackedInline):
    """The places of a quiz: a question, or how many are drawn."""

    model = Slot
    extra = 0
    form = SlotForm
    formset = SlotFormSet
    fields = (
        ("position", "question"),
        ("draw_count", "draw_lesson", "draw_learning_point"),
        ("draw_level", "draw_stance", "draw_difficulty"),
    )

    def get_queryset(self, request):
        """Fetch the quiz that each slot is named after."""
        return super().get_queryset(request).select_related("quiz")


def quiz_states(quizzes):
    """Return whether each quiz may be taken, and what its title lacks."""
    return {
        quiz.pk: DraftState(
            number=1 if quiz.is_published else None,
            last_number=1 if quiz.withdrawn_at else None,
            is_changed=False,
            faults=tuple(
                Fault("one_language", Place("title"), code)
                for code in LANGUAGES
                if code not in in_both(quiz, "title")
            ),
        )
        for quiz in quizzes
    }


def _may_be_released(quiz):
    was_offered = quiz.is_published or quiz.withdrawn_at is not None
    return quiz.is_exam and was_offered and quiz.released_at is None


@admin.register(Quiz)
class QuizAdmin(Publishing, ContentAdmin):
    """A quiz; its questions are published by themselves."""

    form = QuizForm
    list_display = (
        "title_shown",
        "course",
        "lesson",
        "preset",
        "state_shown",
        "arabic_shown",
        "english_shown",
    )
    list_filter = ("course", "preset", StatusFilter, LanguageFilter)
    list_select_related = ("course", "lesson")
    search_fields = ("uid", *pair("title"))
    readonly_fields = ("released_at",)
    inlines = (SlotInline,)
    published_line = gettext_lazy("Published: learners can take it.")
    unchanged_line = gettext_lazy("It was published already.")
    note = gettext_lazy(
        "What is saved of a published quiz holds for every attempt that is begun later;"
        " the time limit, the closing and what is told hold for all at once."
    )
    states = staticmethod(quiz_states)
    publish = staticmethod(publish_quiz)
    withdraw = staticmethod(withdraw_quiz)

    @admin.display(description=pgettext_lazy("field", "quiz"), ordering="position")
    def title_shown(self, quiz):
        """Show the title, or the name where there is none."""
        return str(quiz)

    def get_fieldsets(self, request, obj=None):
        """Fold away the rules that are as the preset has them, all together."""
        dates = ("opens_at", "closes_at")
        is_changed = obj and (
            obj.asks_certainty or any(getattr(obj, each) is not None for each in RULES)
        )
        return (
            (
                None,
                {
                    "fields": (
                        pair("title"),
                        ("course", "lesson"),
                        ("uid", "position"),
                        "preset",
                        (*dates, "released_at") if obj and obj.released_at else dates,
                    )
                },
            ),
            (
                gettext_lazy("Change the preset’s rules"),
                {
                    "fields": (
                        ("time_limit", "attempt_limit"),
                        ("repeats_missed", "asks_certainty"),
                        "review_during",
                        "review_submitted",
                        "review_closed",
                    ),
                    "classes": () if is_changed else ("collapse",),
                    "description": gettext_lazy(
                        "What is left empty is as the preset has it."
                    ),
                },
            ),
        )

    def get_inlines(self, request, obj):
        """Give slots to a quiz that is saved: they ask questions of its course."""
        return self.inlines if obj else ()

    def describe_faults(self, quiz, state):
        """Say what keeps the quiz from being published; look into the slots too."""
        return tuple(quiz_faults(quiz))

    def save_model(self, request, obj, form, change):
        """Give the attempts that are open the end that they have now."""
        if not {"time_limit", "closes_at"} & {*form.changed_data}:
            super().save_model(request, obj, form, change)
            return
        # Whoever begins at this moment is waited for, or waits.
        Quiz.objects.select_for_update().filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        attempts = obj.attempts.in_progress()
        if count := attempts.count():
            retime_attempts(attempts)
            message = ngettext(
                "%(count)s open attempt now ends by the new rules.",
                "%(count)s open attempts now end by the new rules.",
                count,
            )
            self.message_user(request, message % {"count": count})

    def panel(self, row):
        """Offer to release the results of an exam, or to hide them again."""
        return replace(
            super().panel(row),
            may_be_released=_may_be_released(row),
            may_be_hidden=row.released_at is not None,
        )

    def response_change(self, request, obj):
        """Release or hide the results, where the page offers that."""
        if "_release" in request.POST and _may_be_released(obj):
            self._release_and_tell(request, obj)
            return redirect(self._page(obj))
        if "_hide" in request.POST and obj.released_at:
            hide_results(obj)
            line = _("The results are hidden again.")
            self.log_change(request, obj, line)
            self.message_user(request, line, messages.SUCCESS)
            return redirect(self._page(obj))
        return super().response_change(request, obj)

    def _release_and_tell(self, request, quiz):
        try:
            released_at = release_results(quiz)
        except NotOpenYet:
            line = _(
                "Not released: the exam has not opened here. A teacher who gave it to a"
                " class releases its results to the class."
            )
            self.message_user(request, line, messages.ERROR)
            return
        except StillOpen as still_open:
            line = _(
                "Not released: somebody may take the exam until %(moment)s, and would"
                " learn the answers. Release the results after that."
            )
            moment = localize(timezone.localtime(still_open.closes_at))
            self.message_user(request, line % {"moment": moment}, messages.ERROR)
            return
        self.log_change(request, quiz, _("The results are released."))
        line = _("The results are released: whoever took the exam sees them now.")
        if released_at > timezone.now():
            line = _(
                "The exam is closed. The results are told from %(moment)s on: until"
                " then answers may arrive that are underway."
            ) % {"moment": localize(timezone.localtime(released_at))}
        self.message_user(request, line, messages.SUCCESS)
