from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People and classes")

    def ready(self):
        post_migrate.connect(make_cache_table, sender=self)


def make_cache_table(using, **kwargs):
    """Make the table of the cache with the others, where it is not there yet."""
    call_command("createcachetable", database=using, verbosity=0)
