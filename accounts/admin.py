"""People and classes, for administrators."""

from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    UserChangeForm,
)
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Classroom, Enrollment, Role, User
from accounts.people import forget_other_addresses

# Addresses stand in the person's own form; allauth keeps its copies by itself.
admin.site.unregister(EmailAddress)
if admin.site.is_registered(EmailConfirmation):
    admin.site.unregister(EmailConfirmation)

# What a deletion counts: Django would name the table between two others in its code.
Classroom.teachers.through._meta.verbose_name = _("teacher of a class")
Classroom.teachers.through._meta.verbose_name_plural = _("teachers of classes")


class KindFilter(admin.SimpleListFilter):
    """Show people; visitors only when they are asked for."""

    title = _("kind")
    parameter_name = "kind"
    VISITORS = "visitors"

    def lookups(self, request, model_admin):
        """Name what is not shown by itself."""
        return [(self.VISITORS, _("Visitors without an account"))]

    def choices(self, changelist):
        """Call the rest by its name."""
        everybody, *others = super().choices(changelist)
        return [{**everybody, "display": _("People with an account")}, *others]

    def queryset(self, request, queryset):
        """Keep one of the two kinds."""
        return queryset.filter(is_guest=self.value() == self.VISITORS)


class ArchivedFilter(admin.SimpleListFilter):
    """Show open or archived classes."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        """Name the two."""
        return [("open", _("Open")), ("archived", _("Archived"))]

    def queryset(self, request, queryset):
        """Keep one of the two."""
        if self.value() is None:
            return queryset
        return queryset.filter(archived_at__isnull=self.value() == "open")


class NewPersonForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("username",)


class NewPasswordForm(AdminPasswordChangeForm):
    """A new password; who shall not sign in any more is no longer active."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)


class PersonForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Make people, give them a role and a new password, close accounts."""

    form = PersonForm
    add_form = NewPersonForm
    change_password_form = NewPasswordForm
    change_user_password_template = "accounts/new_password.html"  # noqa: S105 - a page
    list_display = ("username", "display_name", "role", "language", "is_active")
    list_filter = ("role", "is_active", "language", KindFilter)
    search_fields = ("username", "display_name", "email")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("display_name", "email", "language")}),
        (_("What the person may do"), {"fields": ("role", "is_active")}),
        (_("Dates"), {"fields": ("date_joined", "last_login")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    "display_name",
                    "role",
                    "language",
                    "password1",
                    "password2",
                )
            },
        ),
    )

    def get_readonly_fields(self, request, person=None):
        """Leave a visitor without a role and a name: those come with signing up."""
        readonly = super().get_readonly_fields(request, person)
        is_guest = person is not None and person.is_guest
        return (*readonly, "username", "role") if is_guest else readonly

    def get_search_results(self, request, queryset, search_term):
        """Find people; a visitor is nobody's student."""
        found, has_doubles = super().get_search_results(request, queryset, search_term)
        is_picking = request.path.endswith("/autocomplete/")
        return (found.filter(is_guest=False) if is_picking else found), has_doubles

    def save_model(self, request, person, form, change):
        """Let an address that is taken away open nothing any more."""
        person.email = person.email.lower()
        super().save_model(request, person, form, change)
        forget_other_addresses(person)


class EnrollmentInline(admin.TabularInline):
    model = Enrollment
    extra = 0
    autocomplete_fields = ("student",)
    readonly_fields = ("enrolled_at",)

    def get_queryset(self, request):
        """Fetch the names with the places."""
        return super().get_queryset(request).select_related("student", "classroom")


@admin.register(Classroom)
class ClassroomAdmin(admin.ModelAdmin):
    """See every class, its teachers and its students."""

    list_display = ("name", "code", "student_count", "created_at", "archived_at")
    list_filter = (ArchivedFilter,)
    search_fields = ("name", "code", "teachers__username", "teachers__display_name")
    readonly_fields = ("code", "created_at")
    fields = ("name", "code", "teachers", "created_at", "archived_at")
    filter_horizontal = ("teachers",)
    inlines = (EnrollmentInline,)

    def get_queryset(self, request):
        """Count who is in each class now."""
        present = Count(
            "enrollments", filter=Q(enrollments__left_at=None), distinct=True
        )
        return super().get_queryset(request).annotate(present=present)

    @admin.display(description=_("students"), ordering="present")
    def student_count(self, classroom):
        """Return how many are in the class now."""
        return classroom.present

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Offer those who may teach."""
        if db_field.name == "teachers":
            kwargs["queryset"] = User.objects.filter(
                role__in=(Role.TEACHER, Role.ADMINISTRATOR)
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)
