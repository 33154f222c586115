"""Quizzes with their slots."""

from django.contrib import admin
from django.utils.translation import gettext_lazy, pgettext_lazy

from quiz.actions.quiz import publish_quiz, quiz_faults, withdraw_quiz
from quiz.admin.bilingual import Bilingual, pair
from quiz.admin.course import ContentAdmin
from quiz.admin.publishing import LanguageFilter, Publishing, StatusFilter
from quiz.admin.rights import EditorRights
from quiz.assessment.content import Fault, Place
from quiz.forms.lesson import QuizForm, SlotForm, SlotFormSet
from quiz.models import Quiz, Slot
from quiz.models.texts import LANGUAGES, in_both
from quiz.reports.editing import DraftState


class SlotInline(EditorRights, Bilingual, admin.StackedInline):
    """The places of a quiz: a question, or how many are drawn."""

    model = Slot
    extra = 0
    form = SlotForm
    formset = SlotFormSet
    fields = (
        ("position", "question"),
        ("draw_count", "draw_lesson", "draw_level", "draw_stance"),
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
    fields = (pair("title"), ("course", "lesson"), ("preset", "uid", "position"))
    inlines = (SlotInline,)
    published_line = gettext_lazy("Published: learners can take it.")
    unchanged_line = gettext_lazy("It was published already.")
    note = gettext_lazy(
        "What is saved of a published quiz holds for every attempt that is begun later."
    )
    states = staticmethod(quiz_states)
    publish = staticmethod(publish_quiz)
    withdraw = staticmethod(withdraw_quiz)

    @admin.display(description=pgettext_lazy("field", "quiz"), ordering="position")
    def title_shown(self, quiz):
        """Show the title, or the name where there is none."""
        return str(quiz)

    def get_inlines(self, request, obj):
        """Give slots to a quiz that is saved: they ask questions of its course."""
        return self.inlines if obj else ()

    def describe_faults(self, quiz, state):
        """Say what keeps the quiz from being published; look into the slots too."""
        return tuple(quiz_faults(quiz))
