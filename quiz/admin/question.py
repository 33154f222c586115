"""Questions with their parts and options."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.forms import CheckboxSelectMultiple
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.admin import TranslationStackedInline

from quiz.actions.fault import describe_question_fault
from quiz.actions.question import (
    copy_question,
    publish_question,
    scaffold_question,
    withdraw_question,
)
from quiz.admin.bilingual import Bilingual, CodeInput, TextArea, pair
from quiz.admin.course import OfLesson
from quiz.admin.publishing import LanguageFilter, Publishing, StatusFilter
from quiz.admin.regrade import Regrading
from quiz.admin.rights import EditorRights
from quiz.assessment.kinds import KINDS
from quiz.forms.question import QuestionForm, RowForm, RowFormSet
from quiz.models import Choice, Part, Question, Quiz
from quiz.models.texts import listed
from quiz.reports import editing

# The fields of a row that point to other rows of its question.
POINTERS = {"answers": "choices", "part": "parts"}


class RowInline(EditorRights, Bilingual, TranslationStackedInline):
    """Rows of a question, which point to one another and to its lesson's passages."""

    extra = 0
    form = RowForm
    formset = RowFormSet
    formfield_overrides = {
        **Bilingual.formfield_overrides,
        models.TextField: {"widget": TextArea(attrs={"rows": 2})},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "ident":
            kwargs["widget"] = CodeInput
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class PartInline(RowInline):
    """The places for answers."""

    model = Part
    fields = (
        ("ident", "position", "passage"),
        pair("text"),
        pair("feedback"),
        "answers",
    )

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class ChoiceInline(RowInline):
    """The options and accepted answers."""

    model = Choice
    fields = (
        ("ident", "position", "fraction", "part"),
        pair("text"),
        pair("feedback"),
        ("passage", "error"),
    )


@admin.register(Question)
class QuestionAdmin(Regrading, Publishing, OfLesson):
    """A question; new attempts ask what was published last."""

    words = "prompt"
    form = QuestionForm
    save_as = True
    list_display = (
        "uid",
        "lesson",
        "kind",
        "words_shown",
        "state_shown",
        "arabic_shown",
        "english_shown",
    )
    list_filter = (
        StatusFilter,
        LanguageFilter,
        "lesson",
        "kind",
        "level",
        "stance",
        "difficulty",
    )
    search_fields = ("uid", *pair("prompt"), *pair("explanation"))
    fieldsets = (
        (None, {"fields": (("lesson", "kind"), pair("prompt"), pair("body"))}),
        (
            gettext_lazy("Why"),
            {"fields": (pair("explanation"), "evidence", "learning_point")},
        ),
        (
            gettext_lazy("About it"),
            {
                "fields": (
                    ("level", "difficulty", "stance"),
                    ("position", "is_shuffled", "is_prequestion"),
                    ("uid", "author", "reviewer"),
                )
            },
        ),
    )
    inlines = (PartInline, ChoiceInline)
    numbered = gettext_lazy("(revision %(number)s)")
    published_line = gettext_lazy("Revision %(number)s is published.")
    changed_line = gettext_lazy("Revision %(number)s is published; changed since.")
    withdrawn_line = gettext_lazy("Withdrawn; the last revision was %(number)s.")
    unchanged_line = gettext_lazy("Nothing has changed since revision %(number)s.")
    states = staticmethod(editing.question_states)
    withdraw = staticmethod(withdraw_question)

    @staticmethod
    def publish(question):
        """Publish the question, and return the number of the revision."""
        return publish_question(question).number

    def describe_faults(self, question, state):
        """Say what keeps the question from being published."""
        return tuple(describe_question_fault(each, question) for each in state.faults)

    def warn(self, question):
        """Name the published quizzes that withdrawing the question changes."""
        quizzes = [
            _("“%(title)s”") % {"title": quiz}
            for quiz in Quiz.objects.published().asking(question)
        ]
        if not quizzes:
            return ""
        return _(
            "Published quizzes that ask this question, or may draw it: %(quizzes)s."
            " Once it is withdrawn, they go on without it."
        ) % {"quizzes": listed(quizzes)}

    def preview_url(self, question):
        """Return where the draft is answered as a student answers it."""
        return reverse("quiz:preview_question", args=[question.uid])

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_fieldsets(self, request, obj=None):
        """Ask for the settings that the kind knows, beside the rule."""
        words, *rest = super().get_fieldsets(request, obj)
        settings = KINDS[obj.kind].settings if obj else ()
        scoring = {"fields": ("rule", settings) if settings else ("rule",)}
        return [words, (gettext_lazy("Scoring"), scoring), *rest]

    def get_inlines(self, request, obj):
        """Give rows to a question that is saved: they point to one another."""
        return self.inlines if obj else ()

    def save_model(self, request, obj, form, change):
        """Note who wrote the question first."""
        if not change and obj.author_id is None:
            obj.author = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Make the rows that each question of the kind has."""
        super().save_related(request, form, formsets, change)
        if not change:
            scaffold_question(form.instance)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and "_saveasnew" in request.POST and object_id:
            original = self.get_object(request, object_id)
            if original is None:
                raise Http404
            if not self.has_add_permission(request):
                raise PermissionDenied
            with transaction.atomic():
                copy, keys = copy_question(original, request.user)
                request.POST = _for_copy(request.POST, copy, keys)
                answer = super().changeform_view(
                    request, str(copy.pk), self._page(copy), extra_context
                )
            # Django goes on where the form was sent from; mistakes are mended on
            # the copy's page too, to which the form leads now.
            return redirect(self._page(copy)) if answer.status_code == 302 else answer
        return super().changeform_view(request, object_id, form_url, extra_context)


def _for_copy(sent, copy, keys):
    """Turn a form of the original into one of its copy: rows by their new keys."""
    data = sent.copy()
    del data["_saveasnew"]
    data["_continue"] = "1"
    data["uid"], data["author"], data["reviewer"] = (
        copy.uid,
        str(copy.author_id),
        "",
    )
    idents = {
        prefix: {str(row.pk): row.ident for row in getattr(copy, prefix).all()}
        for prefix in keys
    }
    for name in sent:
        prefix, _dash, rest = name.partition("-")
        number, _dash, field = rest.partition("-")
        if prefix not in keys:
            continue
        if field == "question":
            data[name] = str(copy.pk)
        elif field == "id":
            data[name] = _renamed(keys[prefix], sent[name])
            # The names of a question that was asked are shown, and not sent.
            if data[name] in idents[prefix]:
                data.setdefault(f"{prefix}-{number}-ident", idents[prefix][data[name]])
        elif field in POINTERS:
            new = keys[POINTERS[field]]
            data.setlist(name, [_renamed(new, key) for key in sent.getlist(name)])
    return data


def _renamed(new, key):
    """Return the new key of a row; what is no key is left to the form to refuse."""
    return str(new.get(int(key), key)) if key.isdecimal() else key
