"""Regrade a question from the admin: look, confirm, take back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quiz.actions.fault import name_row
from quiz.actions.regrade import (
    RegradedBefore,
    RegradedMeanwhile,
    regrade_question,
    regrade_stamp,
    undo_regrade,
)
from quiz.forms.regrade import ReasonForm, RulingForm
from quiz.models import Response
from quiz.reports.near_miss import near_misses
from quiz.reports.regrade import (
    asked_revisions,
    judged_otherwise,
    preview_regrade,
    preview_undoing,
)

allow_form = require_http_methods(["GET", "HEAD", "POST"])
UNPROCESSABLE = 422


class Regrading:
    """Add the pages for regrading to a question's."""

    def get_urls(self):
        """Put them before Django's own, the last of which takes all addresses."""
        return [
            path(
                f"<int:question_id>/{address}",
                self.admin_site.admin_view(allow_form(view)),
                name=f"quiz_question_{name}",
            )
            for address, view, name in (
                ("regrade/", self.regrade_view, "regrade"),
                ("regrade/<int:regrade_id>/undo/", self.undo_view, "undo_regrade"),
            )
        ] + super().get_urls()

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None and obj.pk:
            answers = Response.objects.filter(revision__question=obj.pk)
            context["regrade_url"] = answers.exists() and _page(obj.pk)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def publish_and_tell(self, request, row):
        """Ask what is to become of answers that another key judged."""
        super().publish_and_tell(request, row)
        if count := judged_otherwise(self.model.objects.get(pk=row.pk)):
            told = _(
                "Answers to earlier revisions that were judged by another key, another"
                " rule or other points: %(count)s."
            ) % {"count": count}
            link = format_html('<a href="{}">{}</a>', _page(row.pk), _("Regrade"))
            self.message_user(
                request, format_html("{} {}", told, link), messages.WARNING
            )

    def _question(self, request, question_id):
        question = get_object_or_404(self.model, pk=question_id)
        if not self.has_change_permission(request, question):
            raise PermissionDenied
        return question

    def regrade_view(self, request, question_id):
        """Show whom a regrade would change, and make it once it is confirmed.

        The address says how the answers are judged; what is sent confirms it.
        """
        question = self._question(request, question_id)
        asked = asked_revisions(question)
        is_confirmed = request.method == "POST"
        sent = request.GET if request.GET or is_confirmed else None
        form = RulingForm(question, asked, sent)
        reason = ReasonForm(
            request.POST if is_confirmed else None,
            initial={"seen": regrade_stamp(question)},
        )
        if is_confirmed and form.is_valid() and reason.is_valid():
            self._regrade(request, form.ruling, reason.cleaned_data)
            return redirect(_page(question.pk))
        context = {
            "asked": asked,
            "form": form,
            "regrades": _log(question),
            "near_misses": near_misses(question),
        }
        if form.is_valid():
            context |= {
                "reason": reason,
                "preview": preview_regrade(form.ruling, **_reader(request)),
                "is_asked_still": form.ruling.is_void
                and question.current in form.ruling.asked,
            }
        status = UNPROCESSABLE if is_confirmed else 200
        return self._render(request, "regrade", question, context, status)

    def _regrade(self, request, ruling, confirmed):
        try:
            made = regrade_question(
                ruling, confirmed["reason"], request.user, confirmed["seen"]
            )
        except RegradedBefore:
            messages.info(request, _("The answers are judged that way already."))
        except RegradedMeanwhile:
            messages.warning(
                request,
                _(
                    "Nothing was changed: somebody else regraded this question, or took"
                    " a regrade back, since this page was opened. Look at it again."
                ),
            )
        else:
            self.log_change(
                request,
                ruling.question,
                _("Regraded: %(way)s. %(reason)s")
                % {"way": made.get_way_display(), "reason": made.reason},
            )
            messages.success(
                request,
                _(
                    "Regraded. Results that rose: %(rose)s, fell: %(fell)s, stayed:"
                    " %(stayed)s."
                )
                % {"rose": made.rose, "fell": made.fell, "stayed": made.stayed},
            )

    def undo_view(self, request, question_id, regrade_id):
        """Show whom undoing a regrade would change, and do it once it is confirmed."""
        question = self._question(request, question_id)
        made = get_object_or_404(_log(question), pk=regrade_id)
        if request.method == "POST":
            try:
                undo_regrade(made, request.user)
            except RegradedMeanwhile:
                messages.info(request, _("This regrade was undone before."))
            else:
                self.log_change(request, question, _("A regrade was undone."))
                messages.success(
                    request, _("Undone: all results are as if it had not been made.")
                )
            return redirect(_page(question.pk))
        if not made.is_standing:
            messages.info(request, _("This regrade was undone before."))
            return redirect(_page(question.pk))
        return self._render(
            request,
            "undo_regrade",
            question,
            {"made": made, "preview": preview_undoing(made, **_reader(request))},
        )

    def _render(self, request, page, question, context, status=200):
        return render(
            request,
            f"admin/quiz/question/{page}.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "question": question,
                "subtitle": name_row(question),
                **context,
            },
            status=status,
        )


def _reader(request):
    """Return what of a preview is asked for, and whether names may be told."""
    return {"page": request.GET.get("page"), "with_names": request.user.is_superuser}


def _page(question_id):
    return reverse("admin:quiz_question_regrade", args=[question_id])


def _log(question):
    """Return the regrades of a question, the newest first."""
    regrades = question.regrades.select_related("revision", "regraded_by", "undone_by")
    return regrades.prefetch_related("asked").order_by("-pk")
