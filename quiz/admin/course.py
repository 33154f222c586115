"""Courses, lessons and what a lesson is made of."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from quiz.actions.course import publish_course, publish_lesson, withdraw_lesson
from quiz.actions.fault import (
    describe_lesson_fault,
    describe_question_fault,
    name_row,
)
from quiz.admin.bilingual import Bilingual, pair
from quiz.admin.publishing import (
    STATUS_NAMES,
    LanguageFilter,
    Publishing,
    StatusFilter,
)
from quiz.admin.rights import CarefulDeletion, EditorRights, MissingIs404
from quiz.forms.lesson import (
    CourseForm,
    ExclusivePlaceForm,
    ExclusivePlaceFormSet,
    FigureForm,
    LessonForm,
    NameForm,
    PassageForm,
    PassageFormSet,
    PlacedForm,
    PlacedFormSet,
    TermForm,
    TermFormSet,
)
from quiz.models import (
    Course,
    Figure,
    FigureRow,
    LearningPoint,
    Lesson,
    Name,
    Passage,
    Question,
    Term,
)
from quiz.reports import editing


class ContentAdmin(
    MissingIs404, CarefulDeletion, EditorRights, Bilingual, TranslationAdmin
):
    """A page for something that is taught."""

    list_per_page = 50


class ContentInline(EditorRights, Bilingual, TranslationStackedInline):
    """Rows of something that is taught, on its page."""

    extra = 0
    form = PlacedForm
    formset = PlacedFormSet


@admin.register(Course)
class CourseAdmin(Publishing, ContentAdmin):
    """A course, and how far its lessons and questions are published."""

    form = CourseForm
    list_display = ("title_shown", "state_shown", "arabic_shown", "english_shown")
    list_filter = ("is_open",)
    search_fields = ("slug", *pair("title"), *pair("source_title"))
    fieldsets = (
        (
            None,
            {
                "fields": (
                    pair("title"),
                    pair("summary"),
                    ("slug", "position", "is_open"),
                )
            },
        ),
        (
            gettext_lazy("Where it comes from"),
            {
                "fields": tuple(
                    pair(f"source_{name}")
                    for name in (
                        "title",
                        "outlet",
                        "author",
                        "date",
                        "genre",
                        "language",
                        "credit",
                    )
                )
            },
        ),
    )
    published_line = gettext_lazy("All lessons and questions are published.")
    done_line = gettext_lazy(
        "The lessons and questions are published. What was withdrawn stays so, and a"
        " quiz is published on its own page."
    )
    changed_line = gettext_lazy("Some of it is not published, or changed since.")
    unchanged_line = done_line
    note = gettext_lazy(
        "The words of this page show as soon as they are saved. Publishing is for the"
        " lessons and questions; a quiz is published on its own page."
    )
    states = staticmethod(editing.course_states)

    @admin.display(description=pgettext_lazy("field", "course"))
    def title_shown(self, course):
        """Show the title, or the address where there is none."""
        return str(course)

    @admin.display(description=gettext_lazy("state"))
    def state_shown(self, course):
        """Count the lessons and questions by state."""
        state = course.draft_state
        shown = (editing.PUBLISHED, editing.CHANGED)
        return _(
            "%(lessons)s lessons published, %(questions)s questions published,"
            " %(changed)s changed since"
        ) % {
            "lessons": state.count(Lesson, *shown),
            "questions": state.count(Question, *shown),
            "changed": state.count((Lesson, Question), editing.CHANGED),
        }

    publish = staticmethod(publish_course)

    def describe_faults(self, course, state):
        """Say which lesson or question has a fault, and which."""
        return tuple(
            f"{name_row(row)}: "
            + (
                describe_lesson_fault(fault)
                if isinstance(row, Lesson)
                else describe_question_fault(fault, row)
            )
            for row, fault in state.faults
        )


class PassageInline(ContentInline):
    """The passages of a lesson, in order; what is seldom changed is folded away."""

    model = Passage
    form = PassageForm
    formset = PassageFormSet
    fieldsets = (
        (
            None,
            {
                "fields": (
                    pair("heading"),
                    pair("text"),
                    ("stance", "is_background", "position"),
                    pair("attribution"),
                )
            },
        ),
        (
            gettext_lazy("Source and name"),
            {"fields": (pair("section"), "uid"), "classes": ("collapse",)},
        ),
    )


class LearningPointInline(ContentInline):
    """The learning points of a lesson."""

    model = LearningPoint
    classes = ("collapse",)
    fields = (pair("text"), ("slug", "position"))


class TermInline(ContentInline):
    """The key terms of a lesson."""

    model = Term
    form = TermForm
    formset = TermFormSet
    classes = ("collapse",)
    fields = (
        pair("term"),
        pair("anchor"),
        pair("definition"),
        ("passage", "is_background"),
        ("slug", "position"),
    )


@admin.register(Lesson)
class LessonAdmin(Publishing, ContentAdmin):
    """A lesson with its passages; what readers see changes when it is published."""

    form = LessonForm
    list_display = (
        "title_shown",
        "course",
        "state_shown",
        "arabic_shown",
        "english_shown",
    )
    list_filter = ("course", StatusFilter, LanguageFilter)
    list_select_related = ("course",)
    search_fields = ("slug", *pair("title"), *pair("summary"))
    fields = (pair("title"), pair("summary"), ("course", "slug", "position"))
    inlines = (PassageInline, LearningPointInline, TermInline)
    change_form_template = "admin/quiz/lesson/change_form.html"
    numbered = gettext_lazy("(edition %(number)s)")
    published_line = gettext_lazy("Edition %(number)s is published.")
    changed_line = gettext_lazy("Edition %(number)s is published; changed since.")
    withdrawn_line = gettext_lazy("Withdrawn; the last edition was %(number)s.")
    unchanged_line = gettext_lazy("Nothing has changed since edition %(number)s.")
    states = staticmethod(editing.lesson_states)
    withdraw = staticmethod(withdraw_lesson)

    @admin.display(description=pgettext_lazy("field", "lesson"), ordering="position")
    def title_shown(self, lesson):
        """Show the title, or the address where there is none."""
        return str(lesson)

    @staticmethod
    def publish(lesson):
        """Publish the lesson, and return the number of the edition."""
        return publish_lesson(lesson).number

    def describe_faults(self, lesson, state):
        """Say what keeps the lesson from being published."""
        return tuple(map(describe_lesson_fault, state.faults))

    def preview_url(self, lesson):
        """Return where the draft is seen as a student sees it."""
        return reverse("quiz:preview_lesson", args=[lesson.course.slug, lesson.slug])

    def get_inlines(self, request, obj):
        """Give rows to a lesson that is saved: terms point to its passages."""
        return self.inlines if obj else ()

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None and obj.pk:
            questions = list(obj.questions.all())
            states = editing.question_states(questions)
            context["figures"] = obj.figures.all()
            context["questions"] = [
                (question, state, STATUS_NAMES[state.status])
                for question in questions
                for state in [states[question.pk]]
            ]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


class Owned(ContentAdmin):
    """A row of a lesson, or of a course, on a page of its own."""

    owner = ""

    def get_changeform_initial_data(self, request):
        """Take the owner from the address: links lead here with it."""
        owner = request.GET.get(self.owner, "")
        return {self.owner: owner} if owner.isdecimal() else {}

    def response_add(self, request, obj, post_url_continue=None):
        """Add the next row to the same owner."""
        answer = super().response_add(request, obj, post_url_continue)
        return self._with_owner(request, obj, answer)

    def response_change(self, request, obj):
        """Add the next row to the same owner."""
        answer = super().response_change(request, obj)
        return self._with_owner(request, obj, answer)

    def _with_owner(self, request, row, answer):
        if "_addanother" not in request.POST:
            return answer
        add = reverse(f"admin:quiz_{self.opts.model_name}_add")
        return redirect(f"{add}?{self.owner}={getattr(row, self.owner).pk}")

    @admin.display(description=gettext_lazy("words"))
    def words_shown(self, row):
        """Show the words in both languages, each in its direction."""
        return format_html(
            '<div class="two"><span lang="ar" dir="rtl">{}</span>'
            '<span lang="en" dir="ltr">{}</span></div>',
            *(getattr(row, column) or "—" for column in pair(self.words)),
        )


class OfLesson(Owned):
    """A row of a lesson on a page of its own."""

    owner = "lesson"
    list_filter = ("lesson",)
    list_select_related = ("lesson",)
    form = PlacedForm


@admin.register(Passage)
class PassageAdmin(OfLesson):
    """A passage by itself."""

    words = "text"
    form = PassageForm
    list_display = ("uid", "lesson", "words_shown", "stance")
    list_filter = ("lesson", "stance", "is_background")
    search_fields = ("uid", *pair("text"), *pair("heading"))
    fields = (
        ("lesson", "uid", "position"),
        pair("heading"),
        pair("text"),
        ("stance", "is_background"),
        pair("attribution"),
        pair("section"),
    )


@admin.register(LearningPoint)
class LearningPointAdmin(OfLesson):
    """A learning point by itself."""

    words = "text"
    list_display = ("slug", "lesson", "words_shown")
    search_fields = ("slug", *pair("text"))
    fields = (("lesson", "slug", "position"), pair("text"))


@admin.register(Term)
class TermAdmin(OfLesson):
    """A term by itself."""

    words = "term"
    form = TermForm
    list_display = ("slug", "lesson", "words_shown")
    search_fields = ("slug", *pair("term"), *pair("definition"))
    fields = (
        ("lesson", "slug", "position"),
        ("passage", "is_background"),
        pair("term"),
        pair("anchor"),
        pair("definition"),
    )


class FigureRowInline(ContentInline):
    """The rows of a figure."""

    model = FigureRow
    form = ExclusivePlaceForm
    formset = ExclusivePlaceFormSet
    fields = (pair("label"), ("position", "value", "share"), pair("note"))


@admin.register(Figure)
class FigureAdmin(OfLesson):
    """A figure with its rows."""

    words = "title"
    form = FigureForm
    list_display = ("uid", "lesson", "kind", "words_shown")
    list_filter = ("lesson", "kind")
    search_fields = ("uid", *pair("title"), *pair("caption"))
    fields = (
        ("lesson", "uid", "position"),
        ("kind", "after"),
        pair("title"),
        pair("caption"),
        pair("label_heading"),
        pair("value_heading"),
        pair("share_heading"),
        pair("note_heading"),
    )
    inlines = (FigureRowInline,)


@admin.register(Name)
class NameAdmin(Owned):
    """A name that a course speaks of; it shows as soon as it is saved."""

    owner = "course"
    words = "name"
    form = NameForm
    list_display = ("slug", "course", "kind", "words_shown")
    list_filter = ("course", "kind")
    list_select_related = ("course",)
    search_fields = ("slug", *pair("name"), *pair("variants"), *pair("note"))
    fields = (
        ("course", "slug", "kind"),
        pair("name"),
        pair("variants"),
        pair("note"),
    )
