"""The admin site: for editors and administrators."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.models import Group
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

# The order in which editors work, not that of the alphabet.
FIRST = ("Course", "Lesson", "Question", "Quiz", "Passage", "Figure", "Term")


class Site(admin.AdminSite):
    """Django's admin under our name, open to those who edit."""

    site_title = site_header = _("Fahm: editing")
    index_title = _("What can be edited")
    enable_nav_sidebar = False

    def register(self, model_or_iterable, admin_class=None, **options):
        """Leave groups out: what a person may do is their role."""
        models = model_or_iterable
        if Group not in ([models] if isinstance(models, type) else models):
            super().register(model_or_iterable, admin_class, **options)

    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None):
        """Have people sign in where all do, under the same limits."""
        return super().login(request, extra_context)

    def logout(self, request, extra_context=None):
        """Have people sign out where all do."""
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        """Have people change their password where all do."""
        return redirect("account_change_password")

    def get_app_list(self, request, app_label=None):
        """List what is edited most first."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=_rank)
        return apps


def _rank(model):
    name = model["object_name"]
    return FIRST.index(name) if name in FIRST else len(FIRST)
