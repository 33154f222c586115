"""The admin site: for editors and administrators."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class Site(admin.AdminSite):
    """Django's admin under our name, open to those who edit."""

    site_title = site_header = _("Fahm: editing")
    index_title = _("What can be edited")
    enable_nav_sidebar = False
