"""Publish and withdraw from the admin: buttons, list columns, filters, an action."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quiz.actions.fault import name_row
from quiz.models.texts import LANGUAGES, language_name
from quiz.reports import editing

STATUS_NAMES = {
    editing.DRAFT: gettext_lazy("Draft"),
    editing.PUBLISHED: gettext_lazy("Published"),
    editing.CHANGED: gettext_lazy("Changed since publishing"),
    editing.WITHDRAWN: gettext_lazy("Withdrawn"),
}


@dataclass(frozen=True)
class Panel:
    """What a page says on top about its draft."""

    status: str
    line: str  # the state in a sentence
    faults: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]  # the language, and how complete it is
    note: str  # what saving does, and what publishing does
    has_preview: bool = False
    may_be_withdrawn: bool = False
    warning: str = ""  # what withdrawing does elsewhere
    may_be_released: bool = False  # the results of an exam, to all who took it
    may_be_hidden: bool = False  # the results, again


class StatusFilter(admin.SimpleListFilter):
    """Find drafts by how they stand against what is published."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        self.states = model_admin.states
        return list(STATUS_NAMES.items())

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return _keep(queryset, self.states, lambda each: each.status == self.value())


class LanguageFilter(admin.SimpleListFilter):
    """Find drafts that lack words in a language."""

    title = gettext_lazy("words missing in")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        self.states = model_admin.states
        return [(code, language_name(code)) for code in LANGUAGES]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return _keep(queryset, self.states, lambda each: each.missing[self.value()])


def _keep(queryset, states, test):
    found = states(queryset).items()
    return queryset.filter(pk__in=[key for key, state in found if test(state)])


class StateChangeList(ChangeList):
    """A list whose rows know their state, found for the whole page at once."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        states = self.model_admin.states(self.result_list)
        for row in self.result_list:
            row.draft_state = states[row.pk]


def describe_missing(count):
    """Say how complete a language is."""
    if not count:
        return _("complete")
    return ngettext("%(count)s text missing", "%(count)s texts missing", count) % {
        "count": count
    }


class Publishing:
    """Add what publishing needs to an admin page.

    The page gives its words and these functions of rows: `states` by key, of many;
    `publish`, which returns the number and raises ValidationError with all faults;
    `withdraw`, if that can be; `describe_faults`; and those below.
    """

    actions = ("publish_chosen",)
    withdraw = None
    numbered = ""  # what is published, by its number
    published_line = gettext_lazy("Published.")
    done_line = ""  # what publishing did, where the state does not say it all
    changed_line = gettext_lazy("Published, and changed since.")
    withdrawn_line = gettext_lazy("Withdrawn.")
    unchanged_line = gettext_lazy("Nothing has changed since it was published.")
    note = gettext_lazy(
        "Each button saves first. Saving changes nothing for readers; publishing does."
    )

    def preview_url(self, row):
        """Return where the draft is seen as a student sees it."""
        return ""

    def warn(self, row):
        """Say what withdrawing the row does elsewhere."""
        return ""

    # The list

    def get_changelist(self, request, **kwargs):
        return StateChangeList

    @admin.display(description=gettext_lazy("state"))
    def state_shown(self, row):
        """Show the state of a row, with the number of what is published."""
        state = row.draft_state
        number = state.number or state.last_number
        return format_html(
            '<span class="state state-{}">{} <span class="whole">{}</span></span>',
            state.status,
            STATUS_NAMES[state.status],
            str(self.numbered) % {"number": number} if number else "",
        )

    @admin.display(description=gettext_lazy("Arabic"))
    def arabic_shown(self, row):
        """Show how complete the Arabic is."""
        return describe_missing(row.draft_state.missing["ar"])

    @admin.display(description=gettext_lazy("English"))
    def english_shown(self, row):
        """Show how complete the English is."""
        return describe_missing(row.draft_state.missing["en"])

    @admin.action(
        description=gettext_lazy("Publish the chosen"), permissions=["change"]
    )
    def publish_chosen(self, request, queryset):
        """Publish each chosen row by itself, whole or not at all."""
        for row in queryset:
            self._check_change(request, row)
        for row in queryset:
            self.publish_and_tell(request, row)

    # The buttons

    def withdraw_and_tell(self, request, row):
        """Take back what is published, and say so."""
        self.withdraw(row)
        self.log_change(request, row, _("Withdrawn."))
        self.message_user(
            request, _("Withdrawn: readers see it no more."), messages.SUCCESS
        )
        if warning := self.warn(row):
            self.message_user(request, warning, messages.WARNING)

    def publish_and_tell(self, request, row):
        """Publish a row and say what came of it, or all that is in the way."""
        was = self.states([self.model.objects.get(pk=row.pk)])[row.pk]
        try:
            number = self.publish(row)
        except ValidationError as error:
            lines = format_html_join("", "<li>{}</li>", ((m,) for m in error.messages))
            heading = _("Not published: “%(row)s”. Readers see what they saw.") % {
                "row": name_row(row)
            }
            self.message_user(
                request, format_html("{}<ul>{}</ul>", heading, lines), messages.ERROR
            )
            return
        if was.status == editing.PUBLISHED:
            line = self.unchanged_line
        else:
            line = self.done_line or self.published_line
            self.log_change(request, row, str(line) % {"number": number})
        self.message_user(
            request,
            format_html("{}: {}", name_row(row), str(line) % {"number": number}),
            messages.SUCCESS,
        )

    def _check_change(self, request, row):
        if not self.has_change_permission(request, row):
            raise PermissionDenied

    def _page(self, row):
        return reverse(f"admin:quiz_{self.opts.model_name}_change", args=[row.pk])

    # The page

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None and obj.pk:
            # A form with mistakes has changed the row in memory.
            saved = self.model.objects.get(pk=obj.pk)
            context["panel"] = self.panel(saved)
            context["subtitle"] = name_row(saved)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def panel(self, row):
        """Return what the page says on top."""
        state = self.states([row])[row.pk]
        may_be_withdrawn = bool(self.withdraw and state.number)
        lines = {
            editing.DRAFT: _("Draft: not published yet."),
            editing.PUBLISHED: self.published_line,
            editing.CHANGED: self.changed_line,
            editing.WITHDRAWN: self.withdrawn_line,
        }
        return Panel(
            status=state.status,
            line=str(lines[state.status])
            % {"number": state.number or state.last_number},
            faults=self.describe_faults(row, state),
            missing=tuple(
                (language_name(code), describe_missing(state.missing[code]))
                for code in LANGUAGES
            ),
            has_preview=bool(self.preview_url(row)),
            note=str(self.note),
            may_be_withdrawn=may_be_withdrawn,
            warning=self.warn(row) if may_be_withdrawn else "",
        )

    def response_change(self, request, obj):
        if "_publish" in request.POST:
            self.publish_and_tell(request, obj)
            return redirect(self._page(obj))
        if "_withdraw" in request.POST and self.withdraw:
            self.withdraw_and_tell(request, obj)
            return redirect(self._page(obj))
        if "_preview" in request.POST and self.preview_url(obj):
            return redirect(self.preview_url(obj))
        return super().response_change(request, obj)

    def response_add(self, request, obj, post_url_continue=None):
        """Stay on the page: what belongs to a new row comes next."""
        if not request.POST.keys() & {"_addanother", "_continue"}:
            self.message_user(
                request, _("Saved as a draft. Now fill in the rest."), messages.SUCCESS
            )
            return redirect(self._page(obj))
        return super().response_add(request, obj, post_url_continue)
