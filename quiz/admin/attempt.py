"""What learners did: for administrators to look at, never to change."""

from django.contrib import admin

from quiz.admin.rights import AdministratorsRead, MissingIs404
from quiz.models import Attempt, Outcome, Response


class ResponseInline(AdministratorsRead, admin.TabularInline):
    """The answers of an attempt."""

    model = Response
    fields = ("position", "revision", "value", "language", "is_flagged", "sent_at")
    ordering = ("position",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("revision__question")


@admin.register(Attempt)
class AttemptAdmin(AdministratorsRead, MissingIs404, admin.ModelAdmin):
    """An attempt with its answers."""

    list_display = (
        "learner",
        "quiz",
        "number",
        "started_at",
        "submitted_at",
        "score",
        "max_score",
    )
    list_filter = ("quiz",)
    list_select_related = ("learner", "quiz")
    search_fields = ("learner__username", "learner__display_name", "quiz__uid")
    inlines = (ResponseInline,)


@admin.register(Outcome)
class OutcomeAdmin(AdministratorsRead, MissingIs404, admin.ModelAdmin):
    """What scoring an answer gave, and who judged."""

    list_display = ("response", "state", "score", "max_score", "marker", "created_at")
    list_filter = ("state",)
    list_select_related = ("response", "marker")
