"""What learners did: for administrators to look at, never to change."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from quiz.admin.rights import AdministratorsRead, MissingIs404
from quiz.assessment.number import write_number
from quiz.models import Attempt, Outcome, Response


class Scored:
    """Show scores without the noughts that the database keeps."""

    @admin.display(description=gettext_lazy("score"), ordering="score")
    def score_shown(self, row):
        """Show the score, once there is one."""
        return None if row.score is None else write_number(row.score)

    @admin.display(description=gettext_lazy("highest score"), ordering="max_score")
    def max_score_shown(self, row):
        """Show the highest score, once there is one."""
        return None if row.max_score is None else write_number(row.max_score)


class ResponseInline(AdministratorsRead, admin.TabularInline):
    """The answers of an attempt."""

    model = Response
    fields = ("position", "revision", "value", "language", "is_flagged", "sent_at")
    ordering = ("position",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("revision__question")


@admin.register(Attempt)
class AttemptAdmin(Scored, AdministratorsRead, MissingIs404, admin.ModelAdmin):
    """An attempt with its answers."""

    list_display = (
        "learner",
        "quiz",
        "number",
        "started_at",
        "submitted_at",
        "score_shown",
        "max_score_shown",
    )
    fields = (
        "learner",
        "quiz",
        "number",
        "language",
        "started_at",
        "submitted_at",
        "score_shown",
        "max_score_shown",
    )
    list_filter = ("quiz",)
    list_select_related = ("learner", "quiz")
    search_fields = ("learner__username", "learner__display_name", "quiz__uid")
    inlines = (ResponseInline,)


@admin.register(Outcome)
class OutcomeAdmin(Scored, AdministratorsRead, MissingIs404, admin.ModelAdmin):
    """What scoring an answer gave, and who judged."""

    list_display = (
        "response",
        "state",
        "score_shown",
        "max_score_shown",
        "marker",
        "created_at",
    )
    fields = (
        "response",
        "revision",
        "scorer",
        "state",
        "score_shown",
        "max_score_shown",
        "detail",
        "marker",
        "comment",
        "created_at",
    )
    list_filter = ("state",)
    list_select_related = ("response", "marker")
